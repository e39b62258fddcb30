"""`sqlite:FILE`: a table in a SQLite database, with the stable id as its key."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Final

from attrs import define

from livetok._mixins.compact import COLUMNS, flatten
from livetok.errors import SinkError, SinkUnavailable
from livetok.sinks.address import SinkAddress
from livetok.sinks.options import table_name
from livetok.sinks.row import Row

__all__ = ["open_writer"]

_TYPES: Final = {str: "TEXT", datetime: "TEXT", int: "INTEGER", bytes: "BLOB"}
_BUSY_SECONDS: Final = 2.0
# Rows of one statement, at most: the driver lets other threads have their turn at each statement, which costs.
_MOST_ROWS: Final = 500


@define(eq=False)
class SqliteWriter:
    """Writes rows into one table, a transaction a batch."""

    _connection: sqlite3.Connection
    _table: str
    _name: str

    def write(self, rows: Sequence[Row]) -> None:
        """Insert rows; one whose id is there already changes nothing."""
        most = self._connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // len(COLUMNS)
        size = min(most, _MOST_ROWS)
        try:
            with self._connection:
                for start in range(0, len(rows), size):
                    few = rows[start : start + size]
                    values = tuple(chain.from_iterable(map(_values, few)))
                    self._connection.execute(_insertion(self._table, len(few)), values)
        except sqlite3.Error as error:
            raise _failed(self._name, error) from error

    def close(self) -> None:
        """Close the database; SQLite then empties its log into it."""
        self._connection.close()


def open_writer(address: SinkAddress, *, table: str = "events") -> SqliteWriter:
    """Open a database, and make the table if there is none.

    Args:
        address: `sqlite:FILE`.
        table: Name of the table (default `events`).

    Raises:
        SinkError: The file cannot be written, is no database, or has another table of that name.
    """
    table, path = table_name(table), address.path
    columns = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in COLUMNS.items())
    columns = columns.replace('"id" TEXT', '"id" TEXT NOT NULL PRIMARY KEY')
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        with connection:
            connection.execute(f'CREATE TABLE IF NOT EXISTS "{table}" ({columns})')
        # Has a table that is there already all that?
        connection.execute(f"EXPLAIN {_insertion(table, 1)}", [None] * len(COLUMNS))
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise _failed(str(address), error) from error
    return SqliteWriter(connection, table, str(address))


@lru_cache(maxsize=4)
def _insertion(table: str, rows: int) -> str:
    """Return the statement that inserts so many rows."""
    names, marks = ", ".join(f'"{name}"' for name in COLUMNS), ", ".join("?" * len(COLUMNS))
    values = ", ".join([f"({marks})"] * rows)
    return f'INSERT INTO "{table}" ({names}) VALUES {values} ON CONFLICT("id") DO NOTHING'  # noqa: S608 -- checked names


def _values(row: Row) -> tuple[object, ...]:
    moment = None if row.at is None else f"{row.at.isoformat(timespec='milliseconds')[:-6]}Z"
    return flatten(row.compact, moment, row.data)


def _failed(name: str, error: sqlite3.Error) -> SinkError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return SinkUnavailable(
            f"{name}: another program keeps the database locked", hint="have it end its transaction"
        )
    hints = {
        "readonly": "make the file and its folder writable",
        "unable to open": "check that the folder exists and may be written to",
        "not a database": "name another file",
        "disk is full": "make room, and play the capture again: nothing is stored twice",
        "full": "make room, and play the capture again: nothing is stored twice",
        "ON CONFLICT": "it has a table of that name already; name another one: #table=livetok",
        "no column": "it has a table of that name already; name another one: #table=livetok",
    }
    hint = next((hint for words, hint in hints.items() if words in text), "check the file")
    return SinkError(f"{name}: {text}", hint=hint)
