"""Measures on files in one simple format: what a record says against what people said of the same text."""

from .actors import ActorScores, score_actors
from .contacts import score_contacts
from .events import EventScores, score_events
from .lines import LineScores, score_lines
from .places import PlaceScores, score_places
from .quotes import QuoteScores, score_quotes
from .relations import RelationPair, RelationScores, score_relations
from .times import TimeScores, score_times

# The scores of any task.
Scores = RelationScores | EventScores | ActorScores | QuoteScores | PlaceScores | TimeScores | LineScores

__all__ = [
    "ActorScores",
    "EventScores",
    "LineScores",
    "PlaceScores",
    "QuoteScores",
    "RelationPair",
    "RelationScores",
    "Scores",
    "TimeScores",
    "score_actors",
    "score_contacts",
    "score_events",
    "score_lines",
    "score_places",
    "score_quotes",
    "score_relations",
    "score_times",
]
