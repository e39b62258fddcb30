"""The publisher against a real server that is killed, stopped, and cut off."""

from __future__ import annotations

import signal
from collections.abc import Generator

import anyio
import anyio.lowlevel
import pytest

from livetok._nats import (
    Link,
    Message,
    Publisher,
    Refused,
    escape_token,
    open_asyncio,
    open_link,
    open_publisher,
    unescape_token,
)
from livetok.errors import NetworkError, UserError
from support.nats_server import NatsServer, free_port, nats_server, stalling_proxy, until

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def shared_server() -> Generator[NatsServer]:
    with nats_server() as server:
        yield server


@pytest.fixture
def server() -> Generator[NatsServer]:
    with nats_server() as server:
        yield server


async def add_stream(link: Link, name: str, **config: object) -> None:
    connection = await link.get()
    await connection.api(
        f"STREAM.CREATE.{name}",
        {
            "name": name,
            "subjects": [f"{name}.>"],
            "duplicate_window": 60 * 10**9,
            "allow_direct": True,
            **config,
        },
    )


async def stored(link: Link, name: str) -> list[str]:
    """Return the bodies in a stream, in order."""
    connection = await link.get()
    state = (await connection.api(f"STREAM.INFO.{name}"))["state"]
    bodies = []
    for sequence in range(state["first_seq"], state["last_seq"] + 1):
        answer = await connection.request(f"$JS.API.DIRECT.GET.{name}", {"seq": sequence})
        bodies.append(answer.body.decode())
    return bodies


def message(number: int, stream: str = "T") -> Message:
    return Message(subject=f"{stream}.x", body=str(number).encode(), id=f"id-{number}")


async def test_keeps_order_and_drops_what_was_stored_before(
    shared_server: NatsServer, anyio_backend: str
) -> None:
    name = f"ORDER_{anyio_backend}"
    async with open_link(shared_server.url) as link:
        await add_stream(link, name)
        async with open_publisher(shared_server.url) as publisher:
            for number in range(1000):
                await publisher.put(message(number, name))
            await publisher.flush()
            assert (publisher.stored, publisher.waiting, publisher.duplicates) == (1000, 0, 0)
            await publisher.put(message(7, name))
        assert publisher.duplicates == 1
        assert await stored(link, name) == [str(number) for number in range(1000)]


async def test_a_killed_server_costs_nothing(server: NatsServer) -> None:
    async with open_link(server.url) as link:
        await add_stream(link, "T")
    async with open_publisher(server.url, capacity=50) as publisher, anyio.create_task_group() as group:

        async def produce() -> None:
            for number in range(400):
                await publisher.put(message(number))
                await anyio.sleep(0.002)

        group.start_soon(produce)
        for _ in range(2):
            await until(lambda goal=publisher.stored + 20: publisher.stored >= goal)
            server.kill()
            await until(lambda: publisher.full)
            server.start()
    assert publisher.stalls
    async with open_link(server.url) as link:
        assert await stored(link, "T") == [str(number) for number in range(400)]


async def test_a_server_that_falls_silent_costs_nothing(server: NatsServer) -> None:
    """SIGSTOP: connections stay open, and what was sent may be stored after all. Then a proxy that stalls."""
    async with open_link(server.url) as link:
        await add_stream(link, "T")
    async with stalling_proxy(server.port) as proxy:
        async with (
            open_publisher(proxy.url, answer_seconds=0.5) as publisher,
            anyio.create_task_group() as group,
        ):

            async def produce() -> None:
                for number in range(300):
                    await publisher.put(message(number))
                    await anyio.sleep(0.005)

            group.start_soon(produce)
            await anyio.sleep(0.2)
            server.signal(signal.SIGSTOP)
            await anyio.sleep(1.0)
            server.signal(signal.SIGCONT)
            await anyio.sleep(0.2)
            proxy.stall()
            await anyio.sleep(1.0)
            proxy.go_on()
    async with open_link(server.url) as link:
        assert await stored(link, "T") == [str(number) for number in range(300)]


async def test_a_refusal_holds_the_queue_up_and_is_visible(
    shared_server: NatsServer, anyio_backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livetok._nats.publisher._REFUSED_PAUSE", 0.05)
    name = f"LATER_{anyio_backend}"
    async with open_link(shared_server.url) as link, open_publisher(shared_server.url) as publisher:
        for number in range(3):
            await publisher.put(message(number, name))
        await until(lambda: publisher.refusal)
        assert isinstance(publisher.refusal, Refused)
        await add_stream(link, name)
        with anyio.fail_after(30):
            await publisher.flush()
        assert publisher.refusal is None
        assert await stored(link, name) == ["0", "1", "2"]


async def test_says_what_was_not_stored(server: NatsServer) -> None:
    async with open_link(server.url) as link:
        await add_stream(link, "T")
    with pytest.raises(NetworkError, match="2 messages were not stored"):
        async with open_publisher(server.url, last_seconds=0.2) as publisher:
            server.kill()
            await publisher.put(message(1))
            await publisher.put(message(2))


async def test_cancelling_a_wait_takes_nothing_in_and_is_not_swallowed(server: NatsServer) -> None:
    async with open_link(server.url) as link:
        await add_stream(link, "T")
    publisher: Publisher | None = None
    with anyio.move_on_after(10) as scope:
        async with open_publisher(server.url, capacity=1) as publisher:
            server.kill()
            await publisher.put(message(1))
            with anyio.move_on_after(0.05) as waiting:
                await publisher.put(message(2))
            assert waiting.cancelled_caught
            assert publisher.waiting == 1
            scope.cancel()
            await anyio.sleep_forever()
    assert scope.cancelled_caught


async def test_mistakes_are_told(shared_server: NatsServer) -> None:
    with pytest.raises(UserError, match="no URL of a NATS server"):
        async with open_link("http://127.0.0.1"):
            pass
    with pytest.raises(NetworkError) as caught:
        async with open_link(f"nats://someone:hidden@127.0.0.1:{free_port()}"):
            pass
    assert "hidden" not in str(caught.value)
    async with open_publisher(shared_server.url) as publisher:
        with pytest.raises(UserError, match="too large"):
            await publisher.put(Message(subject="T.x", body=b"x" * (1 << 21)))


async def test_a_call_gives_results_errors_and_ends_when_cancelled() -> None:
    ended = anyio.Event()

    async def double(number: int) -> int:
        await anyio.lowlevel.checkpoint()
        return 2 * number

    async def fail() -> None:
        raise ZeroDivisionError

    async with open_asyncio() as loop:
        assert await loop.call(double, 4) == 8
        with pytest.raises(ZeroDivisionError):
            await loop.call(fail)
        with anyio.move_on_after(0.05) as scope:
            await loop.call(anyio.sleep_forever)
        assert scope.cancelled_caught
        ended.set()
    assert ended.is_set()


@pytest.mark.parametrize("text", ["ann", "ann.b", "a_b-c", "*>. \n", "=2E", "=", "å", "_.._"])
def test_escaped_handles_are_one_token_and_come_back(text: str) -> None:
    token = escape_token(text)
    assert not set(token) & set(".*> \r\n\t")
    assert unescape_token(token) == text


def test_different_handles_have_different_tokens() -> None:
    assert len({escape_token(text) for text in ("a.b", "a=2Eb", "a=2eb", "a_b", "A.b")}) == 5
    with pytest.raises(ValueError, match="empty"):
        escape_token("")
