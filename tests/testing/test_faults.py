"""Fault switches: how they are written, when they happen, and what each does."""

from __future__ import annotations

import zlib

import pytest

from livetok.errors import DecodeError, UserError
from livetok.proto import CommentEvent, LikeEvent, ProtoMessageFetchResult, WebcastPushFrame
from livetok.testing import KINDS, Fault
from livetok.testing._connection.handshake import Accepted, Refused
from livetok.testing._world.actions import Abort, Action, Close, Ping, Send
from livetok.testing.faults import Faults
from support.socket_bench import ROOM_ID, Bench, frames, heartbeat, messages, result_of


@pytest.fixture
def bench() -> Bench:
    return Bench()


# Writing them down


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("abort", Fault(name="abort")),
        ("close=4001", Fault(name="close", value=4001)),
        ("close", Fault(name="close", value=1000)),
        ("device_blocked=3", Fault(name="device_blocked", times=3)),
        ("silence=12.5,after=4,room=@anna", Fault(name="silence", value=12.5, after=4, room="anna")),
        ("unknown_method,times=ever,every=2", Fault(name="unknown_method", times=None, every=2)),
    ],
)
def test_command_line_form(text: str, fault: Fault) -> None:
    assert Fault.parse(text) == fault


@pytest.mark.parametrize(
    "text",
    [
        "",
        "clse",
        "close=abc",
        "close=-1",
        "abort,when=3",
        "abort,after",
        "abort,times=0",
        "silence=inf",
        "silence=nan",
    ],
)
def test_typing_errors_are_explained(text: str) -> None:
    with pytest.raises(UserError) as caught:
        Fault.parse(text)
    assert caught.value.hint


def test_near_misses_are_named() -> None:
    with pytest.raises(UserError) as caught:
        Fault.parse("device_blokced")
    assert "device_blocked" in caught.value.hint


# When they happen


def test_a_fault_strikes_as_often_as_it_says() -> None:
    faults = Faults()
    faults.add(Fault(name="http_403", times=2))
    assert [bool(faults.take("http_403")) for _ in range(4)] == [True, True, False, False]
    assert not faults


def test_a_fault_keeps_to_its_room_and_its_time() -> None:
    faults = Faults()
    faults.add(Fault(name="http_403", room="anna", after=10))
    assert not faults.take("http_403", room="ben", since=20)
    assert not faults.take("http_403", room="anna", since=9)
    assert faults.take("http_403", room="anna", since=10)


def test_an_endless_fault_leaves_a_second_between(bench: Bench) -> None:
    connection = bench.entered()
    bench.sim.fault("unknown_method", times=None)
    bench.clock.now = 1
    assert messages(connection) == ["WebcastOfTheFutureMessage"]
    assert messages(connection) == []
    assert connection.deadline() == 2
    bench.clock.now = 2
    assert messages(connection) == ["WebcastOfTheFutureMessage"]


def test_after_counts_from_entering(bench: Bench) -> None:
    bench.sim.fault("abort,after=7")
    bench.clock.now = 5
    connection = bench.entered()
    assert connection.deadline() == 12
    bench.clock.now = 12
    assert connection.poll() == [Abort(reset=True)]
    assert connection.finished


# What they do


def actions_of_fault(bench: Bench, fault: str) -> list[Action]:
    connection = bench.entered()
    bench.sim.fault(fault)
    return connection.poll()


def only_frame(actions: list[Action]) -> WebcastPushFrame:
    (action,) = actions
    assert isinstance(action, Send)
    assert isinstance(action.data, bytes)
    return WebcastPushFrame.parse(action.data)


@pytest.mark.parametrize(
    ("fault", "action"),
    [
        ("abort", Abort(reset=True)),
        ("eof", Abort()),
        ("close=4003", Close(code=4003)),
        ("close_bare", Close(code=None)),
        ("ping", Ping()),
        ("text_message", Send(data="a text message")),
        ("empty_frame", Send(data=b"")),
    ],
)
def test_simple_faults(bench: Bench, fault: str, action: Action) -> None:
    assert actions_of_fault(bench, fault) == [action]


@pytest.mark.parametrize("fault", ["cut_frame", "garbage"])
def test_faults_below_the_websocket(bench: Bench, fault: str) -> None:
    (action,) = actions_of_fault(bench, fault)
    assert isinstance(action, Abort)
    assert action.last


@pytest.mark.parametrize("fault", ["corrupt_gzip", "cut_gzip"])
def test_damaged_gzip(bench: Bench, fault: str) -> None:
    payload = only_frame(actions_of_fault(bench, fault)).payload
    assert payload.startswith(b"\x1f\x8b")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacker.decompress(payload)
    except zlib.error:
        return
    assert not unpacker.eof


def test_gzip_bomb_is_small_and_unpacks_large(bench: Bench) -> None:
    payload = only_frame(actions_of_fault(bench, "gzip_bomb=64000000")).payload
    assert len(payload) < 200_000
    assert len(zlib.decompress(payload, wbits=31)) == 64_000_000 >> 20 << 20


def test_what_is_no_protobuf(bench: Bench) -> None:
    (action,) = actions_of_fault(bench, "not_protobuf")
    assert isinstance(action, Send)
    with pytest.raises(DecodeError):
        WebcastPushFrame.parse(action.data)  # pyright: ignore[reportArgumentType]
    with pytest.raises(DecodeError):
        ProtoMessageFetchResult.parse(only_frame(actions_of_fault(bench, "bad_result")).payload)
    (message,) = result_of(only_frame(actions_of_fault(bench, "bad_message"))).messages
    with pytest.raises(DecodeError):
        CommentEvent.parse(message.payload)


def test_unknown_things(bench: Bench) -> None:
    (message,) = result_of(only_frame(actions_of_fault(bench, "unknown_method"))).messages
    assert message.method == "WebcastOfTheFutureMessage"
    assert only_frame(actions_of_fault(bench, "unknown_payload_type")).payload_type == "im_of_the_future"
    (message,) = result_of(only_frame(actions_of_fault(bench, "unknown_fields"))).messages
    event = CommentEvent.parse(message.payload)
    assert event.content == "with fields from the future"
    assert bytes(event) == message.payload


def test_empty_things(bench: Bench) -> None:
    assert result_of(only_frame(actions_of_fault(bench, "empty_result"))).messages == []
    frame = only_frame(actions_of_fault(bench, "empty_payload"))
    assert (frame.payload_type, frame.payload) == ("msg", b"")
    assert only_frame(actions_of_fault(bench, "close_type")).payload_type == "close"


def test_duplicates_keep_their_ids(bench: Bench) -> None:
    said = [bench.room.comment(str(number)).message_id for number in range(4)]
    messages_ = result_of(only_frame(actions_of_fault(bench, "duplicate=3"))).messages
    assert [message.msg_id for message in messages_] == said[1:]


def test_foreign_room_and_likes_that_go_back(bench: Bench) -> None:
    (message,) = result_of(only_frame(actions_of_fault(bench, "foreign_room"))).messages
    assert CommentEvent.parse(message.payload).common.room_id == ROOM_ID + 1
    bench.room.like(15)
    bench.room.broadcast.likes = 5000
    (message,) = result_of(only_frame(actions_of_fault(bench, "likes_back"))).messages
    assert LikeEvent.parse(message.payload).total == 4000


def test_huge(bench: Bench) -> None:
    (message,) = result_of(only_frame(actions_of_fault(bench, "huge=3000000"))).messages
    assert len(CommentEvent.parse(message.payload).content) == 3_000_000


def test_suspension(bench: Bench) -> None:
    connection = bench.entered()
    bench.sim.fault("suspend")
    assert messages(connection) == ["WebcastControlMessage"]
    assert bench.room.broadcast.end_action == 4


def test_silence_is_kept_and_then_made_up_for(bench: Bench) -> None:
    connection = bench.entered()
    bench.sim.fault("silence=90")
    assert connection.poll() == []
    bench.room.comment("unheard for now")
    bench.pass_time(89, connection)
    assert connection.poll() == []
    assert connection.deadline() == 90
    bench.clock.now = 90
    assert messages(connection) == ["WebcastChatMessage"]


def test_altered_frames(bench: Bench) -> None:
    connection = bench.entered()
    bench.sim.fault("fragmented=9")
    bench.room.comment("in pieces")
    (action,) = connection.poll()
    assert isinstance(action, Send)
    assert action.fragment == 9
    bench.sim.fault("gzip_header_only")
    bench.room.comment("not packed")
    frame = only_frame(connection.poll())
    assert ("compress_type", "gzip") in [(header.key, header.value) for header in frame.headers]
    assert frame.payload[:2] != b"\x1f\x8b"
    bench.sim.fault("gzip_no_header")
    bench.room.comment("packed in secret")
    frame = only_frame(connection.poll())
    assert ("compress_type", "gzip") not in [(header.key, header.value) for header in frame.headers]
    assert frame.payload[:2] == b"\x1f\x8b"
    bench.sim.fault("heartbeat_garbage")
    connection.receive(heartbeat(ROOM_ID))
    frame = only_frame(connection.poll())
    assert frame.payload_type == "hb"
    with pytest.raises(DecodeError):
        ProtoMessageFetchResult.parse(frame.payload)


def test_damaged_frames_want_no_ack(bench: Bench) -> None:
    connection = bench.entered()
    for name in ("corrupt_gzip", "cut_gzip", "bad_result"):
        bench.sim.fault(name)
    connection.poll()
    bench.pass_time(60, connection)
    connection.poll()
    assert bench.sim.violations.rules() == []


@pytest.mark.parametrize(
    ("fault", "status", "message"),
    [
        ("device_blocked", 200, "DEVICE_BLOCKED"),
        ("illegal_secret_key", 200, "illegal secret key"),
        ("illegal_app_id", 200, "illegal app_id"),
        ("handshake_400", 400, None),
        ("handshake_403", 403, None),
        ("handshake_415", 415, None),
        ("handshake_502", 502, None),
    ],
)
def test_refused_upgrades(bench: Bench, fault: str, status: int, message: str | None) -> None:
    bench.sim.fault(fault)
    refused = bench.upgrade()
    assert isinstance(refused, Refused)
    assert refused.status == status
    assert dict(refused.headers).get("Handshake-Msg") == message
    assert isinstance(bench.upgrade(), Accepted)
    assert not list(bench.sim.violations)


def test_a_blocked_identity_stays_blocked(bench: Bench) -> None:
    headers = bench.headers()
    bench.sim.fault("device_blocked")
    assert [type(bench.upgrade(headers=headers)) for _ in range(3)] == [Refused] * 3
    assert isinstance(bench.upgrade(), Accepted)


@pytest.mark.parametrize("fault", ["handshake_abort", "handshake_garbage"])
def test_upgrades_without_an_answer(bench: Bench, fault: str) -> None:
    bench.sim.fault(fault)
    refused = bench.upgrade()
    assert isinstance(refused, Refused)
    assert refused.fault == Fault(name=fault)


@pytest.mark.parametrize("fault", ["handshake_hang=5", "handshake_bad_accept", "accept_then_close"])
def test_upgrades_that_go_wrong_later(bench: Bench, fault: str) -> None:
    armed = bench.sim.fault(fault)
    accepted = bench.upgrade()
    assert isinstance(accepted, Accepted)
    assert accepted.fault == armed


def test_faults_of_one_room_spare_the_others(bench: Bench) -> None:
    bench.sim.room("ben")
    bench.sim.fault("close=4001,room=ben")
    assert frames(bench.entered()) == []
    assert bench.sim.faults


def test_every_fault_is_described() -> None:
    assert all(kind.meaning and not kind.meaning.endswith(".") for kind in KINDS.values())
