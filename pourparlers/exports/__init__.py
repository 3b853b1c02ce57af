"""The ledger in the field's own formats, each with a data dictionary and the versions that made it.

``FORMATS`` names them; one module holds one format. A further format: a module with a ``FORMAT``, and a line here.
"""

from __future__ import annotations

from . import dyads, events_csv, geojson, gexf, ical, parquet, plover, quotes_csv
from .provenance import Provenance, provenance
from .shapes import Field, Format, Options, Outcome

FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        plover.FORMAT,
        events_csv.FORMAT,
        parquet.FORMAT,
        dyads.DAYS,
        dyads.MONTHS,
        geojson.FORMAT,
        gexf.FORMAT,
        ical.FORMAT,
        quotes_csv.FORMAT,
    )
}

__all__ = ["FORMATS", "Field", "Format", "Options", "Outcome", "Provenance", "provenance"]
