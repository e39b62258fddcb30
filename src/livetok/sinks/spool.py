"""Batches on disk while what they go to cannot be reached: a small SQLite database for each address.

A batch is stored whole, so that it is sent again with the same rows, and therefore with the same idempotency key. The
process that uses a spool holds its lock; what a killed process left is taken over by the next sink for that address.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, cast

from attrs import define

from livetok.errors import SinkError
from livetok.sinks.row import Row

__all__ = ["Spool", "batch_key", "default_folder"]

_MOST_FILES: Final = 64
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS batches "
    "(number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, rows INTEGER, body TEXT)"
)


def default_folder() -> Path:
    """Return where spools are kept: beside what other programs keep of their state."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/AppData/Local")  # noqa: PTH111 -- Path.home() raises
    else:
        base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")  # noqa: PTH111
    return Path(base, "livetok", "spool")


def batch_key(rows: Sequence[Row]) -> str:
    """Return what names a batch: the id of its only row, or a digest of the ids of all.

    Args:
        rows: At least one.
    """
    if len(rows) == 1:
        return rows[0].id
    return hashlib.sha256("\n".join(row.id for row in rows).encode()).hexdigest()


@define(eq=False)
class Spool:
    """Batches that wait, oldest first. All methods block; one thread at a time may be in them.

    Attributes:
        rows: Rows that wait.
    """

    _folder: Path
    _name: str
    _connection: sqlite3.Connection | None = None
    _path: Path | None = None
    rows: int = 0

    @classmethod
    def open(cls, folder: Path, scheme: str, url: str) -> Spool:
        """Take over what earlier processes left for an address; a file is made only once there is something to keep.

        Args:
            folder: Where spools are.
            scheme: Scheme of the address.
            url: The address. It goes into the name of the file as a digest alone, since it may hold a password.

        Raises:
            SinkError: What is there cannot be read.
        """
        spool = cls(folder, f"{scheme}-{hashlib.sha256(url.encode()).hexdigest()[:16]}")
        try:
            for path in sorted(folder.glob(f"{spool._name}*.db")) if folder.is_dir() else ():
                spool._take_over(path)
        except (OSError, sqlite3.Error) as error:
            raise spool._failed(error) from error
        return spool

    def append(self, rows: Sequence[Row]) -> None:
        """Keep a batch; on return it is on disk.

        Args:
            rows: The batch.

        Raises:
            SinkError: The disk is full, or cannot be written to.
        """
        body = json.dumps([row.to_list() for row in rows], ensure_ascii=False, separators=(",", ":"))
        try:
            connection = self._connection or self._create()
            with connection:
                added = connection.execute(
                    "INSERT INTO batches (key, rows, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (batch_key(rows), len(rows), body),
                )
        except (OSError, sqlite3.Error) as error:
            raise self._failed(error) from error
        self.rows += len(rows) if added.rowcount else 0

    def oldest(self) -> tuple[int, list[Row]] | None:
        """Return the number and the rows of the batch that waits longest; None when there is none.

        Raises:
            SinkError: It cannot be read.
        """
        if self._connection is None or not self.rows:
            return None
        try:
            batch = self._connection.execute(
                "SELECT number, body FROM batches ORDER BY number LIMIT 1"
            ).fetchone()
            return batch and (batch[0], [Row.from_list(parts) for parts in json.loads(batch[1])])
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise self._failed(error) from error

    def remove(self, number: int) -> None:
        """Forget a batch that was written.

        Args:
            number: As `oldest()` gave it.

        Raises:
            SinkError: The spool cannot be written to.
        """
        connection = cast("sqlite3.Connection", self._connection)
        try:
            with connection:
                (rows,) = connection.execute(
                    "SELECT rows FROM batches WHERE number = ?", (number,)
                ).fetchone()
                connection.execute("DELETE FROM batches WHERE number = ?", (number,))
        except sqlite3.Error as error:
            raise self._failed(error) from error
        self.rows -= rows

    def close(self) -> None:
        """Close the file, and remove it when nothing waits."""
        if self._connection is None:
            return
        self._connection.close()
        self._connection = None
        if not self.rows and self._path is not None:
            self._path.unlink(missing_ok=True)

    def __str__(self) -> str:
        return str(self._path or self._folder)

    def _create(self) -> sqlite3.Connection:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for number in range(_MOST_FILES):
            path = self._folder / f"{self._name}-{number:02}.db"
            if (connection := _locked(path)) is not None:
                self._connection, self._path = connection, path
                self.rows += _count(connection)
                return connection
        raise OSError(None, f"{_MOST_FILES} programs keep rows for this address")

    def _take_over(self, path: Path) -> None:
        connection = _locked(path)
        if connection is None:  # its process lives
            return
        if self._connection is None:
            self._connection, self._path, self.rows = connection, path, _count(connection)
            return
        try:
            with self._connection:
                self._connection.executemany(
                    "INSERT INTO batches (key, rows, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    connection.execute("SELECT key, rows, body FROM batches ORDER BY number"),
                )
        finally:
            connection.close()
        self.rows = _count(self._connection)
        path.unlink()

    def _failed(self, error: Any) -> SinkError:
        why = getattr(error, "strerror", None) or str(error)
        return SinkError(
            f"the spool {self} failed: {why}",
            hint="make room there, or name another folder: #spool=FOLDER; #spool=no keeps nothing on disk",
        )


def _locked(path: Path) -> sqlite3.Connection | None:
    """Open a database that nobody else has open, and keep others out; None when somebody has."""
    connection = sqlite3.connect(path, timeout=0, check_same_thread=False)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        with connection:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute(_SCHEMA)
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            return None
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _count(connection: sqlite3.Connection) -> int:
    (rows,) = connection.execute("SELECT coalesce(sum(rows), 0) FROM batches").fetchone()
    return int(rows)
