"""The shape of a clause, as the frame engine passes it on."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from ..actors.mentions import Mention
from ..record import Tense

Form = Literal["finite", "infinitive", "participle", "gerund", "noun"]
Link = Literal["main", "complement", "coordinate", "relative", "adverbial"]


@dataclass(slots=True, eq=False)
class Clause:
    """A verb with its group, its subject and what the grammar says of its reality.

    A noun that stands for a verb before an infinitive ("Peru's refusal to meet Chile") makes a clause of form "noun",
    whose ``lemma`` is that verb.

    ``first`` is the first token of the verb group (auxiliaries included), ``end`` the end (exclusive) of the words
    that belong to it, ``reach`` that end with the infinitives and complement clauses it governs. ``after`` is where its
    complements begin: behind the verb, or behind the coordinated verb it shares them with. ``subject`` are the
    mentions that fill the subject, ``subject_token`` the head word whether it is an actor or not.
    """

    verb: int
    first: int
    form: Form
    passive: bool
    reflexive: bool
    negated: bool = False
    hypothetical: bool = False
    tense: Tense = "past"
    link: Link = "main"
    governor: Clause | None = None
    end: int = 0
    reach: int = 0
    subject: list[Mention] = dataclasses.field(default_factory=list)
    subject_token: int | None = None
    perfect: bool = False
    lemma: str = ""
    after: int = 0

    @property
    def parties(self) -> list[Mention]:
        """The mentions of the subject that can take part in something: no mere places."""
        return [mention for mention in self.subject if not mention.place_only]
