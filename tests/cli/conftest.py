"""A simulated TikTok on a port, in a thread of its own: the command runs event loops of its own choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import frozen

from livetok.cli import main
from livetok.testing import Room, Simulator
from livetok.testing.server import Server, serve


@frozen
class Site:
    """A running simulator; `call` does something in its thread."""

    simulator: Simulator
    server: Server
    portal: BlockingPortal

    def call(self, act: Callable[[], object]) -> None:
        self.portal.call(act)

    def room(self, name: str = "ann", *, live: bool = True) -> Room:
        return self.portal.call(lambda: self.simulator.room(name, live=live))

    @property
    def environment(self) -> dict[str, str]:
        endpoints = self.server.endpoints
        return {
            "LIVETOK_WEB": endpoints.web,
            "LIVETOK_WEBCAST": endpoints.webcast,
            "LIVETOK_WEBSOCKET": endpoints.websocket,
            "LIVETOK_SIGN": endpoints.sign,
        }


@frozen
class Outcome:
    code: int
    lines: list[str]
    errors: list[str]


@pytest.fixture
def site() -> Iterator[Site]:
    simulator = Simulator(seed=7)
    with start_blocking_portal() as portal:
        with portal.wrap_async_context_manager(serve(simulator)) as server:
            yield Site(simulator, server, portal)
            assert [str(one) for one in simulator.violations if not one.tolerated] == []


@pytest.fixture
def livetok(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs the command in this process."""
    for name in ("WEB", "WEBCAST", "WEBSOCKET", "SIGN", "SIGN_API_KEY"):
        monkeypatch.delenv(f"LIVETOK_{name}", raising=False)

    def run(*argv: str, site: Site | None = None) -> Outcome:
        for name, value in (site.environment if site else {}).items():
            monkeypatch.setenv(name, value)
        code = main(argv)
        out, err = capfd.readouterr()
        return Outcome(code, out.splitlines(), err.splitlines())

    return run
