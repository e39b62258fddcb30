"""Which ids a place holds already, in little memory."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from attrs import define, field

__all__ = ["SeenIds"]

_RECENT: Final = 100_000


@define(eq=False)
class SeenIds:
    """Ids, as digests of 64 bits: of those that are there 8 bytes each, and of the latest new ones.

    A session delivers nothing twice, so among new ids only the latest need to be known: reconnections repeat them.
    """

    _old: array[int] = field(factory=lambda: array("Q"), init=False)
    _recent: dict[int, None] = field(factory=dict[int, None], init=False)

    def add_old(self, ids: Iterable[bytes]) -> None:
        """Add ids that are there; `settle()` comes after the last."""
        self._old.extend(map(_digest, ids))

    def settle(self) -> None:
        """Make ready for questions."""
        self._old = array("Q", sorted(self._old))

    def is_new(self, key: str) -> bool:
        """Tell whether an id is new; from then on it is not."""
        digest = _digest(key.encode())
        if digest in self._recent:
            return False
        position = bisect_left(self._old, digest)
        if position < len(self._old) and self._old[position] == digest:
            return False
        self._recent[digest] = None
        if len(self._recent) > _RECENT:
            del self._recent[next(iter(self._recent))]
        return True


def _digest(key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big")
