"""Control characters in text from outside: found, and escaped so that they can only show, not act.

A server can put anything into a close reason or an error message: escape sequences that repaint a terminal, line
breaks that fake a line in a log, direction overrides that turn the rest of it around. The joiners of emoji and of many
scripts look similar and stay. Imports nothing of livetok, since the errors use it.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CONTROL_CHARACTERS", "escape_controls"]

CONTROL_CHARACTERS: Final = re.compile(
    "["
    r"\x00-\x1f\x7f-\x9f"  # control characters, escape among them
    r"\u2028\u2029"  # line and paragraph separator
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, overrides, isolates
    r"\ufeff\ufff9-\ufffb\ud800-\udfff"  # byte order mark, annotations, halves of pairs
    "]"
)


def escape_controls(text: str) -> str:
    """Return text with each control character written out as in a Python literal."""
    return CONTROL_CHARACTERS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
