"""Gifts of the simulator's catalogue."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from livetok.proto import Gift, GiftEvent
from livetok.testing._world.picture_host import PictureHost, image_model

__all__ = ["GIFTS", "GiftKind"]


@frozen
class GiftKind:
    """One entry of the catalogue.

    Attributes:
        gift_id: Number in the catalogue.
        name: Shown name.
        diamonds: Price of one.
        pictures: Where the picture is served from.
        streakable: Sent in streaks (`type` 1); any other gift is one message.
    """

    gift_id: int
    name: str
    diamonds: int
    streakable: bool = True
    pictures: PictureHost = field(factory=PictureHost, eq=False, repr=False)
    _messages: dict[str, Gift] = field(factory=dict[str, Gift], init=False, eq=False, repr=False)

    @property
    def message(self) -> Gift:
        """The gift as gift messages carry it, encoded once for each address of the pictures."""
        base = self.pictures.base
        if base not in self._messages:
            self._messages[base] = self._encoded_gift()
        return self._messages[base]

    def _encoded_gift(self) -> Gift:
        picture = image_model(self.pictures.picture(f"gift-{self.gift_id}"))
        gift = Gift(
            id=self.gift_id,
            name=self.name,
            describe=f"sent {self.name}",
            type=1 if self.streakable else 2,
            combo=self.streakable,
            diamond_count=self.diamonds,
            duration=1000,
            for_linkmic=True,
            image=picture,
            icon=picture,
            is_displayed_on_panel=True,
        )
        # A nested message that nobody has read yet gives its bytes back at once, which is what makes traffic cheap.
        return GiftEvent.parse(bytes(GiftEvent(gift=gift))).gift

    @property
    def encoded(self) -> bytes:
        """The gift as gift messages carry it, as bytes."""
        return bytes(self.message)

    @property
    def facts(self) -> dict[str, Any]:
        """The gift as the gift list has it: a JSON object."""
        picture = self.pictures.picture(f"gift-{self.gift_id}")
        return {
            "id": self.gift_id,
            "name": self.name,
            "describe": f"sent {self.name}",
            "type": 1 if self.streakable else 2,
            "diamond_count": self.diamonds,
            "combo": self.streakable,
            "duration": 1000,
            "image": picture,
            "icon": picture,
            "preview_image": picture,
            "gift_label_icon": self.pictures.picture("label"),
            "is_broadcast_gift": self.diamonds > 10_000,
            "is_displayed_on_panel": True,
            "is_effect_befview": False,
            "is_random_gift": False,
            "is_gray": False,
            "is_box_gift": False,
            "can_put_in_gift_box": False,
            "for_linkmic": True,
            "for_custom": False,
            "notify": False,
            "event_name": "livesdk_gift_send",
            "primary_effect_id": 0 if self.streakable else self.gift_id * 10,
            "gift_scene": 1,
            "tracker_params": {"gift_property": "normal_gift"},
            "lock_info": {"lock": False, "lock_type": 0},
            "color_infos": [],
        }


GIFTS = (
    GiftKind(5655, "Rose", 1),
    GiftKind(6064, "GG", 1),
    GiftKind(7934, "Heart Me", 1),
    GiftKind(5487, "Finger Heart", 5),
    GiftKind(5658, "Perfume", 20),
    GiftKind(5879, "Doughnut", 30),
    GiftKind(6104, "Cap", 99),
    GiftKind(5509, "Sunglasses", 199, streakable=False),
    GiftKind(7168, "Money Gun", 500, streakable=False),
    GiftKind(11046, "Galaxy", 1000, streakable=False),
    GiftKind(6369, "Lion", 29_999, streakable=False),
    GiftKind(9072, "TikTok Universe", 34_999, streakable=False),
)
