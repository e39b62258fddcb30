"""The logger of release 6 and 7: named `TikTokLive`, with a handler of its own, since programs write to it, too."""

from __future__ import annotations

import logging
import sys
from enum import Enum
from typing import Any, ClassVar, Final, TextIO

__all__ = ["LogLevel", "TikTokLiveLogHandler"]

_NAME: Final = "TikTokLive"


class LogLevel(Enum):
    """Levels; `.value` is the number that `logging` has for them."""

    CRITICAL = logging.CRITICAL
    ERROR = logging.ERROR
    WARNING = logging.WARNING
    INFO = logging.INFO
    DEBUG = logging.DEBUG
    NOTSET = logging.NOTSET


class TikTokLiveLogHandler(logging.StreamHandler[Any]):
    """Writes records of the logger to standard error."""

    LOGGER_NAME: ClassVar[str] = _NAME

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__(stream or sys.stderr)
        self.setFormatter(logging.Formatter("[%(name)s] %(levelname)s %(module)s:%(lineno)d -- %(message)s"))

    @classmethod
    def get_logger(cls, level: LogLevel | int | None = None, stream: TextIO | None = None) -> logging.Logger:
        """Return the logger; the first call gives it a handler and the level ERROR.

        Args:
            level: Its level from now on; None leaves it as it is.
            stream: Where the first call has its records written; None is standard error.
        """
        logger = logging.getLogger(_NAME)
        if not any(isinstance(handler, cls) for handler in logger.handlers):
            logger.addHandler(cls(stream))
            logger.propagate = False
            if logger.level == logging.NOTSET:
                logger.setLevel(logging.ERROR)
        if level is not None:
            logger.setLevel(level.value if isinstance(level, LogLevel) else level)
        return logger
