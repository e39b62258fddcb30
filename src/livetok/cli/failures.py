"""Errors as a command tells them: two lines on standard error, and an exit code."""

from __future__ import annotations

import sys
from typing import Final

from livetok.cli.text import harmless
from livetok.errors import Blocked, ConnectionLost, LiveError, RoomError, UserError

__all__ = ["exit_code", "tell"]

_CODES: Final = ((UserError, 2), (RoomError, 3), (Blocked, 4), (ConnectionLost, 5))


def exit_code(error: LiveError) -> int:
    """Return the exit code that stands for a failure."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), 1)


def tell(error: LiveError) -> None:
    """Print a failure on standard error: what happened, and what to do."""
    lines = [f"livetok: {harmless(str(error)) or type(error).__name__}"]
    if error.hint:
        lines.append(f"hint: {harmless(error.hint)}")
    print(*lines, sep="\n", file=sys.stderr)
