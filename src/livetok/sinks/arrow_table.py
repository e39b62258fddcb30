"""Rows as Arrow tables, for the sinks that take them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import Any, Final

from livetok._mixins.compact import COLUMNS
from livetok.sinks.row import Row

__all__ = ["SCHEMA", "pa", "record_batch"]

pa: Final[Any] = import_module("pyarrow")  # it has no types

_TYPES: Final[dict[type, Any]] = {
    str: pa.string(),
    int: pa.int64(),
    bytes: pa.binary(),
    datetime: pa.timestamp("us", tz="UTC"),
}
SCHEMA: Final[Any] = pa.schema([(name, _TYPES[kind]) for name, kind in COLUMNS.items()])


def record_batch(rows: Sequence[Row]) -> Any:
    """Return rows as a record batch.

    Args:
        rows: At least one.
    """
    columns = zip(*(row.values() for row in rows), strict=True)
    arrays = [pa.array(list(values), type=field.type) for values, field in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)
