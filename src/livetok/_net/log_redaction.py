"""Secrets in other people's logs: httpcore writes whole answer headers, and SOCKS passwords, to its debug log."""

from __future__ import annotations

import logging
import re
from typing import Final

__all__ = ["redact_logs"]

_LOGGERS: Final = ("httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")
_HEADER: Final = re.compile(
    r"""(?i)(\bb'(?:set-cookie|x-set-tt-cookie|x-ms-token)', b)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
)
_LOGIN: Final = re.compile(r"\bauth=\(.*")


def redact_logs() -> None:
    """Put a filter on httpcore's loggers; a second call changes nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_redact)


def _redact(record: logging.LogRecord) -> bool:
    if isinstance(record.msg, str):
        record.msg = _LOGIN.sub("auth=...", _HEADER.sub(r"\1'...'", record.msg))
    return True
