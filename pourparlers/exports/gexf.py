"""The network of countries (GEXF 1.3, for Gephi): an edge from source to target for all that the one did to the other.

What counts, and in which direction, is as in the dyad counts.
"""

from __future__ import annotations

from collections import Counter
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from ..ledger import Ledger
from .dyads import TYPES, counts, dyads
from .provenance import provenance
from .rows import fullest
from .shapes import Field, Format, Options, Outcome
from .tabular import clean

_KINDS = {"integer": "integer", "number": "double"}
FIELDS: tuple[Field, ...] = (
    Field("reports", "integer", "documents that tell the happenings of the edge"),
    Field("mean_scale", "number", "mean score on the PLOVER scale (-10 to 10)"),
    Field("first_date", "date", "day of the first happening"),
    Field("last_date", "date", "day of the last happening"),
    *(Field(name.lower(), "integer", f"happenings of the type {name}") for name in TYPES),
)


class _Edge:
    """All that one country did to another; the weight is the number of happenings."""

    def __init__(self) -> None:
        self.types: Counter[str] = Counter()
        self.reports = 0
        self.scale = 0.0
        self.dates: list[str] = []

    def add(self, type: str, scale: float, date: str | None, reports: int) -> None:
        self.types[type] += 1
        self.scale += scale
        self.reports += reports
        if date:
            self.dates = [min([date, *self.dates]), max([date, *self.dates])]

    def values(self) -> list[object]:
        first, last = self.dates or (None, None)
        mean = round(self.scale / self.types.total(), 4)
        return [self.reports, mean, first, last, *(self.types[name] for name in TYPES)]


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    edges: dict[tuple[str, str], _Edge] = {}
    for happening, accounts in ledger.happenings(type=options.type, since=options.since, until=options.until):
        row = fullest(accounts)
        if counts(row.event):
            for pair in dyads(row):
                told = (row.event.event, row.event.event_scale, happening.date, len(happening.documents))
                edges.setdefault(pair, _Edge()).add(*told)
    made = provenance(ledger)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        "<meta>",
        f"<creator>{made.code}; {made.codebook}; {made.model}</creator>",
        "<description>who did what to whom, between countries: happenings, not reports</description>",
        "</meta>",
        '<graph defaultedgetype="directed" mode="static">',
        '<attributes class="edge" mode="static">',
    ]
    for number, field in enumerate(FIELDS):
        kind = _KINDS.get(field.kind, "string")
        lines.append(f"<attribute id={_quoted(number)} title={_quoted(field.name)} type={_quoted(kind)}/>")
    lines += ["</attributes>", "<nodes>"]
    for country in sorted({country for pair in edges for country in pair}):
        lines.append(f"<node id={_quoted(country)} label={_quoted(country)}/>")
    lines += ["</nodes>", "<edges>"]
    for number, (pair, edge) in enumerate(sorted(edges.items(), key=lambda item: item[0])):
        ends = f"source={_quoted(pair[0])} target={_quoted(pair[1])}"
        lines.append(f"<edge id={_quoted(number)} {ends} weight={_quoted(float(edge.types.total()))}>")
        lines.append("<attvalues>")
        for index, value in enumerate(edge.values()):
            if value is not None:
                lines.append(f"<attvalue for={_quoted(index)} value={_quoted(value)}/>")
        lines += ["</attvalues>", "</edge>"]
    lines += ["</edges>", "</graph>", "</gexf>"]
    target.write("\n".join(lines).encode() + b"\n")
    return Outcome(len(edges))


def _quoted(value: object) -> str:
    return quoteattr(clean(str(value)))


FORMAT = Format("gexf", "gexf", "the network of countries, for Gephi", FIELDS, _write)
