"""`livetok migrate PROGRAM.py`: what a program uses of TikTokLive, and what becomes of it."""

from __future__ import annotations

import argparse
import ast
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from livetok.cli import common
from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok.compat.tiktoklive.surface import Name

__all__ = ["Finding", "add_parser", "examine", "run", "table"]

_C = TypeVar("_C")

_PACKAGE: Final = "TikTokLive"


class Finding(NamedTuple):
    """One use of TikTokLive in a program.

    Attributes:
        line: Line number, from 1.
        use: What is used.
        becomes: What becomes of it.
        served: Whether it works with livetok's compatibility layer.
    """

    line: int
    use: str
    becomes: str
    served: bool


def add_parser(commands: common.Commands) -> None:
    """Declare the command.

    Args:
        commands: Where to declare it.
    """
    text = "list what a program uses of TikTokLive, and what becomes of it with livetok"
    parser = commands.add_parser(
        "migrate", help=text, description=f"{text[0].upper()}{text[1:]}. Changes nothing."
    )
    parser.add_argument(
        "--names", action="store_true", help="print what is served of all releases, as a table"
    )
    parser.add_argument("program", nargs="*", type=Path, metavar="PROGRAM.py", help="a program, or several")


async def run(args: argparse.Namespace) -> int:
    """Print the findings, file by file.

    Args:
        args: Parsed arguments.

    Raises:
        UserError: A file cannot be read, or is no Python program.
    """
    from livetok.cli.output import open_output

    if not (args.program or args.names):
        raise UserError("which program?", hint="livetok migrate PROGRAM.py")
    async with open_output() as output:
        if args.names:
            await output.write(table())
        for path in args.program:
            findings = examine(_read(path), str(path))
            lines = [f"{path}:{finding.line}: {finding.use} -> {finding.becomes}" for finding in findings]
            await output.write("".join(f"{line}\n" for line in [*lines, f"{path}: {_summary(findings)}"]))
    return 0


def table() -> str:
    """Return what is served and what is not, as a table in Markdown."""
    from livetok.compat.tiktoklive.surface import names

    groups: dict[tuple[str, str], list[Name]] = {}
    for name in names():
        groups.setdefault((name.group, name.releases), []).append(name)
    lines = ["| where | releases | served | not served |", "|---|---|---|---|"]
    for (group, releases), members in groups.items():
        served = ", ".join(f"`{member.name}`" for member in members if member.served)
        missing = "; ".join(f"`{member.name}`: {member.advice}" for member in members if not member.served)
        lines.append(f"| `{group}` | {releases} | {served} | {missing} |")
    return "".join(f"{line}\n" for line in lines)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot read {path}: {error}", hint="pass the path of a Python program") from error


def _summary(findings: list[Finding]) -> str:
    if not findings:
        return f"uses nothing of {_PACKAGE}"
    missing = [finding for finding in findings if not finding.served]
    if not missing:
        return f"{len(findings)} uses, all served: change the import lines"
    return f"{len(findings)} uses, {len(missing)} not served; see docs/migrating.md"


def examine(source: str, name: str = "program") -> list[Finding]:
    """Return what a program uses, by line. The program is read, not run.

    Args:
        source: The program.
        name: Its name, for errors.

    Raises:
        UserError: It is no Python program.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise UserError(
            f"{name} is no Python program: {error}", hint="is it written for Python 2?"
        ) from error
    findings = {*_imports(tree)}
    if findings:
        findings |= {*_members(tree), *_attributes(tree), *_handlers(tree), *_options(tree)}
    return sorted(findings)


def _imports(tree: ast.AST) -> Iterator[Finding]:
    from livetok.compat.tiktoklive.surface import ADVICE, module_of, served_import

    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == _PACKAGE:
                    served = served_import(alias.name, "")
                    becomes = (
                        f"import {module_of(alias.name)}" if served else "not served: there is no such module"
                    )
                    yield Finding(node.lineno, f"import {alias.name}", becomes, served)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == _PACKAGE:
            module = node.module or ""
            for alias in node.names:
                served = alias.name == "*" or served_import(module, alias.name)
                becomes = f"from {module_of(module)} import {alias.name}"
                if not served:
                    becomes = f"not served: {ADVICE.get(alias.name, 'there is nothing like it')}"
                yield Finding(node.lineno, f"from {module} import {alias.name}", becomes, served)


def _client_classes(tree: ast.AST) -> dict[str, ast.ClassDef | None]:
    """Return the client class and those that the program derives from it, by name."""
    classes: dict[str, ast.ClassDef | None] = {"TikTokLiveClient": None}
    definitions = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in definitions:  # a class may be derived from one that stands further down
        for definition in definitions:
            if any(_last_name(base) in classes for base in definition.bases):
                classes[definition.name] = definition
    return classes


def _last_name(node: ast.expr) -> str:
    return ast.unparse(node).split(".")[-1]


def _clients(tree: ast.AST) -> set[str]:
    """Return the names that a client is assigned to, as they stand in the program: `client`, `self.client`."""
    classes, clients = _client_classes(tree), set[str]()
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.Call) and _last_name(value.func) in classes:
            targets: list[ast.expr] = node.targets if isinstance(node, ast.Assign) else []
            if isinstance(node, ast.AnnAssign):
                targets = [node.target]
            clients.update(map(ast.unparse, targets))
    return clients or {"client"}


def _members(tree: ast.AST) -> Iterator[Finding]:
    """Attributes of a client, and of its web client; within a class that is derived from the client also of `self`."""
    yield from _members_of(tree, _clients(tree))
    for definition in _client_classes(tree).values():
        if definition is not None:
            yield from _members_of(definition, {"self", "super()"})


def _members_of(tree: ast.AST, clients: set[str]) -> Iterator[Finding]:
    from livetok.compat.tiktoklive.surface import names

    known = {(name.group, name.name): name for name in names() if name.group in {"client", "client.web"}}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        owner = ast.unparse(node.value)
        group = "client" if owner in clients else "client.web"
        if group == "client.web" and owner.removesuffix(".web").removesuffix(".http") not in clients - {
            owner
        }:
            continue
        name = known.get((group, node.attr))
        if name is not None:
            becomes = "the same" if name.served else f"not served: {name.advice}"
            yield Finding(node.lineno, f"{group}.{node.attr}", becomes, name.served)


# --- events


def _attributes(tree: ast.AST) -> Iterator[Finding]:
    """Attributes of events, in the functions that are given one."""
    classes = _event_classes(tree)
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    own = {
        node.attr for node in attributes if isinstance(node.ctx, ast.Store)
    }  # what the program itself sets
    for function, event_class in _event_handlers(tree, classes):
        event = _event_argument(function)
        if event is None:
            continue
        nested = {id(node.value) for node in ast.walk(function) if isinstance(node, ast.Attribute)}
        for node in ast.walk(function):
            if not isinstance(node, ast.Attribute) or id(node) in nested or isinstance(node.ctx, ast.Store):
                continue
            name, *path = _path(node)
            if name == event and path[0] not in own:
                missing = _missing(event_class, path)
                use = f"{event_class.__name__}.{'.'.join(path)}"
                becomes = f"not served: there is no {missing!r}" if missing else "the same"
                yield Finding(node.lineno, use, becomes, not missing)


def _event_classes(tree: ast.AST) -> dict[str, type]:
    """Return the event classes that a program imports, by the names that they have in it."""
    from importlib import import_module

    from livetok.compat.tiktoklive.surface import module_of, served_import
    from livetok.compat.tiktoklive.types.events import EVENT_NAMES, AbstractEvent

    classes: dict[str, type] = {
        cls.name: cls
        for cls in _subclasses(AbstractEvent)
        if cls.name in EVENT_NAMES  # for handlers by name
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_PACKAGE):
            for alias in node.names:
                module = node.module or ""
                if alias.name.endswith("Event") and served_import(module, alias.name):
                    classes[alias.asname or alias.name] = getattr(
                        import_module(module_of(module)), alias.name
                    )
    return classes


def _subclasses(cls: type[_C]) -> Iterator[type[_C]]:
    for derived in cls.__subclasses__():
        yield derived
        yield from _subclasses(derived)


def _event_handlers(
    tree: ast.AST, classes: Mapping[str, type]
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, type]]:
    """Functions that are given an event: by a decorator, by `add_listener`, or by what their argument is said to be."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    registered: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 2:
            event, function = node.args
            if node.func.attr in {"on", "once", "add_listener"}:
                registered.setdefault(_last_name(function), set()).add(_event_name(event))
    for function in functions:
        events = set(registered.get(function.name, ()))
        for decorator in function.decorator_list:
            if (
                isinstance(decorator, ast.Call)
                and decorator.args
                and _last_name(decorator.func) in {"on", "once"}
            ):
                events.add(_event_name(decorator.args[0]))
        for argument in function.args.args:
            if argument.annotation is not None:
                events.add(_event_name(argument.annotation))
        for event in sorted(events & set(classes)):
            yield function, classes[event]


def _event_name(node: ast.expr) -> str:
    from livetok.compat.tiktoklive._renamed import EVENTS

    if isinstance(node, ast.Constant):
        return EVENTS.get(str(node.value), str(node.value))
    return _last_name(node)


def _event_argument(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    names = [argument.arg for argument in function.args.args if argument.arg not in {"self", "cls"}]
    return names[0] if names else None


def _path(node: ast.expr) -> list[str]:
    """Return the names in `event.user.nickname`; an empty one in front where it begins with something else."""
    path: list[str] = []
    while isinstance(node, ast.Attribute):
        path.insert(0, node.attr)
        node = node.value
    return [node.id if isinstance(node, ast.Name) else "", *path]


def _missing(event_class: type, path: list[str]) -> str:
    """Return the first name of a path that events of a class do not have; empty when there is none."""
    value: object = event_class()
    for name in path:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name of release 4 is served, and says that it is old
            try:
                value = getattr(value, name)
            except AttributeError:
                return name
        if value is None:
            return ""
    return ""


def _handlers(tree: ast.AST) -> Iterator[Finding]:
    """Events that handlers are registered for by name."""
    from livetok.compat.tiktoklive._renamed import EVENTS
    from livetok.compat.tiktoklive.types.events import EVENT_NAMES

    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        event = node.args[0]
        if node.func.attr in {"on", "once", "add_listener"} and isinstance(event, ast.Constant):
            name = str(event.value)
            current = EVENTS.get(name, name)
            served = current in EVENT_NAMES
            becomes = "the same" if current == name else f"{current!r}, with a warning"
            yield Finding(
                node.lineno,
                f"event {name!r}",
                becomes if served else "never emitted: is it one of your own?",
                served,
            )


def _options(tree: ast.AST) -> Iterator[Finding]:
    """Options that a client is made with."""
    from livetok.compat.tiktoklive._renamed import IGNORED_OPTIONS, OPTIONS

    classes = _client_classes(tree)
    derived = {
        id(node)
        for cls in classes.values()
        if cls is not None
        for node in ast.walk(cls)  # super().__init__(...)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (
            _last_name(node.func) in classes
            or (id(node) in derived and ast.unparse(node.func) == "super().__init__")
        ):
            for keyword in node.keywords:
                name = keyword.arg or ""
                if name in OPTIONS:
                    yield Finding(node.lineno, f"option {name}", f"{OPTIONS[name]}, with a warning", True)
                elif name in IGNORED_OPTIONS:
                    yield Finding(node.lineno, f"option {name}", f"no effect: {IGNORED_OPTIONS[name]}", True)
