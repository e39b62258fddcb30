"""Fixtures for people who test a bot; found by pytest when livetok is installed.

`tiktok` is a simulated TikTok in memory; for the time of the test, `connect()`, `watch()`, `follow()` and `is_live()`
of livetok lead there. `live_room` is a room in it. Use them with anyio's pytest plugin, on either backend.

livetok is imported when a fixture is first asked for: pytest loads this file in every run, used or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from livetok.testing.memory import MemoryNetwork
    from livetok.testing.room import Room

__all__ = ["live_room", "tiktok"]

# Where the public functions take their network from.
_PLACES = (
    "livetok._client.connect.Environment",
    "livetok._client.watch.Environment",
    "livetok._client.follow.Environment",
)


@pytest.fixture
def tiktok(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryNetwork]:
    """A simulated TikTok; at the end of the test, no client may have broken its rules.

    `connect()`, `watch()`, `follow()` and `is_live()` lead to it while the test runs. Afterwards the test fails when a
    client broke the protocol in a way that TikTok would not put up with.
    """
    from livetok.testing.memory import MemoryNetwork
    from livetok.testing.simulator import Simulator, Switches

    network = MemoryNetwork(simulator=Simulator(switches=Switches(signatures=False)))
    for place in _PLACES:
        monkeypatch.setattr(place, network.environment)
    monkeypatch.setattr("livetok._resolver.live_status.open_http", network.open_http)
    yield network
    broken = [violation.to_json() for violation in network.simulator.violations if not violation.tolerated]
    if broken:
        pytest.fail("the client broke the protocol:\n" + "\n".join(broken))


@pytest.fixture
def live_room(tiktok: MemoryNetwork) -> Room:
    """The live room of `@host`, in the simulated TikTok of the fixture `tiktok`."""
    return tiktok.simulator.room("host")
