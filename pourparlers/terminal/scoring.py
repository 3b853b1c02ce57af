"""Gold lines held against answers: those of a file, or our own, given in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from ..documents import iter_values, printable
from ..documents.json_documents import document_of_value
from ..errors import InputError
from ..record import Document, Record
from ..scores import Scores
from ..scores import places as place_scores
from ..scores import quotes as quote_scores
from ..scores import times as time_scores
from ..scores.actors import ActorAnswer, ActorPair, GoldActor, score_actors
from ..scores.events import EventLine, Told, line_of, score_events, told
from ..scores.labels import label_of
from ..scores.places import PlaceLine, score_places
from ..scores.quotes import QuoteLine, score_quotes
from ..scores.relations import RelationPair, score_relations
from ..scores.times import TimeLine, score_times
from .batch import progress_bar
from .coding import language_of
from .streams import plural

Task = Literal["relations", "events", "actors", "quotes", "places", "times", "lines"]
_WHAT = "the line"
_RELATION = '{"id": "…", "event": "REQUEST"}'
_EVENTS = '{"id": "…", "events": [{"event": "REQUEST", "actor": [{"code": "FRA"}], "recipient": [{"code": null}]}]}'
_QUOTES = '{"id": "…", "quotes": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 42]], "kind": "indirect"}]}'
_PLACES = '{"id": "…", "places": [{"span": [12, 17], "lat": 48.85, "lon": 2.35, "geonameid": 2988507}]}'
_TIMES = '{"id": "…", "text": "…", "times": [{"span": [0, 8], "type": "DATE", "value": "2022-05-13"}]}'
_ACTOR = '{"id": "…", "country": "USA", "sector": "MIL"}'
# So many pairs are related together.
_CHUNK = 512


class _Relation(msgspec.Struct):
    """A gold line; further fields are passed over."""

    id: str
    event: str


class _AnsweredRelation(_Relation):
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None


T = TypeVar("T")
G = TypeVar("G")
R = TypeVar("R", bound=_Relation)
A = TypeVar("A", GoldActor, ActorAnswer)


def score_file(task: Task, gold: str, answers: str | None, plover: bool) -> Scores:
    """The scores of ``answers`` on the gold lines of ``gold``: files of JSON lines, ``-`` for standard input.

    Without ``answers`` the gold lines are answered by us. Raises InputError, with file and line, for whatever is no
    gold line or no answer, and for gold lines without answer.
    """
    if gold == "-" == answers:
        raise InputError("gold lines and answers cannot both come from standard input: give one of them as a file")
    if task == "relations":
        pairs = _related(gold, plover) if answers is None else _relations(gold, answers, plover)
        return score_relations(pairs, plover=plover)
    if plover:
        raise InputError("--plover is for relations; events are compared on the gold's own types: leave it out")
    if task == "times":
        return score_times(_tagged(gold) if answers is None else _times(gold, answers))
    if task == "lines":
        if answers is None:
            raise InputError("lines are made of many records: code the documents and give the records as --answers")
        from .scoring_lines import score_line_files

        return score_line_files(gold, answers)
    if task == "actors":
        return score_actors(_resolved(gold) if answers is None else _actors(gold, answers))
    if task == "quotes":
        return score_quotes(_heard(gold) if answers is None else _quotes(gold, answers))
    if task == "places":
        return score_places(_placed(gold) if answers is None else _places(gold, answers))
    return score_events(_coded(gold) if answers is None else _events(gold, answers))


def _relations(gold: str, answers: str, plover: bool) -> Iterator[RelationPair]:
    """The gold lines with the answers of a file."""
    asked = read_lines(gold, lambda value: _relation(value, _Relation, plover))
    given = read_lines(answers, lambda value: _relation(value, _AnsweredRelation, plover))
    for line, answer in matched(gold, asked, answers, given):
        yield RelationPair(line.event, answer.event, answer.confidence)


def _related(gold: str, plover: bool) -> Iterator[RelationPair]:
    """The gold lines with our answers. All lines are read before the first is answered."""
    from ..relating import relate
    from .relating import question_of

    asked = read_lines(
        gold, lambda value: (_relation(value, _Relation, plover)[0], (value["event"], question_of(value)))
    )
    rest = iter(asked.values())
    done = 0
    with progress_bar(gold, "relating") as progress:
        while some := list(islice(rest, _CHUNK)):
            found = relate([question.pair for _, question in some])
            for (event, _), answer in zip(some, found, strict=True):
                yield RelationPair(event, answer.event if plover else answer.label, answer.confidence)
            done += len(some)
            progress.done(done)


def _actors(gold: str, answers: str) -> Iterator[ActorPair]:
    """The gold phrases with the answers of a file."""
    asked = read_lines(gold, lambda value: _actor(value, GoldActor))
    given = read_lines(answers, lambda value: _actor(value, ActorAnswer))
    for line, answer in matched(gold, asked, answers, given):
        yield ActorPair(line, answer)


def _resolved(gold: str) -> Iterator[ActorPair]:
    """The gold phrases with our answers. All lines are read before the first is answered."""
    from ..resolving import Phrase, resolve
    from .resolving import phrase_of

    def line_with_phrase(value: Any) -> tuple[str, tuple[GoldActor, Phrase]]:
        id, line = _actor(value, GoldActor)
        return id, (line, phrase_of(value))

    asked = read_lines(gold, line_with_phrase)
    found = resolve([phrase for _, phrase in asked.values()])
    for (line, _), answer in zip(asked.values(), found, strict=True):
        yield ActorPair(line, answer)


def _actor(value: Any, shape: type[A]) -> tuple[str, A]:
    line = converted(lambda: msgspec.convert(value, shape), _ACTOR)
    return line.id, line


def _events(gold: str, answers: str) -> Iterator[tuple[list[Told], list[Told]]]:
    """The events of the gold lines with those of a file of records."""
    asked, given = read_lines(gold, _event_line), read_lines(answers, _event_line)
    for line, answer in matched(gold, asked, answers, given):
        yield told(line), told(answer)


def _coded(gold: str) -> Iterator[tuple[list[Told], list[Told]]]:
    """The events of the gold lines with those that we read in their texts."""
    for _, line, record in read_anew(gold, _event_line, events=True):
        yield told(line), told(line_of(record))


def _quotes(gold: str, answers: str) -> Iterator[tuple[str, QuoteLine, QuoteLine]]:
    """The quotations of the gold lines with those of a file of lines or records."""
    asked, given = read_lines(gold, _quotes_with_text), read_lines(answers, _quote_line)
    for (text, line), answer in matched(gold, asked, answers, given):
        yield text, line, answer


def _heard(gold: str) -> Iterator[tuple[str, QuoteLine, QuoteLine]]:
    """The quotations of the gold lines with those that we read in their texts."""
    for document, line, record in read_anew(gold, _quote_line):
        yield document.text, line, quote_scores.line_of(record)


def _places(gold: str, answers: str) -> Iterator[tuple[PlaceLine, PlaceLine]]:
    """The places of the gold lines with those of a file of lines or records."""
    asked, given = read_lines(gold, _place_line), read_lines(answers, _place_line)
    yield from matched(gold, asked, answers, given)


def _placed(gold: str) -> Iterator[tuple[PlaceLine, PlaceLine]]:
    """The places of the gold lines with those that we read in their texts."""
    for _, line, record in read_anew(gold, _place_line):
        yield line, place_scores.line_of(record)


def _times(gold: str, answers: str) -> Iterator[tuple[TimeLine, TimeLine]]:
    """The times of the gold lines with those of a file of lines or records."""
    yield from matched(gold, read_lines(gold, _time_line), answers, read_lines(answers, _time_line))


def _tagged(gold: str) -> Iterator[tuple[TimeLine, TimeLine]]:
    """The times of the gold lines with those that we read in their texts."""
    for _, line, record in read_anew(gold, _time_line):
        yield line, time_scores.line_of(record)


def read_anew(
    gold: str, line_of: Callable[[Any], tuple[str, T]], *, events: bool = False
) -> Iterator[tuple[Document, T, Record]]:
    """Each gold line's document, the line that ``line_of`` makes of it, and the record of the document.

    All lines are read before the first is coded. Unless ``events`` are wanted, the relation model is not asked.
    """
    from .. import coder
    from ..events import ask_model

    def line_with_document(value: Any) -> tuple[str, tuple[Document, T]]:
        id, line = line_of(value)
        return id, (document_of(value), line)

    asked = read_lines(gold, line_with_document)
    records = coder.code_batch((document for document, _ in asked.values()), ask=ask_model if events else None)
    with progress_bar(gold, "coding" if events else "reading") as progress:
        for done, ((document, line), record) in enumerate(zip(asked.values(), records, strict=True), 1):
            yield document, line, record
            progress.done(done)


def _place_line(value: Any) -> tuple[str, PlaceLine]:
    line = converted(lambda: place_scores.line_of(value), _PLACES)
    return line.id, line


def _time_line(value: Any) -> tuple[str, TimeLine]:
    line = converted(lambda: time_scores.line_of(value), _TIMES)
    return line.id, line


def document_of(value: Any) -> Document:
    """The document of a gold line, its language told or detected. Raises InputError when it has no text."""
    document = document_of_value(value, _WHAT)
    document.language = language_of(document)
    return document


def _quotes_with_text(value: Any) -> tuple[str, tuple[str, QuoteLine]]:
    id, line = _quote_line(value)
    return id, (document_of_value(value, _WHAT).text, line)


def _quote_line(value: Any) -> tuple[str, QuoteLine]:
    line = converted(lambda: quote_scores.line_of(value), _QUOTES)
    return line.id, line


def _relation(value: Any, shape: type[R], plover: bool) -> tuple[str, R]:
    line = converted(lambda: msgspec.convert(value, shape), _RELATION)
    label_of(line.event, plover)
    return line.id, line


def _event_line(value: Any) -> tuple[str, EventLine]:
    line = converted(lambda: line_of(value), _EVENTS)
    for event in line.events:
        label_of(event.event, plover=False)
    return line.id, line


def converted(convert: Callable[[], T], example: str, where: str = _WHAT) -> T:
    """What ``convert`` returns. Raises InputError with the ``example`` when the value does not fit its shape."""
    try:
        return convert()
    except msgspec.ValidationError as error:
        raise InputError(f"{where} does not fit ({error}): write {example}") from None


def read_lines(source: str, item_of: Callable[[Any], tuple[str, T]]) -> dict[str, T]:
    """The items of a file of JSON lines by their ids, in order. Raises InputError at the first line that is none."""
    found: dict[str, T] = {}
    for number, value in iter_values(source, _WHAT):
        try:
            if isinstance(value, InputError):
                raise value
            id, item = item_of(value)
            if id in found:
                raise InputError(f"the id {id!r} stands on an earlier line too: give each line an id of its own")
        except InputError as error:
            raise type(error)(f"{_name(source)}, line {number}: {error}") from None
        found[id] = item
    if not found:
        raise InputError(f"{_name(source)} holds no line: give one JSON object a line")
    return found


def matched(gold: str, asked: dict[str, G], answers: str, given: dict[str, T]) -> Iterator[tuple[G, T]]:
    """Each gold line with its answer. Raises InputError when one has none; answers to other lines are told."""
    missing = [id for id in asked if id not in given]
    if missing:
        raise InputError(
            f"{_name(answers)} has no answer for {len(missing):,} of the {len(asked):,} lines of {_name(gold)}, "
            f"first for the id {missing[0]!r}: answer every line"
        )
    if len(given) > len(asked):
        others = len(given) - len(asked)
        print(f"{plural(others, 'answer')} to no line of the gold left out", file=sys.stderr)
    for id, line in asked.items():
        yield line, given[id]


def _name(source: str) -> str:
    return "standard input" if source == "-" else printable(source)
