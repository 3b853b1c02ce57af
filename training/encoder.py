"""The encoder and its three answers: which event type, whether the pair is related at all, which mode."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

# Start and end of the actor, start and end of the recipient: the last ids of the vocabulary.
MARKS = 4


class Layer(nn.Module):
    """One transformer layer with the norm behind each part, as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(hidden, hidden) for _ in range(4))
        self.widen, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm_attention, self.norm_output = (nn.LayerNorm(hidden, epsilon) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, seen: Tensor, mask: Tensor) -> Tensor:
        """``x`` (batch, places, hidden) looks at ``seen`` (batch, tokens, hidden), of which ``mask`` (batch, 1, 1,
        tokens) is 0 for what may be looked at and very low for padding."""
        query, key, value = self._split(self.query(x)), self._split(self.key(seen)), self._split(self.value(seen))
        # No dropout among the attentions: with it torch leaves its fast path on a CPU (a seventh of the training time).
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.mix(mixed.transpose(1, 2).flatten(2))
        x = self.norm_attention(x + self.dropout(mixed))
        return self.norm_output(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Encoder(nn.Module):
    """Token ids in; three vectors out, read at the start of the input and at the marks before both parties.

    The first ``whole`` layers work on all tokens. In those above only the three vectors go on: they look at themselves
    and at the tokens as they came out of the whole layers. That saves most of the work of the upper layers; nothing
    else of them would be read.
    """

    def __init__(
        self, sizes: dict[str, int], epsilon: float, marks: tuple[int, int], whole: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        hidden = sizes["hidden"]
        self.read, self.whole = marks, whole
        self.words = nn.Embedding(sizes["vocabulary"], hidden)
        # The words keep their published vectors; only the marks, which training adds behind them, are learned.
        self.marks = nn.Embedding(MARKS + 1, hidden, padding_idx=0)
        nn.init.zeros_(self.marks.weight)
        self.places = nn.Embedding(sizes["positions"], hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(hidden, sizes["heads"], sizes["inner"], epsilon, dropout) for _ in range(sizes["layers"])
        )

    def forward(self, ids: Tensor, attend: Tensor) -> Tensor:
        """``ids`` and ``attend`` (1 for a token, 0 for padding) are (batch, tokens); the result (batch, 3, hidden)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        mark = (ids - (self.words.num_embeddings - MARKS - 1)).clamp(min=0)
        x = self.dropout(self.norm(self.words(ids) + self.marks(mark) + self.places(places)))
        mask = (1.0 - attend[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers[: self.whole]:
            x = layer(x, x, mask)
        read = torch.stack([x[:, 0], *(_at(x, ids == mark) for mark in self.read)], 1)
        mask = torch.cat([mask, mask.new_zeros(len(ids), 1, 1, read.shape[1])], -1)
        for layer in self.layers[self.whole :]:
            read = layer(read, torch.cat([x, read], 1), mask)
        return read


class RelationModel(nn.Module):
    """The encoder and the linear answers on what it reads."""

    def __init__(self, encoder: Encoder, types: int, modes: int) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.norm.normalized_shape[0]
        self.dropout = nn.Dropout(0.1)
        self.answers = nn.Linear(3 * hidden, types + 1 + modes)

    def forward(self, ids: Tensor, attend: Tensor) -> Tensor:
        """(batch, types + 1 + modes): scores of the types, of being related, of the modes."""
        return self.answers(self.dropout(self.encoder(ids, attend).flatten(1)))


def _at(x: Tensor, where: Tensor) -> Tensor:
    """The mean of ``x`` over the places marked in ``where``; zero where there is none."""
    weight = where.to(x.dtype)
    return torch.einsum("bt,bth->bh", weight, x) / weight.sum(1, keepdim=True).clamp(min=1.0)
