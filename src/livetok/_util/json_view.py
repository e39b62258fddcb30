"""A tolerant view of parsed JSON: every accessor returns a value of its type, empty where there is none.

TikTok's JSON changes shape without notice: lists where objects were due, null, numbers as text. Readers that
use this view never raise; what is absent or of another type reads as empty.
"""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Json"]

_MILLISECONDS_FROM: Final = 10**11
_WIDEST: Final = 2**63
_ESCAPE: Final = re.compile(r"\\ud[89a-f]", re.IGNORECASE)
_ESCAPE_IN_BYTES: Final = re.compile(
    rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]"
)  # the latter is not UTF-8, and taken for it


class Json:
    """One node of parsed JSON: what the models are built from. Looking into it never raises.

    Attributes:
        value: What the JSON parser gave; None for nothing.
    """

    __slots__ = ("value",)

    def __init__(self, value: object = None) -> None:
        self.value: object = value

    @classmethod
    def parse(cls, text: str | bytes) -> Json:
        """Parse text; anything that is not JSON reads as nothing.

        Args:
            text: JSON, as text or UTF-8.
        """
        try:
            return cls(_clean(json.loads(text), text))
        except (ValueError, RecursionError):
            # ValueError covers broken JSON, broken UTF-8 and numbers with thousands of digits.
            return cls()

    @classmethod
    def leading(cls, text: str) -> Json:
        """Parse the JSON that a text begins with, whatever follows it.

        Args:
            text: Begins with JSON, after spaces.
        """
        try:
            return cls(_clean(json.JSONDecoder().raw_decode(text.lstrip())[0], text))
        except (ValueError, RecursionError):
            return cls()

    @property
    def object(self) -> dict[str, Any]:
        """The node as an object; empty when it is none."""
        return self.value if _is_object(self.value) else {}

    @property
    def items(self) -> list[Json]:
        """The elements of the node as an array; empty when it is none."""
        return [Json(element) for element in self.value] if _is_array(self.value) else []

    def __getitem__(self, key: str) -> Json:
        return Json(self.object.get(key))

    def __contains__(self, key: str) -> bool:
        return key in self.object

    def text(self, *keys: str) -> str:
        """Return the first non-empty text under some keys; a number reads as its digits. Empty when there is none.

        Args:
            *keys: Keys of this object, the preferred one first.
        """
        for value in self._values(keys):
            if isinstance(value, str) and value:
                return value
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _WIDEST:
                return str(value)
        return ""

    def unsigned(self, *keys: str) -> int:
        """Return the first whole number above 0 under some keys, text read as decimal; int64 is the limit.

        Ids, counts, prices and times are never negative; one that is was made to do harm, and reads as nothing.

        Args:
            *keys: Keys of this object, the preferred one first.
        """
        return next((number for value in self._values(keys) if (number := _whole(value)) > 0), 0)

    def integer(self, *keys: str) -> int:
        """Return the first whole number other than 0 under some keys, text read as decimal; int64 is the limit.

        For result codes, which may be negative.

        Args:
            *keys: Keys of this object, the preferred one first.
        """
        return next((number for value in self._values(keys) if (number := _whole(value))), 0)

    def flag(self, *keys: str) -> bool:
        """Whether a value under some keys is true, or a number other than 0.

        Args:
            *keys: Keys of this object.
        """
        return any(value is True or bool(_whole(value)) for value in self._values(keys))

    def moment(self, *keys: str) -> datetime | None:
        """Return a UNIX time under some keys, seconds or milliseconds by its size; None when there is none.

        Args:
            *keys: Keys of this object, the preferred one first.
        """
        number = self.unsigned(*keys)
        try:
            return (
                datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS_FROM else number, UTC)
                if number > 0
                else None
            )
        except (ValueError, OverflowError, OSError):
            return None

    def _values(self, keys: tuple[str, ...]) -> Iterator[object]:
        return (self.object.get(key) for key in keys)


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_array(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _whole(value: object) -> int:
    if isinstance(value, str) and len(value) <= 20:
        digits = value.removeprefix("-")
        value = int(value) if digits.isascii() and digits.isdecimal() else 0
    elif isinstance(value, float) and math.isfinite(value):
        value = int(value)
    return int(value) if isinstance(value, int) and abs(value) < _WIDEST else 0


def _clean(document: Any, source: str | bytes) -> Any:
    """Return a document without half characters, which JSON can spell by escapes: nobody can print or store them."""
    escape = _ESCAPE.search(source) if isinstance(source, str) else _ESCAPE_IN_BYTES.search(source)
    if escape is None:
        return document
    text = json.dumps(document, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return document
