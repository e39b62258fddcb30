"""`watch()`: one broadcast after another."""

from __future__ import annotations

from itertools import pairwise, repeat
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from livetok import Live, watch
from livetok._net.websocket import HandshakeRefused
from livetok.errors import AgeRestricted, NetworkError, UserError, UserNotFound
from livetok.options import Retry
from support.fake_room import HELLO, FakeNetwork, blocked, chat, end, frame, names
from support.fake_site import (
    ALIVE,
    INFO,
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

OFFLINE = lookup(4, 0)
NOT_FOUND = lookup_error(19881007, "user_not_found")
CHALLENGE = html("<html>Please wait...</html>")


def site_of(*answers: Any) -> Any:
    site = good_site().on(LOOKUP, *answers).on(PAGE, CHALLENGE).on(ALIVE, check_alive(False))
    return site.on(INFO, (500, [], b""))


def lost() -> NetworkError:
    return NetworkError("reset by peer", stage="read")


async def test_it_waits_connects_and_goes_on_with_the_next_broadcast(second: float) -> None:
    # each connection looks once more; the old room is still shown as live after its end
    site = site_of(OFFLINE, OFFLINE, lookup(), lookup(), lookup(), OFFLINE, lookup(2, OTHER_ROOM))
    other = [frame(chat(2, room_id=OTHER_ROOM)), end()]
    network = FakeNetwork(acts=[[frame(chat(1)), end()], other], site=site)
    rooms: list[int] = []
    async with network.watch(poll_interval=second) as lives:
        async for live in lives:
            rooms.append(live.room_id)
            assert "CommentEvent" in await names(live)
            if len(rooms) == 2:
                break
    assert rooms[1] == OTHER_ROOM != rooms[0]
    assert len(network.dialled_at) == 2
    network.assert_quiet()


async def test_looks_are_cheap_and_spaced_with_jitter(second: float) -> None:
    network = FakeNetwork(acts=[], site=site_of(OFFLINE))
    looks: list[float] = []
    answer = network.site.__call__

    async def noted(method: str, url: str, headers: Any, body: bytes) -> Any:
        looks.append(anyio.current_time())
        return await answer(method, url, headers, body)

    network.site = noted
    with anyio.move_on_after(40 * second):
        async with network.watch(poll_interval=2 * second) as lives:
            await anext(lives)
    waits = [later - earlier for earlier, later in pairwise(looks)]
    assert 12 <= len(looks) <= 28  # one request a look
    assert all(1.5 * second <= wait <= 2 * second + 0.05 for wait in waits)
    assert len({round(wait, 6) for wait in waits}) > 8
    network.assert_quiet()


async def test_moving_on_closes_the_live_and_comes_back_to_a_room_that_goes_on(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(1))], [frame(chat(2)), end()]])
    async with network.watch(poll_interval=10 * second) as lives:
        first = await anext(lives)
        assert network.open_sockets == 1
        other = await anext(lives)
        assert network.open_sockets == 1
        assert network.sockets[0].closed
        assert await names(first) == []
        assert "CommentEvent" in await names(other)
    # The same room is not dialled more often than it is looked at.
    assert network.dialled_at[1] - network.dialled_at[0] > 7 * second
    network.assert_quiet()


async def test_a_live_that_is_lost_raises_in_its_own_loop(second: float) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()], [end()]])
    outcomes: list[str] = []
    async with network.watch(poll_interval=second, retry=Retry(attempts=0)) as lives:
        async for live in lives:
            try:
                outcomes.append((await names(live))[-2])
            except NetworkError as error:
                outcomes.append(str(error))
            if len(outcomes) == 2:
                break
    assert outcomes == ["reset by peer", "LiveEndEvent"]
    network.assert_quiet()


async def test_a_loss_that_nobody_read_is_logged(second: float, caplog: pytest.LogCaptureFixture) -> None:
    network = FakeNetwork(acts=[[HELLO, lost()], [end()]])
    async with network.watch(poll_interval=second, retry=Retry(attempts=0)) as lives:
        await anext(lives)
        await anyio.sleep(second)
        await anext(lives)
    assert "nobody read on" in caplog.text


async def test_nobody_of_that_name_is_raised_at_the_first_look_only(second: float) -> None:
    network = FakeNetwork(acts=[], site=site_of(NOT_FOUND))
    async with network.watch(poll_interval=second) as lives:
        with pytest.raises(UserNotFound):
            await anext(lives)
    network = FakeNetwork(acts=[[end()]], site=site_of(OFFLINE, NOT_FOUND, lookup()))
    async with network.watch(poll_interval=second) as lives:
        assert isinstance(await anext(lives), Live)
    network.assert_quiet()


async def test_a_room_that_is_closed_to_us_is_raised(second: float) -> None:
    network = FakeNetwork(acts=[AgeRestricted("adults only")])
    async with network.watch(poll_interval=second) as lives:
        with pytest.raises(AgeRestricted):
            await anext(lives)
    network.assert_quiet()


async def test_refusals_and_failures_are_waited_out_longer_each_time(second: float) -> None:
    answers = [CHALLENGE] * 4 + [ConnectionRefusedError("no")] + [OFFLINE, lookup()]
    network = FakeNetwork(acts=[[end()]], site=site_of(*answers))
    began = anyio.current_time()
    async with network.watch(poll_interval=second) as lives:
        await anext(lives)
    # 1 + 2 + 4 + 8 + 10 and 1, each less a quarter at most
    assert 0.7 * 26 * second < anyio.current_time() - began < 26 * second + 1


async def test_a_rate_limit_is_kept_to(second: float) -> None:
    limit = (429, [("Retry-After", f"{50 * second:.3f}")], b"")
    site = site_of(limit, lookup()).on(PAGE, limit)
    network = FakeNetwork(acts=[[end()]], site=site)
    began = anyio.current_time()
    async with network.watch(poll_interval=second) as lives:
        await anext(lives)
    assert anyio.current_time() - began >= 50 * second


async def test_a_room_that_cannot_be_entered_yet_is_tried_again(second: float) -> None:
    acts = [*(blocked() for _ in range(4)), HandshakeRefused(502, {}), lost(), [end()]]
    network = FakeNetwork(acts=acts)
    async with network.watch(poll_interval=second) as lives:
        assert (await names(await anext(lives)))[-1] == "DisconnectEvent"
    assert len(network.dialled_at) == 7


async def test_a_step_that_is_cancelled_goes_on_later(second: float) -> None:
    site = site_of(OFFLINE, OFFLINE, OFFLINE, lookup())
    network = FakeNetwork(acts=repeat([end()]), site=site, handshake=second / 3)
    async with network.watch(poll_interval=second) as lives:
        tries = 0
        live = None
        while live is None:
            with anyio.move_on_after((tries + 1) * second / 3):
                live = await anext(lives)
            tries += 1
        assert tries > 3
        assert (await names(live))[-1] == "DisconnectEvent"
    network.assert_quiet()


async def test_one_cancel_stops_all(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(1))]], farewell=1000)
    with anyio.move_on_after(5 * second) as scope:
        async with network.watch(poll_interval=second) as lives:
            async for live in lives:
                async for _ in live:
                    pass
    assert scope.cancelled_caught
    network.assert_quiet()


async def test_scopes_around_the_loops_come_and_go(second: float) -> None:
    network = FakeNetwork(acts=[[frame(chat(1))], [frame(chat(2))], [end()]])
    async with network.watch(poll_interval=second) as lives:
        for _ in range(2):
            with anyio.move_on_after(3 * second):
                async for live in lives:
                    async for _event in live:
                        await anyio.lowlevel.checkpoint()
        with anyio.fail_after(5 * second):
            await anext(lives)
    network.assert_quiet()


async def test_an_error_in_the_loop_arrives_as_itself() -> None:
    network = FakeNetwork(acts=[[frame(chat(1))]])
    error = ExceptionGroup("theirs", [ValueError("a")])
    with pytest.RaisesGroup(ValueError) as caught:
        async with network.watch() as lives:
            async for live in lives:
                async for _ in live:
                    raise error
    assert caught.value is error
    network.assert_quiet()


async def test_leaving_with_a_silent_peer_is_bounded() -> None:
    network = FakeNetwork(acts=[[frame(chat(1))]], farewell=1000)
    async with network.watch() as lives:
        await anext(lives)
        began = anyio.current_time()
    assert anyio.current_time() - began < 1.5
    network.assert_quiet()


async def test_two_tasks_are_told(second: float) -> None:
    network = FakeNetwork(acts=[], site=site_of(OFFLINE))
    async with network.watch(poll_interval=1000) as lives, anyio.create_task_group() as group:
        group.start_soon(anext, lives)
        await anyio.sleep(second)
        with pytest.raises(UserError, match="two tasks"):
            await anext(lives)
        group.cancel_scope.cancel()


@pytest.mark.parametrize(
    "options", [{"poll_interval": 0}, {"poll_interval": "30"}, {"buffer": 0}, {"nope": 1}]
)
def test_wrong_options_are_told_at_the_call(options: Any) -> None:
    with pytest.raises(UserError):
        watch("@ann", **options)
    with pytest.raises(UserError):
        watch("@a b")
