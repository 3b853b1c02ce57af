"""Fine-tuning: batches of like length, AdamW with warm-up, three losses; and reading a model's answers."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from pourparlers.events.relation.labels import TYPES
from pourparlers.events.relation.marking import Marker

from .encoder import RelationModel
from .examples import Example


@dataclass(frozen=True)
class Plan:
    """How one training goes: ``rate`` is the peak learning rate, ``own_share`` how much of our set an epoch sees."""

    epochs: int
    rate: float
    batch: int = 16
    smoothing: float = 0.1
    swap_share: float = 0.15
    own_share: float = 1.0
    related_weight: float = 0.5
    mode_weight: float = 0.3
    head_rate: float = 1e-3
    frozen_layers: int = 0
    seed: int = 1


@dataclass(frozen=True)
class Encoded:
    """Examples as ids, with the type targets as rows of a matrix."""

    ids: list[list[int]]
    types: Tensor
    related: Tensor
    modes: Tensor


def encode(marker: Marker, examples: Sequence[Example], modes: Sequence[str]) -> Encoded:
    """What the model sees and what it should answer; -1 is a mode not known."""
    types = torch.zeros(len(examples), len(TYPES))
    for row, example in enumerate(examples):
        types[row, list(example.types)] = 1.0
    codes = [modes.index(f"{TYPES[e.types[0]]}.{e.mode}") if e.mode is not None and e.types else -1 for e in examples]
    related = torch.tensor([bool(e.types) for e in examples])
    return Encoded(marker.encode([e.pair for e in examples]), types, related, torch.tensor(codes))


def pad(ids: Sequence[list[int]], symbol: int) -> tuple[Tensor, Tensor]:
    """(ids, attend), both (batch, longest)."""
    longest = max(map(len, ids))
    filled = torch.full((len(ids), longest), symbol)
    for row, line in enumerate(ids):
        filled[row, : len(line)] = torch.tensor(line)
    return filled, (filled != symbol).long()


def fit(
    model: RelationModel, marker: Marker, examples: Sequence[Example], modes: Sequence[str], plan: Plan, log: str = ""
) -> None:
    """Train ``model`` in place."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    for name, part in model.named_parameters():
        part.requires_grad = not name.startswith(_fixed(plan))
    heads = [p for n, p in model.named_parameters() if n.startswith("answers") and p.requires_grad]
    body = [p for n, p in model.named_parameters() if not n.startswith("answers") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01
    )
    epochs = [_epoch(examples, plan, chance) for _ in range(plan.epochs)]
    steps = sum(-(-len(epoch) // plan.batch) for epoch in epochs)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm) * max(0.0, (steps - step) / steps)
    )
    model.train()
    for number, epoch in enumerate(epochs):
        started, total = time.perf_counter(), 0.0
        data = encode(marker, epoch, modes)
        for rows in _batches([len(ids) for ids in data.ids], plan.batch, chance):
            ids, attend = pad([data.ids[i] for i in rows], marker.symbols.pad)
            loss = _loss(model(ids, attend), data, torch.tensor(rows), plan)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        print(
            f"{log} epoch {number + 1}: loss {total / len(epoch):.3f}, {time.perf_counter() - started:.0f} s",
            flush=True,
        )
    model.eval()


def _fixed(plan: Plan) -> tuple[str, ...]:
    """The parts that stay as they are. Below frozen layers all is, so that no gradient has to go down there."""
    words = ("encoder.words", "encoder.places")
    below = ("encoder.marks", "encoder.norm.", *(f"encoder.layers.{i}." for i in range(plan.frozen_layers)))
    return words + below if plan.frozen_layers else words


def _epoch(examples: Sequence[Example], plan: Plan, chance: random.Random) -> list[Example]:
    chosen = [e for e in examples if not e.own or chance.random() < plan.own_share]
    return [e.swapped if e.directed and chance.random() < plan.swap_share else e for e in chosen]


def _batches(lengths: Sequence[int], size: int, chance: random.Random) -> list[list[int]]:
    """Row numbers in batches of like length, the batches in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + chance.uniform(-4, 4))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches


def _loss(answers: Tensor, data: Encoded, rows: Tensor, plan: Plan) -> Tensor:
    kinds = answers[:, : len(TYPES)]
    related, modes = answers[:, len(TYPES)], answers[:, len(TYPES) + 1 :]
    is_related, targets = data.related[rows], data.types[rows]
    loss = plan.related_weight * functional.binary_cross_entropy_with_logits(related, is_related.float() * 0.96 + 0.02)
    if is_related.any():
        logs = functional.log_softmax(kinds[is_related], -1)
        right = torch.logsumexp(logs.masked_fill(targets[is_related] == 0, -1e9), -1)
        loss = loss - ((1 - plan.smoothing) * right + plan.smoothing * logs.mean(-1)).sum() / len(rows)
    known = data.modes[rows] >= 0
    if known.any():
        loss = loss + plan.mode_weight * functional.cross_entropy(
            modes[known], data.modes[rows][known], reduction="sum"
        ) / len(rows)
    return loss


def answer(model: RelationModel, marker: Marker, examples: Sequence[Example], batch: int = 32) -> np.ndarray:
    """The model's raw scores, a row an example."""
    ids = marker.encode([e.pair for e in examples])
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    rows: list[np.ndarray] = [np.empty(0)] * len(ids)
    model.eval()
    with torch.inference_mode():
        for at in range(0, len(order), batch):
            chosen = order[at : at + batch]
            scores = model(*pad([ids[i] for i in chosen], marker.symbols.pad)).numpy()
            for i, row in zip(chosen, scores, strict=True):
                rows[i] = row
    return np.stack(rows)
