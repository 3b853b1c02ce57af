"""The small parts that pages are made of: an entity, a date, an event's codes, quoted words, a list cut short."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from ..record import Entity, Event, Span, Statement, spoken
from .console import line
from .safe import one_line

UNDATED = "date unknown"
_DATE_FROM = {"stated": "stated", "inferred": "reckoned", "publication": "day of publication"}


def entity_text(entity: Entity | None) -> Text:
    """``Lloyd Austin (USA, secretary of defense, GOV MIL)``; a dash for nobody."""
    if entity is None:
        return Text("–")
    sectors = " ".join(code for code in (entity.sector, *entity.other_sectors) if code)
    details = [one_line(part) for part in (entity.country, entity.office, sectors) if part]
    name = one_line(entity.name, 100)
    tail = f" ({', '.join(details)})" if details else ""
    return line((name, "actor"), tail)


def entities_text(entities: Sequence[Entity]) -> Text:
    """Several entities with commas; a dash for none."""
    if not entities:
        return Text("–")
    return Text(", ").join([entity_text(entity) for entity in entities])


def date_text(date: str | None, date_from: str | None = None, enddate: str | None = None) -> str:
    """``2022-05-13 (stated)``; a missing date is said to be missing."""
    if not date:
        return UNDATED
    until = f" to {enddate}" if enddate and enddate != date else ""
    source = f" ({_DATE_FROM.get(date_from, date_from)})" if date_from else ""
    return one_line(f"{date}{until}{source}")


def flags(event: Event) -> list[str]:
    """What makes an event less than a new fact: negated, hypothetical, historical, future."""
    found = [name for name in ("negated", "hypothetical", "historical") if getattr(event, name)]
    return [*found, "future"] if event.tense == "future" else found


def code_text(event: Event) -> Text:
    """``REQUEST/yield`` with its flags."""
    text = line((one_line("/".join([event.event, *event.mode])), "code"))
    for flag in flags(event):
        text.append(f" [{flag}]", style="flag")
    return text


def event_head(event: Event) -> Text:
    """``ASSAULT  Russia (RUS) → Ukraine (UKR)``: codes, then who to whom; without recipients no arrow."""
    head = line(code_text(event), "  ", entities_text(event.actor))
    return line(head, " → ", entities_text(event.recipient)) if event.recipient else head


def channel_text(channel: str) -> str:
    """``phone``; an unknown channel is said to be unknown."""
    return channel if channel != "unknown" else "channel unknown"


def first_of(names: Sequence[str], most: int, limit: int = 80) -> str:
    """``a, b and 3 more``: the first ``most`` of the names, each cut to ``limit``."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(one_line(name, limit) for name in names[:most]) + more


def quoted(text: str, spans: Sequence[Span], limit: int = 0) -> Text:
    """The words of ``text`` at ``spans`` between guillemets, parts joined by an ellipsis, cut to ``limit``."""
    words = " … ".join(part for part in (one_line(text[start:end]) for start, end in spans) if part)
    return line("« ", (one_line(words, limit), "quote"), " »") if words else Text("")


def statement_head(statement: Statement, towards: Sequence[Entity] = ()) -> Text:
    """``John Kirby (USA, …) → Putin (RUS, …)``; without an addressee whom it is directed at, ``towards``."""
    head = entity_text(statement.speaker) if statement.speaker else Text("speaker unknown")
    others = [statement.addressee] if statement.addressee is not None else towards
    return line(head, " → ", entities_text(others)) if others else head


def statement_details(statement: Statement) -> str:
    """Act, kind, medium and date of a statement on one line; « believe, not said » of acts of the mind."""
    act = statement.act if spoken(statement) else f"{statement.act}, not said"
    parts = (act, statement.kind, statement.medium, statement.date)
    return one_line(" · ".join(part for part in parts if part))
