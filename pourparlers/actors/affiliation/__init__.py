"""For whom a person acts, where neither the grammar nor the lists tell: read from the words around the name."""

from .asking import complete_affiliations
from .model import Affiliation, affiliations_of
from .names import spot_read_names
from .questions import KINDS, Candidate, Question, question_of

__all__ = [
    "KINDS",
    "Affiliation",
    "Candidate",
    "Question",
    "affiliations_of",
    "complete_affiliations",
    "question_of",
    "spot_read_names",
]
