"""Reading back what sinks of files wrote: the columns of each event, whatever kind of file it is in."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from livetok._capture.file_format import is_capture
from livetok._mixins.compact import COLUMNS, flatten
from livetok.errors import SinkError, UserError
from livetok.sinks.options import table_name

__all__ = ["is_capture_file", "read_stored"]

_Rows = Iterator[dict[str, Any]]
_HEAD: Final = 64
_NAMES: Final = [name for name in COLUMNS if name != "data"]
_INTEGERS: Final = frozenset(name for name, kind in COLUMNS.items() if kind is int)


def is_capture_file(path: Path) -> bool:
    """Tell whether a file is a capture, which `livetok.replay()` plays.

    Args:
        path: The file.

    Raises:
        SinkError: It cannot be read.
    """
    return not path.is_dir() and is_capture(_head(path))


def read_stored(path: Path, *, table: str = "events") -> _Rows:
    """Give the events in a file that a sink wrote, or in a folder of Parquet files, as dicts of their columns.

    `data` is left out, and `at` is a `datetime`. The kind of file is known by its first bytes. Blocks.

    Args:
        path: The file or folder.
        table: Name of the table, in a database (default `events`).

    Raises:
        SinkError: It cannot be read, or holds something else.
        UserError: A package is missing.
    """
    try:
        for row in _reader(path, table_name(table))():
            moment = row.get("at")
            yield {
                **row,
                "at": datetime.fromisoformat(moment)
                if isinstance(moment, str) and moment
                else moment or None,
            }
    except (OSError, ValueError, KeyError, TypeError, csv.Error, sqlite3.Error) as error:
        if isinstance(error, UserError):
            raise
        raise SinkError(f"cannot read {path}: {error}", hint="name what a sink of livetok wrote") from error


def _reader(path: Path, table: str) -> Callable[[], _Rows]:
    if path.is_dir():
        return lambda: _parquet(sorted(path.rglob("*.parquet")))
    head = _head(path)
    if head.startswith(b"SQLite format 3\0"):
        return lambda: _sqlite(path, table)
    if head.startswith(b"PAR1"):
        return lambda: _parquet([path])
    if head[8:12] == b"DUCK":
        return lambda: _duckdb(path, table)
    if head.startswith(b"id,type,at,"):
        return lambda: _csv(path)
    if head.startswith(b'{"v":'):
        return lambda: _jsonl(path)
    raise SinkError(f"{path} holds no events", hint="name what a sink of livetok wrote, or a capture")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise SinkError(f"cannot read {path}: {error.strerror}", hint="check the name") from error


def _sqlite(path: Path, table: str) -> _Rows:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        names = ", ".join(f'"{name}"' for name in _NAMES)
        for row in connection.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid'):  # noqa: S608 -- checked name
            yield dict(zip(_NAMES, row, strict=True))


def _duckdb(path: Path, table: str) -> _Rows:
    _need("duckdb")
    import duckdb

    names = ", ".join(f'"{name}"' for name in _NAMES)
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            rows: Any = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY seq')  # noqa: S608 -- checked name
            while part := rows.fetchmany(10_000):
                for row in part:
                    yield dict(zip(_NAMES, row, strict=True))
    except duckdb.Error as error:
        raise SinkError(
            f"cannot read {path}: {str(error).partition(chr(10))[0]}", hint="is it in use?"
        ) from error


def _parquet(paths: list[Path]) -> _Rows:
    _need("parquet", "pyarrow")
    from livetok.sinks.parquet import read_file

    for path in paths:
        yield from read_file(path, _NAMES)


def _csv(path: Path) -> _Rows:
    csv.field_size_limit(sys.maxsize)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values: dict[str, Any] = {name: row[name] or None for name in _NAMES}
            for name in _INTEGERS:
                values[name] = None if values[name] is None else int(values[name])
            yield values


def _jsonl(path: Path) -> _Rows:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if not line.endswith("\n"):  # is being written
                return
            form = json.loads(line)
            values = dict(zip(COLUMNS, flatten(form, None, b""), strict=True))
            yield {**{name: values[name] for name in _NAMES}, "at": form.get("at")}


def _need(extra: str, package: str = "") -> None:
    if find_spec(package or extra) is None:
        raise UserError(
            f"this file needs the package {package or extra}", hint=f"pip install 'livetok[{extra}]'"
        )
