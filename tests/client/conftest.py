"""A simulated TikTok on a port, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import frozen

from livetok import Endpoints
from livetok.testing import Room, Simulator
from livetok.testing.server import Server, serve


@frozen
class Site:
    """A running simulator with one room; `call` does something in its thread."""

    simulator: Simulator
    server: Server
    portal: BlockingPortal
    room: Room

    @property
    def endpoints(self) -> Endpoints:
        return self.server.endpoints

    def call(self, act: Callable[[], object]) -> None:
        self.portal.call(act)

    def say(self, *texts: str) -> None:
        self.call(lambda: [self.room.comment(text, user="bo") for text in texts])


@pytest.fixture
def site() -> Iterator[Site]:
    simulator = Simulator(seed=7)
    with start_blocking_portal() as portal:
        with portal.wrap_async_context_manager(serve(simulator)) as server:
            yield Site(simulator, server, portal, portal.call(lambda: simulator.room("ann")))
            assert [str(one) for one in simulator.violations if not one.tolerated] == []


@pytest.fixture(params=["trio", "asyncio"])
def backend(request: pytest.FixtureRequest) -> str:
    """The loop behind the façade."""
    return str(request.param)
