"""File names out of templates, from values that strangers choose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from livetok.errors import UserError

__all__ = ["FIELDS", "check_template", "fill", "pattern", "safe"]

FIELDS: Final = ("user", "nickname", "title", "room_id", "date", "time", "part")
_FIELD: Final = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_MOMENTS: Final = {"date": "%Y-%m-%d_%H-%M-%S", "time": "%H-%M-%S"}
_FORBIDDEN: Final = re.compile(r'[/\\:*?"<>|{}]')
# Names that Windows keeps for devices, with any suffix, and with spaces before that; superscripts count as digits.
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|\Z)")
_LONGEST: Final = 80  # bytes; a name has 255, and several values must fit


def check_template(template: str) -> None:
    """Check that a template uses known fields only.

    Raises:
        UserError: It does not.
    """
    for name, form in _FIELD.findall(template):
        if name not in FIELDS:
            raise UserError(
                f"the file name has no field {{{name}}}",
                hint=f"fields are {', '.join(f'{{{known}}}' for known in FIELDS)}",
            )
        if form and name not in _MOMENTS:
            raise UserError(
                f"the field {{{name}}} of the file name takes no format",
                hint="only dates and times do, for example {date:%Y%m%d}",
            )


def fill(template: str, values: Mapping[str, str], at: datetime) -> str:
    """Put values into a template; each is made safe first. Fields without a value stay.

    Args:
        template: Fields stand in braces; `{date}` and `{time}` take a format of `strftime` behind a colon.
        values: Text by field.
        at: The moment that `{date}` and `{time}` tell, in local time.
    """

    def value(field: re.Match[str]) -> str:
        name, form = field[1], field[2]
        if name in _MOMENTS:
            return safe(at.astimezone().strftime(form or _MOMENTS[name]))
        return safe(values[name]) if name in values else field[0]

    return _FIELD.sub(value, template)


def pattern(template: str) -> re.Pattern[str]:
    """Return what the names that a template makes look like."""
    parts, at = list[str](), 0
    for field in _FIELD.finditer(template):
        parts += [re.escape(template[at : field.start()]), r"\{part\}" if field[1] == "part" else ".+"]
        at = field.end()
    return re.compile("".join((*parts, re.escape(template[at:]))), re.DOTALL)


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
