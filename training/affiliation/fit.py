"""Training on the vectors of the shared encoder, which stays as it is: they are computed once."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pourparlers.actors.affiliation.model import inputs_of
from pourparlers.actors.affiliation.questions import Encoded, encode
from pourparlers.encoder import load_encoder

from .examples import SECTORS, UNSAID, Example, ask
from .model import AffiliationModel, fresh

Scores = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Plan:
    """How training goes: ``rate`` is the peak learning rate."""

    epochs: int = 6
    rate: float = 2e-4
    batch: int = 16
    smoothing: float = 0.05
    warm_up: float = 0.1
    decay: float = 0.01
    seed: int = 1


@dataclass(frozen=True)
class Prepared:
    """An example with its encoded question and the vectors of its tokens (tokens, HIDDEN)."""

    example: Example
    row: Encoded
    states: np.ndarray

    @property
    def right(self) -> list[int]:
        """The places of the right answers among nobody and the candidates; empty where none of them is right."""
        if self.example.country == UNSAID:
            return []
        if self.example.country == "-":
            return [0]
        places = enumerate(self.row.candidates, 1)
        return [place for place, (_, _, candidate) in places if candidate.country == self.example.country]


def prepare(examples: Sequence[Example]) -> list[Prepared]:
    """The questions of the examples, and what the encoder makes of them."""
    encoder = load_encoder()
    rows = encode(ask(examples), encoder.tokenizer, encoder.symbols)
    states = [encoder.states([row.ids])[0] for row in rows]
    return [Prepared(*parts) for parts in zip(examples, rows, states, strict=True)]


def inputs(batch: Sequence[Prepared]) -> list[Tensor]:
    """The model's inputs for a batch."""
    states = np.zeros((len(batch), max(len(p.states) for p in batch), batch[0].states.shape[1]), np.float32)
    for place, prepared in enumerate(batch):
        states[place, : len(prepared.states)] = prepared.states
    return [torch.from_numpy(value) for value in inputs_of([p.row for p in batch], states).values()]


def fit(prepared: Sequence[Prepared], plan: Plan) -> AffiliationModel:
    """A trained model."""
    model = fresh(len(SECTORS), plan.seed)
    chance = random.Random(plan.seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps = plan.epochs * math.ceil(len(prepared) / plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (plan.warm_up * steps), max(0.02, 1 - step / steps))
    )
    order = list(prepared)
    for epoch in range(plan.epochs):
        model.train()
        chance.shuffle(order)
        began, total = time.monotonic(), 0.0
        for at in range(0, len(order), plan.batch):
            loss = _loss(model, order[at : at + plan.batch], plan)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(order[at : at + plan.batch])
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return model.eval()


def _loss(model: AffiliationModel, batch: Sequence[Prepared], plan: Plan) -> Tensor:
    """Cross-entropy of the sector, and of the words for the right country taken together."""
    sectors, picks, persons = model(*inputs(batch))
    named = torch.tensor([[float(p.example.named)] for p in batch])
    total = functional.binary_cross_entropy_with_logits(persons, named, reduction="sum")
    for place, prepared in enumerate(batch):
        if prepared.example.sector != UNSAID:
            wanted = torch.tensor([SECTORS.index(prepared.example.sector)])
            total = total + functional.cross_entropy(sectors[place : place + 1], wanted, label_smoothing=plan.smoothing)
        if prepared.right:
            scores = picks[place, : 1 + len(prepared.row.candidates)]
            total = total + torch.logsumexp(scores, 0) - torch.logsumexp(scores[prepared.right], 0)
    return total / len(batch)


def answer(model: AffiliationModel, prepared: Sequence[Prepared], batch: int = 16) -> list[Scores]:
    """Raw scores of sectors, of nobody and the candidates, and of being a name, for each example."""
    found: list[Scores] = [(np.empty(0), np.empty(0), np.empty(0))] * len(prepared)
    order = sorted(range(len(prepared)), key=lambda i: len(prepared[i].states))
    with torch.inference_mode():
        for at in range(0, len(order), batch):
            numbers = order[at : at + batch]
            told = model(*inputs([prepared[i] for i in numbers]))
            for i, sector, pick, person in zip(numbers, *(value.numpy() for value in told), strict=True):
                found[i] = sector, pick[: 1 + len(prepared[i].row.candidates)], person
    return found
