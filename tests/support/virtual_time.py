"""Both backends on a clock that jumps to the next thing to do; a `conftest.py` takes the fixtures from here."""

from __future__ import annotations

from typing import Any

import pytest
import trio.testing

from support.jumping_clock import JumpingLoop

__all__ = ["anyio_backend", "second"]


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
