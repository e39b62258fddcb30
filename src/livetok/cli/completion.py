"""`livetok completion SHELL`: a script that completes commands, options, their values and events.

The scripts ask the command itself (`livetok completion words ...`), so there is one list of everything, the parser.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from livetok.cli import common

if TYPE_CHECKING:
    from livetok.cli.common import Parser

__all__ = ["SHELLS", "add_parser", "candidates", "run"]

_WORDS: Final = "words"
_FILES: Final = frozenset({"FILE", "PROGRAM", "FOLDER"})

# Each script hands over the words before the cursor, the last of which is the one to complete. Nothing comes back where
# a file is wanted: then the shell completes files.
_BASH: Final = """\
_livetok() {
    local IFS=$'\\n' word="${COMP_WORDS[COMP_CWORD]}"
    local words
    words=$(livetok completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    [[ ${COMPREPLY[0]-} == *, ]] && compopt -o nospace
}
complete -o default -F _livetok livetok
"""
_ZSH: Final = """\
#compdef livetok
_livetok() {
    local -a answers
    answers=("${(@f)$(livetok completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n ${answers[1]-} ]]; then
        compadd -a answers
    else
        _files
    fi
}
compdef _livetok livetok
"""
_FISH: Final = """\
function __livetok_words
    set -l words (commandline -opc) (commandline -ct)
    livetok completion words -- $words[2..-1] 2>/dev/null
end
complete -c livetok -f -a '(__livetok_words)'
complete -c livetok -n 'test -z "$(__livetok_words)"' -F
"""
SHELLS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "completion",
        help="print a script that completes this command in a shell",
        description='Print a script for bash: eval "$(livetok completion bash)"; for zsh: '
        'eval "$(livetok completion zsh)"; for fish: livetok completion fish | source. In the file that your shell '
        "reads when it starts, that line lasts.",
    )
    parser.add_argument("shell", metavar="SHELL", choices=(*SHELLS, _WORDS), help="bash, zsh or fish")
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)


def run(args: argparse.Namespace, parser: Parser, parsers: Mapping[str, Parser]) -> int:
    """Print the script, or what can stand at the cursor; without an event loop, for there is a finger on the key."""
    text = SHELLS.get(args.shell)
    if text is None:
        text = "".join(f"{word}\n" for word in candidates(args.words, parser, parsers))
    print(text, end="")
    return 0


def candidates(words: Sequence[str], parser: Parser, parsers: Mapping[str, Parser]) -> list[str]:
    """Return what can stand for the last word of a command line; nothing where any text or a file can.

    Args:
        words: The words after `livetok` up to the cursor; the last one is the beginning of a word, and may be empty.
        parser: The parser of the whole command.
        parsers: Those of its subcommands, by name.
    """
    *before, prefix = words or [""]
    if not before:
        return _beginning(prefix, [*parsers, *_names(parser)] if prefix.startswith("-") else list(parsers))
    command = parsers.get(before[0])
    if command is None:
        return []
    option, is_joined, value = prefix.partition("=")
    if is_joined and option.startswith("--"):
        return [f"{option}={text}" for text in _values(_action(command, option), value)]
    action = _action(command, before[-1])
    if action is not None and action.nargs is None:
        return _values(action, prefix)
    if prefix.startswith("-"):
        return _beginning(prefix, _names(command))
    choices = next((action.choices for action in command.positionals() if action.choices), None)
    return _beginning(prefix, [str(choice) for choice in choices or () if choice != _WORDS])


def _beginning(prefix: str, words: Sequence[str]) -> list[str]:
    return [word for word in words if word.startswith(prefix)]


def _names(parser: Parser) -> list[str]:
    return [name for action in parser.options() for name in action.option_strings if name.startswith("--")]


def _action(parser: Parser, name: str) -> argparse.Action | None:
    return next((action for action in parser.options() if name in action.option_strings), None)


def _values(action: argparse.Action | None, prefix: str) -> list[str]:
    if action is None or action.metavar in _FILES:
        return []
    if action.choices is not None:
        return _beginning(prefix, [str(choice) for choice in action.choices])
    if action.metavar == "EVENTS":
        return _event_lists(prefix)
    return []


def _event_lists(prefix: str) -> list[str]:
    """Complete the last name of a list like `comment,gi`."""
    from livetok import events

    earlier, comma, last = prefix.rpartition(",")
    taken = set(earlier.split(","))
    names = sorted(
        {events.event_name(getattr(events, name)) for name in events.__all__ if name.endswith("Event")}
    )
    return [f"{earlier}{comma}{name}" for name in names if name.startswith(last) and name not in taken]
