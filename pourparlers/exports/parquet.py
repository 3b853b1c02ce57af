"""Events as Parquet, typed, for pandas, Arrow, DuckDB and Spark. Needs pyarrow (the extra ``tables``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from ..errors import InputError
from ..ledger import Ledger
from .provenance import provenance
from .rows import FIELDS, Value, table
from .shapes import Format, Options, Outcome

# Rows in memory at once, and in one group of the file.
_ROWS = 20_000


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(
            "Parquet needs pyarrow, which is not installed: pip install 'pourparlers[tables]', or use events-csv"
        ) from None
    meanings = {field.name: field.meaning for field in FIELDS}
    schema = pyarrow.schema(
        [
            pyarrow.field(field.name, _type(pyarrow, field.kind), metadata={"meaning": field.meaning})
            for field in FIELDS
        ],
        metadata={
            "provenance": msgspec.json.encode(provenance(ledger)).decode(),
            "data_dictionary": json.dumps(meanings, ensure_ascii=False),
        },
    )
    rows = table(ledger, options)
    count = 0
    with pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        while chunk := list(islice(rows, _ROWS)):
            writer.write_table(pyarrow.table(list(_columns(chunk)), schema=schema))
            count += len(chunk)
    return Outcome(count)


def _columns(rows: list[list[Value]]) -> Iterator[list[Value]]:
    for number, field in enumerate(FIELDS):
        values = [row[number] for row in rows]
        # Dates are text: some are a month or a year only.
        yield [float(value) for value in values] if field.name == "event_scale" else values  # type: ignore[arg-type]


def _type(pyarrow: Any, kind: str) -> Any:
    return {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "truth": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }.get(kind, pyarrow.string())


FORMAT = Format("parquet", "the same as Parquet (needs pyarrow)", FIELDS, _write, per=True)
