"""Helpers on gifts (protocol notes 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from livetok.proto import Gift

__all__ = ["GiftEventMixin", "GiftMixin"]

_STREAKABLE: Final = 1


class GiftMixin:
    """An entry of the gift catalogue, as a gift event carries it."""

    __slots__ = ()

    if TYPE_CHECKING:
        type: int

    @property
    def streakable(self) -> bool:
        """Whether the gift can be sent as a streak; any other is final with its first message."""
        return self.type == _STREAKABLE


class GiftEventMixin:
    """One message of a gift; a streak consists of several, with a running total."""

    __slots__ = ()

    if TYPE_CHECKING:
        gift: Gift
        repeat_count: int
        repeat_end: int

    @property
    def streak_over(self) -> bool:
        """Whether `repeat_count` is final: the closing message of a streak, or a gift that has no streaks."""
        return self.repeat_end == 1 or not self.gift.streakable

    @property
    def diamonds(self) -> int:
        """Price of what was sent so far in this streak."""
        return self.gift.diamond_count * max(1, self.repeat_count)
