"""Made-up events, one of each class: nobody's data."""

from typing import Any

import betterproto2
from betterproto2 import Casing

from livetok import proto
from livetok._codec import Message
from livetok._codec.message import spec_of
from livetok._codec.spec import FieldSpec, json_name, owner_of
from livetok._mixins.event import Event
from tools.reference.facts import Fact, documented_fields

_MOST_FIELDS = 7

ROOM = "7300000000000000001"
PICTURE = {"url_list": ["https://p16.example/picture.webp"]}
USER = {
    "id": "6800000000000000042",
    "nickname": "Mila 🌸",
    "display_id": "mila.kaffee",
    "avatar_thumb": PICTURE,
}
GUEST = {"id": "6800000000000000043", "nickname": "Juno", "display_id": "juno"}
ROSE = {"id": "5655", "name": "Rose", "type": 1, "diamond_count": 1, "image": PICTURE}
EMOTE = {"emote_id": "7100000000000000005", "image": PICTURE}
BATTLE = {"battle_id": "7286000000000000001", "start_time_ms": "1795348800000", "duration": 300}
PROSE = {"key": "pm_mt_msg_viewer", "default_pattern": "{0:user} liked the LIVE"}

# Messages that are in many events, as far as they matter.
PARTS: dict[str, Any] = {
    "User": USER,
    "ImageModel": PICTURE,
    "Gift": ROSE,
    "EmoteModel": EMOTE,
    "Text": PROSE,
    "PublicAreaCommon": None,
    "PublicAreaMessageCommon": None,
    "MsgFilter": None,
    "Contributor": {"score": "1200", "user": USER, "rank": "1"},
    "UserIdentity": {"is_follower_of_anchor": True},
    "BattleSetting": BATTLE,
    "BattleUserArmies": {"host_score": "870", "user_armies": [{"user_id": USER["id"], "score": "870"}]},
    "BattleResult": {"user_id": GUEST["id"], "score": "870"},
}

_BATTLE_PARTS = {"battle_id": BATTLE["battle_id"], "battle_settings": BATTLE}
_FOLLOW = "pm_main_follow_message_viewer_2"


def _shown(key: str, pattern: str) -> dict[str, Any]:
    return {
        "display_text": {
            "key": key,
            "default_pattern": pattern,
            "pieces": [{"type": 11, "user_value": {"user": USER}}],
        }
    }


# What makes an event what it is, and the fields of those that people use most. None leaves a field out.
EVENTS: dict[str, dict[str, Any]] = {
    "CommentEvent": {
        "user": USER,
        "content": "hello from Graz",
        "emotes": [{"index": 5, "emote": EMOTE}],
        "content_language": "en",
        "user_identity": PARTS["UserIdentity"],
    },
    "GiftEvent": {
        "gift_id": ROSE["id"],
        "repeat_count": 5,
        "user": USER,
        "repeat_end": 1,
        "group_id": "1795348801234",
        "gift": ROSE,
    },
    "GiftSettledEvent": {
        "user": USER,
        "gift": ROSE,
        "gift_id": ROSE["id"],
        "count": 5,
        "diamonds": "5",
        "group_id": "1795348801234",
        "settled_by": "SETTLED_BY_END",
    },
    "LikeEvent": {"count": 15, "total": "1203", "user": USER},
    "ViewerUpdateEvent": {
        "ranks": [PARTS["Contributor"]],
        "total": "87",
        "total_user": "1530",
        "popularity": "87",
    },
    "EmoteEvent": {"user": USER, "emote_list": [EMOTE]},
    "MemberEvent": {"user": USER, "member_count": 88, "action": "MEMBER_MESSAGE_ACTION_ADMIN"},
    "JoinEvent": {"user": USER, "member_count": 88, "action": "MEMBER_MESSAGE_ACTION_ENTER"},
    "SocialEvent": {"user": USER},
    "FollowEvent": {
        "common": _shown(_FOLLOW, "{0:user} followed the LIVE creator"),
        "user": USER,
        "action": 1,
        "follow_count": "2041",
    },
    "ShareEvent": {
        "common": _shown("pm_mt_guidance_share", "{0:user} shared the LIVE"),
        "user": USER,
        "action": 3,
        "share_type": "1",
    },
    "MoreShareEvent": {
        "common": _shown(
            "pm_mt_guidance_viewer_5_share", "{0:user} shared the LIVE with more than 5 friends"
        ),
        "user": USER,
        "action": 3,
    },
    "ControlEvent": {"action": 9},
    "LiveEndEvent": {"action": "CONTROL_ACTION_STREAM_ENDED"},
    "LivePauseEvent": {"action": "CONTROL_ACTION_STREAM_PAUSED"},
    "LiveResumeEvent": {"action": "CONTROL_ACTION_STREAM_UNPAUSED"},
    "LinkMicBattleEvent": {**_BATTLE_PARTS, "action": "LINK_MIC_BATTLE_BATTLE_ACTION_INVITE"},
    "MicBattleStartEvent": {**_BATTLE_PARTS, "action": "LINK_MIC_BATTLE_BATTLE_ACTION_OPEN"},
    "MicBattleUpdateEvent": {
        "battle_id": BATTLE["battle_id"],
        "armies": {GUEST["id"]: PARTS["BattleUserArmies"]},
        "trigger_reason": "LINK_MIC_ARMIES_TRIGGER_REASON_SCORE_UPDATE",
    },
    "MicBattleEndEvent": {
        **_BATTLE_PARTS,
        "action": "LINK_MIC_BATTLE_BATTLE_ACTION_FINISH",
        "battle_result": {GUEST["id"]: PARTS["BattleResult"]},
    },
    "SubNotifyEvent": {"user": USER, "sub_month": "3", "message_type": "MESSAGE_TYPE_ANCHOR_REMINDER"},
    "SubscribeEvent": {"user": USER, "sub_month": "3"},
    "SuperFanEvent": {"content": {"key": "ttlive_superfan"}, "user": USER},
    "SuperFanJoinEvent": {"content": {"key": "ttlive_superfan_commentnotif_superfanjoined"}, "user": USER},
    "SuperFanBoxEvent": {
        "envelope_info": {"business_type": "ENVELOPE_BUSINESS_TYPE_SUPER_FAN_BOX", "diamond_count": 100}
    },
    "EnvelopeClosedEvent": {
        "envelope_info": {"envelope_id": "7510000000000000042"},
        "display": "ENVELOPE_DISPLAY_HIDE",
    },
    "UnknownEvent": {"method": "WebcastBrandNewMessage", "payload": "CAESBWhlbGxv"},
    "UndecodedEvent": {
        "method": "WebcastChatMessage",
        "payload": "CA==",
        "error": "the message is cut short",
    },
    "DisconnectEvent": {"reason": "the server closed the connection", "code": 1006, "will_reconnect": True},
    "ReconnectEvent": {"attempt": 1, "delay": 1.5, "gap_seconds": 4.25},
    "LaggedEvent": {"count": "20"},
    "RoomErrorEvent": {
        "unique_id": "a.host",
        "room_id": "7300000000000000001",
        "error": "Stale",
        "message": "the server said nothing for 60 s",
        "hint": "see stale_timeout",
        "will_retry": True,
        "retry_after": 52.5,
    },
}


def sample_of(fact: Fact) -> Event:
    """Makes up an event of a class."""
    sample = EVENTS.get(fact.title)
    fields = dict(sample) if sample is not None else _made_up(fact.event_class, depth=2)
    if any(field.name == "common" for field in spec_of(fact.event_class).fields):
        lineage = {base.__name__ for base in fact.event_class.__mro__}
        own = (method for method in fact.methods if proto.METHODS.get(method) in lineage)
        method = next(own, next(iter(fact.methods), ""))
        header = {
            "method": method,
            "msg_id": "7300000000000000777",
            "room_id": ROOM,
            "create_time": "1795348802000",
        }
        fields["common"] = header | fields.get("common", {})
    return fact.event_class.from_dict(fields)


def sample_dict(fact: Fact) -> dict[str, Any]:
    """Gives a made-up event as JSON has it."""
    shown: dict[str, Any] = sample_of(fact).to_dict()["event"]
    return shown


def _made_up(message_class: type[Message], depth: int) -> dict[str, Any]:
    """Sets the fields that have a comment, or the first few; of a oneof one."""
    owner = owner_of(message_class)
    documented = {field.name for field in documented_fields(owner) if field.comment}
    specs = [field for field in spec_of(owner).fields if not field.name.startswith(("common", "deprecated"))]
    specs.sort(key=lambda field: field.name not in documented)
    fields: dict[str, Any] = {}
    groups: set[str] = set()
    for field in specs:
        if len(fields) == _MOST_FIELDS or (field.group and field.group in groups):
            continue
        value = _value(field, depth)
        if value is not None:
            fields[json_name(field.name, Casing.SNAKE)] = value
            groups |= {field.group} if field.group else set()
    return fields


def _value(field: FieldSpec, depth: int) -> Any:
    if field.is_map:
        value = _single(field.name, field.value_kind, field.types[-1], depth)
        key = "6800000000000000042" if field.key_kind in betterproto2.INT_64_TYPES else "1"
        return None if value is None else {key: value}
    value = _single(field.name, field.kind, field.types[-1], depth)
    return [value] if field.repeated and value is not None else value


def _single(name: str, kind: str, named: Any, depth: int) -> Any:
    if kind == betterproto2.TYPE_MESSAGE:
        if named.__name__ in PARTS:
            return PARTS[named.__name__]
        return (_made_up(named, depth - 1) or None) if depth else None
    if kind == betterproto2.TYPE_ENUM:
        return next((member.proto_name or member.name for member in named if member.value), None)
    if kind == betterproto2.TYPE_STRING:
        return _text(name)
    if kind == betterproto2.TYPE_BYTES:
        return "CAE="
    if kind == betterproto2.TYPE_BOOL:
        return True
    if kind in {betterproto2.TYPE_FLOAT, betterproto2.TYPE_DOUBLE}:
        return 1.5
    number = _number(name)
    return str(number) if kind in betterproto2.INT_64_TYPES else min(number, 1_795_348_800)


_TEXTS = {
    "url": "https://p16.example/page",
    "uri": "https://p16.example/page",
    "schema": "https://p16.example/page",
    "display_id": "mila.kaffee",
    "unique_id": "mila.kaffee",
    "nickname": "Mila 🌸",
    "language": "en",
    "lang": "en",
    "color": "#FE2C55",
    "id": "7300000000000000555",
    "name": "Rose",
    "key": "pm_mt_msg_viewer",
    "path": "live.mp4",
}


def _text(name: str) -> str:
    return next(
        (text for part, text in _TEXTS.items() if name == part or name.endswith(f"_{part}")), "some words"
    )


def _number(name: str) -> int:
    parts = name.split("_")
    if parts[-1] in {"id", "ids", "uid"}:
        return 6_800_000_000_000_000_042 if "user" in parts or "uid" in parts else 7_300_000_000_000_000_555
    if "time" in parts or parts[-1] in {"timestamp", "at"}:
        return 1_795_348_800_000 if "ms" in parts else 1_795_348_800
    return 60 if "duration" in parts or "seconds" in parts else 3
