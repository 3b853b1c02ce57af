"""The persons of a document: names that the parser's labels miss, and which names are one person."""

from __future__ import annotations

from collections import defaultdict

from ..languages.folding import fold
from ..languages.tokens import Parse, Sentence, Token
from .affiliation import spot_read_names
from .fold import sound_key
from .introductions import introduced_name
from .mentions import Actor
from .runs import MAX_RUN, SMALL, covered_in, run_end
from .spots import Lexicon, Spots, capital, stands_at_place

# Small words within a name, at which a recogniser cuts it.
_PARTICLES = frozenset({
    "bin", "bint", "ben", "ibn", "al", "el", "ould", "von", "van", "der", "den",
    "ter", "ten", "do", "dos", "da", "das", "di", "del", "della", "e",
})  # fmt: skip


def spot_people(parse: Parse, found: list[Spots], lex: Lexicon, date: str | None) -> None:
    """Add to ``found`` the names of persons that carry another label or none.

    A surname is known when the document gives the full name elsewhere, a full name when the lists hold its bearer.
    """
    for sentence, spots in zip(parse.sentences, found, strict=True):
        _lengthen(sentence.tokens, spots)
    surnames: set[str] = set()
    for sentence, spots in zip(parse.sentences, found, strict=True):
        _spot_holders(sentence, spots, lex, date)
        _spot_introduced(sentence, spots, lex)
    spot_read_names(parse, found, lex)
    for sentence, spots in zip(parse.sentences, found, strict=True):
        _lengthen(sentence.tokens, spots)
        for start, end in spots.persons.items():
            words = fold(" ".join(t.text for t in sentence.tokens[start:end])).split()
            if words and (end - start > 1 or len(words[-1]) > 3):
                surnames.add(words[-1])
            if end - start > 1 and len(words[0]) > 3:
                surnames.add(words[0])
            if len(words) > 2:
                surnames.add("".join(word[0] for word in words))
    for sentence, spots in zip(parse.sentences, found, strict=True):
        covered = covered_in(spots)
        for token in sentence.tokens:
            if not capital(token) or token.i in covered or len(token.text) > 40:
                continue
            words = fold(token.text).split()
            initials = len(words) == 1 and len(words[0]) < 6 and token.text.isupper()
            known = words and words[-1] in surnames and (len(words[-1]) > 4 or initials or not token.text.isupper())
            if known and token.i not in spots.names:
                spots.persons[token.i] = token.i + 1
                spots.organisations.pop(token.i, None)


def _lengthen(tokens: list[Token], spots: Spots) -> None:
    """Names cut at a particle or hyphen are made whole: "Reema *bint Bandar*", "Jean-Charles *Ellermann-Kingombe*"."""
    for start in sorted(spots.persons):
        if start not in spots.persons:
            continue
        end = spots.persons[start]
        while end < len(tokens):
            if end in spots.persons:
                end = spots.persons.pop(end)
                continue
            after = end
            while (
                after < len(tokens)
                and (tokens[after].lower in _PARTICLES or tokens[after].text == "-")
                and after - end < 3
            ):
                after += 1
            joined = after > end or tokens[end - 1].lower in _PARTICLES
            if after >= len(tokens) or not _continues(tokens, after, spots, joined):
                break
            end = spots.persons.pop(after, after + 1)
        first = start
        while first > 0 and end - first < 2 * MAX_RUN and _is_name_like(tokens, first - 1):
            if not _continues(tokens, first - 1, spots, joined=False):
                break
            first -= 1
        del spots.persons[start]
        spots.persons[first] = end


def _is_name_like(tokens: list[Token], at: int) -> bool:
    """Whether a word may be a first name: tagged as a name, or written as one behind a comma."""
    return tokens[at].pos in ("PROPN", "X") or (at > 0 and tokens[at - 1].text == "," and capital(tokens[at]))


def _continues(tokens: list[Token], at: int, spots: Spots, joined: bool) -> bool:
    """Whether a capitalised word beside a name is a part of it that the recogniser left out."""
    token = tokens[at]
    if not capital(token):
        return False
    tables = (spots.names, spots.demonyms, spots.roles, spots.titles, spots.topics)
    known = any(at in table for table in tables) or (at in spots.towns and not joined)
    return not known and len(token.text) > 1 and at > 0 and not token.text.isupper()


def _spot_holders(sentence: Sentence, spots: Spots, lex: Lexicon, date: str | None) -> None:
    """Runs of capitalised words that are the full name of a known office-holder."""
    covered, tokens = covered_in(spots, names_only=True), sentence.tokens
    position = 0
    while position < len(tokens):
        if not capital(tokens[position]):
            position += 1
            continue
        end = run_end(tokens, position, covered)
        found = 0
        for close in range(end, position + 1, -1):
            if not capital(tokens[close - 1]) or (close < len(tokens) and tokens[close].text == "-"):
                continue
            if close - position >= 2 and lex.lists.holders_named(" ".join(t.text for t in tokens[position:close])):
                found = close
                break
        cut = any(start < position < end or position <= start < found < end for start, end in spots.persons.items())
        if found and not cut:
            for inner in range(position, found):
                spots.persons.pop(inner, None)
            spots.persons[position] = found
            for inner in range(position, found):
                spots.names.pop(inner, None)
                spots.organisations.pop(inner, None)
        elif end == position + 1 and position not in spots.persons and _is_head(tokens, position, spots, lex, date):
            spots.persons[position] = end
            spots.organisations.pop(position, None)
        position = found or position + 1


def _spot_introduced(sentence: Sentence, spots: Spots, lex: Lexicon) -> None:
    """Two capitalised words or more that are no listed name, where the report says who they are."""
    tokens, covered = sentence.tokens, covered_in(spots)
    taken = covered | spots.titles.keys()
    taken |= {i for i in spots.demonyms if not _within_name(tokens, i)}
    # « a prévenu à *Moroni* Youssouf Bacar »: where it was said is no part of the name.
    places = [(at, end) for table in (spots.names, spots.towns) for at, (_, end) in table.items()]
    said_at = {i for at, end in places if at and stands_at_place(tokens, at, lex) for i in range(at, end)}
    # "President of *Peru* Andrés Quilca": whose office it is, before a name of two words.
    owners = {i for at, end in places if at and tokens[at - 1].lower in lex.wording.complement for i in range(at, end)}
    taken |= {i for i in owners if all(i + n < len(tokens) and capital(tokens[i + n]) for n in (1, 2))}
    taken |= said_at | {i for i in spots.towns if i - 1 in said_at}  # "in Maiduguri *Borno* State"
    if not lex.wording.adjective_follows:
        taken |= spots.roles.keys()  # "President X": French writes a role small, so that « Reine X » is a name
    position = 0
    while position < len(tokens):
        if not capital(tokens[position]) or position in taken:
            position += 1
            continue
        end = run_end(tokens, position, taken)
        plain = [t for t in tokens[position:end] if t.pos in ("PROPN", "X", "NOUN", "ADJ", "VERB") and len(t.text) > 1]
        named = len(plain) >= 2 and end - position <= 2 * MAX_RUN
        if named and tokens[position].lower not in lex.wording.determiners:
            _add_introduced(sentence, position, end, spots, lex)
        position = max(end, position + 1)


def _add_introduced(sentence: Sentence, start: int, end: int, spots: Spots, lex: Lexicon) -> None:
    if introduced_name(sentence, start, end, lex):
        spots.persons[start] = end
        for inner in range(start, end):
            spots.organisations.pop(inner, None)
            spots.names.pop(inner, None)
            spots.roles.pop(inner, None)


def _within_name(tokens: list[Token], at: int) -> bool:
    """Whether a capitalised word stands right behind another one: then it is a part of the name."""
    return at > 1 and capital(tokens[at - 1]) and tokens[at - 2].text[-1:] not in ".!?"


def _may_be_name(tokens: list[Token], at: int, spots: Spots, lex: Lexicon) -> bool:
    """Whether the recogniser is at a loss: it says MISC, an organisation, or nothing of what is written like a name."""
    token = tokens[at]
    before_noun = at + 1 < len(tokens) and tokens[at + 1].pos == "NOUN"
    behind_name = at > 0 and capital(tokens[at - 1]) and tokens[at - 1].pos == "PROPN" and at - 1 not in spots.roles
    if (
        at in spots.names
        or behind_name
        or token.lower in lex.wording.not_names
        or (before_noun and not lex.wording.adjective_follows)
    ):
        return False
    return token.entity in ("MISC", "ORG") or (not token.entity and token.pos in ("PROPN", "X"))


def _is_head(tokens: list[Token], at: int, spots: Spots, lex: Lexicon, date: str | None) -> bool:
    """Whether one word is the surname of a head of state or government, where it may be a name at all."""
    return _may_be_name(tokens, at, spots, lex) and _heads_called(tokens[at].text, lex, date)


def _heads_called(surname: str, lex: Lexicon, date: str | None) -> bool:
    """Whether a head of state or government of that day, or of earlier days, has that surname."""
    known = [h for h in lex.lists.holders_named(surname) if h.level == "head"]
    known = [h for h in known if date is None or h.may_hold(date) or h.left(date)]
    return any(fold(surname) in _surnames_of(holder.names) for holder in known)


def _surnames_of(names: tuple[str, ...]) -> set[str]:
    return {fold(name.split()[-1]) for name in names if name}


class People:
    """Tells which names of a document are the same person. Full names are entered first, surnames looked up after."""

    def __init__(self) -> None:
        self.persons: list[Actor] = []
        # Those whom lists or register know, by id().
        self.known: set[int] = set()
        self._by_full: dict[str, Actor] = {}
        self._by_last: dict[str, list[Actor]] = defaultdict(list)
        self._by_sound: dict[str, list[Actor]] = defaultdict(list)
        self._by_first: dict[str, list[Actor]] = defaultdict(list)
        self._by_initials: dict[str, list[Actor]] = defaultdict(list)
        self.spellings: dict[int, list[str]] = defaultdict(list)

    def enter(self, name: str, identity: str | None) -> Actor:
        """The person of a name that no longer one stands for; ``identity`` is a key of the lists, if they know him."""
        folded = fold(name)
        known = self._by_full.get(folded) or (self._by_full.get("\0" + identity) if identity else None)
        known = known or self._longer(folded)
        if known is None:
            known = Actor(name=name, kind="person")
            self.persons.append(known)
        elif len(name.split()) > len(known.name.split()):
            known.name = name
        self._index(known, folded)
        if identity:
            self._by_full.setdefault("\0" + identity, known)
        self.spelled(known, name)
        return known

    def spelled(self, person: Actor, name: str) -> None:
        """Keep a spelling of a person's name; twenty are enough."""
        known = self.spellings[id(person)]
        if len(known) < 20 and name not in known:
            known.append(name)

    def _index(self, person: Actor, folded: str) -> None:
        if folded in self._by_full:
            return
        self._by_full[folded] = person
        words = [word for word in folded.split() if word not in SMALL] or folded.split() or [folded]
        keys = ((self._by_last, words[-1]), (self._by_sound, sound_key(words[-1])), (self._by_first, words[0]))
        initials = "".join(word[0] for word in folded.split())
        if len(initials) > 2 and person not in self._by_initials[initials]:
            self._by_initials[initials].append(person)
        for table, key in keys:
            if person not in table[key]:
                table[key].append(person)

    def _longer(self, folded: str) -> Actor | None:
        """A person entered under a longer name with the same surname and no other first name."""
        words = folded.split()
        if len(words) < 2:
            return None
        for person in (self._by_last.get(words[-1]) or self._by_sound.get(sound_key(words[-1]), []))[:50]:
            other = [sound_key(word) for word in fold(person.name).split()]
            if all(
                sound_key(word) in other or (len(word.strip(".")) == 1 and any(o.startswith(word[0]) for o in other))
                for word in words
            ):
                return person
        return None

    def called(self, name: str) -> list[Actor]:
        """The persons entered who may be called ``name``: a full name, a surname, a spelling of it, or a first word."""
        folded = fold(name)
        exact = self._by_full.get(folded)
        if exact is not None:
            return [exact]
        words = [word for word in folded.split() if word not in SMALL]
        if not words:
            return []
        if len(words) > 1:
            longer = self._longer(folded)
            return [longer] if longer is not None else []
        key = words[-1]
        if key in self._by_initials and name.isupper():
            return self._by_initials[key]
        if key in self._by_last:
            return self._by_last[key]
        if key in self._by_first and len(key) > 1:
            return self._by_first[key]
        return self._by_sound.get(sound_key(key), []) if len(key) >= 4 else []
