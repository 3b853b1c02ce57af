"""The tokenizer cut down to French and English: of 250,000 pieces those that the two languages use."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from .weights import Pretrained

# A piece that ordinary text does not show is kept when it is Latin and among so many most likely ones.
LIKELY = 60_000


def build_tokenizer(pieces: list[str], scores: Iterable[float], unknown: int) -> Tokenizer:
    """A unigram tokenizer as SentencePiece has it: NFKC, single spaces, "▁" before each word."""
    tokenizer = Tokenizer(
        models.Unigram([(p, float(s)) for p, s in zip(pieces, scores, strict=True)], unknown, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def choose_pieces(pretrained: Pretrained, texts: Iterable[str], size: int) -> list[int]:
    """Which pieces to keep, ascending, at most ``size``.

    First the special ones and single characters, then those that ``texts`` use most, then likely Latin ones.
    """
    tokenizer = build_tokenizer(pretrained.pieces, pretrained.scores, pretrained.special["unknown"])
    uses: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False):
        uses.update(encoding.ids)
    kept = dict.fromkeys(sorted(pretrained.special.values()))
    kept.update(
        dict.fromkeys(i for i, piece in enumerate(pretrained.pieces) if len(piece.lstrip("▁")) <= 1 and _latin(piece))
    )
    kept.update(dict.fromkeys(i for i, _ in uses.most_common()))
    likely = np.argsort(-pretrained.scores)[:LIKELY]
    kept.update(dict.fromkeys(int(i) for i in likely if _latin(pretrained.pieces[i])))
    return sorted(list(kept)[:size])


def _latin(piece: str) -> bool:
    return all(
        character in "▁’‘“”«»–—…€£" or character.isascii() or unicodedata.name(character, "").startswith("LATIN")
        for character in piece
    )
