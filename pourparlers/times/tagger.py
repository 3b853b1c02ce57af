"""Time expressions → TIMEX3: one scan of the folded text, then neighbours that belong together are joined."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

from ..errors import InputError
from ..languages.tokens import Parse
from ..record import Time
from . import calendar
from .context import NEXT, Context, Seen
from .joining import Found, join
from .rules import Compiled, Language, fold, load
from .tenses import PAST, is_limit_behind, tense_beside, tense_borne, tense_of_clause, tense_of_words
from .values import make

_BEFORE = 40
_LONGEST_PHRASE = 60
_DIRECTIONS = ("rel", "unitrel", "follow", "before", "inweeks")


class Tenses(NamedTuple):
    """The tense of the clause of ``text[start:end]``, and of the verb that bears those very words: :mod:`.tenses`."""

    of: Callable[[int, int], str | None]
    borne: Callable[[int, int], str | None]


_ALONE = Tenses(lambda start, end: NEXT, lambda start, end: NEXT)


def tag(parse: Parse, date: str | None) -> list[Time]:
    """The time expressions of a parsed document, sorted by span, none overlapping.

    ``date`` is the publication date (YYYY-MM-DD) or None, in which case what hangs on it has no value. Raises
    InputError when ``date`` is no day. Boilerplate holds no times.
    """
    copy = fold(parse.text)
    language = load(parse.language)

    def tense(start: int, end: int) -> str | None:
        sentence = parse.sentence_at(start)
        if is_limit_behind(copy, start, sentence, language):
            return PAST
        beside = tense_beside(copy, start, end, language)
        of_clause = beside or tense_of_clause(sentence, start, language)
        return of_clause or tense_of_words(copy, start, end, language)

    def borne(start: int, end: int) -> str | None:
        sentence = parse.sentence_at(start)
        behind = is_limit_behind(copy, start, sentence, language)
        return PAST if behind else tense_borne(copy, start, end, sentence, language)

    times = _tag(parse.text, copy, language, _day(date), Tenses(tense, borne))
    return [time for time in times if not any(s <= time.span[0] < e for s, e in parse.boilerplate)]


def tag_text(text: str, language: str, date: str | None) -> list[Time]:
    """As :func:`tag`, on raw text; the tense of a clause is guessed from the words around."""
    copy = fold(text)
    rules = load(language)

    def tense(start: int, end: int) -> str | None:
        return tense_beside(copy, start, end, rules) or tense_of_words(copy, start, end, rules)

    return _tag(text, copy, rules, _day(date), Tenses(tense, tense))


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


def _tag(text: str, copy: str, language: Language, reference: datetime.date | None, tenses: Tenses) -> list[Time]:
    found = None
    if len(copy) <= _LONGEST_PHRASE and "\0" not in copy:
        found = _tag_phrase(text, copy, load(language.code, alone=True), reference)
    if found is None:
        found = join(_scan(text, copy, language, reference, tenses), copy, language, reference)
    return [Time(span=(f.start, f.end), type=f.type, value=f.value) for f in found]


def _tag_phrase(text: str, copy: str, language: Language, reference: datetime.date | None) -> list[Found] | None:
    """The times of a text that is nothing but a time (« lundi vers 18 h »), or None when it is more.

    No clause tells whether such a phrase looks back or ahead: it means the next day of that name.
    """
    found = join(_scan(text, copy, language, reference, _ALONE), copy, language, reference)
    rest, position = [], 0
    for item in found:
        rest.append(copy[position : item.start])
        position = item.end
    rest.append(copy[position:])
    return found if found and all(language.fillers.fullmatch(words) for words in rest) else None


def _scan(text: str, copy: str, language: Language, reference: datetime.date | None, tenses: Tenses) -> list[Found]:
    found: list[Found] = []
    seen = Seen()
    position = 0
    while (match := language.begins.search(copy, position)) is not None:
        item = None
        for rule in language.rules_at(copy, match.start()):
            item = _read(rule, match.start(), text, copy, language, reference, seen, tenses)
            if item is not None:
                break
        if item is None:
            position = _after_word(copy, match.start())
            continue
        position = item.end
        if item.make == "none":
            continue
        if found:
            _keep_order(found, item, copy, language, tenses)
        found.append(item)
        # A limit ("since Feb. 18") dates nothing that happened: "the same day" does not look back to it.
        if item.type in ("DATE", "TIME") and not language.bounds.search(
            copy[max(0, item.start - _BEFORE) : item.start]
        ):
            seen.name(item.value)
    return found


def _keep_order(found: list[Found], item: Found, copy: str, language: Language, tenses: Tenses) -> None:
    """« lundi et mardi », "Monday through Friday": the second day of a series comes after the first.

    In a past clause the days before are of the week before, else the day is of the week after.
    """
    if not _in_series(found[-1], item, copy, language):
        return
    first, second = calendar.parse_day(found[-1].value), calendar.parse_day(item.value)
    if first is None or second is None or second >= first:
        return
    if tenses.of(item.start, item.end) != PAST:
        _move(item, 7)
        return
    following = item
    for before in reversed(found):
        if before.fixed or not _in_series(before, following, copy, language):
            break
        _move(before, -7)
        following = before


def _in_series(before: Found, item: Found, copy: str, language: Language) -> bool:
    days = before.make == "weekday" == item.make and not item.fixed
    return days and language.series.fullmatch(copy, before.end, item.start) is not None


def _move(item: Found, days: int) -> None:
    day = calendar.parse_day(item.value)
    moved = None if day is None else calendar.shift_days(day, days)
    if moved is not None and item.value is not None:
        item.value = moved.isoformat() + item.value[10:]


def _after_word(copy: str, position: int) -> int:
    position += 1
    while position < len(copy) and copy[position].isalnum():
        position += 1
    return position


def _read(
    rule: Compiled, offset: int, text: str, copy: str, language: Language,
    reference: datetime.date | None, seen: Seen, tenses: Tenses,
) -> Found | None:  # fmt: skip
    detail = rule.detail.match(copy, offset)
    if detail is None:
        return None
    groups = detail.groupdict()
    start, end = detail.span("span") if "span" in groups else detail.span()
    if not _fits(rule, copy, detail.start(), detail.end()) or not _cased(rule, detail, text):
        return None
    known = {name: words for name, words in groups.items() if words is not None}
    for name in list(known):
        known.setdefault(name.rstrip("0123456789"), known[name])
    context = Context(
        language, known, rule.rule.settings, reference, seen,
        lambda: tenses.of(start, end), lambda: tenses.borne(start, end),
    )  # fmt: skip
    made = make(rule, context)
    if made is None:
        return None
    unit = None
    if rule.rule.make == "duration":
        unit = (str(context.settings.get("unit") or context.word("unit")), context.number() or 0.0)
    elif rule.rule.make == "side":
        unit = ("D", float(context.settings["step"]))
    fixed = any(name in known for name in _DIRECTIONS)
    return Found(start, end, made[0], made[1], rule.rule.make, unit, fixed)


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
