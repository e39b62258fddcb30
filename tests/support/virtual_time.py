"""Both backends on a clock that jumps to the next thing to do; a `conftest.py` takes the fixtures from here."""

from __future__ import annotations

import subprocess
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import anyio
import pytest
import trio.testing
from anyio import to_thread

from support.jumping_clock import JumpingLoop

__all__ = ["anyio_backend", "run_in_virtual_time", "second"]

T = TypeVar("T")


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


def run_in_virtual_time(function: Callable[..., Awaitable[T]], *args: Any, backend: str) -> T:
    """Runs a program in as long as its computations take, on a clock that stands still meanwhile.

    What it does in threads, and in short programs, is done on the spot: no time may pass while they work.
    """
    options: dict[str, Any] = {"loop_factory": JumpingLoop}
    if backend == "trio":
        options = {"clock": trio.testing.MockClock(autojump_threshold=0)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(to_thread, "run_sync", _run_here)
        patch.setattr(anyio, "run_process", _run_process_here)
        return anyio.run(function, *args, backend=backend, backend_options=options)


async def _run_here(function: Callable[..., T], *args: Any, **how: Any) -> T:
    await anyio.lowlevel.checkpoint()
    return function(*args)


async def _run_process_here(
    command: Sequence[str], *, check: bool, stderr: int
) -> subprocess.CompletedProcess[bytes]:
    await anyio.lowlevel.checkpoint()
    return subprocess.run(command, check=check, stdout=subprocess.PIPE, stderr=stderr)  # noqa: ASYNC221 -- on purpose
