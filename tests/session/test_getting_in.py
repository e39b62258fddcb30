"""The way in as it is since 2026: relays, other hosts, refusals after entering (protocol notes 10.3, 10.4)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest

from livetok import CommentEvent, ConnectEvent
from livetok._client.connect import open_room
from livetok.errors import EntryRefused, LiveError, RoomEnded, SignerError
from livetok.options import Options, Session
from livetok.signers import EulerSigner
from livetok.testing import Simulator
from livetok.testing.memory import in_memory

pytestmark = pytest.mark.anyio

SESSION = Session(session_id="s3cret", target_idc="useast1a")


def simulator_with(*faults: str) -> Simulator:
    simulator = Simulator(seed=3)
    simulator.room("ann")
    for fault in faults:
        simulator.fault(fault)
    return simulator


def signer(key: str, **settings: Any) -> EulerSigner:
    """A signer with a quota of its own: failures are counted by key in the whole process."""
    return EulerSigner(api_key=key, **settings)


def violations(simulator: Simulator) -> list[str]:
    return simulator.violations.rules() + simulator.violations.rules(tolerated=True)


async def comment(simulator: Simulator, **options: Any) -> CommentEvent:
    """Enter the room, and return a comment that is written there."""
    async with in_memory(simulator) as network, network.connect("ann", **options) as live:
        await anyio.wait_all_tasks_blocked()
        simulator.rooms["ann"].comment("hello", user="bo")
        with anyio.fail_after(60):
            return await live.wait_for(CommentEvent, lambda event: event.content == "hello")


async def refused(simulator: Simulator, **options: Any) -> LiveError:
    async with in_memory(simulator) as network:
        with pytest.raises(LiveError) as caught:
            async with network.connect("ann", **options):
                pytest.fail("entered")
    assert caught.value.hint
    return caught.value


async def test_a_relay_is_entered_as_it_wants() -> None:
    simulator = simulator_with("sign_relay")
    assert (await comment(simulator, signer=signer("relay"))).content == "hello"
    assert violations(simulator) == []


async def test_a_relay_never_gets_the_session() -> None:
    simulator = simulator_with("sign_relay")
    euler = signer("relay session", share_session_with="sign.test", url="https://sign.test")
    await comment(simulator, signer=euler, session=SESSION)
    assert violations(simulator) == []


async def test_a_silent_relay_is_over_its_quota() -> None:
    simulator = simulator_with("sign_relay", "relay_silent")
    error = await refused(simulator, signer=signer("silent"))
    assert type(error) is SignerError
    assert "over its quota" in str(error)


async def test_a_relay_whose_host_is_not_there() -> None:
    simulator = simulator_with("sign_stub,times=ever")
    error = await refused(simulator, signer=signer("stub"))
    assert type(error) is SignerError
    assert "relay" in str(error)


async def test_a_relay_that_is_not_wanted() -> None:
    error = await refused(simulator_with("sign_relay"), signer=signer("no relay", relay=False))
    assert type(error) is SignerError
    assert "a relay of its own" in str(error)


async def test_the_next_signer_is_asked_instead_of_a_relay() -> None:
    simulator = simulator_with("sign_relay")
    signers = [signer("first", relay=False), signer("second")]
    assert await comment(simulator, signer=signers)


async def test_a_signer_that_fails_over_the_device_is_asked_once_more() -> None:
    simulator = simulator_with("sign_fallback")
    assert await comment(simulator, signer=signer("device"))
    assert violations(simulator) == []


async def test_a_signer_that_fails_over_every_device(anyio_backend_name: str) -> None:
    euler = signer(f"devices {anyio_backend_name}")
    error = await refused(simulator_with("sign_fallback=2"), signer=euler)
    assert type(error) is SignerError
    assert "illegal web id" in str(error)


@pytest.mark.parametrize("seconds", ["0.7", "0", "1.5"])
async def test_a_refused_entry_is_tried_again(seconds: str) -> None:
    simulator = simulator_with(f"enter_refused={seconds},times=2")
    async with in_memory(simulator) as network, network.connect("ann") as live:
        first = await live.wait_for(ConnectEvent)
    assert first.attempt == 1
    assert violations(simulator) == []


async def test_a_refused_entry_without_end() -> None:
    began = anyio.current_time()
    error = await refused(simulator_with("enter_refused=0.7,times=ever"))
    assert type(error) is EntryRefused
    assert anyio.current_time() - began <= 30


async def test_a_refused_entry_into_a_room_that_is_over() -> None:
    simulator = simulator_with("enter_refused=0.7")
    room = simulator.rooms["ann"]
    async with in_memory(simulator) as network:
        async with anyio.create_task_group() as group:
            group.start_soon(_end_after, room, 0.5)
            with pytest.raises(RoomEnded):
                async with network.connect("ann"):
                    pytest.fail("entered")


async def _end_after(room: Any, seconds: float) -> None:
    await anyio.sleep(seconds)
    room.end()


@pytest.mark.parametrize("fault", ["push_tiktokn", "push_eu"])
@pytest.mark.parametrize("trusted", [True, False])
async def test_the_session_goes_along_to_all_hosts_of_tiktok(fault: str, trusted: bool) -> None:
    simulator = simulator_with(fault)
    share = {"share_session_with": "sign.test", "url": "https://sign.test"} if trusted else {}
    seen: list[tuple[str, str]] = []
    async with in_memory(simulator) as memory:

        def dial(url: str, **settings: Any) -> Any:
            seen.append((url, dict(settings["headers"])["Cookie"]))
            return memory.dial(url, **settings)

        network = memory.environment(dial=dial)
        options = Options.of({"signer": signer(f"{fault}{trusted}", **share), "session": SESSION})
        async with open_room("ann", 0, options, network) as live:
            await live.wait_for(ConnectEvent)
    ((url, cookie),) = seen
    assert urlsplit(url).hostname in {"webcast-ws.tiktokn.com", "webcast-ws.eu.tiktok.com"}
    assert "imprp" in parse_qs(urlsplit(url).query)
    assert ("sessionid=s3cret" in cookie) is trusted
    assert violations(simulator) == []
