"""Errors as a command prints them: two lines on standard error, and an exit code."""

from __future__ import annotations

import re
import sys
from typing import Final

from livetok.cli.text import harmless
from livetok.errors import (
    AgeRestricted,
    Blocked,
    ConnectionLost,
    LiveError,
    RateLimited,
    RoomEnded,
    RoomError,
    SessionRequired,
    UserError,
    UserOffline,
)

__all__ = ["command_hint", "exit_code", "in_command_language", "print_error"]

_CODES: Final = ((UserError, 2), (RoomError, 3), (Blocked, 4), (ConnectionLost, 5))
_LOG_IN: Final = "log in: --cookies FILE of a browser, or --session-id and --target-idc"
# Hints are written for programs. What they say in Python is said here as arguments of the command.
_PHRASES: Final = (
    (re.compile(r"pass session=Session\([^)]*\)( of a logged-in user)?"), _LOG_IN),
    (re.compile(r"\bwatch\(\)"), "livetok watch --wait"),
    (re.compile(r"\b(proxy|language)='?([^\s']+)'?"), r"--\1 \2"),
    (re.compile(r"pass (an )?ssl_context\b"), "name a file of certificates in SSL_CERT_FILE"),
    (re.compile(r", or a client that looks like a browser \(option http\)"), ""),
    (re.compile(r"add a second signer, or connect without one"), "or leave --signer out"),
    (re.compile(r"\buse a signer\b"), "use --signer euler"),
    (re.compile(r"\bpass a signer that signs requests, such as EulerSigner\([^)]*\)"), "use --signer euler"),
    (re.compile(r"see (stale_timeout|ws_timeout)"), "check the network; livetok doctor @user looks closer"),
    (re.compile(r"live\.record\(\"([^\"]*)\"\)"), r"-o \1"),
    (re.compile(r", or pass format="), ""),
    (re.compile(r"check the option params, or "), ""),
)


def exit_code(error: LiveError) -> int:
    """Return the exit code that stands for a failure."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), 1)


def in_command_language(text: str) -> str:
    """Return a hint, or a text that quotes one, with arguments of the command in place of Python."""
    for phrase, words in _PHRASES:
        text = phrase.sub(words, text)
    return text


def command_hint(error: LiveError) -> str:
    """Return what to do, in the language of the command line; empty when nobody knows."""
    if isinstance(error, UserOffline | RoomEnded) and error.user:
        return f"livetok watch @{error.user} --wait waits for the next broadcast"
    if isinstance(error, SessionRequired | AgeRestricted):
        return _LOG_IN
    hint = in_command_language(error.hint)
    if isinstance(error, RateLimited) and (wait := _wait(error)):
        hint = f"{wait}: {hint}" if hint else wait
    return hint


def _wait(error: RateLimited) -> str:
    if error.retry_after:
        return f"wait {error.retry_after:.0f} s"
    return f"wait until {error.reset_at.astimezone():%Y-%m-%d %H:%M:%S}" if error.reset_at else ""


def print_error(error: LiveError) -> None:
    """Print a failure on standard error: what happened, and what to do."""
    lines = [f"livetok: {harmless(str(error)) or type(error).__name__}"]
    if hint := command_hint(error):
        lines.append(f"hint: {harmless(hint)}")
    print(*lines, sep="\n", file=sys.stderr)
