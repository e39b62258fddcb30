"""Bodies of HTTP responses: decompression within a size limit, whatever the peer sends."""

from __future__ import annotations

import zlib
from typing import Final

from livetok.errors import NetworkError

__all__ = ["ANSWER_HINT", "Body"]

ANSWER_HINT: Final = "something between you and the server mangles answers, or it is not the server you think"

# Compressions whose output can be bounded while they are undone.
_PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})


class Body:
    """Puts an answer together: decompressed, and never longer than the limit."""

    def __init__(self, *, encoding: str, limit: int) -> None:
        self._encoding = encoding
        self._limit = limit
        self._unpacker = zlib.decompressobj(wbits=47) if encoding in _PACKED else None
        self._whole = bytearray()
        self._problem = "" if encoding in _PACKED | {"", "identity"} else f"is packed as {encoding[:20]!r}"

    def feed(self, chunk: bytes) -> bool:
        """Take the next bytes as received; false when more of them are of no use."""
        if not self._problem:
            try:
                self._whole += self._unpack(chunk)
            except zlib.error:
                self._problem = "is damaged"
        if len(self._whole) > self._limit:
            self._problem = f"is longer than {self._limit} bytes"
        return not self._problem

    def _unpack(self, chunk: bytes) -> bytes:
        if self._unpacker is None:
            return chunk
        return self._unpacker.decompress(chunk, max_length=self._limit + 1 - len(self._whole))

    def whole(self) -> bytes:
        """All of it.

        Raises:
            NetworkError: It is too long, damaged or cut short.
        """
        if not self._problem and self._whole and self._unpacker is not None and not self._unpacker.eof:
            self._problem = "is cut short"
        if self._problem:
            raise NetworkError(f"the answer {self._problem}", hint=ANSWER_HINT, stage="http")
        return bytes(self._whole)
