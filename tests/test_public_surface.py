"""Everything that users can reach can be named and is documented: parameters, and what cancelling does."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
import types
import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs
import pytest

import livetok
from livetok import errors, events, http_types, models, options, overlay, proto, signers, state, testing
from livetok._codec import Message
from livetok.testing import (
    console,
    faults,
    memory,
    pytest_plugin,
    replay,
    room,
    script,
    server,
    simulator,
    traffic,
    violations,
)

TESTING = (
    testing,
    simulator,
    room,
    memory,
    server,
    script,
    traffic,
    faults,
    violations,
    replay,
    console,
    pytest_plugin,
)
# Whose public names are walked.
WALKED: tuple[types.ModuleType, ...] = (
    *(livetok, signers, http_types, options, errors, state, models, overlay),
    *TESTING,
)
# Where users find names without walking them: the generated messages.
NAMED = (*WALKED, events, proto)

# Seams between the library's own parts: public functions hand them on, and no user has to name one.
SEAMS = {
    "livetok._net.http.Http",
    "livetok._net.http.HttpClient",
    "livetok._net.websocket.WebSocket",
    "livetok._session.environment.Environment",
    "livetok.testing._script_steps.ScriptStep",
    "livetok.testing._world.actions.Abort",
    "livetok.testing._world.actions.Close",
    "livetok.testing._world.actions.Ping",
    "livetok.testing._world.actions.Send",
    "livetok.testing._world.broadcast.Listener",
    "livetok.testing._world.broadcast.Log",
    "livetok.testing._world.picture_host.PictureHost",
    "livetok.testing._world.publisher.Publisher",
}

# What a session calls of a capture, as of any observer; users call none of it.
CALLBACKS = {f"Capture.{name}" for name in ("answered", "begin", "lost", "opened", "received", "sent")}


def public_names(module: types.ModuleType) -> dict[str, Any]:
    return {name: getattr(module, name) for name in module.__all__}


@cache
def public_objects() -> dict[str, Any]:
    """What can be imported by name, by a name of it; each once, and the messages of the wire aside."""
    objects: dict[str, Any] = {}
    for module in WALKED:
        for name, value in public_names(module).items():
            if objects.setdefault(name, value) is not value:
                objects[f"{module.__name__.rpartition('.')[2]}.{name}"] = value
    return {
        name: value
        for name, value in objects.items()
        if not (inspect.isclass(value) and issubclass(value, Message) and value is not Message)
    }


def functions_of(name: str, value: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public functions of an object: itself, or its methods, with those of bases that are not public."""
    if inspect.isfunction(value):
        yield name, value
    elif inspect.isclass(value) and value.__module__.startswith("livetok"):
        for key, member in vars(value).items():
            if key.startswith("_") and key != "__anext__":
                continue
            function = member.__func__ if isinstance(member, classmethod | staticmethod) else member
            function = function.fget if isinstance(function, property) else function
            if inspect.isfunction(function) and f"{name}.{key}" not in CALLBACKS:
                yield f"{name}.{key}", function


@cache
def public_functions() -> dict[str, Callable[..., Any]]:
    return dict(entry for name, value in public_objects().items() for entry in functions_of(name, value))


def namespace_of(module_name: str) -> dict[str, Any]:
    """The names of a module, with those that only type checkers import."""
    module = importlib.import_module(module_name)
    names = dict(vars(module))
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for line in node.body:
                if isinstance(line, ast.ImportFrom) and line.module == "_typeshed":
                    names.update((alias.name, list) for alias in line.names)  # exists for type checkers only
                else:
                    exec(ast.unparse(line), names)
    return names


def hints_of(value: Any) -> dict[str, Any]:
    names = namespace_of(value.__module__)
    return typing.get_type_hints(value, names, names)


def classes_in(annotation: Any) -> Iterator[type]:
    """Every class that an annotation mentions, however deep."""
    if isinstance(annotation, list | tuple):
        for part in annotation:
            yield from classes_in(part)
    elif isinstance(annotation, typing.TypeVar):
        yield from classes_in(annotation.__bound__)
    elif typing.get_origin(annotation) is typing.Literal:
        return
    elif arguments := typing.get_args(annotation):
        yield from classes_in([typing.get_origin(annotation), *arguments])
    elif inspect.isclass(annotation):
        yield annotation


def annotations_of(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What the annotations of an object mention: of its functions, and of its public fields."""
    for function_name, function in functions_of(name, value):
        hints = hints_of(function)
        yield from ((function_name, hint) for hint in hints.values())
    if inspect.isclass(value) and attrs.has(value):
        hints = hints_of(value)
        for field in attrs.fields(value):
            if not field.name.startswith("_"):
                yield f"{name}.{field.name}", hints[field.name]
    elif typing.is_typeddict(value):
        hints = hints_of(value)
        yield from ((f"{name}.{key}", hint) for key, hint in hints.items())


def unnamed(objects: dict[str, Any], named: set[Any]) -> dict[str, str]:
    mentioned = {
        f"{part.__module__}.{part.__qualname__}": where
        for name, value in objects.items()
        for where, annotation in annotations_of(name, value)
        for part in classes_in(annotation)
        if part.__module__.startswith("livetok") and part not in named
    }
    return {path: where for path, where in mentioned.items() if path not in SEAMS}


def test_what_public_functions_take_and_return_can_be_named() -> None:
    named = {value for module in NAMED for value in public_names(module).values() if inspect.isclass(value)}
    assert unnamed(public_objects(), named) == {}


def test_a_class_that_nobody_can_name_is_found() -> None:
    named = {value for value in public_names(livetok).values() if inspect.isclass(value)}
    nameless = unnamed(
        {"Live": livetok.Live, "Recording": livetok.Recording}, named - {livetok.Capture, livetok.Segment}
    )
    assert sorted(nameless) == ["livetok._capture.writer.Capture", "livetok._recording.timeline.Segment"]
    assert nameless["livetok._capture.writer.Capture"] == "Live.capture"


def undocumented(function: Callable[..., Any]) -> list[str]:
    text = inspect.getdoc(function) or ""
    return [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.name not in {"self", "cls"}
        and not re.search(rf"^ +\*{{0,2}}{parameter.name}: \S", text, re.MULTILINE)
    ]


def waits(function: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(function) or function.__name__ == "__anext__"


def is_silent_on_cancellation(function: Callable[..., Any]) -> bool:
    return not re.search(r"cancel", inspect.getdoc(function) or "", re.IGNORECASE)


@pytest.mark.parametrize("name", public_functions())
def test_every_parameter_is_documented(name: str) -> None:
    assert inspect.getdoc(public_functions()[name]), "no docstring"
    assert undocumented(public_functions()[name]) == []


@pytest.mark.parametrize("name", [name for name, function in public_functions().items() if waits(function)])
def test_every_coroutine_says_what_cancelling_does(name: str) -> None:
    assert not is_silent_on_cancellation(public_functions()[name])


@pytest.mark.parametrize("name", [name for name, value in public_objects().items() if attrs.has(value)])
def test_every_public_field_is_documented(name: str) -> None:
    value = public_objects()[name]
    text = textwrap.dedent(inspect.getdoc(value) or "")
    fields = [field.name for field in attrs.fields(value) if not field.name.startswith("_")]
    assert [field for field in fields if not re.search(rf"^ +{field}: \S", text, re.MULTILINE)] == []


def test_what_is_not_documented_is_found() -> None:
    async def silent(count: int, *rest: int, **more: int) -> None:
        """Do something.

        Args:
            count: Documented.
            **more: Documented.
        """

    assert undocumented(silent) == ["rest"]
    assert is_silent_on_cancellation(silent)
    assert waits(silent)
