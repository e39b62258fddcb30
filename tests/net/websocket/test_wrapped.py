"""Websockets over a stream of the caller's, in virtual time, where waiting costs nothing and is exact."""

from __future__ import annotations

from functools import partial

import anyio
import pytest
from trio.testing import MockClock

from livetok._net.websocket import HandshakeRefused, wrap_websocket
from livetok._net.ws_stream import FrameStream
from livetok._net.ws_trio import _TrioStream
from livetok.errors import NetworkError, UserError
from livetok.options import WebSocketBackend
from net.websocket.memory import MemoryStream, memory_pair, scripted
from support.websocket_peer import BINARY, CLOSE, PING, PONG, Peer, close_frame, ws_frame

pytestmark = pytest.mark.anyio

URL = "ws://room.example/path"


@pytest.fixture(params=["anyio", "trio"])
def backend(request: pytest.FixtureRequest) -> WebSocketBackend:
    return request.param


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    return "trio", {"clock": MockClock(autojump_threshold=0)}


@pytest.fixture
def wrap(backend: WebSocketBackend) -> partial:
    return partial(wrap_websocket, url=URL, backend=backend)


async def upgrade_only(peer: Peer) -> None:
    await peer.upgrade()
    await anyio.sleep_forever()


async def test_a_conversation(wrap):
    async def script(peer: Peer) -> None:
        await peer.upgrade("X-Room: 7")
        assert peer.header("Host") == "room.example"
        assert await peer.read_frame() == (BINARY, b"question")
        await peer.send(ws_frame(PING, b"?") + ws_frame(BINARY, b"answer"))
        assert await peer.read_frame() == (PONG, b"?")
        assert (await peer.read_frame())[0] == CLOSE
        await peer.send(close_frame(1000))
        finished.set()

    finished = anyio.Event()
    async with scripted(script) as stream:
        async with wrap(stream) as websocket:
            assert websocket.handshake_headers == {"x-room": "7"}
            await websocket.send(b"question")
            assert await websocket.receive() == b"answer"
        assert finished.is_set()


async def test_an_hour_of_silence_is_no_failure_and_brings_no_pings(wrap):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await anyio.sleep(3600)
        await peer.send(ws_frame(BINARY, b"at last"))
        assert (await peer.read_frame())[0] == CLOSE
        await peer.send(close_frame(1000))

    async with scripted(script) as stream, wrap(stream) as websocket:
        assert await websocket.receive() == b"at last"


async def test_what_came_before_a_message_over_the_limit_is_delivered_to_a_slow_reader(wrap):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(BINARY, b"early") + ws_frame(BINARY, bytes(101)))
        await anyio.sleep_forever()

    async with scripted(script) as stream, wrap(stream, max_message_size=100) as websocket:
        await anyio.sleep(1)
        assert await websocket.receive() == b"early"
        with pytest.raises(NetworkError, match="100 bytes"):
            await websocket.receive()


async def test_closing_waits_one_second_by_default(wrap):
    async with scripted(upgrade_only) as stream:
        async with wrap(stream):
            start = anyio.current_time()
        assert anyio.current_time() - start == pytest.approx(1.0)


async def test_a_failing_block_waits_a_moment(wrap):
    async with scripted(upgrade_only) as stream:
        with pytest.raises(ValueError, match="mine"):
            async with wrap(stream):
                start = anyio.current_time()
                raise ValueError("mine")
        assert anyio.current_time() - start == pytest.approx(0.05)


async def test_a_cancelled_block_waits_a_moment(wrap):
    async with scripted(upgrade_only) as stream:
        start = anyio.current_time()
        with anyio.move_on_after(5):
            async with wrap(stream) as websocket:
                await websocket.receive()
        assert anyio.current_time() - start == pytest.approx(5.05)


async def test_opening_waits_ten_seconds_by_default(wrap):
    async with scripted(lambda _peer: anyio.sleep_forever()) as stream:
        start = anyio.current_time()
        with pytest.raises(NetworkError) as caught:
            async with wrap(stream):
                pytest.fail("the block must not be entered")
        assert anyio.current_time() - start == pytest.approx(10.0)
        assert caught.value.stage == "handshake"


async def test_no_time_at_all(wrap):
    async with scripted(upgrade_only) as stream:
        with pytest.raises(NetworkError):
            async with wrap(stream, timeout=-1.0):
                pytest.fail("the block must not be entered")


async def test_a_late_refusal_is_still_a_refusal(wrap):
    """Its body may overrun the time limit: the status is what matters, and it is known."""

    async def script(peer: Peer) -> None:
        await peer.read_request()
        await anyio.sleep(9.9)
        await peer.send(b"HTTP/1.1 200 OK\r\nHandshake-Msg: DEVICE_BLOCKED\r\n\r\nbo")
        await anyio.sleep(0.5)
        await peer.send(b"dy")
        await anyio.sleep_forever()

    async with scripted(script) as stream:
        start = anyio.current_time()
        with pytest.raises(HandshakeRefused) as caught:
            async with wrap(stream):
                pytest.fail("the block must not be entered")
        assert anyio.current_time() - start == pytest.approx(10.9)
        assert caught.value.headers == {"handshake-msg": "DEVICE_BLOCKED"}
        assert caught.value.body_excerpt == b"body"


@pytest.mark.parametrize("length", ["", "Content-Length: 500\r\n", "Content-Length: ²\r\n"])
async def test_a_refusals_body_that_never_ends_is_not_waited_for(wrap, length):
    async def script(peer: Peer) -> None:
        await peer.read_request()
        await peer.send(f"HTTP/1.1 200 OK\r\n{length}\r\nhalf".encode())
        await anyio.sleep_forever()

    async with scripted(script) as stream:
        start = anyio.current_time()
        with pytest.raises(HandshakeRefused) as caught:
            async with wrap(stream):
                pytest.fail("the block must not be entered")
        assert anyio.current_time() - start == pytest.approx(1.0)
        assert (caught.value.status, caught.value.body_excerpt) == (200, b"half")


@pytest.mark.parametrize(
    "options", [{"url": "ftp://host/"}, {"headers": [("Upgrade", "x")]}, {"backend": "curio"}]
)
async def test_a_users_mistake_leaves_the_stream_alone(wrap, options):
    ours, theirs = memory_pair()
    with pytest.raises(UserError):
        async with wrap(ours, **options):
            pytest.fail("the block must not be entered")
    assert not ours.closed
    await ours.aclose()
    await theirs.aclose()


class Stuck(MemoryStream):
    """Closing never ends by itself."""

    async def aclose(self) -> None:
        try:
            await anyio.sleep_forever()
        finally:
            with anyio.CancelScope(shield=True):
                await super().aclose()


async def test_a_stream_that_will_not_close(wrap):
    async with scripted(upgrade_only, Stuck) as stream:
        async with wrap(stream, close_timeout=0.5):
            start = anyio.current_time()
        assert anyio.current_time() - start < 1.5


class Rude(MemoryStream):
    """Closing fails."""

    async def aclose(self) -> None:
        await super().aclose()
        raise OSError("rude")


async def test_a_stream_that_fails_to_close(wrap):
    async with scripted(upgrade_only, Rude) as stream:
        async with wrap(stream):
            pass


class Mute(MemoryStream):
    """Takes the request, then nothing more, without failing."""

    async def send(self, item: bytes) -> None:
        if not item.startswith(b"GET "):
            await anyio.sleep_forever()
        await super().send(item)


async def test_a_stream_that_takes_nothing(wrap):
    async def script(peer: Peer) -> None:
        await peer.upgrade(then=ws_frame(BINARY, b"news"))
        await anyio.sleep_forever()

    async with scripted(script, Mute) as stream:
        async with wrap(stream) as websocket:
            with anyio.move_on_after(60) as scope:
                await websocket.send(b"heartbeat")
            assert scope.cancelled_caught
            assert await websocket.receive() == b"news"  # reading does not suffer
            with pytest.raises(NetworkError, match="nothing more"):
                await websocket.send(b"heartbeat")
            start = anyio.current_time()
        assert anyio.current_time() == start


async def test_a_send_that_is_cancelled_before_it_began_does_no_harm(wrap):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        assert await peer.read_frame() == (BINARY, b"whole")
        await peer.send(close_frame(1000))

    async with scripted(script) as stream, wrap(stream) as websocket:
        with anyio.CancelScope() as scope:
            scope.cancel()
            await websocket.send(b"never")
        await websocket.send(b"whole")


class Deaf(MemoryStream):
    """Breaks when written to after the request."""

    async def send(self, item: bytes) -> None:
        if not item.startswith(b"GET "):
            raise anyio.BrokenResourceError
        await super().send(item)


async def test_what_was_read_is_delivered_though_a_pong_cannot_be_sent(wrap):
    async def script(peer: Peer) -> None:
        await peer.upgrade()
        await peer.send(ws_frame(BINARY, b"one") + ws_frame(PING))
        await anyio.sleep_forever()

    async with scripted(script, Deaf) as stream, wrap(stream) as websocket:
        assert await websocket.receive() == b"one"
        with pytest.raises(NetworkError) as caught:
            await websocket.send(b"two")
        assert caught.value.stage == "write"


async def test_the_request_cannot_be_sent(wrap):
    class Dead(MemoryStream):
        async def send(self, item: bytes) -> None:
            raise anyio.BrokenResourceError

    async with scripted(upgrade_only, Dead) as stream:
        with pytest.raises(NetworkError) as caught:
            async with wrap(stream):
                pytest.fail("the block must not be entered")
        assert caught.value.stage == "handshake"


class Interrupted(MemoryStream):
    """Ctrl-C strikes while reading, after the handshake: under the trio backend that is in another task."""

    async def receive(self, max_bytes: int = 65536) -> bytes:
        data = await super().receive(max_bytes)
        if data == b"interrupt":
            raise KeyboardInterrupt
        return data


@pytest.mark.parametrize("moment", ["opening", "open"])
async def test_an_interrupt_in_the_reader_comes_out_plain(wrap, moment):
    async def script(peer: Peer) -> None:
        if moment == "open":
            await peer.upgrade()
            await anyio.sleep(1)
        await peer.send(b"interrupt")
        await anyio.sleep_forever()

    async with scripted(script, Interrupted) as stream:
        with pytest.raises(KeyboardInterrupt):
            async with wrap(stream) as websocket:
                await websocket.receive()


async def test_the_frame_stream_is_a_whole_trio_stream():
    """trio-websocket does not ask for this part of a stream today."""
    ours, theirs = memory_pair()
    stream = _TrioStream(FrameStream(ours, "room.example"))
    await stream.wait_send_all_might_not_block()
    await stream.send_all(memoryview(b"x"))
    assert await theirs.receive() == b"x"
    await stream.aclose()
    assert ours.closed
    await theirs.aclose()


async def test_cancelled_comes_out_plain(wrap):
    """Callers that catch the backend's cancellation find it, and no group of it."""
    seen = []
    async with scripted(upgrade_only) as stream:
        with anyio.move_on_after(1):
            try:
                async with wrap(stream) as websocket:
                    await websocket.receive()
            except BaseException as exc:
                seen.append(type(exc))
                raise
    assert seen == [anyio.get_cancelled_exc_class()]
