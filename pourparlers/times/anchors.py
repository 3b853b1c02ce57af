"""Which time expression dates the clause of a word, and the reckoning of « le 18 février, six jours avant que … »."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..languages.tokens import Parse, Sentence, Token
from ..record import Span, Time
from . import calendar
from .joining import offset_side
from .rules import Language, fold, load

_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")
_ARGUMENTS = ("obj", "dobj", "nsubj", "nsubj:pass", "nsubjpass", "obl:arg")
_BESIDE = ("appos", "conj", "flat:name")
_FAR, _NEAR = 10_000, 40
_MARKS = frozenset((",", ";", ":", "«", "»", "“", "”", '"', "(", ")"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the clause happened: ``value`` (TIMEX3), ``enddate`` of a range, the words that say so, and whether it was
    ``computed`` from them (A, six days before B: B is six days after A) rather than stated.
    """

    value: str
    enddate: str | None
    spans: list[Span]
    computed: bool


def anchor(times: list[Time], parse: Parse, sentence: Sentence | int, token_index: int) -> Anchor | None:
    """What dates the clause of the token ``token_index`` of ``sentence`` (the sentence or its index), or None.

    ``times`` are those of the whole document. A limit (« depuis le 18 février », "until Friday") and the date of
    another noun (« le traité de 1997 ») date no clause.
    """
    where = parse.sentences[sentence] if isinstance(sentence, int) else sentence
    if not 0 <= token_index < len(where.tokens):
        return None
    language = load(parse.language)
    copy = fold(parse.text[where.start : where.end])
    here = [t for t in times if where.start <= t.span[0] and t.span[1] <= where.end and t.type in ("DATE", "TIME")]
    token = where.tokens[token_index]
    computed = _computed(here, copy, where, token, language)
    if computed is not None:
        return computed
    best: tuple[int, Time] | None = None
    for time in here:
        if time.value is None or time.value.endswith("_REF") or _is_offset(time, here, copy, where, language):
            continue
        distance = _distance(time, copy, where, token, language)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time)
    if best is None:
        return None
    end = _range_end(best[1], here, copy, where)
    spans = [best[1].span] if end is None else [best[1].span, end.span]
    return Anchor(best[1].value or "", None if end is None else end.value, spans, computed=False)


def _local(span: Span, sentence: Sentence) -> Span:
    return span[0] - sentence.start, span[1] - sentence.start


def _is_offset(time: Time, here: list[Time], copy: str, sentence: Sentence, language: Language) -> bool:
    span = _local(time.span, sentence)
    return any(
        other is not time and offset_side(copy, _local(other.span, sentence), span, language) != 0 for other in here
    )


def _computed(here: list[Time], copy: str, sentence: Sentence, token: Token, language: Language) -> Anchor | None:
    """The date of the clause that follows « A, n jours avant … »: the tagger put it into the offset's value."""
    for date, offset in pairwise(here):
        if offset.value is None or token.start < offset.span[1]:
            continue
        if offset_side(copy, _local(date.span, sentence), _local(offset.span, sentence), language) == 0:
            continue
        if token.start < _clause_end(sentence, offset.span[1], language):
            return Anchor(offset.value, None, [date.span, offset.span], computed=True)
    return None


def _clause_end(sentence: Sentence, start: int, language: Language) -> int:
    """Where the clause that an expression introduces ends: at the next comma, bracket or other mark of a new clause."""
    seen = 0
    for token in sentence.tokens:
        if token.start < start:
            continue
        if token.text in (",", ";", ":", ")", "—", "–", "»", "”") and seen > 1:
            return token.start
        if seen > 4 and token.lower in language.file.clause_ends:
            return token.start
        seen += 1
    return sentence.end


def _distance(time: Time, copy: str, sentence: Sentence, token: Token, language: Language) -> int | None:
    """How far ``time`` is from ``token`` when both stand in one clause (0 is nearest), or None when they do not."""
    words = [t for t in sentence.tokens if t.start < time.span[1] and t.end > time.span[0]]
    if not words:
        return None
    start = time.span[0] - sentence.start
    before = copy[max(0, start - 40) : start]
    if language.bounds.search(before):
        return None
    inside = {t.i for t in words}
    head = next((t for t in words if t.head not in inside or t.head == t.i), words[0])
    above = _holder(sentence, head, inside)
    if above.i == token.i:
        return 0
    if (
        above.pos in _NOUNS
        and above.i not in inside
        and not _shares_date(above, token, copy, sentence, language, before)
    ):
        return None
    gap = abs(token.i - head.i)
    if _governor(sentence, head) == _governor(sentence, token):
        return gap
    return _FAR + gap if not _crosses(sentence, token.i, head.i, language) else None


def _holder(sentence: Sentence, head: Token, inside: set[int]) -> Token:
    """The word that the date hangs on, past the preposition that a parser may put between."""
    above = sentence.tokens[head.head] if head.head not in inside else head
    while above.pos == "ADP" and above.head != above.i:
        above = sentence.tokens[above.head]
    return above


def _shares_date(noun: Token, token: Token, copy: str, sentence: Sentence, language: Language, before: str) -> bool:
    """Whether the date of ``noun`` is that of ``token`` too: of a meeting one holds, of a summit at which one meets.

    "After the summit of April 3" dates nothing but the summit, and so do « l'accord du 3 avril » and what an
    anniversary recalls ("on the anniversary of the accord of April 3").
    """
    if noun.head == token.i and noun.dep in _ARGUMENTS:
        return True
    while noun.i != token.i:
        words = _words_before(noun, copy, sentence)
        if language.bounds.search(words) or language.topics.search(words):
            return False
        gathering = noun.lower in language.file.gatherings and language.gatherings_at.search(words) is not None
        if gathering or language.occasions.search(words):
            return True
        above = sentence.tokens[noun.head]  # « du sommet de Rabat »
        while above.pos == "ADP" and above.head != above.i:
            above = sentence.tokens[above.head]
        if above.pos not in _NOUNS or above.i >= noun.i or noun.dep in _BESIDE:
            return language.attribute.search(before) is None
        if above.lower in language.file.remembrances:
            return False
        noun = above
    return True


def _words_before(noun: Token, copy: str, sentence: Sentence) -> str:
    """The folded text before the phrase of ``noun``, article and all."""
    first = noun.i
    while first and sentence.tokens[first - 1].pos in ("DET", "ADJ", "PROPN", "NOUN", "NUM"):
        first -= 1
    start = sentence.tokens[first].start - sentence.start
    return copy[max(0, start - _NEAR) : start]


def _governor(sentence: Sentence, token: Token) -> int:
    for _ in range(len(sentence.tokens)):
        if token.pos in _VERBS or token.head == token.i:
            break
        token = sentence.tokens[token.head]
    if token.pos == "AUX" and sentence.tokens[token.head].pos == "VERB":
        return token.head
    return token.i


def _crosses(sentence: Sentence, one: int, other: int, language: Language) -> bool:
    """True when a mark of another clause stands between the two words."""
    low, high = sorted((one, other))
    between = sentence.tokens[low + 1 : high]
    return any(t.text in _MARKS or t.lower in language.file.clause_ends for t in between)


def _range_end(time: Time, here: list[Time], copy: str, sentence: Sentence) -> Time | None:
    """The second of two dates that are one range (« du 3 au 5 mai »), or None."""
    for other in here:
        gap = copy[time.span[1] - sentence.start : other.span[0] - sentence.start].strip()
        if other.span[0] > time.span[1] and gap in ("au", "-", "to", "à", "through", "until", "jusqu'au"):
            same_grain = other.value is not None and time.value is not None and len(other.value) == len(time.value)
            if same_grain and calendar.parse_day(other.value) == calendar.parse_day((other.value or "")[:10]):
                return other
    return None
