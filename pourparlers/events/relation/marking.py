"""A sentence with its two parties marked, as the encoder reads it: token ids with markers about the parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from ...encoder import Symbols
from ...record import Span

# The longest input in tokens; of longer ones the words farthest from the parties are left out.
LIMIT = 112
# Text farther from the parties than this many code points is not read at all.
REACH = 320


@dataclass(frozen=True, slots=True)
class Pair:
    """One question to the model: what happens from ``actor`` to ``recipient`` in ``text``?

    Spans are code-point offsets into ``text``; either side may be empty, or have several spans. ``language`` is for the
    frames; the model reads both alike.
    """

    text: str
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    language: str | None = None


class Marker:
    """Turns pairs into token ids. The text never reaches the marks: what looks like a mark in it stays text."""

    def __init__(self, tokenizer: Tokenizer, symbols: Symbols) -> None:
        self._tokenizer = tokenizer
        self.symbols = symbols

    def encode(self, pairs: Sequence[Pair]) -> list[list[int]]:
        """The token ids of each pair, at most ``LIMIT`` of them."""
        plans = [_plan(pair, self.symbols) for pair in pairs]
        texts = [text for plan in plans for text, _ in plan]
        pieces = iter(self._tokenizer.encode_batch(texts, add_special_tokens=False))
        return [self._join([(next(pieces).ids, mark) for _, mark in plan]) for plan in plans]

    def _join(self, parts: list[tuple[list[int], list[int]]]) -> list[int]:
        marks = sum(len(mark) for _, mark in parts)
        surplus = marks + 2 + sum(len(ids) for ids, _ in parts) - LIMIT
        if surplus > 0:
            _shorten([ids for ids, _ in parts], surplus)
        inside = [i for ids, mark in parts for i in (*ids, *mark)]
        return [self.symbols.start, *inside, self.symbols.end]


def _plan(pair: Pair, symbols: Symbols) -> list[tuple[str, list[int]]]:
    """Stretches of text, each with the marks that follow it."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for spans, first, last in (
        (pair.actor, symbols.actor, symbols.actor_end),
        (pair.recipient, symbols.recipient, symbols.recipient_end),
    ):
        for start, end in spans:
            opening.setdefault(start, []).append(first)
            closing.setdefault(end, []).append(last)
    cuts = sorted({*opening, *closing})
    first_cut, last_cut = (cuts[0], cuts[-1]) if cuts else (0, 0)
    ends = [*cuts, min(len(pair.text), last_cut + REACH)]
    starts = [max(0, first_cut - REACH), *cuts]
    return [
        (pair.text[start:end], [*closing.get(end, ()), *opening.get(end, ())] if place < len(cuts) else [])
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _shorten(stretches: list[list[int]], surplus: int) -> None:
    """Take ``surplus`` tokens out of ``stretches``: from both ends of the text first, then from the longest stretch."""
    for stretch, at_start in ((stretches[-1], False), (stretches[0], True)):
        cut = min(surplus, len(stretch) - 8)
        if cut > 0:
            del stretch[slice(0, cut) if at_start else slice(len(stretch) - cut, None)]
            surplus -= cut
    while surplus > 0:
        longest = max(stretches, key=len)
        middle = len(longest) // 2
        cut = min(surplus, max(1, len(longest) // 2))
        del longest[middle - cut // 2 : middle - cut // 2 + cut]
        surplus -= cut
