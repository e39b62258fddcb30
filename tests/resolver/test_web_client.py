"""Several web clients that share one client identity."""

from __future__ import annotations

import random
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from livetok._net.http import memory_client, open_http
from livetok._resolver.web_client import ClientIdentity, WebClient
from livetok.errors import Detected, LiveError
from livetok.options import Options
from support.fake_site import PROFILE, FakeSite, html, profile

pytestmark = pytest.mark.anyio


async def fetches(site: FakeSite, times: int) -> list[LiveError | None]:
    """How it ends for clients that all fetch a cookie at the same time."""
    outcomes: list[LiveError | None] = []

    async def answer(*request: Any) -> Any:
        await anyio.lowlevel.checkpoint()
        return await site(*request)

    async def no_pause(_: float) -> None:
        await anyio.lowlevel.checkpoint()

    async with memory_client(answer) as client, open_http(Options(http=client)) as http:
        client_identity = ClientIdentity.choose(Options(), random.Random(1))

        async def fetch() -> None:
            try:
                await WebClient(Options(), http, random.Random(1), no_pause, client_identity).obtain_cookie(
                    "ann"
                )
            except LiveError as error:
                outcomes.append(error)
            else:
                outcomes.append(None)

        async with anyio.create_task_group() as group:
            for _ in range(times):
                group.start_soon(fetch)
    return outcomes


async def test_one_hunts_for_all() -> None:
    site = FakeSite().on(PROFILE, profile())
    assert await fetches(site, 10) == [None] * 10
    assert site.paths == [PROFILE]


async def test_when_one_comes_back_without_the_others_do_not_go() -> None:
    site = FakeSite().on(PROFILE, html("no cookie")).on("/@tiktok", html("no cookie"))
    outcomes = await fetches(site, 10)
    assert all(isinstance(outcome, Detected) for outcome in outcomes)
    assert len(site.paths) == 16


async def test_a_block_that_met_several_changes_the_identity_once() -> None:
    rng = random.Random(1)
    async with memory_client(FakeSite()) as client, open_http(Options(http=client)) as http:
        client_identity = ClientIdentity.choose(Options(), rng)
        ann, bo = (WebClient(Options(), http, rng, client_identity=client_identity) for _ in range(2))
        first = client_identity.requests.identity
        ann.rotate_identity()
        second = client_identity.requests.identity
        assert second != first
        bo.rotate_identity()
        assert client_identity.requests.identity is second
        await bo.send(bo.requests.profile_page("ann"))
        bo.rotate_identity()
        assert client_identity.requests.identity is not second
