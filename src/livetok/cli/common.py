"""Arguments that several commands take, and what they become."""

from __future__ import annotations

import argparse
import logging
import math
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, NoReturn, Protocol

from livetok.cli.text import harmless
from livetok.errors import UserError
from livetok.options import ConnectOptions, Endpoints, Signer

__all__ = [
    "Commands",
    "Parser",
    "add_connection",
    "add_everywhere",
    "add_stream",
    "connect_options",
    "logging_to_stderr",
    "number",
    "whole",
]

_ENDPOINTS: Final = ("web", "webcast", "websocket", "sign")
_KEY_VARIABLE: Final = "LIVETOK_SIGN_API_KEY"  # keys on command lines are seen by every user of the machine
_LEVELS: Final = (logging.WARNING, logging.INFO, logging.DEBUG)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of ending the process, and takes no half names."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would have printed.

        Raises:
            UserError: Always.
        """
        raise UserError(message, hint=f"see {self.prog} --help")


class Commands(Protocol):
    """Where a command puts its parser: the part of argparse's subparsers that is used here."""

    def add_parser(self, name: str, /, **options: Any) -> argparse.ArgumentParser:
        """Declare a command; `options` are `help`, `description` and the like."""
        ...


def add_everywhere(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes."""
    group = parser.add_argument_group("for every command")
    group.add_argument(
        "--backend", choices=("trio", "asyncio"), default="trio", help="event loop (%(default)s)"
    )
    group.add_argument(
        "--verbose", "-v", action="count", default=0, help="log to standard error; twice for more"
    )
    for name in _ENDPOINTS:
        variable = f"LIVETOK_{name.upper()}"
        group.add_argument(
            f"--endpoint-{name}",
            metavar="URL",
            default=os.environ.get(variable) or None,
            help=f"base URL of another {name} server (or {variable})",
        )


def add_connection(parser: argparse.ArgumentParser) -> None:
    """Add the room, and how to get there."""
    parser.add_argument("user", metavar="@user", help="handle, or a profile or live URL")
    group = parser.add_argument_group("connection")
    group.add_argument("--proxy", metavar="URL", help="http, https, socks5 or socks5h")
    group.add_argument(
        "--signer",
        choices=("direct", "euler"),
        default="direct",
        help="who signs the connection: nobody, or a signature server (%(default)s)",
    )
    group.add_argument(
        "--sign-api-key", metavar="KEY", help=f"key for the signature server (or {_KEY_VARIABLE})"
    )


def add_stream(parser: argparse.ArgumentParser, *, seconds: float | None = None) -> None:
    """Add when to stop and how to print."""
    group = parser.add_argument_group("output")
    default = "" if seconds is None else f" ({seconds:g})"
    group.add_argument(
        "--seconds", metavar="N", type=number, default=seconds, help=f"stop after N seconds{default}"
    )
    group.add_argument("--limit", metavar="N", type=whole(1), help="stop after N events")
    group.add_argument("--json", action="store_true", help="one JSON object a line, and nothing else")


def number(text: str) -> float:
    """Read a number that is greater than zero."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number greater than zero")
    return value


def whole(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `least` on."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if value < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least {least}")
        return value

    return read


def connect_options(args: argparse.Namespace) -> ConnectOptions:
    """Return what `connect()` is called with.

    Raises:
        UserError: An endpoint is not a base URL, or a key has nobody to go to.
    """
    given = {name: url for name in _ENDPOINTS if (url := getattr(args, f"endpoint_{name}"))}
    options: ConnectOptions = {"endpoints": Endpoints(**given)}
    if args.proxy:
        options["proxy"] = args.proxy
    if args.signer == "euler":
        options["signer"] = _euler(args.sign_api_key or os.environ.get(_KEY_VARIABLE, ""))
    elif args.sign_api_key:
        raise UserError("--sign-api-key is for a signature server", hint="add --signer euler")
    return options


def _euler(key: str) -> Signer:
    from livetok.signers import EulerSigner

    return EulerSigner(api_key=key)


class _HarmlessFormatter(logging.Formatter):
    """Log lines quote servers; each line of a record is made safe, a traceback keeps its lines."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(harmless(line) for line in super().format(record).split("\n"))


@contextmanager
def logging_to_stderr(verbosity: int) -> Generator[None]:
    """Log to standard error for a while: warnings, with 1 what happens, with 2 everything."""
    logger = logging.getLogger("livetok")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_HarmlessFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(_LEVELS[min(verbosity, 2)])
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
