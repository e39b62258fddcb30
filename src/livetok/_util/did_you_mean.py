"""The known word that a mistyped one was meant to be."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to the given one, for the hint of an error.

    Args:
        word: What was written.
        known: What could have been written.

    Returns:
        The nearest known word; None when none is near.
    """
    return next(iter(get_close_matches(word, known, n=1)), None)
