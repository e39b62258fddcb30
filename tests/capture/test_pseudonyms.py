"""Names, ids, texts and addresses are replaced, consistently and at their length."""

from __future__ import annotations

import gzip
import json

import pytest

from livetok._capture.pseudonyms import Pseudonyms
from livetok._codec.wire import varint
from livetok._protocol.frames import Envelope, ack, enter_room, heartbeat, open_frame
from livetok.proto import (
    BaseProtoMessage,
    BattleUserArmies,
    CommentEvent,
    MicBattleUpdateEvent,
    ProtoMessageFetchResult,
    PushHeader,
    User,
    WebcastPushFrame,
)

NAMES = Pseudonyms(b"key")
ROOM = 7300000000000000001


def captured_frame(*messages: BaseProtoMessage) -> bytes:
    result = ProtoMessageFetchResult(messages=list(messages), cursor=f"r-{ROOM}", internal_ext=b"r:%d" % ROOM)
    headers = [PushHeader(key="im_cursor", value=f"r-{ROOM}")]
    return bytes(WebcastPushFrame(payload_type="msg", payload=bytes(result), headers=headers))


def field(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


@pytest.mark.parametrize(
    "text",
    ["", "Ann", "Zoë Ünal", "日本語です", "👍🏽 ok", "0123", "7300000000000000001", "a-b_c.d", "x\u200by"],
)
def test_texts_keep_their_length(text: str) -> None:
    other = NAMES.text(text)
    assert (len(other), len(other.encode())) == (len(text), len(text.encode()))
    assert NAMES.text(text) == other


def test_two_captures_have_nothing_in_common() -> None:
    assert NAMES.text("somebody's name") != Pseudonyms(b"other").text("somebody's name")


@pytest.mark.parametrize("number", [0, 5655, 999_999, 1_234_567, ROOM, -ROOM, 2**63 - 1])
def test_numbers_keep_their_length(number: int) -> None:
    other = NAMES.number(number)
    assert len(str(other)) == len(str(number))
    assert (other == number) == (abs(number) < 10**6)
    assert NAMES.text(str(number)) == str(NAMES.identity(number)) or number <= 0


@pytest.mark.parametrize("number", [1, 9, 12, 4711, 999_999, ROOM, 2**63 - 1, 2**63, 2**64 - 1, 10**30])
def test_an_identity_is_never_its_own_pseudonym(number: int) -> None:
    for key in range(50):
        other = Pseudonyms(b"%d" % key).identity(number)
        assert other != number
        assert len(str(other)) == len(str(number))
        assert all(other < limit for limit in (1 << 63, 1 << 64) if number < limit)
    assert NAMES.identity(0) == 0
    assert NAMES.identity(4_000_000_000, 1 << 32) < 1 << 32


@pytest.mark.parametrize("text", ["a", "Z", "7", "0", "ü", "あ", "😀", "aaaa", "Ann Smith"])
def test_a_text_is_never_its_own_pseudonym(text: str) -> None:
    for key in range(200):
        other = Pseudonyms(b"%d" % key).text(text)
        assert not any(char == old for char, old in zip(other, text, strict=True) if old != " ")


def test_addresses_keep_their_host() -> None:
    other = NAMES.url("https://user:pass@p16-sign.tiktokcdn-eu.com:443/some/path.webp?x-expires=1#top")
    assert other.startswith("https://p16-sign.tiktokcdn-eu.com/")
    strange = NAMES.url("https://ann-smith.example/")
    assert strange.startswith("https://")
    assert "smith" not in strange
    assert len(strange) == len("https://ann-smith.example/")
    assert "path" not in other
    assert "pass" not in other
    assert NAMES.url("http://[broken") == "x" * len("http://[broken")


def test_documents() -> None:
    facts = {
        "user": {"id": ROOM, "id_str": str(ROOM), "alive": True, "url_list": None},
        "ranks": ["Ann", 3, 1.5],
    }
    other = json.loads(NAMES.document(json.dumps(facts).encode()))
    assert other["user"]["id_str"] == str(other["user"]["id"]) != str(ROOM)
    assert (other["user"]["alive"], other["user"]["url_list"]) == (True, None)
    assert other["ranks"][0] != "Ann"
    assert other["ranks"][1:] == [3, 1.5]
    assert NAMES.document(b"<html>") == b""
    assert NAMES.document(b"[" * 100_000) == b""


def test_unknown_fields_and_methods_are_replaced_without_a_schema() -> None:
    inner = field(1, b"secret name") + varint(2 << 3) + varint(ROOM) + varint(3 << 3) + varint(7)
    binary = field(4, b"\xff\xfe\x00")
    numbers = bytes((5 << 3 | 5,)) + b"\1\2\3\4" + bytes((6 << 3 | 1,)) + bytes(8)
    payload = field(900, inner) + binary + numbers
    comment = bytes(CommentEvent(content="hello", user=User(id=ROOM, nickname="Ann"))) + field(
        900, b"secret too"
    )
    sent = captured_frame(
        BaseProtoMessage(method="WebcastNobodyKnowsMessage", payload=payload, msg_id=ROOM),
        BaseProtoMessage(method="WebcastChatMessage", payload=comment, msg_id=ROOM + 1),
        BaseProtoMessage(method="WebcastChatMessage", payload=b"\xff\xff", msg_id=ROOM + 2),
    )
    shown = NAMES.frame(sent)
    assert b"secret" not in shown
    assert str(ROOM).encode() not in shown
    first, second, third = open_frame(shown).messages
    assert isinstance(first, Envelope)
    assert len(first.payload) == len(payload)
    assert isinstance(second, Envelope)
    assert len(CommentEvent.parse(second.payload).content) == 5
    assert isinstance(third, Envelope)
    assert third.payload == b"\xff\xff"
    assert open_frame(shown).cursor == f"r-{NAMES.number(ROOM)}"


def test_the_keys_of_maps_are_replaced_as_ids() -> None:
    armies = {ROOM: BattleUserArmies(anchor_id_str=str(ROOM), host_score=7)}
    event = bytes(MicBattleUpdateEvent(armies=armies))
    shown = NAMES.frame(
        captured_frame(BaseProtoMessage(method="WebcastLinkMicArmies", payload=event, msg_id=1))
    )
    (envelope,) = open_frame(shown).messages
    assert isinstance(envelope, Envelope)
    ((host, side),) = MicBattleUpdateEvent.parse(envelope.payload).armies.items()
    assert (host, side.anchor_id_str, side.host_score) == (NAMES.number(ROOM), str(NAMES.number(ROOM)), 7)


def test_frames_of_the_client() -> None:
    room = NAMES.number(ROOM)
    assert NAMES.frame(heartbeat(ROOM)) == heartbeat(room)
    assert NAMES.frame(enter_room(ROOM)) == enter_room(room)
    assert NAMES.frame(ack(1, b"room:%d" % ROOM)) == ack(1, b"room:%d" % room)


def test_bytes_of_known_types_and_what_cannot_be_read() -> None:
    user = User(nickname="Ann", stats=field(1, b"secret"))
    message = CommentEvent(content="x", user=user)
    sent = captured_frame(BaseProtoMessage(method="WebcastChatMessage", payload=bytes(message), msg_id=1))
    assert b"secret" not in NAMES.frame(sent)
    assert open_frame(NAMES.frame(b"\x07\x07")).error is not None
    assert NAMES.frame(b"") == b""


def test_a_packed_heartbeat_echo_stays_readable() -> None:
    echo = WebcastPushFrame(seq_id=1, payload_type="hb", payload=gzip.compress(b""))
    other = WebcastPushFrame.parse(NAMES.frame(bytes(echo)))
    assert (other.payload_type, gzip.decompress(other.payload)) == ("hb", b"")


def test_a_row_of_more_digits_than_an_id_has_keeps_its_length() -> None:
    digits = "20260917061210" + "9" * 20
    other = NAMES.text(digits)
    assert len(other) == len(digits)
    assert other.isdecimal()
    assert other != digits
