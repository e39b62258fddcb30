from __future__ import annotations

import json
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from livetok._net.http import memory_client, open_http
from livetok._resolver import Resolver
from livetok._resolver.signer_quota import SignerQuotas
from livetok.errors import (
    AgeRestricted,
    Detected,
    LiveError,
    NetworkError,
    RateLimited,
    SessionRequired,
    SignerError,
    UserError,
    UserNotFound,
)
from livetok.options import Endpoints, Options, Session
from livetok.signers import EulerSigner, UrlSigner
from support.fake_site import INFO, ROOM, TTWID, FakeSite, as_json, good_site, html, profile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

pytestmark = pytest.mark.anyio

SESSION = Session(session_id="s3cret", target_idc="useast1a")
AUDIENCE = "/webcast/ranklist/online_audience/"
CHAT = "/webcast/room/chat/"
SIGN = "/tiktok/sign_url"


@asynccontextmanager
async def resolver_on(site: FakeSite, **options: Any) -> AsyncGenerator[Resolver]:
    async with memory_client(site) as client:
        chosen = Options(http=client, endpoints=Endpoints(sign="https://sign.test"), **options)
        async with open_http(chosen) as http:
            yield Resolver("ann", 0, chosen, http, random.Random(1), _no_pause, SignerQuotas())


async def _no_pause(seconds: float) -> None:
    pass


# --- profiles


def profile_page(code: int = 0, *headers: tuple[str, str], **user: Any) -> Any:
    info = {
        "user": {
            "id": "5",
            "uniqueId": "bob",
            "nickname": "Bob",
            "roomId": str(ROOM),
            "bioLink": {"link": "b.test"},
        }
        | user,
        "stats": {"followerCount": 1, "heartCount": 2, "videoCount": 3, "friendCount": 4},
    }
    state = {
        "__DEFAULT_SCOPE__": {"webapp.user-detail": {"statusCode": code, "userInfo": {} if code else info}}
    }
    tag = '<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">'
    return html(f"<html>{tag}{json.dumps(state)}</script></html>", *headers)


async def test_a_profile() -> None:
    site = FakeSite().on("/@bob", profile_page())
    async with resolver_on(site) as resolver:
        profile = await resolver.fetch_profile("@Bob")
        assert await resolver.fetch_profile("https://www.tiktok.com/@bob") is profile
    assert (profile.user.id, profile.user.unique_id, profile.user.follower_count) == (5, "bob", 1)
    assert (profile.heart_count, profile.video_count, profile.friend_count, profile.link) == (
        2,
        3,
        4,
        "b.test",
    )
    assert (profile.private, profile.room_id) == (False, ROOM)
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("code", "leaf"),
    [(10221, UserNotFound), (10223, UserNotFound), (10222, AgeRestricted), (10101, Detected)],
)
async def test_profiles_that_are_refused(code: int, leaf: type[LiveError]) -> None:
    site = FakeSite().on("/@bob", profile_page(code, ("Set-Cookie", "ttwid=1")))
    async with resolver_on(site) as resolver:
        for _ in range(2):
            with pytest.raises(leaf) as caught:
                await resolver.fetch_profile("bob")
    assert f"code {code}" in caught.value.evidence
    assert caught.value.hint
    assert getattr(caught.value, "restriction", "private") == "private"
    assert getattr(caught.value, "user", "bob") == "bob"
    assert len(site.asked) == (2 if leaf is Detected else 1), "clear answers are kept"


async def test_a_challenged_client_gets_a_cookie_and_asks_again() -> None:
    site = FakeSite().on("/@bob", html(""), html(""), profile(), profile_page())
    async with resolver_on(site) as resolver:
        assert (await resolver.fetch_profile("bob")).user.unique_id == "bob"
    assert site.asked[-1][2]["cookie"] == f"ttwid={TTWID}"


@pytest.mark.parametrize(
    "answer",
    [
        html("<script id='__UNIVERSAL_DATA_FOR_REHYDRATION__'>{"),
        html('<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__">[]'),
        profile_page(uniqueId=""),
        html("x", status=403),
        html('id="__UNIVERSAL_DATA_FOR_REHYDRATION__"'),
    ],
)
async def test_pages_without_a_profile(answer: Any) -> None:
    status, headers, body = answer
    site = FakeSite().on("/@bob", (status, [*headers, ("Set-Cookie", "ttwid=1")], body))
    async with resolver_on(site) as resolver:
        with pytest.raises(Detected):
            await resolver.fetch_profile("bob")
        with pytest.raises(Detected):
            await resolver.fetch_profile("bob")
    assert len(site.asked) == 2, "an unclear answer is not kept"


async def test_only_so_many_profiles_are_kept() -> None:
    class Everybody(FakeSite):
        async def __call__(self, method: str, url: str, headers: Any, body: bytes) -> Any:
            await super().__call__(method, url, headers, body)
            return profile_page()

    site = Everybody()
    async with resolver_on(site) as resolver:
        for number in range(205):
            await resolver.fetch_profile(f"user{number}")
        await resolver.fetch_profile("user204")
        assert len(site.asked) == 205
        await resolver.fetch_profile("user0")
        assert len(site.asked) == 206


async def test_profiles_grow_old(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("livetok._resolver.profile_cache.anyio.current_time", lambda: now)
    site = FakeSite().on("/@bob", profile_page())
    async with resolver_on(site) as resolver:
        await resolver._profiles.fetch("bob")
        now = 1299.0
        await resolver._profiles.fetch("bob")
        assert len(site.asked) == 1
        now = 1300.0
        await resolver._profiles.fetch("bob")
        assert len(site.asked) == 2


# --- the audience


def audience(**more: Any) -> Any:
    ann = {"id_str": "7", "display_id": "Cat", "follow_info": {"follower_count": 9}, "is_follower": True}
    ranks = [{"rank": 1, "score": 500, "user": ann}, {"rank": 2}, None, 3]
    return as_json({"status_code": 0, "data": {"total": 81, "anonymous": 3, "ranks": ranks}} | more)


async def test_the_audience() -> None:
    site = good_site().on(AUDIENCE, audience())
    async with resolver_on(site, session=SESSION) as resolver:
        viewers = await resolver.fetch_audience()
    assert (viewers.total, viewers.anonymous) == (81, 3)
    (viewer,) = viewers.viewers
    assert (viewer.rank, viewer.score, viewer.follower, viewer.subscriber) == (1, 500, True, False)
    assert (viewer.user.id, viewer.user.unique_id, viewer.user.follower_count) == (7, "cat", 9)
    _, query, headers = site.asked[-1]
    assert (query["room_id"], query["anchor_id"]) == (str(ROOM), "6779789250017592326")
    assert "sessionid=s3cret" in headers["cookie"]


@pytest.mark.parametrize(
    ("answer", "leaf"),
    [
        (as_json({"status_code": 20003, "data": {"message": "log in"}}), SessionRequired),
        (html(""), Detected),
        (as_json({"status_code": 7, "data": []}), Detected),
    ],
)
async def test_an_audience_that_is_refused(answer: Any, leaf: type[LiveError]) -> None:
    async with resolver_on(good_site().on(AUDIENCE, answer), session=SESSION) as resolver:
        with pytest.raises(leaf):
            await resolver.fetch_audience()


async def test_the_audience_needs_a_session_and_a_host() -> None:
    site = good_site().on(AUDIENCE, audience())
    async with resolver_on(site) as resolver:
        with pytest.raises(SessionRequired):
            await resolver.fetch_audience()
    assert site.asked == []
    async with resolver_on(site, session=SESSION) as resolver:
        resolver.room_id = ROOM
        await resolver.fetch_audience()
    assert site.paths == [INFO, AUDIENCE]


# --- comments


async def test_a_comment_that_a_signer_vouches_for() -> None:
    async def sign(url: str, user_agent: str) -> str:
        await anyio.lowlevel.checkpoint()
        return f"{url}&X-Gnarly=abc"

    site = good_site().on(CHAT, as_json({"status_code": 0, "data": {"msg_id": 5}}))
    async with resolver_on(site, session=SESSION, signer=UrlSigner(sign)) as resolver:
        assert await resolver.send_chat("  hällo & more ") == {"msg_id": 5}
    path, query, headers = site.asked[-1]
    assert (path, query["content"], query["X-Gnarly"]) == (CHAT, "hällo & more", "abc")
    assert (query["room_id"], query["user_is_login"]) == (str(ROOM), "true")
    assert "sessionid=s3cret" in headers["cookie"]


async def test_a_comment_that_euler_vouches_for() -> None:
    class Site(FakeSite):
        async def __call__(self, method: str, url: str, headers: Any, body: bytes) -> Any:
            if url.endswith(SIGN):
                asked = json.loads(body)
                assert "s3cret" not in str((headers, asked))
                response = {"signedUrl": asked["url"] + "&X-Bogus=1", "userAgent": "Other/1"}
                return as_json({"code": 200, "response": response})
            return await super().__call__(method, url, headers, body)

    site = Site()
    site.script = good_site().on(CHAT, as_json({"status_code": 0, "data": {}})).script
    async with resolver_on(site, session=SESSION, signer=EulerSigner(api_key="k")) as resolver:
        assert await resolver.send_chat("hi") == {}
    _, query, headers = site.asked[-1]
    assert (query["X-Bogus"], query["content"], headers["user-agent"]) == ("1", "hi", "Other/1")


@pytest.mark.parametrize(
    ("answer", "leaf"),
    [
        (html("", status=403), SignerError),
        (html(""), SignerError),
        (as_json({"status_code": 20003, "data": {}}), SessionRequired),
        (as_json({"status_code": 50007, "data": {}}), RateLimited),
        (as_json({"status_code": 9, "data": {"message": "muted"}}), Detected),
        (html("", status=429), RateLimited),
        (html("", status=502), NetworkError),
        (html("<html>"), Detected),
    ],
)
async def test_comments_that_are_refused(answer: Any, leaf: type[LiveError]) -> None:
    async with resolver_on(good_site().on(CHAT, answer), session=SESSION) as resolver:
        with pytest.raises(leaf) as caught:
            await resolver.send_chat("hi")
    assert type(caught.value) is leaf
    assert caught.value.hint
    assert caught.value.evidence


async def test_a_refusal_of_a_signed_comment_does_not_blame_the_signature() -> None:
    async def sign(url: str, user_agent: str) -> str:
        await anyio.lowlevel.checkpoint()
        return url

    async with resolver_on(
        good_site().on(CHAT, html("")), session=SESSION, signer=UrlSigner(sign)
    ) as resolver:
        with pytest.raises(Detected):
            await resolver.send_chat("hi")


@pytest.mark.parametrize("text", ["", "  ", None, 3, b"hi", "x" * 151])
async def test_what_is_no_comment(text: Any) -> None:
    site = good_site()
    async with resolver_on(site, session=SESSION) as resolver:
        with pytest.raises(UserError):
            await resolver.send_chat(text)
    assert site.asked == []


async def test_comments_need_a_session() -> None:
    site = good_site()
    async with resolver_on(site) as resolver:
        with pytest.raises(SessionRequired):
            await resolver.send_chat("hi")
    assert site.asked == []
