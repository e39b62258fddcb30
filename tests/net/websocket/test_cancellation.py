"""Cancelled anywhere, the call returns at once and the peer sees the end of the connection."""

from __future__ import annotations

import anyio
import pytest

from support.websocket_peer import BINARY, CLOSE, Peer, serving, ws_frame

pytestmark = pytest.mark.anyio


async def accept_and_wait(peer: Peer) -> None:
    await peer.upgrade()
    await peer.wait_gone()


async def test_in_the_handshake(dial, within):
    async with serving(Peer.wait_gone) as server:
        with within(0.3), anyio.move_on_after(0.1) as scope:
            async with dial(server.url()):
                pytest.fail("the block must not be entered")
        assert scope.cancelled_caught
        with within(0.1):
            await server.done.wait()


async def test_in_the_tls_handshake(dial, within):
    async with serving(Peer.wait_gone) as server:
        with within(0.3), anyio.move_on_after(0.1) as scope:
            async with dial(f"wss://127.0.0.1:{server.port}/"):
                pytest.fail("the block must not be entered")
        assert scope.cancelled_caught
        with within(0.1):
            await server.done.wait()


async def test_in_the_body_of_a_refusal(dial, within):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.send(b"HTTP/1.1 200 OK\r\n\r\n")
        await peer.wait_gone()

    async with serving(script) as server:
        with within(0.3), anyio.move_on_after(0.1) as scope:
            async with dial(server.url()):
                pytest.fail("the block must not be entered")
        assert scope.cancelled_caught
        with within(0.1):
            await server.done.wait()


async def test_before_dialling(dial):
    with anyio.CancelScope() as scope:
        scope.cancel()
        async with dial("ws://127.0.0.1:9/"):
            pytest.fail("the block must not be entered")
    assert scope.cancelled_caught


async def test_in_receive(dial, within):
    async with serving(accept_and_wait) as server:
        with within(0.3), anyio.move_on_after(0.1) as scope:
            async with dial(server.url()) as websocket:
                await websocket.receive()
        assert scope.cancelled_caught
        with within(0.1):
            await server.done.wait()


async def test_in_send(dial, within):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await cancelled.wait()
        await peer.wait_gone()

    cancelled = anyio.Event()
    async with serving(script) as server:
        with within(0.5), anyio.move_on_after(0.2) as scope:
            async with dial(server.url()) as websocket:
                while True:
                    await websocket.send(bytes(200_000))
        assert scope.cancelled_caught
        cancelled.set()
        with within(0.2):
            await server.done.wait()


async def test_in_the_wait_for_the_peers_close(dial, within):
    async with serving(accept_and_wait) as server:
        with within(0.3), anyio.move_on_after(0.1) as scope:
            async with dial(server.url()):
                pass
        assert scope.cancelled_caught
        with within(0.1):
            await server.done.wait()


async def test_a_cancelled_block_still_says_close(dial):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        assert await peer.read_frame() == (CLOSE, b"\x03\xe8")
        await peer.wait_gone()

    async with serving(script) as server:
        with anyio.CancelScope() as scope:
            async with dial(server.url()) as websocket, anyio.create_task_group() as tasks:
                tasks.start_soon(websocket.receive)
                await anyio.wait_all_tasks_blocked()
                scope.cancel()


async def test_a_group_that_fails_around_it(dial, within):
    """The session's shape: a heartbeat and a reader in one group; one of them fails."""
    async with serving(accept_and_wait) as server:
        with within(0.3):
            with pytest.RaisesGroup(pytest.RaisesExc(ValueError, match="mine")):
                async with dial(server.url()) as websocket, anyio.create_task_group() as tasks:
                    tasks.start_soon(websocket.receive)
                    await anyio.wait_all_tasks_blocked()
                    raise ValueError("mine")


@pytest.mark.parametrize("after", [0.001 * i for i in range(12)])
async def test_at_any_moment(dial, within, after):
    """A sweep over dialling, opening, talking and leaving."""

    async def script(peer: Peer) -> None:
        try:
            await peer.upgrade()
            while True:
                await peer.send(ws_frame(BINARY, b"tick"))
                await peer.read_frame()
        except (anyio.EndOfStream, anyio.BrokenResourceError):
            pass

    async with serving(script) as server:
        with within(0.4), anyio.move_on_after(after):
            async with dial(server.url()) as websocket:
                for _ in range(5):
                    await websocket.receive()
                    await websocket.send(b"tock")
        if not server.connections:  # cancelled before the kernel had the connection, or just accepted
            await anyio.wait_all_tasks_blocked()
