"""What plural pairs and pronouns stand for: whoever was spoken of last and agrees with them.

Gender is evidence only: translated reports call a chancellor « la chancelière ».
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..languages.tokens import Parse
from .bodies import WORLD
from .drafts import Draft
from .mentions import Actor
from .pairs import best_pair, singles
from .quotation import quotation_flags
from .spots import Lexicon

MANY = 80  # no more persons or mentions than this are weighed at once, so that time stays linear
_REACH = 3  # sentences a pronoun may look back
_PAIR_REACH = 6  # sentences a plural pair may look back


class Antecedents:
    """The drafts of a document, and the states it speaks of, for looking back from one of them."""

    def __init__(self, parse: Parse, drafts: list[list[Draft]], lex: Lexicon) -> None:
        self.parse, self.drafts, self.lex = parse, drafts, lex
        self.states: dict[str, Actor] = {}
        self.quoted = quotation_flags(parse)

    def state(self, country: str) -> Actor:
        """The one actor of the document that stands for a state."""
        if country not in self.states:
            self.states[country] = Actor(name=self.lex.country_name(country), kind="state", country=country)
        return self.states[country]

    # Pairs

    def pair(self, draft: Draft) -> None:
        """« les deux hommes », "both countries": the two last spoken of together."""
        members = self.focus(draft, "state" if draft.pair == "any" else draft.pair or "person")
        if members:
            draft.actor = Actor(name=self.written(draft), kind="group", members=list(members))

    def focus(self, draft: Draft, kind: str) -> tuple[Actor, ...]:
        """The two actors of different countries in the nearest sentence that has two; an empty tuple if none has.

        Where it lists three persons or more ("A spoke with B, C and D") they are all of them, unless two are meant.
        """
        words = set(self.written(draft).lower().split())
        for index in range(draft.sentence, max(-1, draft.sentence - _PAIR_REACH), -1):
            here = [d for d in self.drafts[index] if d.actor is not None and not d.place_only]
            if index == draft.sentence:
                here = [d for d in here if d.last <= draft.first]
            here = here[-MANY:]
            several = self.listed_persons(here) if kind == "person" and not words & self.lex.wording.both else ()
            persons = several or best_pair(
                [a for d in here for a in singles(d.actor)], words, self.lex, self.subject_of(here)
            )
            if kind == "person" and persons:
                return persons
            if kind == "state":
                countries = [a.country for a in persons if a.country]
                if len(countries) < 2:
                    countries = [a.country for d in here for a in singles(d.actor) if a.country]
                    countries = list(dict.fromkeys(reversed(countries)))[:2][::-1]
                if len(countries) != 2 or any(country in WORLD for country in countries):
                    told = self.joined_states(here)
                    countries = told or [c for c in countries if c not in WORLD]
                if len(countries) == 2:
                    return tuple(self.state(country) for country in countries)
        return ()

    def subject_of(self, drafts: list[Draft]) -> Actor | None:
        """The person who is the subject of the main clause."""
        return next((d.actor for d in drafts if self.is_subject(d) and self.is_main(d)), None)

    def listed_persons(self, drafts: list[Draft]) -> tuple[Actor, ...]:
        """The persons of a list, and whoever stands before it; an empty tuple without a list of two behind him."""
        people: dict[int, Draft] = {}
        for draft in drafts:
            if (
                not draft.nested
                and draft.actor is not None
                and draft.actor.kind == "person"
                and draft.named is not None
            ):
                people.setdefault(id(draft.actor), draft)
        some = list(people.values())
        if len({d.actor.country for d in some if d.actor is not None and d.actor.country}) < 3:
            return ()
        tokens = self.parse.sentences[some[0].sentence].tokens
        for one, two in pairwise(some[1:]):
            between = [t.lower for t in tokens[one.last : two.first]]
            if len(between) > 3 or not any(w in (",", ";", *self.lex.wording.conjunctions) for w in between):
                return ()
        return tuple(d.actor for d in some if d.actor is not None)

    def joined_states(self, drafts: list[Draft]) -> list[str]:
        """The countries of two states named together: "*Finland and Sweden* handed in …"."""
        states = [d for d in drafts if d.actor is not None and d.actor.kind == "state" and d.actor.country not in WORLD]
        for one, two in pairwise(states):
            between = self.parse.sentences[one.sentence].tokens[one.last : two.first]
            if len(between) <= 2 and any(t.lower in self.lex.wording.conjunctions for t in between):
                return [str(d.actor.country) for d in (one, two) if d.actor is not None]
        return []

    # Pronouns

    def pronoun(self, draft: Draft) -> None:
        """A pronoun stands for the nearest fitting subject; one that stands for nobody stays without an actor."""
        if draft.latter:
            draft.actor = self.last_before(draft)
            return
        if draft.possessive is None and self.is_impersonal(draft):
            return
        draft.actor = self.antecedent(draft, draft.first)

    def last_before(self, draft: Draft) -> Actor | None:
        """Whoever was mentioned last before « ce dernier », in its sentence or the one before."""
        for index in (draft.sentence, draft.sentence - 1):
            some = self.drafts[index] if index >= 0 else []
            for other in sorted(some, key=lambda d: -d.last):
                actor = other.actor
                if actor is None or other.place_only or (index == draft.sentence and other.last > draft.first):
                    continue
                if draft.plural:
                    if actor.members or actor.kind == "group":
                        return actor
                elif actor.kind == "person" and not actor.members and actor.gender in (None, draft.gender):
                    return actor
        return None

    def is_impersonal(self, draft: Draft) -> bool:
        """« il y a », « il s'agit », « il doit y avoir »: French « il » that the parser did not mark."""
        sentence = self.parse.sentences[draft.sentence]
        token = sentence.tokens[draft.first]
        if token.lower.lstrip("-") not in ("il", "t-il") or not self.lex.wording.impersonal:
            return False
        ahead = sentence.tokens[draft.first + 1 : draft.first + 5]
        if any(t.lower == "y" for t in ahead):
            return True
        verb = next((t for t in ahead if t.pos == "VERB"), None)
        if verb is not None and verb.lemma in self.lex.wording.impersonal:
            return True
        copula = next((k for k, t in enumerate(ahead) if t.lemma == "être"), None)
        after = [t.lower for t in sentence.tokens[draft.first + 1 : draft.first + 7]]
        if copula is None or not any(t.pos == "ADJ" for t in ahead[copula:]):
            return False
        return any(word in ("que", "qu'", "de", "d'") for word in after)

    def antecedent(self, draft: Draft, at: int, owner: bool = False, unlike: Draft | None = None) -> Actor | None:
        """The actor that the pronoun or possessive at token ``at`` points back to, or None."""
        if draft.plural and draft.possessive is not None and not owner:
            # "their call": a plural before all, then the two persons spoken of, and a state only after them.
            passes: tuple[tuple[bool, ...], ...] = ((True,), (False,))
        else:
            passes = ((True, False),)
        if draft.plural and not owner and at == 0 and (pair := self.pair_before(draft)) is not None:
            return pair
        barred = self.barred(draft, at)
        for number, ways in enumerate(passes):
            for place in self.places(draft, at):
                for strict in ways:
                    for other in place:
                        if id(other.actor) in barred:
                            continue
                        if other.actor is not None and self.agrees(draft, other, strict, owner, unlike):
                            return other.actor
            if draft.plural and not owner and number == 0:
                members = self.focus(draft, "person")
                if members:
                    return Actor(name=self.written(draft), kind="group", members=list(members))
        return None

    def pair_before(self, draft: Draft) -> Actor | None:
        """« A a téléphoné à B. *Ils* se sont parlé une heure »: the two persons of the sentence before."""
        before = [d for d in self.drafts[draft.sentence - 1] if d.actor is not None] if draft.sentence else []
        many = any(d.plural or (d.actor is not None and d.actor.kind == "group") for d in before)
        people = {d.actor.country for d in before if d.actor is not None and d.actor.kind == "person"}
        members = self.focus(draft, "person") if not many and len(people - {None}) == 2 else ()
        return Actor(name=self.written(draft), kind="group", members=list(members)) if members else None

    def barred(self, draft: Draft, at: int) -> set[int]:
        """Whom an object pronoun cannot stand for: the subject of its own clause (« il lui a demandé »)."""
        token = self.parse.sentences[draft.sentence].tokens[at]
        if draft.possessive is not None or token.lower not in self.lex.wording.object_pronouns:
            return set()
        subjects = [d for d in self.drafts[draft.sentence] if d.last <= at and not d.nested and self.is_subject(d)]
        return {id(subjects[-1].actor)} if subjects else set()

    def places(self, draft: Draft, at: int) -> Iterator[list[Draft]]:
        """Groups of drafts, likeliest first: subjects before it, the last sentence's subject, then all others."""
        sentence = self.parse.sentences[draft.sentence]
        here = [d for d in self.drafts[draft.sentence] if d.last <= at and d is not draft and not d.place_only]
        here = here[-MANY:]
        quoted = self.quoted[draft.sentence]
        within = [d for d in here if quoted[d.first] == quoted[at]]
        whom = sentence.tokens[at].lower in self.lex.wording.object_pronouns
        subjects = [d for d in reversed(within) if self.is_subject(d)]
        if whom:
            yield [d for d in reversed(within) if not self.is_subject(d)]
        else:
            yield subjects
        for index in range(draft.sentence - 1, max(-1, draft.sentence - 1 - _REACH), -1):
            drafts = [d for d in self.drafts[index][:MANY] if not d.place_only]
            yield [d for d in drafts if self.is_subject(d) and self.is_main(d)]
            yield [d for d in drafts if self.is_subject(d)]
            if index == draft.sentence - 1:
                yield [d for d in reversed(here) if d.nested or not self.is_subject(d)]
                yield list(reversed(drafts))

    def is_subject(self, draft: Draft) -> bool:
        if draft.nested:
            return False
        token = self.parse.sentences[draft.sentence].tokens[draft.head]
        return token.dep in self.lex.wording.subjects or token.dep == "ROOT"

    def is_main(self, draft: Draft) -> bool:
        tokens = self.parse.sentences[draft.sentence].tokens
        verb = tokens[tokens[draft.head].head]
        return verb.head == verb.i or (tokens[verb.head].dep in ("ROOT",) and verb.dep in ("conj", "parataxis"))

    def agrees(self, draft: Draft, other: Draft, strict: bool, owner: bool, unlike: Draft | None) -> bool:
        """Whether ``other`` may be what ``draft`` points to; ``strict`` wants the gender known, not only unopposed."""
        actor = other.actor
        assert actor is not None
        if owner and unlike is not None:
            office = actor.kind == "person" and actor.office is not None
            return (
                office and actor is not unlike.actor and (not unlike.countries or actor.country not in unlike.countries)
            )
        if other.form == "demonym":
            return False
        first = self.parse.sentences[other.sentence].tokens[other.first].lower
        many = self.lex.language == "fr" and first in ("les", "aux", "des")
        # A collective in the singular (« l'armée ») is one; other groups are several.
        collective = other.role is not None and not other.role.plural
        plural = bool(actor.members) or (actor.kind == "group" and not collective) or other.plural or many
        possessive = draft.possessive is not None
        if draft.plural != plural:
            loose = not draft.plural or (self.lex.language == "en" and not strict)
            if not (possessive and loose and actor.kind in ("state", "organisation")):
                return False
        if draft.gender == "n":
            return actor.kind in ("state", "organisation")
        if draft.plural:
            return True
        gender = (actor.gender or other.grammatical or other.gender) if actor.kind == "person" else other.grammatical
        if actor.kind != "person":
            if self.lex.language == "en":
                return False
            if actor.kind == "state" and gender is None and not possessive:
                gender = "f" if actor.name.endswith("e") else "m"
        if draft.gender is None or (possessive and self.lex.language == "fr"):
            return True
        return gender == draft.gender if strict else gender is None

    # Words

    def written(self, draft: Draft) -> str:
        """The words of a draft as they stand in the text."""
        tokens = self.parse.sentences[draft.sentence].tokens
        return self.parse.text[tokens[draft.first].start : tokens[draft.last - 1].end]

    def core(self, draft: Draft) -> str:
        """The words of the role alone."""
        return draft.role.phrase if draft.role is not None else self.written(draft)
