"""Events become messages and events again; the last message of a host says where to go on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from livetok import UnknownEvent
from livetok._mixins.event import with_meta
from livetok._mixins.gift import set_delta
from livetok._mixins.meta import Meta
from livetok.fleet.checkpoint import event_of, message_id, message_of, prepare, resume_of, with_seen
from livetok.fleet.layout import FULL_AT_HEADER, FleetLayout
from livetok.fleet.store import LastMessage, parse_headers
from livetok.options import Resume
from livetok.proto import CommentEvent, Gift, GiftEvent, RoomErrorEvent, User

ROOM = 7300000000000000001
SEEN = tuple(range(ROOM, ROOM + 400))


def resume(number: int, **changes: object) -> Resume:
    return Resume(
        room_id=ROOM, cursor=f"c{number}", seen=(*SEEN, *range(ROOM + 1000, ROOM + 1000 + number)), **changes
    )


def event(number: int, point: Resume | None = None) -> CommentEvent:
    meta = Meta(
        message_id=ROOM + 1000 + number,
        method="WebcastChatMessage",
        room_id=ROOM,
        unique_id="ann.b",
        received_at=datetime(2026, 11, 29, 1, 2, 3, 456789, tzinfo=UTC),
        sequence=number,
        history=True,
        point=lambda: point or resume(number + 1),
    )
    return with_meta(CommentEvent(content=f"hello {number}", user=User(id=5, nickname="Bo")), meta)


def test_an_event_comes_back_as_it_was() -> None:
    given = event(3)
    message = message_of("live.1.ann=2Eb", prepare("ann.b", given, None), expected=9, full_at=0)
    assert message.subject == "live.1.ann=2Eb.comment"
    assert message.id == f"{ROOM}-{ROOM + 1003}"
    back = event_of("comment", message.body, message.headers)
    assert isinstance(back, CommentEvent)
    assert (back, back.meta, back.key) == (given, given.meta, given.key)
    assert back.meta.resume == given.meta.resume
    assert back.user.nickname == "Bo"
    assert message.headers["Nats-Expected-Last-Subject-Sequence"] == "9"
    assert message.headers["Nats-Expected-Last-Subject-Sequence-Subject"] == "live.1.ann=2Eb.>"


def test_a_gift_keeps_its_delta() -> None:
    gift = with_meta(GiftEvent(gift=Gift(id=1, type=1), repeat_count=5, repeat_end=1), event(1).meta)
    set_delta(gift, 2)
    prepared = prepare("ann.b", gift, None)
    back = event_of("gift", prepared.body, prepared.headers)
    assert isinstance(back, GiftEvent)
    assert back.delta == 2


@pytest.mark.parametrize("name", ["of_next_year", "unknown"])
def test_an_unknown_type_is_an_unknown_event(name: str) -> None:
    body = (
        bytes(UnknownEvent(method="WebcastNewMessage", payload=b"\x08\x01"))
        if name == "unknown"
        else b"\x08\x01"
    )
    back = event_of(name, body, {"Livetok-Meta": '{"method": "WebcastNewMessage"}'})
    assert isinstance(back, UnknownEvent)
    assert (back.method, back.payload) == ("WebcastNewMessage", b"\x08\x01")


def test_damaged_headers_do_no_harm() -> None:
    back = event_of("comment", b"", {"Livetok-Meta": "{", "Livetok-Resume": "x", "Livetok-Delta": "y"})
    assert isinstance(back, CommentEvent)
    assert back.meta == Meta()
    assert back.meta.resume is None


def test_messages_of_a_host_without_a_room_have_ids_of_their_own() -> None:
    meta = Meta(received_at=datetime(2026, 1, 1, tzinfo=UTC), sequence=1)
    failures = [with_meta(RoomErrorEvent(unique_id=host), meta) for host in ("ann", "bo")]
    assert message_id("ann", failures[0]) != message_id("bo", failures[1])


def test_most_messages_refer_to_one_that_has_the_ids() -> None:
    """And together they say the same as a message that has them all."""
    stream, full_at = [], 0
    for number in range(30):
        prepared = prepare("ann.b", event(number), None)
        message = message_of("live.1.a", prepared, expected=number, full_at=full_at)
        stream.append(
            LastMessage(sequence=number + 1, headers={**message.headers, "Nats-Msg-Id": message.id}, body=b"")
        )
        full_at = full_at or 1
    assert FULL_AT_HEADER not in stream[0].headers
    assert stream[-1].headers[FULL_AT_HEADER] == "1"
    assert sum(map(len, stream[-1].headers.values())) < 600
    point = resume_of(stream[-1].headers)
    assert point is not None
    assert not point.seen
    assert with_seen(point, stream) == resume(30)


def test_a_message_that_was_handled_in_part_is_not_among_the_ids() -> None:
    ids = [ROOM + 1000, ROOM + 1001]
    stream = [
        LastMessage(
            sequence=number,
            headers={
                "Livetok-Resume": str(Resume(room_id=ROOM, cursor="c")),
                "Nats-Msg-Id": f"{ROOM}-{message}",
            },
            body=b"",
        )
        for number, message in enumerate(ids)
    ]
    assert with_seen(Resume(room_id=ROOM, pending=(ids[1], 1)), stream).seen == (ids[0],)
    assert with_seen(Resume(room_id=ROOM + 5), stream).seen == ()
    assert with_seen(Resume(room_id=ROOM), []).seen == ()


def test_an_event_from_before_the_room_keeps_the_point_of_the_one_before() -> None:
    before = resume(4)

    def failure(meta: Meta) -> RoomErrorEvent:
        return with_meta(RoomErrorEvent(unique_id="ann.b"), meta)

    nowhere = failure(Meta(point=lambda: Resume(room_id=0)))
    assert prepare("ann.b", nowhere, before).resume == before
    assert prepare("ann.b", failure(Meta()), before).resume == before
    unentered = failure(Meta(room_id=ROOM, point=lambda: Resume(room_id=ROOM)))
    assert prepare("ann.b", unentered, before).resume == before
    other = failure(Meta(room_id=ROOM + 1, point=lambda: Resume(room_id=ROOM + 1)))
    assert prepare("ann.b", other, before).resume == Resume(room_id=ROOM + 1)
    assert prepare("ann.b", nowhere, None).resume == Resume(room_id=0)


def test_headers_are_read_as_they_are_stored() -> None:
    assert parse_headers(b"NATS/1.0\r\nA: b: c\r\nNats-TTL:3s\r\n\r\n") == {"A": "b: c", "Nats-TTL": "3s"}
    assert parse_headers(b"") == {}


def test_partitions_are_the_same_in_every_process() -> None:
    layout = FleetLayout(partitions=256, duplicate_window=120)
    assert layout.partition_of("ann") == 115
    assert layout.host_prefix("ann.b").endswith(".ann=2Eb")
    counts = [0] * 256
    for number in range(25_600):
        counts[layout.partition_of(f"user{number}")] += 1
    assert min(counts) > 50
