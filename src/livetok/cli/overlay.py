"""`livetok overlay @user`: pages for OBS and for people, and the same data for programs, on a local port."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from livetok.cli import common
from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok._mixins.event import Event
    from livetok.errors import LiveError
    from livetok.options import ConnectOptions
    from livetok.overlay import AccessRules

__all__ = ["add_parser", "run"]

_PORT: Final = 8765
_POLL_SECONDS: Final = 30.0
_DEMO_HOST: Final = "demo"
_DEMO_TITLE: Final = "Drawing with friends, ask me anything"


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "overlay",
        help="serve pages for OBS: chat, alerts, goals, leaderboard, battles",
        description="Serve overlay pages and the events of live rooms on a local port, until interrupted. Hosts who "
        "are not live are waited for.",
    )
    common.add_connection(parser, several=True, optional=True)
    group = parser.add_argument_group("the pages")
    group.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    group.add_argument(
        "--port", metavar="N", type=common.port, default=_PORT, help="port, 0 for a free one (%(default)s)"
    )
    group.add_argument(
        "--token",
        metavar="T",
        help="ask for ?token=T; needed when others than this machine can reach the port",
    )
    group.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[], help="a name of this server; repeatable"
    )
    group.add_argument(
        "--allow-origin",
        metavar="URL",
        action="append",
        default=[],
        help="a foreign page that may read the events, for example http://localhost:3000; repeatable",
    )
    group.add_argument(
        "--no-images", action="store_true", help="fetch no pictures of gifts and people from TikTok"
    )
    group.add_argument(
        "--poll",
        metavar="N",
        type=common.number,
        default=_POLL_SECONDS,
        help="look every N seconds for hosts who are not live (%(default)g)",
    )
    group.add_argument("--seconds", metavar="N", type=common.number, help="stop after N seconds")
    common.add_sinks(parser)
    common.add_metrics(parser)
    demo = parser.add_argument_group("demo")
    demo.add_argument("--demo", action="store_true", help="show a simulated room, without any network")
    demo.add_argument(
        "--rate", metavar="N", type=common.number, default=6.0, help="its messages a second (%(default)g)"
    )


async def run(args: argparse.Namespace) -> int:
    """Serve until interrupted, or until every host failed for good.

    Raises:
        UserError: There is no host, no token where one is needed, or a package is missing.
        NetworkError: The address cannot be listened on.
        SinkError: A sink cannot be used, or has failed.
    """
    import anyio

    if bool(args.users) == args.demo:
        raise UserError("whose room?", hint="livetok overlay @user, or livetok overlay --demo")
    if find_spec("starlette") is None or find_spec("anycorn") is None:
        raise UserError("the overlay needs more packages", hint="pip install 'livetok[overlay]'")
    rules = _rules(args)
    with anyio.move_on_after(args.seconds):
        if args.demo:
            async with _simulated(args.rate) as options:
                return await _serve(args, [_DEMO_HOST], rules, options)
        return await _serve(args, args.users, rules, common.connect_options(args))
    return 0


def _rules(args: argparse.Namespace) -> AccessRules:
    from livetok.overlay.security import AccessRules, is_loopback

    if args.token is None and not is_loopback(args.host):
        import secrets  # needs OpenSSL, which takes milliseconds to load

        raise UserError(
            f"whoever reaches {args.host} could read along",
            hint=f"add --token {secrets.token_urlsafe(12)} and keep it: it is part of the pages' addresses",
        )
    return AccessRules(
        token=args.token, allowed_hosts=[*args.allow_host, args.host], allowed_origins=args.allow_origin
    )


async def _serve(
    args: argparse.Namespace, users: list[str], rules: AccessRules, options: ConnectOptions
) -> int:
    from livetok._client.follow import follow
    from livetok.cli.failures import exit_code
    from livetok.cli.lines import error_line
    from livetok.cli.output import open_output
    from livetok.cli.sinks import open_sinks
    from livetok.events import RoomErrorEvent
    from livetok.options import Options
    from livetok.overlay import Hub, feed, open_image_proxy, overlay_app, serve_app
    from livetok.telemetry import room_metrics

    hub = Hub()
    async with (
        open_output() as output,
        open_sinks(args) as sinks,
        open_image_proxy(Options.of(options)) as images,
        follow(users, poll_interval=args.poll, **options) as lives,
        common.serving_metrics(args, lambda: room_metrics(lives)),
    ):
        app = overlay_app(hub, rules=rules, images=None if args.no_images else images)
        async with serve_app(app, host=args.host, port=args.port) as server:
            await output.line(_announcement(server.url, args.token))
            failures: list[LiveError] = []

            async def heed(event: Event) -> None:
                await sinks.put(event)
                if isinstance(event, RoomErrorEvent):
                    print(error_line(event), file=sys.stderr)
                    if event.exception is not None and not event.will_retry:
                        failures.append(event.exception)

            await feed(hub, lives, on_event=heed)
    return exit_code(failures[0]) if failures else 0


def _announcement(url: str, token: str | None) -> str:
    query = f"?token={token}" if token else ""
    pages = "\n".join(
        f"  {url}/{name}{query}" for name in ("chat", "alerts", "goal", "board", "battle", "all")
    )
    return f"open {url}/{query} in a browser; pages for OBS:\n{pages}\nCtrl-C stops"


@asynccontextmanager
async def _simulated(rate: float) -> AsyncGenerator[ConnectOptions]:
    """Run the bundled simulator with one room, and give what leads there."""
    from time import time

    from livetok.testing import Simulator, TrafficGenerator
    from livetok.testing.server import serve

    simulator = Simulator(seed=1, epoch=float(int(time())))
    TrafficGenerator(room=simulator.room(_DEMO_HOST, title=_DEMO_TITLE), rate=rate).start()
    async with serve(simulator) as server:
        yield {"endpoints": server.endpoints}
