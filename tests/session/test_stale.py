"""A connection that is dead and does not say so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

import anyio
import pytest

from livetok import ConnectEvent, DisconnectEvent, ReconnectEvent
from livetok.errors import NetworkError, Stale
from livetok.options import Retry
from support.fake_room import HELLO, FakeNetwork, Item, Stuck, Wait, chat, end, frame, kinds, names

pytestmark = pytest.mark.anyio


async def test_silence_is_a_loss(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(1)), Wait(1000 * second)], [end()]])
    retry = Retry(first_delay=second, jitter=0)
    options = {"retry": retry, "stale_timeout": 20 * second, "heartbeat_interval": 8 * second}
    async with network.connect(**options) as live:
        events = [event async for event in live]
    gone = next(event for event in events if isinstance(event, DisconnectEvent))
    back = next(event for event in events if isinstance(event, ReconnectEvent))
    assert gone.reason == f"the server said nothing for {20 * second:g} s"
    assert gone.code == 0
    assert back.gap_seconds == pytest.approx(21 * second, abs=0.05)
    # The half-open peer was spoken to all the while: nothing but its silence gave it away.
    assert kinds(network.sockets[0]).count("hb") == 3


async def test_silence_raises_stale_when_nothing_is_tried_again(second: float) -> None:
    network = FakeNetwork(acts=[[Wait(1000 * second)]])
    with pytest.raises(Stale) as caught:
        async with network.connect(retry=Retry(attempts=0), stale_timeout=2 * second) as live:
            await names(live)
    assert caught.value.silent_for == 2 * second
    network.assert_quiet()


async def test_a_peer_that_takes_nothing_in_is_a_loss(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, Stuck(), Wait(1000 * second)]])
    options = {"heartbeat_interval": second, "ws_timeout": 3 * second, "retry": Retry(attempts=0)}
    with pytest.raises(NetworkError) as caught:
        async with network.connect(**options) as live:
            await names(live)
    assert caught.value.stage == "write"
    assert anyio.current_time() - network.dialled_at[0] == pytest.approx(4 * second, abs=0.1)


async def test_an_acknowledgement_that_is_not_taken_in_is_a_loss_and_costs_no_event(second: float) -> None:
    network = FakeNetwork(acts=[[Stuck(), frame(chat(1), log_id=5)], [end()]])
    async with network.connect(ws_timeout=2 * second, retry=Retry(first_delay=second)) as live:
        ids = [event.meta.message_id async for event in live]
    assert ids == [0, 1, 0, 0, 0, 999_999, 0]


async def test_any_message_counts_as_life(second: float) -> None:
    echo = frame(kind="hb")
    act = [item for _ in range(10) for item in (Wait(3 * second), echo)]
    network = FakeNetwork(acts=[[*act, end()]])
    async with network.connect(stale_timeout=4 * second, retry=Retry(attempts=0)) as live:
        assert await names(live) == ["ConnectEvent", "LiveEndEvent", "DisconnectEvent"]


async def test_the_age_of_the_last_message_is_told(second: float) -> None:
    network = FakeNetwork(acts=[[Wait(second), frame(chat(1)), Wait(5 * second), end()]])
    async with network.connect() as live:
        assert live.statistics.last_message_age == pytest.approx(
            0, abs=0.3 * second
        )  # the answer to the entry
        await anyio.sleep(3 * second)
        assert live.statistics.last_message_age == pytest.approx(3 * second, abs=0.3 * second + 0.02)


async def test_a_day_of_streaming(second: float) -> None:
    messages = 24 * 360

    def day() -> Iterator[Item]:
        for number, pause in enumerate(repeat(Wait(10 * second), messages), 1):
            yield pause
            yield frame(chat(number), cursor=f"t-{number}", log_id=number)
        yield end(10_000_000)

    network = FakeNetwork(acts=[day()])
    count = 0
    async with network.connect(heartbeat_interval=10 * second) as live:
        async for event in live:
            count += 1
            assert event.meta.sequence == count
            assert not isinstance(event, ConnectEvent) or event.attempt == 1
        assert live.statistics.reconnects == 0
    sent = kinds(network.sockets[0])
    assert count == messages + 3
    assert sent.count("ack") == messages
    assert sent.count("hb") == pytest.approx(messages, abs=2)
