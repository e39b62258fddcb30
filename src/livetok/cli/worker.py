"""`livetok worker`: follow the hosts of a fleet, together with other workers."""

from __future__ import annotations

import argparse
import sys

from livetok.cli import common

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "worker",
        help="follow hosts of a fleet, together with other workers",
        description="Follow a share of the hosts of a fleet, and write their events into the stream LIVE of a NATS "
        "server, until interrupted. Then, or when it dies, other workers go on with its hosts.",
    )
    common.add_nats(parser)
    group = parser.add_argument_group("the worker")
    group.add_argument("--name", metavar="NAME", help="unique in the fleet (made up)")
    group.add_argument(
        "--capacity",
        metavar="N",
        type=common.whole(1),
        default=1000,
        help="hosts that it takes (%(default)s)",
    )
    group.add_argument(
        "--address",
        metavar="NAME",
        help="name of its exit address, for the budget that the workers behind it share (this machine's name)",
    )
    group.add_argument(
        "--dial-rate",
        metavar="N",
        type=common.number,
        default=10.0,
        help="rooms looked up or entered a second from that address (%(default)g)",
    )
    group.add_argument(
        "--poll",
        metavar="N",
        type=common.number,
        default=60.0,
        help="look every N seconds for hosts who are not live (%(default)g)",
    )
    group.add_argument(
        "--lease",
        metavar="N",
        type=common.number,
        default=6.0,
        help="seconds after its death until others take over (%(default)g)",
    )
    group.add_argument(
        "--buffer",
        metavar="N",
        type=common.whole(1),
        default=20_000,
        help="events that may wait for the server before no more are read (%(default)s)",
    )
    group.add_argument("--seconds", metavar="N", type=common.number, help="stop after N seconds")
    common.add_network(parser)


async def run(args: argparse.Namespace) -> int:
    """Work until interrupted.

    Raises:
        UserError: An option is wrong, or a package is missing.
        NetworkError: The NATS server is not there.
    """
    import anyio

    from livetok.fleet import WorkerOptions, open_worker

    names = {name: value for name in ("name", "address") if (value := getattr(args, name))}
    options = WorkerOptions(
        capacity=args.capacity,
        lease=args.lease,
        dial_rate=args.dial_rate,
        poll_interval=args.poll,
        buffer=args.buffer,
        **names,
    )
    with anyio.move_on_after(args.seconds):
        async with open_worker(args.nats, options, **common.connect_options(args)) as worker:
            print(f"livetok: worker {worker.name} at work, Ctrl-C stops", file=sys.stderr)
            await anyio.sleep_forever()
    return 0
