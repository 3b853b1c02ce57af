"""The network of countries (GEXF 1.3, for Gephi): an edge from source to target for all that the one did to the other.

What counts, and in which direction, is as in the dyad counts.
"""

from __future__ import annotations

from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from ..ledger import Ledger
from .counting import MEAN_SCALE, TYPE_FIELDS, Tally, counted
from .provenance import provenance
from .shapes import Field, Format, Options, Outcome
from .tabular import clean

_KINDS = {"integer": "integer", "number": "double"}
FIELDS: tuple[Field, ...] = (
    Field("reports", "integer", "documents that tell the happenings of the edge"),
    MEAN_SCALE,
    Field("first_date", "date", "day of the first happening"),
    Field("last_date", "date", "day of the last happening"),
    *TYPE_FIELDS,
)


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    edges: dict[tuple[str, str], Tally] = {}
    for happening, event, pairs in counted(ledger, options):
        for pair in pairs:
            edges.setdefault(pair, Tally()).add(happening, event)
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
        lines.append(f"<edge id={_quoted(number)} {ends} weight={_quoted(float(edge.total))}>")
        lines.append("<attvalues>")
        for index, value in enumerate(_values(edge)):
            if value is not None:
                lines.append(f"<attvalue for={_quoted(index)} value={_quoted(value)}/>")
        lines += ["</attvalues>", "</edge>"]
    lines += ["</edges>", "</graph>", "</gexf>"]
    target.write("\n".join(lines).encode() + b"\n")
    return Outcome(len(edges))


def _values(edge: Tally) -> list[object]:
    return [edge.reports, edge.mean_scale, edge.first, edge.last, *edge.by_type()]


def _quoted(value: object) -> str:
    return quoteattr(clean(str(value)))


FORMAT = Format("gexf", "the network of countries, for Gephi", FIELDS, _write)
