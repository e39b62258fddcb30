"""A file of records that only grows: whole records after a killed process, none twice, rotated by size and time.

The file is locked, so that two programs do not mix their records. A batch is one write, and what a full disk left of
it is cut off again; what a killed process left is cut off when the file is next opened.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, cast

from attrs import define, field, frozen

from livetok.errors import SinkError
from livetok.sinks import options as convert
from livetok.sinks.seen import SeenIds

__all__ = ["AppendFile", "RecordFormat", "Rotation", "lock_file"]

_CHUNK: Final = 1 << 20


@frozen(kw_only=True)
class RecordFormat:
    """How records look in a file.

    Attributes:
        terminator: The bytes after each record, which are not within one.
        header: What each file begins with, its terminator included; may be empty.
        start: What each record begins with, as far as that is the same for all.
        id_of: Finds the id in a record; None where there is none, so that it is no record.
    """

    terminator: bytes
    header: bytes
    start: bytes
    id_of: Callable[[bytes], bytes | None]


@frozen(kw_only=True)
class Rotation:
    """When a file is renamed, and a new one begun.

    Attributes:
        size: Bytes that a file has at most, but for a single batch; 0 for no bound.
        seconds: Seconds after which a file is full; 0 for no bound.
        keep: Renamed files that are kept, the oldest are deleted; 0 to keep all.
    """

    size: int
    seconds: float
    keep: int

    @classmethod
    def of(cls, rotate: object, every: object, keep: object) -> Rotation:
        """Read the options of these names; None where they are not given.

        Args:
            rotate: Bytes.
            every: Time.
            keep: Number of files.

        Raises:
            UserError: One is wrong.
        """
        return cls(
            size=0 if rotate is None else convert.size("rotate", rotate),
            seconds=0.0 if every is None else convert.duration("every", every),
            keep=0 if keep is None else convert.whole("keep", keep),
        )


@define(eq=False)
class AppendFile:
    """A file of records, open for appending. All methods block."""

    _path: Path
    _format: RecordFormat
    _rotation: Rotation
    _seen: SeenIds | None
    _file: IO[bytes] | None = None
    _size: int = 0
    _began: float = field(factory=time.time)

    @classmethod
    def open(cls, path: Path, form: RecordFormat, rotation: Rotation, *, unique: bool) -> AppendFile:
        """Open a file, or make it; cut off what a killed process left.

        Args:
            path: The file.
            form: How its records look.
            rotation: When it is renamed.
            unique: Whether records are left out whose id is in the file, or in one that was renamed.

        Raises:
            SinkError: It cannot be written, another program writes it, or it holds something else.
        """
        file = cls(path, form, rotation, SeenIds() if unique else None)
        try:
            file._open()
            if file._seen is not None:
                for older in file._renamed():
                    with older.open("rb") as records:
                        file._seen.add_old(file._ids(records))
                file._seen.settle()
        except OSError as error:
            file.close()
            raise file._failed(error) from error
        except BaseException:
            file.close()
            raise
        return file

    def append(self, records: Iterable[tuple[str, bytes]]) -> None:
        """Write records, but for those that are there; on return they outlive a killed process.

        Args:
            records: Their ids, and their bytes with the terminator.

        Raises:
            SinkError: None of them was written.
        """
        seen = self._seen
        fresh = list(records) if seen is None else [record for record in records if seen.is_new(record[0])]
        if not fresh:
            return
        data = b"".join(record for _, record in fresh)
        try:
            self._rotate(len(data))
            self._write(data)
        except OSError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    # --- one file

    def _open(self) -> None:
        self._file = file = self._path.open("a+b", buffering=0)
        lock_file(file, self._path)
        file.seek(0)
        self._size = self._whole_size(file)
        if self._size < os.fstat(file.fileno()).st_size:
            file.truncate(self._size)
        self._began = os.fstat(file.fileno()).st_mtime if self._size else time.time()
        if not self._size and self._format.header:
            self._write(self._format.header)

    def _whole_size(self, file: IO[bytes]) -> int:
        """Return where the last whole record ends. What is behind it must look like the beginning of a record."""
        header, start, size = self._format.header, self._format.start, os.fstat(file.fileno()).st_size
        head = file.read(max(len(header), len(start)))
        if not _begins(head, header or start):
            raise SinkError(
                f"{self._path} holds something else", hint="name another file; nothing was changed"
            )
        if header and len(head) < len(header):
            return 0
        end = _last_end(file, size, self._format.terminator)
        file.seek(end)
        if not _begins(file.read(len(start)), start):
            raise SinkError(
                f"{self._path} ends with something else", hint="name another file; nothing was changed"
            )
        if self._seen is not None:
            file.seek(0)
            self._seen.add_old(self._ids(file))
        return end

    def _ids(self, file: IO[bytes]) -> Iterator[bytes]:
        """Give the ids of the whole records in a file."""
        rest, terminator, id_of = b"", self._format.terminator, self._format.id_of
        while chunk := file.read(_CHUNK):
            *records, rest = (rest + chunk).split(terminator)
            for record in records:
                if (found := id_of(record)) is not None:
                    yield found

    def _write(self, data: bytes) -> None:
        file = cast("IO[bytes]", self._file)
        view, size = memoryview(data), self._size
        try:
            while view:
                view = view[file.write(view) :]
        except BaseException:
            file.truncate(size)
            raise
        self._size = size + len(data)

    # --- rotation

    def _rotate(self, more: int) -> None:
        rotation, held = self._rotation, self._size - len(self._format.header)
        full = rotation.size and held and self._size + more > rotation.size
        old = rotation.seconds and held and time.time() - self._began >= rotation.seconds
        if not full and not old:
            return
        self.close()
        self._path.rename(self._free_name())
        if rotation.keep:
            for path in self._renamed()[: -rotation.keep]:
                path.unlink(missing_ok=True)
        seen, self._seen = self._seen, None  # it knows all of the new file, which is empty
        try:
            self._open()
        finally:
            self._seen = seen
        self._began = time.time()

    def _free_name(self) -> Path:
        stamp, number = datetime.now(UTC).strftime("%Y%m%dT%H%M%S"), 0
        while True:
            path = self._path.with_name(f"{self._path.stem}.{stamp}-{number:04}{self._path.suffix}")
            if not path.exists():
                return path
            number += 1

    def _renamed(self) -> list[Path]:
        """Return the files that were renamed, oldest first."""
        stem, suffix = re.escape(self._path.stem), re.escape(self._path.suffix)
        pattern = re.compile(rf"{stem}\.[0-9]{{8}}T[0-9]{{6}}-[0-9]{{4}}{suffix}")
        return sorted(path for path in self._path.parent.iterdir() if pattern.fullmatch(path.name))

    def _failed(self, error: OSError) -> SinkError:
        return SinkError(
            f"cannot write {self._path}: {error.strerror}", hint="check the folder, and the space there"
        )


def _begins(text: bytes, wanted: bytes) -> bool:
    """Tell whether a text begins as it should, as far as there is any."""
    return text.startswith(wanted) if len(text) >= len(wanted) else wanted.startswith(text)


def _last_end(file: IO[bytes], size: int, terminator: bytes) -> int:
    """Return the position behind the last terminator; 0 when there is none."""
    end = size
    while end > 0:
        start = max(0, end - _CHUNK)
        file.seek(start)
        position = file.read(end - start).rfind(terminator)
        if position >= 0:
            return start + position + len(terminator)
        if start == 0:
            return 0
        end = start + len(terminator) - 1  # it may lie across
    return 0


def lock_file(file: IO[bytes], path: Path) -> None:
    """Keep other programs of livetok out, until the file is closed; not on Windows.

    Args:
        file: What is locked.
        path: What is written to, for the message.

    Raises:
        SinkError: Another program writes there.
    """
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        hint = "have each program write a file of its own, or all of them one sqlite:FILE"
        raise SinkError(f"another program writes to {path}", hint=hint) from error
