"""The `livetok` command.

Exit codes: 0 ended normally, 1 anything not listed here, 2 usage, 3 offline or not found, 4 blocked or rate
limited, 5 connection lost, 130 interrupted, 143 terminated. A closed pipe on standard output (`| head`) is a normal
end. What goes wrong is told on standard error, in one line and a hint.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NoReturn

from livetok import __version__
from livetok.cli import capture, common, demo, doctor, gifts, info, migrate, record, replay, simulate, watch
from livetok.cli.failures import exit_code, tell
from livetok.errors import UserError

if TYPE_CHECKING:
    import argparse

__all__ = ["main"]

_COMMANDS: Final = {
    "watch": watch,
    "record": record,
    "capture": capture,
    "info": info,
    "gifts": gifts,
    "doctor": doctor,
    "replay": replay,
    "migrate": migrate,
    "demo": demo,
    "simulate": simulate,
}
_INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: Arguments without the program name; those of the process when left out.
    """
    code = _INTERRUPTED
    try:
        code = _main(list(sys.argv[1:] if argv is None else argv))
    except* KeyboardInterrupt:
        pass  # before the signals are heeded, and where the system has no signals
    return code


def _main(argv: list[str]) -> int:
    try:
        args = _parse(argv)
    except UserError as error:
        tell(error)
        return exit_code(error)
    finally:
        _flush()
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    # imported here: a help text and a mistyped argument are to be answered at once
    import anyio

    from livetok.cli.logs import logging_to_stderr
    from livetok.cli.process import supervise

    with logging_to_stderr(args.verbose):
        return anyio.run(supervise, _COMMANDS[args.command].run, args, backend=args.backend)


def _flush() -> None:
    """Write out what argparse printed, a help text say, while a closed pipe can still be taken for an end."""
    out = sys.__stdout__
    if out is None:
        return
    try:
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = common.Parser(prog="livetok", description="Watch TikTok LIVE rooms from the command line.")
    parser.add_argument("--version", action="version", version=f"livetok {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in _COMMANDS.values():
        command.add_parser(commands)
    for one in commands.choices.values():
        common.add_everywhere(one)
    if not argv:
        parser.print_help()
        raise UserError("which command?", hint=f"one of {', '.join(_COMMANDS)}")
    if not argv[0].startswith("-") and argv[0] not in _COMMANDS:
        _refuse_command(argv[0])
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        _refuse_argument(unknown[0], args.command, commands.choices[args.command].format_help())
    return args


def _refuse_command(name: str) -> NoReturn:
    near = get_close_matches(name, _COMMANDS, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(_COMMANDS)}"
    raise UserError(f"there is no command {name!r}", hint=hint)


def _refuse_argument(name: str, command: str, help_text: str) -> NoReturn:
    near = get_close_matches(name.partition("=")[0], re.findall(r"--[a-z-]+", help_text), n=1)
    hint = f"did you mean {near[0]}?" if near else f"see livetok {command} --help"
    raise UserError(f"{command} does not take {name!r}", hint=hint)
