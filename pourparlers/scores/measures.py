"""Precision, recall and F1 (van Rijsbergen, Information Retrieval, 1979), with the counts they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

import msgspec


class Measure(msgspec.Struct, frozen=True):
    """How many things were asked for, how many were given, how many of those given are right; shares from 0 to 1.

    ``precision`` is right of given, ``recall`` right of asked, ``f1`` their harmonic mean. A share of nothing is 0.
    """

    asked: int
    given: int
    right: int
    precision: float
    recall: float
    f1: float


def measure(asked: int, given: int, right: int) -> Measure:
    """The measure of three counts."""
    return Measure(asked, given, right, ratio(right, given), ratio(right, asked), ratio(2 * right, asked + given))


def measure_counts(asked: Counter[Hashable], given: Counter[Hashable]) -> Measure:
    """Of two multisets: what is in both is right."""
    return measure(asked.total(), given.total(), (asked & given).total())


def macro_f1(measures: Mapping[str, Measure]) -> float:
    """The mean F1 of the classes that were asked for, each counting alike."""
    return mean(found.f1 for found in measures.values() if found.asked)


def mean(values: Iterable[float]) -> float:
    """The mean of ``values``; 0 of none."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def ratio(part: float, whole: float) -> float:
    """``part`` of ``whole``; 0 when there is no whole."""
    return part / whole if whole else 0.0
