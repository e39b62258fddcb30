"""Sessions are tested in virtual time on trio, and again in short real time on asyncio."""

from __future__ import annotations

from typing import Any

import pytest
import trio.testing

from livetok import _session


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    if request.param == "asyncio":
        return "asyncio", {"debug": False}
    return "trio", {"clock": trio.testing.MockClock(autojump_threshold=0)}


@pytest.fixture
def second(anyio_backend_name: str) -> float:
    """How long a second of the scenario takes: on trio it costs nothing, on asyncio it is short."""
    return 1.0 if anyio_backend_name == "trio" else 0.01


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch, second: float) -> None:
    monkeypatch.setattr(_session, "_FIRST_SECONDS", 30 * second)
    monkeypatch.setattr(_session, "_FIRST_PAUSE", second)
    monkeypatch.setattr(_session, "_GRACE", second / 4)
