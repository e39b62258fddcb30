"""Begin a recording, hold it for a block, and finish one that was cut off."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import IO

import anyio
from anyio import to_thread
from anyio.abc import TaskGroup
from attrs import evolve

from livetok._recording.ffmpeg import find_ffmpeg
from livetok._recording.filename_template import fill
from livetok._recording.join import Joiner, JoinOptions
from livetok._recording.options import SOUND_ONLY, RecordOptions, check, check_stream
from livetok._recording.recorder import CLEANUP_SECONDS, Recorder
from livetok._recording.recording import Recording, Source, State
from livetok._recording.segment_store import Facts, SegmentStore, unfinished
from livetok._recording.stream_output import StreamOutput
from livetok._recording.stream_selection import candidates
from livetok.errors import RecordingError

__all__ = ["prepare", "recording_block", "recover"]


def prepare(source: Source, path: str | PathLike[str] | IO[bytes], options: RecordOptions) -> Recorder:
    """Check all that can be checked without I/O on the network, and name the file.

    Args:
        source: The live.
        path: The file, a template of its name, or an open file.
        options: Checked.

    Raises:
        UserError: The path or its template is wrong, or an open file cannot take what the options ask for.
        RecordingError: There is no ffmpeg where one is needed, or the room has no such stream.
    """
    output, room, started_at = None, source.room, source.now()
    if isinstance(path, str | PathLike) or not hasattr(path, "fileno"):
        target = _target(source, check(path, options), started_at)
    else:
        check_stream(path, options)
        output = StreamOutput(path)
        target = Path(output.name)
    container = options.format or target.suffix.removeprefix(".").lower() if output is None else "flv"
    if container in SOUND_ONLY and options.quality == "best":
        options = evolve(options, quality="audio,best")
    if room is not None and room.streams:
        candidates(room.streams, options.quality, options.prefer, options.codec)
    facts = Facts(
        target=target,
        container=container,
        user=source.unique_id,
        room_id=source.room_id,
        title=room.title if room else "",
        started_at=started_at,
        chat=options.chat,
    )
    needs_ffmpeg = (
        container != "flv" or bool(options.ffmpeg_args) or options.thumbnail or options.ffmpeg is not None
    )
    return Recorder(
        source=source,
        options=options,
        facts=facts,
        ffmpeg=find_ffmpeg(options.ffmpeg) if needs_ffmpeg else None,
        state=State(path=target),
        output=output,
    )


def _target(source: Source, template: str, started_at: datetime) -> Path:
    """Fill in the name of the file."""
    room = source.room
    values = {
        "user": source.unique_id,
        "nickname": (room.host.nickname if room else "") or source.unique_id,
        "title": room.title if room else "",
        "room_id": str(source.room_id),
    }
    return Path(fill(template, values, started_at)).absolute()


@asynccontextmanager
async def recording_block(recorder: Recorder, group: TaskGroup) -> AsyncGenerator[Recording]:
    """Record for the length of a block; leaving it stops the recording and waits for the files.

    Cancelled, it waits for what can be finished in 15 s.

    Raises:
        RecordingError: At the `async with` line when there is no video to be had; at its end when the recording
            ended before its time or the files could not be finished. An exception of the block goes first.
    """
    state, failure = recorder.state, None
    group.start_soon(recorder.run, name=f"livetok recording {state.path.name}")
    handle = recorder.handle
    try:
        try:
            await handle.wait_begun()
            yield handle
        except (anyio.get_cancelled_exc_class(), GeneratorExit):
            raise
        except BaseException as error:  # noqa: BLE001 -- raised again below, as it is
            failure = error
        await handle.stop()
        failure = failure or handle.error
    finally:
        state.kill_scope.cancel()
        with anyio.CancelScope(shield=True, deadline=anyio.current_time() + 2 * CLEANUP_SECONDS):
            await handle.wait()
        if failure is not None:
            raise failure


async def recover(
    path: str | PathLike[str], *, ffmpeg: str | PathLike[str] | None = None, overwrite: bool = False
) -> tuple[Path, ...]:
    """Finish a recording that was cut off: by a power cut, a kill, a full disk.

    Cancelled, it leaves the parts as they are; call it again.

    Args:
        path: The file that was asked for, the folder with its parts, or the template of the name; of a template, all
            unfinished recordings are finished.
        ffmpeg: The program. Default None: see `RecordOptions.ffmpeg`.
        overwrite: Replace files that exist. Default False: another name is taken.

    Returns:
        The finished files.

    Raises:
        RecordingError: There is no such recording, nothing is in it, or the files cannot be written.
    """
    program = await find_ffmpeg(ffmpeg).check()
    files: list[Path] = []
    for folder in await to_thread.run_sync(unfinished, path):
        store = await to_thread.run_sync(SegmentStore.load, folder)
        if not store.segments:
            raise RecordingError(f"there is no video in {str(store.folder)!r}", hint="delete the folder")
        files += await Joiner(store, program, JoinOptions(overwrite=overwrite)).finish()
    return tuple(files)
