"""Options from configuration files and from the environment.

An argument beats a variable, a variable beats a file, `livetok.toml` in the working directory beats the user's own
file, and within a file the table of a command beats what stands above the tables. Only the standard library is used,
and a TOML reader is loaded only where there is a file: a help text must not wait for this.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok.cli.common import Parser

__all__ = ["apply_settings", "variable_of"]

_LOCAL_FILE: Final = Path("livetok.toml")
_CONFIG_VARIABLE: Final = "LIVETOK_CONFIG"
_CONFIG_OPTION: Final = "config"
# What a file that came with a folder must not decide: which program is started.
_NOT_LOCAL: Final = frozenset({"ffmpeg"})
_TRUE: Final = frozenset({"1", "true", "yes", "on"})
_FALSE: Final = frozenset({"0", "false", "no", "off"})


class _Setting(NamedTuple):
    """A value, and where it stands, for messages."""

    value: object
    source: str


def apply_settings(argv: Sequence[str], command: str, parsers: Mapping[str, Parser]) -> frozenset[str]:
    """Make settings the defaults of a command's options.

    Args:
        argv: The arguments; only `--config FILE` is looked for.
        command: Name of the command.
        parsers: Parsers of all commands by name, to tell a wrong name from the option of another command.

    Returns:
        The options that were set, as names in the parsed arguments.

    Raises:
        UserError: A file cannot be read, or a setting is wrong.
    """
    settings: dict[str, _Setting] = {}
    for path in _files(argv):
        settings |= _read_file(path, command, parsers)
    options = _options(parsers[command])
    for key, action in options.items():
        if text := os.environ.get(variable_of(action)):
            settings[key] = _Setting(text, variable_of(action))
    for key, setting in settings.items():
        action = options[key]
        action.default = _convert(action, setting)
        action.required = False
    return frozenset(options[key].dest for key in settings)


def variable_of(action: argparse.Action) -> str:
    """Return the environment variable of an option; endpoints have the names that the library reads, too."""
    return f"LIVETOK_{action.dest.removeprefix('endpoint_').upper()}"


def _options(parser: Parser) -> dict[str, argparse.Action]:
    """Return the options that can be set, by their long names without dashes."""
    longs = {
        next(text for text in action.option_strings if text.startswith("--")).removeprefix("--"): action
        for action in parser.options()
    }
    return {key: action for key, action in longs.items() if key not in {"help", _CONFIG_OPTION}}


def _files(argv: Sequence[str]) -> Iterator[Path]:
    """Give the files to read; later ones beat earlier ones."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument(f"--{_CONFIG_OPTION}", nargs="?", default=os.environ.get(_CONFIG_VARIABLE))
    chosen = finder.parse_known_args(argv)[0].config
    if chosen:
        yield Path(chosen)
        return
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111 -- Path.home() raises
    for path in (Path(home, "livetok", "config.toml"), _LOCAL_FILE):
        if path.is_file():
            yield path


def _read_file(path: Path, command: str, parsers: Mapping[str, Parser]) -> dict[str, _Setting]:
    import tomllib

    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}", hint="check --config") from error
    except ValueError as error:
        raise UserError(
            f"{path} is no TOML: {error}", hint='lines like proxy = "http://host:port"'
        ) from error
    tables = {
        name: cast("dict[str, object]", value) for name, value in document.items() if isinstance(value, dict)
    }
    for name in tables:
        if name not in parsers:
            raise UserError(f"{path}: there is no command {name!r}", hint=_nearest(name, parsers))
    general = {name: value for name, value in document.items() if name not in tables}
    everywhere = {key for parser in parsers.values() for key in _options(parser)}
    settings: dict[str, _Setting] = {}
    for key, value in _checked(general, everywhere, str(path)):
        if key in _options(parsers[command]):
            settings[key] = _Setting(value, f"{path}: {key}")
    for name, table in tables.items():
        for key, value in _checked(table, set(_options(parsers[name])), f"{path}: [{name}]"):
            if name == command:
                settings[key] = _Setting(value, f"{path}: [{name}] {key}")
    if path == _LOCAL_FILE and (forbidden := _NOT_LOCAL & set(settings)):
        hint = "put it into ~/.config/livetok/config.toml"
        raise UserError(f"{path} in the working directory may not set {', '.join(forbidden)}", hint=hint)
    return settings


def _checked(table: Mapping[str, object], known: set[str], where: str) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        key = name.replace("_", "-")
        if key not in known:
            raise UserError(f"{where}: there is no option {name!r}", hint=_nearest(key, known))
        yield key, value


def _nearest(name: str, known: Mapping[str, Any] | set[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else "options have their long names: proxy, only, seconds"


def _convert(action: argparse.Action, setting: _Setting) -> object:
    """Return the value of an option as argparse would have made it of an argument."""
    if action.nargs == 0:
        return _number(setting) if action.const is None else _flag(setting)
    value = setting.value
    values: list[object] = list(cast("list[object]", value)) if isinstance(value, list) else [value]
    if isinstance(action.default, list):
        return [_single(action, _Setting(item, setting.source)) for item in values]
    return _single(
        action, _Setting(",".join(map(str, values)), setting.source) if isinstance(value, list) else setting
    )


def _single(action: argparse.Action, setting: _Setting) -> object:
    value, source = setting.value, setting.source
    text = str(value)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise UserError(f"{source} is {value!r}, and takes a text or a number", hint=_help(action))
    try:
        converted = action.type(text) if callable(action.type) else text
    except (argparse.ArgumentTypeError, ValueError) as error:
        raise UserError(f"{source}: {error}", hint=_help(action)) from error
    if action.choices is not None and converted not in action.choices:
        raise UserError(f"{source} is {text!r}", hint=f"one of {', '.join(map(str, action.choices))}")
    return converted


def _flag(setting: _Setting) -> bool:
    text = str(setting.value).lower()
    if text not in _TRUE | _FALSE:
        raise UserError(f"{setting.source} is {setting.value!r}", hint="true or false")
    return text in _TRUE


def _number(setting: _Setting) -> int:
    text = str(setting.value)
    if not (text.isascii() and text.isdecimal()):
        raise UserError(f"{setting.source} is {setting.value!r}", hint="0, 1 or 2")
    return int(text)


def _help(action: argparse.Action) -> str:
    return f"{action.option_strings[-1]}: {(action.help or '') % {**vars(action), 'prog': 'livetok'}}"
