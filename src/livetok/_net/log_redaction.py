"""Secrets in logs: httpcore writes whole answer headers and SOCKS passwords, httpx URLs that may be secret."""

from __future__ import annotations

import logging
import re
from typing import Final
from urllib.parse import urlsplit

__all__ = ["hide_paths", "redact_logs", "shown_url"]

_LOGGERS: Final = ("httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")
_HEADER: Final = re.compile(
    r"""(?i)(\bb'(?:set-cookie|x-set-tt-cookie|x-ms-token)', b)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
)
_LOGIN: Final = re.compile(r"\bauth=\(.*")


_hidden: Final[set[str]] = set()


def hide_paths(url: str) -> None:
    """Keep paths of a server out of logs from now on: those of webhooks are passwords.

    Args:
        url: A URL of that server.
    """
    _hidden.add(_origin(url))


def shown_url(url: str) -> str:
    """Return what a log may show of a URL: no user, no query, and no path where that is hidden.

    Args:
        url: The URL.
    """
    parts = urlsplit(url)
    return _origin(url) + ("" if _origin(url) in _hidden else parts.path)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def redact_logs() -> None:
    """Put filters on the loggers of httpcore and httpx; a second call changes nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_redact)
    logging.getLogger("httpx").addFilter(_hide_url)


def _hide_url(record: logging.LogRecord) -> bool:
    """Change the URL in httpx's line about a request, which is its second argument."""
    if isinstance(record.args, tuple) and len(record.args) > 1 and _origin(str(record.args[1])) in _hidden:
        record.args = (record.args[0], shown_url(str(record.args[1])), *record.args[2:])
    return True


def _redact(record: logging.LogRecord) -> bool:
    if isinstance(record.msg, str):
        record.msg = _LOGIN.sub("auth=...", _HEADER.sub(r"\1'...'", record.msg))
    return True
