"""Whom a barrage is about (protocol notes 10.2)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from livetok.proto import User

__all__ = ["BarrageEventMixin"]

_MOST_PIECES: Final = 10


class BarrageEventMixin:
    """A barrage; `user` is whom it is about, wherever the message names the person."""

    __slots__ = ()

    # checkers see the field
    if not TYPE_CHECKING:

        def __getattr__(self, name):
            # Of a field that is a message, Python comes here again and again while it is absent.
            value = super().__getattr__(name)
            return _person_in(self) or value if name == "user" and not self.has("user") else value


def _person_in(event: Any) -> User | None:
    pieces = (piece.user_value for piece in islice(event.content.pieces, _MOST_PIECES))
    places = (event.user_grade_param, event.fans_level_param, *pieces)
    return next((place.user for place in places if place.has("user")), None)
