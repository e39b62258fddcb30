"""`livetok simulate`: a TikTok of our own on a port, for any client."""

from __future__ import annotations

import argparse
import json
import math
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from livetok.cli import common
from livetok.errors import UserError

if TYPE_CHECKING:
    import ssl

    from anyio import AsyncFile

    from livetok.cli.output import Output
    from livetok.testing import Simulator
    from livetok.testing.script import Script
    from livetok.testing.server import Server

__all__ = ["add_parser", "run"]

_RATE: Final = 5.0
_LAST_WORDS_SECONDS: Final = 1.0
# Frames are what costs: where there are many rooms, each says what it has once a second, like the real ones.
_FEW: Final = 20
_FEW_STEP: Final = 0.2
_MANY_STEP: Final = 1.0


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "simulate",
        help="serve simulated rooms to any client",
        description="Serve simulated rooms over HTTP and websocket until interrupted. The first line of output is "
        "JSON: URLs and rooms. Lines on standard input make things happen: `gift anna Rose 5`, `say anna hello`, "
        "`help`; so does such a line as the body of a POST to /_simulator/.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--port", metavar="N", type=common.port, default=0, help="port; a free one if left out"
    )
    parser.add_argument(
        "--tls",
        metavar="FILE",
        nargs="?",
        const="",
        help="HTTPS and WSS, with certificate and key from a PEM file, or a made-up certificate",
    )
    _add_rooms(parser)
    _add_behaviour(parser)


def _add_rooms(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("rooms")
    group.add_argument(
        "--rooms", metavar="N|NAMES", default="", help="how many rooms, or their names: anna,ben (1)"
    )
    group.add_argument(
        "--rate",
        metavar="N",
        type=common.number,
        help=f"messages a second in each of these rooms ({_RATE:g})",
    )
    group.add_argument(
        "--seed", metavar="N", type=common.whole(0), help="the same ids, names and rooms in every run"
    )
    group.add_argument("--script", metavar="FILE", help="scenario in TOML, see docs/simulator.md")
    group.add_argument("--replay", metavar="FILE", help="play a capture, or recorded messages as JSON lines")


def _add_behaviour(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("behaviour")
    group.add_argument(
        "--fault",
        metavar="NAME[=VALUE]",
        action="append",
        default=[],
        help="something that goes wrong, for example close=4001,after=20,times=3; may be repeated",
    )
    group.add_argument("--list-faults", action="store_true", help="print the faults and leave")
    group.add_argument("--old-clients", action="store_true", help="rooms need not be entered")
    group.add_argument("--old-frames", action="store_true", help="frames have the form of before 2026")
    group.add_argument(
        "--violations", metavar="FILE", help="write what clients do wrong to a file, as JSON lines"
    )
    group.add_argument("--seconds", metavar="N", type=common.number, help="stop after N seconds")


async def run(args: argparse.Namespace) -> int:
    """Serve until interrupted.

    Raises:
        UserError: A fault, a file or the script is wrong.
        CaptureError: The file to replay is no recording.
        NetworkError: The address cannot be listened on.
    """
    import anyio

    from livetok._util.task_group import open_private_group
    from livetok.cli.output import open_output
    from livetok.testing.server import serve

    async with open_output() as output:
        if args.list_faults:
            await output.write(_faults())
            return 0
        simulator = _simulator(args)
        with _certificate(args.tls, args.host) as (context, authority):
            async with (
                await _open(args.violations or os.devnull) as file,
                serve(simulator, host=args.host, port=args.port, ssl_context=context) as server,
                open_private_group() as group,
            ):
                # before anybody can know of the server, and so before anybody can stop it
                group.start_soon(_watch_violations, simulator, file)
                group.start_soon(_obey, simulator, output)
                await _announce(output, server, authority)
                with anyio.move_on_after(args.seconds or math.inf):
                    await anyio.sleep_forever()
    return 0


def _faults() -> str:
    from livetok.testing import KINDS

    width = max(map(len, KINDS))
    return "".join(f"{name:{width}}  {kind.stage:9}  {kind.meaning}\n" for name, kind in KINDS.items())


# Setting up


def _simulator(args: argparse.Namespace) -> Simulator:
    from time import time

    from livetok.testing import Simulator, Switches
    from livetok.testing._world.world import EPOCH
    from livetok.testing.script import load_script

    script = load_script(args.script) if args.script else None
    chosen: dict[str, Any] = dict(script.switches) if script else {}
    chosen |= {name: True for name in ("old_clients", "old_frames") if getattr(args, name)}
    seed = args.seed if args.seed is not None else script.seed if script else None
    now = float(int(time()))
    # Without a seed a restarted simulator has other rooms, as a restarted TikTok would have.
    ids = now if seed is None else EPOCH
    simulator = Simulator(seed=seed or 0, epoch=now, id_epoch=ids, switches=Switches(**chosen))
    if script is not None:
        script.run(simulator)
    _open_rooms(simulator, args, script)
    for fault in args.fault:
        simulator.fault(fault)
    return simulator


def _open_rooms(simulator: Simulator, args: argparse.Namespace, script: Script | None) -> None:
    """Open the rooms that the arguments name: one unless there is a script."""
    from livetok.testing import Playback, TrafficGenerator
    from livetok.testing._world.phrases import TITLES

    wanted = args.rooms or ("1" if script is None or not script.rooms else "0")
    names = _names(wanted)
    step = _FEW_STEP if len(names) <= _FEW else _MANY_STEP
    for number, name in enumerate(names):
        room = simulator.room(name, title=TITLES[number % len(TITLES)])
        if args.replay:
            Playback.read(args.replay, room, rate=args.rate or _RATE).start()
        else:
            TrafficGenerator(room=room, rate=args.rate or _RATE, step=step).start()


def _names(text: str) -> Sequence[str]:
    from livetok._webapi.handles import parse_user

    if text.isascii() and text.isdecimal():
        return [f"room{number}" for number in range(1, int(text) + 1)]
    return [parse_user(name) for name in text.split(",")]


@contextmanager
def _certificate(tls: str | None, host: str) -> Generator[tuple[ssl.SSLContext | None, str]]:
    """Give the server's TLS settings, and the file of a made-up authority that clients are to trust."""
    if tls is None:
        yield None, ""
        return
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if tls:
        try:
            context.load_cert_chain(tls)
        except (OSError, ssl.SSLError) as error:
            raise UserError(
                f"cannot use {tls}: {error}", hint="a PEM file with certificate and key"
            ) from error
        yield context, ""
        return
    try:
        trustme = import_module("trustme")
    except ImportError as error:
        raise UserError(
            "a made-up certificate needs the package trustme",
            hint="pip install trustme, or --tls FILE with a certificate of your own",
        ) from error
    import tempfile

    authority = trustme.CA()
    authority.issue_cert(host, "localhost").configure_cert(context)
    with tempfile.NamedTemporaryFile(prefix="livetok-", suffix=".pem") as file:
        file.write(authority.cert_pem.bytes())
        file.flush()
        yield context, file.name


# Telling


async def _announce(output: Output, server: Server, authority: str) -> None:
    endpoints = server.endpoints
    urls = {
        "web": endpoints.web,
        "webcast": endpoints.webcast,
        "websocket": endpoints.websocket,
        "sign": endpoints.sign,
    }
    rooms = {f"@{name}": str(room.room_id) for name, room in server.simulator.rooms.items()}
    await output.line(json.dumps({"endpoints": urls, "rooms": rooms, "ca": authority}))
    lines = [f"export LIVETOK_{name.upper()}={url}" for name, url in urls.items()]
    if authority:
        lines.append(f"export SSL_CERT_FILE={authority}")
    names = list(rooms)
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    await output.write("\n".join([*lines, f"serving {' '.join(names[:20])}{more}; Ctrl-C stops", ""]))


async def _obey(simulator: Simulator, output: Output) -> None:
    """Carry out the lines of standard input, to its end."""
    from livetok.cli.failures import print_error
    from livetok.cli.standard_input import open_input
    from livetok.testing.console import run_line

    async with open_input() as lines:
        async for line in lines:
            try:
                await output.line(run_line(simulator, line))
            except UserError as error:
                print_error(error)


async def _watch_violations(simulator: Simulator, file: AsyncFile[str]) -> None:
    """Write violations to a file as they come, for ever."""
    import anyio

    from livetok.testing._serving.clock_driver import Signal

    signal, written = Signal(), 0
    simulator.violations.on_add = signal.set

    async def write_new() -> None:
        nonlocal written
        new = simulator.violations.newest(simulator.violations.count - written)
        written = simulator.violations.count
        await file.write("".join(f"{violation.to_json()}\n" for violation in new))
        await file.flush()

    try:
        while True:
            await signal.wait()
            await write_new()
    finally:
        with anyio.move_on_after(_LAST_WORDS_SECONDS, shield=True):
            await write_new()


async def _open(path: str) -> AsyncFile[str]:
    import anyio

    try:
        return await anyio.open_file(path, "a", encoding="utf-8")
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror}", hint="another file?") from error
