"""Make the asked files out of the segments, without loss, and what goes with them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from anyio import to_thread
from attrs import define, evolve, field, frozen

from livetok._net.process import run_program
from livetok._recording.continuous import ContinuousFlv
from livetok._recording.ffmpeg import Ffmpeg, FfmpegLog
from livetok._recording.flv import FlvError, FlvReader, MediaFormat, Role, Tag, describe
from livetok._recording.options import CONTAINERS, SOUND_ONLY
from livetok._recording.segment_store import SegmentStore, disk_trouble, publish, write_json
from livetok._recording.sidecar import write_sidecars
from livetok._recording.timeline import Segment, gap_before, positions
from livetok.errors import RecordingError

__all__ = ["JoinOptions", "Joiner", "Output"]

_log = logging.getLogger("livetok.record")

_READ: Final = 1 << 20
# Parameter sets that change on the way must be announced as living inside the stream (ISO/IEC 14496-15).
_CHANGING: Final = {"h264": "avc3", "h265": "hev1"}
# Apple's players take no other code for H.265.
_STEADY: Final = {"h265": "hvc1"}
_INTERRUPTIONS: Final = {"reconnect", "stall", "jump", "missing", "disk", "found"}
_EMBEDS_PICTURES: Final = {"mp4", "m4a", "mkv"}


@frozen(kw_only=True)
class JoinOptions:
    """What a finished file is like.

    Attributes:
        overwrite: Replace files that exist. Otherwise another name is taken.
        keep_parts: Keep the segments.
        ffmpeg_args: Output options of the user.
        metadata: Whether title, host, date and room are written into the file.
        thumbnail: Whether the first picture is embedded as a cover, or stands beside the file as a JPEG.
        on_file: Called with each finished file.
    """

    overwrite: bool = False
    keep_parts: bool = False
    ffmpeg_args: tuple[str, ...] = ()
    metadata: bool = True
    thumbnail: bool = False
    on_file: Callable[[Path], Awaitable[None]] | None = None


@frozen
class Output:
    """One finished file, or one to be, and the segments that are in it."""

    path: Path
    segments: tuple[Segment, ...]

    @property
    def seconds(self) -> float:
        """Seconds of video in it."""
        return sum(segment.duration for segment in self.segments)


@define(eq=False)
class Joiner:
    """Finishes the files of one recording.

    Attributes:
        store: The segments.
        ffmpeg: The program.
        options: What the files are like.
    """

    store: SegmentStore
    ffmpeg: Ffmpeg
    options: JoinOptions
    finished: list[Output] = field(factory=list[Output], init=False)

    async def finish_parts(self) -> None:
        """Finish the files of a recording in parts that no later segment can belong to. Nothing else has such."""
        if "{part}" in self.store.facts.target.name:
            for segments in _groups(self.store)[len(self.finished) : -1]:
                await self._finish(segments)

    async def finish(self) -> tuple[Path, ...]:
        """Finish all files, with sidecars and manifest, then remove the parts. Return the files.

        Cancelled or failed, it leaves the parts as they are and takes back what was not finished.

        Raises:
            RecordingError: ffmpeg failed, or the disk is full.
        """
        for segments in _groups(self.store)[len(self.finished) :]:
            await self._finish(segments)
        with disk_trouble(f"cannot write {str(self.store.facts.description)!r}"):
            await to_thread.run_sync(self._write_manifest)
        if not self.options.keep_parts:
            await to_thread.run_sync(self.store.remove)
        return tuple(output.path for output in self.finished)

    async def _finish(self, segments: tuple[Segment, ...]) -> None:
        draft = self.store.folder / "joined"
        with disk_trouble(f"cannot write {str(self.store.facts.target)!r}"):
            try:
                cover = await self._make(draft, segments)
                path = await to_thread.run_sync(self._publish, draft, cover, segments)
            finally:
                draft.unlink(missing_ok=True)
        self.finished.append(Output(path, segments))
        _log.info("wrote %s", path)
        if self.options.on_file is not None:
            await self.options.on_file(path)

    # --- one file

    async def _make(self, draft: Path, segments: tuple[Segment, ...]) -> Path | None:
        """Write the video; return a picture that is to stand beside it."""
        container = self.store.facts.container
        cover = await self._cover(segments) if self.options.thumbnail else None
        if container == "flv" and not self.options.ffmpeg_args:
            await to_thread.run_sync(self._write_flv, draft, segments)
            return cover
        embeds = container in _EMBEDS_PICTURES
        command = self.ffmpeg.join(
            draft,
            CONTAINERS[container],
            sound_only=container in SOUND_ONLY,
            tag=self._tag(segments),
            metadata=self._metadata() if self.options.metadata else {},
            picture=cover if embeds else None,
            extra=self.options.ffmpeg_args,
        )
        await self._run(command, segments)
        return None if embeds else cover

    async def _run(self, command: Sequence[str], segments: tuple[Segment, ...]) -> None:
        log, blocks = FfmpegLog(), self._stream(segments, in_band=_changes_picture(segments))

        async def source() -> bytes:
            return await to_thread.run_sync(next, blocks, b"")

        ended = await run_program(command, output=_nowhere, line=log.feed, source=source)
        if ended.code:
            raise RecordingError(
                f"ffmpeg could not write the file ({ended.reason}): {log.text()}",
                hint=f"the parts are kept in {str(self.store.folder)!r}; free space, or see ffmpeg_args, "
                "then: livetok record --recover",
            )

    async def _cover(self, segments: tuple[Segment, ...]) -> Path | None:
        if not any(segment.form.video for segment in segments):
            return None
        cover = self.store.folder / "cover.jpg"
        try:
            await self._run(self.ffmpeg.still(cover), segments)
        except RecordingError as error:
            _log.warning("there is no thumbnail: %s", error)
        return cover if cover.exists() else None

    def _tag(self, segments: Sequence[Segment]) -> str:
        if CONTAINERS[self.store.facts.container] not in {"mp4", "mov"} or self.options.ffmpeg_args:
            return ""
        codes = _CHANGING if _changes_picture(segments) else _STEADY
        return codes.get(_form_of(segments).video, "")

    def _metadata(self) -> dict[str, str]:
        facts = self.store.facts
        known = {
            "title": facts.title,
            "artist": facts.user,
            "date": facts.started_at.isoformat(timespec="seconds"),
            "comment": f"room {facts.room_id}" if facts.room_id else "",
        }
        return {name: " ".join(text.replace("\0", "").split()) for name, text in known.items() if text}

    # --- in a thread

    def _write_flv(self, draft: Path, segments: tuple[Segment, ...]) -> None:
        with draft.open("wb") as file:
            file.writelines(self._stream(segments, in_band=False))

    def _stream(self, segments: tuple[Segment, ...], *, in_band: bool) -> Iterator[bytes]:
        """The segments as one stream, in blocks that are never empty."""
        flv = ContinuousFlv(_form_of(segments), in_band=in_band)
        yield flv.head()
        if flv.form.video and not segments[0].form.video and (key := self._first_key(segments)):
            yield flv.poster(key)
        for segment, begin in zip(segments, positions(segments), strict=True):
            flv.segment(begin, segment.first)
            for tags in self._tags(segment):
                if block := b"".join(map(flv.convert, tags)):
                    yield block

    def _first_key(self, segments: tuple[Segment, ...]) -> Tag | None:
        segment = next(segment for segment in segments if segment.form.video)
        keys = (tag for tags in self._tags(segment) for tag in tags)
        return next((tag for tag in keys if tag.kind == 9 and describe(tag).role is Role.KEY), None)

    def _tags(self, segment: Segment) -> Iterator[list[Tag]]:
        reader = FlvReader()
        with self.store.path(segment).open("rb") as file:
            while data := file.read(_READ):
                try:
                    yield reader.feed(data)
                except FlvError:
                    return

    def _publish(self, draft: Path, cover: Path | None, segments: tuple[Segment, ...]) -> Path:
        """Give the file and its sidecars names that nobody else has."""
        facts, overwrite = self.store.facts, self.options.overwrite
        suffixes = [facts.target.suffix, *(f".{form}" for form in facts.chat), *([".jpg"] if cover else [])]
        for path in self._names():
            taken = any(path.with_suffix(suffix).exists() for suffix in suffixes)
            if taken and not overwrite:
                continue
            try:
                publish(draft, path, overwrite=overwrite)
            except FileExistsError:
                continue
            if facts.chat:
                write_sidecars(self.store, path, segments, overwrite=overwrite)
            if cover is not None:
                publish(cover, path.with_suffix(".jpg"), overwrite=overwrite)
            return path
        raise AssertionError("names never end")

    def _names(self) -> Iterator[Path]:
        facts, used = self.store.facts, {output.path for output in self.finished}
        target, number = facts.target, 1
        while True:
            if "{part}" in target.name:
                name = target.name.replace("{part}", f"{facts.first_part + number - 1:03}")
            else:
                name = target.name if number == 1 else f"{target.stem}.{number}{target.suffix}"
            number += 1
            if (path := target.with_name(name)) not in used:
                yield path

    def _write_manifest(self) -> None:
        """Put beside the files what is in them, and what is missing."""
        store, segments = self.store, self.store.segments
        starts = positions(segments)
        gaps = [
            {
                "at": round(starts[n], 3),
                "seconds": round(gap_before(segments, n), 3),
                "reason": segment.reason,
            }
            for n, segment in enumerate(segments)
            if n and segment.reason in _INTERRUPTIONS
        ]
        files = [{"name": output.path.name, "duration": round(output.seconds, 3)} for output in self.finished]
        described: dict[str, Any] = store.manifest() | {"files": files, "gaps": gaps}
        for segment in described["segments"]:
            del segment["clock"]
        draft = store.folder / "described.json"
        write_json(draft, described)
        path, number = store.facts.description, 1
        while not self.options.overwrite and path.exists():
            number += 1
            path = path.with_name(
                store.facts.description.name.replace(".recording.json", f".{number}.recording.json")
            )
        publish(draft, path, overwrite=self.options.overwrite)


async def _nowhere(data: bytes) -> None:
    """Take output that says nothing."""


def _form_of(segments: Sequence[Segment]) -> MediaFormat:
    """The first picture and the first sound of a row of segments."""
    form = MediaFormat()
    for segment in segments:
        if segment.form.video and not form.video:
            form = evolve(form, video=segment.form.video, picture=segment.form.picture)
        if segment.form.audio and not form.audio:
            form = evolve(form, audio=segment.form.audio, sound=segment.form.sound)
    return form


def _changes_picture(segments: Sequence[Segment]) -> bool:
    return len({segment.form.picture for segment in segments if segment.form.video}) > 1


def _groups(store: SegmentStore) -> list[tuple[Segment, ...]]:
    """Which segments make up a file: all, unless each is to be a file, or codecs differ that no file can hold."""
    groups: list[list[Segment]] = []
    in_parts = "{part}" in store.facts.target.name
    for segment in store.segments:
        fits = bool(groups) and _form_of(groups[-1]).fits(segment.form)
        if fits and (not in_parts or not segment.keyed):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return [tuple(group) for group in groups]
