"""Gifts of the simulator's catalogue."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from attrs import frozen

from livetok.proto import Gift, GiftEvent, ImageModel

__all__ = ["GIFTS", "GiftKind"]


def image(path: str, *, size: int = 100) -> dict[str, Any]:
    """An image object as TikTok's JSON has it."""
    uri = f"webcast-va/{path}"
    return {
        "uri": uri,
        "url_list": [f"https://p{n}-webcast.tiktokcdn.example/img/{uri}~tplv-obj.webp" for n in (16, 19)],
        "avg_color": "#EBCAFF",
        "height": size,
        "width": size,
        "image_type": 0,
        "is_animated": False,
        "open_web_url": "",
    }


def image_model(facts: dict[str, Any]) -> ImageModel:
    """The same as a message."""
    return ImageModel(
        url_list=facts["url_list"],
        uri=facts["uri"],
        height=facts["height"],
        width=facts["width"],
        avg_color="#EBCAFF",
    )


@frozen
class GiftKind:
    """One entry of the catalogue.

    Attributes:
        streakable: Sent in streaks (`type` 1); any other gift is one message.
    """

    gift_id: int
    name: str
    diamonds: int
    streakable: bool = True

    @cached_property
    def message(self) -> Gift:
        """As gift messages carry it."""
        picture = image_model(image(f"gift-{self.gift_id}"))
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

    @cached_property
    def encoded(self) -> bytes:
        """As gift messages carry it, as bytes."""
        return bytes(self.message)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """As the gift list has it."""
        picture = image(f"gift-{self.gift_id}")
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
            "gift_label_icon": image("label"),
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
