"""Helpers of release 4 and 5 for classes of a program's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

__all__ = ["LiveEvent", "alias"]

_C = TypeVar("_C", bound=type)


def LiveEvent(name: str) -> Callable[[_C], _C]:  # noqa: N802 -- a name of the original
    """Make a class an event: a dataclass with the name that handlers are registered by.

    Args:
        name: Name of the event.
    """

    def decorate(cls: _C) -> _C:
        setattr(cls, "name", name)  # noqa: B010 -- the class need not declare it
        dataclass(cls)
        return cls

    return decorate


def alias(name: str, **options: Any) -> Any:
    """Declare a field of an event that has another name in TikTok's data.

    Args:
        name: The name there, kept in the field's metadata.
        **options: As for `dataclasses.field`.
    """
    options.setdefault("default", None)
    return field(metadata={"alias": name, **options.pop("metadata", {})}, **options)
