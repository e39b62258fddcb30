"""`livetok demo`: a room of our own on a local port, seen through the real client."""

from __future__ import annotations

import argparse
from typing import Final

from livetok.cli import common

__all__ = ["add_parser", "run"]

_HOST: Final = "demo"
_TITLE: Final = "Drawing with friends, ask me anything"
_SECONDS: Final = 15.0
_RATE: Final = 20.0
_LAST_WORDS_SECONDS: Final = 1.0
_NEXT_STEPS: Final = """
What next:
  livetok watch @user          a real room; livetok watch --help has the rest
  livetok simulate --rooms 3   rooms like this one for programs of your own, without TikTok
  livetok doctor @user         where a room cannot be entered: why, and what to do"""


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "demo",
        help="show a simulated room, without any network",
        description="Start the bundled simulator on a free local port, connect to it, and show the room. "
        "Endpoints are the simulator's, whatever else is given.",
    )
    common.add_stream(parser, seconds=_SECONDS)
    common.add_plain(parser)
    group = parser.add_argument_group("the room")
    group.add_argument(
        "--rate", metavar="N", type=common.number, default=_RATE, help="messages a second (%(default)g)"
    )
    group.add_argument(
        "--seed",
        metavar="N",
        type=common.whole(0),
        default=1,
        help="the same seed, the same room (%(default)s)",
    )


async def run(args: argparse.Namespace) -> int:
    """Run the demo; its summary is printed in any case.

    Raises:
        LiveError: The local port, or the room on it, cannot be opened.
    """
    import anyio

    from livetok._client.connect import connect
    from livetok.cli.output import open_output
    from livetok.cli.room_view import print_summary, show_room
    from livetok.testing import Simulator, TrafficGenerator
    from livetok.testing.server import serve

    simulator = Simulator(seed=args.seed)
    traffic = TrafficGenerator(room=simulator.room(_HOST, title=_TITLE), rate=args.rate)
    async with open_output() as output, serve(simulator) as server:
        try:
            async with connect(f"@{_HOST}", endpoints=server.endpoints) as live:
                traffic.start()  # with somebody there, so that the same seed shows the same
                await show_room(live, live, args, output, summarise=True)
        finally:
            if not common.is_for_programs(args):
                with anyio.move_on_after(_LAST_WORDS_SECONDS, shield=True):
                    await print_summary(_NEXT_STEPS, args, output)
    return 0
