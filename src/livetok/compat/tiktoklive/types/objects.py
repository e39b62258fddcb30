"""What events consist of: dataclasses with the names of release 5.

Text and numbers that the server did not send are empty and 0; None stands for "unknown" where that makes a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from livetok.compat.tiktoklive.types._gifts import (
    ExtendedGift,
    Gift,
    GiftDetailed,
    GiftDetails,
    GiftIcon,
    GiftInfo,
    GiftRecipient,
)
from livetok.compat.tiktoklive.types._images import AbstractObject, Avatar, EmoteImage, TikTokImage

__all__ = [
    "AbstractObject",
    "Avatar",
    "Badge",
    "BadgeContainer",
    "BattleArmy",
    "ChatImage",
    "Emote",
    "EmoteImage",
    "ExtendedGift",
    "ExtraAttributes",
    "ExtraRankData",
    "FFmpegWrapper",
    "Gift",
    "GiftDetailImage",
    "GiftDetailed",
    "GiftDetails",
    "GiftExtra",
    "GiftIcon",
    "GiftInfo",
    "GiftRecipient",
    "ImageBadge",
    "ImageBadgeImage",
    "LinkUser",
    "MicArmiesGroup",
    "MicArmiesUser",
    "MicBattleGroup",
    "MicBattleUser",
    "RankItem",
    "TikTokImage",
    "TopViewer",
    "TreasureBoxData",
    "User",
    "UserInfo",
    "ValueLabel",
    "VideoQuality",
]

_SUBSCRIBER_SCENES: Final = (4, 7)
_GIFTER_SCENE: Final = 8
_FOLLOWS, _IS_FRIEND = 1, 2


@dataclass
class UserInfo(AbstractObject, renamed={"followRole": "follow_role"}):
    """Follower figures; `follow_role` is 0 none, 1 follows the host, 2 friends, None unknown."""

    following: int = 0
    followers: int = 0
    follow_role: int | None = None


@dataclass
class Badge(AbstractObject, renamed={"badgeSceneType": "badge_scene_type", "type": "label"}):
    """A badge beside a nickname."""

    badge_scene_type: int = 0
    image: TikTokImage = field(default_factory=TikTokImage)
    label: str = ""
    name: str = ""

    def tells(self, what: str) -> bool:
        """Whether the badge's picture, name or label contains a text, in any case."""
        return any(what in text.lower() for text in (self.image.uri, *self.image.urls, self.name, self.label))


def _number(texts: Iterable[str]) -> int | None:
    return next((int(match[1]) for text in texts if (match := re.search(r"(\d{1,4})\D*$", text))), None)


@dataclass
class User(
    AbstractObject,
    renamed={
        "userId": "user_id",
        "uniqueId": "unique_id",
        "secUid": "sec_uid",
        "profilePicture": "avatar",
        "extraAttributes": "info",
    },
):
    """A viewer or a host."""

    user_id: int = 0
    nickname: str = ""
    avatar: TikTokImage = field(default_factory=TikTokImage)
    unique_id: str = ""
    sec_uid: str = ""
    info: UserInfo = field(default_factory=UserInfo)
    badges: list[Badge] = field(default_factory=list[Badge])

    @property
    def is_following(self) -> bool | None:
        """Whether the user follows the host; None when unknown."""
        return None if self.info.follow_role is None else self.info.follow_role >= _FOLLOWS

    @property
    def is_friend(self) -> bool | None:
        """Whether user and host follow each other; None when unknown."""
        return None if self.info.follow_role is None else self.info.follow_role >= _IS_FRIEND

    @property
    def is_new_gifter(self) -> bool:
        """Whether the user has the badge of new gifters."""
        return any(badge.tells("live_ng") for badge in self.badges)

    @property
    def is_moderator(self) -> bool:
        """Whether the host made this user a moderator."""
        return any(badge.tells("moderator") for badge in self.badges)

    @property
    def is_subscriber(self) -> bool:
        """Whether the user is subscribed to the host."""
        return any(
            badge.badge_scene_type in _SUBSCRIBER_SCENES or badge.tells("/sub_") for badge in self.badges
        )

    @property
    def is_top_gifter(self) -> bool:
        """Whether the user has a badge of the best gifters."""
        return self.top_gifter_rank is not None

    @property
    def top_gifter_rank(self) -> int | None:
        """The place on that badge, None without one."""
        return _number(
            text
            for badge in self._with("top_gifter")
            for text in (badge.name, badge.image.uri.partition(".")[0])
        )

    @property
    def gifter_level(self) -> int | None:
        """The level on the gifter badge, None without one."""
        levels = (badge for badge in self.badges if badge.badge_scene_type == _GIFTER_SCENE)
        return _number(badge.name for badge in (*self._with("grade_badge"), *levels))

    def _with(self, text: str) -> Iterator[Badge]:
        return (badge for badge in self.badges if text in badge.image.uri)


@dataclass
class TopViewer(AbstractObject):
    """One of those who gave most; `user` is known of the first three only."""

    coins_given: int = 0
    user: User | None = None
    rank: int = 0


@dataclass
class Emote(AbstractObject, renamed={"emoteId": "emote_id"}):
    """An emote of subscribers."""

    emote_id: str = ""
    image: EmoteImage = field(default_factory=EmoteImage)


@dataclass
class ChatImage(AbstractObject):
    """A picture within a comment, and its place in the text."""

    position: int = 0
    image: TikTokImage = field(default_factory=TikTokImage)


@dataclass
class TreasureBoxData(AbstractObject, renamed={"canOpen": "openable"}):
    """What is in the box, how many can win something, and when it opens, in Unix seconds."""

    coins: int = 0
    openable: int = 0
    timestamp: int = 0


@dataclass
class ExtraRankData(AbstractObject):
    """How a rank is to be shown."""

    colour: str = ""
    id: int = 0


@dataclass
class LinkUser(
    AbstractObject,
    renamed={
        "userId": "user_id",
        "uniqueId": "unique_id",
        "profilePicture": "avatar",
        "battleGroup": "",
        "user": "",
    },
):
    """A host in a battle."""

    user_id: int = 0
    nickname: str = ""
    avatar: TikTokImage = field(default_factory=TikTokImage)
    unique_id: str = ""


@dataclass
class BattleArmy(
    AbstractObject, renamed={"hostUserId": "host_user_id", "battleGroups": "", "users": "participants"}
):
    """One side of a battle: its host, points, and who scored for it."""

    host_user_id: int = 0
    points: int = 0
    participants: list[User] = field(default_factory=list[User])


@dataclass
class ValueLabel(AbstractObject):
    """A piece of a text about ranks."""

    value: str = ""
    data: int = 0
    label: str = ""
    label2: str = ""


class VideoQuality(Enum):
    """Qualities of the video."""

    LD = "ld"
    SD = "sd"
    HD = "hd"
    UHD = "uhd"
    ORIGIN = "origin"


@dataclass
class FFmpegWrapper(AbstractObject):
    """A download under way: where it goes, since when (Unix seconds, -1 before it began), and livetok's recording."""

    path: str = ""
    runtime: str | None = None
    verbose: bool = True
    started_at: int = -1
    ffmpeg: Any = None


# Names of release 4 for the same things.
BadgeContainer = Badge
ExtraAttributes = UserInfo
GiftDetailImage = TikTokImage
GiftExtra = GiftRecipient
ImageBadge = Badge
ImageBadgeImage = TikTokImage
MicArmiesGroup = BattleArmy
MicArmiesUser = BattleArmy
MicBattleGroup = LinkUser
MicBattleUser = LinkUser
RankItem = ExtraRankData
