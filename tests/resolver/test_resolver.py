from __future__ import annotations

import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest

from livetok._net.http import memory_client, open_http
from livetok._resolver import Resolver
from livetok.errors import (
    AgeRestricted,
    Detected,
    NetworkError,
    RateLimited,
    RoomEnded,
    SessionRequired,
    UserNotFound,
    UserOffline,
)
from livetok.models import RoomStatus
from livetok.options import Endpoints, Options, Session
from support.fake_site import (
    ALIVE,
    GIFTS,
    INFO,
    LOOKUP,
    OTHER_ROOM,
    PAGE,
    PROFILE,
    ROOM,
    TTWID,
    FakeSite,
    as_json,
    check_alive,
    good_site,
    html,
    lookup,
    lookup_error,
    profile,
    room_info,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

pytestmark = pytest.mark.anyio

BLOCKED = html("<html>Please wait...</html>")
RESTRICTED = as_json({"data": {"prompts": "adults", "message": "adults"}, "status_code": 4003110})


class Pauses(list[float]):
    async def __call__(self, seconds: float) -> None:
        self.append(seconds)
        await anyio.lowlevel.checkpoint()


@asynccontextmanager
async def resolver_on(
    site: FakeSite, user: str = "ann", room_id: int = 0, pauses: Pauses | None = None, **options: Any
) -> AsyncGenerator[Resolver]:
    async with memory_client(site) as client:
        chosen = Options(http=client, **options)
        async with open_http(chosen) as http:
            sleep = Pauses() if pauses is None else pauses
            yield Resolver(user, room_id, chosen, http, random.Random(1), sleep)


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, keep_blank_values=True).items()}


async def test_a_live_user_gives_a_ticket() -> None:
    site = good_site()
    async with resolver_on(site) as resolver:
        ticket = await resolver.fetch_ticket(cursor="c", internal_ext="i|x")
    assert ticket.room_id == resolver.room_id == ROOM
    assert urlsplit(ticket.url)[:3] == (
        "wss",
        "webcast-ws.tiktok.com",
        "/webcast/im/ws_proxy/ws_reuse_supplement/",
    )
    params = query(ticket.url)
    assert params["room_id"] == str(ROOM)
    assert (params["cursor"], params["internal_ext"]) == ("c", "i|x")
    headers = dict(ticket.headers)
    assert headers["Cookie"] == f"ttwid={TTWID}"
    assert headers["User-Agent"] == site.asked[0][2]["user-agent"]
    assert resolver.room is not None
    assert resolver.room.host.unique_id == "ann"
    assert site.paths == [LOOKUP, INFO, PROFILE]


async def test_a_later_attempt_looks_up_anew_and_keeps_the_cookie_and_the_details() -> None:
    site = good_site().on(LOOKUP, lookup(2), lookup(3))
    async with resolver_on(site) as resolver:
        first = await resolver.fetch_ticket()
        assert resolver.room is not None
        assert resolver.room.status is RoomStatus.LIVE
        second = await resolver.fetch_ticket()
        assert resolver.room.status is RoomStatus.PAUSED
    assert site.paths == [LOOKUP, INFO, PROFILE, LOOKUP]
    assert dict(first.headers) == dict(second.headers)
    assert first.url != second.url, "each attempt has a round-trip time of its own"


async def test_after_rotation_another_identity_gets_another_cookie() -> None:
    site = good_site().on(PROFILE, profile("one"), profile("two"))
    async with resolver_on(site) as resolver:
        first = dict((await resolver.fetch_ticket()).headers)
        resolver.rotate_identity()
        second = dict((await resolver.fetch_ticket()).headers)
    assert (first["Cookie"], second["Cookie"]) == ("ttwid=one", "ttwid=two")
    assert first["User-Agent"] != second["User-Agent"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (lookup(4), UserOffline),
        (lookup(4, 0), UserOffline),
        (lookup(2, 0), UserOffline),
        (lookup(2, "0"), UserOffline),
        (lookup(1), UserOffline),
    ],
)
async def test_a_user_who_is_not_live(answer: Any, error: type[Exception]) -> None:
    site = good_site().on(LOOKUP, answer).on(ALIVE, check_alive(False))
    async with resolver_on(site) as resolver:
        with pytest.raises(error) as caught:
            await resolver.fetch_ticket()
    assert isinstance(caught.value, UserOffline)
    assert caught.value.user == "ann"
    assert caught.value.hint
    assert INFO not in site.paths


async def test_offline_in_the_lookup_is_checked_against_the_room_itself() -> None:
    async with resolver_on(good_site().on(LOOKUP, lookup(4))) as resolver:
        ticket = await resolver.fetch_ticket()
    assert ticket.room_id == ROOM


async def test_a_silent_check_leaves_offline_as_it_is() -> None:
    empty = as_json({"data": [], "status_code": 0})
    async with resolver_on(good_site().on(LOOKUP, lookup(4)).on(ALIVE, empty)) as resolver:
        with pytest.raises(UserOffline):
            await resolver.fetch_ticket()


async def test_room_info_may_say_that_it_is_over() -> None:
    async with resolver_on(good_site().on(INFO, room_info(4))) as resolver:
        with pytest.raises(UserOffline):
            await resolver.fetch_ticket()


@pytest.mark.parametrize(
    "answer", [RESTRICTED, BLOCKED, html("", status=403), html("", status=500), room_info(None), as_json([1])]
)
async def test_room_info_is_never_required(answer: Any) -> None:
    async with resolver_on(good_site().on(INFO, answer)) as resolver:
        assert (await resolver.fetch_ticket()).room_id == ROOM
    assert resolver.room is not None
    assert resolver.room.title == "hi"
    assert resolver.room.status is RoomStatus.LIVE


async def test_room_info_that_cannot_be_reached_is_not_required() -> None:
    async with resolver_on(good_site().on(INFO, ConnectionResetError("reset"))) as resolver:
        assert (await resolver.fetch_ticket()).room_id == ROOM


async def test_room_info_can_be_left_out() -> None:
    site = good_site()
    async with resolver_on(site, fetch_room_info=False) as resolver:
        await resolver.fetch_ticket()
    assert INFO not in site.paths
    assert resolver.room is not None
    assert resolver.room.viewer_count == 81


async def test_not_found_is_checked_against_the_live_page() -> None:
    site = good_site().on(LOOKUP, lookup_error(19881007, "user_not_found"))
    async with resolver_on(site) as resolver:
        assert (await resolver.fetch_ticket()).room_id == ROOM
    assert PAGE in site.paths


@pytest.mark.parametrize(
    "page",
    [html('<script id="SIGI_STATE" type="application/json">{}</script>'), BLOCKED, html("", status=429)],
)
async def test_not_found_stands_when_the_live_page_does_not_know_better(page: Any) -> None:
    site = good_site().on(LOOKUP, lookup_error(19881007, "user_not_found")).on(PAGE, page)
    async with resolver_on(site) as resolver:
        with pytest.raises(UserNotFound) as caught:
            await resolver.fetch_ticket()
    assert caught.value.user == "ann"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (BLOCKED, Detected),
        (html("", status=403), Detected),
        (html("", status=429), RateLimited),
        (html(""), Detected),
    ],
)
async def test_a_refused_lookup_is_asked_of_the_live_page(answer: Any, error: type[Exception]) -> None:
    site = good_site().on(LOOKUP, answer)
    async with resolver_on(site) as resolver:
        assert (await resolver.fetch_ticket()).room_id == ROOM
    site = good_site().on(LOOKUP, answer).on(PAGE, BLOCKED)
    async with resolver_on(site) as resolver:
        with pytest.raises(error):
            await resolver.fetch_ticket()


async def test_a_region_that_needs_a_login_is_told() -> None:
    page = (302, [("Location", "/login")], b"")
    async with resolver_on(good_site().on(LOOKUP, BLOCKED).on(PAGE, page)) as resolver:
        with pytest.raises(SessionRequired):
            await resolver.fetch_ticket()


async def test_the_live_page_may_be_out_of_reach() -> None:
    site = good_site().on(LOOKUP, BLOCKED).on(PAGE, ConnectionResetError("reset"))
    async with resolver_on(site) as resolver:
        with pytest.raises(Detected):
            await resolver.fetch_ticket()


async def test_a_network_failure_comes_out_at_once() -> None:
    site = good_site().on(LOOKUP, ConnectionRefusedError("refused"))
    async with resolver_on(site) as resolver:
        with pytest.raises(NetworkError) as caught:
            await resolver.fetch_ticket()
    assert site.paths == [LOOKUP]
    assert isinstance(caught.value.__cause__, ConnectionRefusedError)


async def test_a_new_broadcast_is_not_entered_by_a_reconnect() -> None:
    site = good_site().on(LOOKUP, lookup(), lookup(2, OTHER_ROOM), lookup(4))
    async with resolver_on(site.on(ALIVE, check_alive(False))) as resolver:
        await resolver.fetch_ticket()
        for _ in range(2):
            with pytest.raises(RoomEnded) as caught:
                await resolver.fetch_ticket()
            assert caught.value.room_id == ROOM


async def test_a_room_id_needs_no_lookup() -> None:
    site = good_site().on("/@tiktok", profile())
    async with resolver_on(site, "", ROOM) as resolver:
        await resolver.fetch_ticket()
    assert resolver.unique_id == "ann"
    assert site.paths == [ALIVE, INFO, "/@tiktok"]


async def test_a_room_id_without_clear_answers_is_tried() -> None:
    site = good_site().on(ALIVE, html("", status=403)).on(INFO, BLOCKED).on("/@tiktok", profile())
    async with resolver_on(site, "", ROOM) as resolver:
        assert (await resolver.fetch_ticket()).room_id == ROOM


@pytest.mark.parametrize("details", [room_info(4), RESTRICTED, BLOCKED])
async def test_a_room_id_that_is_over(details: Any) -> None:
    site = good_site().on(ALIVE, check_alive(False)).on(INFO, details)
    async with resolver_on(site, "", ROOM) as resolver:
        with pytest.raises(RoomEnded) as caught:
            await resolver.fetch_ticket()
    assert caught.value.room_id == ROOM


async def test_one_source_is_not_enough_to_give_a_room_up() -> None:
    site = good_site().on(ALIVE, check_alive(False))
    async with resolver_on(site, "ann", ROOM) as resolver:
        assert (await resolver.fetch_ticket()).room_id == ROOM


# --- the device cookie


async def test_the_cookie_is_hunted_on_two_pages_in_rounds() -> None:
    pauses = Pauses()
    site = good_site().on(PROFILE, html("")).on("/@tiktok", html(""), profile())
    async with resolver_on(site, pauses=pauses) as resolver:
        ticket = await resolver.fetch_ticket()
    assert dict(ticket.headers)["Cookie"] == f"ttwid={TTWID}"
    assert site.paths[2:] == [PROFILE, "/@tiktok", PROFILE, "/live", PROFILE, "/@tiktok"]
    assert pauses == [0.75, 0.75]


async def test_the_cookie_also_comes_with_the_page_of_all_broadcasts() -> None:
    site = good_site().on(PROFILE, html("")).on("/@tiktok", html("")).on("/live", profile())
    async with resolver_on(site) as resolver:
        await resolver.fetch_ticket()
    assert site.paths[-1] == "/live"


async def test_no_cookie_after_all_rounds() -> None:
    challenge = html("", ("X-TT-System-Error", "3"))
    site = good_site().on(PROFILE, challenge).on("/@tiktok", challenge)
    async with resolver_on(site) as resolver:
        with pytest.raises(Detected, match="cookie") as caught:
            await resolver.fetch_ticket()
    assert "X-TT-System-Error 3" in caught.value.evidence
    assert site.paths.count(PROFILE) == 8


async def test_the_hunt_stops_when_told_to_slow_down() -> None:
    site = good_site().on(PROFILE, html("", ("Retry-After", "7"), status=429))
    async with resolver_on(site) as resolver:
        with pytest.raises(RateLimited) as caught:
            await resolver.fetch_ticket()
    assert caught.value.retry_after == 7
    assert site.paths.count(PROFILE) == 1


async def test_a_cookie_that_comes_with_another_answer_is_taken() -> None:
    status, headers, body = lookup()
    site = good_site().on(LOOKUP, (status, [*headers, ("set-cookie", "ttwid=early; Path=/")], body))
    async with resolver_on(site) as resolver:
        ticket = await resolver.fetch_ticket()
    assert dict(ticket.headers)["Cookie"] == "ttwid=early"
    assert PROFILE not in site.paths


async def test_the_callers_cookie_is_used_and_replaced_after_rotation() -> None:
    site = good_site()
    async with resolver_on(site, headers={"cookie": "ttwid=mine; theme=dark"}) as resolver:
        assert dict((await resolver.fetch_ticket()).headers)["Cookie"] == "ttwid=mine; theme=dark"
        assert PROFILE not in site.paths
        resolver.rotate_identity()
        assert dict((await resolver.fetch_ticket()).headers)["Cookie"] == f"ttwid={TTWID}; theme=dark"


async def test_a_redirected_profile_page_may_hand_out_the_cookie() -> None:
    moved = (301, [("Location", "/@anna"), ("Set-Cookie", "ttwid=moved")], b"")
    site = good_site().on(PROFILE, moved).on("/@anna", html(""))
    async with resolver_on(site) as resolver:
        ticket = await resolver.fetch_ticket()
    assert dict(ticket.headers)["Cookie"] == "ttwid=moved"


async def test_the_hunt_can_be_cancelled_anywhere() -> None:
    """The site answers after a number of checkpoints; the attempt is cancelled at each, then succeeds."""
    site = good_site()
    async with resolver_on(site) as resolver:
        for steps in range(30):
            with anyio.CancelScope() as scope:
                async with anyio.create_task_group() as group:
                    group.start_soon(_cancel_after, steps, scope)
                    await resolver.fetch_ticket()
        assert (await resolver.fetch_ticket()).room_id == ROOM


async def _cancel_after(steps: int, scope: anyio.CancelScope) -> None:
    for _ in range(steps):
        await anyio.lowlevel.checkpoint()
    scope.cancel()


# --- session and details


async def test_the_session_goes_where_it_is_needed_only() -> None:
    site = good_site().on(GIFTS, as_json({"data": {"gifts": []}, "status_code": 0}))
    session = Session(session_id="s3cret", target_idc="useast1a")
    async with resolver_on(site, session=session) as resolver:
        ticket = await resolver.fetch_ticket()
    with_session = {path for path, _, headers in site.asked if "s3cret" in headers.get("cookie", "")}
    assert with_session == {INFO}
    cookie = dict(ticket.headers)["Cookie"]
    assert cookie.startswith(f"ttwid={TTWID}; sessionid=s3cret; ")
    assert "tt-target-idc=useast1a" in cookie
    assert "s3cret" not in repr(ticket)


async def test_room_info_on_demand() -> None:
    site = good_site().on(INFO, room_info(title="new"))
    async with resolver_on(site) as resolver:
        info = await resolver.fetch_room_info()
    assert info.title == "new"
    assert resolver.room == info
    assert site.paths == [LOOKUP, INFO]


@pytest.mark.parametrize(
    ("answer", "error"),
    [(RESTRICTED, AgeRestricted), (BLOCKED, Detected), (html("", status=502), NetworkError)],
)
async def test_room_info_on_demand_says_why_not(answer: Any, error: type[Exception]) -> None:
    async with resolver_on(good_site().on(INFO, answer)) as resolver:
        with pytest.raises(error):
            await resolver.fetch_room_info()


async def test_gifts() -> None:
    rose = {
        "id": 5655,
        "name": "Rose",
        "type": 1,
        "diamond_count": 1,
        "image": {"url_list": ["https://x/a.png"]},
    }
    site = good_site().on(GIFTS, as_json({"data": {"gifts": [rose, {"id": "x"}, 3]}, "status_code": 0}))
    async with resolver_on(site) as resolver:
        gifts = await resolver.fetch_gifts()
    assert list(gifts) == [5655]
    assert (gifts[5655].name, gifts[5655].diamonds, gifts[5655].streakable) == ("Rose", 1, True)
    assert gifts[5655].images == ("https://x/a.png",)


async def test_gifts_refused() -> None:
    async with resolver_on(good_site().on(GIFTS, html("", status=403))) as resolver:
        with pytest.raises(Detected) as caught:
            await resolver.fetch_gifts()
    assert caught.value.status == 403


async def test_endpoints_are_used_for_everything() -> None:
    site = good_site()
    seen: list[str] = []

    async def handler(method: str, url: str, headers: Any, body: bytes) -> Any:
        seen.append(urlsplit(url).netloc)
        return await site(method, url, headers, body)

    endpoints = Endpoints(web="http://a.test:1", webcast="http://b.test:2", websocket="ws://c.test:3")
    async with memory_client(handler) as client:
        options = Options(http=client, endpoints=endpoints)
        async with open_http(options) as http:
            ticket = await Resolver("ann", 0, options, http, random.Random(1)).fetch_ticket()
    assert seen == ["a.test:1", "b.test:2", "a.test:1"]
    assert ticket.url.startswith("ws://c.test:3/webcast/im/ws_proxy/")


# --- a room id alone, and a check_alive that calls every room live


def visited_site() -> FakeSite:
    """A site where a cookie is to be had without knowing the host."""
    return good_site().on("/@tiktok", profile())


async def test_a_room_id_is_not_live_because_one_source_says_so() -> None:
    """Also where the data of the room are not wanted."""
    site = visited_site().on(INFO, room_info(4))
    async with resolver_on(site, "", ROOM, fetch_room_info=False) as resolver:
        with pytest.raises(RoomEnded, match="is over"):
            await resolver.fetch_ticket()


@pytest.mark.parametrize("answer", [room_info(2), room_info(None), BLOCKED, ConnectionResetError("reset")])
async def test_a_room_id_is_tried_unless_two_sources_speak_against_it(answer: Any) -> None:
    site = visited_site().on(INFO, answer)
    async with resolver_on(site, "", ROOM, fetch_room_info=False) as resolver:
        assert (await resolver.fetch_ticket()).room_id == ROOM
        assert site.paths.count(INFO) == 1
        assert (await resolver.fetch_ticket()).room_id == ROOM  # entered once, only its end is of interest
        assert site.paths.count(INFO) == 1


async def test_the_end_of_a_room_whose_host_is_not_known() -> None:
    site = visited_site()
    async with resolver_on(site, "", ROOM, fetch_room_info=False) as resolver:
        await resolver.fetch_ticket()
        assert await resolver.find_end() is None
        site.on(INFO, room_info(4))
        assert isinstance(await resolver.find_end(), RoomEnded)
        site.on(INFO, ConnectionResetError("reset"))
        assert await resolver.find_end() is None
