"""Tables as CSV and Parquet: the same columns, the same values, whichever is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from exporters.measures.columns import Cell, Column, Line

_FEW = 500


def to_csv(known: Sequence[Column], lines: Sequence[Line]) -> bytes:
    """CSV (RFC 4180, UTF-8) with a header line; yes and no are true and false, nothing is an empty field."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in known])
    writer.writerows([[_field(line[column.name]) for column in known] for line in lines])
    return out.getvalue().encode()


def _field(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def to_parquet(known: Sequence[Column], lines: Sequence[Line]) -> bytes:
    """Parquet with one row group; texts as strings, whole numbers as 64 bits, every column may be null.

    The few rows of one worker have no dictionaries: thousands of such files are read a fifth quicker without.
    """
    from arro3.core import Array, DataType, Field, Schema, Table
    from arro3.io import write_parquet

    kinds = {
        "text": DataType.utf8(), "whole": DataType.int64(), "number": DataType.float64(), "yes_no": DataType.bool(),
    }  # fmt: skip
    schema = Schema([Field(column.name, kinds[column.kind], nullable=True) for column in known])
    arrays = [Array([line[column.name] for line in lines], type=kinds[column.kind]) for column in known]
    out = io.BytesIO()
    # Arrow's own copy of the schema would be a quarter of so small a file; the types stand in Parquet's.
    table, is_long = Table.from_arrays(arrays, schema=schema), len(lines) > _FEW
    write_parquet(table, out, skip_arrow_metadata=True, dictionary_enabled=is_long)
    return out.getvalue()
