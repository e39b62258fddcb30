"""Gift messages for the tests of streaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from livetok import GiftEvent, GiftSettledEvent
from livetok._protocol.gift_streaks import GiftStreaks
from livetok.proto import Gift, SettledBy, User

ROSE = Gift(id=5655, name="Rose", type=1, diamond_count=1)
GALAXY = Gift(id=11046, name="Galaxy", type=2, diamond_count=1000)
ANN = User(id=1, nickname="Ann")


def message(
    count: int = 1,
    *,
    end: bool = False,
    group: int = 7,
    user: User = ANN,
    gift: Gift | None = ROSE,
    **more: Any,
) -> GiftEvent:
    """As it comes from the wire, so that nothing is decoded yet."""
    made = GiftEvent(group_id=group, user=user, gift=gift, repeat_count=count, repeat_end=int(end), **more)
    made.gift_id = made.gift_id or (gift.id if gift else ROSE.id)
    return GiftEvent.parse(bytes(made))


def taken(streaks: GiftStreaks, *messages: GiftEvent, at: float = 0.0) -> list[GiftSettledEvent]:
    return [final for message in messages for final in streaks.add(message, at)]


def facts(finals: Iterable[GiftSettledEvent]) -> list[tuple[int, SettledBy]]:
    return [(final.count, final.settled_by) for final in finals]
