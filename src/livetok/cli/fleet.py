"""`livetok fleet`: which hosts a fleet follows, how it is doing, what happens in its rooms."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Final

from livetok.cli import common
from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok.cli.output import Output
    from livetok.fleet import FleetStatus

__all__ = ["add_parser", "run"]

_ACTIONS: Final = ("add", "remove", "list", "status", "read", "demo")


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "fleet",
        help="give hosts to a fleet of workers, and read their events",
        description="add, remove: have hosts followed by the workers of a fleet, or no more. list: print the hosts. "
        "status: print how the fleet is doing. read: print events, as watch does. demo: show all of it on this "
        "machine, with a worker that is killed.",
    )
    parser.add_argument("action", choices=_ACTIONS, help="what to do")
    parser.add_argument(
        "users", metavar="@user", nargs="*", help="hosts to add or to remove; - reads standard input"
    )
    common.add_nats(parser)
    group = parser.add_argument_group("a new fleet")
    group.add_argument(
        "--partitions", metavar="N", type=common.whole(1), help="fixed for ever, 1 to 4096 (256)"
    )
    group.add_argument(
        "--replicas", metavar="N", type=common.whole(1), default=1, help="copies in a cluster (%(default)s)"
    )
    group.add_argument(
        "--keep",
        metavar="DAYS",
        type=common.number,
        default=7.0,
        help="days that events are kept (%(default)g)",
    )
    group = parser.add_argument_group("read")
    group.add_argument(
        "--group", metavar="NAME", default="", help="share the events with readers of the same group"
    )
    group.add_argument(
        "--start",
        choices=("new", "all"),
        default="new",
        help="with events to come, or all that are kept (%(default)s)",
    )
    parser.add_argument("--only", metavar="EVENTS", help="only these, for example comment,gift")
    common.add_stream(parser)
    group = parser.add_argument_group("demo")
    group.add_argument("--hosts", metavar="N", type=common.whole(1), default=60, help="rooms (%(default)s)")
    group.add_argument(
        "--workers", metavar="N", type=common.whole(2), default=3, help="processes (%(default)s)"
    )
    group.add_argument(
        "--rate",
        metavar="N",
        type=common.number,
        default=5.0,
        help="messages a second in each room (%(default)g)",
    )


async def run(args: argparse.Namespace) -> int:
    """Do what was asked.

    Raises:
        UserError: An argument is wrong, or a package is missing.
        NetworkError: The NATS server is not there.
    """
    from livetok.cli.output import open_output

    changes = args.action in {"add", "remove"}
    if changes != bool(args.users):
        problem = "whom?" if changes else f"{args.action} takes no users"
        raise UserError(problem, hint="livetok fleet add @ann @bo")
    async with open_output() as output:
        if args.action == "demo":
            from livetok.cli.fleet_demo import run_demo

            return await run_demo(args, output)
        if args.action == "read":
            await _read(args, output)
        else:
            await _manage(args, output)
    return 0


async def _manage(args: argparse.Namespace, output: Output) -> None:
    from livetok.fleet import open_fleet

    days = args.keep * 86_400
    async with open_fleet(
        args.nats, partitions=args.partitions, replicas=args.replicas, retention=days
    ) as fleet:
        if args.action == "add":
            users = _users(args.users)
            await output.line(f"added {await fleet.add(users)} of {len(users)} hosts")
        elif args.action == "remove":
            users = _users(args.users)
            await output.line(f"removed {await fleet.remove(users)} of {len(users)} hosts")
        elif args.action == "list":
            for host in await fleet.hosts():
                await output.line(host if args.json else f"@{host}")
        else:
            status = await fleet.status()
            await output.write(f"{json.dumps(status.to_dict())}\n" if args.json else _text(status))


def _users(named: list[str]) -> list[str]:
    """Return the hosts that are named; those of standard input, one a line, for `-`."""
    users: list[str] = []
    for user in named:
        users += [line.strip() for line in sys.stdin if line.strip()] if user == "-" else [user]
    return users


def _text(status: FleetStatus) -> str:
    rate = sum(info.rate for info in status.workers.values())
    live = sum(info.live for info in status.workers.values())
    lines = [
        f"hosts {status.hosts}, live {live}, {rate:g} messages/s; stream: {status.messages} messages, "
        f"{status.bytes / 1e6:.1f} MB",
        f"partitions {status.partitions}, without a worker {status.unowned}",
        "",
        f"{'worker':<28} {'address':<16} {'partitions':>10} {'hosts':>7} {'live':>7} {'msg/s':>8} "
        f"{'waiting':>8} {'lag s':>6} {'dials/s':>8}",
    ]
    lines += [
        f"{name:<28} {info.address:<16} {info.partitions:>10} {info.hosts:>7} {info.live:>7} {info.rate:>8g} "
        f"{info.waiting:>8} {info.oldest:>6g} {info.dial_rate:>8g}"
        for name, info in status.workers.items()
    ]
    lines += [f"address {address} sends no requests: too many requests" for address in status.paused]
    lines += [f"group {group}: {count} messages behind" for group, count in sorted(status.groups.items())]
    return "\n".join(lines) + "\n"


async def _read(args: argparse.Namespace, output: Output) -> None:
    import anyio

    from livetok.cli.stream import form_of, wanted_types
    from livetok.fleet import read_fleet

    only, form = wanted_types(args.only), form_of(output, args)
    left: int | None = args.limit
    with anyio.move_on_after(args.seconds):
        async with read_fleet(args.nats, group=args.group, start=args.start) as events:
            async for event in events:
                if only and not isinstance(event, only):
                    continue
                host = "" if common.is_for_programs(args) else f"{'@' + event.meta.unique_id:<16} "
                await output.line(f"{host}{form(event)}")
                left = None if left is None else left - 1
                if left == 0:
                    break
