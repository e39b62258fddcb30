"""What is no error of our tree must not end more than the room that it happened in."""

from __future__ import annotations

import logging
from typing import cast

from livetok.errors import ConnectionLost, LiveError

__all__ = ["Unexpected", "as_live_error"]

_log = logging.getLogger("livetok.follow")


class Unexpected(ConnectionLost):
    """An exception from outside the error tree: a bug of livetok, or of something that it uses. Its cause is that."""

    @property
    def name(self) -> str:
        """Class name of the cause."""
        return type(self.__cause__).__name__


def as_live_error(error: Exception, unique_id: str = "") -> LiveError:
    """Return an error of the tree as it is, any other as the cause of `Unexpected`, and logged with its traceback.

    Args:
        error: What was raised.
        unique_id: The host whose room it happened in; empty (default) for none in particular.
    """
    cause = _unwrapped(error)
    if isinstance(cause, LiveError):
        return cause
    _log.error("@%s: an exception that livetok does not know", unique_id, exc_info=error)
    unexpected = Unexpected(
        f"livetok failed: {type(cause).__name__}: {cause}"[:300],
        hint="it is tried again; please report it with the traceback in the log",
    )
    unexpected.__cause__ = cause
    return unexpected


def _unwrapped(error: Exception) -> Exception:
    """The only exception in a group, which is how a task group raises what one of its children raised."""
    if isinstance(error, ExceptionGroup):
        children = cast("ExceptionGroup[Exception]", error).exceptions
        return _unwrapped(children[0]) if len(children) == 1 else cast("Exception", error)
    return error
