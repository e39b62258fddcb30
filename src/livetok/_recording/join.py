"""Make the asked file out of the segments, without loss, and what goes with it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from anyio import to_thread
from attrs import frozen

from livetok._net.process import run_program
from livetok._recording.ffmpeg import Ffmpeg, FfmpegLog
from livetok._recording.options import CONTAINERS
from livetok._recording.segment_store import SegmentStore, disk_trouble, publish, write_json
from livetok._recording.sidecar import write_sidecars
from livetok._recording.timeline import Segment, gap_before, positions
from livetok.errors import RecordingError

__all__ = ["complete", "outputs"]

_log = logging.getLogger("livetok.record")

# Parameter sets that change on the way must be announced as living inside the stream (ISO/IEC 14496-15).
_CHANGING: Final = {"h264": "avc3", "h265": "hev1"}
# Apple's players take no other code for H.265.
_STEADY: Final = {"h265": "hvc1"}


@frozen
class Output:
    """One finished file and the segments that are in it."""

    path: Path
    segments: tuple[Segment, ...]


def outputs(store: SegmentStore) -> list[Output]:
    """Plan the finished files: one, unless each segment is to be a file, or codecs differ that no file can hold."""
    target = store.facts.target
    if "{part}" in target.name:
        return [
            Output(target.with_name(target.name.replace("{part}", f"{one.index:03}")), (one,))
            for one in store.segments
        ]
    groups = [tuple(group) for _, group in groupby(store.segments, lambda one: one.form.track)]
    return [
        Output(target if not n else target.with_name(f"{target.stem}.{n + 1}{target.suffix}"), group)
        for n, group in enumerate(groups)
    ]


async def complete(
    store: SegmentStore, ffmpeg: Ffmpeg, *, overwrite: bool, keep_parts: bool
) -> tuple[Path, ...]:
    """Join the segments, write sidecars and manifest, then remove the parts. Returns the finished files.

    Cancelled or failed, it leaves the parts as they are and takes back what was not finished.

    Raises:
        RecordingError: ffmpeg failed, the disk is full, or a file of that name has come into being.
    """
    planned = outputs(store)
    with disk_trouble(f"cannot write {str(store.facts.target)!r}"):
        for output in planned:
            await _join(store, ffmpeg, output, overwrite=overwrite)
            if store.facts.chat:
                await to_thread.run_sync(
                    partial(write_sidecars, store, output.path, output.segments, overwrite=overwrite)
                )
        await to_thread.run_sync(partial(_write_manifest, store, planned, overwrite=overwrite))
    if not keep_parts:
        await to_thread.run_sync(store.remove)
    return tuple(output.path for output in planned)


async def _join(store: SegmentStore, ffmpeg: Ffmpeg, output: Output, *, overwrite: bool) -> None:
    listing, draft = store.folder / "join.txt", store.folder / "joined"
    await to_thread.run_sync(listing.write_text, "\n".join(_listing(output.segments)))
    notes = FfmpegLog()
    command = ffmpeg.join(listing, draft, CONTAINERS[store.facts.container], _tag(store, output.segments))
    try:
        ended = await run_program(command, output=_nowhere, line=notes.feed, farewell=b"q")
        if ended.code:
            raise RecordingError(
                f"ffmpeg could not join the segments: {notes.text()}",
                hint=f"they are kept in {str(store.folder)!r}; free space, then: livetok record --recover",
            )
        await to_thread.run_sync(partial(publish, draft, output.path, overwrite=overwrite))
    finally:
        draft.unlink(missing_ok=True)
    _log.info("wrote %s", output.path)


async def _nowhere(data: bytes) -> None:
    """Take output that says nothing."""


def _listing(segments: Sequence[Segment]) -> Iterator[str]:
    yield "ffconcat version 1.0"
    for one in segments:
        yield f"file '{one.file}'"
        yield f"duration {one.duration:.6f}"


def _tag(store: SegmentStore, segments: Sequence[Segment]) -> str:
    if CONTAINERS[store.facts.container] not in {"mp4", "mov"}:
        return ""
    codec = segments[0].form.video
    changes = len({one.form.picture for one in segments}) > 1
    return (_CHANGING if changes else _STEADY).get(codec, "")


def _write_manifest(store: SegmentStore, planned: Sequence[Output], *, overwrite: bool) -> None:
    """Put beside the files what is in them, and what is missing."""
    starts = positions(store.segments)
    gaps = [
        {"at": round(starts[n], 3), "seconds": round(gap_before(store.segments, n), 3), "reason": one.reason}
        for n, one in enumerate(store.segments)
        if n and not one.seamless
    ]
    files = [
        {"name": one.path.name, "duration": round(sum(s.duration for s in one.segments), 3)}
        for one in planned
    ]
    described: dict[str, Any] = store.manifest() | {"files": files, "gaps": gaps}
    for one in described["segments"]:
        del one["clock"]
    draft = store.folder / "described.json"
    write_json(draft, described)
    publish(draft, store.facts.description, overwrite=overwrite)
