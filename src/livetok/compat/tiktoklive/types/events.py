"""The events, under the names of release 5."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import asdict, dataclass, field
from types import SimpleNamespace
from typing import Any, ClassVar, Final, cast

from betterproto2 import Casing, OutputFormat

from livetok._mixins.event import Event
from livetok.compat.tiktoklive._renamed import Renamed, warn_of
from livetok.compat.tiktoklive.types.objects import (
    BattleArmy,
    ChatImage,
    Emote,
    ExtraRankData,
    Gift,
    LinkUser,
    TopViewer,
    TreasureBoxData,
    User,
    ValueLabel,
)

__all__ = [
    "EVENT_NAMES",
    "AbstractEvent",
    "CommentEvent",
    "ConnectEvent",
    "DisconnectEvent",
    "EmoteEvent",
    "EnvelopeEvent",
    "FollowEvent",
    "GiftEvent",
    "IntroMessageEvent",
    "JoinEvent",
    "LikeEvent",
    "LiveEndEvent",
    "MicArmiesEvent",
    "MicBattleEvent",
    "MicBattleStartEvent",
    "MicBattleUpdateEvent",
    "MoreShareEvent",
    "QuestionEvent",
    "RankingUpdateEvent",
    "ShareEvent",
    "SubscribeEvent",
    "UnknownEvent",
    "UserRankingUpdateEvent",
    "ViewerCountUpdateEvent",
    "ViewerUpdateEvent",
    "WeeklyRankingEvent",
]

_SHOWN: Final = {"displayType": "display_type"}
_THROUGH_SHARE: Final = "pm_mt_join_message_other_viewer"
_RUNNING, _FINISHED = 1, 2


def _dict_of(message: Event) -> dict[str, Any]:
    return message.to_dict(casing=Casing.SNAKE, output_format=OutputFormat.PYTHON)


class AbstractEvent(Renamed, renamed={"as_dict": "raw_data"}):
    """Base of all events.

    Attributes:
        name: Name to listen by.
    """

    name: ClassVar[str] = "event"
    # The event of livetok that this one was made from. No field of the dataclasses below: this class is none.
    _message: Event | None = None

    def carry(self, message: Event) -> None:
        """Keep the message that this event was made from; for the client."""
        self._message = message

    @property
    def raw_data(self) -> dict[str, Any]:
        """The message as a dict, under the field names of TikTok's protocol; empty for events without a message.

        Raises:
            DecodeError: A part of the message is damaged.
        """
        return {} if self._message is None else _dict_of(self._message)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a dict, nested ones too."""
        return asdict(cast(Any, self))  # every subclass is a dataclass


@dataclass
class ConnectEvent(AbstractEvent):
    """The room was entered, for the first time or after a loss."""

    name: ClassVar[str] = "connect"


@dataclass
class DisconnectEvent(AbstractEvent):
    """The connection is over. `webcast_closed`: by a loss, not by `stop()` or the end of the broadcast."""

    name: ClassVar[str] = "disconnect"

    webcast_closed: bool = False


@dataclass
class LikeEvent(AbstractEvent, renamed={**_SHOWN, "likeCount": "likes", "totalLikeCount": "total_likes"}):
    """Somebody likes the stream."""

    name: ClassVar[str] = "like"

    user: User = field(default_factory=User)
    likes: int = 0
    total_likes: int = 0
    display_type: str = ""
    label: str = ""


@dataclass
class JoinEvent(AbstractEvent, renamed=_SHOWN):
    """Somebody comes in."""

    name: ClassVar[str] = "join"

    user: User = field(default_factory=User)
    display_type: str = ""
    label: str = ""
    total_viewers: int = 0
    action_id: int = 0

    @property
    def through_share(self) -> bool:
        """Whether the viewer came through somebody's share."""
        return self.display_type == _THROUGH_SHARE


@dataclass
class FollowEvent(AbstractEvent, renamed=_SHOWN):
    """Somebody follows the host."""

    name: ClassVar[str] = "follow"

    user: User = field(default_factory=User)
    display_type: str = ""
    label: str = ""
    total_followers: int = 0


@dataclass
class ShareEvent(AbstractEvent, renamed=_SHOWN):
    """Somebody shares the stream."""

    name: ClassVar[str] = "share"

    user: User = field(default_factory=User)
    display_type: str = ""
    label: str = ""


@dataclass
class MoreShareEvent(ShareEvent):
    """Several viewers came through somebody's share."""

    name: ClassVar[str] = "more_share"

    @property
    def amount(self) -> int | None:
        """How many, at least; None when the message does not say."""
        match = re.fullmatch(r"pm_mt_guidance_viewer_(\d+)_share", self.display_type)
        return int(match[1]) if match else None


@dataclass
class ViewerUpdateEvent(AbstractEvent, renamed={"viewerCount": "viewer_count"}):
    """How many watch, and who gave most."""

    name: ClassVar[str] = "viewer_update"

    viewer_count: int = 0
    top_viewers: list[TopViewer] = field(default_factory=list[TopViewer])


@dataclass
class CommentEvent(AbstractEvent):
    """Somebody writes."""

    name: ClassVar[str] = "comment"

    user: User = field(default_factory=User)
    comment: str = ""
    mentions: list[User] = field(default_factory=list[User])
    images: list[ChatImage] = field(default_factory=list[ChatImage])
    language: str = ""


@dataclass
class LiveEndEvent(AbstractEvent):
    """The broadcast is over; follows `disconnect`."""

    name: ClassVar[str] = "live_end"


@dataclass
class GiftEvent(AbstractEvent):
    """Somebody gives; a streak consists of several of these."""

    name: ClassVar[str] = "gift"

    user: User = field(default_factory=User)
    gift: Gift = field(default_factory=Gift)


@dataclass
class QuestionEvent(AbstractEvent, renamed={"questionText": "question"}):
    """Somebody asks in the questions panel."""

    name: ClassVar[str] = "question"

    question: str = ""
    user: User = field(default_factory=User)


@dataclass
class EmoteEvent(AbstractEvent):
    """Somebody sends an emote."""

    name: ClassVar[str] = "emote"

    user: User = field(default_factory=User)
    emote: Emote = field(default_factory=Emote)


@dataclass
class EnvelopeEvent(
    AbstractEvent, renamed={"treasureBoxData": "treasure_box_data", "treasureBoxUser": "treasure_box_user"}
):
    """Somebody puts down a treasure box."""

    name: ClassVar[str] = "envelope"

    treasure_box_data: TreasureBoxData = field(default_factory=TreasureBoxData)
    treasure_box_user: User = field(default_factory=User)


@dataclass
class SubscribeEvent(
    AbstractEvent,
    renamed={
        "exhibitionType": "exhibition_type",
        "subscribeType": "subscribe_type",
        "oldSubScribeStatus": "old_subscribe_status",
        "subscribingStatus": "subscribing_status",
    },
):
    """Somebody subscribes to the host; the numbers are TikTok's."""

    name: ClassVar[str] = "subscribe"

    user: User = field(default_factory=User)
    exhibition_type: int = 0
    subscribe_type: int = 0
    old_subscribe_status: int = 0
    subscribing_status: int = 0


@dataclass
class UserRankingUpdateEvent(AbstractEvent):
    """A viewer's place among the viewers."""

    name: ClassVar[str] = "user_ranking_update"

    type: str = ""
    label: str = ""
    user: User = field(default_factory=User)
    rank: int = 0


@dataclass
class RankingUpdateEvent(AbstractEvent):
    """The stream's place in a ranking; `user` is its host."""

    name: ClassVar[str] = "ranking_update"

    type: str = ""
    label: str = ""
    details: list[ValueLabel] = field(default_factory=list[ValueLabel])
    extra: ExtraRankData = field(default_factory=ExtraRankData)
    rank: int = 0
    user: User = field(default_factory=User)

    @property
    def data(self) -> SimpleNamespace:
        """The nesting of release 4."""
        warn_of("RankingUpdateEvent.data.rankings.rank.id", "RankingUpdateEvent.rank")
        place = SimpleNamespace(id=self.rank, colour=self.extra.colour)
        return SimpleNamespace(rankings=SimpleNamespace(type=self.type, label=self.label, rank=place))


@dataclass
class IntroMessageEvent(AbstractEvent):
    """The host's words of welcome, with the option `process_initial_data`."""

    name: ClassVar[str] = "intro_message"

    room_id: int = 0
    message: str = ""
    streamer: User = field(default_factory=User)
    language: str = ""


@dataclass
class MicBattleStartEvent(AbstractEvent, renamed={"battleUsers": "battle_users"}):
    """A battle between hosts begins."""

    name: ClassVar[str] = "mic_battle_start"

    battle_users: list[LinkUser] = field(default_factory=list[LinkUser])


@dataclass
class MicBattleUpdateEvent(
    AbstractEvent, renamed={"battleStatus": "battle_status", "battleUsers": "battle_armies"}
):
    """Points, or the end of a battle; `battle_status` is 1 while it is on and 2 when it is over."""

    name: ClassVar[str] = "mic_battle_update"

    battle_status: int = 0
    battle_armies: list[BattleArmy] = field(default_factory=list[BattleArmy])

    @property
    def in_battle(self) -> bool:
        """Whether the battle is on."""
        return self.battle_status == _RUNNING

    @property
    def battle_finished(self) -> bool:
        """Whether the battle is over."""
        return self.battle_status == _FINISHED


@dataclass
class UnknownEvent(AbstractEvent):
    """A message that has no event of its own here: `type` is its method, `binary` its bytes."""

    name: ClassVar[str] = "unknown"

    type: str = ""
    binary: bytes = b""

    @property
    def data(self) -> dict[str, Any] | None:
        """The decoded message, None when livetok has no type for it either.

        Raises:
            DecodeError: A part of the message is damaged.
        """
        return None if self._message is None else _dict_of(self._message)

    @property
    def base64(self) -> str:
        """The bytes as base64, to paste into a protobuf decoder."""
        return b64encode(self.binary).decode()


ViewerCountUpdateEvent = ViewerUpdateEvent
WeeklyRankingEvent = RankingUpdateEvent
MicBattleEvent = MicBattleStartEvent
MicArmiesEvent = MicBattleUpdateEvent


def _names() -> frozenset[str]:
    names = {cls.name for cls in AbstractEvent.__subclasses__()} | {MoreShareEvent.name, "error"}
    return frozenset(names)


EVENT_NAMES: Final = _names()
