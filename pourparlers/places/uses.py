"""What a name stands for in its clause: a place, an actor, a nationality, a part of another name, or no place."""

from __future__ import annotations

import re

from ..actors.mentions import Cast, Mention
from ..languages.tokens import Parse, Sentence, Token
from ..record import Use
from .folding import fold_name
from .gazetteer import Gazetteer
from .names import Candidate

# A town of so many people needs no support of the recogniser, and one of so many a word of place before it.
LARGE, TOWN = 200_000, 15_000
# What follows the place that a report was sent from: "(Agency) –", ", Ill. (AP) --", « , 12 mai (AFP) – ».
_DATELINE = re.compile(r"(?:,[^.\n]{1,24})?\.?\s?(?:\([^)\n]{2,24}\)\s?[-–—:]|[–—]|--)")
_MODIFIED = ("NOUN", "PROPN", "ADJ")


class Judge:
    """Says of one document's candidates how they are used."""

    def __init__(self, parse: Parse, cast: Cast, gazetteer: Gazetteer) -> None:
        self.parse, self.cast, self.gazetteer = parse, cast, gazetteer
        people = [fold_name(a.name).split(" ") for a in cast.actors if a.kind == "person" and not a.members]
        self.surnames = {words[-1] for words in people if len(words) > 1}
        self.known: set[str] = set()

    def judge(self, candidates: list[Candidate]) -> list[tuple[Candidate, Use]]:
        """The candidates that name a place, with their use. A town once placed without doubt is known from there on."""
        for candidate in candidates:
            if candidate.told or (candidate.kind == "name" and self.use(candidate) == "place"):
                self.known.add(candidate.key)
        return [(candidate, use) for candidate in candidates if (use := self.use(candidate)) is not None]

    def use(self, candidate: Candidate) -> Use | None:
        """The use of ``candidate``; None when it is no place at all, or too doubtful to be one."""
        if candidate.kind == "adjective":
            return self._adjective(candidate)
        if candidate.kind == "short" or candidate.told:
            return "place"
        if self._street(candidate):
            return "name" if self._known(candidate) else None
        mentions = [m for m in self._mentions(candidate) if not self._misread(candidate, m)]
        if any(m.place_only for m in mentions):
            return "place"  # "the mayor of *Kharkiv*"
        if self._of_person(candidate, mentions) or (self._ordinary(candidate) and not self._sure(candidate)):
            return None
        state = next((m for m in mentions if m.actor.kind == "state" and m.form != "demonym"), None)
        if state is not None:
            ground = any(e.precision == "city" for e in candidate.entries) and self._ground(candidate)
            return "place" if self._after(self.gazetteer.inside, candidate) or ground else "actor"
        person = "PER" in {token.entity for token in candidate.tokens} and not self.located(candidate)
        if any(m.actor.kind in ("organisation", "group") for m in mentions) or self._in_longer_name(candidate):
            return "name" if self._known(candidate) and not person else None
        return "place" if self._place(candidate) else None

    def _mentions(self, candidate: Candidate) -> list[Mention]:
        first = candidate.tokens[0].i
        return [m for m in self.cast.by_sentence.get(candidate.sentence.index, ()) if m.first <= first < m.last]

    def _of_person(self, candidate: Candidate, mentions: list[Mention]) -> bool:
        """Whether the words are those of a person's own name (Washington the man), not of what stands before it."""
        named = [m for m in mentions if m.actor.kind == "person" and m.form in ("name", "name+role")]
        return any(set(candidate.key.split(" ")) <= set(fold_name(m.actor.name).split(" ")) for m in named)

    def _misread(self, candidate: Candidate, mention: Mention) -> bool:
        """Whether the actors' stage took a place for a person or body of whom nothing is told ("Orange County")."""
        actor = mention.actor
        county = any(entry.level == 2 for entry in candidate.entries)
        if actor.kind not in ("person", "organisation") or mention.form not in ("name", "name+role"):
            return False
        if actor.office and not (county and " " in candidate.key):
            return False
        name = fold_name(actor.name)
        if not (name == candidate.key or candidate.key.startswith(name + " ")):
            return False
        if county or candidate.key in self.known:
            return True
        labels = {token.entity for token in candidate.tokens}
        placed = self.located(candidate) or self._ground(candidate) or "LOC" in labels
        return placed and not self._ordinary(candidate)

    def _ordinary(self, candidate: Candidate) -> bool:
        return candidate.key in self.gazetteer.ordinary and not any(e.level == 0 for e in candidate.entries)

    def _sure(self, candidate: Candidate) -> bool:
        """Whether the recogniser and a word of place agree on a place of some size."""
        labels = {token.entity for token in candidate.tokens}
        large = any(entry.population >= TOWN for entry in candidate.entries)
        after = _next(candidate.sentence, candidate.tokens[-1])
        goes_on = after is not None and after.pos == "PROPN" and _adjoin(candidate.tokens[-1], after)  # "Western US"
        return labels == {"LOC"} and self.located(candidate) and large and not goes_on

    def _adjective(self, candidate: Candidate) -> Use | None:
        """ "Turkish forces", « les forces turques », but not "many Chinese", « un Turc », "in Russian"."""
        sentence, last = candidate.sentence, candidate.tokens[-1]
        if self.gazetteer.language != "en":
            return self._adjectival(candidate) if last.pos == "ADJ" else None
        if self._of_person(candidate, self._mentions(candidate)):
            return None
        after = _next(sentence, last)
        joined = last.end > candidate.span[1] or (after is not None and after.text in ("-", "–"))  # "Russian-led"
        return self._adjectival(candidate) if joined or (after is not None and after.pos in _MODIFIED) else None

    def _adjectival(self, candidate: Candidate) -> Use:
        """Whether a nationality is a part of a body's name (« Union africaine ») or says whose something is."""
        bodies = (m for m in self._mentions(candidate) if m.actor.kind == "organisation" and m.form == "name")
        return "name" if any(candidate.tokens[-1].i < m.last for m in bodies) else "adjective"

    def _place(self, candidate: Candidate) -> bool:
        """Whether a name that no actor bears is a place."""
        labels = {token.entity for token in candidate.tokens}
        proper = "PROPN" in {token.pos for token in candidate.tokens}
        located = self.located(candidate)
        if "PER" in labels and not located:
            return False
        if candidate.key in self.known:
            return True
        if any(e.level <= 1 or (e.level == 2 and (located or " " in candidate.key)) for e in candidate.entries):
            return candidate.key not in self.gazetteer.ambiguous or located or "LOC" in labels
        if candidate.key in self.surnames and not ("LOC" in labels and located):
            return False
        people = max(entry.population for entry in candidate.entries)
        if candidate.key in self.gazetteer.ambiguous:
            return "LOC" in labels
        if "PER" in labels:
            return "LOC" in labels or people >= LARGE
        if self._dateline(candidate) and self.parse.text[slice(*candidate.span)].isupper():
            return True
        if self._piece(candidate):
            return False
        if "LOC" in labels:
            return proper or located
        return people >= LARGE or (located and proper and people >= TOWN)

    def _piece(self, candidate: Candidate) -> bool:
        """Whether a town's name is a piece of a longer one that no table has (« Dar Massali », "Lake Placid Hills")."""
        if any(entry.population >= LARGE for entry in candidate.entries):
            return False
        first, last = candidate.tokens[0], candidate.tokens[-1]
        after, before = _next(candidate.sentence, last), _previous(candidate.sentence, first)
        goes_on = after is not None and after.entity == "LOC" and not after.entity_start and after.text[:1].isupper()
        begun = before is not None and before.entity == "LOC" and first.entity == "LOC" and not first.entity_start
        return bool((goes_on and after and _adjoin(last, after)) or (begun and before and before.text[:1].isupper()))

    def _known(self, candidate: Candidate) -> bool:
        """Whether a name inside a longer one is that of a country, a state or a large town: « Bank of *Mexico* »."""
        if candidate.key in self.gazetteer.ambiguous and not any(e.level <= 1 for e in candidate.entries):
            return False
        return candidate.key in self.known or any(e.level <= 2 or e.population >= LARGE for e in candidate.entries)

    def _ground(self, candidate: Candidate) -> bool:
        """True when the name follows a verb of taking or reaching, of which it is the object (by place or its arc)."""
        tokens, first = candidate.sentence.tokens, candidate.tokens[0]
        near = tokens[max(0, first.i - 2) : first.i]
        return any(t.lemma in self.gazetteer.ground and t.pos == "VERB" for t in (tokens[first.head], *near))

    def located(self, candidate: Candidate) -> bool:
        """Whether a word of place stands right before the name, or the sentence begins with it as with a dateline."""
        return self._after(self.gazetteer.locative, candidate) or self._dateline(candidate)

    def _dateline(self, candidate: Candidate) -> bool:
        """ "SPRINGFIELD, Ill. (AP) –", « Genève (Agence) – »: at the very start, before an agency or a dash."""
        start, end = candidate.span
        if start != candidate.sentence.start:
            return False
        return _DATELINE.match(self.parse.text, end) is not None

    def _street(self, candidate: Candidate) -> bool:
        """Whether the name is that of a street, a square or a station: « boulevard Saint-Germain », "Oxford Street"."""
        after = _next(candidate.sentence, candidate.tokens[-1])
        if after is not None and after.lower.rstrip(".") in self.gazetteer.street_after and after.text[0].isupper():
            return True
        return self._after(self.gazetteer.street_before, candidate)

    def _after(self, pattern: re.Pattern[str], candidate: Candidate) -> bool:
        """Whether words that ``pattern`` matches stand right before the name."""
        start = candidate.span[0]
        window = self.parse.text[max(candidate.sentence.start, start - 30) : start].lower().replace("’", "'")
        return pattern.search(window) is not None

    def _in_longer_name(self, candidate: Candidate) -> bool:
        """True inside a longer name of something else: "Washington Post", « Paris Saint-Germain »."""
        tokens, sentence = candidate.tokens, candidate.sentence
        after, before = _next(sentence, tokens[-1]), _previous(sentence, tokens[0])
        if any(token.entity == "ORG" for token in tokens):
            begun = before is not None and before.entity == "ORG" and not tokens[0].entity_start
            goes_on = after is not None and after.entity == "ORG" and not after.entity_start
            if begun or goes_on:
                return True
        if after is not None and after.pos == "PROPN" and after.text[:1].isupper() and _adjoin(tokens[-1], after):
            return "LOC" not in {token.entity for token in tokens}
        return (
            before is not None and before.i > 0 and before.pos == "PROPN" and before.text[:1].isupper()
            and before.entity in ("PER", "ORG", "MISC") and _adjoin(before, tokens[0])
        )  # fmt: skip


def _next(sentence: Sentence, token: Token) -> Token | None:
    return sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None


def _previous(sentence: Sentence, token: Token) -> Token | None:
    return sentence.tokens[token.i - 1] if token.i else None


def _adjoin(one: Token, other: Token) -> bool:
    return other.start - one.end == 1
