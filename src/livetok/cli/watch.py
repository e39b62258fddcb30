"""`livetok watch @user`: print what happens in a room."""

from __future__ import annotations

import argparse

from livetok.cli import common

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "print the events of a live room as they come"
    parser = commands.add_parser("watch", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser)
    common.add_stream(parser)
    parser.add_argument("--only", metavar="EVENTS", help="only these, for example comment,gift")


async def run(args: argparse.Namespace) -> int:
    """Watch until the broadcast ends, or the arguments say enough.

    Raises:
        LiveError: As `connect()` and its `Live` raise it.
    """
    from livetok._live import connect
    from livetok.cli.output import open_output
    from livetok.cli.stream import deliver, form_of, wanted_types
    from livetok.events import Event

    only = wanted_types(args.only)
    async with open_output() as output:
        form = form_of(output, args)

        async def show(event: Event) -> None:
            await output.line(form(event))

        async with connect(args.user, **common.connect_options(args)) as live:
            await deliver(live.only(*only) if only else live, args, show)
    return 0
