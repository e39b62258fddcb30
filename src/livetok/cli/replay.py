"""`livetok replay FILE`: print what a capture holds, as `livetok watch` would have."""

from __future__ import annotations

import argparse
import math

from livetok.cli import common

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "play a capture file as if it were live"
    parser = commands.add_parser("replay", help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.add_argument("file", metavar="FILE", help="made by `livetok capture`")
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help="1 is real time (default), inf as fast as possible",
    )
    parser.add_argument("--only", metavar="EVENTS", help="only these, for example comment,gift")
    parser.add_argument("--step", action="store_true", help="wait for Enter before each websocket message")
    common.add_stream(parser)
    common.add_sinks(parser)


async def run(args: argparse.Namespace) -> int:
    """Play the file to its end, or until the arguments say enough.

    Raises:
        CaptureError: The file cannot be read, or is damaged.
        SinkError: A sink cannot be used, or has failed.
    """
    import anyio.to_thread

    from livetok._mixins.event import Event
    from livetok.cli.output import open_output
    from livetok.cli.sinks import open_sinks
    from livetok.cli.stream import deliver, form_of, wanted_types
    from livetok.testing.replay import replay

    only = wanted_types(args.only)

    async def key(_: float) -> None:
        await anyio.to_thread.run_sync(input, abandon_on_cancel=True)

    async with open_output() as output, open_sinks(args) as sinks:
        form = form_of(output, args)

        async def show(event: Event) -> None:
            await output.line(form(event))

        async with replay(args.file, speed=args.speed, wait=key if args.step else None) as live:
            await deliver(sinks.through(live.only(*only) if only else live), args, show)
    return 0


def _speed(text: str) -> float:
    speed = float(text)
    if not speed > 0 or math.isnan(speed):
        raise argparse.ArgumentTypeError("must be more than 0")
    return speed
