"""Helpers on gifts (protocol notes 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from livetok._codec import has_whole
from livetok._mixins.event import Event, attach_derived, derived_of

if TYPE_CHECKING:
    from livetok.models import Gift as CatalogueEntry
    from livetok.proto import Gift, GiftEvent

__all__ = ["GiftEventMixin", "GiftMixin", "delta_of", "set_catalogue", "set_delta"]

_STREAKABLE: Final = 1


class GiftMixin:
    """An entry of the gift catalogue, as a gift event carries it."""

    __slots__ = ()

    if TYPE_CHECKING:
        type: int
        diamond_count: int

    @property
    def streakable(self) -> bool:
        """Whether the gift can be sent as a streak; any other is final with its first message."""
        return self.type == _STREAKABLE

    @property
    def price(self) -> int:
        """Diamonds for one; 0 when the server did not say, or said something below that."""
        return max(0, self.diamond_count)


class GiftEventMixin:
    """One message of a gift; a streak consists of several, with a running total."""

    __slots__ = ()

    if TYPE_CHECKING:
        gift: Gift
        repeat_count: int
        repeat_end: int

        def has(self, name: str) -> bool: ...

    @property
    def is_single(self) -> bool:
        """Whether the gift is one that has no streaks. Not known, and False, when the message came without it."""
        return has_whole(cast("GiftEvent", self), "gift") and not self.gift.streakable

    @property
    def streak_over(self) -> bool:
        """Whether `repeat_count` is final: the closing message of a streak, or a gift that has no streaks."""
        return self.repeat_end == 1 or self.is_single

    @property
    def delta(self) -> int:
        """How many were sent since the last message of this streak; 0 for the closing message of most.

        The session works it out; an event from `decode()` or made by hand has its whole count.
        """
        derived = derived_of(self) if isinstance(self, Event) else None
        return max(1, self.repeat_count) if derived is None else int(derived[0])

    @property
    def catalogue(self) -> CatalogueEntry | None:
        """The gift's entry in the room's catalogue; None unless the option `fetch_gifts` is on and it is listed."""
        derived = derived_of(self) if isinstance(self, Event) else None
        return None if derived is None else derived[1]

    @property
    def diamonds(self) -> int:
        """Price of what was sent so far in this streak."""
        return self.gift.price * max(1, self.repeat_count)


def delta_of(event: GiftEvent) -> int:
    """Return `event.delta` of a message that went through `set_delta`.

    Args:
        event: The message.
    """
    delta: int = derived_of(event)[0]
    return delta


def set_delta(event: GiftEvent, delta: int) -> None:
    """Set how many gifts a message adds to its streak.

    Args:
        event: The message.
        delta: Gifts since the message before.
    """
    attach_derived(event, (delta, None))


def set_catalogue(event: GiftEvent, entry: CatalogueEntry | None) -> None:
    """Set the catalogue entry of a gift message, whose delta must be set already.

    Args:
        event: The message.
        entry: The entry; None when the catalogue is not known, or does not have the gift.
    """
    attach_derived(event, (event.delta, entry))
