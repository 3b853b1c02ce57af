"""Time expressions → TIMEX3: one scan of the folded text, then neighbours that belong together are joined."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import InputError
from ..languages.tokens import Parse, Sentence
from ..record import Span, Time, TimeType
from . import calendar
from .rules import Compiled, Language, fold, load
from .values import Context, make

_BEFORE = 40
_TENSE_WINDOW = 90
_CLAUSE_EDGE = re.compile(r"[.!?;:\0«»\"“”]")
_LONGEST_GAP = 24
Tense = Callable[[int, int], str | None]


@dataclass(slots=True)
class _Found:
    """A match before joining; ``part`` is the day-less rest of a value (T15:30, TEV), ``count`` an offset in days."""

    start: int
    end: int
    type: TimeType
    value: str | None
    make: str
    unit: tuple[str, float] | None = None


def tag(parse: Parse, date: str | None) -> list[Time]:
    """The time expressions of a parsed document, sorted by span, none overlapping.

    ``date`` is the publication date (YYYY-MM-DD) or None, in which case what hangs on it has no value. Raises
    InputError when ``date`` is no day. Boilerplate holds no times.
    """
    copy = fold(parse.text)
    language = load(parse.language)

    def tense(start: int, end: int) -> str | None:
        of_clause = _tense_of_clause(parse.sentence_at(start), start, language)
        return of_clause or _tense_of_words(copy, start, end, language)

    times = _tag(parse.text, copy, language, _day(date), tense)
    return [time for time in times if not any(s <= time.span[0] < e for s, e in parse.boilerplate)]


def tag_text(text: str, language: str, date: str | None) -> list[Time]:
    """As :func:`tag`, on raw text; the tense of a clause is guessed from the words around."""
    copy = fold(text)
    rules = load(language)
    return _tag(text, copy, rules, _day(date), lambda start, end: _tense_of_words(copy, start, end, rules))


def warnings(times: list[Time], text: str) -> list[str]:
    """One line naming the expressions that have no value because the document has no date; none if all have one."""
    open_times = [t for t in times if t.value is None and t.type in ("DATE", "TIME")]
    unknown = dict.fromkeys(text[t.span[0] : t.span[1]] for t in open_times)
    if not unknown:
        return []
    shown = ", ".join(f"« {' '.join(words.split())} »" for words in list(unknown)[:5])
    more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
    return [f"times without a value, because nothing dates them (give --date): {shown}{more}"]


def _day(date: str | None) -> datetime.date | None:
    if date is None:
        return None
    day = calendar.parse_day(date) if len(date) >= 10 else None
    if day is None:
        raise InputError(f"the date {date!r} is no day: give it as YYYY-MM-DD")
    return day


def _tag(text: str, copy: str, language: Language, reference: datetime.date | None, tense: Tense) -> list[Time]:
    found: list[_Found] = []
    last: datetime.date | None = None
    position = 0
    while (match := language.scan.search(copy, position)) is not None:
        first = int((match.lastgroup or "r0")[1:])
        item = None
        for rule in language.rules[first:]:
            item = _read(rule, match.start(), text, copy, language, reference, last, tense)
            if item is not None:
                break
        if item is None:
            position = _after_word(copy, match.start())
            continue
        position = item.end
        if item.make == "none":
            continue
        found.append(item)
        # A limit ("since Feb. 18") dates nothing that happened: "the same day" does not look back to it.
        if item.type in ("DATE", "TIME") and not language.bounds.search(
            copy[max(0, item.start - _BEFORE) : item.start]
        ):
            last = calendar.parse_day(item.value) or last
    return [Time(span=(f.start, f.end), type=f.type, value=f.value) for f in _join(found, copy, language, reference)]


def _after_word(copy: str, position: int) -> int:
    position += 1
    while position < len(copy) and copy[position].isalnum():
        position += 1
    return position


def _read(
    rule: Compiled, offset: int, text: str, copy: str, language: Language,
    reference: datetime.date | None, last: datetime.date | None, tense: Tense,
) -> _Found | None:  # fmt: skip
    detail = rule.detail.match(copy, offset) if rule.start.match(copy, offset) else None
    if detail is None:
        return None
    groups = detail.groupdict()
    start, end = detail.span("span") if "span" in groups else detail.span()
    if not _fits(rule, copy, detail.start(), detail.end()) or not _cased(rule, detail, text):
        return None
    known = {name: words for name, words in groups.items() if words is not None}
    for name in list(known):
        known.setdefault(name.rstrip("0123456789"), known[name])
    context = Context(language, known, rule.rule.settings, reference, last, lambda: tense(start, end))
    made = make(rule, context)
    if made is None:
        return None
    unit = None
    if rule.rule.make == "duration":
        unit = (str(context.settings.get("unit") or context.word("unit")), context.number() or 0.0)
    return _Found(start, end, made[0], made[1], rule.rule.make, unit)


def _fits(rule: Compiled, copy: str, start: int, end: int) -> bool:
    window = copy[max(0, start - _BEFORE) : start]
    if rule.before is not None and rule.before.search(window) is None:
        return False
    if rule.not_before is not None and rule.not_before.search(window) is not None:
        return False
    if rule.after is not None and rule.after.match(copy, end) is None:
        return False
    return rule.not_after is None or rule.not_after.match(copy, end) is None


def _cased(rule: Compiled, detail: re.Match[str], text: str) -> bool:
    groups = detail.re.groupindex
    for name in rule.rule.capital:
        if name in groups and detail.start(name) >= 0 and not text[detail.start(name)].isupper():
            return False
    return not any(
        name in groups and detail.start(name) >= 0 and text[detail.start(name)].isupper() for name in rule.rule.small
    )


def _tense_of_words(copy: str, start: int, end: int, language: Language) -> str | None:
    """The tense of the nearest telling word around, within the clause as punctuation cuts it."""
    before = copy[max(0, start - _TENSE_WINDOW) : start]
    cuts = [match.end() for match in _CLAUSE_EDGE.finditer(before)]
    before = before[cuts[-1] :] if cuts else before
    ahead = copy[end : end + _TENSE_WINDOW // 2]
    cut = _CLAUSE_EDGE.search(ahead)
    ahead = ahead[: cut.start()] if cut else ahead
    nearest: tuple[int, str] | None = None
    for name, pattern in (("future", language.future), ("past", language.past)):
        distances = [len(before) - match.end() for match in pattern.finditer(before)]
        distances += [match.start() + 15 for match in pattern.finditer(ahead)]
        if distances and (nearest is None or min(distances) < nearest[0]):
            nearest = (min(distances), name)
    return None if nearest is None else nearest[1]


def _tense_of_clause(sentence: Sentence | None, offset: int, language: Language) -> str | None:
    """The tense of the verb that governs the word at ``offset``, where its features tell it."""
    token = sentence.token_at(offset) if sentence is not None else None
    if sentence is None or token is None:
        return None
    for _ in range(12):
        if token.pos in ("VERB", "AUX"):
            group = [token, *(sentence.tokens[i] for i in sentence.children[token.i])]
            helpers = {t.lemma for t in group if t.pos == "AUX"}
            if any(t.morph.get("Tense") == "Fut" for t in group) or helpers & set(language.file.future_lemmas):
                return "future"
            aux = [t for t in group if t.pos == "AUX"] or [token]
            if any(t.morph.get("Tense") in ("Past", "Imp") and t.morph.get("VerbForm") == "Fin" for t in (*aux, token)):
                return "past"
            return None
        if token.head == token.i:
            return None
        token = sentence.tokens[token.head]
    return None


def _join(found: list[_Found], copy: str, language: Language, reference: datetime.date | None) -> list[_Found]:
    """Joins « vendredi » with « à 15 h », dates « six jours avant », and gives a lone time of day its day."""
    joined: list[_Found] = []
    day: tuple[int, str] | None = None
    for item in found:
        before = joined[-1] if joined else None
        gap = copy[before.end : item.start] if before is not None and item.start - before.end <= _LONGEST_GAP else None
        if before is not None and gap is not None and language.glue.fullmatch(gap):
            merged = _day_and_clock(before, item)
            if merged is not None:
                joined[-1] = merged
                continue
        if before is not None and item.type == "DATE" and before.make == "duration":
            merged = _offset_from(before, item, copy, language)
            if merged is not None:
                joined[-1] = merged
                continue
        if before is not None and item.make == "duration":
            _offset_after(before, item, copy, language)
        joined.append(item)
    for item in joined:
        if item.value is not None and item.value.startswith("T"):
            same_paragraph = day is not None and "\0" not in copy[day[0] : item.start]
            near = day[1] if day and same_paragraph else reference.isoformat() if reference else None
            item.value = f"{near}{item.value}" if near else item.value
        elif item.type in ("DATE", "TIME") and calendar.parse_day(item.value):
            day = (item.end, (item.value or "")[:10])
    return joined


def _day_and_clock(first: _Found, second: _Found) -> _Found | None:
    clock, other = (second, first) if second.make in ("clock", "part") else (first, second)
    if clock.make not in ("clock", "part") or clock.value is None or not clock.value.startswith("T"):
        return None
    if other.make in ("clock", "part"):
        hour = clock if clock.make == "clock" else other
        part = other if hour is clock else clock
        if hour.make != "clock" or part.make != "part" or hour.value is None or part.value is None:
            return None
        number = int(hour.value[1:3])
        value = (
            f"T{number + 12:02d}{hour.value[3:]}" if part.value in ("TAF", "TEV") and 1 <= number < 12 else hour.value
        )
        return _Found(first.start, second.end, "TIME", value, "clock")
    if other.value is None and other.make in ("weekday", "date", "shift", "weekday_number", "day_of_month"):
        return _Found(first.start, second.end, "TIME", None, "date")
    base, _, rest = (other.value or "").partition("T")
    if len(base) != 10 or calendar.parse_day(base) is None:
        return None
    value = clock.value
    if rest and clock.make == "part":
        return None
    if rest in ("AF", "EV") and 1 <= int(value[1:3]) < 12:
        value = f"T{int(value[1:3]) + 12:02d}{value[3:]}"
    return _Found(first.start, second.end, "TIME", base + value, "date")


def _offset_from(offset: _Found, anchor: _Found, copy: str, language: Language) -> _Found | None:
    """« trois jours avant le 18 février »: the day that many units from the date that follows."""
    gap = copy[offset.end : anchor.start]
    if len(gap) > _LONGEST_GAP or offset.unit is None:
        return None
    side = -1 if language.before_words.fullmatch(gap) else 1 if language.after_words.fullmatch(gap) else 0
    day = calendar.parse_day(anchor.value)
    if side == 0 or not offset.unit[1]:
        return None
    value = None if day is None else calendar.shifted_value(day, offset.unit[0], side * offset.unit[1])
    return _Found(offset.start, anchor.end, "DATE", value, "date")


def _offset_after(date: _Found, offset: _Found, copy: str, language: Language) -> None:
    """« le 18 février, six jours avant que … »: dates what follows, that many units after the date just named."""
    side = offset_side(copy, (date.start, date.end), (offset.start, offset.end), language)
    day = calendar.parse_day(date.value)
    if side and day is not None and date.type == "DATE" and offset.unit is not None and offset.unit[1]:
        value = calendar.shifted_value(day, offset.unit[0], side * offset.unit[1])
        if value is not None:
            offset.type, offset.value, offset.make = "DATE", value, "offset"


def offset_side(copy: str, date: Span, offset: Span, language: Language) -> int:
    """1 when ``offset`` is in apposition to ``date`` and "before" follows (what comes then is later), -1: "after"."""
    gap = copy[date[1] : offset[0]]
    if not 0 < len(gap) <= _LONGEST_GAP or not language.apposition.fullmatch(gap):
        return 0
    rest = copy[offset[1] : offset[1] + _LONGEST_GAP]
    if language.before_words.match(rest):
        return 1
    return -1 if language.after_words.match(rest) else 0
