"""Inputs of like length side by side, a core a batch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

# So many tokens make a batch: few enough to stay in a core's caches.
BATCH_TOKENS = 512


def run_batches(lengths: Sequence[int], work: Callable[[list[int]], None], most: int = BATCH_TOKENS) -> None:
    """Call ``work`` with the row numbers of each batch, in threads; ``lengths`` are the rows' lengths in tokens.

    A core a batch is faster than all cores on one batch; the longest go first, so that no core waits at the end. A
    batch has at most ``most`` tokens: the number of cores has no say in it, for activations are quantised by batch, and
    what stands together in one changes answers by a hair.
    """
    found = list(_batches(lengths, most))
    if len(found) < 2:
        for rows in found:
            work(rows)
        return
    with ThreadPoolExecutor(min(len(found), _cores())) as cores:
        list(cores.map(work, reversed(found)))


def pad(ids: Sequence[Sequence[int]], symbol: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """(ids, attend), both (batch, longest): shorter inputs filled up with ``symbol``, attend 0 where they are."""
    filled = np.full((len(ids), max(map(len, ids))), symbol, np.int64)
    attend = np.zeros(filled.shape, np.int32)
    for place, line in enumerate(ids):
        filled[place, : len(line)] = line
        attend[place, : len(line)] = 1
    return filled, attend


def _batches(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """Row numbers in batches of like length and at most ``most`` tokens with padding; longer rows stand alone."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    batch: list[int] = []
    for i in order:
        if batch and lengths[i] * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
