"""Going on where an earlier session stopped: after any event, nothing is missing and nothing comes twice."""

from __future__ import annotations

import copy
import pickle
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from livetok import Event, Resume, UserError
from livetok._protocol.resume_point import MessageLog
from livetok._protocol.room_protocol import RoomProtocol
from livetok.proto import (
    BaseProtoMessage,
    CommentEvent,
    CommonMessageData,
    ControlAction,
    ControlEvent,
    Gift,
    GiftEvent,
    GiftSettledEvent,
    ProtoMessageFetchResult,
    User,
)

ROOM = 7
NOW = datetime(2026, 11, 28, tzinfo=UTC)
ROSE = Gift(id=5655, name="Rose", type=1, diamond_count=1)
PIANO = Gift(id=6, name="Piano", type=2, diamond_count=9)


def message(method: str, event: Event, message_id: int) -> BaseProtoMessage:
    return BaseProtoMessage(method=method, payload=bytes(event), msg_id=message_id)


def comment(message_id: int) -> BaseProtoMessage:
    return message("WebcastChatMessage", CommentEvent(content=str(message_id)), message_id)


def gift(
    message_id: int, total: int, *, user: int = 5, over: bool = False, gift: Gift = ROSE, group: int = 99
) -> BaseProtoMessage:
    event = GiftEvent(
        common=CommonMessageData(msg_id=message_id),
        user=User(id=user, nickname="Bo", display_id="bo"),
        gift=gift,
        gift_id=gift.id,
        group_id=group,
        repeat_count=total,
        repeat_end=int(over),
    )
    return message("WebcastGiftMessage", event, message_id)


END = message("WebcastControlMessage", ControlEvent(action=ControlAction.STREAM_ENDED), 90)
BATCHES = [
    [comment(1), gift(2, 1), comment(3)],
    [gift(4, 2), gift(5, 1, user=6), gift(6, 1, gift=PIANO, group=0), comment(7)],
    [],
    [gift(8, 3, over=True), comment(9)],
    [comment(10), gift(11, 4, user=6), gift(12, 1, user=8), END],
]


class Server:
    """Has all batches, and gives those after a cursor: with the batch before it once more, as real ones do."""

    def __init__(self, batches: Sequence[Sequence[BaseProtoMessage]]) -> None:
        self.batches = batches

    def after(self, cursor: str) -> list[bytes]:
        start = int(cursor.removeprefix("c")) if cursor else 0
        return [
            bytes(
                ProtoMessageFetchResult(messages=list(batch), cursor=f"c{at + 1}", internal_ext=b"e%d" % at)
            )
            for at, batch in enumerate(self.batches)
            if at >= start - 1
        ]


def run(server: Server, resume: Resume | None = None) -> list[Event]:
    protocol = RoomProtocol(room_id=ROOM)
    if resume is not None:
        protocol.restore(Resume.parse(str(resume)), NOW)
    protocol.opening()
    events: list[Event] = []
    for body in server.after(protocol.cursor):
        events += protocol.first(body, NOW).events
    return [*events, *protocol.close(NOW)]


def summary(event: Event) -> tuple[str, str, int]:
    count = event.count if isinstance(event, GiftSettledEvent) else getattr(event, "repeat_count", 0)
    return type(event).__name__, event.key, count


def test_after_every_event_the_rest_follows():
    server = Server(BATCHES)
    whole = run(server)
    assert [type(event).__name__ for event in whole].count("GiftSettledEvent") == 4
    for at, event in enumerate(whole, 1):
        assert event.meta.resume is not None
        rest = run(server, event.meta.resume)
        assert [summary(event) for event in rest] == [summary(event) for event in whole[at:]], event


def test_resuming_again_and_again_gives_each_event_once():
    server = Server(BATCHES)
    whole = run(server)
    got: list[Event] = []
    resume = None
    while events := run(server, resume):
        got.append(events[0])
        resume = events[0].meta.resume
    assert [summary(event) for event in got] == [summary(event) for event in whole]


def test_a_streak_that_was_open_is_settled_though_nothing_more_of_it_comes():
    first = run(Server([[gift(1, 3), comment(2)]]))
    resume = first[1].meta.resume
    assert resume is not None
    protocol = RoomProtocol(room_id=ROOM)
    protocol.restore(resume, NOW)
    assert protocol.first(b"", NOW + timedelta(seconds=59)).events == ()
    (settled,) = protocol.first(b"", NOW + timedelta(seconds=60)).events
    assert isinstance(settled, GiftSettledEvent)
    assert (settled.count, settled.diamonds, settled.user.nickname, settled.gift.name) == (3, 3, "Bo", "Rose")
    assert settled.key == "settled:7-99-5-5655"
    assert settled.meta.resume is not None
    assert settled.meta.resume.streaks == ()


def test_what_a_known_streak_adds_is_counted_from_where_it_was():
    resume = run(Server([[gift(1, 3), comment(2)]]))[1].meta.resume
    assert resume is not None
    protocol = RoomProtocol(room_id=ROOM)
    protocol.restore(resume, NOW)
    batch = bytes(ProtoMessageFetchResult(messages=[gift(3, 5)], cursor="c2"))
    (more,) = protocol.first(batch, NOW).events
    assert isinstance(more, GiftEvent)
    assert more.delta == 2


def test_silent_streaks_are_settled_one_by_one():
    """Between two that are settled at once, the second is still to come."""
    protocol = RoomProtocol(room_id=ROOM)
    batch = bytes(ProtoMessageFetchResult(messages=[gift(1, 1), gift(2, 1, user=6)], cursor="c1"))
    protocol.first(batch, NOW)
    first, second = protocol.first(b"", NOW + timedelta(seconds=61)).events
    assert first.meta.resume is not None
    assert second.meta.resume is not None
    assert (len(first.meta.resume.streaks), len(second.meta.resume.streaks)) == (1, 0)


@pytest.mark.parametrize("how", ["the room ends", "silence"])
def test_many_streaks_that_end_together_cost_no_more_than_one_by_one(how: str):
    """Each says which are still open behind it; a thousand lists of five hundred would be 20 MB."""
    protocol = RoomProtocol(room_id=ROOM)
    for start in range(1, 1001, 200):
        few = [gift(number, 1, user=number) for number in range(start, start + 200)]
        protocol.first(bytes(ProtoMessageFetchResult(messages=few, cursor="c1")), NOW)
    tracemalloc.start()
    try:
        late = NOW + timedelta(seconds=61)
        events = protocol.first(b"", late).events if how == "silence" else protocol.close(NOW)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(events) == 1000
    assert peak < 8_000_000
    left = [event.meta.resume for event in (events[0], events[500], events[-1])]
    assert [len(resume.streaks) for resume in left if resume is not None] == [999, 499, 0]


def test_messages_without_ids_make_no_point_in_their_midst():
    events = run(Server([[gift(0, 1, gift=PIANO, group=0), comment(2)]]))
    assert [type(event).__name__ for event in events] == ["GiftEvent", "GiftSettledEvent", "CommentEvent"]
    resume = events[0].meta.resume
    assert resume is not None
    assert (resume.pending, resume.seen) == ((0, 0), ())


def test_copies_keep_their_point():
    event = run(Server(BATCHES))[3]
    for twin in (copy.copy(event), copy.deepcopy(event), pickle.loads(pickle.dumps(event))):
        assert twin.meta.resume == event.meta.resume
        assert twin.meta == event.meta
    assert pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(event)))).meta.resume == event.meta.resume
    assert len(pickle.dumps(event)) < 2000


def test_an_event_outside_of_a_session_has_none():
    assert CommentEvent().meta.resume is None


def test_the_log_forgets_old_messages():
    log = MessageLog()
    for message_id in range(1, 20_001):
        log.append(message_id)
    assert log.before(20_000) == tuple(range(20_000 - 511, 20_001))
    assert log.before(19_990) == tuple(range(19_990 - 511, 19_991))
    assert log.before(10) == ()


def test_the_text_form_comes_back_and_is_short():
    resume = Resume(
        room_id=2**62,
        cursor="t-1795898801000_r-1_d-1_u-1_h-1",
        internal_ext=b"internal_src:dim|\xff",
        seen=tuple(range(2**62, 2**62 + 512)),
        pending=(2**62 + 600, 1),
        streaks=(b"\x08\x01",),
    )
    text = str(resume)
    assert Resume.parse(text) == Resume.parse(f" {text}\n") == resume
    assert text.isascii()
    assert len(text) < 4000
    assert "internal_src" not in repr(resume)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "livetok1.",
        "livetok1.????",
        "livetok1.eJw",
        str(Resume(room_id=1))[:-4],
        "livetok1.eJyLjgUAARUAuQ",
    ],
)
def test_what_is_no_resume_point(text: str):
    with pytest.raises(UserError, match="no resume point") as caught:
        Resume.parse(text)
    assert caught.value.hint == "pass what str(live.resume) gave"
