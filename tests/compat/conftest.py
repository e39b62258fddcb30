"""A simulated TikTok on a port, in a thread of its own, named to the client by the environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import frozen

from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.testing import Room, Simulator
from livetok.testing.server import Server, serve

Act = Callable[[], object]


@frozen
class Site:
    """A running simulator; `room` belongs to @ann, who is live."""

    simulator: Simulator
    server: Server
    portal: BlockingPortal
    room: Room

    def call(self, act: Act) -> object:
        return self.portal.call(act)

    def another(self, name: str, *, live: bool = True) -> Room:
        return self.portal.call(lambda: self.simulator.room(name, live=live))

    def then(self, *acts: Act, after: int = 1, pause: float = 0.02) -> None:
        """Have things done, one after another, once the room was entered for the time that `after` says."""
        world, left = self.simulator.world, list(acts)

        def look() -> None:
            numbers = [one.number for one in self.simulator.connections if one.entered_at is not None]
            if any(number >= after for number in numbers) and left:
                left.pop(0)()
            if left:
                world.at(pause, look)

        self.call(look)

    def run(self, client: TikTokLiveClient, *acts: Act) -> None:
        """Run a client; once it is in the room, things are done, and the broadcast ends."""
        self.then(*acts, self.room.end)
        client.run()
        assert not client.connected


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    simulator = Simulator(seed=7)
    with start_blocking_portal() as portal:
        with portal.wrap_async_context_manager(serve(simulator)) as server:
            for name in ("web", "webcast", "websocket", "sign"):
                monkeypatch.setenv(f"LIVETOK_{name.upper()}", getattr(server.endpoints, name))
            yield Site(simulator, server, portal, portal.call(lambda: simulator.room("ann")))
            assert [str(one) for one in simulator.violations if not one.tolerated] == []
