"""`livetok record @user -o FILE`: record the video of a live room."""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from livetok.cli import common
from livetok.errors import LiveError, RecordingError

if TYPE_CHECKING:
    from livetok._client.live import Live
    from livetok._recording import Progress, Recording, RecordKeywords

__all__ = ["add_parser", "run"]

_EVERY: Final = 1.0  # seconds between two progress lines
# Joining a night of video takes minutes; nothing is lost when it is cut short.
_JOINING: Final = 600.0
_UNITS: Final = {"s": 1, "m": 60, "h": 3600}


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "record the video of a live room; Ctrl-C finishes the file"
    parser = commands.add_parser("record", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="for example '{user} {date}.mp4'; .mkv, .ts, .m4a, ...",
    )
    group = parser.add_argument_group("recording")
    group.add_argument(
        "--quality", default="best", help="best, worst, audio, origin, hd, sd, ... (%(default)s)"
    )
    group.add_argument("--duration", metavar="TIME", type=span, help="stop after 90, 90s, 10m, 1h30m")
    group.add_argument(
        "--segment", metavar="TIME", type=span, default=600.0, help="length of a segment (10m)"
    )
    group.add_argument(
        "--chat",
        action="append",
        choices=("jsonl", "srt", "ass", "vtt"),
        default=[],
        help="write the chat beside it",
    )
    group.add_argument("--wait", action="store_true", help="wait until the user is live")
    group.add_argument("--overwrite", action="store_true", help="replace files that exist")
    group.add_argument("--ffmpeg", metavar="PROGRAM", help="which ffmpeg to use")
    group.add_argument(
        "--recover", action="store_true", help="finish a recording of this name that was cut off"
    )


def span(text: str) -> float:
    """Read a length of time: seconds, or numbers with units."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return common.number(text)
    parts = re.findall(r"(\d+)([hms])", text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time like 90s, 10m or 1h30m")
    return common.number(str(sum(int(number) * _UNITS[unit] for number, unit in parts)))


async def run(args: argparse.Namespace) -> int:
    """Record until the broadcast ends, the duration is reached, or a signal comes.

    Raises:
        LiveError: As `connect()` raises it; `RecordingError` for the file and its video.
    """
    from livetok._client.connect import connect
    from livetok._client.watch import watch
    from livetok._recording import recover

    if args.recover:
        _tell_files(*await recover(args.output, ffmpeg=args.ffmpeg, overwrite=args.overwrite))
        return 0
    if not args.wait:
        async with connect(args.user, **common.connect_options(args)) as live:
            await _record(live, args)
        return 0
    async with watch(args.user, **common.connect_options(args)) as lives:
        async for live in lives:
            await _record(live, args)
            break
    return 0


async def _record(live: Live, args: argparse.Namespace) -> None:
    import anyio

    recording = live.record_start(args.output, **_options(args))
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(_drain, live, name="livetok events")
            group.start_soon(_show_progress, live, recording, name="livetok progress")
            await recording.wait()
            group.cancel_scope.cancel()
    finally:
        # Also after Ctrl-C: the file is what all this was for.
        with anyio.CancelScope(shield=True, deadline=anyio.current_time() + _JOINING):
            if not recording.finished:
                print("\nfinishing the file ...", file=sys.stderr)
            await recording.stop()
        _tell_files(*recording.files)
    if recording.error is not None:
        raise recording.error


def _options(args: argparse.Namespace) -> RecordKeywords:
    return {
        "quality": args.quality,
        "duration": args.duration,
        "segment": args.segment,
        "chat": tuple(args.chat),
        "ffmpeg": args.ffmpeg,
        "overwrite": args.overwrite,
    }


def _tell_files(*files: object) -> None:
    for one in files:
        print(one)


async def _drain(live: Live) -> None:
    """Take the events in, so that the state of the room stays fresh."""
    with suppress(LiveError):  # the video goes on without the chat
        async for _ in live:
            pass


async def _show_progress(live: Live, recording: Recording) -> None:
    import anyio

    with suppress(RecordingError):  # told when all is over
        await recording.wait_begun()
    while sys.stderr.isatty():
        print(
            "\r" + progress_line(recording.progress(), live.state.viewers),
            end="",
            file=sys.stderr,
            flush=True,
        )
        await anyio.sleep(_EVERY)


def progress_line(now: Progress, viewers: int) -> str:
    """Say in one line how far a recording is."""
    minutes, seconds = divmod(int(now.time), 60)
    return (
        f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}  {now.bytes / 1e6:,.1f} MB  "
        f"{now.bitrate / 1e6:.2f} Mbit/s  {now.drops} drops  {viewers:,} viewers "
    )
