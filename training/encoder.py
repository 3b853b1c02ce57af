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
        self.heads, self.rate = heads, dropout
        self.query, self.key, self.value, self.mix = (nn.Linear(hidden, hidden) for _ in range(4))
        self.widen, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm_attention, self.norm_output = (nn.LayerNorm(hidden, epsilon) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` is (batch, tokens, hidden), ``mask`` (batch, 1, 1, tokens), 0 for tokens and very low for padding."""
        batch, tokens, hidden = x.shape
        shape = (batch, tokens, self.heads, hidden // self.heads)
        query, key, value = (part(x).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, dropout_p=self.rate if self.training else 0.0
        )
        mixed = self.mix(mixed.transpose(1, 2).reshape(batch, tokens, hidden))
        x = self.norm_attention(x + self.dropout(mixed))
        return self.norm_output(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Token ids in, one vector a token out."""

    def __init__(self, sizes: dict[str, int], epsilon: float, dropout: float = 0.1) -> None:
        super().__init__()
        hidden = sizes["hidden"]
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
        """``ids`` and ``attend`` (1 for a token, 0 for padding) are (batch, tokens)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        mark = (ids - (self.words.num_embeddings - MARKS - 1)).clamp(min=0)
        x = self.dropout(self.norm(self.words(ids) + self.marks(mark) + self.places(places)))
        mask = (1.0 - attend[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


class RelationModel(nn.Module):
    """The encoder, read at the start of the input and at the marks before both parties."""

    def __init__(self, encoder: Encoder, types: int, modes: int, marks: tuple[int, int]) -> None:
        super().__init__()
        self.encoder, self.marks = encoder, marks
        hidden = encoder.norm.normalized_shape[0]
        self.dropout = nn.Dropout(0.1)
        self.answers = nn.Linear(3 * hidden, types + 1 + modes)

    def forward(self, ids: Tensor, attend: Tensor) -> Tensor:
        """(batch, types + 1 + modes): scores of the types, of being related, of the modes."""
        x = self.encoder(ids, attend)
        parts = [x[:, 0], *(_at(x, ids == mark) for mark in self.marks)]
        return self.answers(self.dropout(torch.cat(parts, -1)))


def _at(x: Tensor, where: Tensor) -> Tensor:
    """The mean of ``x`` over the places marked in ``where``; zero where there is none."""
    weight = where.to(x.dtype)
    return torch.einsum("bt,bth->bh", weight, x) / weight.sum(1, keepdim=True).clamp(min=1.0)
