"""What is known of each event: names, comments of the ``.proto`` files, helpers."""

import ast
import csv
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from livetok import events
from livetok._codec.message import spec_of
from livetok._codec.spec import owner_of
from livetok._mixins.event import Event
from livetok.events import event_name, methods_of
from livetok.proto import METHODS

NAMES = Path(__file__).with_name("names.tsv")

LIBRARIES = {
    "v4": "TikTokLive 4",
    "v5": "TikTokLive 5",
    "v7": "TikTokLive 7",
    "node": "TikTok-Live-Connector",
}


@dataclass(frozen=True)
class FieldFact:
    """One field: its name, its type as a type checker sees it, the comment."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True)
class Fact:
    """One event. ``names`` holds what other libraries call it, by the keys of ``LIBRARIES``."""

    event_class: type[Event]
    seen: str
    names: dict[str, str]

    @property
    def title(self) -> str:
        """The class name."""
        return self.event_class.__name__

    @property
    def name(self) -> str:
        """The name in JSON and on the command line."""
        return event_name(self.event_class)

    @property
    def meaning(self) -> str:
        """When it is sent."""
        return inspect.cleandoc(self.event_class.__doc__ or "").split("\n\n")[0].replace("\n", " ")

    @property
    def methods(self) -> list[str]:
        """Webcast methods that may become it; none for what livetok makes itself."""
        wanted = methods_of([self.event_class])
        if self.seen == "own" or wanted is None:
            return []
        return sorted(method for method in METHODS if method.removeprefix("Webcast") in wanted)

    @property
    def base(self) -> type[Event] | None:
        """The event that it is a special case of."""
        parent = self.event_class.__bases__[0]
        return parent if parent.__name__ in events.__all__ else None

    @property
    def fields(self) -> list[FieldFact]:
        """All fields but the header, in the order of their numbers."""
        owner = owner_of(self.event_class)
        declared = {field.name: field for field in documented_fields(owner)}
        return [declared[spec.name] for spec in spec_of(owner).fields if spec.name != "common"]

    @property
    def helpers(self) -> list[FieldFact]:
        """Properties and methods that are no fields."""
        helpers: dict[str, FieldFact] = {}
        for base in self.event_class.__mro__:
            if base is not Event and base.__module__.startswith(HELPER_MODULES):
                helpers |= {helper.name: helper for helper in _helpers(base)}
        return sorted(helpers.values(), key=lambda helper: helper.name)


HELPER_MODULES = ("livetok.events.derived", "livetok._mixins")


def all_facts() -> list[Fact]:
    """Gives the facts of every public event, in the order of the names.

    Raises ``ValueError`` when the table of names and the events do not agree.
    """
    with NAMES.open(encoding="utf-8", newline="") as table:
        rows = {row.pop("event"): row for row in csv.DictReader(table, delimiter="\t")}
    if differing := rows.keys() ^ set(events.__all__):
        raise ValueError(f"{NAMES.name} and livetok.events disagree about {sorted(differing)}")
    return [
        Fact(getattr(events, name), row.pop("seen"), {key: value for key, value in row.items() if value})
        for name, row in sorted(rows.items(), key=lambda item: item[0].lower())
    ]


def documented_fields(owner: type) -> Iterator[FieldFact]:
    """Gives the fields of a generated class, with the comments that only its source has."""
    body = _classes(inspect.getsourcefile(owner) or "")[owner.__name__].body
    for statement, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign):
            yield FieldFact(ast.unparse(statement.target), _type(statement.annotation), _text(following))


@cache
def _classes(path: str) -> dict[str, ast.ClassDef]:
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _type(annotation: ast.expr) -> str:
    text = annotation.value if isinstance(annotation, ast.Constant) else ast.unparse(annotation)
    return str(text).replace("builtins.", "")


def _text(statement: ast.stmt | None) -> str:
    match statement:
        case ast.Expr(ast.Constant(str(text))):
            return " ".join(text.split())
        case _:
            return ""


def _helpers(base: type) -> Iterator[FieldFact]:
    for name, member in vars(base).items():
        function = member.fget if isinstance(member, property) else member
        if name.startswith("_") or not inspect.isfunction(function):
            continue
        first = inspect.cleandoc(function.__doc__ or "").split("\n")[0]
        result = function.__annotations__.get("return", "")
        yield FieldFact(name if isinstance(member, property) else f"{name}()", result, first)
