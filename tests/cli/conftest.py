"""The command in this process, against a simulator in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from attrs import frozen

from livetok.cli import main
from support.simulated_site import Site, open_site


@frozen
class Outcome:
    code: int
    lines: list[str]
    errors: list[str]


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


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
