"""The rules of one language: read from its TOML, checked, and laid out by how their words begin.

A rule's ``match`` is a regular expression over the folded text (lower case, no accents, plain blanks and hyphens) in
which ``{month}`` stands for a word of the lexicon of that name, a blank for blanks and at most a line break, and
``(?P<span>...)`` for the words of the time expression when the rule looks at more than those.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib import resources

import msgspec

from ..errors import LanguageError
from .prefixes import LENGTH, first_letters

_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_PATTERNS = {
    "sep": r"[ \n-]",
    "year": r"(?:1\d\d\d|2[01]\d\d)",
    "yy": r"(?:1\d\d\d|20\d\d|\d\d)",
    "mm": r"(?:0?[1-9]|1[0-2])",
    "dd": _DAY_NUMBER,
    "hour": r"(?:[01]?\d|2[0-4])",
    "minute": r"[0-5]\d",
    "decade": r"(?:1[5-9]|20)\d0|\d0",
    "roman": r"(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x))",
}
_PLACEHOLDER = re.compile(r"\{([a-z]+)(\d?)\}")
_GROUP = re.compile(r"\(\?p<([a-z0-9]+)>")
_BLANKS = "\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x0c\r"
_FOLDED = {ord(c): " " for c in _BLANKS}
_FOLDED |= {ord(c): "'" for c in "\u2019\u2018\u02bc\u00b4\u2032"}
_FOLDED |= {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212"}
for _code in range(0xC0, 0x180):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii():
        _FOLDED[_code] = _base.lower()
del _FOLDED[ord("à")]  # « à » is another word than « a »
_PARAGRAPH = re.compile(r"\n[ \n]*\n")


class Example(msgspec.Struct, forbid_unknown_fields=True):
    """A sentence of our own, and what the tagger must find in it first: ``span`` is its words. Run as a test."""

    text: str
    span: str
    type: str
    value: str | None = None
    date: str | None = None


class Rule(msgspec.Struct, forbid_unknown_fields=True):
    """One rule. ``make`` names the function that reckons the value, with ``settings``.

    ``before``/``after`` must (``not_before``/``not_after`` must not) match next to the words; groups in ``capital``
    must be written with a capital letter, those in ``small`` without. A rule that is ``alone`` is for a text that is
    nothing but a time (« le 16 », "3/4").
    """

    name: str
    match: str
    make: str
    settings: dict[str, str | int] = msgspec.field(default_factory=dict)
    before: str = ""
    not_before: str = ""
    after: str = ""
    not_after: str = ""
    alone: bool = False
    capital: list[str] = msgspec.field(default_factory=list)
    small: list[str] = msgspec.field(default_factory=list)
    examples: list[Example] = msgspec.field(default_factory=list)


class RuleFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of ``<language>.toml``: see the comments there for each table."""

    glue: str
    future: str
    past: str
    future_lemmas: list[str]
    plans: list[str]
    scheduled: list[str]
    announces: list[str]
    coming: list[str]
    timetable: list[str]
    present_looks_ahead: bool
    telling: list[str]
    being: list[str]
    perfect: list[str]
    negations: list[str]
    refusing: list[str]
    deadline: str
    behind: str
    since: str
    limits: str
    until: str
    by: str
    owner_looks_back: bool
    meeting: str
    fillers: str
    series: str
    bounds: str
    attribute: str
    occasions: str
    gatherings_at: str
    gatherings: list[str]
    topics: str
    remembrances: list[str]
    before_words: str
    after_words: str
    apposition: str
    clause_ends: list[str]
    articles: list[str]
    numbers: dict[str, float]
    lexicon: dict[str, dict[str, str | int]]
    rule: list[Rule]


@dataclass(frozen=True)
class Compiled:
    """A rule with its expressions; the one that captures groups is compiled when first needed, as few ever are."""

    rule: Rule
    prefixes: frozenset[str]
    pattern: str
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None

    @functools.cached_property
    def detail(self) -> re.Pattern[str]:
        """The rule's own expression, with its named groups."""
        return re.compile(self.pattern)


@dataclass(frozen=True, slots=True)
class Language:
    """The rules of one language; :meth:`rules_at` tells those that may match at a place."""

    code: str
    file: RuleFile
    begins: re.Pattern[str]
    by_prefix: dict[str, list[int]]
    by_opening: dict[str, tuple[Compiled, ...]]
    rules: tuple[Compiled, ...]
    numbers: dict[str, float]
    lexicon: dict[str, dict[str, str | int]]
    glue: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    deadline: re.Pattern[str]
    behind: re.Pattern[str]
    since: re.Pattern[str]
    limits: re.Pattern[str]
    until: re.Pattern[str]
    by: re.Pattern[str]
    fillers: re.Pattern[str]
    meeting: re.Pattern[str]
    series: re.Pattern[str]
    future_lemmas: frozenset[str]
    plans: frozenset[str]
    scheduled: frozenset[str]
    announces: frozenset[str]
    timetable: frozenset[str]
    telling: frozenset[str]
    bounds: re.Pattern[str]
    attribute: re.Pattern[str]
    occasions: re.Pattern[str]
    gatherings_at: re.Pattern[str]
    topics: re.Pattern[str]
    before_words: re.Pattern[str]
    after_words: re.Pattern[str]
    apposition: re.Pattern[str]

    def rules_at(self, copy: str, position: int) -> tuple[Compiled, ...]:
        """The rules, in their order, whose words can begin as the folded text does at ``position``."""
        opening = copy[position : position + LENGTH]
        if "\n" in opening or "  " in opening:
            opening = " ".join(copy[position : position + 2 * LENGTH].split())[:LENGTH]
        known = self.by_opening.get(opening)
        if known is None:
            found = {n for end in range(1, LENGTH + 1) for n in self.by_prefix.get(opening[:end], ())}
            known = self.by_opening[opening] = tuple(self.rules[n] for n in sorted(found))
        return known


def fold(text: str) -> str:
    """``text`` in lower case, without accents, blanks and dashes made plain: code point for code point.

    Paragraph breaks become U+0000, so that no expression reaches over one.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _PARAGRAPH.sub(lambda match: "\0" * len(match[0]), lower.translate(_FOLDED))


@functools.cache
def load(language: str, alone: bool = False) -> Language:
    """The rules of ``language`` (ISO 639-1), with those for a phrase that stands alone when ``alone``.

    Raises LanguageError when there are none.
    """
    source = resources.files(__package__).joinpath(f"{language}.toml") if language.isalpha() else None
    if source is None or not source.is_file():
        raise LanguageError(f"no time rules for the language {language!r}: give one that has them, such as fr or en")
    file = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), RuleFile)
    return _compile(language, file, alone)


def _compile(code: str, file: RuleFile, alone: bool) -> Language:
    chosen = [rule for rule in file.rule if rule.alone] if alone else []
    chosen += [rule for rule in file.rule if not rule.alone]
    numbers = {fold(word): value for word, value in file.numbers.items()}
    lexicon = {name: {fold(word): value for word, value in words.items()} for name, words in file.lexicon.items()}
    word = _alternatives({name: value for name, value in numbers.items() if name not in file.articles})
    classes = dict(_PATTERNS)
    digits = r"\d{1,3}[ -]1/2|\d{1,4}(?:[.,]\d{1,2})?(?![\d])"
    classes["num"] = rf"{digits}|(?:{word})(?:[ \n-](?:et[ \n]|and[ \n])?(?:{word})){{0,4}}"
    if file.articles:
        classes["num"] += rf"|(?:{'|'.join(file.articles)})(?![ \n-](?:{word})(?!\w))"
    classes |= {name: _alternatives(words) for name, words in lexicon.items()}
    rules = tuple(_compile_rule(rule, classes) for rule in chosen)
    by_prefix: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for prefix in rule.prefixes:
            by_prefix.setdefault(prefix, []).append(number)
    letters = "".join(re.escape(letter) for letter in sorted({prefix[0] for prefix in by_prefix}))

    def plain(pattern: str) -> re.Pattern[str]:
        return re.compile(_expand(pattern, classes, named=False))

    def ending(pattern: str) -> re.Pattern[str]:
        return plain(rf"(?<!\w)(?:{pattern})\s*$")

    return Language(
        code=code, file=file, begins=re.compile(rf"(?<!\w)[{letters}]"), by_prefix=by_prefix, by_opening={},
        rules=rules, numbers=numbers, lexicon=lexicon,
        glue=plain(file.glue), future=plain(file.future), past=plain(file.past), fillers=plain(file.fillers),
        series=plain(file.series), before_words=plain(file.before_words), after_words=plain(file.after_words),
        apposition=plain(file.apposition),
        bounds=ending(file.bounds), attribute=ending(file.attribute), occasions=ending(file.occasions),
        gatherings_at=ending(file.gatherings_at), topics=ending(file.topics),
        meeting=ending(file.meeting), deadline=ending(file.deadline), since=ending(file.since),
        limits=ending(file.limits),
        until=ending(file.until), by=ending(file.by),
        behind=ending(file.behind),
        future_lemmas=frozenset(file.future_lemmas), plans=frozenset(file.plans),
        scheduled=frozenset(file.scheduled), announces=frozenset(file.announces),
        timetable=frozenset(file.timetable), telling=frozenset(file.telling),
    )  # fmt: skip


def _compile_rule(rule: Rule, classes: dict[str, str]) -> Compiled:
    def optional(pattern: str, end: str = "") -> re.Pattern[str] | None:
        return re.compile(_expand(f"(?:{pattern})", classes, named=False) + end) if pattern else None

    prefixes = first_letters(_expand(rule.match, classes, named=False))
    pattern = rf"(?:{_expand(rule.match, classes, named=True)})(?!\w)"
    return Compiled(
        rule, prefixes, pattern, optional(rule.before, "$"), optional(rule.not_before, "$"), optional(rule.after),
        optional(rule.not_after),
    )  # fmt: skip


def _alternatives(words: dict[str, float] | dict[str, str | int]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", "[ \n]{1,4}") for word in sorted(words, key=len, reverse=True))


def _expand(pattern: str, classes: dict[str, str], *, named: bool) -> str:
    """The expression with its placeholders filled in; without ``named`` no group captures anything."""

    def fill(match: re.Match[str]) -> str:
        name = match[1] + match[2]
        return f"(?P<{name}>{classes[match[1]]})" if named and match[1] != "sep" else f"(?:{classes[match[1]]})"

    text = _GROUP.sub(lambda match: f"(?P<{match[1]}>" if named else "(?:", fold(pattern))
    text = text.replace(" ", "(?:[ \n]{1,4})")
    return _PLACEHOLDER.sub(fill, text)
