"""Events on a map (GeoJSON, RFC 7946), one feature a happening or a report.

A place known as a country only has no point: its feature's geometry is null, and ``precision`` says so.
"""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from ..ledger import Ledger
from .provenance import provenance
from .rows import FIELDS, table
from .shapes import Field, Format, Options, Outcome

_COORDINATES = ("latitude", "longitude")
PROPERTIES: tuple[Field, ...] = tuple(field for field in FIELDS if field.name not in _COORDINATES)


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    outcome = Outcome()
    target.write(b'{"type":"FeatureCollection","provenance":' + msgspec.json.encode(provenance(ledger)))
    target.write(b',"features":[')
    for row in table(ledger, options):
        values = dict(zip((field.name for field in FIELDS), row, strict=True))
        if values["place"] is None:
            outcome.left_out["without a place"] += 1
            continue
        latitude, longitude = (values.pop(name) for name in _COORDINATES)
        located = latitude is not None and longitude is not None
        feature = {
            "type": "Feature",
            "id": values["id"],
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if located else None,
            "properties": values,
        }
        target.write(b",\n" if outcome.rows else b"\n")
        target.write(msgspec.json.encode(feature))
        outcome.rows += 1
    target.write(b"\n]}\n")
    return outcome


FORMAT = Format("geojson", "events with a place, for QGIS and Leaflet", PROPERTIES, _write, per=True)
