"""Each test runs on every leg that its backend has: wsproto on both, trio-websocket on trio."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

import pytest

from livetok._net.websocket import Leg, open_websocket
from livetok.errors import NetworkError
from support.machine import stopwatch

LEGS: list[tuple[str, Leg]] = [("asyncio", "anyio"), ("trio", "anyio"), ("trio", "trio")]


@pytest.fixture(params=LEGS, ids=["asyncio-anyio", "trio-anyio", "trio-trio"])
def backend_and_leg(request: pytest.FixtureRequest) -> tuple[str, Leg]:
    return request.param


@pytest.fixture
def anyio_backend(backend_and_leg: tuple[str, Leg]) -> str:
    return backend_and_leg[0]


@pytest.fixture
def leg(backend_and_leg: tuple[str, Leg]) -> Leg:
    return backend_and_leg[1]


@pytest.fixture
def dial(leg: Leg) -> partial:
    """`open_websocket` on the leg under test."""
    return partial(open_websocket, leg=leg)


@contextmanager
def _within(seconds: float, at_least: float = 0.0) -> Generator[None]:
    start, elapsed = time.monotonic(), stopwatch()
    try:
        yield
    finally:
        assert at_least <= time.monotonic() - start
        assert elapsed() < seconds


@pytest.fixture
def within() -> Callable[..., AbstractContextManager[None]]:
    """`with within(0.2):` the block took less real time than that, waits for a processor not counted."""
    return _within


@pytest.fixture
def unopened(dial: partial) -> Callable[..., Awaitable[NetworkError]]:
    """Dials in vain and gives the error."""

    async def attempt(url: str, **options: object) -> NetworkError:
        with pytest.raises(NetworkError) as caught:
            async with dial(url, **options):
                pytest.fail("the block must not be entered")
        return caught.value

    return attempt
