"""A simulated TikTok on a port, in a thread of its own: what is tested runs event loops of its own choice."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import frozen

from livetok import Endpoints
from livetok.testing import Room, Simulator
from livetok.testing.server import Server, serve

__all__ = ["Act", "Site", "open_site"]

Act = Callable[[], object]


@frozen
class Site:
    """A running simulator; `call` does something in its thread."""

    simulator: Simulator
    server: Server
    portal: BlockingPortal

    @property
    def endpoints(self) -> Endpoints:
        return self.server.endpoints

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead here."""
        names = ("web", "webcast", "websocket", "sign")
        return {f"LIVETOK_{name.upper()}": getattr(self.endpoints, name) for name in names}

    @property
    def ann(self) -> Room:
        """The room of @ann, once it was made; from any thread."""
        return self.simulator.rooms["ann"]

    def call(self, act: Act) -> object:
        return self.portal.call(act)

    def room(self, name: str = "ann", *, live: bool = True) -> Room:
        return self.portal.call(lambda: self.simulator.room(name, live=live))

    def say(self, *texts: str) -> None:
        """Have @bo say something in the room of @ann."""
        room = self.ann
        self.call(lambda: [room.comment(text, user="bo") for text in texts])

    def then(self, *acts: Act, after: int = 1, pause: float = 0.02) -> None:
        """Have things done, one after another, once the room was entered for the time that `after` says."""
        world, left = self.simulator.world, list(acts)

        def look() -> None:
            numbers = [
                client.number for client in self.simulator.connections if client.entered_at is not None
            ]
            if any(number >= after for number in numbers) and left:
                left.pop(0)()
            if left:
                world.at(pause, look)

        self.call(look)


@contextmanager
def open_site() -> Generator[Site]:
    """Run a simulator, and see at the end that no client broke the protocol."""
    simulator = Simulator(seed=7)
    with start_blocking_portal() as portal:
        with portal.wrap_async_context_manager(serve(simulator)) as server:
            yield Site(simulator, server, portal)
            assert [str(violation) for violation in simulator.violations if not violation.tolerated] == []
