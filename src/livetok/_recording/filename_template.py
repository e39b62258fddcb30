"""File names out of templates, from values that strangers choose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from livetok.errors import UserError

__all__ = ["FIELDS", "check_template", "fill", "moment", "safe"]

FIELDS: Final = ("user", "title", "date", "part")
_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_FORBIDDEN: Final = re.compile(r'[/\\:*?"<>|{}]')
# Names that Windows keeps for devices, with any suffix.
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)")
_LONGEST: Final = 80  # bytes; a name has 255, and several values must fit


def check_template(template: str) -> None:
    """Check that a template uses known fields only.

    Raises:
        UserError: It does not.
    """
    for name in _FIELD.findall(template):
        if name not in FIELDS:
            raise UserError(
                f"the file name has no field {{{name}}}",
                hint=f"fields are {', '.join(f'{{{one}}}' for one in FIELDS)}",
            )


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a template; each is made safe first. Fields without a value stay."""
    return _FIELD.sub(lambda found: safe(values[found[1]]) if found[1] in values else found[0], template)


def moment(at: datetime) -> str:
    """Write a time so that names sort by it."""
    return at.astimezone().strftime("%Y-%m-%d_%H-%M-%S")


def safe(text: str) -> str:
    """Make a text usable as part of a file name on every system.

    Letters of all scripts and emoji stay. What separates paths, means something to a system, or cannot be seen
    does not.
    """
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", text))
    text = "".join(c for c in text if not unicodedata.category(c).startswith("C") or c == "\u200d")
    text = " ".join(text.split())
    text = text.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return f"_{text}" if _DEVICES.match(text) else text or "untitled"
