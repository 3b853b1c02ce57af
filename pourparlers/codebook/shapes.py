"""The shapes of the codebook, and the small grammar of its verb patterns.

The codebook's files are written by people (``events/*.toml``, ``contexts.toml``, ``words*.toml``); :mod:`.load` reads
them into these shapes. This module knows no file.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from ..errors import CodebookError
from ..languages.folding import fold

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
Role = Literal["X", "Y"]
Recipient = Literal["required", "optional", "one-sided"]
ElementKind = Literal["word", "class", "slot", "clause"]

# Forms that a written text uses for the plain preposition of a pattern (all folded): "au" in a text is "à" here.
CONTRACTIONS: dict[str, dict[str, str]] = {
    "fr": {"au": "a", "aux": "a", "du": "de", "des": "de", "d": "de", "qu": "que"},
    "en": {"towards": "toward", "upon": "on"},
}
_ARTICLES: dict[str, frozenset[str]] = {
    "fr": frozenset({"le", "la", "les", "l", "un", "une", "des"}),
    "en": frozenset({"the", "a", "an"}),
}
_PREPOSITIONS: dict[str, frozenset[str]] = {
    "fr": frozenset(
        {"a", "de", "avec", "contre", "pour", "sur", "en", "dans", "chez", "par", "envers", "vers", "sous", "devant"}
        | {"entre", "sans", "depuis", "apres", "avant", "que"}
    ),
    "en": frozenset(
        {"to", "with", "against", "for", "on", "at", "by", "from", "in", "into", "of", "over", "about", "toward"}
        | {"between", "under", "before", "behind", "after", "as", "through", "without", "among", "around", "that"}
        | {"along", "across", "near", "inside", "outside", "onto"}
    ),
}
# English adverbs that belong to the verb: what follows them is still its direct object ("turn down Y").
_PARTICLES: dict[str, frozenset[str]] = {
    "fr": frozenset(),
    "en": frozenset({"up", "down", "out", "off", "back", "away", "aside", "together"}),
}
_INFINITIVES = ("er", "ir", "re")


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence with what must be read in it: the countries on either side, modes, modality.

    ``event`` is set when another type than the file's is expected (a meeting still to come is AGREE); ``absent``
    makes it a counter-example: no event of the type may be found.
    """

    language: Language
    text: str
    event: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    tense: Literal["past", "present", "future"] | None = None
    negated: bool | None = None
    hypothetical: bool | None = None
    historical: bool | None = None
    absent: bool = False


class Mode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way of doing an event; ``fr`` and ``en`` are words or ``{classes}`` of its clause that signal it."""

    name: str
    score: float
    definition: str
    note: str | None = None
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    example: tuple[Example, ...] = ()


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One meaning with its wording: verb patterns (``fr``, ``en``) and event nouns (``fr_nouns``, ``en_nouns``).

    ``mode`` is fixed for the frame when set. ``reciprocal``: both sides do the same (talks, clashes).
    ``firm``: stands against the relation model, whose training data code this otherwise than PLOVER's manual.
    """

    id: str
    gloss: str
    note: str | None = None
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    fr_nouns: tuple[str, ...] = ()
    en_nouns: tuple[str, ...] = ()
    mode: str | None = None
    reciprocal: bool = False
    firm: bool = False
    example: tuple[Example, ...] = ()

    @property
    def event(self) -> str:
        """The type the frame belongs to, from its id: ``request.urge`` → ``REQUEST``."""
        return self.id.partition(".")[0].upper()

    def wording(self, language: str) -> tuple[str, ...]:
        """The verb patterns of ``language``, as written."""
        return self.fr if language == "fr" else self.en

    def nouns(self, language: str) -> tuple[str, ...]:
        """The event nouns (or ``{classes}`` of them) of ``language``, as written."""
        return self.fr_nouns if language == "fr" else self.en_nouns


class EventType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of PLOVER's 16 types. ``quad`` is the quad category 1–4, ``score`` the scale value without a mode."""

    event: str
    quad: int
    score: float
    definition: str
    recipient: Recipient = "optional"
    note: str | None = None
    mode: tuple[Mode, ...] = ()
    frame: tuple[Frame, ...] = ()


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an event is about; ``fr`` and ``en`` are the words or ``{classes}`` that signal it."""

    name: str
    definition: str
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    example: tuple[Example, ...] = ()


class Auxiliary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An auxiliary mode: ``field`` is the field of ``record.Event`` that carries it."""

    name: str
    field: str
    definition: str


class WordClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that may stand for each other in patterns as ``{name}``."""

    gloss: str
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Element(msgspec.Struct, frozen=True):
    """What must stand after the verb: a word, a word of a class, a role's slot (``X``/``Y``) or a clause (``V``).

    ``prepositions`` are the alternatives that introduce it (folded, uncontracted); empty when none is asked for: a slot
    without is the object of the word before it ("accepter de libérer Y"), a clause without is whatever follows ("exiger
    V"). A slot with "que" or "that" is the subject of what follows ("demand that Y V").
    ``value`` is the folded word (several words separated by spaces), the class name, the role letter or ``V``.
    """

    kind: ElementKind
    value: str
    prepositions: tuple[str, ...] = ()
    optional: bool = False


class Pattern(msgspec.Struct, frozen=True):
    """A parsed verb pattern. ``object`` is the role of the direct object; other complements are ``elements``."""

    verb: str
    reflexive: bool
    subject: Role
    object: Role | None
    object_optional: bool
    elements: tuple[Element, ...]
    language: str
    text: str


def is_class(entry: str) -> bool:
    """Whether ``entry`` names a word class: ``{talks}``."""
    return len(entry) > 2 and entry[0] == "{" and entry[-1] == "}"


def _fail(text: str, why: str) -> CodebookError:
    return CodebookError(f"pattern « {text} »: {why}")


def _words(text: str, language: str) -> list[str]:
    """The pattern's words: brackets apart, classes and role letters kept, articles gone, contractions undone."""
    spaced = text.replace("(", " ( ").replace(")", " ) ").replace("’", "'").replace("'", "' ")
    words: list[str] = []
    for raw in spaced.split():
        if raw in "()XYV" or is_class(raw):
            words.append(raw)
            continue
        if not all(c.isalpha() or c in "-'|" for c in raw):
            raise _fail(text, f"« {raw} » is no word, {{class}} or role letter")
        parts = [fold(part) for part in raw.split("|")]
        if not all(parts):
            raise _fail(text, f"empty alternative in « {raw} »")
        if len(parts) == 1 and parts[0] in _ARTICLES[language]:
            continue
        plain = CONTRACTIONS[language]
        words.append("|".join(plain.get(part, part) for part in parts))
    return words


def _verb(words: Sequence[str], text: str, language: str) -> tuple[Role, bool, str, int]:
    """Subject role, reflexive, verb, and how many of ``words`` they took."""
    at = 0
    subject: Role = "X"
    if words and words[0] in ("X", "Y"):
        subject = "Y" if words[0] == "Y" else "X"
        at = 1
    reflexive = language == "fr" and at < len(words) and words[at] in ("se", "s")
    at += reflexive
    if language == "fr" and at + 1 < len(words) and words[at] in ("en", "y"):
        at += 1  # « s'en prendre à »: the clitic is part of the idiom, its complements tell it apart
    if at >= len(words) or not words[at].replace(" ", "").isalpha() or words[at] in "XYV":
        raise _fail(text, "it must start with a verb, or a role letter and a verb")
    verb = words[at]
    if language == "fr" and not verb.endswith(_INFINITIVES):
        raise _fail(text, f"« {verb} » is no French infinitive")
    return subject, reflexive, verb, at + 1


@functools.lru_cache(maxsize=8192)
def parse_pattern(text: str, language: str) -> Pattern:
    """The parsed form of a verb pattern, e.g. ``"tenir {talks} avec Y"``.

    * The verb comes first, as infinitive (French, « s'entretenir ») or base form; a role letter may precede it. Without
      one the subject is X, the actor: "Y accueillir X" makes the host, Y, the subject.
    * A letter right after the verb (or its English particle: "turn down Y") is the direct object; else it is the
      complement of the word before it, of which there may be several: ``à|avec Y``.
    * ``V`` is whatever clause, infinitive or phrase follows the word before it ("à V", "that V").
    * Other words and ``{classes}`` must follow in that order; a preposition binds to what comes after it. Articles are
      dropped and contractions undone ("au" is "à"). What stands in brackets is optional.
    * Only active base forms are written: passives, tenses and negation are the reader's work.

    Raises :class:`CodebookError` naming the pattern when it does not follow the grammar.
    """
    if language not in LANGUAGES:
        raise _fail(text, f"no such language: {language}")
    words = _words(text, language)
    subject, reflexive, verb, at = _verb(words, text, language)
    target: Role | None = None
    target_optional = False
    elements: list[Element] = []
    pending: tuple[str, ...] = ()
    bracket = False
    may_object = True
    for n in range(at, len(words)):
        word = words[n]
        following = words[n + 1] if n + 1 < len(words) else ""
        if word in "()":
            if (word == "(") == bracket or pending:
                raise _fail(text, "unbalanced brackets, or a preposition without its complement")
            bracket = word == "("
        elif word in "XY":
            role: Role = "X" if word == "X" else "Y"
            if may_object and not pending:
                target, target_optional = role, bracket
            else:
                elements.append(Element("slot", word, pending, bracket))
            pending, may_object = (), False
        elif word == "V":
            elements.append(Element("clause", "V", pending, bracket))
            pending, may_object = (), False
        elif is_class(word):
            elements.append(Element("class", word[1:-1], pending, bracket))
            pending, may_object = (), False
        else:
            parts = tuple(dict.fromkeys(word.split("|")))
            particle = word in _PARTICLES[language]
            known = all(part in _PREPOSITIONS[language] for part in parts)
            introduces = following in ("X", "Y", "V") and not particle and (known or following == "V" or len(parts) > 1)
            if pending and introduces:
                elements.extend(Element("word", part, (), bracket) for part in pending[:1])
                pending = parts
            elif not pending and following and following not in "()" and (introduces or known):
                pending = parts
            elif len(parts) > 1:
                raise _fail(text, f"« {word} »: alternatives are for prepositions only")
            else:
                elements.append(Element("word", word, pending, bracket))
                pending = ()
                may_object = may_object and particle
    if bracket or pending:
        raise _fail(text, "unbalanced brackets, or a preposition without its complement")
    roles = [subject, *([target] if target else []), *(e.value for e in elements if e.kind == "slot")]
    if len(roles) != len(set(roles)):
        raise _fail(text, "a role letter stands twice (without a letter before the verb the subject is X)")
    return Pattern(verb, reflexive, subject, target, target_optional, tuple(elements), language, text)


class Codebook(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The whole codebook. Dictionaries keep the files' order; ``quads`` maps 1–4 to their names."""

    events: dict[str, EventType]
    contexts: dict[str, Context]
    words: dict[str, WordClass]
    auxiliary: dict[str, Auxiliary]
    quads: dict[int, str]

    def frames(self) -> Iterable[Frame]:
        """All frames of all types."""
        return (frame for event in self.events.values() for frame in event.frame)

    def frame(self, frame_id: str) -> Frame | None:
        """The frame with this id (``request.urge``), or None."""
        return next((frame for frame in self.frames() if frame.id == frame_id), None)

    def patterns(self, language: str) -> tuple[tuple[Frame, Pattern], ...]:
        """Every verb pattern of ``language`` with its frame; parsed once."""
        cache: dict[str, tuple[tuple[Frame, Pattern], ...]] = self.__dict__.setdefault("_patterns", {})
        if language not in cache:
            cache[language] = tuple(
                (frame, parse_pattern(text, language)) for frame in self.frames() for text in frame.wording(language)
            )
        return cache[language]

    def nouns(self, language: str) -> tuple[tuple[Frame, tuple[str, ...]], ...]:
        """Every event noun of ``language`` as folded words, with its frame."""
        cache: dict[str, tuple[tuple[Frame, tuple[str, ...]], ...]] = self.__dict__.setdefault("_nouns", {})
        if language not in cache:
            cache[language] = tuple(
                (frame, phrase) for frame in self.frames() for phrase in self.phrases(frame.nouns(language), language)
            )
        return cache[language]

    def class_phrases(self, name: str, language: str) -> frozenset[tuple[str, ...]]:
        """The phrases of the class ``name`` as tuples of folded words. Raises KeyError when there is no such class."""
        cache: dict[tuple[str, str], frozenset[tuple[str, ...]]] = self.__dict__.setdefault("_classes", {})
        if (name, language) not in cache:
            words = self.words[name].fr if language == "fr" else self.words[name].en
            cache[name, language] = frozenset(tuple(fold(word).split()) for word in words)
        return cache[name, language]

    def phrases(self, entries: Iterable[str], language: str) -> tuple[tuple[str, ...], ...]:
        """``entries`` (words, phrases, ``{classes}``) as tuples of folded words, classes spelt out, without doubles."""
        found: dict[tuple[str, ...], None] = {}
        for entry in entries:
            if is_class(entry):
                found.update(dict.fromkeys(sorted(self.class_phrases(entry[1:-1], language))))
            else:
                found[tuple(fold(entry).split())] = None
        return tuple(found)

    def score(self, event: str, modes: Sequence[str] = ()) -> float:
        """The PLOVER scale value: the type's own without a mode, else the one of ``modes`` furthest from zero."""
        kind = self.events[event]
        scores = [mode.score for mode in kind.mode if mode.name in modes]
        return max(scores, key=abs) if scores else kind.score

    def quad(self, event: str) -> int:
        """The quad category (1–4) of a type."""
        return self.events[event].quad
