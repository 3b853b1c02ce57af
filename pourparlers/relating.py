"""Marked pairs → event types: the relation model, and the codebook's frames where it is not sure.

How the two decide together stands in :mod:`pourparlers.events.decision`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .coder import code_batch
from .errors import LanguageError
from .events import Ask
from .events.decision import BETWEEN, BY_ACTOR, CERTAIN, pooled
from .events.relation import Answer, Pair, ask_model
from .events.relation.labels import label_of
from .languages.detection import detect
from .languages.pack import LANGUAGES
from .record import Document, Entity, Event, Span

__all__ = ["Answer", "Pair", "relate"]


def relate(pairs: Sequence[Pair], ask: Ask = ask_model) -> list[Answer]:
    """What happens from actor to recipient in each pair, in their order; see :class:`Answer`. ``ask`` is the model."""
    answers = ask(pairs)
    unsure = [i for i, answer in enumerate(answers) if answer.confidence < CERTAIN]
    documents = {i: document for i in unsure if (document := _document(pairs[i])) is not None}
    by_language = sorted(documents, key=lambda i: str(documents[i].language))
    records = code_batch((documents[i] for i in by_language), ask=None)
    for i, record in zip(by_language, records, strict=True):
        votes, wording = _votes(pairs[i], record.events)
        if votes:
            answers[i] = pooled(answers[i], votes, wording)
    return answers


def _document(pair: Pair) -> Document | None:
    """The pair's sentence to be read; None when it has no words, or is in a language that the frames do not know."""
    if not pair.text.strip():
        return None
    try:
        language = pair.language if pair.language in LANGUAGES else detect(pair.text)
    except LanguageError:
        return None
    return Document(text=pair.text, language=language)


def _votes(pair: Pair, events: Iterable[Event]) -> tuple[dict[str, float], str]:
    """What frames add to the labels, and the wording of the one that adds most."""
    votes: dict[str, float] = {}
    wording, most = "", 0.0
    for event in events:
        if event.negated or event.hypothetical or not _meets(event.actor, pair.actor):
            continue
        vote = BETWEEN if _meets(event.recipient, pair.recipient) else BY_ACTOR
        label = label_of(event.event)
        votes[label] = max(votes.get(label, 0.0), vote)
        if vote > most:
            wording, most = event.why, vote
    return votes, wording


def _meets(entities: Iterable[Entity], spans: Sequence[Span]) -> bool:
    """Whether the words of one of ``entities`` overlap one of ``spans``."""
    return any(a < d and c < b for entity in entities for a, b in entity.spans for c, d in spans)
