"""`csv:FILE`: the columns of an event on each line, in the form of RFC 4180."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from attrs import define

from livetok._mixins.compact import COLUMNS
from livetok.sinks.address import SinkAddress
from livetok.sinks.append_file import AppendFile, RecordFormat, Rotation
from livetok.sinks.options import flag
from livetok.sinks.row import Row

__all__ = ["open_writer"]

_END: Final = "\r\n"
_HEADER: Final = (",".join(COLUMNS) + _END).encode()
_FORMULA: Final = ("=", "+", "-", "@", "\t")


def _id_of(record: bytes) -> bytes | None:
    if record + _END.encode() == _HEADER:
        return None
    if not record.startswith(b'"'):
        return record.partition(b",")[0]
    return next(csv.reader([record.decode()]))[0].encode()


# Fields hold no CR, so that CR LF is the end of a record and nothing else.
_FORMAT: Final = RecordFormat(terminator=_END.encode(), header=_HEADER, start=b"", id_of=_id_of)


@define(eq=False)
class CsvWriter:
    """Appends records to a file."""

    _file: AppendFile
    _data: bool
    _spreadsheet: bool

    def write(self, rows: Sequence[Row]) -> None:
        """Append a record for each row that is not in the file yet."""
        self._file.append((row.id, self._record(row)) for row in rows)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _record(self, row: Row) -> bytes:
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator=_END).writerow([self._cell(value) for value in row.values()])
        return line.getvalue().encode()

    def _cell(self, value: object) -> object:
        match value:
            case str():
                text = value.replace("\r\n", "\n").replace("\r", "\n")
                return f"'{text}" if self._spreadsheet and text.startswith(_FORMULA) else text
            case bytes():
                return base64.b64encode(value).decode() if self._data else ""
            case datetime():
                return f"{value.isoformat(timespec='milliseconds')[:-6]}Z"
            case _:
                return value


def open_writer(
    address: SinkAddress,
    *,
    rotate: object = None,
    every: object = None,
    keep: object = None,
    data: object = True,
    spreadsheet: object = False,
    unique: object = True,
) -> CsvWriter:
    """Open a file, or make it.

    Args:
        address: `csv:FILE`.
        rotate: Bytes after which the file is renamed and a new one begun (default: none).
        every: Time after which the same is done (default: none).
        keep: Renamed files that are kept (default: all).
        data: Whether the column `data` holds the message's bytes, in base64 (default yes).
        spreadsheet: Whether texts that a spreadsheet would take for a formula have an apostrophe before them
            (default no).
        unique: Whether events are left out that the file, or a renamed one, holds already (default yes).

    Raises:
        UserError: An option is wrong.
        SinkError: The file cannot be written, is another program's, or holds something else.
    """
    rotation = Rotation.of(rotate, every, keep)
    with_data, for_spreadsheet = flag("data", data), flag("spreadsheet", spreadsheet)
    file = AppendFile.open(address.path, _FORMAT, rotation, unique=flag("unique", unique))
    return CsvWriter(file, with_data, for_spreadsheet)
