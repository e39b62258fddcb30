"""Each test runs on every websocket backend that its event loop has: wsproto on both, trio-websocket on trio."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

import pytest

from livetok._net.websocket import open_websocket
from livetok.errors import NetworkError
from livetok.options import WebSocketBackend
from support.machine import stopwatch

BACKENDS: list[tuple[str, WebSocketBackend]] = [("asyncio", "anyio"), ("trio", "anyio"), ("trio", "trio")]


@pytest.fixture(params=BACKENDS, ids=["asyncio-anyio", "trio-anyio", "trio-trio"])
def event_loop_and_backend(request: pytest.FixtureRequest) -> tuple[str, WebSocketBackend]:
    return request.param


@pytest.fixture
def anyio_backend(event_loop_and_backend: tuple[str, WebSocketBackend]) -> str:
    return event_loop_and_backend[0]


@pytest.fixture
def backend(event_loop_and_backend: tuple[str, WebSocketBackend]) -> WebSocketBackend:
    return event_loop_and_backend[1]


@pytest.fixture
def dial(backend: WebSocketBackend) -> partial:
    """`open_websocket` on the backend under test."""
    return partial(open_websocket, backend=backend)


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
