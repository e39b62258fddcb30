from __future__ import annotations

from typing import Any

import anyio
import pytest

from livetok._net.http import memory_client
from livetok._resolver import is_live
from livetok.errors import UserError
from livetok.models import LiveState, LiveStatus
from support.fake_site import (
    ALIVE,
    LOOKUP,
    OTHER_ROOM,
    PAGE,
    ROOM,
    FakeSite,
    as_json,
    check_alive,
    good_site,
    html,
    live_page,
    lookup,
    lookup_error,
    room_info,
)

pytestmark = pytest.mark.anyio

INFO = "/webcast/room/info/"
REFUSED = html("", status=403)
EMPTY = as_json({"data": [], "status_code": 0})


async def ask(site: Any, user: Any, **options: Any) -> Any:
    async with memory_client(site) as client:
        return await is_live(user, http=client, **options)


async def test_live() -> None:
    status = await ask(good_site(), "@Ann")
    assert status == LiveStatus(
        state=LiveState.LIVE,
        unique_id="ann",
        source="lookup",
        room_id=ROOM,
        status=200,
        detail="the room is live",
    )
    assert status


@pytest.mark.parametrize(
    ("answers", "state", "source", "status"),
    [
        ({LOOKUP: lookup(4), ALIVE: check_alive(False)}, LiveState.OFFLINE, "lookup", 200),
        ({LOOKUP: lookup(4), ALIVE: check_alive(True)}, LiveState.LIVE, "check_alive", 200),
        (
            {LOOKUP: lookup(4), ALIVE: check_alive(True), INFO: room_info(3)},
            LiveState.PAUSED,
            "check_alive",
            200,
        ),
        (
            {LOOKUP: lookup(4), ALIVE: check_alive(True), INFO: room_info(4)},
            LiveState.OFFLINE,
            "room info",
            200,
        ),
        ({LOOKUP: lookup(4), ALIVE: check_alive(True), INFO: REFUSED}, LiveState.UNKNOWN, "room info", 200),
        (
            {LOOKUP: lookup(4), ALIVE: check_alive(True), INFO: ConnectionResetError()},
            LiveState.UNKNOWN,
            "room info",
            200,
        ),
        ({LOOKUP: lookup(4), ALIVE: EMPTY}, LiveState.OFFLINE, "lookup", 200),
        ({LOOKUP: lookup(4), ALIVE: REFUSED}, LiveState.OFFLINE, "lookup", 200),
        ({LOOKUP: lookup(4), ALIVE: ConnectionResetError()}, LiveState.OFFLINE, "lookup", 200),
        ({LOOKUP: lookup(4, 0)}, LiveState.OFFLINE, "lookup", 200),
        ({LOOKUP: lookup(1), ALIVE: check_alive(False)}, LiveState.PREPARING, "lookup", 200),
        ({LOOKUP: lookup(3)}, LiveState.PAUSED, "lookup", 200),
        ({LOOKUP: lookup(None), ALIVE: EMPTY}, LiveState.UNKNOWN, "lookup", 200),
        ({LOOKUP: REFUSED, PAGE: live_page()}, LiveState.LIVE, "live page", 200),
        ({LOOKUP: REFUSED, PAGE: live_page(4), ALIVE: EMPTY}, LiveState.OFFLINE, "live page", 200),
        ({LOOKUP: REFUSED, PAGE: REFUSED}, LiveState.UNKNOWN, "lookup", 403),
        ({LOOKUP: html("", status=429), PAGE: html("", status=429)}, LiveState.UNKNOWN, "lookup", 429),
        ({LOOKUP: html("Please wait"), PAGE: html("tiktok-verify-page")}, LiveState.UNKNOWN, "lookup", 200),
        ({LOOKUP: ConnectionResetError("reset")}, LiveState.UNKNOWN, "lookup", 0),
        (
            {LOOKUP: lookup_error(19881007, "user_not_found"), PAGE: html("")},
            LiveState.UNKNOWN,
            "lookup",
            200,
        ),
        (
            {LOOKUP: lookup_error(19881007, "user_not_found"), PAGE: live_page()},
            LiveState.LIVE,
            "live page",
            200,
        ),
    ],
)
async def test_clear_and_unclear_answers(
    answers: dict[str, Any], state: LiveState, source: str, status: int
) -> None:
    site = good_site()
    for path, answer in answers.items():
        site.on(path, answer)
    live_status = await ask(site, "ann")
    assert (live_status.state, live_status.source, live_status.status) == (state, source, status)
    assert bool(live_status) is (state is LiveState.LIVE)
    assert live_status.detail


async def test_a_missing_user_is_told_apart_in_the_detail() -> None:
    site = good_site().on(LOOKUP, lookup_error(19881007, "user_not_found")).on(PAGE, html(""))
    status = await ask(site, "ann")
    assert "there is no user @ann" in status.detail
    assert "19881007" in status.detail


@pytest.mark.parametrize(
    ("alive", "info", "state", "source"),
    [
        (check_alive(True), room_info(2), LiveState.LIVE, "check_alive"),
        (check_alive(True), room_info(4), LiveState.OFFLINE, "room info"),
        (check_alive(True), REFUSED, LiveState.UNKNOWN, "room info"),
        (check_alive(False), REFUSED, LiveState.OFFLINE, "check_alive"),
        (EMPTY, room_info(2), LiveState.LIVE, "room info"),
        (EMPTY, room_info(4), LiveState.OFFLINE, "room info"),
        (EMPTY, REFUSED, LiveState.UNKNOWN, "room info"),
        (EMPTY, ConnectionResetError("reset"), LiveState.UNKNOWN, "room info"),
        (ConnectionResetError("reset"), room_info(2), LiveState.UNKNOWN, "check_alive"),
    ],
)
async def test_a_room_id(alive: Any, info: Any, state: LiveState, source: str) -> None:
    status = await ask(good_site().on(ALIVE, alive).on(INFO, info), ROOM)
    assert (status.state, status.source, status.room_id) == (state, source, ROOM)


async def test_several_at_once_are_confirmed_with_one_request() -> None:
    rooms = {"ann": (2, ROOM), "bob": (4, OTHER_ROOM), "cat": (4, ROOM + 5), "dan": (3, ROOM + 6)}
    asked: list[str] = []
    under_way = most = 0

    async def site(method: str, url: str, headers: Any, body: bytes) -> Any:
        nonlocal under_way, most
        fake = FakeSite()
        await fake(method, url, headers, body)
        path, query, _ = fake.asked[0]
        asked.append(path)
        under_way += 1
        most = max(most, under_way)
        await anyio.sleep(0.01)
        under_way -= 1
        if path == LOOKUP:
            user = query["uniqueId"]
            return lookup(*rooms[user]) if user in rooms else lookup_error(19881007, "user_not_found")
        if path == ALIVE:
            ids = query["room_ids"].split(",")
            assert ids == [str(ROOM + 5), str(OTHER_ROOM), "77"]
            data = [{"alive": int(room_id) in {OTHER_ROOM, 77}, "room_id_str": room_id} for room_id in ids]
            return as_json({"data": data, "status_code": 0})
        return room_info(2) if path == INFO else REFUSED

    statuses = await ask(site, ["cat", "@ann", 77, "bob", "https://www.tiktok.com/@dan/live", "eve", "ANN"])
    assert [status.state for status in statuses] == [
        LiveState.OFFLINE,
        LiveState.LIVE,
        LiveState.LIVE,
        LiveState.LIVE,
        LiveState.PAUSED,
        LiveState.UNKNOWN,
        LiveState.LIVE,
    ]
    assert [status.unique_id for status in statuses] == ["cat", "ann", "", "bob", "dan", "eve", "ann"]
    assert statuses[3].room_id == OTHER_ROOM
    assert asked.count(ALIVE) == 1
    assert asked.count(LOOKUP) == 5, "ann was asked for twice and looked up once"
    assert 1 < most <= 4


async def test_many_rooms_are_asked_in_batches() -> None:
    site = FakeSite().on(ALIVE, check_alive(True)).on(INFO, REFUSED)
    statuses = await ask(site, range(1, 121))
    assert len(statuses) == 120
    assert site.paths.count(ALIVE) == 3


async def test_nobody() -> None:
    site = FakeSite()
    assert await ask(site, []) == []
    assert site.asked == []


@pytest.mark.parametrize(
    "user", ["", "a b", None, 3.5, True, -1, b"ann", ["ann", "b c"], [None], {"ann": 1, "": 2}]
)
async def test_what_is_no_user(user: Any) -> None:
    site = FakeSite()
    with pytest.raises(UserError):
        await ask(site, user)
    assert site.asked == []


async def test_wrong_options() -> None:
    with pytest.raises(UserError, match="no option 'tiemout'"):
        await is_live("ann", tiemout=3)  # type: ignore[call-overload]
    async with memory_client(FakeSite()) as client:
        pass
    for user in ("ann", 5, ["ann", "bob"]):
        with pytest.raises(UserError, match="closed"):
            await is_live(user, http=client)


async def test_cancelled_with_many_lookups_under_way() -> None:
    async def site(method: str, url: str, headers: Any, body: bytes) -> Any:
        await anyio.sleep_forever()

    with anyio.move_on_after(0.05) as scope:
        await ask(site, [f"user{number}" for number in range(20)])
    assert scope.cancelled_caught
