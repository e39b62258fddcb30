"""The page of the command, from its parser."""

from __future__ import annotations

import argparse

from livetok.cli.common import Parser
from livetok.cli.parser import build_parser

HEAD = """\
# The command, option by option

Made from the parser of `livetok` itself. [The command line](../command-line.md) tells how to use it, and
[configuration](../configuration.md) how to set an option once: in a file, or as a variable (`LIVETOK_PROXY` for
`--proxy`).
"""


def command_page() -> str:
    """Gives the text of the page."""
    _, commands = build_parser()
    shared = _options_in_all(commands)
    sections = [_section(name, parser, leave_out=shared) for name, parser in commands.items()]
    example = commands["watch"]
    everywhere = [action for action in example.options() if _key(action) in shared]
    return "\n".join([HEAD, *sections, "## For every command\n", _entries(everywhere)])


def _options_in_all(commands: dict[str, Parser]) -> set[str]:
    return set.intersection(*({_key(action) for action in parser.options()} for parser in commands.values()))


def _key(action: argparse.Action) -> str:
    return f"{action.option_strings} {_help(action)}"


def _section(name: str, parser: Parser, leave_out: set[str]) -> str:
    arguments = [action for action in parser.positionals() if action.help != argparse.SUPPRESS]
    options = [action for action in parser.options() if _key(action) not in leave_out]
    described = parser.description or ""
    parts = [f"## livetok {name}\n", f"{_escape(described)}\n", _entries([*arguments, *options])]
    return "\n".join(part for part in parts if part)


def _entries(actions: list[argparse.Action]) -> str:
    return "\n".join(
        f"{_names(action)}\n:   {_escape(_help(action))}\n"
        for action in actions
        if action.help != argparse.SUPPRESS
    )


def _names(action: argparse.Action) -> str:
    value = _value(action)
    names = action.option_strings or [value]
    shown = [f"{name} {value}".strip() if action.option_strings else name for name in names]
    return ", ".join(f"`{name}`" for name in shown)


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices is not None and action.metavar is None:
        return "{" + ",".join(map(str, action.choices)) + "}"
    metavar = action.metavar or action.dest.upper()
    text = metavar if isinstance(metavar, str) else " ".join(metavar)
    return f"[{text} ...]" if action.nargs == "*" else f"{text} [{text} ...]" if action.nargs == "+" else text


def _help(action: argparse.Action) -> str:
    text = (action.help or "").replace("%%", "%")
    return text.replace("%(default)s", str(action.default)).replace("%(prog)s", "livetok")


def _escape(text: str) -> str:
    for character in "|{}*_<>":
        text = text.replace(
            character, f"\\{character}" if character not in "<>" else {"<": "&lt;", ">": "&gt;"}[character]
        )
    return text
