"""`duckdb:FILE`: a table in a DuckDB database, with the stable id as its key. Rows go in as Arrow tables.

DuckDB keeps rows in an order of its own where some might conflict, so a column `seq` has the order of the events.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import duckdb
from attrs import define

from livetok._mixins.compact import COLUMNS
from livetok.errors import SinkError
from livetok.sinks.address import SinkAddress
from livetok.sinks.arrow_table import pa, record_batch
from livetok.sinks.options import table_name
from livetok.sinks.row import Row

__all__ = ["open_writer"]

_TYPES: Final = {str: "VARCHAR", datetime: "TIMESTAMPTZ", int: "BIGINT", bytes: "BLOB"}


@define(eq=False)
class DuckdbWriter:
    """Writes rows into one table, a transaction a batch."""

    _connection: Any
    _table: str
    _name: str
    _seq: int

    def write(self, rows: Sequence[Row]) -> None:
        """Insert rows; one whose id is there already changes nothing."""
        try:
            numbers = pa.array(range(self._seq + 1, self._seq + 1 + len(rows)), type=pa.int64())
            batch = pa.Table.from_batches([record_batch(rows)]).add_column(0, "seq", numbers)
            self._connection.register("batch", batch)
            self._connection.execute(
                f'INSERT INTO "{self._table}" SELECT * FROM batch ON CONFLICT DO NOTHING'  # noqa: S608 -- checked name
            )
        except duckdb.Error as error:
            raise _failed(self._name, error) from error
        self._seq += len(rows)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def open_writer(address: SinkAddress, *, table: str = "events") -> DuckdbWriter:
    """Open a database, and make the table if there is none.

    Args:
        address: `duckdb:FILE`.
        table: Name of the table (default `events`).

    Raises:
        SinkError: The file cannot be written, is no database, is another program's, or has another table of that name.
    """
    table, path, connection = table_name(table), address.path, None
    columns = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in COLUMNS.items())
    columns = columns.replace('"id" VARCHAR', '"id" VARCHAR PRIMARY KEY')
    try:
        connection = duckdb.connect(str(path))
        connection.execute("SET threads = 1")  # batches are small
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f'CREATE TABLE IF NOT EXISTS "{table}" (seq BIGINT, {columns})')
        present = connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description  # noqa: S608 -- checked name
    except duckdb.Error as error:
        if connection is not None:
            connection.close()
        raise _failed(str(address), error) from error
    if [column[0] for column in present] != ["seq", *COLUMNS]:
        connection.close()
        raise SinkError(f"{address} has another table {table}", hint="name another one: #table=livetok")
    rows: Any = connection.execute(f'SELECT coalesce(max(seq), 0) FROM "{table}"').fetchall()  # noqa: S608 -- checked name
    return DuckdbWriter(connection, table, str(address), rows[0][0])


def _failed(name: str, error: Exception) -> SinkError:
    text = str(error).partition("\n")[0]
    if "lock" in text:
        return SinkError(
            f"{name}: another program writes it", hint="DuckDB lets one program at a time write a file"
        )
    return SinkError(f"{name}: {text}", hint="check the file, its folder, and the space there")
