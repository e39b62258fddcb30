"""`parquet:FOLDER`: a file for each host and hour, in a folder for each host.

Parquet files are written whole, at the end of their hour. Until then the rows are in a journal beside them: an Arrow
stream, to which each batch is appended. What a killed process left of journals becomes files when the folder is next
opened. The hour is that in which an event arrived, so a capture that is played again finds the files that hold it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import quote

from attrs import define, field

from livetok._mixins.meta import EPOCH
from livetok.errors import SinkError
from livetok.sinks.address import SinkAddress
from livetok.sinks.append_file import lock_file
from livetok.sinks.arrow_table import SCHEMA, pa, record_batch
from livetok.sinks.row import Row
from livetok.sinks.seen import SeenIds

__all__ = ["folder_name", "open_writer", "read_file"]

pq: Final[Any] = import_module("pyarrow.parquet")

_MOST_OPEN: Final = 64
_LONGEST_NAME: Final = 100
_JOURNAL: Final = ".journal.arrows"
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z")

_Key = tuple[str, str]


@define(eq=False)
class _Part:
    """The rows of one host and hour that are not in a Parquet file yet."""

    journal: Path
    file: IO[bytes]
    stream: Any
    seen: SeenIds
    size: int = 0

    def append(self, rows: Sequence[Row]) -> None:
        """Append a batch; what a full disk left of it is cut off again."""
        fresh = [row for row in rows if self.seen.is_new(row.id)]
        if not fresh:
            return
        try:
            self.stream.write_batch(record_batch(fresh))
        except BaseException:
            self.file.truncate(self.size)
            raise
        self.size = self.file.tell()


@define(eq=False)
class ParquetWriter:
    """Writes rows into journals, and makes Parquet files of them."""

    _folder: Path
    _lock: IO[bytes]
    _parts: dict[_Key, _Part] = field(factory=dict[_Key, _Part], init=False)

    def write(self, rows: Sequence[Row]) -> None:
        """Append the rows to the journals of their hosts and hours; finish those of hours that are over."""
        groups: dict[_Key, list[Row]] = {}
        for row in rows:
            groups.setdefault(_key(row), []).append(row)
        try:
            for key, members in groups.items():
                self._part(key).append(members)
            now = max(hour for _, hour in groups)
            for key in [key for key in self._parts if key[1] < now and key not in groups]:
                self._finish(key)
        except (OSError, pa.ArrowException) as error:
            raise _failed(self._folder, error) from error

    def close(self) -> None:
        """Make Parquet files of all journals.

        Raises:
            SinkError: The disk is full, say; then the journals remain, and become files when the folder is next opened.
        """
        try:
            for key in list(self._parts):
                self._finish(key)
        except (OSError, pa.ArrowException) as error:
            raise _failed(self._folder, error) from error
        finally:
            for part in self._parts.values():
                part.file.close()
            self._lock.close()

    def recover(self) -> None:
        """Make Parquet files of the journals that a killed process left."""
        for journal in sorted(self._folder.glob(f"*/.*{_JOURNAL}")):
            _convert(journal)

    def _part(self, key: _Key) -> _Part:
        part = self._parts.get(key)
        if part is not None:
            return part
        while len(self._parts) >= _MOST_OPEN:
            self._finish(next(iter(self._parts)))
        host, hour = key
        folder = self._folder / host
        folder.mkdir(exist_ok=True)
        journal = folder / f".{hour}{_JOURNAL}"
        file = journal.open("wb", buffering=0)
        try:
            part = _Part(journal, file, pa.ipc.new_stream(file, SCHEMA), _ids_in(folder, hour))
        except BaseException:
            file.close()
            raise
        part.size = file.tell()
        self._parts[key] = part
        return part

    def _finish(self, key: _Key) -> None:
        part = self._parts[key]
        part.file.close()
        _convert(part.journal)
        del self._parts[key]


def open_writer(address: SinkAddress) -> ParquetWriter:
    """Open a folder, or make it; what a killed process left becomes files first.

    Args:
        address: `parquet:FOLDER`.

    Raises:
        SinkError: The folder cannot be written to, or another program writes to it.
    """
    folder = address.path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".livetok.lock").open("ab")
        try:
            lock_file(lock, folder)
            writer = ParquetWriter(folder, lock)
            writer.recover()
        except BaseException:
            lock.close()
            raise
    except (OSError, pa.ArrowException) as error:
        raise _failed(folder, error) from error
    return writer


def folder_name(host: str) -> str:
    """Return a name for the folder of a host that no file system takes for something else.

    Args:
        host: A handle, as a server or a file has it: anything.
    """
    name = quote(host.lower().encode(errors="replace"), safe="").replace("~", "%7E")
    if name.startswith("."):
        name = f"%2E{name[1:]}"
    if _RESERVED.match(name) or name.endswith("."):
        name = f"{name}_"
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}-{hashlib.sha256(host.encode(errors='replace')).hexdigest()[:16]}"
    return name or "_"


def read_file(path: Path, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Give the rows of a Parquet file, as dicts of some of their columns.

    Args:
        path: The file.
        names: The columns.

    Raises:
        SinkError: It is damaged, or lacks one of them.
    """
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=list(names)):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise SinkError(f"cannot read {path}: {error}", hint="name what a sink of livetok wrote") from error


def _key(row: Row) -> _Key:
    moment = row.at or EPOCH
    host = row.compact.get("host") or f"room-{row.compact.get('room', '0')}"
    return folder_name(host), f"{moment:%Y-%m-%dT%H}"


def _ids_in(folder: Path, hour: str) -> SeenIds:
    """Return the ids in the files of one hour."""
    seen = SeenIds()
    for path in sorted(folder.glob(f"{hour}-*.parquet")):
        ids: Any = pq.read_table(path, columns=["id"], partitioning=None).column("id")
        seen.add_old(key.encode() for key in ids.to_pylist())
    seen.settle()
    return seen


def _convert(journal: Path) -> None:
    """Make a Parquet file of a journal, and remove it. The file appears under its name only when it is whole."""
    if any(True for _ in _batches(journal)):
        path = _free_name(journal)
        growing = path.with_name(f".{path.name}.part")
        try:
            with pq.ParquetWriter(growing, SCHEMA, compression="zstd") as writer:
                for table in _joined(_batches(journal)):
                    writer.write_table(table)
            with growing.open("rb+") as file:
                os.fsync(file.fileno())
            growing.rename(path)
        except BaseException:
            growing.unlink(missing_ok=True)
            raise
    journal.unlink()


def _batches(journal: Path) -> Iterator[Any]:
    """Give the batches of a journal, up to where a killed process stopped."""
    with journal.open("rb") as file:
        try:
            stream = pa.ipc.open_stream(file)
            while True:
                yield stream.read_next_batch()
        except (StopIteration, pa.ArrowInvalid, EOFError, OSError):
            return


def _joined(batches: Iterator[Any], rows: int = 50_000) -> Iterator[Any]:
    """Give batches as tables of some size: many small row groups make a large file."""
    held: list[Any] = []
    for batch in batches:
        held.append(batch)
        if sum(map(len, held)) >= rows:
            yield pa.Table.from_batches(held).combine_chunks()
            held = []
    if held:
        yield pa.Table.from_batches(held).combine_chunks()


def _free_name(journal: Path) -> Path:
    hour, number = journal.name.removesuffix(_JOURNAL).removeprefix("."), 0
    while (path := journal.with_name(f"{hour}-{number:04}.parquet")).exists():
        number += 1
    return path


def _failed(folder: Path, error: OSError | Exception) -> SinkError:
    why = getattr(error, "strerror", None) or str(error)
    return SinkError(f"cannot write to {folder}: {why}", hint="check the folder, and the space there")
