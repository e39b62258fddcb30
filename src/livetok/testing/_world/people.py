"""Invented users."""

from __future__ import annotations

import base64
import random
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from livetok.proto import (
    BadgeDisplayType,
    BadgeSceneType,
    BadgeStruct,
    FansClubInfo,
    FollowInfo,
    ImageModel,
    PrivilegeLogExtra,
    TextBadge,
    TextPieceUser,
    User,
    UserAttr,
    UserIdentity,
)
from livetok.testing._world.picture_host import PictureHost

__all__ = ["Person", "crowd"]

# Given names or pet names with endings; nobody in particular, in the scripts that rooms are full of.
_NICKNAMES = (
    "Mila", "Juno", "Kasper", "Odile", "Tomasz", "Zoë", "Ingrid ✨", "Bruno_87", "Léa 🌸", "Ömer", "Søren", "Nhã Uyên",
    "Мирослава", "Тимур 🔥", "Злата", "Борис", "Оксана 🌻", "نور", "ليان ✨", "سامر", "دانة", "فهد 🇸🇦", "ณิชา", "ภูผา 🐘",
    "ใบเฟิร์น", "さくら", "ゆうと🎮", "ひまり", "蓮", "민서", "지호🐯", "하린", "小雨", "阿明", "晨曦☀️", "אורי",
    "Ελένη", "Νίκος",
    "आरव", "दीया 🪔", "মিতু", "தமிழ்", "ნინო", "Արամ", "🦊🦊🦊", "꧁Nova꧂", "ᴅᴜꜱᴋ", "user", "⚡", "·",
)  # fmt: skip
_SYLLABLES = (
    "ka",
    "mi",
    "ro",
    "ta",
    "lu",
    "ne",
    "so",
    "vi",
    "da",
    "fe",
    "zu",
    "po",
    "li",
    "ga",
    "no",
    "ber",
    "shi",
    "wen",
)


@frozen(kw_only=True)
class Person:
    """A user as a room sees them.

    Attributes:
        unique_id: Handle, without `@`.
        nickname: Shown name.
        user_id: 64-bit id.
        sec_uid: Opaque id of the profile.
        bio: What the profile says.
        follower_count: Followers.
        following_count: Users that this one follows.
        verified: Has the blue tick.
        moderator: Moderates the room.
        subscriber: Subscribes to the host.
        follower: Follows the host.
        pictures: Where the avatar is served from.
        gifter_level: Level of the gifter badge, 0 for none.
        fans_level: Level in the host's fan club, 0 for no member.
    """

    unique_id: str
    nickname: str
    user_id: int
    sec_uid: str
    bio: str = ""
    follower_count: int = 0
    following_count: int = 0
    verified: bool = False
    moderator: bool = False
    subscriber: bool = False
    follower: bool = False
    gifter_level: int = 0
    fans_level: int = 0
    pictures: PictureHost = field(factory=PictureHost, eq=False, repr=False)
    _users: dict[str, User] = field(factory=dict[str, User], init=False, eq=False, repr=False)

    @classmethod
    def made_up(cls, unique_id: str, digest: bytes, pictures: PictureHost) -> Person:
        """Invent the user of a handle.

        Args:
            unique_id: The handle.
            digest: At least 12 bytes; the same ones give the same user.
            pictures: Where the avatar is served from.
        """
        return cls(
            pictures=pictures,
            unique_id=unique_id,
            nickname=unique_id.replace(".", " ").replace("_", " ").title(),
            user_id=6_000_000_000_000_000_000 + int.from_bytes(digest[:8]) % 1_300_000_000_000_000_000,
            sec_uid="MS4wLjABAAAA" + base64.urlsafe_b64encode(digest + digest[:13]).decode().rstrip("="),
            follower_count=int.from_bytes(digest[8:10]) % 5000,
            following_count=int.from_bytes(digest[10:12]) % 900,
        )

    @property
    def user(self) -> User:
        """The user as messages carry it, encoded once for each address of the pictures."""
        base = self.pictures.base
        if base not in self._users:
            self._users[base] = self._encoded_user()
        return self._users[base]

    def _encoded_user(self) -> User:
        user = User(
            id=self.user_id,
            nickname=self.nickname,
            bio_description=self.bio,
            avatar_thumb=self._image(100),
            avatar_medium=self._image(720),
            avatar_large=self._image(1080),
            verified=self.verified,
            follow_info=FollowInfo(
                following_count=self.following_count,
                follower_count=self.follower_count,
                follow_status=int(self.follower),
            ),
            display_id=self.unique_id,
            sec_uid=self.sec_uid,
            badge_list=self._badges(),
            id_str=str(self.user_id),
            is_follower=self.follower,
            is_subscribe=self.subscriber,
        )
        if self.moderator:
            user.user_attr = UserAttr(is_admin=True)
        if self.fans_level:
            user.fans_club_info = FansClubInfo(fans_level=self.fans_level, fans_club_name="fans")
        # A nested message that nobody has read yet gives its bytes back at once, which is what makes traffic cheap.
        return TextPieceUser.parse(bytes(TextPieceUser(user=user))).user

    @property
    def encoded(self) -> bytes:
        """As messages carry it, as bytes."""
        return bytes(self.user)

    @cached_property
    def identity(self) -> bytes:
        """The sender's relation to the host, encoded."""
        relation = UserIdentity(
            is_gift_giver_of_anchor=self.gifter_level > 0,
            is_subscriber_of_anchor=self.subscriber,
            is_follower_of_anchor=self.follower,
            is_moderator_of_anchor=self.moderator,
        )
        return bytes(relation)

    def facts(self, *, own_rooms: tuple[int, ...] = ()) -> dict[str, Any]:
        """Return the user as TikTok's webcast JSON has it.

        Args:
            own_rooms: Ids of the broadcasts of this user.
        """
        return {
            "id": self.user_id,
            "id_str": str(self.user_id),
            "display_id": self.unique_id,
            "nickname": self.nickname,
            "sec_uid": self.sec_uid,
            "bio_description": self.bio,
            "avatar_thumb": self.pictures.avatar(self.unique_id, 100),
            "avatar_medium": self.pictures.avatar(self.unique_id, 720),
            "avatar_large": self.pictures.avatar(self.unique_id, 1080),
            "follow_info": {
                "follower_count": self.follower_count,
                "following_count": self.following_count,
                "follow_status": int(self.follower),
                "push_status": 0,
            },
            "own_room": {
                "room_ids": list(own_rooms),
                "room_ids_str": [str(room_id) for room_id in own_rooms],
            },
            "verified": self.verified,
        }

    def web_facts(self) -> dict[str, Any]:
        """Return the user as the web site's JSON has it."""
        return {
            "id": str(self.user_id),
            "uniqueId": self.unique_id,
            "nickname": self.nickname,
            "secUid": self.sec_uid,
            "signature": self.bio,
            "verified": self.verified,
            "secret": False,
            "avatarThumb": self.pictures.avatar(self.unique_id, 100)["url_list"][0],
            "avatarMedium": self.pictures.avatar(self.unique_id, 720)["url_list"][0],
            "avatarLarger": self.pictures.avatar(self.unique_id, 1080)["url_list"][0],
        }

    def _image(self, size: int) -> ImageModel:
        facts = self.pictures.avatar(self.unique_id, size)
        return ImageModel(url_list=facts["url_list"], uri=facts["uri"])

    def _badges(self) -> list[BadgeStruct]:
        badges: list[BadgeStruct] = []
        if self.moderator:
            badges.append(_text_badge(BadgeSceneType.ADMIN, "pm_mt_moderator_im", "Moderator"))
        if self.subscriber:
            badges.append(_text_badge(BadgeSceneType.SUBSCRIBER, "pm_mt_sub_badge", "Subscriber"))
        for scene, level in (
            (BadgeSceneType.USER_GRADE, self.gifter_level),
            (BadgeSceneType.FANS, self.fans_level),
        ):
            if level:
                badge = _text_badge(scene, "", str(level))
                badge.privilege_log_extra = PrivilegeLogExtra(level=str(level))
                badges.append(badge)
        return badges


def _text_badge(scene: int, key: str, pattern: str) -> BadgeStruct:
    return BadgeStruct(
        display_type=BadgeDisplayType.TEXT,
        scene_type=BadgeSceneType(scene),
        display=True,
        text=TextBadge(display_type=BadgeDisplayType.TEXT, key=key, default_pattern=pattern),
    )


def crowd(size: int, rng: random.Random, digest: bytes, pictures: PictureHost) -> list[Person]:
    """Invent a believable audience: most follow nobody, some moderate, a few give much.

    Args:
        size: How many.
        rng: Decides what they are like.
        digest: Decides their ids.
        pictures: Where their avatars are served from.
    """
    people: list[Person] = []
    for number in range(size):
        handle = (
            "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) + rng.choice(("", ".", "_")) + str(number)
        )
        people.append(
            evolve(
                Person.made_up(handle, _mixed(digest, number), pictures),
                nickname=rng.choice(_NICKNAMES),
                moderator=rng.random() < 0.02,
                subscriber=rng.random() < 0.05,
                follower=rng.random() < 0.4,
                gifter_level=rng.choice((0, 0, 0, 1, 5, 12, 27)),
                fans_level=rng.choice((0, 0, 0, 2, 9)),
                verified=rng.random() < 0.01,
            )
        )
    return people


def _mixed(digest: bytes, number: int) -> bytes:
    return random.Random(digest + number.to_bytes(4)).randbytes(32)  # invented ids are no secret
