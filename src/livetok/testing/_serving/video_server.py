"""Makes the video of all rooms with ffmpeg, one short clip for each quality, and says what a viewer gets when."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import anyio
from attrs import define, field

from livetok.errors import RecordingError
from livetok.testing._serving.hls import HlsLoop
from livetok.testing._serving.video import Clip, FlvLoop
from livetok.testing._site.http import Request, Response, take
from livetok.testing._site.stream_urls import QUALITIES, signature
from livetok.testing._world.broadcast import Broadcast
from livetok.testing.simulator import Simulator

__all__ = ["VideoServer", "Viewing"]

# Both 120 pictures and 375 frames of sound fill eight seconds exactly, so the clip joins on to itself.
_SECONDS = 8
_PICTURES = 15
_SOUND = 48_000
_STEP_SECONDS = 0.1
_MAKING_SECONDS = 60.0
_PATH = re.compile(r"/game/stream-(\d+)_([a-z]+)(?:\.flv|/(index\.m3u8|(\d{1,9})\.ts))")


@define(eq=False, kw_only=True)
class Viewing:
    """A request for an endless FLV stream that was granted."""

    simulator: Simulator
    broadcast: Broadcast
    loop: FlvLoop
    other: Clip

    async def play(self, write: Callable[[bytes], Awaitable[None]]) -> bool:
        """Send until the broadcast ends or a fault does; True when the connection is to be reset.

        A paused room sends nothing, as a stream does whose host has left the app.
        """
        world = self.simulator.world
        begun, stalled_until = world.now(), 0.0
        while self.broadcast.is_live:
            since = world.now() - begun
            if self._take_fault("stream_eof", since):
                return False
            if self._take_fault("stream_reset", since):
                return True
            if self._take_fault("stream_resize", since):
                self.loop.change(self.other)
            if stall := self._take_fault("stream_stall", since):
                stalled_until = world.now() + stall
            if world.now() >= stalled_until:
                data = self.loop.until(int(self.broadcast.played(world.now()) * 1000))
                if data:
                    await write(data)
            await anyio.sleep(_STEP_SECONDS)
        return False

    def _take_fault(self, name: str, since: float) -> float:
        return take(self.simulator, name, self.broadcast.unique_id, since=since)


@define(eq=False, kw_only=True)
class VideoServer:
    """Clips by quality, made on first request."""

    simulator: Simulator
    _clips: dict[str, Clip] = field(factory=dict[str, Clip])
    _loops: dict[str, HlsLoop] = field(factory=dict[str, HlsLoop])
    _making: anyio.Lock = field(factory=anyio.Lock)

    @staticmethod
    def knows(path: str) -> bool:
        """Whether this is the address of a stream."""
        return _PATH.fullmatch(path) is not None

    async def answer(self, request: Request) -> Response | Viewing:
        """Answer a request for a stream.

        FLV of a room that is over is not there; HLS goes on showing the last playlist (protocol notes 6.2).
        """
        match = _PATH.fullmatch(request.path)
        broadcast = self.simulator.broadcast_of(int(match[1])) if match else None
        if match is None or broadcast is None or match[2] not in {quality.key for quality in QUALITIES}:
            return Response(status=404)
        if self._refused(request, match[1], match[2], broadcast):
            return Response(status=403)
        try:
            with anyio.fail_after(_MAKING_SECONDS):
                return await self._granted(broadcast, key=match[2], playlist=match[3] or "", number=match[4])
        except (RecordingError, TimeoutError) as error:
            return Response(status=503, headers=[("Content-Type", "text/plain")], body=str(error).encode())

    def _refused(self, request: Request, room_id: str, key: str, broadcast: Broadcast) -> bool:
        """Addresses are signed and expire; the segments of a playlist are asked for without either."""
        if take(self.simulator, "stream_403", broadcast.unique_id):
            return True
        if request.path.endswith(".ts"):
            return False
        query = request.query
        expire = query.get("expire", "")
        late = not expire.isdecimal() or int(expire) < self.simulator.world.unix()
        return late or query.get("sign") != signature(self.simulator.world, room_id, key, expire)

    async def _granted(
        self, broadcast: Broadcast, *, key: str, playlist: str, number: str | None
    ) -> Response | Viewing:
        if take(self.simulator, "stream_404", broadcast.unique_id):
            return Response(status=404)
        position = broadcast.played(self.simulator.world.now())
        if playlist:
            loop = await self._hls(key)
            if number is not None:
                return Response(headers=[("Content-Type", "video/mp2t")], body=loop.segment(int(number)))
            text = loop.playlist(position)
            return Response(headers=[("Content-Type", "application/vnd.apple.mpegurl")], body=text.encode())
        if not broadcast.is_live:
            return Response(status=404)
        clip = await self._clip(key)
        other = await self._clip("ld" if key != "ld" else "sd") if self.simulator.faults else clip
        loop = FlvLoop(clip, int(position * 1000))
        return Viewing(simulator=self.simulator, broadcast=broadcast, loop=loop, other=other)

    async def _clip(self, key: str) -> Clip:
        async with self._making:
            if key not in self._clips:
                quality = next(rendition for rendition in QUALITIES if rendition.key == key)
                flv = await _run_ffmpeg(*_source(quality.resolution, quality.bits), "-f", "flv", "pipe:1")
                self._clips[key] = Clip.of(flv, _SECONDS * 1000)
            return self._clips[key]

    async def _hls(self, key: str) -> HlsLoop:
        async with self._making:
            if key not in self._loops:
                quality = next(rendition for rendition in QUALITIES if rendition.key == key)
                ts = await _run_ffmpeg(
                    *_source(quality.resolution, quality.bits),
                    *(
                        "-muxdelay",
                        "0",
                        "-muxpreload",
                        "0",
                        "-mpegts_flags",
                        "+pat_pmt_at_frames",
                        "-f",
                        "mpegts",
                        "pipe:1",
                    ),
                )
                self._loops[key] = HlsLoop.of(ts, _SECONDS, groups=2)
            return self._loops[key]


def _source(resolution: str, bits: int) -> tuple[str, ...]:
    """A test picture with a running clock, and a tone; sound alone where there is no resolution."""
    sound = ("-f", "lavfi", "-i", f"sine=frequency=440:sample_rate={_SOUND}")
    encode_sound = ("-c:a", "aac", "-b:a", "64k", "-ac", "2")
    # The encoder adds a frame at the end, in whose place the next round begins.
    whole = f"noise=drop='gte(n,{_SECONDS * _SOUND // 1024})'"
    flags = ("-flvflags", "no_duration_filesize", "-t", str(_SECONDS), "-bsf:a", whole)
    if not resolution:
        return (*sound, *encode_sound, *flags)
    picture = ("-f", "lavfi", "-i", f"testsrc2=size={resolution}:rate={_PICTURES}")
    encode_picture = (
        *("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p"),
        *("-g", str(_PICTURES), "-keyint_min", str(_PICTURES), "-sc_threshold", "0", "-b:v", str(bits)),
    )
    return (*picture, *sound, *encode_picture, *encode_sound, *flags)


async def _run_ffmpeg(*arguments: str) -> bytes:
    """Run ffmpeg and return what it wrote.

    Raises:
        RecordingError: There is none, or it failed.
    """
    from livetok._recording.ffmpeg import find_ffmpeg

    program = find_ffmpeg(None).program
    command = [program, "-hide_banner", "-nostdin", "-loglevel", "error", *arguments]
    done = await anyio.run_process(command, check=False)
    if done.returncode:
        raise RecordingError(f"ffmpeg failed: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout
