"""`postgresql://...`: a table in PostgreSQL, with the stable id as its key, in the order of the events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import psycopg
from attrs import define, field

from livetok._mixins.compact import COLUMNS
from livetok.errors import SinkError, SinkUnavailable
from livetok.sinks.address import SinkAddress
from livetok.sinks.options import table_name
from livetok.sinks.row import Row

__all__ = ["open_writer"]

_TYPES: Final = {str: "text", datetime: "timestamptz", int: "bigint", bytes: "bytea"}
_CONNECT_SECONDS: Final = 5
_STATEMENT_MILLISECONDS: Final = 60_000
_NAMES: Final = ", ".join(f'"{name}"' for name in COLUMNS)
# Classes of SQLSTATE after which the same rows may well be taken: connection, resources, interventions, rollbacks.
_LATER: Final = ("08", "53", "57", "40", "55")
_NOT_LATER: Final = frozenset({"53100"})  # the disk is full
_HINTS: Final = {
    "42": "it may not be written to, or has a table of that name already; name another: #table=livetok",
    "53": "make room there",
}
# What libpq says of a login has no SQLSTATE.
_REFUSALS: Final = {
    "authentication failed": "check user and password",
    "no password": "write the password into the URL, or into ~/.pgpass",
    "pg_hba.conf": "the server lets nobody in from here: see its pg_hba.conf",
    "does not exist": "make the database, or the user, first: createdb, createuser",
}


@define(eq=False)
class PostgresqlWriter:
    """Copies rows into a temporary table and from there into the real one, a transaction a batch."""

    _address: SinkAddress
    _table: str
    _connection: psycopg.Connection[Any] | None = field(default=None, init=False)

    def write(self, rows: Sequence[Row]) -> None:
        """Insert rows; one whose id is there already changes nothing.

        Raises:
            SinkUnavailable: The server cannot be reached, or is shutting down.
            SinkError: It refuses.
        """
        try:
            connection = self._connection or self.connect()
            with connection.transaction(), connection.cursor() as cursor:
                with cursor.copy(f"COPY pg_temp.livetok_batch ({_NAMES}) FROM STDIN".encode()) as copy:
                    for row in rows:
                        copy.write_row([_storable(value) for value in row.values()])
                cursor.execute(self._insertion)
        except psycopg.Error as error:
            self.close()
            raise self._failed(error) from error

    def close(self) -> None:
        """Close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def connect(self) -> psycopg.Connection[Any]:
        """Connect, and make the tables.

        Raises:
            SinkError: The server cannot be reached, or refuses.
        """
        try:
            self._connection = connection = psycopg.connect(
                self._address.url,
                connect_timeout=_CONNECT_SECONDS,
                autocommit=True,
                application_name="livetok",
            )
            present = connection.execute("SELECT to_regclass(%s)", (f'"{self._table}"',)).fetchone()
            for statement in self._preparations(is_there=present is not None and present[0] is not None):
                connection.execute(statement.encode())
        except psycopg.Error as error:
            self.close()
            raise self._failed(error) from error
        return connection

    @property
    def _insertion(self) -> bytes:
        batch = f"SELECT {_NAMES} FROM pg_temp.livetok_batch ORDER BY position"  # noqa: S608 -- our own names
        return f'INSERT INTO "{self._table}" ({_NAMES}) {batch} ON CONFLICT (id) DO NOTHING'.encode()

    def _preparations(self, *, is_there: bool) -> Iterator[str]:
        """Give what is done with a new connection. Who may not make tables may still write to one that is there."""
        columns = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in COLUMNS.items())
        position = "bigint GENERATED ALWAYS AS IDENTITY"
        yield f"SET statement_timeout = {_STATEMENT_MILLISECONDS}"
        yield "SET client_min_messages = warning"
        if not is_there:
            keyed = columns.replace('"id" text', '"id" text PRIMARY KEY')
            yield f'CREATE TABLE IF NOT EXISTS "{self._table}" (seq {position}, {keyed})'
        yield f"CREATE TEMPORARY TABLE livetok_batch (position {position}, {columns}) ON COMMIT DELETE ROWS"
        yield f"EXPLAIN {self._insertion.decode()}"  # does the table have all that?

    def _failed(self, error: psycopg.Error) -> SinkError:
        state = error.sqlstate or ""
        text = self._without_secrets(str(error).strip().partition("\n")[0]) or type(error).__name__
        if not state and ("URI" in text or "connection option" in text):  # which quotes it
            hint = "percent-encode what has a meaning in URLs; behind the ? stand options of libpq"
            return SinkError(f"{self._address}: libpq cannot read the URL", hint=hint)
        refused = "" if state else next((hint for words, hint in _REFUSALS.items() if words in text), "")
        is_lost = isinstance(error, psycopg.OperationalError) and not state and not refused
        if is_lost or (state.startswith(_LATER) and state not in _NOT_LATER):
            return SinkUnavailable(f"{self._address}: {text}", hint="check that PostgreSQL runs there")
        hint = refused or _HINTS.get(state[:2], "check the URL and the database")
        return SinkError(f"{self._address}: {text}", hint=hint)

    def _without_secrets(self, text: str) -> str:
        """Messages about a URL quote it."""
        parts = urlsplit(self._address.url)
        for secret in filter(
            None, (self._address.url, parts.query, parts.password, unquote(parts.password or ""))
        ):
            text = text.replace(secret, "...")
        return text


def open_writer(address: SinkAddress, *, table: str = "events") -> PostgresqlWriter:
    """Connect, and make the table if there is none.

    Args:
        address: `postgresql://[user[:password]@]host[:port]/database[?sslmode=require]`, as libpq reads it.
        table: Name of the table (default `events`).

    Raises:
        SinkError: The server cannot be reached, or refuses.
    """
    writer = PostgresqlWriter(address, table_name(table))
    try:
        writer.connect()
    except UnicodeError as error:
        raise SinkError(
            f"{address}: the URL cannot be read", hint="percent-encode what is no ASCII"
        ) from error
    return writer


def _storable(value: object) -> object:
    """PostgreSQL's texts hold no zero bytes."""
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value
