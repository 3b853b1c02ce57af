"""Calibration and the reliability table: of the answers given .9, nine in ten should be right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_temperature(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """The temperature that makes held-out answers likeliest (Guo et al. 2017); ``right`` marks the right columns."""
    return min(map(float, np.geomspace(0.3, 3.0, 60)), key=lambda t: _loss(scores / t, right))


def _loss(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    logs = scores - scores.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))
    chance = np.where(right, np.exp(logs), 0.0).sum(1)
    return float(-np.log(np.maximum(chance, 1e-9)).mean())


def best_logistic(scores: NDArray[np.float32], true: NDArray[np.bool_]) -> tuple[float, float]:
    """(temperature, shift) of the logistic that makes ``true`` likeliest (Platt 1999, without his slope's sign)."""

    def loss(temperature: float, shift: float) -> float:
        chance = np.clip(1 / (1 + np.exp(-(scores + shift) / temperature)), 1e-6, 1 - 1e-6)
        return float(-np.where(true, np.log(chance), np.log(1 - chance)).mean())

    return min(
        ((float(t), float(s)) for t in np.geomspace(0.3, 4.0, 30) for s in np.linspace(-2, 2, 41)),
        key=lambda pair: loss(*pair),
    )
