"""Arguments that several commands take, and what they become."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol

from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok.options import ConnectOptions, Endpoints, Session, Signer

__all__ = [
    "Commands",
    "Parser",
    "add_connection",
    "add_everywhere",
    "add_nats",
    "add_network",
    "add_plain",
    "add_sinks",
    "add_stream",
    "connect_options",
    "is_for_programs",
    "number",
    "port",
    "whole",
]

_ENDPOINTS: Final = ("web", "webcast", "websocket", "sign")
_LAST_PORT: Final = 65_535


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of ending the process, and takes no half names."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def options(self) -> Iterator[argparse.Action]:
        """Give the options, in the order of the help text."""
        return (action for action in self._actions if action.option_strings)

    def positionals(self) -> Iterator[argparse.Action]:
        """Give the arguments without a name."""
        return (action for action in self._actions if not action.option_strings)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would have printed.

        Raises:
            UserError: Always.
        """
        raise UserError(message, hint=f"see {self.prog} --help")


class Commands(Protocol):
    """Where a command puts its parser: the part of argparse's subparsers that is used here."""

    def add_parser(self, name: str, /, **options: Any) -> Parser:
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
    group.add_argument(
        "--config",
        metavar="FILE",
        help="read options from FILE instead of livetok.toml and ~/.config/livetok/config.toml",
    )
    for name in _ENDPOINTS:
        group.add_argument(
            f"--endpoint-{name}",
            metavar="URL",
            help=f"base URL of another {name} server (or LIVETOK_{name.upper()})",
        )


def add_connection(parser: argparse.ArgumentParser, *, several: bool = False, optional: bool = False) -> None:
    """Add the room, or the rooms, and how to get there."""
    what = "handle, or a profile or live URL"
    if several:
        parser.add_argument("users", metavar="@user", nargs="*" if optional else "+", help=what)
    else:
        parser.add_argument("user", metavar="@user", help=what)
    add_network(parser)


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add how to get to rooms."""
    group = parser.add_argument_group("connection")
    group.add_argument("--proxy", metavar="URL", help="http, https, socks5 or socks5h")
    group.add_argument(
        "--signer",
        choices=("direct", "euler"),
        default="direct",
        help="who signs the connection: nobody, or a signature server (%(default)s)",
    )
    # Secrets on command lines are seen by every user of the machine, hence the variables and the file.
    group.add_argument(
        "--sign-api-key", metavar="KEY", help="key for the signature server (or LIVETOK_SIGN_API_KEY)"
    )
    group.add_argument(
        "--sign-jwt-key",
        metavar="KEY",
        help="short-lived key in place of the other (or LIVETOK_SIGN_JWT_KEY)",
    )
    group.add_argument(
        "--session-id", metavar="ID", help="cookie sessionid of a logged-in user (or LIVETOK_SESSION_ID)"
    )
    group.add_argument(
        "--target-idc", metavar="NAME", help="cookie tt-target-idc of that user (or LIVETOK_TARGET_IDC)"
    )
    group.add_argument(
        "--cookies",
        metavar="FILE",
        help="take these two from a cookies.txt in Netscape form (or LIVETOK_COOKIES)",
    )


def add_nats(parser: argparse.ArgumentParser) -> None:
    """Add where the NATS server is."""
    parser.add_argument(
        "--nats",
        metavar="URL",
        default="nats://127.0.0.1:4222",
        help="NATS server with JetStream; several with commas between them (%(default)s)",
    )


def add_stream(parser: argparse.ArgumentParser, *, seconds: float | None = None) -> None:
    """Add when to stop and how to print."""
    group = parser.add_argument_group("output")
    default = "" if seconds is None else f" ({seconds:g})"
    group.add_argument(
        "--seconds", metavar="N", type=number, default=seconds, help=f"stop after N seconds{default}"
    )
    group.add_argument("--limit", metavar="N", type=whole(1), help="stop after N events")
    form = group.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line, and nothing else")
    form.add_argument(
        "--compact", action="store_true", help="the same with what most programs need of an event"
    )


def add_sinks(parser: argparse.ArgumentParser) -> None:
    """Add where events are to be kept, beside being shown."""
    parser.add_argument(
        "--to",
        metavar="URL",
        action="append",
        default=[],
        help="keep the events there, too: sqlite:FILE, jsonl:FILE, csv:FILE, parquet:FOLDER, duckdb:FILE, "
        "postgresql://..., nats://..., https://... (docs/sinks.md); repeatable",
    )


def is_for_programs(args: argparse.Namespace) -> bool:
    """Tell whether JSON lines have standard output to themselves."""
    return bool(args.json or args.compact)


def add_plain(parser: Parser) -> None:
    """Add the choice between a screen and lines; for commands that show one room."""
    parser.add_argument(
        "--plain",
        action="store_true",
        help="lines instead of a screen, on a terminal; others get lines anyway",
    )


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


def port(text: str) -> int:
    """Read the number of a port; 0 stands for a free one."""
    value = whole(0)(text)
    if value > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no port")
    return value


def connect_options(args: argparse.Namespace) -> ConnectOptions:
    """Return what `connect()` is called with.

    Raises:
        UserError: An endpoint is not a base URL, a key has nobody to go to, or the session is not complete.
    """
    options: ConnectOptions = {"endpoints": _endpoints(args)}
    if args.proxy:
        options["proxy"] = args.proxy
    if args.signer == "euler":
        options["signer"] = _euler(args.sign_api_key or "", args.sign_jwt_key or "")
    for name in ("sign_api_key", "sign_jwt_key"):
        if args.signer != "euler" and getattr(args, name) and name not in args.settings:
            flag = f"--{name.replace('_', '-')}"
            raise UserError(f"{flag} is for a signature server", hint="add --signer euler")
    if (session := _session(args)) is not None:
        options["session"] = session
    return options


def _endpoints(args: argparse.Namespace) -> Endpoints:
    from attrs import evolve

    from livetok.options import Endpoints

    given = {name: url for name in _ENDPOINTS if (url := getattr(args, f"endpoint_{name}"))}
    return evolve(Endpoints.from_environment(), **given)


def _euler(api_key: str, jwt_key: str) -> Signer:
    from livetok.signers import EulerSigner

    return EulerSigner(api_key=api_key, jwt_key=jwt_key)


def _session(args: argparse.Namespace) -> Session | None:
    """Return the session that is given, by itself or in a file of cookies."""
    from livetok.cli.cookies import read_cookies
    from livetok.options import Session

    cookies = read_cookies(args.cookies) if args.cookies else {}
    session_id = args.session_id or cookies.get("sessionid", "")
    target_idc = args.target_idc or cookies.get("tt-target-idc", "")
    if args.cookies and not session_id:
        raise UserError(
            f"{args.cookies} holds no valid cookie sessionid of tiktok.com",
            hint="log in to tiktok.com in the browser, and export its cookies again",
        )
    if session_id and not target_idc:
        raise UserError(
            "a session needs its data centre, too",
            hint="add --target-idc with the value of the cookie tt-target-idc, for example useast1a",
        )
    if target_idc and not session_id:
        if "target_idc" in args.settings:
            return None
        raise UserError("--target-idc is for a session", hint="add --session-id, or use --cookies FILE")
    return Session(session_id=session_id, target_idc=target_idc) if session_id else None
