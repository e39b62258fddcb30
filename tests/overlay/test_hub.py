"""The hub: order, replay, bounds, and what a slow reader loses."""

from __future__ import annotations

import json

import anyio
import pytest

from livetok.errors import UserError
from livetok.events import CommentEvent
from livetok.overlay import Hub, TooManySubscribers
from livetok.proto import EmoteModel, EmoteWithIndex, ImageModel
from support.overlay_site import comment

pytestmark = pytest.mark.anyio


def texts(packets):
    return [json.loads(packet.text).get("text") for packet in packets]


def facts(packets):
    return [json.loads(packet.text) for packet in packets]


async def test_everybody_gets_everything_in_order():
    hub = Hub()
    with hub.subscribe() as first, hub.subscribe() as second:
        for number in range(5):
            hub.publish(comment(number))
        assert texts(await first.get()) == texts(await second.get()) == list("01234")
    assert hub.subscribers == 0


async def test_a_reader_who_waits_is_woken():
    hub = Hub()
    received = []

    async def read(subscription):
        while len(received) < 3:
            received.extend(texts(await subscription.get()))

    with hub.subscribe() as subscription, anyio.fail_after(5):
        async with anyio.create_task_group() as group:
            group.start_soon(read, subscription)
            for number in range(3):
                await anyio.wait_all_tasks_blocked()
                hub.publish(comment(number))
    assert received == ["0", "1", "2"]


async def test_cancelling_a_wait_loses_nothing():
    hub = Hub()
    with hub.subscribe() as subscription:
        with anyio.CancelScope() as scope:
            scope.cancel()
            await subscription.get()
        hub.publish(comment(1))
        with anyio.CancelScope() as scope:
            scope.cancel()
            await subscription.get()
        assert texts(await subscription.get()) == ["1"]


async def test_a_slow_reader_loses_the_oldest_for_itself_and_is_told():
    hub = Hub(capacity=10)
    with hub.subscribe() as slow, hub.subscribe() as quick:
        read = []
        for number in range(25):
            hub.publish(comment(number))
            read += texts(await quick.get())
        assert read == [str(number) for number in range(25)]
        first, *rest = facts(await slow.get())
        assert first == {"v": 1, "type": "lagged", "count": 15}
        assert [event["text"] for event in rest] == [str(number) for number in range(15, 25)]
        hub.publish(comment(25))
        assert texts(await slow.get()) == ["25"]  # told once
        assert (slow.lagged, quick.lagged, hub.lagged) == (15, 0, 15)
    assert hub.lagged == 15


@pytest.mark.parametrize(("after", "expected"), [("7-3", "45"), ("7-5", ""), ("7-0", "12345"), ("", "")])
async def test_what_came_after_an_id_is_replayed(after, expected):
    hub = Hub()
    for number in range(6):
        hub.publish(comment(number))
    with hub.subscribe(after=after) as subscription:
        hub.publish(comment(9))
        assert texts(await subscription.get()) == [*expected, "9"]


async def test_an_id_of_another_run_replays_all_that_is_kept():
    hub = Hub()
    hub.publish(comment(1))
    with hub.subscribe(after="7-0") as subscription:
        assert texts(await subscription.get()) == ["1"]


async def test_a_gap_that_is_too_long_is_visible():
    hub = Hub(replayed=5)
    for number in range(20):
        hub.publish(comment(number))
    with hub.subscribe(after="7-2") as subscription:
        first, *rest = facts(await subscription.get())
    assert first == {"v": 1, "type": "lagged"}
    assert [event["text"] for event in rest] == ["15", "16", "17", "18", "19"]


async def test_a_gap_in_one_room_of_many_is_visible():
    hub = Hub(replayed=5)
    hub.publish(comment(1, host="quiet"))
    for number in range(20):
        hub.publish(comment(number, host="busy"))
    with hub.subscribe(after="7-1") as subscription:
        assert facts(await subscription.get())[0] == {"v": 1, "type": "lagged"}
    with hub.subscribe(after="7-1", hosts=frozenset({"quiet"})) as subscription:
        hub.publish(comment(2, host="quiet"))
        assert texts(await subscription.get()) == ["2"]


async def test_replay_never_exceeds_the_queue():
    hub = Hub(replayed=50, capacity=8)
    for number in range(50):
        hub.publish(comment(number))
    for query in ({"after": "7-1"}, {"after": "unknown"}, {"replay": 40}):
        with hub.subscribe(**query) as subscription:
            assert len(await subscription.get()) <= 9
            assert texts_last(subscription, hub) == "50"


def texts_last(subscription, hub):
    hub.publish(comment(50))
    return json.loads(subscription._waiting[-1].text)["text"]


async def test_rooms_are_kept_apart_and_merged_in_order():
    hub = Hub(replayed=3)
    for number in range(12):
        hub.publish(comment(number, host="busy"))
        if number == 1:
            hub.publish(comment(100, host="quiet"))
    with hub.subscribe(hosts=frozenset({"quiet"}), replay=10) as subscription:
        hub.publish(comment(13, host="busy"))
        hub.publish(comment(101, host="quiet"))
        assert texts(await subscription.get()) == ["100", "101"]
    with hub.subscribe(replay=10) as subscription:
        assert texts(await subscription.get()) == ["100", "10", "11", "13", "101"]


async def test_states_are_sent_once_and_only_the_newest():
    hub = Hub()
    hub.update_state("ann", {"likes": 1})
    with hub.subscribe(state=True) as pages, hub.subscribe() as programs:
        assert [packet["type"] for packet in facts(await pages.get())] == ["ready", "state"]
        hub.update_state("ann", {"likes": 1})
        hub.update_state("ann", {"likes": 2})
        hub.update_state("ann", {"likes": 3})
        hub.publish(comment(1))
        event, state = facts(await pages.get())
        assert (event["text"], state["likes"]) == ("1", 3)
        assert texts(await programs.get()) == ["1"]


async def test_subscribers_are_bounded():
    hub = Hub(max_subscribers=1)
    with hub.subscribe():
        with pytest.raises(TooManySubscribers, match="1 pages and programs listen already"), hub.subscribe():
            pass
    with hub.subscribe():
        assert hub.subscribers == 1


async def test_what_is_kept_is_bounded_by_hosts_too():
    hub = Hub()
    for number in range(1500):
        hub.publish(comment(number, host=f"host{number}"))
        hub.update_state(f"host{number}", {"likes": number})
    assert len(hub._recent) <= 1000
    assert len(hub._states) <= 1000
    hub.forget("host1499")
    assert "host1499" not in hub.hosts


async def test_an_event_is_published_in_its_compact_form_with_the_looks_of_its_emotes():
    emote = EmoteModel(emote_id="77", image=ImageModel(url_list=["https://p16.tiktokcdn.com/77.webp"]))
    hub = Hub()
    with hub.subscribe() as subscription:
        hub.publish(CommentEvent(content="hi", emotes=[EmoteWithIndex(index=2, emote=emote)]))
        event = facts(await subscription.get())[0]
    assert (event["type"], event["text"]) == ("comment", "hi[77]")
    assert event["emotes"] == [{"id": "77", "image": "https://p16.tiktokcdn.com/77.webp"}]


async def test_an_object_without_a_type_is_refused():
    with pytest.raises(UserError, match="needs a type"):
        Hub().publish({"text": "hello"})


async def test_a_line_is_one_line_whatever_is_in_it():
    hub = Hub()
    with hub.subscribe() as subscription:
        hub.publish(comment(1, "a\nb\r\u2028c\x00"))
        assert not set("\n\r\u2028\x00") & set((await subscription.get())[0].text)
