"""The first connection: what is raised at the `async with` line, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import anyio
import pytest

from livetok._net.websocket import HandshakeRefused
from livetok.errors import (
    ClosedByServer,
    DeviceBlocked,
    EntryRefused,
    LiveError,
    NetworkError,
    RoomEnded,
    SessionRequired,
    SignerError,
    UserOffline,
)
from livetok.proto import WebcastPushFrame
from support.fake_room import HELLO, FakeNetwork, FakeSocket, Wait, blocked, chat, end, frame, names
from support.fake_site import ALIVE, LOOKUP, OTHER_ROOM, PAGE, ROOM, check_alive, good_site, html, lookup

pytestmark = pytest.mark.anyio


async def refused(network: FakeNetwork, **options: Any) -> tuple[LiveError, float]:
    began = anyio.current_time()
    with pytest.raises(LiveError) as caught:
        async with network.connect(**options):
            pytest.fail("entered")
    network.assert_quiet()
    return caught.value, anyio.current_time() - began


async def test_entering_announces_the_room_and_then_delivers() -> None:
    network = FakeNetwork(acts=[[frame(chat(1)), end()]])
    async with network.connect() as live:
        assert live.connected
        assert not live.ended
        assert await names(live) == ["ConnectEvent", "CommentEvent", "LiveEndEvent", "DisconnectEvent"]
        assert live.ended
        assert not live.connected
    network.assert_quiet()


async def test_a_network_failure_is_raised_at_once() -> None:
    failure = NetworkError("no route", stage="tcp")
    error, seconds = await refused(FakeNetwork(acts=[failure]))
    assert error is failure
    assert seconds < 0.5


async def test_a_site_that_cannot_be_reached_is_raised_at_once() -> None:
    network = FakeNetwork(acts=[], site=good_site().on(LOOKUP, ConnectionRefusedError("no")))
    error, seconds = await refused(network)
    assert isinstance(error, NetworkError)
    assert seconds < 0.5


async def test_a_socket_that_dies_while_entering_is_raised() -> None:
    failure = NetworkError("gone", stage="write")

    def dead(socket: FakeSocket) -> None:
        socket.failing = failure

    error, _ = await refused(FakeNetwork(acts=[[]], arrange=dead))
    assert error is failure


async def test_a_socket_that_takes_nothing_in_while_entering(second: float) -> None:
    def stuck(socket: FakeSocket) -> None:
        socket.stuck = True

    error, seconds = await refused(FakeNetwork(acts=[[]], arrange=stuck), ws_timeout=5 * second)
    assert isinstance(error, NetworkError)
    assert error.stage == "write"
    assert 4.9 * second < seconds < 5 * second + 0.5


@pytest.mark.parametrize("ending", [ClosedByServer(code=1000), NetworkError("gone", stage="read")])
async def test_a_server_that_accepts_and_closes_has_not_let_us_in(ending: Exception) -> None:
    network = FakeNetwork(acts=[[ending]])
    error, seconds = await refused(network)
    assert error is ending
    assert seconds < 0.5


async def test_a_silent_server_is_waited_for_briefly(second: float) -> None:
    network = FakeNetwork(acts=[[Wait(50 * second), end()]])
    began = anyio.current_time()
    async with network.connect() as live:
        assert anyio.current_time() - began < 2 * second + 0.2
        assert (await names(live))[-2:] == ["LiveEndEvent", "DisconnectEvent"]


ECHO = bytes(WebcastPushFrame(seq_id=1, payload_type="hb"))
REFUSAL = "payload_handler_im_enter_room"


def refusing(second: float, *, after: float = 0.7, reason: str = REFUSAL) -> list[Any]:
    """Answers the heartbeat, and closes instead of answering the entry."""
    return [ECHO, Wait(after * second), ClosedByServer(code=1000, reason=reason)]


@pytest.mark.parametrize("after", [0.0, 0.7, 1.5])
async def test_a_refusal_after_entering_is_met_as_somebody_else(second: float, after: float) -> None:
    network = FakeNetwork(acts=[refusing(second, after=after), [ECHO, HELLO, end()]])
    async with network.connect() as live:
        assert await names(live) == ["ConnectEvent", "LiveEndEvent", "DisconnectEvent"]
    assert network.agents[0] != network.agents[1]
    network.assert_quiet()


async def test_a_refusal_after_entering_is_named(second: float) -> None:
    error, seconds = await refused(FakeNetwork(acts=[refusing(second) for _ in range(9)]))
    assert isinstance(error, EntryRefused)
    assert isinstance(error.__cause__, ClosedByServer)
    assert (error.code, error.reason) == (1000, REFUSAL)
    assert error.hint
    assert seconds <= 30 * second


@pytest.mark.parametrize(
    ("alive", "lookups"),
    [
        (False, [lookup()]),
        (True, [lookup(), lookup(4, 0)]),  # check_alive alone calls every room alive at times
        (True, [lookup(), lookup(2, OTHER_ROOM)]),
        (None, [lookup(), lookup(4)]),
    ],
)
@pytest.mark.parametrize("reason", [REFUSAL, ""])
async def test_a_refusal_of_a_room_that_is_over_is_its_end(
    second: float, alive: bool | None, lookups: list[Any], reason: str
) -> None:
    answer = (500, [], b"") if alive is None else check_alive(alive)
    site = good_site().on(LOOKUP, *lookups).on(ALIVE, answer)
    network = FakeNetwork(acts=[refusing(second, reason=reason)], site=site)
    error, _ = await refused(network)
    assert isinstance(error, RoomEnded)
    assert error.room_id == ROOM
    assert error.hint


async def test_a_refusal_that_nobody_explains_stays_a_refusal(second: float) -> None:
    site = good_site().on(ALIVE, ConnectionRefusedError("no"))
    network = FakeNetwork(acts=[refusing(second), [HELLO, end()]], site=site)
    async with network.connect() as live:
        assert (await names(live))[-1] == "DisconnectEvent"


@pytest.mark.parametrize("after", [0.7, 5.0])
async def test_a_refusal_of_a_later_entry_is_tried_again(second: float, after: float) -> None:
    lost = NetworkError("reset by peer", stage="read")
    network = FakeNetwork(acts=[[HELLO, lost], refusing(second, after=after), [HELLO, end()]])
    async with network.connect() as live:
        events = await names(live)
    assert events.count("LiveEndEvent") == 1
    assert len(network.dialled_at) == 3
    assert network.agents[1] != network.agents[2]


async def test_who_is_not_live_is_not_dialled() -> None:
    network = FakeNetwork(acts=[], site=good_site().on(LOOKUP, lookup(4, 0)))
    error, _ = await refused(network)
    assert isinstance(error, UserOffline)
    assert not network.dialled_at


@pytest.mark.parametrize("message", ["DEVICE_BLOCKED", "illegal secret key"])
async def test_a_refused_identity_is_replaced(message: str) -> None:
    network = FakeNetwork(acts=[blocked(message), blocked(message), [end()]])
    async with network.connect() as live:
        assert (await names(live))[-1] == "DisconnectEvent"
        assert live.statistics.reconnects == 0
    assert len(network.agents) == 3
    assert network.agents[0] != network.agents[1] != network.agents[2]


async def test_refusals_without_end_are_raised_within_half_a_minute(second: float) -> None:
    network = FakeNetwork(acts=[blocked() for _ in range(9)], handshake=9 * second)
    error, seconds = await refused(network)
    assert isinstance(error, DeviceBlocked)
    assert isinstance(error.__cause__, HandshakeRefused)
    assert seconds <= 30 * second + 0.5
    assert len(network.dialled_at) == 3


async def test_quick_refusals_are_few_and_do_not_wait_after_the_last(second: float) -> None:
    network = FakeNetwork(acts=[blocked() for _ in range(9)])
    error, seconds = await refused(network)
    assert isinstance(error, DeviceBlocked)
    assert len(network.dialled_at) == 4
    assert 3 * second <= seconds < 3 * second + 0.5


async def test_nothing_takes_longer_than_half_a_minute(second: float) -> None:
    error, seconds = await refused(FakeNetwork(acts=[[]], handshake=1000 * second))
    assert isinstance(error, NetworkError)
    assert 30 * second <= seconds < 30 * second + 0.5


async def test_a_room_entered_at_the_last_moment_is_entered_or_refused(second: float) -> None:
    network = FakeNetwork(acts=[[Wait(second), end()]], handshake=30 * second)
    try:
        async with network.connect() as live:
            assert (await names(live))[-1] == "DisconnectEvent"
    except NetworkError as error:
        assert error.stage == "handshake"  # noqa: PT017
    network.assert_quiet()


@pytest.mark.parametrize(
    "failure",
    [
        HandshakeRefused(429, {"retry-after": "120"}),
        SignerError("down", status=500),
        SessionRequired("log in"),
        HandshakeRefused(502, {}),
    ],
    ids=["rate limit", "signer", "session", "bad gateway"],
)
async def test_what_another_identity_does_not_cure_is_raised_at_once(failure: Exception) -> None:
    network = FakeNetwork(acts=[failure])
    error, seconds = await refused(network)
    assert error is failure or error.__cause__ is failure
    assert seconds < 0.5


async def test_a_challenge_instead_of_an_answer_is_met_as_somebody_else() -> None:
    challenge = html("<html>Please wait...</html>")
    site = good_site().on(LOOKUP, challenge, lookup()).on(PAGE, challenge)
    async with FakeNetwork(acts=[[end()]], site=site).connect() as live:
        assert (await names(live))[0] == "ConnectEvent"


async def test_events_are_stamped(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(11), chat(12)), end(13)]])
    async with network.connect() as live:
        metas = [event.meta async for event in live]
    assert [meta.sequence for meta in metas] == [1, 2, 3, 4, 5]
    assert [meta.message_id for meta in metas] == [0, 11, 12, 13, 0]
    assert [meta.method for meta in metas[1:3]] == ["WebcastChatMessage"] * 2
    assert {meta.unique_id for meta in metas} == {"ann"}
    assert {meta.room_id for meta in metas} == {live.room_id}
    assert all(abs((datetime.now(UTC) - meta.received_at).total_seconds()) < 60 for meta in metas)
