"""`livetok record @user ... -o FILE`: record the video of live rooms."""

from __future__ import annotations

import argparse
import math
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from livetok.cli import common
from livetok.errors import LiveError, RecordingError, UserError

if TYPE_CHECKING:
    from livetok._client.live import Live
    from livetok._recording import Progress, Recording, RecordKeywords

__all__ = ["add_parser", "run"]

_STANDARD_OUTPUT: Final = "-"
_EVERY: Final = 1.0  # seconds between two progress lines on a terminal
_EVERY_ELSEWHERE: Final = 60.0
# Joining a night of video takes minutes; nothing is lost when it is cut short.
_JOINING: Final = 600.0
_UNITS: Final = {"s": 1, "m": 60, "h": 3600}
_SIZES: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "record the video of live rooms; Ctrl-C finishes the files"
    parser = commands.add_parser("record", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser, several=True)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="for example '{user} {date}.mp4'; .mkv, .ts, .m4a, .flv, ...; - pipes FLV to a player",
    )
    _add_choice(parser.add_argument_group("what is recorded"))
    _add_files(parser.add_argument_group("files"))
    parser.add_argument(
        "--recover", action="store_true", help="finish recordings of this name that were cut off"
    )


def _add_choice(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add(
        "--quality",
        metavar="LIST",
        default="best",
        help="best, worst, audio, hd, sd, ... or a list: hd,sd,best (%(default)s)",
    )
    add("--codec", choices=("h264", "h265"), help="only streams in this codec")
    add("--prefer", choices=("flv", "hls"), help="which to try first (flv)")
    add("--duration", metavar="TIME", type=span, help="stop after 90, 90s, 10m, 1h30m")
    add("--wait", action="store_true", help="wait until the user is live")
    add("--loop", action="store_true", help="record every broadcast, and wait between them")
    add(
        "--stall-timeout",
        metavar="TIME",
        type=span,
        default=15.0,
        help="silence after which to reconnect (15s)",
    )
    add(
        "--start-timeout",
        metavar="TIME",
        type=span,
        help="patience with a live that shows nothing (60s)",
    )
    add(
        "--chat",
        action="append",
        choices=("jsonl", "srt", "ass", "vtt"),
        default=[],
        help="write the chat beside it",
    )


def _add_files(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add(
        "--format",
        choices=("mp4", "mov", "m4a", "mkv", "ts", "flv"),
        help="where the name has no such suffix",
    )
    add(
        "--segment",
        metavar="TIME",
        type=span,
        default=600.0,
        help="length of a segment, with {part} of a file (10m)",
    )
    add("--segment-size", metavar="SIZE", type=size, help="size of one: 500M, 2G")
    add("--overwrite", action="store_true", help="replace files that exist")
    add("--keep-parts", action="store_true", help="keep the segments as they were received")
    add("--thumbnail", action="store_true", help="embed the first picture as a cover")
    add("--no-metadata", action="store_true", help="do not write title, host, date and room into the file")
    add("--exec", metavar="COMMAND", help="run after each file; {} stands for its path")
    add(
        "--min-free", metavar="SIZE", type=size, default=0, help="pause while the disk has less than this: 2G"
    )
    add("--ffmpeg", metavar="PROGRAM", help="which ffmpeg to use")
    add(
        "--ffmpeg-args",
        metavar="ARGS",
        help="its options for the finished file, as one argument: '-c:v libx264'",
    )


def size(text: str) -> int:
    """Read a number of bytes, with or without a unit."""
    parts = re.fullmatch(r"(\d+(?:\.\d+)?)([kmgt]?)b?", text.strip().lower())
    if not parts or not (value := round(float(parts[1]) * _SIZES[parts[2]])):
        raise argparse.ArgumentTypeError(f"{text!r} is no size like 500M or 2G")
    return value


def span(text: str) -> float:
    """Read a length of time: seconds, or numbers with units."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return common.number(text)
    parts = re.findall(r"(\d+)([hms])", text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time like 90s, 10m or 1h30m")
    return common.number(str(sum(int(number) * _UNITS[unit] for number, unit in parts)))


async def run(args: argparse.Namespace) -> int:
    """Record until the broadcasts end, the duration is reached, or a signal comes.

    Raises:
        LiveError: As `connect()` raises it; `RecordingError` for the file and its video.
    """
    from livetok._recording import recover

    if args.output == _STANDARD_OUTPUT:
        _check_standard_output(args)
    if args.recover:
        _tell_files(*await recover(args.output, ffmpeg=args.ffmpeg, overwrite=args.overwrite))
        return 0
    options = _options(args)
    if len(args.users) > 1 and "{user}" not in args.output:
        raise UserError("several users need a name for each file", hint="put {user} into --output")
    return await _record_all(args, options)


def _check_standard_output(args: argparse.Namespace) -> None:
    """See that standard output can take what is asked for.

    Raises:
        UserError: It is a terminal, several videos would go there, or there is nothing to recover.
    """
    if args.recover or len(args.users) > 1:
        raise UserError("standard output takes one video, as it comes", hint="name a file with --output")
    if sys.stdout.isatty():
        raise UserError(
            "this is a terminal, which shows no video", hint="pipe it on: livetok record ... -o - | mpv -"
        )


async def _record_all(args: argparse.Namespace, options: RecordKeywords) -> int:
    """Record each user in a task of its own. One that fails does not end the others; the last failure is raised.

    Raises:
        LiveError: What befell a user.
    """
    import anyio

    failures = list[LiveError]()

    async def record_user(user: str) -> None:
        try:
            await _record_user(user, args, options)
        except LiveError as error:
            if len(args.users) > 1:
                print(f"{user}: {error}", file=sys.stderr)
            failures.append(error)

    async with anyio.create_task_group() as group:
        for user in args.users:
            group.start_soon(record_user, user, name=f"livetok record {user}")
    if failures:
        raise failures[-1]
    return 0


async def _record_user(user: str, args: argparse.Namespace, options: RecordKeywords) -> None:
    from livetok._client.connect import connect
    from livetok._client.watch import watch

    if not args.wait and not args.loop:
        async with connect(user, **common.connect_options(args)) as live:
            await _record(live, args, options)
        return
    async with watch(user, **common.connect_options(args)) as lives:
        async for live in lives:
            try:
                await _record(live, args, options)
            except RecordingError as error:
                if not args.loop:
                    raise
                print(f"{user}: {error}", file=sys.stderr)  # the next broadcast is another chance
            if not args.loop:
                break


async def _record(live: Live, args: argparse.Namespace, options: RecordKeywords) -> None:
    import anyio

    to_output = args.output == _STANDARD_OUTPUT
    recording = live.record_start(sys.stdout.buffer if to_output else args.output, **options)
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(_drain, live, name="livetok events")
            group.start_soon(_show_progress, live, recording, len(args.users) > 1, name="livetok progress")
            await recording.wait()
            group.cancel_scope.cancel()
    finally:
        # Also after Ctrl-C: the file is what all this was for.
        with anyio.CancelScope(shield=True, deadline=anyio.current_time() + _JOINING):
            if not recording.finished and not to_output:
                print("\nfinishing the file ...", file=sys.stderr)
            await recording.stop()
        _tell_files(*recording.files)
    if recording.error is not None:
        raise recording.error


def _options(args: argparse.Namespace) -> RecordKeywords:
    options: RecordKeywords = {
        "quality": args.quality,
        "codec": args.codec,
        "prefer": args.prefer,
        "duration": args.duration,
        "format": args.format,
        "segment": args.segment,
        "segment_size": args.segment_size,
        "chat": tuple(args.chat),
        "stall_timeout": args.stall_timeout,
        "start_timeout": args.start_timeout or (math.inf if args.wait or args.loop else 60.0),
        "ffmpeg": args.ffmpeg,
        "ffmpeg_args": _words(args.ffmpeg_args),
        "overwrite": args.overwrite,
        "keep_parts": args.keep_parts,
        "metadata": not args.no_metadata,
        "thumbnail": args.thumbnail,
        "exec": _words(args.exec),
        "min_free": args.min_free,
    }
    return options


def _words(text: str | None) -> tuple[str, ...]:
    """Split a command line as a shell does, without running one.

    Raises:
        UserError: A quotation mark has no partner.
    """
    import shlex

    try:
        return tuple(shlex.split(text or ""))
    except ValueError as error:
        raise UserError(f"{text!r} is no command line: {error}", hint="see to the quotation marks") from error


def _tell_files(*files: object) -> None:
    for file in files:
        print(file)


async def _drain(live: Live) -> None:
    """Take the events in, so that the state of the room stays fresh."""
    with suppress(LiveError):  # the video goes on without the chat
        async for _ in live:
            pass


async def _show_progress(live: Live, recording: Recording, names: bool) -> None:
    """Show how far it is: in one line that changes on a terminal, in a line a minute elsewhere."""
    import anyio

    with suppress(RecordingError):  # told when all is over
        await recording.wait_begun()
    prefix = f"{recording.path.name}  " if names else ""
    terminal = sys.stderr.isatty() and not names
    paused, due = False, anyio.current_time()
    while True:
        progress = recording.progress()
        if terminal or anyio.current_time() >= due or progress.paused is not paused:
            line = prefix + progress_line(progress, live.state.viewers)
            print(
                f"\r{line}" if terminal else line, end="" if terminal else "\n", file=sys.stderr, flush=True
            )
            paused, due = progress.paused, anyio.current_time() + _EVERY_ELSEWHERE
        await anyio.sleep(_EVERY)


def progress_line(now: Progress, viewers: int) -> str:
    """Say in one line how far a recording is."""
    minutes, seconds = divmod(int(now.time), 60)
    return (
        f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}  {now.bytes / 1e6:,.1f} MB  "
        f"{now.bitrate / 1e6:.2f} Mbit/s  {now.drops} drops  {viewers:,} viewers "
    ) + ("PAUSED, the disk is all but full" if now.paused else " " * 32)
