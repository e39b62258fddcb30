"""`livetok export CAPTURE... --to URL`: what captures hold, to where it is kept."""

from __future__ import annotations

import argparse
import math

from livetok.cli import common
from livetok.errors import UserError

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "write the events of capture files to a database, a file, a queue or a webhook"
    parser = commands.add_parser("export", help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.add_argument("files", metavar="CAPTURE", nargs="+", help="made by `livetok capture`")
    common.add_sinks(parser)
    parser.add_argument("--only", metavar="EVENTS", help="only these, for example comment,gift")


async def run(args: argparse.Namespace) -> int:
    """Write the events of all files, in the order of the files.

    Raises:
        CaptureError: A file cannot be read, or is damaged; what was read before is written.
        SinkError: A sink cannot be used, or has failed.
    """
    from livetok.cli.output import open_output
    from livetok.cli.sinks import open_sinks
    from livetok.cli.stream import wanted_types
    from livetok.testing.replay import replay

    if not args.to:
        raise UserError("where to?", hint="livetok export show.capture --to sqlite:show.db")
    only, total = wanted_types(args.only), 0
    async with open_output() as output:
        async with open_sinks(args) as sinks:
            for file in args.files:
                count = 0
                async with replay(file, speed=math.inf) as live:
                    async for event in live.only(*only) if only else live:
                        await sinks.put(event)
                        count += 1
                await output.line(f"{file}: {count} events")
                total += count
        await output.line(f"{total} events in {', '.join(sink.name for sink in sinks.sinks)}")
    return 0
