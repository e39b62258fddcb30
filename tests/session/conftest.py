"""Sessions are tested in virtual time, on both backends: a clock that jumps to the next thing to do."""

from __future__ import annotations

import asyncio
import selectors
from typing import Any

import pytest
import trio.testing


class _JumpingSelector(selectors.DefaultSelector):
    """Lets time pass at once where the loop would wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            return super().select(None)
        self.now += timeout
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    if request.param == "asyncio":
        # asyncio's debug mode, which comes with python -X dev, is slow and finds nothing that the tests do not
        return "asyncio", {"loop_factory": JumpingLoop, "debug": False}
    return "trio", {"clock": trio.testing.MockClock(autojump_threshold=0)}


@pytest.fixture
def second() -> float:
    """A second of a scenario: one of the virtual clock's."""
    return 1.0
