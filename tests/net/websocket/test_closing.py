"""Leaving the block: how long it takes, what the peer sees, and whose exception comes out."""

from __future__ import annotations

import anyio
import pytest

from livetok.errors import NetworkError
from support.websocket_peer import BINARY, CLOSE, PING, Peer, close_frame, serving, ws_frame

pytestmark = pytest.mark.anyio


async def silent(peer: Peer) -> None:
    """Accept, then say nothing, not even to CLOSE."""
    await peer.upgrade()
    await peer.wait_gone()


async def test_leaving_says_close_and_waits_for_the_answer(dial, within):
    seen = []

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        seen.append(await peer.read_frame())
        await anyio.sleep(0.2)
        await peer.send(close_frame(1000))
        await peer.wait_gone()

    async with serving(script) as server:
        with within(0.6, at_least=0.2):
            async with dial(server.url()):
                pass
    assert seen == [(CLOSE, b"\x03\xe8")]


async def test_a_silent_peer_holds_nobody_up(dial, within):
    async with serving(silent) as server:
        with within(1.5, at_least=0.9):
            async with dial(server.url()):
                pass


async def test_the_wait_can_be_shortened(dial, within):
    async with serving(silent) as server:
        with within(0.4):
            async with dial(server.url(), close_timeout=0.1):
                pass


async def test_leaving_with_unread_messages(dial, within):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=b"".join(ws_frame(BINARY, b"%d" % i) for i in range(1000)))
        await peer.farewell()

    async with serving(script) as server:
        with within(0.9):
            async with dial(server.url()) as websocket:
                assert await websocket.receive() == b"0"


async def test_leaving_while_the_peer_floods(dial, within):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        with pytest.raises((anyio.BrokenResourceError, anyio.EndOfStream)):
            while True:
                await peer.send(ws_frame(BINARY, bytes(10_000)))

    async with serving(script) as server:
        with within(1.5):
            async with dial(server.url()) as websocket:
                await websocket.receive()


async def test_leaving_while_the_peer_pings(dial, within):
    """A ping that crosses our CLOSE on the wire needs no answer, and does no harm."""

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.read_frame()
        await peer.send(ws_frame(PING, b"crossing"))
        await peer.send(close_frame(1000))
        await peer.wait_gone()

    async with serving(script) as server:
        with within(0.5):
            async with dial(server.url()):
                pass


@pytest.mark.parametrize("last", [b"", b"\xff\xff", ws_frame(BINARY, bytes(5000))])
async def test_leaving_while_the_peer_misbehaves(dial, within, last):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.read_frame()
        await peer.send(last)

    async with serving(script) as server:
        with within(0.5):
            async with dial(server.url(), max_message_size=1000):
                pass


async def test_leaving_while_the_peer_does_not_read(dial, within):
    """The write buffer is full, so not even CLOSE gets out; leaving is still bounded."""

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await released.wait()
        await peer.wait_gone()

    released = anyio.Event()
    async with serving(script) as server:
        with within(1.5):
            async with dial(server.url()) as websocket:
                with anyio.move_on_after(0.2):
                    while True:
                        await websocket.send(bytes(200_000))
                with anyio.fail_after(1), pytest.raises(NetworkError, match="nothing more") as caught:
                    await websocket.send(b"would be taken for the rest of the other")
                assert caught.value.stage == "write"
        released.set()


async def test_closing_twice_and_using_it_afterwards(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:
        await websocket.aclose()
        await websocket.aclose()
        with pytest.raises(NetworkError, match="closed on this side"):
            await websocket.receive()
        with pytest.raises(NetworkError):
            await websocket.send(b"too late")


async def test_closing_under_a_pending_receive_ends_it(dial, within):
    failures = []

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.farewell()

    async with serving(script) as server, dial(server.url()) as websocket:

        async def listen() -> None:
            try:
                await websocket.receive()
            except NetworkError as exc:
                failures.append(exc)

        with within(0.5):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(listen)
                await anyio.wait_all_tasks_blocked()
                await websocket.aclose()
    assert len(failures) == 1


async def test_sending_while_closing(dial):
    async with serving(silent) as server, dial(server.url(), close_timeout=0.2) as websocket:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(websocket.aclose)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(NetworkError, match="closed on this side") as caught:
                await websocket.send(b"too late")
            assert caught.value.stage == "write"


async def test_closing_a_silent_peer_under_a_pending_receive(dial, within):
    failures = []

    async with serving(silent) as server, dial(server.url(), close_timeout=0.1) as websocket:

        async def listen() -> None:
            try:
                await websocket.receive()
            except NetworkError as exc:
                failures.append(exc)

        with within(0.5):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(listen)
                await anyio.wait_all_tasks_blocked()
                await websocket.aclose()
    assert len(failures) == 1


class Boom(BaseException):
    pass


@pytest.mark.parametrize(
    "error",
    [
        ValueError("mine"),
        ExceptionGroup("mine", [ValueError("one"), KeyError("two")]),
        BaseExceptionGroup("mine", [Boom()]),
        Boom(),
        KeyboardInterrupt(),
        SystemExit(3),
        StopAsyncIteration(),
        TimeoutError("mine"),
        NetworkError("mine"),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("script", [silent, Peer.upgrade], ids=["silent", "gone"])
async def test_the_blocks_own_exception_comes_out_as_it_is(dial, within, error, script):
    async with serving(script) as server:
        with pytest.raises(BaseException) as caught, within(0.5):
            async with dial(server.url()):
                raise error
    assert caught.value is error
    assert error.__cause__ is None


async def test_a_failing_block_says_close(dial):
    seen = []

    async def script(peer: Peer) -> None:
        await peer.upgrade()
        seen.append(await peer.read_frame())
        await peer.wait_gone()

    async with serving(script) as server:
        with pytest.raises(ValueError, match="mine"):
            async with dial(server.url()):
                raise ValueError("mine")
    assert seen == [(CLOSE, b"\x03\xe8")]


async def test_the_blocks_exception_survives_a_cancelled_scope(dial):
    async with serving(silent) as server:
        with anyio.CancelScope() as scope:
            with pytest.raises(ValueError, match="mine"):
                async with dial(server.url()):
                    scope.cancel()
                    raise ValueError("mine")
