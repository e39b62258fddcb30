"""Models: rooms, hosts, gifts, profiles and audiences of TikTok's web API, as frozen values.

Each is built from TikTok's JSON by a class method that never raises: what is missing or of another type reads
as empty, and `raw` keeps what was sent. 64-bit ids are taken from their `..._str` twins where there are any:
the bare numbers are damaged by whatever stored them as floats on the way (protocol notes 2.2, 2.6, 2.8).
"""

from __future__ import annotations

import json
import zlib
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from livetok._util.json_view import Json
from livetok.models.stream_urls import StreamUrl, streams_of_lookup, streams_of_room_info

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "Audience",
    "Gift",
    "HostInfo",
    "Json",
    "LiveState",
    "LiveStatus",
    "Profile",
    "RoomInfo",
    "RoomStatus",
    "StreamUrl",
    "Viewer",
]


def _packed(raw: dict[str, Any] | bytes) -> bytes:
    """Make little of a JSON object; what is little already stays."""
    if isinstance(raw, bytes):
        return raw
    try:
        return zlib.compress(json.dumps(raw).encode()) if raw else b""
    except RecursionError:  # what nests so deep is no answer that anybody needs to see again
        return b""


class RoomStatus(IntEnum):
    """State of a room as TikTok numbers it."""

    UNKNOWN = 0
    PREPARING = 1
    LIVE = 2
    PAUSED = 3
    ENDED = 4

    @classmethod
    def of(cls, number: int) -> RoomStatus:
        """Return the state with a number; UNKNOWN for numbers that are not known.

        Args:
            number: As TikTok sends it.
        """
        return next((status for status in cls if status == number), cls.UNKNOWN)


class LiveState(Enum):
    """Whether a user is live, as far as the answers tell."""

    LIVE = "live"
    OFFLINE = "offline"
    PREPARING = "preparing"
    PAUSED = "paused"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, status: RoomStatus) -> LiveState:
        """Return the state that a room's status stands for.

        Args:
            status: State of the room.
        """
        return cls.OFFLINE if status is RoomStatus.ENDED else cls[status.name]


@frozen(kw_only=True)
class LiveStatus:
    """Answer to "is this user live?", with its evidence. True in a condition only when live.

    Attributes:
        state: UNKNOWN when nobody gave a clear answer; a refusal never counts as offline.
        unique_id: Handle that was asked for, empty when only a room id was given.
        source: Who said so: `lookup`, `live page`, `check_alive`, `room info`.
        room_id: The room, 0 when unknown.
        status: HTTP status of the answer, 0 when there was none.
        detail: One line for people.
    """

    state: LiveState
    unique_id: str = ""
    source: str = ""
    room_id: int = 0
    status: int = 0
    detail: str = ""

    def __bool__(self) -> bool:
        return self.state is LiveState.LIVE


def _images(image: Json) -> tuple[str, ...]:
    """URLs of an image: the site's plain text, or an object that lists the same picture on several hosts."""
    if isinstance(image.value, str):
        return (image.value,) if image.value else ()
    return tuple(
        address.value
        for address in image["url_list"].items
        if isinstance(address.value, str) and address.value
    )


def _first(urls: tuple[str, ...]) -> str:
    return urls[0] if urls else ""


@frozen(kw_only=True)
class HostInfo:
    """The user who broadcasts.

    Attributes:
        id: User id, 0 when unknown.
        unique_id: Handle, without `@`.
        nickname: Display name; any Unicode, not unique.
        sec_uid: Opaque id that some of TikTok's pages ask for.
        bio: The text on the profile page.
        avatar_thumb: URL of a small picture.
        avatar_medium: URL of a middling picture.
        avatar_large: URL of a large picture.
        follower_count: Users who follow the host.
        following_count: Users whom the host follows.
        verified: Whether TikTok verified the account.
    """

    id: int = 0
    unique_id: str = ""
    nickname: str = ""
    sec_uid: str = field(default="", repr=False)
    bio: str = field(default="", repr=False)
    avatar_thumb: str = field(default="", repr=False)
    avatar_medium: str = field(default="", repr=False)
    avatar_large: str = field(default="", repr=False)
    follower_count: int = 0
    following_count: int = 0
    verified: bool = False

    @classmethod
    def from_json(cls, user: Json, counts: Json) -> HostInfo:
        """Build from a user object of the site (`uniqueId`) or of the webcast hosts (`display_id`). Never raises.

        Args:
            user: The user object.
            counts: The object with the follower counts beside or inside it.
        """
        return cls(
            id=user.unsigned("id_str", "id"),
            unique_id=user.text("uniqueId", "display_id").lower(),
            nickname=user.text("nickname"),
            sec_uid=user.text("secUid", "sec_uid"),
            bio=user.text("signature", "bio_description"),
            avatar_thumb=_first(_images(user["avatarThumb"]) or _images(user["avatar_thumb"])),
            avatar_medium=_first(_images(user["avatarMedium"]) or _images(user["avatar_medium"])),
            avatar_large=_first(_images(user["avatarLarger"]) or _images(user["avatar_large"])),
            follower_count=counts.unsigned("followerCount", "follower_count"),
            following_count=counts.unsigned("followingCount", "following_count"),
            verified=user.flag("verified"),
        )


@frozen(kw_only=True)
class RoomInfo:
    """One broadcast. Counts are what they were when the answer was made.

    Attributes:
        room_id: 64-bit id, new for every broadcast; 0 when the user has none.
        status: State of the room.
        title: As the host wrote it.
        host: Who broadcasts.
        viewer_count: Viewers at that moment.
        total_viewers: Visits since the start.
        like_count: Likes since the start.
        started_at: Start of the broadcast, None when unknown.
        cover: URL of the cover picture.
        share_url: Link for people.
        streams: Ways to watch, best first.
        restrictions: Why not everybody may watch: `age`, `subscribers`, `paid`.
    """

    room_id: int = 0
    status: RoomStatus = RoomStatus.UNKNOWN
    title: str = ""
    host: HostInfo = field(factory=HostInfo)
    viewer_count: int = 0
    total_viewers: int = 0
    like_count: int = 0
    started_at: datetime | None = None
    cover: str = field(default="", repr=False)
    share_url: str = field(default="", repr=False)
    streams: tuple[StreamUrl, ...] = field(default=(), repr=False)
    restrictions: tuple[str, ...] = ()
    _raw: bytes = field(default=b"", converter=_packed, alias="raw", repr=False, eq=False)

    @property
    def raw(self) -> dict[str, Any]:
        """The JSON object this was built from: a copy, made anew at each look.

        It is kept compressed. Parsed, it takes more memory than everything else that belongs to a room.
        """
        raw: dict[str, Any] = json.loads(zlib.decompress(self._raw)) if self._raw else {}
        return raw

    @classmethod
    def from_room_info(cls, data: Json) -> RoomInfo:
        """Build from the answer of `webcast/room/info/` (protocol notes 2.6). Never raises.

        Args:
            data: Its `data`.
        """
        owner, stats = data["owner"], data["stats"]
        return cls(
            room_id=data.unsigned("id_str", "id"),
            status=RoomStatus.of(data.unsigned("status")),
            title=data.text("title"),
            host=HostInfo.from_json(owner, owner["follow_info"]),
            viewer_count=data.unsigned("user_count"),
            total_viewers=stats.unsigned("total_user", "enter_count"),
            like_count=data.unsigned("like_count") or stats.unsigned("like_count", "digg_count"),
            started_at=data.moment("create_time"),
            cover=_first(_images(data["cover"])),
            share_url=data.text("share_url"),
            streams=streams_of_room_info(data["stream_url"]),
            restrictions=("age",) if data["age_restricted"].flag("restricted") else (),
            raw=data.object,
        )

    @classmethod
    def from_lookup(cls, data: Json) -> RoomInfo:
        """Build from the room lookup, or from the same in the live page (protocol notes 2.2, 2.3). Never raises.

        The room id is that of the last broadcast while the user is offline; `status` tells.

        Args:
            data: Its `data`.
        """
        user, room = data["user"], data["liveRoom"]
        stats = room["liveRoomStats"]
        host = HostInfo.from_json(user, data["stats"])
        return cls(
            room_id=user.unsigned("roomId"),
            status=_lookup_status(user, room),
            title=room.text("title"),
            host=host,
            viewer_count=stats.unsigned("userCount"),
            total_viewers=stats.unsigned("enterCount"),
            started_at=room.moment("startTime"),
            cover=room.text("coverUrl", "squareCoverImg"),
            share_url=f"https://www.tiktok.com/@{host.unique_id}/live" if host.unique_id else "",
            streams=streams_of_lookup(room),
            restrictions=_lookup_restrictions(room),
            raw=data.object,
        )


def _lookup_status(user: Json, room: Json) -> RoomStatus:
    """One status out of two that sometimes differ: live if either says so, ended without a room."""
    if not user.unsigned("roomId"):
        return RoomStatus.ENDED
    said = [RoomStatus.of(node.unsigned("status")) for node in (room, user)]
    if RoomStatus.LIVE in said:
        return RoomStatus.LIVE
    return next((status for status in said if status is not RoomStatus.UNKNOWN), RoomStatus.UNKNOWN)


def _lookup_restrictions(room: Json) -> tuple[str, ...]:
    named = {"subscribers": room.flag("liveSubOnly"), "paid": room["paidEvent"].flag("paid_type")}
    return tuple(name for name, holds in named.items() if holds)


@frozen(kw_only=True)
class Gift:
    """An entry of the gift catalogue.

    Attributes:
        id: Gift id, as in gift events.
        name: For example `Rose`.
        describe: For example `sent Rose`.
        diamonds: Price of one, in diamonds.
        streakable: Whether it is sent in streaks, whose events count up until the last one.
        images: URLs of the same picture on several hosts.
        raw: The JSON object this was built from.
    """

    id: int
    name: str = ""
    describe: str = ""
    diamonds: int = 0
    streakable: bool = False
    images: tuple[str, ...] = field(default=(), repr=False)
    raw: dict[str, Any] = field(factory=dict[str, Any], repr=False, eq=False)

    @classmethod
    def from_json(cls, gift: Json) -> Gift:
        """Build from an element of the gift list (protocol notes 2.8). Never raises.

        Args:
            gift: An element of `data.gifts`.
        """
        return cls(
            id=gift.unsigned("id_str", "id"),
            name=gift.text("name"),
            describe=gift.text("describe"),
            diamonds=gift.unsigned("diamond_count"),
            streakable=gift.unsigned("type") == 1,
            images=_images(gift["image"]) or _images(gift["icon"]),
            raw=gift.object,
        )


@frozen(kw_only=True)
class Profile:
    """What a user's profile page shows.

    Attributes:
        user: Names, pictures and follower counts.
        heart_count: Likes of all videos.
        video_count: Public videos.
        friend_count: Users who follow each other with this one.
        private: Whether only followers see the videos.
        room_id: The last room, 0 when unknown; says nothing about being live.
        link: The link in the bio, empty when there is none.
        raw: The JSON object this was built from.
    """

    user: HostInfo
    heart_count: int = 0
    video_count: int = 0
    friend_count: int = 0
    private: bool = False
    room_id: int = 0
    link: str = ""
    raw: dict[str, Any] = field(factory=dict[str, Any], repr=False, eq=False)

    @classmethod
    def from_json(cls, info: Json) -> Profile:
        """Build from the profile page (protocol notes 2.4). Never raises.

        Args:
            info: Its `userInfo`.
        """
        user, stats = info["user"], info["stats"]
        return cls(
            user=HostInfo.from_json(user, stats),
            heart_count=stats.unsigned("heartCount", "heart"),
            video_count=stats.unsigned("videoCount"),
            friend_count=stats.unsigned("friendCount"),
            private=user.flag("privateAccount"),
            room_id=user.unsigned("roomId"),
            link=user["bioLink"].text("link"),
            raw=info.object,
        )


@frozen(kw_only=True)
class Viewer:
    """One entry of the audience.

    Attributes:
        rank: Place by diamonds, from 1.
        score: Diamonds sent in this broadcast.
        user: Who it is.
        follower: Whether the viewer follows the host.
        following: Whether the host follows the viewer.
        subscriber: Whether the viewer is subscribed to the host.
    """

    rank: int
    score: int
    user: HostInfo
    follower: bool = False
    following: bool = False
    subscriber: bool = False

    @classmethod
    def from_json(cls, entry: Json) -> Viewer:
        """Build from an element of the audience (protocol notes 2.10). Never raises.

        Args:
            entry: An element of `data.ranks`.
        """
        user = entry["user"]
        return cls(
            rank=entry.unsigned("rank"),
            score=entry.unsigned("score"),
            user=HostInfo.from_json(user, user["follow_info"]),
            follower=user.flag("is_follower"),
            following=user.flag("is_following"),
            subscriber=user.flag("is_subscribe"),
        )


@frozen(kw_only=True)
class Audience:
    """Who watches at a moment.

    Attributes:
        total: Viewers.
        anonymous: Those of them who are not logged in, and not listed.
        viewers: The list, as long as TikTok makes it.
    """

    total: int = 0
    anonymous: int = 0
    viewers: tuple[Viewer, ...] = field(default=(), repr=False)
