"""How the affiliation model is made: `python -m training.affiliation`. Needs the extra ``train`` (torch)."""
