"""What the words of a phrase say of an actor whom no list knows: "Nairobi Hospital", « Ligue tchadienne ».

The last resort of reading: the words nearest to the head of the phrase decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from ..languages.folding import fold
from ..languages.tokens import Sentence, Token
from .drafts import Draft
from .lists import Role
from .spots import Lexicon, capital

_LONGEST = 60  # words of a phrase that are looked at
_MOST = 5  # words of one listed phrase
# The codes of organisations of many states, or of none.
WORLD = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC"})
# Sectors that whoever is united there makes more particular: a union of peasants is AGR, armed separatists are REB.
_NARROWED = {"LAB": frozenset({"AGR"}), "UAF": frozenset({"REB", "PRM"})}
_CHURCH = frozenset({"roman", "romain", "romaine"})
_ARMED = frozenset({"MIL", "COP", "SPY", "REB", "PRM", "UAF"})


class Word(NamedTuple):
    """A folded word, and whether it is written with a capital, or in capitals."""

    key: str
    capital: bool = False
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """What words say: a country and a sector, and where they stand."""

    country: str | None = None
    sector: str | None = None
    why: str = ""


def words_in(tokens: Iterable[Token]) -> list[Word]:
    """The folded words of tokens; of a long phrase only the first."""
    words: list[Word] = []
    for token in tokens:
        if len(token.text) <= 2 * _LONGEST:
            upper = len(token.text) > 1 and token.text.upper() == token.text
            words.extend(Word(key, capital(token), upper) for key in fold(token.text).split())
        if len(words) >= _LONGEST:
            break
    return words[:_LONGEST]


def body_codes(words: Sequence[Word], lex: Lexicon) -> Codes:
    """The codes of an organisation by the words of its name: "Chadian Human Rights League" is TCD and SOC."""
    text = f" {' '.join(word.key for word in words)} "
    sector = next((sector for word, sector in lex.lists.body_words.items() if f" {word} " in text), None)
    return Codes(country_in(words, lex), sector, "words of the name")


def country_in(words: Sequence[Word], lex: Lexicon) -> str | None:
    """The first country that a demonym, a state or a listed body among ``words`` tells, or else a town or region."""
    lists = lex.lists
    for listed in (True, False):
        for start in range(len(words)):
            for end in range(min(start + _MOST, len(words)), start, -1):
                some = words[start:end]
                key = " ".join(word.key for word in some)
                if key in _CHURCH and lex.wording.faiths & {w.key for w in words[max(0, start - 1) : end + 1]}:
                    continue  # the "*Roman* Catholic bishop"
                if listed and key in lists.demonyms and (lex.wording.adjective_follows or some[0].capital):
                    return lists.demonyms[key]
                if not any(word.capital for word in some):
                    continue
                name = lists.names.get(key) if listed else lex.towns.get(key)
                told = name is not None and (key not in lists.needs_upper or all(word.upper for word in some))
                if told and name is not None and name.country is not None:
                    return name.country
    return None


def role_in(words: Sequence[Word], lex: Lexicon) -> Role | None:
    """The role nearest to the head of a phrase: English heads stand last before a preposition, French ones first.

    Words that say little of a sector ("group", "member", "leader") give way to those that do, those behind the head
    among them: "leader of Argentina's dockworkers' union".
    """
    # « inspecteur général *adjoint* de la police »
    words = [word for word in words if word.key not in lex.wording.adjuncts]
    keys = [word.key for word in words]
    chunks = _chunks(keys, lex.small)
    vague: Role | None = None
    for number, (first, last) in enumerate(chunks):
        past = range(0)
        for start, end in _spans(first, last, len(keys), not lex.wording.adjective_follows):
            if start in past or end - 1 in past or (keys[start] in lex.wording.deputies and end == start + 1 < last):
                continue
            key = " ".join(keys[start:end])
            role = lex.word_for(key)
            if role is None:
                told = _beside(key, words[start], number == 0, lex) if vague is not None else None
                if vague is not None and told is not None:
                    return replace(vague, sector=told, other_sectors=(), office=None, field=None)
                continue
            if role.sector not in (None, "UNK") and key not in lex.wording.yielding:
                if vague is not None and vague.sector is not None and number and not _tells(role):
                    continue
                role = _employer(keys, start, role, lex) or role
                return _narrowed(role, keys, chunks[number + 1 :], lex)
            past = range(start, end)
            vague = vague or role
    if len(chunks) > 1 and world_in(words[chunks[1][0] :], lex) is not None:
        return vague  # the "African Union" is no trade union
    leads = vague is not None and vague.level == "head" and len(chunks) > 1
    if leads and vague is not None and country_in(words[chunks[1][0] :], lex) is None:
        sector = body_codes(words[chunks[1][0] :], lex).sector
        return replace(
            vague, sector=sector, office=None, level=None
        )  # « président du Renouveau »: of what, nobody knows
    if vague is not None and vague.sector is None and len(chunks) > 1:
        sector = body_codes(words[chunks[1][0] :], lex).sector
        return replace(vague, sector=sector, office=None) if sector is not None else vague
    return vague


def _narrowed(role: Role, keys: Sequence[str], behind: Sequence[tuple[int, int]], lex: Lexicon) -> Role:
    """A union or an armed group by whose it is: « syndicat *d'agriculteurs* », "armed group of *separatists*"."""
    wanted = _NARROWED.get(role.sector or "", frozenset())
    for first, last in behind if wanted else ():
        for start, end in _spans(first, last, len(keys), not lex.wording.adjective_follows):
            other = lex.word_for(" ".join(keys[start:end]))
            if other is not None and other.sector in wanted:
                return replace(role, sector=other.sector, other_sectors=other.other_sectors, office=None)
    return role


def body_behind(sentence: Sentence, owner: Draft, lex: Lexicon) -> str | None:
    """The sector of the body that belongs to a state: "Kenya's *electoral commission*"; None where none is told."""
    tokens = sentence.tokens[owner.last : owner.last + 2 * _MOST]
    if not tokens or tokens[0].lower not in ("'s", "’s", "'", "’"):
        return None
    end = next((i for i, token in enumerate(tokens) if token.pos in ("VERB", "AUX", "PUNCT", "ADP")), len(tokens))
    role = role_in(words_in(tokens[1:end]), lex)
    return role.sector if role is not None and not role.person else None


def world_in(words: Sequence[Word], lex: Lexicon) -> str | None:
    """The code of the first organisation of many states among words, None without one."""
    for start in range(len(words)):
        for end in range(min(start + _MOST, len(words)), start, -1):
            name = lex.lists.names.get(" ".join(word.key for word in words[start:end]))
            if name is not None and name.country in WORLD and words[start].capital:
                return name.country
    return None


def _chunks(keys: Sequence[str], small: frozenset[str]) -> list[tuple[int, int]]:
    """The parts of a phrase between its prepositions: the first holds its head."""
    cuts = [i for i, key in enumerate(keys) if i and key in small]
    edges = [0, *cuts, len(keys)]
    return [(first, last) for first, last in pairwise(edges) if first < last]


def _beside(key: str, word: Word, head: bool, lex: Lexicon) -> str | None:
    """The sector that a word beside a general role tells: an adjective of the head, or a listed body it belongs to."""
    if head:
        return lex.lists.sector_adjectives.get(key)
    name = lex.lists.names.get(key) if word.capital else None
    return name.sector if name is not None and name.sector != "GOV" else None


def _tells(role: Role) -> bool:
    """Whether whom a leader leads tells his sector: rebels, a union, a company; of a state or its people he is head."""
    return role.sector not in ("GOV", "CVL", "UNK", None)


def _spans(first: int, last: int, most: int, backwards: bool) -> list[tuple[int, int]]:
    """The spans of up to five words from between two positions: the longest first at each end, or at each start.

    Those that go on behind the part come first, up to ``most``: "member *of parliament*", « rédactrice *en chef* ».
    """
    if backwards:
        beyond = [(s, e) for s in range(first, last) for e in range(min(s + _MOST, most), last, -1)]
        return beyond + [(s, end) for end in range(last, first, -1) for s in range(max(first, end - _MOST), end)]
    return [(start, e) for start in range(first, last) for e in range(min(start + _MOST, most), start, -1)]


def _employer(keys: Sequence[str], at: int, role: Role, lex: Lexicon) -> Role | None:
    """The body that somebody works for, named right before him in English: "*army* accountant", "*hospital* guard"."""
    if lex.wording.adjective_follows or not role.person or not at:
        return None
    body = lex.roles.get(keys[at - 1])
    if body is None or body.person or body.sector in (None, "GOV", "LEG", "PTY", "REB") or role.sector in _ARMED:
        return None
    return Role(phrase=role.phrase, sector=body.sector, other_sectors=body.other_sectors, plural=role.plural)
