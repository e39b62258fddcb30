from __future__ import annotations

import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import anyio
import pytest

from livetok._net.http import memory_client, open_http
from livetok._resolver import Resolver
from livetok._resolver.signer_chain import sign_socket
from livetok._resolver.signer_quota import SignerQuota, SignerQuotas
from livetok.errors import Detected, RateLimited, SignerError, UserError
from livetok.options import Endpoints, Options, Session, SignRequest, Ticket
from livetok.proto import ProtoMessageFetchResult
from livetok.signers import EulerSigner, UrlSigner
from support.fake_site import PROFILE, ROOM, TTWID, FakeSite, as_json, good_site, html

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

pytestmark = pytest.mark.anyio

CONNECT = f"/webcast/rooms/{ROOM}/connect"
OLD = "/webcast/fetch"
SERVER = "wss://webcast-ws.us.tiktok.com/webcast/im/ws_proxy/ws_reuse_supplement/"
SESSION = Session(session_id="s3cret", target_idc="useast1a")
SIGN = Endpoints(sign="https://sign.test")


def fetched(server: str = SERVER) -> Any:
    body = bytes(
        ProtoMessageFetchResult(
            cursor="c-1", route_params={"imprp": "abc"}, push_server=server, is_first=True
        )
    )
    return 200, [("X-Set-TT-Cookie", "ttwid=signed; Path=/"), ("X-Room-Id", str(ROOM))], body


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def resolver_with(
    site: FakeSite, *signers: Any, signer_quotas: SignerQuotas | None = None, **options: Any
) -> AsyncGenerator[Resolver]:
    async with memory_client(site) as client:
        chosen = Options(http=client, signer=list(signers), endpoints=SIGN, **options)
        async with open_http(chosen) as http:
            yield Resolver(
                "ann", 0, chosen, http, random.Random(1), signer_quotas=signer_quotas or SignerQuotas(Clock())
            )


async def test_a_signed_ticket() -> None:
    site = good_site().on(CONNECT, fetched())
    async with resolver_with(site, EulerSigner(api_key="k3y")) as resolver:
        ticket = await resolver.fetch_ticket(cursor="mine", internal_ext="old")
    parts = urlsplit(ticket.url)
    assert ticket.url.startswith(f"{SERVER}?")
    params = dict(parse_qsl(parts.query))
    assert (params["cursor"], params["imprp"], params["room_id"]) == ("c-1", "abc", str(ROOM))
    assert ("internal_ext" in params, params["version_code"]) == (False, "270000")
    headers = dict(ticket.headers)
    assert headers["Cookie"] == "ttwid=signed"
    assert headers["Origin"] == "https://www.tiktok.com"
    assert ticket.first == fetched()[2]
    assert ticket.room_id == ROOM
    path, query, sent = site.asked[-1]
    assert (path, query["cursor"], query["user_agent"]) == (CONNECT, "mine", headers["User-Agent"])
    assert sent["x-api-key"] == "k3y"
    assert PROFILE not in site.paths, "the signer brings the cookie"


async def test_an_older_server_is_found_out_once() -> None:
    site = good_site().on(OLD, fetched())
    async with resolver_with(site, EulerSigner()) as resolver:
        await resolver.fetch_ticket()
        await resolver.fetch_ticket()
    assert [path for path in site.paths if path in {CONNECT, OLD}] == [CONNECT, OLD, OLD]


async def test_a_room_that_neither_path_knows() -> None:
    async with resolver_with(good_site(), EulerSigner()) as resolver:
        with pytest.raises(SignerError, match="does not know the room") as caught:
            await resolver.fetch_ticket()
    assert caught.value.status == 404


async def test_a_signer_out_of_reach_is_a_signers_error() -> None:
    async with resolver_with(
        good_site().on(CONNECT, ConnectionResetError("reset")), EulerSigner()
    ) as resolver:
        with pytest.raises(SignerError, match="cannot be reached") as caught:
            await resolver.fetch_ticket()
    assert caught.value.__cause__ is not None


# --- the session


async def test_the_session_stays_with_tiktok() -> None:
    site = good_site().on(CONNECT, fetched())
    async with resolver_with(site, EulerSigner(api_key="k"), session=SESSION) as resolver:
        ticket = await resolver.fetch_ticket()
    assert "s3cret" not in str(site.asked[-1])
    assert dict(ticket.headers)["Cookie"] == "ttwid=signed", "a foreign signature does not fit the session"


async def test_the_session_is_shared_with_the_host_that_is_named() -> None:
    site = good_site().on(CONNECT, fetched())
    signer = EulerSigner(share_session_with="Sign.test")
    async with resolver_with(site, signer, session=SESSION) as resolver:
        ticket = await resolver.fetch_ticket()
    assert site.asked[-1][2]["x-cookie-header"] == "sessionid=s3cret; tt-target-idc=useast1a"
    assert dict(ticket.headers)["Cookie"].startswith("ttwid=signed; sessionid=s3cret; ")


async def test_the_session_does_not_follow_a_signer_out_of_tiktok() -> None:
    site = good_site().on(CONNECT, fetched("wss://evil.test/webcast/im/"))
    signer = EulerSigner(share_session_with="sign.test")
    async with resolver_with(site, signer, session=SESSION) as resolver:
        ticket = await resolver.fetch_ticket()
    assert "s3cret" not in dict(ticket.headers)["Cookie"]


async def test_another_host_than_the_named_one_gets_nothing() -> None:
    site = good_site().on(CONNECT, fetched())
    signer = EulerSigner(share_session_with="other.test")
    async with resolver_with(site, signer, session=SESSION) as resolver:
        with pytest.raises(UserError, match=r"other\.test"):
            await resolver.fetch_ticket()
    assert CONNECT not in site.paths


@pytest.mark.parametrize(
    "options",
    [
        {"url": "https://sign.test/path"},
        {"url": "ftp://sign.test"},
        {"url": 3},
        {"api_key": "a\nb"},
        {"api_key": 3},
        {"api_key": "ключ"},
        {"jwt_key": "a\nb"},
        {"api_key": "a", "jwt_key": "b"},
        {"relay": "no"},
        {"url": "https://a.test", "share_session_with": "b.test"},
    ],
)
def test_signers_that_are_set_up_wrongly(options: dict[str, Any]) -> None:
    with pytest.raises(UserError) as caught:
        EulerSigner(**options)
    assert caught.value.hint


async def test_a_newer_route_to_signatures_is_found_out_once() -> None:
    newer = "/tiktok/signing/encrypt/sign_url"
    site = good_site().on(newer, as_json({"response": {"signedUrl": "https://t.test/p?x=1"}}))
    signer = EulerSigner(jwt_key="j")
    async with resolver_with(site) as resolver:
        request = SignRequest(url="https://t.test/p", endpoint="https://sign.test", send=resolver.http.send)
        for _ in range(2):
            assert (await signer.sign_request(request)).url == "https://t.test/p?x=1"
    assert site.paths == ["/tiktok/sign_url", newer, newer]
    assert site.asked[-1][2]["x-jwt-key"] == "j"


def test_a_key_is_never_shown() -> None:
    signer = EulerSigner(api_key="k3y-s3cret", url="https://sign.test/")
    assert "k3y" not in repr(signer) + signer.name
    assert signer.name != EulerSigner(api_key="other", url="https://sign.test").name
    assert EulerSigner().name == "euler(default, anonymous)"


# --- functions that sign a URL


async def test_a_function_that_signs_the_url() -> None:
    seen: list[str] = []

    async def sign(url: str, user_agent: str) -> str:
        await anyio.lowlevel.checkpoint()
        seen.append(user_agent)
        return f"{url}&X-Gnarly=abc"

    async with resolver_with(good_site(), UrlSigner(sign), session=SESSION) as resolver:
        ticket = await resolver.fetch_ticket(cursor="c")
    assert ticket.url.endswith("&X-Gnarly=abc")
    headers = dict(ticket.headers)
    assert headers["Cookie"].startswith(f"ttwid={TTWID}; sessionid=s3cret")
    assert seen == [headers["User-Agent"]]


@pytest.mark.parametrize("result", ["wss://evil.test/?x=1", "", None, 3, "https://webcast-ws.tiktok.com/"])
async def test_a_function_that_gives_something_else(result: Any) -> None:
    async def sign(url: str, user_agent: str) -> Any:
        await anyio.lowlevel.checkpoint()
        return result

    async with resolver_with(good_site(), UrlSigner(sign)) as resolver:
        with pytest.raises(SignerError, match="no signed form"):
            await resolver.fetch_ticket()


# --- the chain


class Scripted:
    """A signer as a user might write it."""

    def __init__(self, name: str, *results: Any) -> None:
        self.name = name
        self.results = list(results)
        self.requests: list[SignRequest] = []

    async def sign(self, request: SignRequest) -> Ticket:
        self.requests.append(request)
        result = self.results.pop(0) if len(self.results) > 1 else self.results[0]
        if isinstance(result, Exception):
            raise result
        return result


TICKET = Ticket(url="wss://w.test/")


async def test_the_first_signer_that_helps() -> None:
    first, second = Scripted("one", SignerError("down")), Scripted("two", TICKET)
    async with resolver_with(good_site(), first, second, session=SESSION) as resolver:
        ticket = await resolver.fetch_ticket()
    assert ticket.url == "wss://w.test/"
    assert dict(ticket.headers)["Cookie"].startswith(f"ttwid={TTWID}")
    asked = second.requests[0]
    assert (asked.room_id, asked.unique_id, asked.session) == (ROOM, "ann", None)
    assert "s3cret" not in asked.cookie


async def test_when_none_helps_the_last_error_names_the_others() -> None:
    first, second = Scripted("one", SignerError("down")), Scripted("two", ValueError("s3cret"))
    async with resolver_with(good_site(), first, second) as resolver:
        with pytest.raises(SignerError, match="two failed: ValueError") as caught:
            await resolver.fetch_ticket()
    assert "one: down" in caught.value.evidence
    assert isinstance(caught.value.__cause__, ValueError)
    assert "s3cret" not in str(caught.value)


async def test_a_signer_that_fails_is_left_alone_for_longer_each_time() -> None:
    clock = Clock()
    signer_quotas = SignerQuotas(clock)
    bad, good = Scripted("bad", SignerError("down")), Scripted("good", TICKET)
    async with resolver_with(good_site(), bad, good, signer_quotas=signer_quotas) as resolver:
        for _ in range(5):
            await resolver.fetch_ticket()
        assert len(bad.requests) == 3
        clock.now += 31
        for _ in range(3):
            await resolver.fetch_ticket()
        assert len(bad.requests) == 4, "one attempt after the rest, then a longer rest"
        clock.now += 31
        await resolver.fetch_ticket()
        assert len(bad.requests) == 4
        clock.now += 30
        bad.results = [TICKET]
        await resolver.fetch_ticket()
        bad.results = [SignerError("down")]
        await resolver.fetch_ticket()
        await resolver.fetch_ticket()
        assert len(bad.requests) == 7, "a success forgives the failures"


async def test_all_rooms_of_a_process_share_one_account() -> None:
    signer_quotas, site = (
        SignerQuotas(Clock()),
        good_site().on(CONNECT, as_json({"code": 500, "message": "no"}, 500)),
    )
    for _ in range(5):
        async with resolver_with(site, EulerSigner(api_key="same"), signer_quotas=signer_quotas) as resolver:
            with pytest.raises(SignerError):
                await resolver.fetch_ticket()
    assert site.paths.count(CONNECT) == 3
    async with resolver_with(site, EulerSigner(api_key="another"), signer_quotas=signer_quotas) as resolver:
        with pytest.raises(SignerError):
            await resolver.fetch_ticket()
    assert site.paths.count(CONNECT) == 4


async def test_the_quota_of_anonymous_callers_is_kept() -> None:
    clock = Clock()
    signer_quotas, site = SignerQuotas(clock), good_site().on(CONNECT, fetched())
    async with resolver_with(site, EulerSigner(), signer_quotas=signer_quotas) as resolver:
        for _ in range(5):
            await resolver.fetch_ticket()
            clock.now += 1
        with pytest.raises(RateLimited) as caught:
            await resolver.fetch_ticket()
        assert caught.value.retry_after == 55
        assert site.paths.count(CONNECT) == 5
        clock.now += 56
        for _ in range(100):
            clock.now += 30
            try:
                await resolver.fetch_ticket()
            except RateLimited:
                assert site.paths.count(CONNECT) == 30, "an hour has room for thirty"
    assert site.paths.count(CONNECT) == 30


async def test_a_signer_that_says_when_is_asked_then() -> None:
    clock = Clock()
    signer_quotas = SignerQuotas(clock)
    limited = (429, [("Retry-After", "90")], b'{"message": "slow down"}')
    site = good_site().on(CONNECT, limited, fetched())
    async with resolver_with(site, EulerSigner(api_key="k"), signer_quotas=signer_quotas) as resolver:
        with pytest.raises(RateLimited, match="slow down"):
            await resolver.fetch_ticket()
        clock.now += 60
        with pytest.raises(RateLimited) as caught:
            await resolver.fetch_ticket()
        assert caught.value.retry_after == 30
        assert site.paths.count(CONNECT) == 1
        clock.now += 31
        await resolver.fetch_ticket()


def test_limits_over_several_periods() -> None:
    account, limits = SignerQuota(), ((2, 10.0), (3, 100.0))
    for now in (0.0, 1.0):
        account.check("a", limits, now)
    with pytest.raises(RateLimited) as caught:
        account.check("a", limits, 2.0)
    assert caught.value.retry_after == 8
    account.check("a", limits, 10.0)
    with pytest.raises(RateLimited) as caught:
        account.check("a", limits, 30.0)
    assert caught.value.retry_after == 70
    account.check("a", limits, 100.0)
    assert len(account.calls) == 3


def test_the_quotas_forget_the_oldest_accounts() -> None:
    signer_quotas = SignerQuotas(Clock())
    for number in range(150):
        signer_quotas.quota_of(f"signer {number}").failures = number
    assert signer_quotas.quota_of("signer 149").failures == 149
    assert signer_quotas.quota_of("signer 0").failures == 0


# --- cookies and signers


async def test_a_missing_cookie_stops_only_those_who_need_it() -> None:
    nothing = html("")
    site = good_site().on(PROFILE, nothing).on("/@tiktok", nothing).on(CONNECT, fetched())
    needing = Scripted("needs a cookie", TICKET)
    async with resolver_with(site, EulerSigner(api_key="k"), needing) as resolver:
        resolver._client.sleep = _no_pause
        assert dict((await resolver.fetch_ticket()).headers)["Cookie"] == "ttwid=signed"
    async with resolver_with(site, needing) as resolver:
        resolver._client.sleep = _no_pause
        with pytest.raises(Detected, match="cookie"):
            await resolver.fetch_ticket()


async def _no_pause(seconds: float) -> None:
    pass


async def test_user_errors_of_a_signer_end_the_chain() -> None:
    wrong, never = Scripted("wrong", UserError("set up wrongly")), Scripted("never", TICKET)
    signer_quotas = SignerQuotas(Clock())
    async with resolver_with(good_site(), wrong, never, signer_quotas=signer_quotas) as resolver:
        with pytest.raises(UserError):
            await resolver.fetch_ticket()
    assert not never.requests
    assert signer_quotas.quota_of("wrong").failures == 0


async def test_no_signers_at_all() -> None:
    async def send(request: Any) -> Any:
        await anyio.lowlevel.checkpoint()
        raise AssertionError

    with pytest.raises(SignerError):
        await sign_socket([], SignRequest(url="wss://x/", send=send), SignerQuotas(Clock()))


async def test_the_quota_is_told() -> None:
    quota = as_json({"code": 200, "minute": {"max": 5, "remaining": 4}})
    for path in ("/accounts/me/rate_limits", "/webcast/rate_limits"):
        site = FakeSite().on(path, quota)
        async with memory_client(site) as client, open_http(Options(http=client)) as http:
            request = SignRequest(url="", endpoint="https://sign.test", send=http.send)
            (minute,) = await EulerSigner(api_key="k").quota(request)
        assert (minute.period, minute.most, minute.remaining) == ("minute", 5, 4)
    async with memory_client(FakeSite()) as client, open_http(Options(http=client)) as http:
        with pytest.raises(SignerError):
            await EulerSigner().quota(SignRequest(url="", endpoint="https://sign.test", send=http.send))
