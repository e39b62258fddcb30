"""`livetok demo`: a room of our own on a local port, seen through the real client."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from livetok.cli import common

if TYPE_CHECKING:
    from livetok.cli.output import Output
    from livetok.cli.tally import Tally

__all__ = ["add_parser", "run"]

_HOST: Final = "demo"
_TITLE: Final = "Drawing with friends, ask me anything"
_SECONDS: Final = 15.0
_RATE: Final = 20.0
_LAST_WORDS_SECONDS: Final = 1.0


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "demo",
        help="show a simulated room, without any network",
        description="Start the bundled simulator on a free local port, connect to it, and show the room. "
        "Endpoints are the simulator's, whatever else is given.",
    )
    common.add_stream(parser, seconds=_SECONDS)
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
    from livetok.cli.tally import Tally
    from livetok.testing import Simulator, TrafficGenerator
    from livetok.testing.server import serve

    simulator = Simulator(seed=args.seed)
    audience = TrafficGenerator(room=simulator.room(_HOST, title=_TITLE), rate=args.rate)
    async with open_output() as output, serve(simulator) as server:
        async with connect(f"@{_HOST}", endpoints=server.endpoints) as live:
            tally = Tally(live)
            audience.start()  # with somebody there, so that the same seed shows the same
            try:
                await _show(args, output, tally)
            finally:
                with anyio.move_on_after(_LAST_WORDS_SECONDS, shield=True):
                    await _sum_up(tally.summary(), output, args)
    return 0


async def _show(args: argparse.Namespace, output: Output, tally: Tally) -> None:
    from livetok._mixins.event import Event
    from livetok.cli.stream import deliver, form_of, is_fancy

    if is_fancy(output, args) and not args.verbose:  # log lines would tear the screen
        await _show_screen(args, output, tally)
        return
    form = form_of(output, args)

    async def show(event: Event) -> None:
        tally.add(event)
        await output.line(form(event))

    await deliver(tally.live, args, show)


async def _show_screen(args: argparse.Namespace, output: Output, tally: Tally) -> None:
    from livetok.cli.screen import Screen, shown
    from livetok.cli.stream import deliver

    screen = Screen(tally=tally, note=f"{args.backend}, Ctrl-C leaves")
    async with shown(screen, output):
        await deliver(tally.live, args, screen.show)


async def _sum_up(summary: str, output: Output, args: argparse.Namespace) -> None:
    """Print the summary, to a person who pressed Ctrl-C as well; JSON lines have standard output to themselves."""
    if common.is_for_programs(args):
        print(summary, file=sys.stderr)
    else:
        await output.line(summary)
