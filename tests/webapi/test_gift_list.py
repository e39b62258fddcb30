"""Gift events carry their entry of the room's catalogue."""

from __future__ import annotations

from datetime import UTC, datetime

from livetok import Gift, GiftEvent
from livetok._protocol.room_protocol import RoomProtocol
from livetok.proto import BaseProtoMessage, ProtoMessageFetchResult, WebcastPushFrame
from livetok.proto import Gift as SentGift

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_known_gift_and_an_unknown_one() -> None:
    rose = Gift(id=5655, name="Rose")
    room = RoomProtocol(room_id=7, catalogue={5655: rose})
    sent = [
        GiftEvent(gift_id=5655, gift=SentGift(id=5655, type=1), repeat_count=3, group_id=1),
        GiftEvent(gift=SentGift(id=5655, type=1), repeat_count=1, group_id=2),
        GiftEvent(gift_id=9, gift=SentGift(id=9, type=1), repeat_count=1, group_id=3),
    ]
    messages = [
        BaseProtoMessage(method="WebcastGiftMessage", payload=bytes(gift), msg_id=at)
        for at, gift in enumerate(sent, 1)
    ]
    payload = bytes(ProtoMessageFetchResult(messages=messages))
    received = room.receive(bytes(WebcastPushFrame(payload_type="msg", payload=payload)), NOW)
    events = [event for event in received.events if isinstance(event, GiftEvent)]
    assert [event.catalogue for event in events] == [rose, rose, None]
    assert [event.delta for event in events] == [3, 1, 1]


def test_without_a_catalogue_there_is_no_entry() -> None:
    assert GiftEvent(gift_id=5655).catalogue is None
