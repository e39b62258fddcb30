"""`livetok watch @user`: print what happens in a room."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from livetok.cli import common
from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok._live import Live

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "print the events of a live room as they come"
    parser = commands.add_parser("watch", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser)
    common.add_stream(parser)
    parser.add_argument("--only", metavar="EVENTS", help="only these, for example comment,gift")
    group = parser.add_argument_group("waiting")
    group.add_argument(
        "--wait", action="store_true", help="wait until the user is live; ends with that broadcast"
    )
    group.add_argument(
        "--poll", metavar="N", type=common.number, help="look every N seconds while waiting (30)"
    )


async def run(args: argparse.Namespace) -> int:
    """Watch until the broadcast ends, or the arguments say enough.

    Raises:
        LiveError: As `connect()`, `watch()` and their `Live` raise it.
    """
    from livetok._mixins.event import Event
    from livetok.cli.output import open_output
    from livetok.cli.stream import deliver, form_of, wanted_types

    only = wanted_types(args.only)
    if args.poll is not None and not args.wait:
        raise UserError("--poll is for waiting", hint="add --wait")
    async with open_output() as output:
        form = form_of(output, args)

        async def show(event: Event) -> None:
            await output.line(form(event))

        async with _open(args) as live:
            await deliver(live.only(*only) if only else live, args, show)
    return 0


@asynccontextmanager
async def _open(args: argparse.Namespace) -> AsyncGenerator[Live]:
    """Open the room: now, or as soon as the user is live."""
    from livetok._connect import connect
    from livetok._watch import watch

    options = common.connect_options(args)
    if not args.wait:
        async with connect(args.user, **options) as live:
            yield live
        return
    async with watch(args.user, poll_interval=args.poll or 30.0, **options) as lives:
        print("livetok: waiting for the broadcast, Ctrl-C stops", file=sys.stderr)
        yield await anext(lives)
