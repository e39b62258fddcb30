"""`follow()`: one budget for all dials and looks, and looking for many at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import anyio
import pytest

from livetok import CommentEvent, ConnectEvent, LiveEndEvent, RoomErrorEvent
from livetok._client.rate_limiter import RateLimiter
from livetok.errors import NetworkError
from livetok.options import Retry
from support.fake_room import HELLO, Item, Wait, chat, end, frame
from support.fake_site import ALIVE, LOOKUP, PROFILE, Answer, lookup
from support.many_hosts import CHALLENGE, NOT_FOUND, Crowd, until

pytestmark = pytest.mark.anyio

LIMITED: Answer = (429, [("Retry-After", "300")], b"")


def gaps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


# --- the limiter


async def test_one_after_another_in_the_order_of_arrival() -> None:
    limiter, passed = RateLimiter(rate=4), list[tuple[int, float]]()

    async def go(number: int) -> None:
        await anyio.sleep(number / 1000)
        await limiter.acquire()
        passed.append((number, anyio.current_time()))

    async with anyio.create_task_group() as group:
        for number in range(8):
            group.start_soon(go, number)
    assert [number for number, _ in passed] == list(range(8))
    assert gaps([at for _, at in passed]) == pytest.approx([0.25] * 7)


async def test_who_gives_up_costs_nobody_a_turn() -> None:
    limiter, passed = RateLimiter(rate=1), list[float]()

    async def go(patience: float) -> None:
        with anyio.move_on_after(patience):
            await limiter.acquire()
            passed.append(anyio.current_time())

    began = anyio.current_time()
    async with anyio.create_task_group() as group:
        for patience in (10, 0.5, 0.5, 0.5, 10):
            group.start_soon(go, patience)
            await anyio.wait_all_tasks_blocked()
    assert [at - began for at in passed] == pytest.approx([0.0, 1.0], abs=1e-3)


async def test_a_limiter_that_is_closed_lets_nobody_through() -> None:
    limiter = RateLimiter(rate=10)
    began = anyio.current_time()
    async with anyio.create_task_group() as group:
        await limiter.acquire()
        group.start_soon(limiter.acquire)
        await anyio.sleep(0.05)
        limiter.pause(30)
        limiter.pause(3)  # shortens nothing
    assert anyio.current_time() - began == pytest.approx(30.05)


# --- dials


async def test_first_dials_keep_to_the_budget() -> None:
    crowd = Crowd()
    for number in range(40):
        crowd.host(f"host{number}")
    async with crowd.follow(dial_rate=5) as lives:
        for _ in range(40):
            await until(lives, ConnectEvent)
        assert all(live.connected for live in lives.lives.values())
    times = [at for at, _ in crowd.dialled]
    assert gaps(times) == pytest.approx([0.2] * 39, abs=1e-3)


async def test_rooms_that_are_lost_together_come_back_one_by_one() -> None:
    """An outage ends all connections at once; nobody waits longer than the budget and the retry policy want."""
    crowd, outage = Crowd(), anyio.current_time() + 50

    def until_the_outage() -> Iterator[Item]:
        yield HELLO
        yield Wait(outage - anyio.current_time())
        yield NetworkError("reset by peer", stage="read")

    for number in range(40):
        crowd.host(f"host{number}").acts = iter([until_the_outage(), [HELLO]])
    async with crowd.follow(dial_rate=10, retry=Retry(jitter=0)) as lives:
        await anyio.sleep(49)
        assert len(crowd.dialled) == 40
        assert crowd.open_sockets == 40
        for _ in range(80):
            await until(lives, ConnectEvent)
    times = [at for at, _ in crowd.dialled][40:]
    assert len(times) == 40
    assert all(gap >= 0.1 - 1e-6 for gap in gaps(times))
    assert times[-1] - times[0] <= 4.0


async def test_waiting_for_the_budget_is_no_failure_to_connect() -> None:
    """The last of many waits for minutes, and then has its time to get in like anybody."""
    crowd = Crowd(handshake=3)
    for number in range(20):
        crowd.host(f"host{number}")
    async with crowd.follow(dial_rate=0.1, stale_timeout=1000) as lives:
        async for _, event in lives:
            assert not isinstance(event, RoomErrorEvent), event
            if all(live.connected for live in lives.lives.values()):
                break
    assert crowd.dialled[-1][0] - crowd.dialled[0][0] > 180


async def test_rooms_share_a_cookie() -> None:
    crowd = Crowd(latency=0.5)
    for number in range(45):
        crowd.host(f"host{number}")
    async with crowd.follow() as lives:
        for _ in range(45):
            await until(lives, ConnectEvent)
    pages = [path for _, path, _ in crowd.asked if path.startswith("/@")]
    assert len(pages) == 3  # a browser has twenty tabs
    agents = {socket.headers["User-Agent"] for socket in crowd.sockets}
    assert 1 <= len(agents) <= 3
    assert PROFILE not in pages


async def test_a_limit_that_tiktok_names_holds_for_all() -> None:
    crowd = Crowd()
    ann = crowd.host("ann", lookups=[LIMITED])
    async with crowd.follow() as lives:
        error = await until(lives, RoomErrorEvent)
        assert (error.error, error.retry_after) == ("RateLimited", 300)
        limited = crowd.asked[-1][0]
        ann.lookups = [ann.online]
        for number in range(10):
            crowd.host(f"host{number}")
            lives.add(f"host{number}")
        for _ in range(11):
            await until(lives, ConnectEvent)
    assert next(at for at, _, _ in crowd.asked if at > limited) - limited == pytest.approx(300)
    assert all(at >= limited + 300 for at, _ in crowd.dialled)


# --- looks


async def test_a_round_is_one_check_and_a_lookup_each() -> None:
    crowd = Crowd()
    for number in range(120):
        host = crowd.host(f"host{number}")
        host.lookups = [host.offline]
    async with crowd.follow(poll_interval=100, dial_rate=10) as lives:
        await anyio.sleep(20)
        assert len(crowd.asked_for(LOOKUP)) == 120
        assert len(crowd.asked_for(ALIVE)) == 0  # at first each is taken at its word
        crowd.asked.clear()
        await anyio.sleep(100)
        checks, looks = crowd.asked_for(ALIVE), crowd.asked_for(LOOKUP)
        assert [query["room_ids"].count(",") + 1 for _, query in checks] == [50, 50, 20]
        assert len(looks) == len({query["uniqueId"] for _, query in looks}) == 120
        assert gaps([at for at, _ in [*checks, *looks]]) == pytest.approx([0.1] * 122, abs=1e-3)
        assert lives.waiting == 0
        assert not crowd.dialled
    crowd.assert_quiet()


async def test_rounds_are_a_poll_interval_apart() -> None:
    crowd = Crowd()
    for number in range(3):
        host = crowd.host(f"host{number}")
        host.lookups = [host.offline]
    async with crowd.follow(poll_interval=100):
        await anyio.sleep(2000)
    times = [at for at, _ in crowd.asked_for(ALIVE)]
    assert 19 <= len(times) <= 27
    assert all(75 - 1e-6 <= gap <= 100 for gap in gaps(times))
    assert len({round(gap, 3) for gap in gaps(times)}) > 10


async def test_a_round_that_the_budget_makes_long_is_not_overtaken() -> None:
    crowd = Crowd()
    for number in range(30):
        host = crowd.host(f"host{number}")
        host.lookups = [host.offline]
    async with crowd.follow(poll_interval=10, dial_rate=1):
        await anyio.sleep(300)
    looks = [query["uniqueId"] for _, query in crowd.asked_for(LOOKUP)]
    assert gaps([at for at, path, _ in crowd.asked if path in {LOOKUP, ALIVE}]) == pytest.approx(
        [1.0] * (len(looks) + len(crowd.asked_for(ALIVE)) - 1), abs=1e-3
    )
    counts = [looks.count(host) for host in crowd.hosts]
    assert max(counts) - min(counts) <= 1


async def test_a_new_broadcast_is_found_by_its_name() -> None:
    crowd = Crowd()
    host = crowd.host("ann")
    host.lookups = [host.offline, host.offline, lookup(2, host.room_id + 50)]
    host.acts = iter([[frame(chat(1, room_id=host.room_id + 50))]])
    async with crowd.follow() as lives:
        await anyio.sleep(10)
        host.room_id += 50
        await until(lives, CommentEvent)
        assert lives.lives["ann"].room_id == host.room_id


async def test_a_room_that_the_lookup_calls_closed_is_found_by_its_id() -> None:
    crowd = Crowd()
    host = crowd.host("ann")
    host.lookups, host.alive = [host.offline], True
    async with crowd.follow() as lives:
        await until(lives, ConnectEvent)
    # the first look; the round needed none; entering looks again, and asks about the id
    assert len(crowd.asked_for(LOOKUP)) == 2
    assert len(crowd.asked_for(ALIVE)) == 2


async def test_a_room_that_was_seen_to_end_is_not_asked_about() -> None:
    crowd = Crowd()
    host = crowd.host("ann", [HELLO, end()])
    async with crowd.follow() as lives:
        await until(lives, LiveEndEvent)
        with anyio.move_on_after(300):
            async for _ in lives:
                pass
    # the site says for a while that it is live
    assert len(crowd.dialled) == 1
    assert not crowd.asked_for(ALIVE)
    assert len(crowd.asked_for(LOOKUP)) >= 4
    assert host.lookups == [host.online]


async def test_one_host_who_is_refused_is_looked_for_less_often_and_the_others_as_always() -> None:
    crowd = Crowd()
    for name in ("ann", "bo", "cy", "dee"):
        host = crowd.host(name)
        host.lookups = [host.offline]
    odd = crowd.hosts["ann"]
    odd.lookups = [odd.offline, CHALLENGE]
    async with crowd.follow(poll_interval=100) as lives:
        with anyio.move_on_after(2000):
            async for live, event in lives:
                assert isinstance(event, RoomErrorEvent)
                assert (live.unique_id, event.error, event.will_retry) == ("ann", "Detected", True)
    looks = {
        name: [at for at, query in crowd.asked_for(LOOKUP) if query["uniqueId"] == name]
        for name in crowd.hosts
    }
    assert len(looks["ann"]) <= 8
    for name in ("bo", "cy", "dee"):
        assert len(looks[name]) >= 19
        assert max(gaps(looks[name])) <= 101


async def test_refusals_that_are_not_in_a_row_end_no_round() -> None:
    crowd = Crowd()
    for number in range(10):
        host = crowd.host(f"host{number}")
        host.lookups = [host.offline, CHALLENGE if number % 2 else host.offline]
    async with crowd.follow("host0", poll_interval=100) as lives:
        for name in crowd.hosts:
            lives.add(name)
            await anyio.sleep(0.2)
        crowd.asked.clear()
        await anyio.sleep(100)
    assert sorted(query["uniqueId"] for _, query in crowd.asked_for(LOOKUP)) == sorted(crowd.hosts)


async def test_who_was_looked_for_just_now_waits_for_the_next_round() -> None:
    crowd = Crowd()
    for name in ("ann", "late"):
        host = crowd.host(name)
        host.lookups = [host.offline]
    async with crowd.follow("ann", poll_interval=100) as lives:
        await anyio.sleep(70)
        lives.add("late")
        await anyio.sleep(130)
    looks = [(at, query["uniqueId"]) for at, query in crowd.asked_for(LOOKUP)]
    late = [at for at, name in looks if name == "late"]
    assert 50 <= late[1] - late[0] <= 130
    assert [name for at, name in looks if 70.5 < at < 100.5] == ["ann"]


async def test_looks_after_an_end_are_close_at_first_and_rare_later() -> None:
    """Nobody was waited for in the meantime; the site shows the end of a broadcast late."""
    crowd = Crowd()
    crowd.host("ann", [HELLO, Wait(1000), end()])
    async with crowd.follow(poll_interval=100, stale_timeout=5000) as lives:
        await until(lives, LiveEndEvent)
        ended = anyio.current_time()
        with anyio.move_on_after(400):
            async for _ in lives:
                pass
    looks = [at - ended for at, _ in crowd.asked_for(LOOKUP) if at > ended]
    assert looks[:4] == pytest.approx([1.0, 2.0, 3.0, 4.5], abs=0.3)
    assert len(looks) <= 16
    assert all(wait >= 50 for wait in gaps([at for at in looks if at > 150]))


async def test_many_ends_at_once_stay_within_the_budget() -> None:
    crowd = Crowd()
    for number in range(100):
        host = crowd.host(f"host{number}", [HELLO, Wait(100), end()])
        host.lookups = [host.online]
    async with crowd.follow(poll_interval=60, dial_rate=5.0) as lives:
        with anyio.move_on_after(200):
            async for _ in lives:
                pass
    times = sorted([at for at, _ in crowd.asked_for(LOOKUP)] + [at for at, _ in crowd.asked_for(ALIVE)])
    for start in range(20, 200, 10):
        assert len([at for at in times if start <= at < start + 10]) <= 10 * 5 + 1


async def test_a_refused_look_after_an_end_waits_for_the_next_round() -> None:
    crowd = Crowd()
    host = crowd.host("ann", [HELLO, end()])
    host.lookups = [host.online, LIMITED, host.offline]
    async with crowd.follow(poll_interval=60) as lives:
        with anyio.move_on_after(290):
            async for _ in lives:
                pass
        assert len(crowd.asked_for(LOOKUP)) == 2


async def test_when_everybody_is_refused_all_wait_longer() -> None:
    crowd = Crowd()
    for number in range(50):
        host = crowd.host(f"host{number}")
        host.lookups = [host.offline, CHALLENGE]
    errors: list[Any] = []
    async with crowd.follow(poll_interval=10) as lives:
        with anyio.move_on_after(600):
            async for _, event in lives:
                errors.append(event)
    later = [at for at, _ in crowd.asked_for(LOOKUP)][50:]
    assert len(later) < 80  # of 50 hosts in 60 rounds
    assert errors
    assert {error.error for error in errors} == {"Detected"}


async def test_a_rate_limit_of_the_check_holds_for_all() -> None:
    crowd = Crowd()
    for number in range(3):
        host = crowd.host(f"host{number}")
        host.lookups = [host.offline]
    crowd.alive_answers = [LIMITED]
    async with crowd.follow(poll_interval=10) as lives:
        await anyio.sleep(330)
        assert lives.waiting == 0
    limited, *others = [at for at, _ in crowd.asked_for(ALIVE)]
    assert 300 <= others[0] - limited <= 301
    assert not [at for at, _ in crowd.asked_for(LOOKUP) if limited <= at < others[0]]


@pytest.mark.parametrize("answer", [CHALLENGE, ConnectionRefusedError("no"), (500, [], b"")])
async def test_a_check_that_fails_leaves_the_lookups(answer: Any) -> None:
    crowd = Crowd()
    host = crowd.host("ann")
    host.lookups = [host.offline, host.online]
    crowd.alive_answers = [answer] * 5
    async with crowd.follow() as lives:
        assert isinstance((await anext(lives))[1], ConnectEvent)


async def test_no_such_user_is_a_disturbance_for_one_who_was_there() -> None:
    crowd = Crowd()
    host = crowd.host("ann")
    host.lookups = [host.offline, NOT_FOUND, host.online]
    async with crowd.follow() as lives:
        _, error = await anext(lives)
        assert isinstance(error, RoomErrorEvent)
        assert (error.error, error.will_retry) == ("UserNotFound", True)
        assert 0 < error.retry_after <= 61
        await until(lives, ConnectEvent)


async def test_gifts_are_within_the_budget() -> None:
    crowd = Crowd()
    for number in range(3):
        crowd.host(f"host{number}")
    async with crowd.follow(dial_rate=1, fetch_gifts=True) as lives:
        for _ in range(3):
            await until(lives, ConnectEvent)
    looks = [at for at, _ in crowd.asked_for(LOOKUP)]
    assert len(looks) == 6
    assert all(gap >= 1 - 1e-6 for gap in gaps(looks))
