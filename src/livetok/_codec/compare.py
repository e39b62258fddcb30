"""Equality of fields."""

from __future__ import annotations

from typing import Any, cast

from livetok._codec.spec import FieldSpec

__all__ = ["same"]


def same(field: FieldSpec, mine: Any, theirs: Any) -> bool:
    """Tell whether a field is the same in two messages; None stands for one that nobody touched."""
    if field.is_present(mine) and field.is_present(theirs):
        return _equal(mine, theirs)
    return field.is_present(mine) == field.is_present(theirs)


def _equal(mine: Any, theirs: Any) -> bool:
    # Not-a-number equals itself here, or a message would not equal its own copy.
    if mine == theirs or (mine != mine and theirs != theirs):
        return True
    if isinstance(mine, list):
        items = cast(list[Any], mine)
        return len(items) == len(theirs) and all(map(_equal, items, theirs))
    if isinstance(mine, dict):
        entries = cast(dict[Any, Any], mine)
        return entries.keys() == theirs.keys() and all(_equal(entries[key], theirs[key]) for key in entries)
    return False
