"""`jsonl:FILE`: the compact form of an event on each line, with the message's bytes in base64."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from attrs import define

from livetok.sinks.address import SinkAddress
from livetok.sinks.append_file import AppendFile, RecordFormat, Rotation
from livetok.sinks.options import flag
from livetok.sinks.row import Row

__all__ = ["open_writer"]

_ID: Final = re.compile(rb'\{"v":[0-9]+,"id":("(?:[^"\\]|\\.)*")')


def _id_of(record: bytes) -> bytes | None:
    match = _ID.match(record)
    if match is None:
        return None
    return match[1][1:-1] if b"\\" not in match[1] else str(json.loads(match[1])).encode()


_FORMAT: Final = RecordFormat(terminator=b"\n", header=b"", start=b'{"v":', id_of=_id_of)


@define(eq=False)
class JsonLinesWriter:
    """Appends lines to a file."""

    _file: AppendFile
    _data: bool

    def write(self, rows: Sequence[Row]) -> None:
        """Append a line for each row that is not in the file yet."""
        self._file.append((row.id, row.json(data=self._data).encode() + b"\n") for row in rows)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def open_writer(
    address: SinkAddress,
    *,
    rotate: object = None,
    every: object = None,
    keep: object = None,
    data: object = True,
    unique: object = True,
) -> JsonLinesWriter:
    """Open a file, or make it.

    Args:
        address: `jsonl:FILE`.
        rotate: Bytes after which the file is renamed and a new one begun (default: none).
        every: Time after which the same is done (default: none).
        keep: Renamed files that are kept (default: all).
        data: Whether lines hold the message's bytes (default yes).
        unique: Whether events are left out that the file, or a renamed one, holds already (default yes).

    Raises:
        UserError: An option is wrong.
        SinkError: The file cannot be written, is another program's, or holds something else.
    """
    rotation = Rotation.of(rotate, every, keep)
    with_data, is_unique = flag("data", data), flag("unique", unique)
    return JsonLinesWriter(AppendFile.open(address.path, _FORMAT, rotation, unique=is_unique), with_data)
