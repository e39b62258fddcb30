"""The synthetic video: endless, in real time, and what a real ffmpeg finds nothing wrong with."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec

import anyio
import pytest

from livetok.testing import Room, Simulator, Status
from livetok.testing._serving.video import Clip, FlvLoop
from livetok.testing._site.http import Request
from livetok.testing._site.stream_urls import pull_data, stream_url
from livetok.testing.server import Server, serve
from support.raw_socket import tcp

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None and find_spec("imageio_ffmpeg") is None, reason="needs ffmpeg"
)
HEADER = b"FLV\x01\x05\x00\x00\x00\x09\x00\x00\x00\x00"


# A clip of ten steps of 100 ms: a key picture at 0 and 500, sound at every step


def tag(kind: int, at: int, data: bytes) -> bytes:
    body = (
        bytes([kind])
        + len(data).to_bytes(3)
        + (at & 0xFFFFFF).to_bytes(3)
        + bytes([at >> 24])
        + bytes(3)
        + data
    )
    return body + len(body).to_bytes(4)


def clip(mark: bytes = b"a") -> Clip:
    tags = [tag(18, 0, b"\x02meta"), tag(9, 0, b"\x17\x00config" + mark), tag(8, 0, b"\xaf\x00config")]
    for at in range(0, 1000, 100):
        tags.append(tag(9, at, (b"\x17\x01" if at % 500 == 0 else b"\x27\x01") + mark))
        tags.append(tag(8, at + 7, b"\xaf\x01" + mark))
    tags += [tag(9, 1000, b"\x17\x02"), tag(8, 1003, b"\xaf\x01late")]
    return Clip.of(HEADER + b"".join(tags), 1000)


def read(data: bytes) -> list[tuple[int, int, bytes]]:
    tags: list[tuple[int, int, bytes]] = []
    place = 0
    while place < len(data):
        size = int.from_bytes(data[place + 1 : place + 4])
        at = int.from_bytes(data[place + 4 : place + 7]) | data[place + 7] << 24
        tags.append((data[place], at, data[place + 11 : place + 11 + size]))
        assert int.from_bytes(data[place + 11 + size : place + 15 + size]) == 11 + size
        place += 15 + size
    return tags


def test_a_clip_is_joined_on_to_itself() -> None:
    loop = FlvLoop(clip(), 0)
    data = loop.until(2350)
    assert data.startswith(HEADER)
    tags = read(data[len(HEADER) :])
    assert [data[:2] for _, _, data in tags[:3]] == [b"\x02m", b"\x17\x00", b"\xaf\x00"]
    times = [at for kind, at, _ in tags[3:] if kind == 9]
    assert times == list(range(0, 2400, 100))
    assert [at for kind, at, _ in tags[3:] if kind == 8] == list(range(7, 2350, 100))
    assert b"\x17\x02" not in {data[:2] for _, _, data in tags}
    assert loop.until(2350) == b""


@pytest.mark.parametrize(
    ("position", "first"), [(0, 0), (499, 0), (500, 500), (5730, 5500), (20_000_000, 20_000_000)]
)
def test_viewers_join_at_a_key_picture(position: int, first: int) -> None:
    tags = read(FlvLoop(clip(), position).until(position)[len(HEADER) :])[3:]
    assert tags[0][:2] == (9, first)
    assert tags[0][2].startswith(b"\x17\x01")
    assert all(at <= position for _, at, _ in tags)


def test_a_change_comes_with_the_next_key_picture_and_its_set_up() -> None:
    loop = FlvLoop(clip(), 0)
    loop.until(250)
    loop.change(clip(b"b"))
    tags = read(loop.until(1700))
    place = next(number for number, (_, _, data) in enumerate(tags) if data == b"\x17\x00configb")
    assert {data[-1:] for _, _, data in tags[: place - 1]} == {b"a"}
    assert {data[-1:] for kind, _, data in tags[place:] if data[1:2] == b"\x01"} == {b"b"}
    assert tags[place][1] == 500
    assert tags[place + 2] == (9, 500, b"\x17\x01b")
    times = [at for _, at, _ in tags]
    assert times == sorted(times)


def test_addresses_are_nested_signed_and_expire() -> None:
    room = Simulator().room("anna")
    room.stream_lifetime = 60
    request = Request(target="/", headers=[("host", "h:1")], secure=True)
    facts = stream_url(room, request)
    data = json.loads(facts["live_core_sdk_data"]["pull_data"]["stream_data"])
    assert data == json.loads(pull_data(room, request)["stream_data"])
    url = data["data"]["hd"]["main"]["flv"]
    assert url.startswith(f"https://h:1/game/stream-{room.room_id}_hd.flv?expire=1790000060&sign=")
    assert url == facts["flv_pull_url"]["HD1"]
    assert data["data"]["ao"]["main"]["hls"] == ""


def test_pauses_do_not_count() -> None:
    sim = Simulator()
    clock = [0.0]
    sim.world.start_clock(lambda: clock[0])
    room = sim.room("anna")
    clock[0] = 10
    room.pause()
    clock[0] = 25
    assert room.broadcast.played(25) == 10
    room.resume()
    assert room.status is Status.LIVE
    assert room.broadcast.played(27) == 12
    clock[0] = 30
    room.end()
    assert room.broadcast.played(100) == 15


# On the port


@asynccontextmanager
async def video_site() -> AsyncGenerator[tuple[Server, Room, dict[str, str]]]:
    sim = Simulator()
    room = sim.room("anna")
    with anyio.fail_after(60):
        async with serve(sim) as server:
            request = Request(target="/", headers=[("host", f"{server.host}:{server.port}")])
            data = json.loads(pull_data(room, request)["stream_data"])["data"]
            urls = {
                f"{key} {form}": data[key]["main"][form] for key in ("ld", "ao") for form in ("flv", "hls")
            }
            yield server, room, urls


async def fetch(
    server: Server, url: str, *, seconds: float = 20.0, enough: Callable[[bytes], bool] = lambda _: False
) -> tuple[int, bytes]:
    """Gives what comes until the server closes, the seconds are over, or it is enough."""
    target = url.partition(f":{server.port}")[2]
    received = b""
    async with tcp(server) as stream:
        await stream.send(
            f"GET {target} HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nConnection: close\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in received:  # the first request makes the clip, which takes its time
            received += await stream.receive()
        with anyio.move_on_after(seconds), suppress(anyio.EndOfStream, anyio.BrokenResourceError):
            while not enough(parts(received)[1]):
                received += await stream.receive()
    return parts(received)


def parts(answer: bytes) -> tuple[int, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), unchunked(body) if b"chunked" in head.lower() else body


def unchunked(body: bytes) -> bytes:
    """The whole chunks; one that was cut off is left out."""
    out = b""
    while b"\r\n" in body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        if len(rest) < length + 2:
            break
        out += rest[:length]
        body = rest[length + 2 :]
    return out


async def complaints(data: bytes, form: str) -> str:
    from livetok._recording.ffmpeg import find_ffmpeg

    command = [
        find_ffmpeg(None).program,
        "-hide_banner",
        "-v",
        "warning",
        "-f",
        form,
        "-i",
        "pipe:0",
        "-f",
        "null",
        "-",
    ]
    return (await anyio.run_process(command, input=data, check=False)).stderr.decode()


def last(data: bytes) -> float:
    """When the last whole tag is to be shown."""
    return max((at / 1000 for _, at, _ in read(data[len(HEADER) :])), default=0.0)


@pytest.mark.anyio
@needs_ffmpeg
async def test_flv_flows_in_real_time_and_decodes() -> None:
    async with video_site() as (server, room, urls):
        await fetch(server, urls["ld flv"], enough=bool)  # makes the clip
        begun = room.broadcast.played(room.world.now())
        status, data = await fetch(server, urls["ld flv"], enough=lambda data: last(data) > begun + 0.5)
        assert status == 200
        assert begun + 0.5 < last(data) <= room.broadcast.played(room.world.now())
        assert await complaints(data, "flv") == ""


@pytest.mark.anyio
@needs_ffmpeg
async def test_hls_segments_join_without_a_seam() -> None:
    async with video_site() as (server, _, urls):
        status, playlist = await fetch(server, urls["ld hls"])
        assert status == 200
        assert playlist.startswith(b"#EXTM3U")
        base = urls["ld hls"].partition("index.m3u8")[0]
        segments = [(await fetch(server, f"{base}{number}.ts"))[1] for number in range(7)]
        assert all(len(segment) % 188 == 0 and segment[0] == 0x47 for segment in segments)
        assert await complaints(b"".join(segments), "mpegts") == ""
        late = b"".join([(await fetch(server, f"{base}{number}.ts"))[1] for number in range(47_719, 47_724)])
        assert len(late) == sum(
            map(len, [segments[3], *segments[:4]])
        )  # about where 33 bits of the clock run over


@pytest.mark.anyio
@needs_ffmpeg
async def test_the_end_of_a_broadcast_ends_flv_and_freezes_hls() -> None:
    async with video_site() as (server, room, urls):
        await fetch(server, urls["ao flv"], enough=bool)
        room.world.at(0.3, lambda: room.end() and None)
        status, data = await fetch(server, urls["ao flv"])
        assert (status, data[:3]) == (200, b"FLV")
        assert (await fetch(server, urls["ao flv"]))[0] == 404
        first, second = (await fetch(server, urls["ld hls"]), await fetch(server, urls["ld hls"]))
        assert first == second
        assert first[0] == 200


@pytest.mark.anyio
@needs_ffmpeg
async def test_addresses_that_are_refused() -> None:
    async with video_site() as (server, room, urls):
        good = urls["ld flv"]
        for bad, status in [
            (good.replace("_ld", "_xx"), 404),
            (good.replace("sign=", "sign=0"), 403),
            (good.partition("?")[0], 403),
            (good.replace(str(room.room_id), "5"), 404),
            (good.replace("expire=", "expire=x"), 403),
        ]:
            assert (await fetch(server, bad))[0] == status
        room.stream_lifetime = -10
        request = Request(target="/", headers=[("host", f"{server.host}:{server.port}")])
        assert (await fetch(server, stream_url(room, request)["flv_pull_url"]["SD2"]))[0] == 403


@pytest.mark.anyio
@needs_ffmpeg
async def test_stream_faults() -> None:
    async with video_site() as (server, room, urls):
        for fault, status in (("stream_404", 404), ("stream_403", 403)):
            server.simulator.fault(fault)
            assert (await fetch(server, urls["ld flv"]))[0] == status
        server.simulator.fault("stream_eof,after=0.3")
        status, data = await fetch(server, urls["ld flv"])
        assert (status, data[:3]) == (200, b"FLV")
        server.simulator.fault("stream_reset,after=0.2")
        assert (await fetch(server, urls["ld flv"]))[0] == 200
        server.simulator.fault("stream_stall=50")
        _, stalled = await fetch(server, urls["ld flv"], seconds=0.8)
        assert stalled == b""
        server.simulator.fault("stream_resize,after=0.1")
        server.simulator.fault("stream_eof,after=1.6")
        _, data = await fetch(server, urls["ld flv"])
        set_ups = [body for kind, _, body in read(data[13:]) if kind == 9 and body[1:2] == b"\x00"]
        assert len(set(set_ups)) == 2
        assert room.broadcast.is_live
