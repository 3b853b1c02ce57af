"""How the relation model is made: `make train`. Needs the extra ``train`` (torch); reading does not."""
