"""The parser of the whole command, built from its subcommands."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final, NoReturn

from livetok import __version__
from livetok.cli import (
    capture,
    common,
    completion,
    demo,
    doctor,
    export,
    fleet,
    gifts,
    info,
    inspect,
    migrate,
    overlay,
    record,
    replay,
    settings,
    simulate,
    stats,
    watch,
    worker,
)
from livetok.errors import UserError

__all__ = ["COMMANDS", "build_parser", "parse_arguments"]

# Those that run in an event loop; the completion of the shell does not.
COMMANDS: Final = {
    "watch": watch,
    "record": record,
    "capture": capture,
    "info": info,
    "gifts": gifts,
    "doctor": doctor,
    "replay": replay,
    "export": export,
    "stats": stats,
    "migrate": migrate,
    "inspect": inspect,
    "overlay": overlay,
    "demo": demo,
    "simulate": simulate,
    "worker": worker,
    "fleet": fleet,
}
_EPILOG: Final = (
    "Every option can stand in livetok.toml, in ~/.config/livetok/config.toml, or in the environment "
    "(LIVETOK_PROXY for --proxy)."
)


def build_parser() -> tuple[common.Parser, dict[str, common.Parser]]:
    """Return the parser, and those of the subcommands by name."""
    parser = common.Parser(
        prog="livetok", description="Watch TikTok LIVE rooms from the command line.", epilog=_EPILOG
    )
    parser.add_argument("--version", action="version", version=f"livetok {__version__}")
    subparsers = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", parser_class=common.Parser
    )
    for command in (*COMMANDS.values(), completion):
        command.add_parser(subparsers)
    for subparser in subparsers.choices.values():
        common.add_everywhere(subparser)
    return parser, subparsers.choices


def parse_arguments(argv: list[str]) -> argparse.Namespace:
    """Read the arguments of a command, with defaults from the environment and the configuration files.

    In the result `settings` names the options that have such a default, whether it was used or not.

    Raises:
        UserError: An argument or a setting is wrong; the hint names the nearest one.
        SystemExit: A help text or the version was asked for, and printed.
    """
    parser, subparsers = build_parser()
    if not argv:
        parser.print_help()
        raise UserError("which command?", hint=f"one of {', '.join(subparsers)}")
    command = argv[0]
    if not command.startswith("-") and command not in subparsers:
        _refuse_command(command, subparsers)
    configured = frozenset[str]()
    if command in subparsers and not {"-h", "--help"} & set(argv):
        configured = settings.apply_settings(argv, command, subparsers)
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        _refuse_argument(unknown[0], command, subparsers[command].format_help())
    args.settings = configured
    return args


def _refuse_command(name: str, known: Collection[str]) -> NoReturn:
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(known)}"
    raise UserError(f"there is no command {name!r}", hint=hint)


def _refuse_argument(name: str, command: str, help_text: str) -> NoReturn:
    near = get_close_matches(name.partition("=")[0], re.findall(r"--[a-z-]+", help_text), n=1)
    hint = f"did you mean {near[0]}?" if near else f"see livetok {command} --help"
    raise UserError(f"{command} does not take {name!r}", hint=hint)
