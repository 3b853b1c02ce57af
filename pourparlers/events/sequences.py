"""What a report itself claims about a talk's place in a series: « le premier depuis le 18 février », "last spoke on".

The kind of a claim says which of the series the talk is and how far back that counts:

* ``first_since``, ``second_since``, … ``tenth_since``: since a date (``since``), or since something that has none;
* ``first_in``, ``second_in``, …: within the week, month or year of ``since``;
* ``first_ever``, ``second_ever``, …: of all;
* ``last_on``: the one before was on ``since``.

The words are data (``[sequence]`` of ``grammar_<language>.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import Sequence as Claim
from ..record import Time
from ..times import back
from .frames import Match
from .view import View

LAST_ON = "last_on"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# So many tokens an ordinal may stand before the word of the talk, the word's noun behind the ordinal, what it
# counts from behind the noun, and a word that denies before the verb.
_BEFORE, _NOUN, _ANCHOR, _DENIAL = 4, 4, 9, 6
_LONGEST_PHRASE = 12
_WEEK = "P1W"
_GAP = 6  # characters between the words and a date beside them (", le ")
_PERIOD = re.compile(r"\d{4}(?:-(?:\d\d|W\d\d(?:-WE)?|Q\d|H\d|SP|SU|FA|WI))?|\d{3}X")


def claim_of(times: Sequence[Time], view: View, match: Match, day: str | None) -> Claim | None:
    """What the sentence of ``match`` claims; ``day`` is the talk's, from which « en trois mois » is reckoned."""
    here = [t for t in times if view.sentence.start <= t.span[0] and t.span[1] <= view.sentence.end]
    return _counted(here, view, match, day) or _last(here, view, match) or _silent(here, view, match, day)


def _words(view: View, key: str) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in view.grammar.sequence.get(key, ()))


def _near(match: Match) -> int:
    return match.noun if match.noun is not None else (match.clause.verb if match.clause else 0)


def _counted(here: Sequence[Time], view: View, match: Match, day: str | None) -> Claim | None:
    """ "for the third time this month", « leur premier échange depuis le 18 février »."""
    numbers = {word: name for name in ORDINALS for word in _words(view, name)}
    nouns, since = _words(view, "noun"), _words(view, "since")
    for i in range(max(0, _near(match) - _BEFORE), len(view.tokens)):
        name = numbers.get(view.form[i])
        if name is None or view.mention[i] is not None or view.is_time[i]:
            continue
        noun = next((k for k in range(i + 1, min(len(view.form), i + 1 + _NOUN)) if view.form[k] in nouns), None)
        marker = next((k for k in range(i + 1, len(view.tokens)) if view.form[k] in since), None)
        if marker is not None and (name == "first" or (noun is not None and marker - noun <= _ANCHOR)):
            return _since(here, view, i, marker, name, day)
        if noun is not None:
            claim = _in_period(here, view, i, noun, name, day) or _ever(view, i, noun, name)
            if claim is not None:
                return claim
    return None


def _since(here: Sequence[Time], view: View, ordinal: int, marker: int, name: str, day: str | None) -> Claim:
    begin = view.tokens[marker].end
    kind, start = f"{name}_since", view.tokens[ordinal].start
    time = next((t for t in here if t.type in ("DATE", "DURATION") and begin - 1 <= t.span[0] <= begin + 6), None)
    if time is None:
        covered = (t for t in here if t.type == "DATE" and t.span[0] <= view.tokens[marker].start)
        time = next((t for t in covered if t.span[1] > begin), None)
    if time is not None:
        value = back(day, time.value) if time.type == "DURATION" else time.value
        dated = value if value and value[:4].isdigit() else None
        return Claim(kind=kind, since=dated, span=(start, time.span[1]))
    end = _phrase_end(view, marker)
    time = _date_of_anchor(here, begin, end, day)
    if time is None:
        return Claim(kind=kind, since=None, span=(start, end))
    return Claim(kind=kind, since=time.value, span=(start, time.span[1]))


def _date_of_anchor(here: Sequence[Time], begin: int, end: int, day: str | None) -> Time | None:
    """The date that ends or follows what is counted from: « depuis le début de la guerre, le 24 février ».

    It must be more than a week before the talk's own ``day``, which may well be told there too ("since the start of
    the war on Friday").
    """
    latest = back(day, _WEEK)
    beside = (t for t in here if begin < t.span[0] <= end + _GAP and _is_date(t))
    return next((t for t in beside if latest is not None and (t.value or "") < latest), None)


def _phrase_end(view: View, marker: int) -> int:
    """Where the words after "since" end: « depuis le début de la guerre », "since Russia invaded Ukraine"."""
    stops, end = _words(view, "stop"), marker + 1
    while end < min(len(view.tokens), marker + _LONGEST_PHRASE):
        later = end > marker + 1
        if view.is_time[end] or view.tokens[end].pos in ("PUNCT", "CCONJ") or (later and view.form[end] in stops):
            break
        end += 1
    while end > marker + 1 and view.tokens[end - 1].pos in ("ADP", "DET"):
        end -= 1
    return view.tokens[end - 1].end


def _in_period(here: Sequence[Time], view: View, ordinal: int, noun: int, name: str, day: str | None) -> Claim | None:
    """ "this month" is a period to count in, « en une semaine » so many days back from the talk's own."""
    begin, last = view.tokens[noun].end, min(len(view.tokens), noun + 1 + _ANCHOR) - 1
    start, within = view.tokens[ordinal].start, _words(view, "within")
    for time in here:
        if not begin <= time.span[0] <= view.tokens[last].start:
            continue
        at = next(i for i, token in enumerate(view.tokens) if token.end > time.span[0])
        if any(view.tokens[k].pos in ("VERB", "PUNCT") for k in range(noun + 1, at)) or _is_of_things(view, noun):
            return None
        introduced = any(view.form[k] in within for k in range(max(noun, at - 1), at + 1))
        if time.type == "DURATION" and introduced:
            return Claim(kind=f"{name}_since", since=back(day, time.value), span=(start, time.span[1]))
        if time.type == "DATE" and time.value is not None and _PERIOD.fullmatch(time.value) and at - noun <= 3:
            return Claim(kind=f"{name}_in", since=time.value, span=(start, time.span[1]))
    return None


def _is_of_things(view: View, noun: int) -> bool:
    """« le premier échange *de prisonniers* » is no talk; « la première série *de pourparlers* » is."""
    behind = view.form[noun + 1 : noun + 4]
    return bool(behind) and behind[0] in _words(view, "of") and not _words(view, "noun") & set(behind)


def _ever(view: View, ordinal: int, noun: int, name: str) -> Claim | None:
    """ "their first-ever meeting", "for the first time" and no more, « une première rencontre historique »."""
    start = view.tokens[ordinal].start
    ever, history = _words(view, "ever"), view.grammar.sequence.get("history", ())
    inside = any(view.form[k] in ever for k in range(max(0, ordinal - 1), noun))
    behind = view.has_phrase(history, noun + 1, min(len(view.tokens), noun + 5))
    alone = name == "first" and view.form[noun] in _words(view, "time") and ordinal > 0
    if behind is not None:
        return Claim(kind=f"{name}_ever", span=(start, view.tokens[behind].end))
    if inside or (alone and view.form[ordinal - 1] in _words(view, "the")):
        return Claim(kind=f"{name}_ever", span=(start, view.tokens[noun].end))
    return None


def _last(here: Sequence[Time], view: View, match: Match) -> Claim | None:
    """ "they last spoke on March 3", « leur dernier échange remonte au 3 mars »."""
    last, nouns, was = _words(view, "last"), _words(view, "noun"), _words(view, "was")
    for i, form in enumerate(view.form):
        if form not in last or view.is_time[i] or view.mention[i] is not None:
            continue
        after = range(i + 1, min(len(view.form), i + 1 + _NOUN))
        noun = next((k for k in after if view.form[k] in nouns), None)
        if noun is not None:
            told = view.form[noun] in _words(view, "time") and abs(noun - _near(match)) <= _ANCHOR
            told = told or any(view.form[k] in was for k in range(noun + 1, min(len(view.form), noun + 5)))
        else:
            told = i + 1 == _near(match)
        time = next((t for t in here if t.span[0] >= view.tokens[i].end and _is_date(t)), None) if told else None
        if time is not None:
            return Claim(kind=LAST_ON, since=time.value, span=(view.tokens[i].start, time.span[1]))
    return None


def _silent(here: Sequence[Time], view: View, match: Match, day: str | None) -> Claim | None:
    """ "who had not spoken since March 3", « qui ne s'étaient plus parlé depuis le 3 mars ».

    Since something that is no date the talk is the first; since a date, the one before was then.
    """
    since, denials, verbs = _words(view, "since"), _words(view, "not"), _words(view, "spoken")
    for i, form in enumerate(view.form):
        if form not in since:
            continue
        verb = next((k for k in range(i - 1, max(-1, i - 6), -1) if view.form[k] in verbs), None)
        if verb is None or verb == _near(match):
            continue
        denial = next((k for k in range(verb - 1, max(-1, verb - _DENIAL), -1) if view.form[k] in denials), None)
        if denial is None:
            continue
        time = next((t for t in here if 0 <= t.span[0] - view.tokens[i].end <= _GAP), None)
        if time is None:
            return _since(here, view, denial, i, "first", day)
        if _is_date(time):
            return Claim(kind=LAST_ON, since=time.value, span=(view.tokens[denial].start, time.span[1]))
    return None


def _is_date(time: Time) -> bool:
    return time.type == "DATE" and time.value is not None and time.value[:4].isdigit()
