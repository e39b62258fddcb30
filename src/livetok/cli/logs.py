"""The library's log on standard error, for `--verbose`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from livetok.cli.failures import in_command_language
from livetok.cli.text import harmless

__all__ = ["logging_to_stderr"]

_LEVELS: Final = (logging.WARNING, logging.INFO, logging.DEBUG)


# Without --verbose what is logged is news for the person who waits, and looks like the command's other messages.
_BRIEF: Final = "livetok: %(message)s"
_FULL: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _HarmlessFormatter(logging.Formatter):
    """Log lines quote servers; each line of a record is made safe, a traceback keeps its lines."""

    def format(self, record: logging.LogRecord) -> str:
        text = in_command_language(super().format(record))
        return "\n".join(harmless(line) for line in text.split("\n"))


@contextmanager
def logging_to_stderr(verbosity: int) -> Generator[None]:
    """Log to standard error for a while: warnings, with 1 what happens, with 2 everything."""
    logger = logging.getLogger("livetok")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_HarmlessFormatter(_FULL if verbosity else _BRIEF))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(_LEVELS[min(verbosity, 2)])
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
