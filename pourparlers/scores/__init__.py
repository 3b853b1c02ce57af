"""Measures on files in one simple format: what a record says against what people said of the same text."""

from .actors import ActorScores, score_actors
from .contacts import score_contacts
from .events import EventScores, score_events
from .lines import LineScores, score_lines
from .quotes import QuoteScores, score_quotes
from .relations import RelationPair, RelationScores, score_relations
from .spans import score_spans

__all__ = [
    "ActorScores",
    "EventScores",
    "LineScores",
    "QuoteScores",
    "RelationPair",
    "RelationScores",
    "score_actors",
    "score_contacts",
    "score_events",
    "score_lines",
    "score_quotes",
    "score_relations",
    "score_spans",
]
