"""A simulated TikTok, named to the client by the environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import frozen

from livetok.compat.tiktoklive import TikTokLiveClient
from support.simulated_site import Act, open_site
from support.simulated_site import Site as SimulatedSite

__all__ = ["Act", "Site"]


@frozen
class Site(SimulatedSite):
    """A running simulator with @ann live in it."""

    def run(self, client: TikTokLiveClient, *acts: Act) -> None:
        """Run a client; once it is in the room, things are done, and the broadcast ends."""
        self.then(*acts, self.ann.end)
        client.run()
        assert not client.connected


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with open_site() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        site = Site(running.simulator, running.server, running.portal)
        site.room("ann")
        yield site
