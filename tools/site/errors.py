"""The page of errors: the tree, and every message with its hint, as they stand in the code."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import livetok
from livetok import errors

PACKAGE = Path(livetok.__file__).parent
HEAD = """\
# Errors

Everything that livetok raises is in one tree, in `livetok` and in `livetok.errors`. Catch a branch, not a leaf, unless
you mean to act on it. Each has a `hint`, one line that says what to do, which tracebacks and the command show.

```
{tree}
```

The tables below hold every message and hint as they stand in the code; `…` stands for what is filled in. [Getting
in](../getting-in.md#when-it-fails) says who can act on which.
"""
ENTRY = """\
## {name}

::: livetok.{name}
    options:
      heading_level: 3
      show_root_heading: false
      show_root_toc_entry: false
"""


class Complaint(NamedTuple):
    """One place that makes an error."""

    error: str
    message: str
    hint: str


def errors_page() -> str:
    """Gives the text of the page."""
    tree = (errors.__doc__ or "").split("::\n\n", 1)[1].split("\n\n", 1)[0]
    by_error: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for complaint in complaints(path):
            by_error[complaint.error].add((complaint.message, complaint.hint))
    lines = [line.removeprefix("    ") for line in tree.splitlines()]
    sections = [_section(name, sorted(by_error[name])) for name in _in_order()]
    return HEAD.format(tree="\n".join(lines)) + "\n".join(sections)


def _in_order() -> list[str]:
    """Gives the names as the tree has them."""
    return sorted(
        errors.__all__, key=lambda name: [part.__name__ for part in reversed(getattr(errors, name).__mro__)]
    )


def _section(name: str, rows: list[tuple[str, str]]) -> str:
    table = "\n".join(f"| {_cell(message)} | {_cell(hint)} |" for message, hint in rows)
    head = ENTRY.format(name=name)
    return f"{head}\n| message | hint |\n|---|---|\n{table}\n" if rows else head


def _cell(text: str) -> str:
    return re.sub(r"([|<>*_{}\[\]`~])", r"\\\1", " ".join(text.split()))


def complaints(path: Path) -> Iterator[Complaint]:
    """Gives every error that a file makes with a message in the place where it is made."""
    module = "livetok." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for function in functions:
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args):
                continue
            if call.func.id in errors.__all__:
                hint = next((keyword.value for keyword in call.keywords if keyword.arg == "hint"), None)
                for message in _texts(call.args[0], function, module):
                    for text in _texts(hint, function, module) or [""]:
                        yield Complaint(call.func.id, message, text)


def _mentions(node: ast.expr, name: str) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))


def _texts(node: ast.expr | None, function: ast.AST, module: str) -> list[str]:
    """Gives what an expression can say, with `…` for what only the running program knows."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(part.value if isinstance(part, ast.Constant) else "…" for part in parts)]
        case ast.IfExp(body=first, orelse=second) | ast.BoolOp(values=[first, second]):
            return _texts(first, function, module) + _texts(second, function, module)
        case ast.Name(id=name):
            assigned = [
                part.value
                for part in ast.walk(function)
                if isinstance(part, ast.Assign)
                and not _mentions(part.value, name)
                and any(isinstance(target, ast.Name) and target.id == name for target in part.targets)
            ]
            if assigned:
                return [text for value in assigned for text in _texts(value, function, module)]
            constant = getattr(import_module(module), name, None)
            return [constant] if isinstance(constant, str) else []
        case _:
            return []
