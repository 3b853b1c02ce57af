"""`python -m training.affiliation`: the affiliation model from our sentences to the weights that ship.

A tenth of the lines is held out first, for scores and calibration; then the model is trained on all of them. About
a quarter of an hour on one core. Wants the relation model's weights as they ship: it reads with the same encoder.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch

from pourparlers.actors.affiliation.model import Settings

from ..calibrate import best_temperature
from .examples import SECTORS, UNSAID, other_runs, own_examples
from .export import export
from .fit import Plan, Prepared, Scores, answer, fit, prepare

# Of these texts only one person is marked.
PARTLY = ("introductions", "reserve")
TARGET = Path(__file__).resolve().parents[2] / "pourparlers" / "actors" / "affiliation" / "weights"


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m training.affiliation", description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET, help="where the weights go")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--held-out-only", action="store_true", help="scores only")
    chosen = parser.parse_args()
    torch.set_num_threads(1)  # the inputs are so small that two threads wait for each other longer than they compute
    plan = Plan(epochs=chosen.epochs)
    own = list(own_examples())
    prepared = prepare([*own, *other_runs([e for e in own if not e.id.startswith(PARTLY)])])
    held = [p for p in prepared if _is_held(p)]
    scores = answer(fit([p for p in prepared if not _is_held(p)], plan), held)
    settings = _settings(held, scores)
    print(f"{len(prepared)} persons, {len(held)} held out:", report(held, scores), settings, flush=True)
    if chosen.held_out_only:
        return
    chosen.target.mkdir(parents=True, exist_ok=True)
    export(fit(prepared, plan), chosen.target / "affiliation.onnx")
    (chosen.target / "settings.json").write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")


def _is_held(prepared: Prepared) -> bool:
    """One text in ten, by its words: the persons of one text stay together."""
    return hashlib.sha256(prepared.example.text.encode()).digest()[0] % 10 == 0


def report(held: Sequence[Prepared], scores: Sequence[Scores]) -> str:
    """Shares of right countries (nobody among them), of right sectors, and of right answers to "is it a name"."""
    both = list(zip(held, scores, strict=True))
    countries = [int(s[1].argmax()) in p.right for p, s in both if p.example.country != UNSAID]
    sectors = [SECTORS[int(s[0].argmax())] == p.example.sector for p, s in both if p.example.sector != UNSAID]
    names = [(float(s[2][0]) > 0) == p.example.named for p, s in both]
    return f"country {np.mean(countries):.3f}, sector {np.mean(sectors):.3f}, name {np.mean(names):.3f}"


def _settings(held: Sequence[Prepared], scores: Sequence[Scores]) -> Settings:
    """The temperatures that make the held-out answers likeliest."""
    both = list(zip(held, scores, strict=True))
    picks, sectors = ([s[1] for p, s in both if p.right], [s[0] for p, s in both if p.example.sector != UNSAID])
    wanted = [[SECTORS.index(p.example.sector)] for p, _ in both if p.example.sector != UNSAID]
    names = [np.array([0.0, float(s[2][0])], np.float32) for _, s in both]
    return Settings(
        sectors=SECTORS,
        country_temperature=_temperature(picks, [p.right for p, _ in both if p.right]),
        sector_temperature=_temperature(sectors, wanted),
        person_temperature=_temperature(names, [[int(p.example.named)] for p, _ in both]),
    )


def _temperature(scores: Sequence[np.ndarray], right: Sequence[Sequence[int]]) -> float:
    """See :func:`best_temperature`; rows of different lengths are filled up with what is never right."""
    filled = np.full((len(scores), max(map(len, scores))), -1e4, np.float32)
    good = np.zeros(filled.shape, bool)
    for row, (values, places) in enumerate(zip(scores, right, strict=True)):
        filled[row, : len(values)] = values
        good[row, places] = True
    return round(best_temperature(filled, good), 3)


if __name__ == "__main__":
    main()
