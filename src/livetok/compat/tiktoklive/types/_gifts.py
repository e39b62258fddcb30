"""Gifts, as events carry them and as the gift list has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from livetok.compat.tiktoklive.types._images import AbstractObject, TikTokImage

__all__ = ["ExtendedGift", "Gift", "GiftDetailed", "GiftDetails", "GiftIcon", "GiftInfo", "GiftRecipient"]

_STREAKABLE: Final = 1


@dataclass
class GiftIcon(TikTokImage):
    """A picture out of the gift list."""

    avg_color: str = ""
    is_animated: bool = False


@dataclass
class GiftInfo(
    AbstractObject,
    renamed={
        "giftImage": "image",
        "describe": "description",
        "giftType": "type",
        "diamondCount": "diamond_count",
        "giftName": "name",
    },
):
    """The gift as its message describes it; type 1 can be sent in streaks."""

    image: TikTokImage = field(default_factory=TikTokImage)
    description: str = ""
    type: int | None = None
    diamond_count: int = 0
    name: str = ""


@dataclass
class GiftRecipient(AbstractObject, renamed={"receiverUserId": "user_id"}):
    """Who got the gift, and when it was sent, in milliseconds of Unix time."""

    timestamp: int = 0
    user_id: int = 0


@dataclass
class GiftDetailed(AbstractObject, renamed={"describe": "description", "image": "icon"}):
    """An entry of the gift list."""

    id: int = 0
    name: str = ""
    type: int = 0
    diamond_count: int = 0
    description: str = ""
    duration: int = 0
    event_name: str = ""
    icon: GiftIcon = field(default_factory=GiftIcon)
    combo: bool = False
    can_put_in_gift_box: bool = False
    for_link_mic: bool = False
    is_box_gift: bool = False
    is_broadcast_gift: bool = False
    is_displayed_on_panel: bool = False
    is_random_gift: bool = False
    is_gray: bool = False
    notify: bool = False
    primary_effect_id: int = 0
    gift_scene: int = 0


ExtendedGift = GiftDetailed
GiftDetails = GiftInfo


@dataclass
class Gift(
    AbstractObject,
    renamed={
        "giftId": "id",
        "gift_id": "id",
        "repeatCount": "count",
        "repeat_count": "count",
        "repeatEnd": "repeat_end",
        "giftDetails": "info",
        "giftExtra": "recipient",
    },
):
    """What was given; `count` is the running total of a streak, `repeat_end` 1 in its last message."""

    id: int = 0
    count: int = 0
    repeat_end: int = 0
    info: GiftInfo = field(default_factory=GiftInfo)
    recipient: GiftRecipient = field(default_factory=GiftRecipient)
    detailed: GiftDetailed | None = None

    @property
    def is_repeating(self) -> int:
        """1 in the message that ends a streak, as the README of the original has it."""
        return self.repeat_end

    @property
    def gift_type(self) -> int | None:
        """The type; 1 can be sent in streaks."""
        return self.info.type

    @property
    def streakable(self) -> bool | None:
        """Whether this gift can be sent in streaks; None when its type is unknown."""
        return None if self.info.type is None else self.info.type == _STREAKABLE

    @property
    def streaking(self) -> bool:
        """Whether the streak goes on."""
        return not self.repeat_end

    @property
    def details(self) -> GiftDetailed | None:
        """The entry of the gift list, with the option `enable_detailed_gifts`."""
        return self.detailed

    @property
    def extended_gift(self) -> GiftDetailed:
        """The entry of the gift list under its older name; without that option, what the message says of the gift.

        Release 4 fetched the list unless told otherwise, and programs rely on there being something.
        """
        if self.detailed is not None:
            return self.detailed
        icon = GiftIcon(urls=self.info.image.urls, uri=self.info.image.uri)
        return GiftDetailed(
            id=self.id,
            name=self.info.name,
            type=self.info.type or 0,
            diamond_count=self.info.diamond_count,
            description=self.info.description,
            icon=icon,
        )
