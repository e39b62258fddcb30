"""The frames of the simulator against frames that a real socket sent in September 2026 (protocol notes 10.1)."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from livetok.proto import CommonMessageData, ProtoMessageFetchResult, RoomEvent, WebcastPushFrame
from livetok.testing import Simulator, Switches
from livetok.testing._world.actions import Send
from support.socket_bench import ENTER, ENTRY, Bench, ack, enter, frames, heartbeat, result_of

RECORDED = Path(__file__).resolve().parents[3] / "shared" / "captures" / "frames_2026.jsonl"
CURSOR = re.compile(r"(\d{13})_(1|\d{19})_([01])_([01])_(0|1|\d{13})_0")
EPOCH_MS = 1_790_000_000_000


@pytest.fixture
def bench() -> Bench:
    return Bench()


def answer_to_entering(bench: Bench, comments: int = 9) -> list[WebcastPushFrame]:
    for number in range(comments):
        bench.room.comment(f"line {number}")
    bench.clock.now = 2.0
    connection = bench.connection()
    connection.receive(ENTER)
    return frames(connection)


def headers_of(frame: WebcastPushFrame) -> dict[str, str]:
    return {header.key: header.value for header in frame.headers}


def form_of(frame: WebcastPushFrame) -> dict[str, object]:
    """What a frame looks like, whatever it says."""
    form: dict[str, object] = {
        "fields": field_numbers(bytes(frame)),
        "headers": [header.key for header in frame.headers],
        "cursor": cursor_form(headers_of(frame)["im_cursor"]),
        "encoding": frame.payload_encoding,
        "type": frame.payload_type,
        "service": (frame.service, frame.method),
        "packed": frame.payload[:2] == b"\x1f\x8b",
    }
    if frame.payload_type != "hb":
        body = gzip.decompress(frame.payload) if form["packed"] else frame.payload
        result = ProtoMessageFetchResult.parse(body)
        inner = CURSOR.fullmatch(result.cursor)
        assert inner is not None
        behind = int(headers_of(frame)["im_cursor"].partition("_")[0]) - int(inner[1])
        form |= {
            "result": field_numbers(body),
            "inner cursor": cursor_form(result.cursor),
            "behind": 0 <= behind <= 2,
            "rest": (result.fetch_interval, result.internal_ext, result.heartbeat_duration, result.need_ack),
            "first": result.is_first,
        }
    return form


def field_numbers(data: bytes) -> list[int]:
    """The fields in their order, each once."""
    numbers: list[int] = []
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 0:
            _, at = varint(data, at)
        else:
            length, at = varint(data, at)
            at += length
        if tag >> 3 not in numbers:
            numbers.append(tag >> 3)
    return numbers


def varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 0x80:
            return value, at


def cursor_form(cursor: str) -> tuple[bool, str, str, str]:
    parts = CURSOR.fullmatch(cursor)
    assert parts is not None, cursor
    at = parts[5] if len(parts[5]) == 1 else "ms"
    return len(parts[2]) == 19, parts[3], parts[4], at


def recorded() -> list[WebcastPushFrame]:
    if not RECORDED.exists():
        pytest.skip("the recorded frames are not here")
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    return [WebcastPushFrame.parse(base64.b64decode(json.loads(line)["frame"])) for line in lines]


def test_entering_is_answered_as_recorded(bench: Bench) -> None:
    real = recorded()[3:7]  # the second connection: answer, state, a frame without messages, backlog
    ours = answer_to_entering(bench)
    assert [frame.payload_type for frame in ours] == ENTRY
    for frame, model in zip(ours, real, strict=True):
        assert form_of(frame) == form_of(model)
    assert [frame.seq_id for frame in ours] == [frame.seq_id for frame in real]
    register = headers_of(ours[0])["im_register_log_id"]
    assert re.fullmatch(r"20\d{12}[0-9A-F]{20}", register)
    assert len(register) == len(headers_of(real[0])["im_register_log_id"])


def test_messages_and_heartbeats_look_as_recorded(bench: Bench) -> None:
    real = recorded()
    connection = bench.entered()
    bench.clock.now = 1
    bench.room.comment("hi")
    (said,) = frames(connection)
    assert form_of(said) == form_of(real[7])
    connection.receive(heartbeat(bench.room.room_id))
    (echo,) = frames(connection)
    assert form_of(echo) == form_of(real[2])
    assert (echo.seq_id, echo.log_id, gzip.decompress(echo.payload)) == (1, 0, b"")
    assert headers_of(echo)["server_time"] == str(EPOCH_MS + 1000)


def envelopes(sent: Iterable[WebcastPushFrame]) -> list[list[tuple[str, bool, int]]]:
    return [
        [(message.method, message.is_history, message.sample_flag) for message in result_of(frame).messages]
        for frame in sent
    ]


def test_order_after_entering(bench: Bench) -> None:
    sent = answer_to_entering(bench)
    greeting, states, nothing, backlog = envelopes(sent)
    assert [method for method, _, _ in greeting] == [
        "RoomMessage",
        "WebcastLiveIntroMessage",
        "WebcastRoomMessage",
    ]
    assert len(states) == 5
    assert {(history, flag) for _, history, flag in states} == {(False, 2)}
    assert nothing == []
    assert backlog == [
        *[("WebcastChatMessage", True, 0)] * 6,
        ("WebcastRoomUserSeqMessage", False, 0),
    ]
    last = result_of(sent[-1])
    assert last.history_comment_cursor == str(last.messages[0].msg_id)
    newest = bench.room.broadcast.log.newest(1)[0].message_id
    assert last.cursor == f"{EPOCH_MS + 1999}_{newest}_1_1_0_0"
    assert headers_of(sent[-1])["im_cursor"] == f"{EPOCH_MS + 2000}_{newest}_1_1_{EPOCH_MS}_0"


def test_the_welcome_has_two_names_and_new_ids_each_time(bench: Bench) -> None:
    entries = [result_of(answer_to_entering(bench, 0)[0]).messages for _ in range(2)]
    (first, intro, notice), (second, intro_again, notice_again) = entries
    assert first.msg_id != second.msg_id
    assert (intro.msg_id, notice.msg_id) == (intro_again.msg_id, notice_again.msg_id)
    event = RoomEvent.parse(first.payload)
    assert (first.method, event.common.method, event.is_welcome) == ("RoomMessage", "SystemMessage", True)
    assert event.common.msg_id not in {first.msg_id, 0}
    introduced: CommonMessageData = RoomEvent.parse(intro.payload).common
    assert (introduced.msg_id, introduced.room_id, introduced.create_time) == (intro.msg_id, 0, 0)
    assert RoomEvent.parse(notice.payload).common.create_time == EPOCH_MS // 1000  # in seconds, as recorded


def test_every_message_frame_wants_a_dash_as_acknowledgement(bench: Bench) -> None:
    connection = bench.connection()
    connection.receive(ENTER)
    for frame in frames(connection):
        result = result_of(frame)
        assert (result.internal_ext, result.need_ack) == (b"-", frame.payload_type == "msg")
        if result.need_ack:
            connection.receive(ack(frame.log_id, b"-"))
    for number in range(40):
        bench.room.comment(str(number))
        (frame,) = frames(connection)
        assert result_of(frame).need_ack
        connection.receive(ack(frame.log_id, b""))
    assert bench.sim.violations.rules() == []
    assert set(bench.sim.violations.rules(tolerated=True)) == {"ack-payload"}


def test_log_ids_are_unique_and_in_no_order(bench: Bench) -> None:
    connection = bench.entered()
    log_ids: list[int] = []
    for number in range(300):
        bench.room.comment(str(number))
        log_ids += [frame.log_id for frame in frames(connection)]
    assert len(set(log_ids)) == 300
    assert log_ids != sorted(log_ids)


def test_a_client_that_takes_no_gzip_gets_none(bench: Bench) -> None:
    connection = bench.entered(compress="")
    connection.receive(heartbeat(bench.room.room_id))
    bench.room.comment("hi")
    echo, said = frames(connection)
    assert (headers_of(echo)["compress_type"], echo.payload) == ("none", b"")
    assert headers_of(said)["compress_type"] == "none"


@pytest.mark.parametrize("part", ["header", "body"])
def test_resuming_with_a_cursor_of_either_place(bench: Bench, part: str) -> None:
    first = bench.entered()
    bench.clock.now = 1
    bench.room.comment("heard")
    (frame,) = frames(first)
    cursor = headers_of(frame)["im_cursor"] if part == "header" else result_of(frame).cursor
    bench.clock.now = 3
    bench.room.comment("missed")
    second = bench.connection()
    second.receive(enter(bench.room.room_id, cursor=cursor.encode()))
    *_, news = frames(second)
    assert b"missed" in bytes(result_of(news))
    assert len(result_of(news).messages) <= 2


@pytest.mark.parametrize("seconds", [0.7, 2])
def test_refusal_after_entering(bench: Bench, seconds: float) -> None:
    bench.sim.fault(f"enter_refused={seconds}")
    connection = bench.connection()
    connection.receive(ENTER)
    assert connection.poll() == []
    assert connection.deadline() == pytest.approx(seconds)
    bench.clock.now = seconds
    (close,) = connection.poll()
    assert (close.code, close.reason) == (1000, "payload_handler_im_enter_room")  # type: ignore[union-attr]
    assert connection.finished
    again = bench.connection()
    again.receive(ENTER)
    assert all(isinstance(action, Send) for action in again.poll())


def test_the_old_form_is_what_it_was() -> None:
    bench = Bench(sim=Simulator(switches=Switches(old_frames=True)))
    connection = bench.entered()
    connection.receive(heartbeat(bench.room.room_id))
    bench.room.comment("hi")
    echo, said = frames(connection)
    assert (echo.seq_id, echo.payload_encoding, echo.payload, echo.headers) == (2, "pb", b"", [])
    assert echo.log_id
    result = result_of(said)
    assert (said.seq_id, result.cursor) == (3, f"t-{EPOCH_MS}_r-1_d-1_u-1_h-1")
    assert result.heartbeat_duration == 10_000
    assert result.internal_ext.startswith(b"internal_src:dim|")
