"""What is known before a report is read: states, capitals, organisations, armed groups, roles and office-holders.

The knowledge stands in ``data/`` as tables (CSV, one row a thing, French and English side by side) and word lists
(TOML); :func:`load` turns it into look-up tables keyed by folded phrases (see :mod:`.fold`). Codes are PLOVER's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from ..errors import LanguageError
from ..languages.folding import fold
from ..record import EntityKind, Level
from .fold import demonym_forms, phrase_plural
from .holders import Holder, holders, named
from .tables import lexicon, split, table

__all__ = ["LANGUAGES", "Holder", "Lists", "Name", "Role", "Topic", "load"]

LANGUAGES = ("fr", "en")
_SHARED = frozenset({"Security Council", "Conseil de sécurité", "General Assembly", "Assemblée générale"})
Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands for an actor: ``phrase`` as written, ``name`` as shown, with its PLOVER codes.

    ``is_place`` marks countries and cities, which may also stand as places; ``metonym`` a place or building that
    stands for a government or ministry (Moscow, the Pentagon). ``country`` is None where the name alone leaves it
    open ("the Senate"). ``town`` marks a town or region: no actor, but it tells the country of its mayor. A group
    with ``governs_since`` (an ISO day) is its state's government from that day on. A ``shared`` name is
    the organisation's only where a report speaks of it by its full name: states have such bodies too.
    """

    phrase: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    identifier: str | None = None
    is_place: bool = False
    metonym: bool = False
    town: bool = False
    governs_since: str | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What a person or body is ("minister", « les forces armées »): one inflected ``phrase`` with its codes.

    ``office`` is the normal English form, ``person`` is False for bodies (government, army, police), ``gender`` the
    grammatical gender of the phrase (None where the form shows none).
    """

    phrase: str
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    office: str | None = None
    level: Level | None = None
    field: str | None = None
    gender: Gender | None = None
    plural: bool = False
    person: bool = True


@dataclass(frozen=True, slots=True)
class Topic:
    """What a ministry is for: ``office`` is its minister's normal English form, ``secretary`` a US secretary's."""

    field: str
    office: str
    secretary: str
    sector: str = "GOV"
    other_sectors: tuple[str, ...] = ()


@dataclass(slots=True)
class Lists:
    """The lists of one language. All keys are folded; see the shapes above for the values.

    ``needs_capital`` holds keys that are ordinary words unless written with a capital ("polish", "turkey", « rabat »),
    ``needs_upper`` keys that are acronyms only when all letters are capitals ("US", "WHO", "IS").
    ``plural_pairs`` maps a phrase for both parties to the kind they are: "person", "state" or "any".
    ``pronouns`` maps a word to (gender or None, "s" or "p"); ``titles`` to the gender it tells;
    ``nouns`` are further roles, for phrases that stand alone.
    ``body_words`` maps words of an organisation's name to its sector, in the order in which they are to be looked for;
    ``sector_adjectives`` an adjective to the sector that it gives a general role;
    ``ministry_heads`` to "minister", "secretary", "deputy" or "ministry"; ``former`` are words that put out of office.
    """

    language: str
    names: dict[str, Name] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, Role] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    max_words: int = 1
    needs_capital: frozenset[str] = frozenset()
    needs_upper: frozenset[str] = frozenset()
    former: tuple[str, ...] = ()
    counterpart: frozenset[str] = frozenset()
    plural_pairs: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    ministry_topics: dict[str, Topic] = field(default_factory=dict)
    ministry_heads: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str | None] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    body_words: dict[str, str] = field(default_factory=dict)
    sector_adjectives: dict[str, str] = field(default_factory=dict)

    @property
    def holders(self) -> list[Holder]:
        """All office-holders, the same for every language."""
        return holders()

    def holders_named(self, full_or_surname: str, date: str | None = None) -> list[Holder]:
        """Office-holders of that full name or surname, in any listed spelling or transliteration.

        With ``date`` (ISO day) only those not known to be out of office on that day, surely in office first;
        without it all of them, latest first. An empty list when nobody is known by that name.
        """
        return named(full_or_surname, date)


@cache
def load(language: str) -> Lists:
    """The lists of ``language`` ("fr" or "en"), read once a process. Raises LanguageError for any other."""
    if language not in LANGUAGES:
        raise LanguageError(f"There are no actor lists for {language!r}: give one of {', '.join(LANGUAGES)}.")
    lists = Lists(language)
    capital, upper = set[str](), set[str]()
    for file in ("groups.csv", "organisations.csv", "bodies.csv"):
        _add_names(lists, table(file), upper)
    _add_countries(lists, upper)
    _addlexicon(lists, capital)
    _add_roles(lists)
    _add_nouns(lists)
    _add_regional(lists, capital)
    _add_ministries(lists)
    lists.needs_capital, lists.needs_upper = frozenset(capital), frozenset(upper)
    keys: Iterator[str] = (k for d in (lists.names, lists.roles, lists.demonyms, lists.plural_pairs) for k in d)
    lists.max_words = max(key.count(" ") for key in keys) + 1
    return lists


def _put(lists: Lists, phrase: str, upper: set[str], **codes: Any) -> None:
    """Add one name; a trailing "!" in the data says: only in capitals."""
    plain = phrase.rstrip("!")
    key = fold(plain)
    if phrase != plain:
        upper.add(key)
    lists.names[key] = Name(phrase=plain, **codes)


def _add_names(lists: Lists, rows: list[dict[str, str]], upper: set[str]) -> None:
    for row in rows:
        phrases = split(row[lists.language])
        for phrase in phrases:
            _put(
                lists,
                phrase,
                upper,
                name=(phrase if "each" in row["flags"] else phrases[0]).rstrip("!"),
                kind=row["kind"],
                country=row["country"] or None,
                sector=row["sector"] or None,
                other_sectors=tuple(split(row["other"])),
                identifier=row["identifier"] or None,
                metonym="metonym" in row["flags"],
                is_place="place" in row["flags"],
                shared=phrase.rstrip("!") in _SHARED,
                governs_since=next((f[8:] for f in row["flags"].split() if f.startswith("governs=")), None),
            )


def _add_countries(lists: Lists, upper: set[str]) -> None:
    for row in table("countries.csv"):
        code, other = row["code"], tuple(split(row["other"]))
        names = split(row[lists.language])
        shown = names[0].rstrip("!")
        if row["flags"] != "part":
            lists.countries[code] = shown
        codes = {"name": shown, "kind": "state", "country": code, "other_sectors": other, "is_place": True}
        identifier = row["identifier"] or None
        for phrase in names:
            _put(lists, phrase, upper, sector=None, identifier=identifier, **codes)
        for phrase in split(row[f"{lists.language}_capital"]):
            if fold(phrase) not in lists.names:
                _put(lists, phrase, upper, sector="GOV", metonym=True, identifier=identifier, **codes)
        for word in split(row[f"{lists.language}_demonym"]):
            for form in demonym_forms(word, lists.language):
                lists.demonyms.setdefault(form, code)


def _addlexicon(lists: Lists, capital: set[str]) -> None:
    words = lexicon("lexicon.toml")[lists.language]
    capital.update(map(fold, words["needs_capital"]))
    lists.former = tuple(map(fold, words["former"]))
    lists.body_words = {fold(w): sector for sector, some in words["body_words"].items() for w in some}
    for sector, written in words["sector_adjectives"].items():
        for word in written:
            forms = _role_forms(word, lists.language) if lists.language == "fr" else [(word, None, False)]
            lists.sector_adjectives.update((fold(form), sector) for form, _, _ in forms)
    lists.counterpart = frozenset(map(fold, words["counterpart"]))
    lists.plural_pairs = {fold(p): kind for kind, phrases in words["plural_pairs"].items() for p in phrases}
    lists.titles = {fold(t): gender or None for t, gender in words["titles"].items()}
    lists.ministry_heads = {fold(p): kind for kind, phrases in words["ministry_heads"].items() for p in phrases}
    for marks, pronouns in words["pronouns"].items():
        for word in pronouns:
            lists.pronouns[fold(word)] = (marks[0] if marks[0] in "mf" else None, marks[1])
    for entry in lexicon("lexicon.toml")["topic"]:
        topic = Topic(
            field=entry["field"],
            office=entry["office"],
            secretary=entry.get("secretary", entry["office"]),
            other_sectors=tuple(entry.get("other", ())),
        )
        for word in entry[lists.language]:
            lists.ministry_topics[fold(_bare_topic(word))] = topic


def _bare_topic(written: str) -> str:
    """A topic as the data write it, without its place mark (English) or article (French)."""
    word = written.rpartition(":")[2]
    return word.removeprefix("les ").removeprefix("le ").removeprefix("la ").removeprefix("l'")


def _add_roles(lists: Lists) -> None:
    for entry in lexicon("roles.toml")["role"]:
        codes = {
            "sector": entry.get("sector"),
            "other_sectors": tuple(entry.get("other", ())),
            "office": entry.get("office"),
            "level": entry.get("level"),
            "field": entry.get("field"),
            "person": entry.get("person", True),
        }
        for written in entry.get(lists.language, ()):
            for phrase, gender, plural in _role_forms(written, lists.language):
                lists.roles.setdefault(fold(phrase), Role(phrase=phrase, gender=gender, plural=plural, **codes))


def _add_regional(lists: Lists, capital: set[str]) -> None:
    """What the people of regions and towns are called, where the word is no other: « breton », "Catalan"."""
    for row in table("regions.csv"):
        for word in split(row[f"{lists.language}_demonym"]):
            for form in demonym_forms(word, lists.language):
                if form not in lists.demonyms and form not in lists.roles and form not in lists.nouns:
                    lists.demonyms[form] = row["country"]
                    if lists.language == "en":
                        capital.add(form)


def _add_nouns(lists: Lists) -> None:
    """Words for people and bodies that tell a sector and no office.

    They are for phrases that somebody has called an actor; in running text too many of them are nobody ("patient",
    « accusé »).
    """
    for row in table("nouns.csv"):
        for written in split(row[lists.language]):
            form, _, marks = written.partition(":")
            marks += "p" if row["kind"] == "people" and "p" not in marks else ""
            for phrase, gender, plural in _role_forms(f"{form}|{marks}", lists.language):
                role = Role(
                    phrase=phrase,
                    sector=row["sector"] or None,
                    other_sectors=tuple(split(row["other"])),
                    gender=gender,
                    plural=plural,
                    person=row["kind"] != "body",
                )
                lists.nouns.setdefault(fold(phrase), role)


def _add_ministries(lists: Lists) -> None:
    """Compose heads with topics: « ministre de la Défense », "foreign minister", "ministry of the interior"."""
    topics = [(w, lists.ministry_topics[fold(_bare_topic(w))]) for w in _topic_words(lists.language)]
    heads = lexicon("lexicon.toml")[lists.language]["ministry_heads"]
    for kind in ("minister", "secretary", "ministry"):
        for head in heads[kind]:
            plural = head.partition(" ")[0].endswith("s") if lists.language == "fr" else head.endswith("s")
            for written, topic in topics:
                codes: dict[str, Any] = dict(
                    sector=topic.sector,
                    other_sectors=topic.other_sectors,
                    office=_ministry_office(kind, topic),
                    level=None if kind == "ministry" else "minister",
                    field=topic.field,
                    gender="m" if kind == "ministry" and lists.language == "fr" else None,
                    plural=plural,
                    person=kind != "ministry",
                )
                for phrase in _composed(head, written, lists.language):
                    lists.roles.setdefault(fold(phrase), Role(phrase=phrase, **codes))


def _ministry_office(kind: str, topic: Topic) -> str:
    if kind == "ministry":
        return "ministry of " + topic.office.removeprefix("minister of ")
    return topic.secretary if kind == "secretary" else topic.office


def _topic_words(language: str) -> list[str]:
    return [word for entry in lexicon("lexicon.toml")["topic"] for word in entry[language]]


def _composed(head: str, topic: str, language: str) -> Iterator[str]:
    if language == "fr":
        yield f"{head} {_contract('de', topic)}"
        yield f"{head} {_contract('à', topic)}"
        return
    place, _, word = topic.rpartition(":")
    if place != "post":
        yield f"{word} {head}"
    if place != "pre":
        yield from (f"{head} of {word}", f"{head} for {word}")


def _contract(preposition: str, phrase: str) -> str:
    """« de » or « à » before an article: du, des, au, aux; any other article stays."""
    if phrase.startswith("les "):
        return ("des " if preposition == "de" else "aux ") + phrase[4:]
    if phrase.startswith("le "):
        return ("du " if preposition == "de" else "au ") + phrase[3:]
    return f"{preposition} {phrase}"


def _role_forms(written: str, language: str) -> Iterator[tuple[str, Any, bool]]:
    """All forms of a role as the data write it: "premier/première ministre", "armée|f", "troupes|fp", "a=plural"."""
    phrase, _, marks = written.partition("|")
    phrase, _, irregular = phrase.partition("=")
    gender = next((m for m in marks if m in "mf"), None)
    variants = [(phrase, gender)]
    first, _, second = phrase.partition("/")
    if first.count(" ") and first.count(" ") == second.count(" ") and "/" not in second:
        variants = [(first, "m"), (second, "f")]
    elif "/" in phrase:
        halves = [word.partition("/") for word in phrase.split(" ")]
        masculine = " ".join(first for first, _, _ in halves)
        feminine = " ".join(second or first for first, _, second in halves)
        variants = [(masculine, "m"), (feminine, "f")]
    for form, marked in variants:
        yield form, marked, "p" in marks
        if "p" not in marks:
            yield irregular or phrase_plural(form, language), marked, True
        irregular = ""
