"""The server's side of one websocket, against bytes that are not our client's."""

from __future__ import annotations

import pytest

from livetok.proto import CommentEvent, ControlEvent, WebcastPushFrame
from livetok.testing import Simulator, Status, Switches
from livetok.testing._connection.handshake import Accepted, Refused
from livetok.testing._world.actions import Close
from support.socket_bench import (
    ENTER,
    ENTER_NODE,
    ENTER_WEB,
    ENTRY,
    HB_OLD,
    HB_OLDEST,
    HB_ROOM_ONLY,
    HB_WITH_SEQ,
    ROOM_ID,
    Bench,
    ack,
    enter,
    frames,
    heartbeat,
    messages,
    push,
    result_of,
    target,
    unpacked,
)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def old_bench() -> Bench:
    return Bench(sim=Simulator(switches=Switches(old_frames=True)))


def refusal(
    bench: Bench, url: str = "", headers: list[tuple[str, str]] | None = None
) -> tuple[int, str, str]:
    refused = bench.upgrade(url, headers)
    assert isinstance(refused, Refused)
    headers_ = dict(refused.headers)
    return refused.status, headers_.get("Handshake-Msg", ""), headers_.get("Handshake-Status", "")


# Upgrade


def test_upgrade_accepted_as_recorded(bench: Bench) -> None:
    recorded = (
        "/webcast/im/ws_proxy/ws_reuse_supplement/?version_code=180800&device_platform=web&cookie_enabled=true"
        "&screen_width=1920&screen_height=1080&browser_language=en-US&browser_platform=Linux+x86_64"
        "&browser_name=Mozilla&browser_version=5.0+%28X11%29&browser_online=true&tz_name=Etc%2FUTC"
        "&app_name=tiktok_web&sup_ws_ds_opt=1&update_version_code=2.0.0&compress=gzip&webcast_language=en"
        "&ws_direct=1&aid=1988&live_id=12&app_language=en&client_enter=1&room_id=7300000000000000001"
        "&identity=audience&history_comment_count=6&last_rtt=170.440&heartbeat_duration=10000"
        "&resp_content_type=protobuf&did_rule=3"
    )
    assert isinstance(bench.upgrade(recorded), Accepted)
    assert not list(bench.sim.violations)


@pytest.mark.parametrize(
    ("changes", "status", "message", "code", "rule"),
    [
        ({"user_agent": ""}, 200, "DEVICE_BLOCKED", "415", "upgrade-user-agent"),
        ({"cookie": ""}, 200, "http: named cookie not present", "417", "upgrade-cookie"),
        (
            {"cookie": "tt-target-idc=useast1a"},
            200,
            "http: named cookie not present",
            "417",
            "upgrade-cookie",
        ),
    ],
)
def test_headers_that_are_refused(
    bench: Bench, changes: dict[str, str], status: int, message: str, code: str, rule: str
) -> None:
    assert refusal(bench, headers=bench.headers(**changes)) == (status, message, code)
    assert bench.sim.violations.rules() == [rule]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (target(ROOM_ID, aid=""), (200, "illegal app_id", "417")),
        (target(ROOM_ID, aid="1987"), (200, "illegal app_id", "417")),
        (target(ROOM_ID) + "&browser_version=5.0 (X11)", (400, "", "")),
        (target(4), (200, "room not exist", "417")),
        (target(ROOM_ID).replace("ws_reuse_supplement", "nowhere"), (404, "", "")),
        (target(ROOM_ID, imprp="made-up"), (200, "illegal secret key", "417")),
    ],
)
def test_urls_that_are_refused(bench: Bench, url: str, expected: tuple[int, str, str]) -> None:
    assert refusal(bench, url) == expected


def test_device_id_stands_in_for_the_cookie(bench: Bench) -> None:
    url = target(ROOM_ID, did_rule="0", device_id="77")
    assert isinstance(bench.upgrade(url, bench.headers(cookie="")), Accepted)


def test_a_ttwid_that_was_altered_is_noted(bench: Bench) -> None:
    decoded = f"ttwid={bench.sim.issue_ttwid().replace('%7C', '|')}"
    assert isinstance(bench.upgrade(headers=bench.headers(cookie=decoded)), Accepted)
    assert bench.sim.violations.rules() == ["upgrade-ttwid"]


def test_subprotocol_is_echoed_and_options_announced() -> None:
    bench = Bench()
    bench.sim.switches = Switches(ping_interval=2)
    accepted = bench.upgrade(headers=bench.headers(sec_websocket_protocol="chat, echo-protocol"))
    assert isinstance(accepted, Accepted)
    assert dict(accepted.headers) == {
        "Sec-WebSocket-Protocol": "echo-protocol",
        "Handshake-Options": "ping-interval=2;ping-timeout=20",
    }


def test_upgrades_are_throttled_by_identity(bench: Bench) -> None:
    bench.sim.switches = Switches(connection_quota=2)
    headers = bench.headers()
    assert [type(bench.upgrade(headers=headers)) for _ in range(3)] == [Accepted, Accepted, Refused]
    assert isinstance(bench.upgrade(), Accepted)
    bench.clock.now = 3601
    assert isinstance(bench.upgrade(headers=headers), Accepted)


# Entering


def test_silent_until_the_room_is_entered(bench: Bench) -> None:
    connection = bench.connection()
    bench.room.comment("nobody hears this")
    assert connection.poll() == []
    bench.clock.now = 20
    assert connection.poll() == []


@pytest.mark.parametrize("frame", [ENTER, ENTER_NODE, ENTER_WEB])
def test_recorded_enter_frames_are_accepted(bench: Bench, frame: bytes) -> None:
    connection = bench.connection()
    connection.receive(frame)
    assert [frame.payload_type for frame in frames(connection)] == ENTRY
    assert not list(bench.sim.violations)


def test_first_answer_of_before_holds_backlog_intro_viewers_and_welcome(old_bench: Bench) -> None:
    bench = old_bench
    for number in range(9):
        bench.room.comment(f"line {number}")
    connection = bench.connection(history_comment_count="3")
    connection.receive(ENTER)
    (frame,) = frames(connection)
    result = result_of(frame)
    assert [(message.method, message.is_history) for message in result.messages] == [
        ("WebcastChatMessage", True),
        ("WebcastChatMessage", True),
        ("WebcastChatMessage", True),
        ("WebcastLiveIntroMessage", False),
        ("WebcastRoomUserSeqMessage", False),
        ("WebcastSystemMessage", False),
    ]
    assert [CommentEvent.parse(message.payload).content for message in result.messages[:3]] == [
        "line 6",
        "line 7",
        "line 8",
    ]
    assert len({message.msg_id for message in result.messages}) == 6
    assert result.need_ack
    assert result.cursor.startswith("t-1790000000000_")


def test_frames_of_before_as_documented(old_bench: Bench) -> None:
    bench = old_bench
    connection = bench.entered()
    bench.room.comment("one")
    bench.room.comment("two")
    (frame,) = frames(connection)
    assert (frame.seq_id, frame.payload_encoding, frame.payload_type) == (2, "pb", "msg")
    assert frame.log_id > 2**53
    assert {header.key: header.value for header in frame.headers}["compress_type"] == "gzip"
    result = result_of(frame)
    assert [message.method for message in result.messages] == ["WebcastChatMessage"] * 2
    assert result.heartbeat_duration == 10_000
    assert b"wss_push_room_id:7300000000000000001" in result.internal_ext
    event = CommentEvent.parse(result.messages[0].payload)
    assert (event.common.msg_id, event.common.room_id) == (result.messages[0].msg_id, ROOM_ID)


def test_gzip_only_when_asked(bench: Bench) -> None:
    connection = bench.entered(compress="")
    bench.room.comment("plain")
    (frame,) = frames(connection)
    assert frame.payload == unpacked(frame)
    assert {header.key: header.value for header in frame.headers}["compress_type"] == "none"


def test_enter_frames_that_are_wrong(bench: Bench) -> None:
    connection = bench.connection()
    connection.receive(enter(4))
    connection.receive(enter(ROOM_ID, live_id=11, identity=b"spectator"))
    assert bench.sim.violations.rules() == ["enter-room", "enter-live-id", "enter-identity"]


def test_entering_a_room_that_is_over_tells_so_and_closes(bench: Bench) -> None:
    bench.room.end()
    connection = bench.connection()
    connection.receive(ENTER)
    sent = frames(connection)
    assert [frame.payload_type for frame in sent] == ["im_enter_room_resp", "msg", "msg"]
    (message,) = [message for frame in sent for message in result_of(frame).messages]
    assert ControlEvent.parse(message.payload).action == 3
    assert not message.is_history
    bench.clock.now = 3
    assert connection.poll() == [Close(code=1000)]


def test_resuming_with_a_cursor_loses_and_repeats_nothing_else(bench: Bench) -> None:
    first = bench.entered()
    bench.room.comment("heard")
    cursor = result_of(frames(first)[0]).cursor.encode()
    first.disconnected()
    bench.clock.now = 5
    bench.room.comment("missed")
    bench.clock.now = 9
    second = bench.connection()
    second.receive(enter(ROOM_ID, cursor=cursor))
    *entry, news = frames(second)
    assert [frame.payload_type for frame in entry] == ENTRY
    assert [message.is_history for message in result_of(entry[-1]).messages] == [False]
    said = [CommentEvent.parse(message.payload).content for message in result_of(news).messages]
    assert said == [
        "heard",
        "missed",
    ]  # said in the very millisecond of the cursor: rather twice than not at all
    assert not any(message.is_history for message in result_of(news).messages)


# Heartbeats


@pytest.mark.parametrize("frame", [HB_ROOM_ONLY, HB_WITH_SEQ, HB_OLDEST, HB_OLD])
def test_recorded_heartbeats_are_answered(bench: Bench, frame: bytes) -> None:
    connection = bench.connection()
    connection.receive(frame)
    (answer,) = frames(connection)
    assert (answer.payload_type, unpacked(answer)) == ("hb", b"")
    assert not bench.sim.violations.rules()


def test_no_heartbeat_for_thirty_seconds_closes(bench: Bench) -> None:
    connection = bench.entered()
    bench.pass_time(25, connection)
    assert connection.deadline() == 55
    bench.clock.now = 54.9
    assert not any(isinstance(action, Close) for action in connection.poll())
    bench.clock.now = 55
    assert connection.poll() == [Close(code=1000)]
    assert bench.sim.violations.rules() == ["heartbeat-missing"]


def test_heartbeat_rules(bench: Bench) -> None:
    connection = bench.connection()
    for at, frame in [
        (1, heartbeat(ROOM_ID, 1)),
        (2, heartbeat(ROOM_ID, 2)),
        (3, heartbeat(ROOM_ID, 4)),
        (4, heartbeat(5)),
        (4.1, heartbeat(ROOM_ID)),
    ]:
        bench.clock.now = at
        connection.receive(frame)
    assert bench.sim.violations.rules() == ["heartbeat-sequence", "heartbeat-room", "heartbeat-flood"]


# Acknowledgements


def test_good_acks_are_silent(bench: Bench) -> None:
    connection = bench.connection()
    connection.receive(ENTER)
    for number in range(40):
        for frame in frames(connection):
            result = result_of(frame)
            if result.need_ack:
                connection.receive(ack(frame.log_id, result.internal_ext or b"-" * (number % 2)))
        bench.room.comment(str(number))
    bench.pass_time(60, connection)
    connection.poll()
    assert not list(bench.sim.violations)


def test_some_frames_of_before_want_no_ack_and_some_have_no_internal_ext(old_bench: Bench) -> None:
    bench = old_bench
    connection = bench.entered()
    results = []
    for number in range(40):
        bench.room.comment(str(number))
        results += [result_of(frame) for frame in frames(connection)]
    assert {result.need_ack for result in results} == {True, False}
    assert {result.need_ack for result in results if not result.internal_ext} >= {True}
    assert sum(result.need_ack for result in results) > 30


def test_bad_acks_are_noted(bench: Bench) -> None:
    connection = bench.entered()
    bench.room.comment("one")
    (frame,) = frames(connection)
    good = result_of(frame).internal_ext
    connection.receive(ack(frame.log_id + 1, good))
    connection.receive(ack(frame.log_id, good + b"x"))
    connection.receive(ack(frame.log_id, good))
    assert bench.sim.violations.rules() == ["ack-unknown", "ack-payload", "ack-duplicate"]


def test_acks_of_the_first_clients_are_tolerated(old_bench: Bench) -> None:
    bench = old_bench
    connection = bench.entered()
    for _ in range(10):
        bench.room.comment("one")
        for frame in frames(connection):
            connection.receive(push(b"ack", log_id=frame.log_id, encoding=b""))
    assert bench.sim.violations.rules() == []
    assert set(bench.sim.violations.rules(tolerated=True)) == {
        "payload-encoding",
        "ack-payload",
        "ack-not-needed",
    }


def test_missing_acks_are_noted_once(bench: Bench) -> None:
    connection = bench.entered()
    bench.room.comment("one")
    frames(connection)
    bench.pass_time(30, connection)
    frames(connection)
    connection.disconnected()
    assert bench.sim.violations.rules(tolerated=True) == ["ack-missing"]


def test_a_missing_ack_of_the_first_answer_of_before_is_tolerated(old_bench: Bench) -> None:
    connection = old_bench.connection()
    connection.receive(ENTER)
    frames(connection)
    old_bench.pass_time(30, connection)
    frames(connection)
    assert old_bench.sim.violations.rules(tolerated=True) == ["ack-missing"]
    assert old_bench.sim.violations.rules() == []  # some clients pass over it


# Nonsense


def test_nonsense_is_noted_and_survived(bench: Bench) -> None:
    connection = bench.entered()
    for data in (
        b"",
        b"\xff\xff",
        b"\x0f",
        "text",
        push(b"im_of_mine"),
        push(b"hb", b"\x08"),
        push(b"ack", encoding=b"json"),
    ):
        connection.receive(data)
    assert bench.sim.violations.rules() == [
        "payload-encoding", "payload-type", "frame-damaged", "frame-damaged", "text-message", "payload-type",
        "frame-damaged", "payload-encoding", "ack-unknown",
    ]  # fmt: skip
    bench.room.comment("still here")
    assert messages(connection) == ["WebcastChatMessage"]


# The end of things


@pytest.mark.parametrize(("suspended", "action"), [(False, 3), (True, 4)])
def test_end_is_told_and_then_closed(bench: Bench, suspended: bool, action: int) -> None:
    connection = bench.entered()
    bench.room.end(suspended=suspended)
    (frame,) = frames(connection)
    (message,) = result_of(frame).messages
    assert ControlEvent.parse(message.payload).action == action
    assert connection.deadline() == 3
    bench.clock.now = 3
    assert connection.poll() == [Close(code=1000)]
    assert connection.finished
    assert connection.deadline() is None


def test_pause_and_resume_keep_the_connection(bench: Bench) -> None:
    connection = bench.entered()
    bench.room.pause()
    assert bench.room.status is Status.PAUSED
    bench.room.resume()
    actions = [
        ControlEvent.parse(message.payload).action
        for frame in frames(connection)
        for message in result_of(frame).messages
    ]
    assert actions == [1, 2]
    bench.pass_time(100, connection)
    assert not any(isinstance(action, Close) for action in connection.poll())


def test_room_switch(bench: Bench) -> None:
    other = bench.sim.room("ben")
    connection = bench.entered()
    bench.clock.now = 5
    connection.receive(enter(other.room_id))
    connection.receive(heartbeat(other.room_id, 1))
    bench.room.comment("from the old room")
    other.comment("from the new room")
    first, *rest = frames(connection)
    assert [frame.payload_type for frame in (first, *rest)] == [*ENTRY, "hb", "msg"]
    assert {header.key: header.value for header in first.headers}["with_sys_msg"] == "0"
    assert "RoomMessage" not in [message.method for message in result_of(first).messages]
    assert bench.sim.violations.rules() == []
    bench.clock.now = 10
    connection.receive(heartbeat(ROOM_ID))
    assert bench.sim.violations.rules() == ["heartbeat-room"]


def test_room_switch_needs_client_enter(bench: Bench) -> None:
    other = bench.sim.room("ben")
    connection = bench.entered(client_enter="")
    connection.receive(enter(other.room_id))
    assert bench.sim.violations.rules() == ["switch-client-enter"]
    other.comment("not for them")
    assert messages(connection) == []


def test_old_clients_need_not_enter(bench: Bench) -> None:
    bench.sim.switches = Switches(old_clients=True)
    old, new = bench.connection(client_enter=""), bench.connection()
    assert old.poll() == [] == new.poll()
    bench.room.comment("hello")
    assert messages(old) == ["WebcastChatMessage"]
    assert messages(new) == []
    assert new.deadline() == 1.0
    bench.clock.now = 1
    new.poll()
    bench.room.comment("hello again")
    assert messages(new) == ["WebcastChatMessage"]


def test_a_ping_keeps_only_old_clients_alive(bench: Bench) -> None:
    connection = bench.entered()
    bench.clock.now = 29
    connection.pinged()
    assert connection.deadline() == 30
    bench.sim.switches = Switches(old_clients=True)
    connection.pinged()
    assert connection.deadline() == 59


def test_a_long_absence_is_served_in_bounded_frames(bench: Bench) -> None:
    connection = bench.entered()
    for number in range(120):
        bench.room.comment(str(number))
    sizes = [len(result_of(frame).messages) for frame in frames(connection)]
    assert sizes == [50, 50, 20]


def test_gone_connections_hear_nothing(bench: Bench) -> None:
    connection = bench.entered()
    connection.disconnected()
    bench.room.comment("hello?")
    assert connection.poll() == []
    assert not bench.room.broadcast.listeners
    assert not bench.sim.connections


def test_end_frame_is_small_and_well_formed(bench: Bench) -> None:
    bench.room.end()
    (last,) = bench.room.broadcast.log.newest(1)
    assert ControlEvent.parse(last.payload).action == 3
    assert (
        WebcastPushFrame.parse(
            bytes.fromhex("320270623A036D7367421D0A1B0A15" + b"WebcastControlMessage".hex() + "12021003")
        ).payload_type
        == "msg"
    )
