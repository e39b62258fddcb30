"""Calling user code (signers, proxy functions): its exceptions become errors of our tree."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from livetok.errors import LiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["wrap_user_errors"]


@contextmanager
def wrap_user_errors(failed: Callable[[str], LiveError]) -> Generator[None]:
    """Run code of the user's; what it raises ends an attempt, not the task that called it.

    Args:
        failed: Makes the error to raise, out of the name of what was raised (its text may hold secrets). Errors of
            our tree pass as they are.
    """
    try:
        yield
    except LiveError:
        raise
    except Exception as error:
        raise failed(type(error).__name__) from error
