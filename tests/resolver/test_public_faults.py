"""Every fault of the simulated site and signer, over real sockets, as users meet it: `connect()` and `is_live()`."""

from __future__ import annotations

import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from typing_extensions import Unpack

from livetok import ConnectEvent, LiveState, connect, is_live
from livetok.options import ConnectOptions
from livetok.signers import EulerSigner
from livetok.testing import KINDS, Simulator
from livetok.testing.server import serve
from resolver.test_faults import FATAL, HARMLESS, SIGNER

pytestmark = pytest.mark.anyio

TLS = ssl.create_default_context()
FAULTS = sorted(HARMLESS | set(FATAL))
# Only pages are withheld, and pages are not asked who is live.
ONLY_PAGES = {"no_ttwid", "challenge"}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying again takes its time, which is tested elsewhere."""
    monkeypatch.setattr("livetok._session.session._FIRST_PAUSE", 0.0)
    monkeypatch.setattr("livetok._resolver.web_client._PAUSE", 0.0)
    monkeypatch.setattr("livetok._resolver.web_client._ROUNDS", 2)


@asynccontextmanager
async def site(name: str, *, live: bool = True) -> AsyncGenerator[ConnectOptions]:
    simulator = Simulator(seed=1)
    simulator.room("ann", live=live)
    value = {"http_huge": 9e6}.get(name, KINDS[name].value or 0.0)
    simulator.fault(name, times=None, value=value)
    async with serve(simulator) as server:
        yield {"endpoints": server.endpoints, "http_timeout": 0.4, "ssl_context": TLS}


async def enter(**options: Unpack[ConnectOptions]) -> ConnectEvent:
    async with connect("@Ann", **options) as live:
        return await live.wait_for(ConnectEvent)


def test_every_fault_of_the_site_is_here() -> None:
    assert set(FAULTS) == {name for name, kind in KINDS.items() if kind.stage == "http"}


@pytest.mark.parametrize("name", FAULTS)
async def test_connect(name: str) -> None:
    async with site(name) as options:
        if name in HARMLESS:
            assert (await enter(**options)).unique_id == "ann"
            return
        with pytest.raises(FATAL[name]) as caught:
            await enter(**options)
    assert type(caught.value) is FATAL[name]
    assert caught.value.hint


@pytest.mark.parametrize("name", SIGNER)
async def test_connect_with_a_signer(name: str, anyio_backend: str) -> None:
    # Failures are counted by key in the whole process.
    signer = EulerSigner(api_key=f"{name}-{anyio_backend}")
    async with site(name) as options:
        with pytest.raises(SIGNER[name]) as caught:
            await enter(signer=signer, **options)
    assert type(caught.value) is SIGNER[name]
    assert caught.value.hint


@pytest.mark.parametrize("name", FAULTS)
async def test_is_live(name: str) -> None:
    async with site(name) as options:
        status = await is_live("@Ann", **options)
    if name == "paused":
        assert status.state is LiveState.PAUSED
    elif name in HARMLESS | ONLY_PAGES:
        assert (status.state, bool(status)) == (LiveState.LIVE, True)
    else:
        assert (status.state, bool(status)) == (LiveState.UNKNOWN, False)
        assert status.detail


@pytest.mark.parametrize("name", FAULTS)
async def test_is_live_of_a_closed_room(name: str) -> None:
    async with site(name, live=False) as options:
        status = await is_live("@Ann", **options)
    assert not status
    if name not in HARMLESS | ONLY_PAGES:
        assert status.state is LiveState.UNKNOWN
