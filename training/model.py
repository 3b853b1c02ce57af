"""A fresh model: the published encoder with the smaller vocabulary, the marks, and new answers."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import torch
from tokenizers import Tokenizer

from pourparlers.codebook import load
from pourparlers.encoder import Symbols
from pourparlers.events.relation.labels import TYPES
from pourparlers.events.relation.marking import Marker

from .encoder import MARKS, Encoder, RelationModel
from .vocabulary import build_tokenizer, choose_pieces
from .weights import Pretrained, read_pretrained

VOCABULARY = 40_000
DROPOUT = 0.1
# Layers on all tokens, of twelve; see Encoder.
WHOLE = 9


@dataclass
class Kit:
    """What every training starts from."""

    model: RelationModel
    tokenizer: Tokenizer
    marker: Marker
    modes: list[str]
    epsilon: float

    @property
    def symbols(self) -> dict[str, int]:
        """The ids with a meaning, by name."""
        return asdict(self.marker.symbols)

    def fresh(self) -> RelationModel:
        """A copy of the untrained model."""
        return self.copy(self.model)

    def copy(self, model: RelationModel) -> RelationModel:
        """A copy of ``model`` to train further."""
        return copy.deepcopy(model)


def mode_names() -> list[str]:
    """All modes of the codebook as ``TYPE.mode``, in its order."""
    events = load().events
    return [f"{kind}.{mode.name}" for kind in TYPES for mode in events[kind].mode]


def prepare(texts: Iterable[str], seed: int = 1, pretrained: Pretrained | None = None) -> Kit:
    """The untrained model, its vocabulary chosen by ``texts``."""
    torch.manual_seed(seed)
    pretrained = pretrained or read_pretrained()
    kept = choose_pieces(pretrained, texts, VOCABULARY)
    ids = {old: new for new, old in enumerate(kept)}
    special = {name: ids[old] for name, old in pretrained.special.items()}
    tokenizer = build_tokenizer([pretrained.pieces[i] for i in kept], pretrained.scores[kept], special["unknown"])
    symbols = Symbols(special["start"], special["end"], special["pad"], *range(len(kept), len(kept) + MARKS))
    tensors = dict(pretrained.tensors)
    words = tensors["words.weight"][kept]
    # A mark starts as an average word: near nothing in particular, at the right scale.
    tensors["words.weight"] = torch.cat([words, words.mean(0) + 0.5 * words.std() * torch.randn(MARKS, words.shape[1])])
    sizes = pretrained.sizes | {"vocabulary": len(kept) + MARKS}
    encoder = Encoder(sizes, pretrained.epsilon, (symbols.actor, symbols.recipient), WHOLE, DROPOUT)
    encoder.load_state_dict(tensors | {"marks.weight": encoder.marks.weight})
    modes = mode_names()
    model = RelationModel(encoder, len(TYPES), len(modes))
    return Kit(model, tokenizer, Marker(tokenizer, symbols), modes, pretrained.epsilon)
