"""Options of sinks. They come as text, behind the `#` of a URL, or as values, from a program: these read both."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from livetok.errors import UserError

__all__ = ["duration", "flag", "size", "table_name", "whole"]

_FLAGS: Final[Mapping[object, bool]] = {
    True: True, "yes": True, "true": True, "on": True, "1": True,
    False: False, "no": False, "false": False, "off": False, "0": False,
}  # fmt: skip
_SECONDS: Final[Mapping[str, float]] = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_BYTES: Final[Mapping[str, int]] = {"": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}


def flag(name: str, value: object) -> bool:
    """Read a switch.

    Args:
        name: Name of the option.
        value: True, False, or a word for it.

    Raises:
        UserError: It is neither.
    """
    word = value.lower() if isinstance(value, str) else value
    if isinstance(word, str | bool) and word in _FLAGS:
        return _FLAGS[word]
    raise UserError(f"the option {name} is {value!r}, and must be yes or no", hint=f"for example {name}=yes")


def whole(name: str, value: object, *, least: int = 1) -> int:
    """Read a whole number.

    Args:
        name: Name of the option.
        value: The number, or its digits.
        least: The smallest that is fine.

    Raises:
        UserError: It is none, or too small.
    """
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise UserError(
            f"the option {name} is {value!r}, and must be a whole number of at least {least}",
            hint=f"for example {name}={max(least, 100)}",
        )
    return value


def duration(name: str, value: object) -> float:
    """Read a length of time in seconds: `0.5`, `30s`, `5m`, `1h`, `1d`.

    Args:
        name: Name of the option.
        value: The number of seconds, or text.

    Raises:
        UserError: It is no such thing, or not more than 0.
    """
    seconds = value
    if isinstance(value, str) and (match := re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)([smhd]?)", value)):
        seconds = float(match[1]) * _SECONDS[match[2]]
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not 0 < seconds < math.inf:
        raise UserError(
            f"the option {name} is {value!r}, and must be a length of time", hint=f"for example {name}=1h"
        )
    return seconds


def size(name: str, value: object) -> int:
    """Read a number of bytes: `4096`, `100MB`, `1GB`.

    Args:
        name: Name of the option.
        value: The number, or text.

    Raises:
        UserError: It is no such thing, or not more than 0.
    """
    amount = value
    if isinstance(value, str) and (match := re.fullmatch(r"([0-9]{1,15})((?:[KMG]B)?)", value.upper())):
        amount = int(match[1]) * _BYTES[match[2]]
    if not isinstance(amount, int) or isinstance(amount, bool) or amount <= 0:
        raise UserError(
            f"the option {name} is {value!r}, and must be a number of bytes", hint=f"for example {name}=100MB"
        )
    return amount


def table_name(value: object) -> str:
    """Read the name of a table, which stands in statements as it is.

    Args:
        value: The name.

    Raises:
        UserError: It is not made of ASCII letters, digits and underscores.
    """
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,62}", value):
        raise UserError(
            f"the option table is {value!r}, and must be made of letters, digits and underscores",
            hint="for example table=events",
        )
    return value
