"""Options built from keyword arguments, with a hint for a name that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import AttrsInstance, fields

from livetok._util.did_you_mean import did_you_mean
from livetok.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["from_keywords"]

_T = TypeVar("_T", bound=AttrsInstance)


def from_keywords(options_class: type[_T], keywords: Mapping[str, Any], caller: str) -> _T:
    """Build options of an attrs class.

    Args:
        options_class: Its fields are the names that exist.
        keywords: As the user gave them.
        caller: Name of the function that was called, for the message.

    Raises:
        UserError: A name is unknown (the hint names the nearest), or a value is wrong.
    """
    names = [attribute.name for attribute in fields(options_class)]
    for name in keywords:
        if name not in names:
            nearest = did_you_mean(name, names)
            raise UserError(
                f"{caller}() has no option {name!r}",
                hint=f"did you mean {nearest!r}?" if nearest else f"options are {', '.join(names)}",
            )
    return options_class(**keywords)
