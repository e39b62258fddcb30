"""`livetok capture @user -o FILE`: write what passes to a file that can be replayed."""

from __future__ import annotations

import argparse
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from livetok.cli import common

if TYPE_CHECKING:
    from livetok._capture.writer import Capture
    from livetok._mixins.event import Event

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "write everything that passes between here and a live room to a file"
    parser = commands.add_parser("capture", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser)
    common.add_stream(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="a new file; none is overwritten"
    )
    parser.add_argument(
        "--pseudonymise",
        action="store_true",
        help="replace names, ids, texts and addresses, keep their lengths",
    )


async def run(args: argparse.Namespace) -> int:
    """Capture until the broadcast ends, or the arguments say enough.

    Raises:
        LiveError: As `connect()` and its `Live` raise it; `CaptureError` for the file.
    """
    import anyio

    from livetok._capture.writer import create
    from livetok._client.connect import open_room
    from livetok._session.environment import Environment
    from livetok._webapi.handles import parse_user
    from livetok.cli.output import open_output
    from livetok.cli.stream import deliver, form_of
    from livetok.options import Options
    from livetok.proto import CaptureHeader

    unique_id, options = parse_user(args.user), Options.of(common.connect_options(args))
    # The seed of the delays goes into the file, so that a replay waits as long as this session did.
    seed = random.getrandbits(32)
    capture = create(
        args.output,
        CaptureHeader(unique_id=unique_id, seed=seed),
        time=anyio.current_time,
        now=datetime.now(UTC),
        pseudonymise=args.pseudonymise,
        end=lambda _: None,
    )
    environment = Environment(observers=(capture,), rng=random.Random(seed))
    entered = False
    try:
        async with open_output() as output, open_room(unique_id, 0, options, environment) as live:
            entered = True
            form = form_of(output, args)

            async def show(event: Event) -> None:
                await output.line(form(event))

            await deliver(live, args, show)
    finally:
        _finish(capture, keep=entered)
    if capture.failure is not None:
        raise capture.failure
    return 0


def _finish(capture: Capture, *, keep: bool) -> None:
    capture.close()
    if not keep:
        capture.path.unlink(missing_ok=True)  # nothing to replay, and the name is free for the next try
