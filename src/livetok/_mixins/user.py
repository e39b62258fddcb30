"""Helpers on users (protocol notes 5.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from livetok._codec import Message, peek_field, untouched_bytes

if TYPE_CHECKING:
    from livetok.proto import (
        BadgeStruct,
        FansClubInfo,
        FollowInfo,
        SubscribeInfo,
        UserAttr,
    )

__all__ = ["UserMixin"]

# Values of BadgeSceneType; the enum itself is generated and stands above this module.
_ADMIN: Final = 1
_SUBSCRIBER: Final = (4, 7)
_TOP_GIFTER: Final = 6
_GIFTER_LEVEL: Final = 8
_MEMBER_LEVEL: Final = 10

_FRIENDS: Final = 2
_RANK: Final = re.compile(r"ranklist_top_gifter_(\d{1,3})")


class UserMixin:
    """What people ask of a user. All of it may be missing; then the answer is empty, 0 or False."""

    __slots__ = ()

    if TYPE_CHECKING:
        display_id: str
        user_attr: UserAttr
        badge_list: list[BadgeStruct]
        is_subscribe: bool
        subscribe_info: SubscribeInfo
        follow_info: FollowInfo
        fans_club_info: FansClubInfo

    @property
    def unique_id(self) -> str:
        """Handle without `@`; empty for blocked and anonymous viewers, who come with an id only."""
        return self.display_id

    @property
    def is_moderator(self) -> bool:
        """Whether the host made this user a moderator."""
        return self.standing()[0]

    @property
    def is_subscriber(self) -> bool:
        """Whether this user subscribed to the host."""
        return self.standing()[1]

    @property
    def is_friend(self) -> bool:
        """Whether this user and the host follow each other."""
        return self.follow_info.follow_status == _FRIENDS

    @property
    def gifter_level(self) -> int:
        """Level that TikTok gives for all gifts ever sent to anybody, from 1."""
        return self.standing()[2]

    @property
    def member_level(self) -> int:
        """Level in the fan club of this host, from 1."""
        shown = (badge.level for badge in self.badges(_MEMBER_LEVEL))
        return max(0, self.fans_club_info.fans_level) or max(shown, default=0)

    @property
    def top_gifter_rank(self) -> int:
        """Place among those who gave most in this broadcast, from 1."""
        addresses = (address for badge in self.badges(_TOP_GIFTER) for address in badge.addresses())
        match = next(filter(None, map(_RANK.search, addresses)), None)
        return int(match[1]) if match else 0

    @property
    def avatar_url(self) -> str:
        """Address of the largest profile picture."""
        return next(self._addresses(), "")

    @property
    def avatar_urls(self) -> tuple[str, ...]:
        """All addresses of the profile picture, the largest first."""
        return tuple(self._addresses())

    def _addresses(self) -> Iterator[str]:
        for size in ("avatar_large", "avatar_medium", "avatar_thumb"):
            yield from filter(None, peek_field(cast("Message", self), size, "url_list"))

    def standing(self) -> tuple[bool, bool, int]:
        """Return `is_moderator`, `is_subscriber` and `gifter_level` in one look at the badges."""
        attributes, level = self.user_attr, 0
        moderator = attributes.is_admin or attributes.is_super_admin
        subscriber = self.is_subscribe or self.subscribe_info.is_subscribed_to_anchor
        for badge in self.badge_list:
            raw = untouched_bytes(badge)
            scene = badge.scene_type
            moderator = moderator or scene == _ADMIN
            subscriber = subscriber or scene in _SUBSCRIBER
            # The bytes tell cheaply that most badges need no closer look.
            if raw is None or b"moderator" in raw:
                moderator = moderator or "moderator" in badge.text.key
            if raw is None or b"/sub_" in raw:
                subscriber = subscriber or any("/sub_" in address for address in badge.addresses())
            if scene == _GIFTER_LEVEL:
                level = max(level, badge.level)
        return moderator, subscriber, level

    def _known_helpers(self) -> dict[str, bool | int]:
        moderator, subscriber, level = self.standing()
        return {"is_moderator": moderator, "is_subscriber": subscriber, "gifter_level": level}

    def badges(self, *scenes: int) -> list[BadgeStruct]:
        """Return the badges that stand for something, in the order in which they are shown.

        Args:
            *scenes: What they may stand for, for example `BadgeSceneType.SUBSCRIBER`.
        """
        return [badge for badge in self.badge_list if badge.scene_type in scenes]
