"""The affiliation model in torch: see :mod:`pourparlers.actors.affiliation.model` for what it reads and answers."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from pourparlers.actors.affiliation import KINDS
from pourparlers.actors.affiliation.model import FIRST_KIND, FIXED, PERSON, START
from pourparlers.encoder import HIDDEN

from ..encoder import Layer
from ..weights import read_pretrained

LAYERS = 3
HEADS, INNER, EPSILON = 12, 1536, 1e-12


class AffiliationModel(nn.Module):
    """The upper layers of the published encoder, trained anew, and the two answers."""

    def __init__(self, sectors: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(HIDDEN, HEADS, INNER, EPSILON, dropout) for _ in range(LAYERS))
        self.kinds = nn.Embedding(FIRST_KIND + len(KINDS), HIDDEN)
        nn.init.normal_(self.kinds.weight, std=0.02)
        self.sectors = nn.Linear(2 * HIDDEN, sectors)
        self.persons = nn.Linear(2 * HIDDEN, 1)
        self.weigh = nn.Linear(3 * HIDDEN, HIDDEN)
        self.pick = nn.Linear(HIDDEN, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, states: Tensor, attend: Tensor, reads: Tensor, kinds: Tensor, held: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """(batch, sectors), (batch, reads - 2): nobody first, then the candidates, and (batch, 1): being a name."""
        read = torch.einsum("brt,bth->brh", reads, states) + self.kinds(kinds)
        mask = (1.0 - torch.cat([attend, held], 1)[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            read = layer(read, torch.cat([states, read], 1), mask)
        start, person, others = read[:, START], read[:, PERSON : PERSON + 1], read[:, FIXED - 1 :]
        about = self.dropout(torch.cat([start, person[:, 0]], -1))
        beside = torch.cat([others, person.expand_as(others), others * person], -1)
        weighed = nn.functional.gelu(self.weigh(self.dropout(beside)))
        return self.sectors(about), self.pick(self.dropout(weighed)).squeeze(-1), self.persons(about)


def fresh(sectors: int, seed: int) -> AffiliationModel:
    """The model before training: its layers are the upper ones of the published encoder."""
    torch.manual_seed(seed)
    model = AffiliationModel(sectors)
    tensors = read_pretrained().tensors
    for number, layer in enumerate(model.layers, 12 - LAYERS):
        name = f"layers.{number}."
        layer.load_state_dict({key[len(name) :]: value for key, value in tensors.items() if key.startswith(name)})
    return model
