"""What delivered messages do about damage: nested messages read as empty, text that is not UTF-8 with U+FFFD."""

from __future__ import annotations

import logging
from collections.abc import Callable

from livetok.errors import DecodeError

__all__ = ["BadText", "OnDamage", "log_damage", "read_text"]

_log = logging.getLogger("livetok.codec")

OnDamage = Callable[[type, DecodeError], None]
"""Is told the class of a damaged nested message, and what is wrong with it."""


class BadText(str):
    """Text that is not UTF-8: U+FFFD in place of the bad bytes; encoding it gives the bytes as they came.

    Attributes:
        raw: The bytes.
    """

    __slots__ = ("raw",)

    raw: bytes


def read_text(raw: bytes) -> str:
    """Return text; what is not UTF-8 becomes a `BadText`."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        text = BadText(raw.decode(errors="replace"))
        text.raw = raw
        return text


def log_damage(message_class: type, error: DecodeError, level: int = logging.WARNING) -> None:
    """Log that a nested message is damaged; the sink of messages that belong to no session."""
    _log.log(level, "a nested %s is damaged and reads as empty: %s", message_class.__name__, error)
