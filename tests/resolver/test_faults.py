"""Every fault of the simulated site and signer, and what a session makes of it."""

from __future__ import annotations

import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from livetok._net.http import HttpClient
from livetok._resolver import Resolver, WebClient, check_live
from livetok._resolver.signer_quota import SignerQuotas
from livetok.errors import (
    AgeRestricted,
    Detected,
    LiveError,
    NetworkError,
    RateLimited,
    SessionRequired,
    SignerError,
    UserNotFound,
    UserOffline,
)
from livetok.models import LiveState
from livetok.options import Options, Session
from livetok.signers import EulerSigner
from livetok.testing import KINDS, Simulator
from livetok.testing.memory import in_memory

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

pytestmark = pytest.mark.anyio

SESSION = Session(session_id="s3cret", target_idc="useast1a")


async def _no_pause(seconds: float) -> None:
    pass


@asynccontextmanager
async def simulated(
    *faults: str, live: bool = True, **options: Any
) -> AsyncGenerator[tuple[Resolver, HttpClient]]:
    simulator = Simulator(seed=1)
    simulator.room("ann", live=live)
    for name in faults:
        value = {"http_huge": 9e6, "http_slow": 60.0, "sign_slow": 60.0}.get(name, KINDS[name].value or 0.0)
        simulator.fault(name, times=None, value=value)
    chosen = Options(http_timeout=0.2, **options)
    async with in_memory(simulator) as network, network.open_http(chosen) as http:
        yield Resolver("ann", 0, http.options, http, random.Random(1), _no_pause, SignerQuotas()), http


# Refusals of data; the live page is another matter.
REFUSED: dict[str, type[LiveError]] = {
    "http_403": Detected,
    "http_429": RateLimited,
    "http_500": NetworkError,
    "not_json": Detected,
    "empty_json": Detected,
    "json_list": Detected,
}
# What enters all the same, because another source answers or because it is not needed.
HARMLESS = {
    "user_not_found",
    "params_error",
    "code_404000",
    "offline",
    "paused",
    "verify_page",
    "no_sigi",
    "broken_sigi",
    "no_live_room",
    "restricted",
    "alive_always",
    "alive_empty",
    "gifts_403",
    "fetch_empty",
    "fetch_403",
    *REFUSED,
}
# The signer's answer is fine, and names a host of TikTok's that the simulator is not.
OTHER_HOSTS = {"push_tiktokn", "push_eu"}
# The signer's answer leads to a relay of its own; whether that one lets us in is the session's business.
RELAYS = {"sign_relay", "sign_stub"}
FATAL: dict[str, type[LiveError]] = {
    "please_wait": Detected,
    "no_ttwid": Detected,
    "challenge": Detected,
    "http_abort": NetworkError,
    "http_slow": NetworkError,
    "http_cut": NetworkError,
    "http_huge": NetworkError,
}


def test_every_fault_of_the_site_and_of_signers_is_in_the_tables() -> None:
    stages = {
        stage: {name for name, kind in KINDS.items() if kind.stage == stage} for stage in ("http", "sign")
    }
    assert stages["http"] == HARMLESS | set(FATAL)
    assert stages["sign"] == set(SIGNER) | OTHER_HOSTS | RELAYS


@pytest.mark.parametrize("name", sorted(HARMLESS))
async def test_faults_that_do_not_keep_us_out(name: str) -> None:
    async with simulated(name) as (resolver, _):
        ticket = await resolver.fetch_ticket()
        assert ticket.room_id == resolver.room_id
        assert "ttwid=1%7C" in dict(ticket.headers)["Cookie"]


@pytest.mark.parametrize("name", FATAL)
async def test_faults_that_keep_us_out(name: str) -> None:
    leaf = FATAL[name]
    async with simulated(name) as (resolver, _):
        with pytest.raises(leaf) as caught:
            await resolver.fetch_ticket()
    assert type(caught.value) is leaf
    assert caught.value.hint


@pytest.mark.parametrize(
    ("faults", "leaf"),
    [
        (("user_not_found", "no_live_room"), UserNotFound),
        (("user_not_found", "no_sigi"), UserNotFound),
        (("user_not_found", "verify_page"), UserNotFound),
        (("params_error", "no_sigi"), Detected),
        (("params_error", "broken_sigi"), Detected),
        (("code_404000", "verify_page"), Detected),
        (("params_error", "no_live_room"), UserNotFound),
        (("offline", "alive_empty"), UserOffline),
        *(((name, "no_sigi"), leaf) for name, leaf in REFUSED.items()),
    ],
)
async def test_faults_of_two_sources(faults: tuple[str, str], leaf: type[LiveError]) -> None:
    async with simulated(*faults) as (resolver, _):
        with pytest.raises(leaf) as caught:
            await resolver.fetch_ticket()
    assert type(caught.value) is leaf
    assert caught.value.evidence


@pytest.mark.parametrize("name", ["user_not_found", "params_error", "alive_empty", "restricted", "paused"])
async def test_nobody_enters_a_room_that_is_closed(name: str) -> None:
    async with simulated(name, live=False) as (resolver, _):
        with pytest.raises((UserOffline, UserNotFound)):
            await resolver.fetch_ticket()


@pytest.mark.parametrize("name", sorted(HARMLESS | set(FATAL)))
async def test_a_closed_room_is_never_said_to_be_live_and_a_live_one_never_offline_by_a_refusal(
    name: str,
) -> None:
    async with simulated(name) as (resolver, http):
        client = WebClient(resolver.options, http, random.Random(2), _no_pause)
        (status,) = await check_live(client, ["ann"])
        if name == "paused":
            assert status.state is LiveState.PAUSED
        elif name in HARMLESS or name in {"no_ttwid", "challenge"}:
            assert status.state is LiveState.LIVE
        else:
            assert status.state is LiveState.UNKNOWN
    async with simulated(name, live=False) as (resolver, http):
        client = WebClient(resolver.options, http, random.Random(2), _no_pause)
        (status,) = await check_live(client, ["ann"])
        assert status.state is not LiveState.LIVE


async def test_restricted_rooms_and_gifts_on_demand() -> None:
    async with simulated("restricted", "gifts_403") as (resolver, _):
        await resolver.fetch_ticket()
        with pytest.raises(AgeRestricted):
            await resolver.fetch_room_info()
        with pytest.raises(Detected) as caught:
            await resolver.fetch_gifts()
        assert caught.value.status == 403


async def test_everything_there_is_to_fetch() -> None:
    async with simulated(session=SESSION, signer=EulerSigner(api_key="k")) as (resolver, _):
        await resolver.fetch_ticket()
        assert resolver.room is not None
        assert resolver.room.host.unique_id == "ann"
        assert (await resolver.fetch_room_info()).room_id == resolver.room_id
        assert await resolver.fetch_gifts()
        assert (await resolver.fetch_profile("ann")).user.unique_id == "ann"
        assert (await resolver.fetch_audience()).total >= 0
        await resolver.send_chat("hello")


async def test_comments_without_a_signature_or_session() -> None:
    async with simulated(session=SESSION) as (resolver, _):
        with pytest.raises(SignerError):
            await resolver.send_chat("hello")
    async with simulated() as (resolver, _):
        with pytest.raises(SessionRequired):
            await resolver.send_chat("hello")


# --- signers

SIGNER: dict[str, type[LiveError]] = {
    name: RateLimited if name.startswith("sign_429") else SignerError
    for name, kind in KINDS.items()
    if kind.stage == "sign" and name not in OTHER_HOSTS | RELAYS
}


@pytest.mark.parametrize("name", SIGNER)
async def test_faults_of_a_signer(name: str) -> None:
    async with simulated(name, signer=EulerSigner(api_key="k")) as (resolver, _):
        with pytest.raises(SIGNER[name]) as caught:
            await resolver.fetch_ticket()
    assert type(caught.value) is SIGNER[name]
    assert caught.value.hint
    if name == "sign_429":
        assert (caught.value.retry_after, caught.value.reset_at is not None) == (7.0, True)


@pytest.mark.parametrize("name", SIGNER)
async def test_a_second_signer_helps_out(name: str) -> None:
    class Direct:
        name = "direct"

        async def sign(self, request: Any) -> Any:
            from livetok.options import Ticket

            return Ticket(url=request.url)

    async with simulated(name, signer=[EulerSigner(api_key="k"), Direct()]) as (resolver, _):
        assert (await resolver.fetch_ticket()).first == b""


async def test_a_signed_ticket_carries_the_first_messages() -> None:
    async with simulated(signer=EulerSigner(api_key="k")) as (resolver, _):
        ticket = await resolver.fetch_ticket()
    assert ticket.first
    assert "imprp=" in ticket.url
