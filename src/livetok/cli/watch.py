"""`livetok watch @user`: print what happens in a room, or in several."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from livetok.cli import common
from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok._client.live import Live
    from livetok.cli.output import Output
    from livetok.cli.sinks import Sinks

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "print the events of live rooms as they come"
    parser = commands.add_parser("watch", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser, several=True)
    common.add_stream(parser)
    common.add_plain(parser)
    common.add_sinks(parser)
    parser.add_argument("--only", metavar="EVENTS", help="only these, for example comment,gift")
    group = parser.add_argument_group("waiting")
    group.add_argument(
        "--wait",
        action="store_true",
        help="wait until the user is live; ends with that broadcast; several users are waited for anyway",
    )
    group.add_argument(
        "--poll",
        metavar="N",
        type=common.number,
        help="look every N seconds while waiting (30; several users: 60)",
    )


async def run(args: argparse.Namespace) -> int:
    """Watch until the broadcast ends, or the arguments say enough.

    Raises:
        LiveError: As `connect()`, `watch()`, their `Live` and `open_sink()` raise it.
    """
    from livetok.cli.output import open_output
    from livetok.cli.sinks import open_sinks
    from livetok.cli.stream import wanted_types

    wanted_types(args.only)  # a wrong name is refused before anything is sent
    several = len(args.users) > 1
    if args.poll is not None and not (args.wait or several or "poll" in args.settings):
        raise UserError("--poll is for waiting", hint="add --wait")
    async with open_output() as output, open_sinks(args) as sinks:
        return await (_watch_many if several else _watch_one)(output, sinks, args)


async def _watch_one(output: Output, sinks: Sinks, args: argparse.Namespace) -> int:
    import anyio

    from livetok.cli.room_view import show_room
    from livetok.cli.stream import wanted_types

    only = wanted_types(args.only)
    with anyio.move_on_after(args.seconds if args.wait else None):  # the time of waiting counts
        async with _open(args) as live:
            await show_room(live, sinks.through(live.only(*only) if only else live), args, output)
    return 0


async def _watch_many(output: Output, sinks: Sinks, args: argparse.Namespace) -> int:
    """Watch several users at once; the error of one is printed, and the others go on.

    Returns the exit code of the first error when nobody is left to wait for.
    """
    from livetok._client.follow import follow
    from livetok.cli.failures import exit_code
    from livetok.cli.stream import deliver_many, form_of

    poll = args.poll or 60.0
    async with follow(args.users, poll_interval=poll, **common.connect_options(args)) as lives:
        failures = await deliver_many(lives, args, output, form_of(output, args), sinks)
        nobody_left = not lives.users
    return exit_code(failures[0]) if nobody_left and failures else 0


@asynccontextmanager
async def _open(args: argparse.Namespace) -> AsyncGenerator[Live]:
    """Open the room: now, or as soon as the user is live."""
    from livetok._client.connect import connect
    from livetok._client.watch import watch

    user, options = args.users[0], common.connect_options(args)
    if not args.wait:
        async with connect(user, **options) as live:
            yield live
        return
    async with watch(user, poll_interval=args.poll or 30.0, **options) as lives:
        print("livetok: waiting for the broadcast, Ctrl-C stops", file=sys.stderr)
        yield await anext(lives)
