"""`follow()`: many hosts in one stream."""

from __future__ import annotations

import gc
import pickle
from collections import Counter
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from livetok import (
    CommentEvent,
    ConnectEvent,
    DisconnectEvent,
    GiftEvent,
    LiveEndEvent,
    RoomErrorEvent,
    UserError,
    follow,
)
from livetok._client import batch_poller
from livetok._client.follow import open_follow
from livetok._client.polling import PollOptions
from livetok._client.room import RoomParts
from livetok.errors import AgeRestricted, NetworkError, SessionRequired, UserNotFound
from livetok.options import Options, Retry
from livetok.testing import Simulator
from livetok.testing.memory import in_memory
from support.fake_room import HELLO, Do, Item, Message, Wait, blocked, chat, end, frame
from support.fake_site import as_json
from support.many_hosts import CHALLENGE, NOT_FOUND, Crowd, Host, until

pytestmark = pytest.mark.anyio


def said(host: Host, *numbers: int) -> bytes:
    return frame(*[say(host, number) for number in numbers])


def say(host: Host, number: int) -> Message:
    return chat(number, f"{host.name} {number}", room_id=host.room_id)


def lost(text: str = "reset by peer") -> NetworkError:
    return NetworkError(text, stage="read")


async def test_events_of_many_rooms_in_the_order_of_each() -> None:
    simulator = Simulator(seed=1)
    rooms = [simulator.room(name) for name in ("ann", "bo", "cy")]
    async with in_memory(simulator) as memory:
        for room in rooms:
            for number in range(20):
                simulator.world.at(0.6 + number / 100, lambda r=room, n=number: r.comment(f"{n}", user="eve"))
            simulator.world.at(0.9, room.end)
        heard: dict[str, list[str]] = {room.unique_id: [] for room in rooms}
        ended: Counter[str] = Counter()
        handles = tuple(room.unique_id for room in rooms)
        with anyio.fail_after(20):
            async with open_follow(handles, PollOptions(), Options(), memory.environment()) as lives:
                async for live, event in lives:
                    if isinstance(event, CommentEvent):
                        heard[live.unique_id].append(event.content)
                    ended[live.unique_id] += isinstance(event, LiveEndEvent)
                    if ended.total() == len(rooms):
                        break
    assert heard == {name: [str(number) for number in range(20)] for name in handles}


async def test_the_next_broadcast_of_a_host_is_another_live(second: float) -> None:
    crowd = Crowd()
    host = crowd.host("ann", [HELLO, end()])
    async with crowd.follow(poll_interval=60 * second) as lives:
        first = lives.lives["ann"]
        await until(lives, LiveEndEvent)
        await until(lives, DisconnectEvent)
        host.room_id += 50
        host.lookups = [host.online]
        host.acts = iter([[frame(chat(1, room_id=host.room_id))]])
        began = anyio.current_time()
        await until(lives, CommentEvent)
        assert anyio.current_time() - began < 5 * second
        assert lives.lives["ann"] is not first
        assert lives.lives["ann"].connected
        assert not first.connected
    crowd.assert_quiet()


# --- fairness and bounds


async def test_a_flood_gives_quiet_rooms_their_turn() -> None:
    crowd = Crowd()
    flood = crowd.host("flood")
    flood.acts = iter([[HELLO, Wait(5), *(said(flood, *range(n, n + 50)) for n in range(1, 2001, 50))]])
    quiet = [crowd.host(f"quiet{number}") for number in range(3)]
    for host in quiet:
        host.acts = iter([[HELLO, Wait(7), said(host, 1)]])
    seen: list[str] = []
    async with crowd.follow(buffer=600) as lives:
        await anyio.sleep(10)
        async for live, event in lives:
            if isinstance(event, CommentEvent):
                seen.append(live.unique_id)
            if len(seen) == 500:
                break
    places = [seen.index(host.name) for host in quiet]
    assert all(place <= 2 * 32 + 3 for place in places), places
    crowd.assert_quiet()


async def test_other_tasks_run_once_a_turn() -> None:
    crowd = Crowd()
    host = crowd.host("ann")
    host.acts = iter([[HELLO, said(host, *range(1, 1001))]])
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            await anyio.lowlevel.checkpoint()
            turns += 1

    async with crowd.follow() as lives, anyio.create_task_group() as group:
        await anyio.sleep(2)
        group.start_soon(count)
        for _ in range(960):
            await anext(lives)
        group.cancel_scope.cancel()
    assert turns >= 27  # 960 events are 30 turns


@pytest.mark.parametrize("overflow", ["block", "drop_oldest"])
async def test_what_waits_is_bounded_in_total(overflow: str) -> None:
    """Ten rooms say a thousand things each, and nobody listens."""
    crowd = Crowd()
    for number in range(10):
        host = crowd.host(f"host{number}")
        host.acts = iter([[HELLO, *(said(host, *range(n, n + 10)) for n in range(1, 1001, 10))]])
    async with crowd.follow(buffer=200, overflow=overflow) as lives:
        await anyio.sleep(30)
        waiting = lives.waiting
        assert 150 <= waiting <= 200 + 10 * (8 + 10 + 2)  # each may hold 8, and a frame in hand
        total = Counter[str]()
        with anyio.move_on_after(5):
            async for live, event in lives:
                total[live.unique_id] += isinstance(event, CommentEvent)
        assert len(total) == 10
        if overflow == "block":
            assert set(total.values()) == {1000}
        assert lives.waiting == 0
    crowd.assert_quiet()


async def test_a_flooded_room_that_waits_for_space_stalls_neither_itself_nor_others() -> None:
    """Nobody listens: heartbeats of both rooms and acknowledgements of the other go on."""
    crowd = Crowd()
    flood, quiet = crowd.host("flood"), crowd.host("quiet")
    flood.acts = iter([[HELLO, *(said(flood, *range(n, n + 50)) for n in range(1, 5001, 50))]])
    talk = [item for n in range(1, 6) for item in (Wait(5), frame(say(quiet, n), log_id=n))]
    quiet.acts = iter([[HELLO, *talk]])
    async with crowd.follow(buffer=100, heartbeat_interval=10) as lives:
        await anyio.sleep(65)
        sent = {
            name: Counter(kind(data) for socket in crowd.sockets_of(name) for _, data in socket.sent)
            for name in crowd.hosts
        }
        assert sent["flood"]["hb"] >= 6
        assert sent["quiet"]["hb"] >= 6
        assert sent["quiet"]["ack"] == 5
        assert lives.lives["flood"].statistics.messages < 300
        assert lives.lives["quiet"].statistics.messages == 5


def kind(data: bytes) -> str:
    from livetok.proto import WebcastPushFrame

    return WebcastPushFrame.parse(data).payload_type


async def test_cancelling_a_step_loses_no_event(second: float) -> None:
    crowd = Crowd()
    for name in ("ann", "bo"):
        host = crowd.host(name)
        lines: list[Item] = [HELLO]
        for number in range(1, 101):
            lines += [Wait(0.3 * second), said(host, number)]
        host.acts = iter([lines])
    heard: dict[str, list[str]] = {"ann": [], "bo": []}
    async with crowd.follow() as lives:
        while sum(map(len, heard.values())) < 200:
            with anyio.move_on_after(0.2 * second):
                live, event = await anext(lives)
                if isinstance(event, CommentEvent):
                    heard[live.unique_id].append(event.content)
    assert heard == {name: [f"{name} {number}" for number in range(1, 101)] for name in heard}
    crowd.assert_quiet()


async def test_waiting_for_one_room_within_the_loop_does_not_stop_it() -> None:
    """The loop waits in another reader of a room from which it never took anything."""
    crowd = Crowd()
    host = crowd.host("ann")
    gift = ("WebcastGiftMessage", GiftEvent(gift_id=5, repeat_count=1), 5000)
    talk = [said(host, *range(n, n + 50)) for n in range(1, 2001, 50)]
    host.acts = iter([[HELLO, Wait(5), *talk, frame(gift)]])
    crowd.host("bo", [HELLO])
    async with crowd.follow(buffer=100) as lives:
        await until(lives, ConnectEvent, "bo")
        with anyio.fail_after(20):
            gift = await lives.lives["ann"].wait_for(GiftEvent)
    assert gift.gift_id == 5


async def test_a_live_of_a_follow_is_read_by_follow_alone() -> None:
    crowd = Crowd()
    host = crowd.host("ann")
    host.acts = iter([[HELLO, Wait(1), said(host, 1, 2)]])
    async with crowd.follow() as lives:
        live = lives.lives["ann"]
        with pytest.raises(UserError, match=r"follow\(\) reads"):
            await anext(live)
        comments = live.only(CommentEvent)
        assert (await anext(comments)).content == "ann 1"
        assert (await until(lives, CommentEvent)).content == "ann 1"


async def test_two_tasks_are_told(second: float) -> None:
    crowd = Crowd()
    crowd.host("ann")
    async with crowd.follow() as lives, anyio.create_task_group() as group:
        await until(lives, ConnectEvent)
        group.start_soon(anext, lives)
        await anyio.sleep(second)
        with pytest.raises(UserError, match="two tasks"):
            await anext(lives)
        group.cancel_scope.cancel()


# --- errors


def errors(events: list[Any]) -> list[tuple[str, str, bool]]:
    return [
        (event.unique_id, event.error, event.will_retry)
        for event in events
        if isinstance(event, RoomErrorEvent)
    ]


async def test_nobody_of_that_name_is_an_event_and_the_end_of_that_host() -> None:
    crowd = Crowd()
    crowd.host("nobody", lookups=[NOT_FOUND])
    host = crowd.host("ann")
    host.acts = iter([[HELLO, said(host, 1)]])
    async with crowd.follow() as lives:
        pairs = []
        async for live, event in lives:
            pairs.append((live, event))
            if {CommentEvent, RoomErrorEvent} <= {type(event) for _, event in pairs}:
                break
        live, error = next(pair for pair in pairs if isinstance(pair[1], RoomErrorEvent))
        assert (error.unique_id, error.error, error.will_retry) == ("nobody", "UserNotFound", False)
        assert error.meta.unique_id == live.unique_id == "nobody"
        assert not live.connected
        assert isinstance(error.exception, UserNotFound)
        assert "no user @nobody" in error.message
        assert error.hint == error.exception.hint
        await anyio.sleep(1)
        assert lives.users == ("ann",)
    crowd.assert_quiet()


async def test_the_iteration_ends_when_nobody_is_left() -> None:
    crowd = Crowd()
    crowd.host("nobody", lookups=[NOT_FOUND])
    crowd.host("closed", AgeRestricted("adults only"))
    crowd.host("ann")
    async with crowd.follow() as lives:
        events = [event async for _, event in until_removed(lives, "ann")]
        assert sorted(errors(events)) == [
            ("closed", "AgeRestricted", False),
            ("nobody", "UserNotFound", False),
        ]
        assert lives.users == ()
        with pytest.raises(StopAsyncIteration):
            await anext(lives)
        lives.add("ann")  # and it goes on
        assert isinstance(await until(lives, ConnectEvent), ConnectEvent)
    crowd.assert_quiet()


class until_removed:
    """Iterates, and removes somebody at the first event of theirs."""

    def __init__(self, lives: Any, user: str) -> None:
        self.lives, self.user = lives, user

    def __aiter__(self) -> until_removed:
        return self

    async def __anext__(self) -> Any:
        live, event = await anext(self.lives)
        if live.unique_id == self.user:
            self.lives.remove(self.user)
        return live, event


async def test_a_room_that_is_lost_for_good_is_an_event_and_the_host_is_waited_for(second: float) -> None:
    crowd = Crowd()
    host = crowd.host("ann")
    host.acts = iter([[HELLO, lost()], lost("still gone"), [HELLO, said(host, 1)]])
    async with crowd.follow(poll_interval=60 * second, retry=Retry(attempts=0)) as lives:
        first = await until(lives, RoomErrorEvent)
        assert errors([first]) == [("ann", "NetworkError", True)]
        assert first.room_id == host.room_id
        other = await until(lives, RoomErrorEvent)
        assert other.message == "still gone"
        assert 45 * second <= first.retry_after <= 60 * second < other.retry_after
        assert (await until(lives, CommentEvent)).content == "ann 1"
    times = [at for at, _ in crowd.dialled]
    assert times[1] - times[0] == pytest.approx(first.retry_after, abs=1)
    assert times[2] - times[1] == pytest.approx(other.retry_after, abs=1)
    crowd.assert_quiet()


async def test_who_reads_along_is_told_that_a_host_is_dropped() -> None:
    crowd = Crowd()
    crowd.host("nobody", lookups=[NOT_FOUND])
    crowd.host("ann")
    async with crowd.follow() as lives:
        along = lives.lives["nobody"].only(RoomErrorEvent)
        assert (await anext(along)).error == "UserNotFound"
        await until(lives, RoomErrorEvent)
        with anyio.fail_after(5), pytest.raises(StopAsyncIteration):
            await anext(along)


async def test_a_session_that_is_missing_is_for_good() -> None:
    crowd = Crowd()
    crowd.host("ann", SessionRequired("log in"))
    async with crowd.follow() as lives:
        assert errors([event async for _, event in lives]) == [("ann", "SessionRequired", False)]
    crowd.assert_quiet()


async def test_a_block_of_one_room_is_its_own(second: float) -> None:
    crowd = Crowd()
    crowd.host("ann", *[blocked()] * 4, [HELLO])
    host = crowd.host("bo")
    host.acts = iter([[HELLO, Wait(30 * second), said(host, 1)]])
    events: list[Any] = []
    async with crowd.follow() as lives:
        async for live, event in lives:
            events.append(event)
            if isinstance(event, ConnectEvent) and live.unique_id == "ann":
                break
    assert errors(events) == [("ann", "DeviceBlocked", True)]
    assert any(isinstance(event, CommentEvent) for event in events)
    assert not any(isinstance(event, DisconnectEvent) for event in events)
    crowd.assert_quiet()


async def test_an_error_in_the_loop_arrives_as_itself() -> None:
    crowd = Crowd()
    crowd.host("ann")
    error = ExceptionGroup("theirs", [ValueError("a")])
    with pytest.RaisesGroup(ValueError) as caught:
        async with crowd.follow() as lives:
            async for _ in lives:
                raise error
    assert caught.value is error
    crowd.assert_quiet()


async def test_an_error_event_survives_pickling() -> None:
    crowd = Crowd()
    crowd.host("ann", lookups=[NOT_FOUND])
    async with crowd.follow() as lives:
        event = await until(lives, RoomErrorEvent)
    copy = pickle.loads(pickle.dumps(event))
    assert copy == event
    assert isinstance(copy.exception, UserNotFound)
    assert copy.meta == event.meta


def test_an_error_event_made_by_hand_has_no_exception() -> None:
    assert RoomErrorEvent(error="NetworkError").exception is None


async def test_errors_do_not_pile_up_when_nobody_reads(second: float) -> None:
    crowd = Crowd()
    crowd.host("ann", lookups=[CHALLENGE])
    async with crowd.follow(poll_interval=second) as lives:
        await anyio.sleep(1000 * second)
        assert lives.waiting == 1
    crowd.assert_quiet()


# --- coming and going


async def test_adding_twice_and_other_spellings_change_nothing() -> None:
    crowd = Crowd()
    crowd.host("ann")
    async with crowd.follow("ann", "ann") as lives:
        live = lives.lives["ann"]
        lives.add("@Ann")
        lives.add("https://www.tiktok.com/@ann/live")
        await until(lives, ConnectEvent)
        await anyio.sleep(10)
        assert lives.users == ("ann",)
        assert lives.lives["ann"] is live
    assert len(crowd.dialled) == 1


async def test_adding_from_the_loop_and_from_another_task() -> None:
    crowd = Crowd()
    for name in ("ann", "bo", "cy"):
        crowd.host(name)

    async def add_later(lives: Any) -> None:
        await anyio.sleep(5)
        lives.add("cy")

    entered: list[str] = []
    async with crowd.follow("ann") as lives, anyio.create_task_group() as group:
        group.start_soon(add_later, lives)
        async for live, event in lives:
            if isinstance(event, ConnectEvent):
                entered.append(live.unique_id)
                lives.add("bo")
            if len(entered) == 3:
                break
    assert entered == ["ann", "bo", "cy"]
    crowd.assert_quiet()


async def test_nobody_to_follow_at_first() -> None:
    crowd = Crowd()
    crowd.host("ann")
    async with crowd.follow("ann") as lives:
        lives.remove("ann")
        assert [pair async for pair in lives] == []
        lives.add("ann")
        await until(lives, ConnectEvent)
    with pytest.raises(UserError, match="over"):
        lives.add("bo")
    lives.remove("ann")  # it is gone already
    crowd.assert_quiet()


async def test_removing_somebody_unknown_names_the_nearest() -> None:
    crowd = Crowd()
    crowd.host("a.host")
    async with crowd.follow() as lives:
        with pytest.raises(UserError) as caught:
            lives.remove("a.hots")
        assert "@a.host?" in caught.value.hint
        with pytest.raises(UserError):
            lives.remove("no handle")
        with pytest.raises(UserError):
            lives.add("no handle")
        lives.remove("a.host")
        lives.remove("a.host")


async def test_nothing_comes_after_remove_and_the_connection_is_closed() -> None:
    crowd = Crowd()
    for name in ("ann", "bo"):
        host = crowd.host(name)
        host.acts = iter([[HELLO, *(said(host, *range(n, n + 50)) for n in range(1, 2001, 50)), Wait(1000)]])
    async with crowd.follow(buffer=500) as lives:
        await anyio.sleep(10)
        await until(lives, CommentEvent, "ann")
        lives.remove("ann")
        rest = Counter[str]()
        with anyio.move_on_after(10):
            async for live, event in lives:
                rest[live.unique_id] += isinstance(event, CommentEvent)
        assert rest["ann"] == 0
        assert rest["bo"] > 1900
        assert crowd.open_sockets == 1
        assert [socket.closed for socket in crowd.sockets_of("ann")] == [True]
    crowd.assert_quiet()


async def test_remove_wakes_a_loop_that_waits() -> None:
    crowd = Crowd()
    crowd.host("ann")
    async with crowd.follow() as lives, anyio.create_task_group() as group:

        async def remove() -> None:
            await anyio.sleep(30)
            lives.remove("ann")

        group.start_soon(remove)
        with anyio.fail_after(31):
            assert [type(event) async for _, event in lives] == [ConnectEvent]
    crowd.assert_quiet()


@pytest.mark.parametrize("state", ["line", "lookup", "dialling", "connected", "full", "offline", "resting"])
async def test_remove_at_any_time(state: str) -> None:
    """The host is gone within the time of a farewell, whatever it was doing, and the other one goes on."""
    crowd = Crowd(handshake=5.0 if state == "dialling" else 0.0, farewell=1000)
    crowd.latency = 8.0 if state == "lookup" else 0.0
    other, host = crowd.host("other"), crowd.host("ann")
    other.acts = iter([[HELLO, Wait(40), said(other, 1)]])
    talk = [said(host, *range(n, n + 50)) for n in range(1, 2001, 50)]
    host.acts = iter([lost()] if state == "resting" else [[HELLO, *(talk if state == "full" else [])]])
    if state == "offline":
        host.lookups = [host.offline]
    async with crowd.follow(buffer=100, dial_rate=0.2 if state == "line" else 1.0) as lives:
        await anyio.sleep(3)
        lives.remove("ann")
        assert lives.users == ("other",)
        await anyio.sleep(1.4)
        running = {task.name for task in anyio.get_running_tasks()}
        assert not any("@ann" in (name or "") for name in running), running
        assert crowd.open_sockets <= 1
        with anyio.fail_after(200):
            async for live, event in lives:
                assert live.unique_id == "other"
                if isinstance(event, CommentEvent):
                    break


async def test_a_host_who_was_removed_may_come_back(second: float) -> None:
    crowd = Crowd(farewell=1000)
    crowd.host("ann")
    async with crowd.follow() as lives:
        for _ in range(3):
            await until(lives, ConnectEvent)
            lives.remove("ann")
            lives.add("ann")
        await until(lives, ConnectEvent)
        await anyio.sleep(3 * second)
        assert crowd.open_sockets == 1
    assert len(crowd.dialled) == 4
    crowd.assert_quiet()


# --- the end


async def test_leaving_with_silent_peers_is_bounded() -> None:
    crowd = Crowd(farewell=1000)
    for number in range(30):
        crowd.host(f"host{number}")
    async with crowd.follow(dial_rate=1000) as lives:
        await anyio.sleep(10)
        assert crowd.open_sockets == 30
        began = anyio.current_time()
    assert anyio.current_time() - began < 1.5
    assert lives.users == ()
    crowd.assert_quiet()


async def test_nobody_is_called_any_more_once_the_block_is_left() -> None:
    """While some rooms say farewell, others are looked up, dialled and entered."""
    crowd = Crowd(handshake=0.3, farewell=0.9)
    for number in range(30):
        crowd.host(f"host{number}")
    async with crowd.follow(dial_rate=10):
        await anyio.sleep(1.05)  # between two dials
        before = len(crowd.dialled), len(crowd.asked), len(crowd.sockets)
        assert 0 < before[2] < 30
    assert (len(crowd.dialled), len(crowd.asked), len(crowd.sockets)) == before
    crowd.assert_quiet()


@pytest.mark.parametrize("was_on", [True, False])
async def test_the_garbage_collector_waits_until_many_rooms_are_left(
    was_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of its rounds would go through all rooms, of which the next one finds a few less."""
    crowd = Crowd(farewell=0.5)
    for number in range(100):
        crowd.host(f"host{number}")
    found: list[bool] = []
    begin_to_leave = RoomParts.begin_to_leave

    def noted(room: RoomParts) -> bool:
        found.append(gc.isenabled())
        return begin_to_leave(room)

    monkeypatch.setattr(RoomParts, "begin_to_leave", noted)
    try:
        if not was_on:
            gc.disable()
        async with crowd.follow(dial_rate=1000):
            await anyio.sleep(10)
            found.append(gc.isenabled())
        found.append(gc.isenabled())
    finally:
        gc.enable()
    assert found == [was_on, *[False] * 100, was_on]


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.3, 1.0, 2.5, 30.0, 61.0])
async def test_cancelling_at_any_time_leaves_nothing(moment: float) -> None:
    crowd = Crowd(handshake=0.2, latency=0.1, farewell=1000)
    crowd.host("ann")
    crowd.host("bo", lookups=[lookup_offline()])
    crowd.host("cy", [HELLO, lost()], lost())
    crowd.host("dee", lookups=[CHALLENGE])
    with anyio.move_on_after(moment) as scope:
        async with crowd.follow(dial_rate=2) as lives:
            async for _ in lives:
                pass
    assert scope.cancelled_caught
    crowd.assert_quiet()


def lookup_offline() -> Any:
    return Host("x", 7300000000000000001).offline


@pytest.mark.parametrize("users", ["@ann", ["@a b"], [3], ["ann", ""]])
def test_bad_users(users: Any) -> None:
    with pytest.raises(UserError) as caught:
        follow(users)
    assert caught.value.hint


@pytest.mark.parametrize(
    "options",
    [{"dial_rate": 0}, {"dial_rate": "10"}, {"dial_rate": float("inf")}, {"poll_interval": 0}, {"nope": 1}],
)
def test_bad_options(options: Any) -> None:
    with pytest.raises(UserError):
        follow(["ann"], **options)


async def test_do_is_called_when_the_client_reads_this_far() -> None:
    """A host who is removed by something that happens in another room."""
    crowd = Crowd()
    crowd.host("ann")
    gone: list[bool] = []
    async with crowd.follow() as lives:

        def remove() -> None:
            lives.remove("ann")
            gone.append(True)

        bo = crowd.host("bo")
        bo.acts = iter([[HELLO, Wait(5), Do(remove), said(bo, 1)]])
        lives.add("bo")
        await until(lives, CommentEvent, "bo")
    assert gone
    crowd.assert_quiet()


# --- what no server should send, and what livetok should not raise


@pytest.mark.parametrize(
    "number", [-5, 2**63, 2**64 - 1, 2**64, 10**30, -(2**63), 1.5e300, "9" * 4000, None, [1]]
)
async def test_a_number_out_of_bounds_ends_nobody_elses_room(number: Any) -> None:
    crowd = Crowd()
    good, odd = crowd.host("ann", [HELLO]), crowd.host("odd")
    answer = as_json(
        {
            "statusCode": 0,
            "data": {
                "user": {"id": number, "uniqueId": "odd", "roomId": number, "status": 2},
                "liveRoom": {"status": 2, "startTime": number, "liveRoomStats": {"userCount": number}},
            },
        }
    )
    odd.lookups = [answer]
    good.acts = iter([[HELLO, Wait(40), said(good, 1)]])
    async with crowd.follow(poll_interval=10) as lives:
        with anyio.fail_after(200):
            assert (await until(lives, CommentEvent)).content
        assert lives.users == ("ann", "odd")
    crowd.assert_quiet()


@pytest.mark.parametrize(
    "error", [ValueError("odd"), KeyError("x"), RecursionError(), ExceptionGroup("g", [OSError()])]
)
@pytest.mark.parametrize("before", [(), (HELLO, Wait(3))])
async def test_whatever_one_room_raises_ends_that_room_only(
    error: Exception, before: tuple[Any, ...], caplog: Any
) -> None:
    """At dialling, or in the middle of a connection."""
    crowd = Crowd()
    odd = crowd.host("odd", [*before, error] if before else error, [HELLO])
    good = crowd.host("ann")
    good.acts = iter([[HELLO, Wait(50), said(good, 1)]])
    async with crowd.follow(poll_interval=10) as lives:
        failure = await until(lives, RoomErrorEvent, "odd")
        cause = error.exceptions[0] if isinstance(error, ExceptionGroup) else error
        assert (failure.error, failure.will_retry) == (type(cause).__name__, True)
        await until(lives, ConnectEvent, "odd")
        await until(lives, CommentEvent, "ann")
        assert odd.name in lives.users
    assert "Traceback" in caplog.text
    crowd.assert_quiet()


async def test_whatever_a_poll_raises_is_that_hosts(monkeypatch: Any) -> None:
    crowd = Crowd()
    odd = crowd.host("odd")
    odd.lookups = [odd.offline]
    good = crowd.host("ann")
    good.lookups = [good.offline, good.offline, good.online]
    look_up = batch_poller.look_up_room

    async def broken(client: Any, user: str) -> Any:
        if user == "odd":
            raise KeyError(user)
        return await look_up(client, user)

    monkeypatch.setattr(batch_poller, "look_up_room", broken)
    async with crowd.follow(poll_interval=10) as lives:
        assert (await until(lives, RoomErrorEvent, "odd")).error == "KeyError"
        await until(lives, ConnectEvent, "ann")
    crowd.assert_quiet()
