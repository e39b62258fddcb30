"""Losses after the room was entered: what is tried again, when, how often, and what is said about it."""

from __future__ import annotations

import gc
import logging
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from livetok import ConnectEvent, DisconnectEvent, ReconnectEvent
from livetok._net.websocket import HandshakeRefused
from livetok.errors import ClosedByServer, DeviceBlocked, LiveError, NetworkError, SessionRequired
from livetok.options import Retry
from livetok.proto import ControlAction, WebcastImEnterRoomMessage, WebcastPushFrame
from support.fake_room import HELLO, Act, FakeNetwork, Wait, blocked, chat, control, end, frame, names, read
from support.fake_site import (
    ALIVE,
    LOOKUP,
    OTHER_ROOM,
    PAGE,
    check_alive,
    good_site,
    html,
    lookup,
    lookup_error,
)

pytestmark = pytest.mark.anyio


def lost() -> NetworkError:
    return NetworkError("reset by peer", stage="read")


async def test_a_loss_and_the_return_are_events(second: float) -> None:
    network = FakeNetwork(
        acts=[
            [frame(chat(1)), Wait(3 * second), ClosedByServer(code=4001, reason="on purpose")],
            NetworkError("no route", stage="tcp"),
            [frame(chat(2)), end()],
        ]
    )
    retry = Retry(first_delay=second, jitter=0)
    async with network.connect(retry=retry) as live:
        events = [event async for event in live]
        assert live.statistics.reconnects == 1
    assert [type(event).__name__ for event in events] == [
        "ConnectEvent",
        "CommentEvent",
        "DisconnectEvent",
        "ReconnectEvent",
        "ConnectEvent",
        "CommentEvent",
        "LiveEndEvent",
        "DisconnectEvent",
    ]
    gone, back, again, last = (events[at] for at in (2, 3, 4, 7))
    assert isinstance(gone, DisconnectEvent)
    assert (gone.code, gone.will_reconnect) == (4001, True)
    assert "on purpose" in gone.reason
    assert isinstance(back, ReconnectEvent)
    assert (back.attempt, back.delay) == (2, 2 * second)
    assert 6 * second <= back.gap_seconds < 6 * second + 0.5  # three of silence, one and two of waiting
    assert isinstance(again, ConnectEvent)
    assert again.attempt == 2
    assert isinstance(last, DisconnectEvent)
    assert not last.will_reconnect


async def test_a_close_reason_forges_no_line_of_a_log(
    second: float, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "livetok")
    reason = "bye\x1b[2J\r\nERROR root: all is lost\u202e"
    acts: list[Act | Exception] = [
        [HELLO, Wait(second), ClosedByServer(code=4001, reason=reason)],
        [HELLO, end()],
    ]
    async with FakeNetwork(acts=acts).connect(retry=Retry(first_delay=second)) as live:
        reasons = [event.reason async for event in live if isinstance(event, DisconnectEvent)]
    assert r"bye\x1b[2J\r\nERROR root: all is lost\u202e" in reasons[0]
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("livetok")]
    assert any("all is lost" in line for line in lines)
    assert all(line.isprintable() for line in lines)


async def test_connected_tells_the_truth_in_between(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()], [end()]], handshake=second)
    async with network.connect(retry=Retry(first_delay=second, jitter=0)) as live:
        async for event in live:
            match event:
                case DisconnectEvent():
                    assert not live.connected
                    assert live.ended is not event.will_reconnect
                case ConnectEvent():
                    await anyio.lowlevel.checkpoint()


async def test_delays_grow_up_to_a_cap_and_the_budget_ends(second: float) -> None:
    failures = [NetworkError(f"failure {n}", stage="tcp") for n in range(9)]
    network = FakeNetwork(acts=[[HELLO, lost()], *failures])
    retry = Retry(attempts=6, first_delay=second, factor=2, max_delay=9 * second, jitter=0)
    events: list[Any] = []
    async with network.connect(retry=retry) as live:
        with pytest.raises(NetworkError, match="failure 5"):
            await read(live, events)
        assert live.statistics.reconnects == 0
    waits = [later - earlier for earlier, later in pairwise(network.dialled_at)]
    assert waits == pytest.approx([second * n for n in (1, 2, 4, 8, 9, 9)], abs=0.3 * second + 0.03)
    will_reconnect = [event.will_reconnect for event in events if isinstance(event, DisconnectEvent)]
    assert will_reconnect == [True, False]
    network.assert_quiet()


async def test_jitter_takes_up_to_its_share_off(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()], *(lost() for _ in range(9))])
    retry = Retry(attempts=8, first_delay=second, factor=1, jitter=0.5)
    with pytest.raises(NetworkError):
        async with network.connect(retry=retry) as live:
            await names(live)
    waits = [later - earlier for earlier, later in pairwise(network.dialled_at)]
    assert all(0.5 * second <= wait < second + 0.05 for wait in waits)
    assert len({round(wait, 6) for wait in waits}) == 8


async def test_zero_attempts_never_reconnect() -> None:
    network = FakeNetwork(acts=[[frame(chat(1)), lost()]])
    events: list[Any] = []
    with pytest.raises(NetworkError, match="reset by peer"):
        async with network.connect(retry=Retry(attempts=0)) as live:
            await read(live, events)
    seen = [type(event).__name__ for event in events]
    assert seen == ["ConnectEvent", "CommentEvent", "DisconnectEvent"]
    assert len(network.dialled_at) == 1


async def test_accept_then_close_gets_few_dials(second: float) -> None:
    def forever() -> Iterator[Act]:
        while True:
            yield [HELLO, ClosedByServer(code=1000)]

    network = FakeNetwork(acts=forever())
    retry = Retry(first_delay=second, max_delay=30 * second, healthy_after=30 * second)
    with anyio.move_on_after(10 * second):
        async with network.connect(retry=retry) as live:
            await names(live)
    assert 3 <= len(network.dialled_at) <= 5
    network.assert_quiet()


async def test_only_a_healthy_connection_resets_the_ladder(second: float) -> None:
    def act(seconds: float) -> Act:
        return [HELLO, Wait(seconds * second), lost()]

    network = FakeNetwork(acts=[act(0), act(9), act(11), act(0), [end()]])
    retry = Retry(first_delay=second, factor=3, jitter=0, healthy_after=10 * second)
    async with network.connect(retry=retry) as live:
        delays = [event.delay / second async for event in live if isinstance(event, ReconnectEvent)]
    assert delays == pytest.approx([1, 3, 1, 3])


async def test_a_rate_limit_sleeps_until_the_time_it_names(second: float) -> None:
    refusals = [HandshakeRefused(429, {"retry-after": f"{100 * second:.3f}"})]
    network = FakeNetwork(acts=[[HELLO, lost()], *refusals, [end()]])
    retry = Retry(first_delay=second / 10, max_delay=second, jitter=0)
    async with network.connect(retry=retry) as live:
        back = [event async for event in live if isinstance(event, ReconnectEvent)]
    assert network.dialled_at[2] - network.dialled_at[1] == pytest.approx(100 * second, rel=0.05)
    assert back[0].delay == pytest.approx(100 * second)


async def test_a_refused_identity_is_replaced_while_reconnecting(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()], lost(), blocked(), HandshakeRefused(403, {}), [end()]])
    async with network.connect(retry=Retry(first_delay=second)) as live:
        assert (await names(live))[-2:] == ["LiveEndEvent", "DisconnectEvent"]
    agents = network.agents
    assert agents[0] == agents[1] == agents[2]
    assert agents[2] != agents[3] != agents[4]


@pytest.mark.parametrize(
    ("failure", "leaf"),
    [(blocked(), DeviceBlocked), (ClosedByServer(code=4003), ClosedByServer), (lost(), NetworkError)],
)
async def test_the_budget_ends_with_the_last_failure(
    failure: Exception, leaf: type[LiveError], second: float
) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()], failure, failure])
    with pytest.raises(leaf):
        async with network.connect(retry=Retry(attempts=2, first_delay=second)) as live:
            await names(live)


async def test_what_waiting_does_not_cure_is_raised_at_once() -> None:
    network = FakeNetwork(acts=[[HELLO, lost()], SessionRequired("log in")])
    with pytest.raises(SessionRequired):
        async with network.connect(retry=Retry(first_delay=0)) as live:
            await names(live)
    assert len(network.dialled_at) == 2


@pytest.mark.parametrize(
    "after",
    [lookup(4), lookup(2, OTHER_ROOM), lookup(1)],
    ids=["ended", "another broadcast", "preparing the next"],
)
async def test_a_room_that_is_over_meanwhile_ends_the_session(after: Any, second: float) -> None:
    site = good_site().on(LOOKUP, lookup(), after).on(ALIVE, check_alive(False))
    network = FakeNetwork(acts=[[frame(chat(1)), lost()]], site=site)
    async with network.connect(retry=Retry(first_delay=second)) as live:
        events = [event async for event in live]
        assert live.ended
    assert [event.will_reconnect for event in events if isinstance(event, DisconnectEvent)] == [True, False]
    assert type(events[-1]) is DisconnectEvent
    assert len(network.dialled_at) == 1
    network.assert_quiet()


async def test_not_found_is_not_believed_while_reconnecting(second: float) -> None:
    missing = lookup_error(19881007, "user_not_found")
    site = good_site().on(LOOKUP, lookup(), missing, lookup()).on(PAGE, html("<html>Please wait..."))
    network = FakeNetwork(acts=[[HELLO, lost()], [end()]], site=site)
    async with network.connect(retry=Retry(first_delay=second)) as live:
        assert "LiveEndEvent" in await names(live)


async def test_the_end_of_the_broadcast_is_the_end() -> None:
    network = FakeNetwork(acts=[[frame(chat(1)), end(), lost()]])
    async with network.connect() as live:
        seen = await names(live)
        assert await names(live) == []
    assert seen == ["ConnectEvent", "CommentEvent", "LiveEndEvent", "DisconnectEvent"]
    assert len(network.dialled_at) == 1


async def test_an_end_whose_acknowledgement_fails_is_the_end_all_the_same() -> None:
    network = FakeNetwork(acts=[[Wait(0), frame(control(ControlAction.STREAM_ENDED, 9), log_id=3)]])
    async with network.connect() as live:
        network.sockets[0].failing = NetworkError("gone", stage="write")
        assert (await names(live))[-2:] == ["LiveEndEvent", "DisconnectEvent"]
    assert len(network.dialled_at) == 1


async def test_the_payload_type_close_is_a_loss(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(1)), frame(kind="close")], [end()]])
    async with network.connect(retry=Retry(first_delay=second)) as live:
        events = [event async for event in live]
    gone = next(event for event in events if isinstance(event, DisconnectEvent))
    assert gone.will_reconnect
    assert "asked to close" in gone.reason


async def test_resume_tokens_are_carried_on(second: float) -> None:
    acts = [
        [frame(chat(1), cursor="t-1", ext="a"), frame(chat(2), cursor="0", ext=""), lost()],
        [frame(chat(3), cursor="t-2", ext="b"), lost()],
        [end()],
    ]
    network = FakeNetwork(acts=acts)
    async with network.connect(retry=Retry(first_delay=second)) as live:
        await names(live)
    first, other, third = network.sockets
    assert first.query.get("cursor", "") == ""
    assert (other.query["cursor"], other.query["internal_ext"]) == ("t-1", "a")
    assert (third.query["cursor"], third.query["internal_ext"]) == ("t-2", "b")
    entries = [
        WebcastImEnterRoomMessage.parse(pushed.payload)
        for socket in network.sockets
        for pushed in (WebcastPushFrame.parse(data) for _, data in socket.sent)
        if pushed.payload_type == "im_enter_room"
    ]
    assert [entry.cursor for entry in entries] == ["", "t-1", "t-2"]


async def test_a_failing_acknowledgement_loses_nothing(second: float) -> None:
    def fail(socket: Any) -> None:
        if not network.sockets:
            socket.act = iter([Wait(second), frame(chat(1), chat(2), log_id=8)])

    network = FakeNetwork(acts=[[], [end()]], arrange=fail)
    async with network.connect(retry=Retry(first_delay=second)) as live:
        network.sockets[0].failing = NetworkError("gone", stage="write")
        events = [event async for event in live]
    assert [event.meta.message_id for event in events if event.meta.message_id] == [1, 2, 999_999]


async def test_a_failing_heartbeat_is_a_loss(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(1))], [end()]])
    retry = Retry(first_delay=second, jitter=0)
    async with network.connect(retry=retry, heartbeat_interval=5 * second) as live:
        network.sockets[0].failing = ClosedByServer(code=1001)
        events = [event async for event in live]
    gone = next(event for event in events if isinstance(event, DisconnectEvent))
    assert gone.code == 1001
    assert network.dialled_at[1] - network.dialled_at[0] == pytest.approx(6 * second, abs=0.3 * second + 0.03)


async def test_a_thousand_reconnects_take_no_memory(second: float, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = 1000
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)  # pytest keeps every record

    def acts() -> Iterator[Act]:
        for number in range(1, rounds + 1):
            yield [frame(chat(number, "x" * 200), cursor=f"t-{number}", log_id=number), lost()]
        yield [end(rounds + 1)]

    network = FakeNetwork(acts=acts(), keep=False)
    retry = Retry(attempts=rounds + 1, first_delay=second / 100, max_delay=second / 100)
    sizes: list[int] = []
    ids: list[int] = []
    try:
        async with network.connect(retry=retry) as live:
            async for event in live:
                if event.meta.message_id:
                    ids.append(event.meta.message_id)
                    network.forget()
                if isinstance(event, ConnectEvent) and event.attempt % 100 == 0:
                    if event.attempt == rounds / 2:
                        tracemalloc.start()  # it slows everything down
                    gc.collect()
                    sizes.append(tracemalloc.get_traced_memory()[0])
            assert live.statistics.reconnects == rounds
            assert live.statistics.messages == rounds + 1
    finally:
        tracemalloc.stop()
    assert ids == list(range(1, rounds + 2))
    # 400 reconnects later; what grows are the ids that the session and this test remember, the log of resuming up to
    # its bound of 128 KB.
    assert sizes[-1] - sizes[-5] < 400 * 250 + 128 * 1024
    network.assert_quiet()
