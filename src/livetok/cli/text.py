"""Foreign text, made safe for terminals and for JSON lines, and kept in its place by direction isolates.

Anybody can put anything into a nickname: escape sequences that repaint the screen, line breaks that fake a line of
ours, direction overrides that turn the rest of it around. The joiners of emoji and of many scripts look similar and
stay.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from livetok._util.control_characters import CONTROL_CHARACTERS

__all__ = ["ISOLATE", "ISOLATE_END", "escaped", "harmless", "isolated"]

_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029 ]+")
_LONGEST: Final = 400
ISOLATE: Final = "\u2068"  # first strong isolate: what follows has a direction of its own
ISOLATE_END: Final = "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


def harmless(text: str, *, limit: int = _LONGEST) -> str:
    """Return text as one line of at most `limit` characters that can only show, not act."""
    line = CONTROL_CHARACTERS.sub("\ufffd", _BREAKS.sub(" ", text[: 4 * limit])).strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def isolated(text: str) -> str:
    """Return harmless text such that its direction does not reach what stands beside it.

    A terminal that reorders text takes a whole row for one paragraph: a name in Arabic would pull the column beside it
    to its other side. Text without letters that run from right to left needs no isolate and gets none.
    """
    runs_left = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
    return f"{ISOLATE}{text}{ISOLATE_END}" if runs_left else text


def escaped(line: str) -> str:
    """Return a line of JSON in which no character can act; it still means the same."""
    return CONTROL_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
