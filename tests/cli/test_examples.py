"""The programs in examples/, run against the simulator."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from attrs import asdict, define, field

from livetok._client.connect import open_room
from livetok._net.websocket import WebSocket, open_websocket
from livetok._session.environment import Environment
from livetok.events import CommentEvent, LiveEndEvent
from livetok.options import Endpoints, Options
from livetok.testing import Room, Simulator
from livetok.testing.server import Server, serve
from support.programs import EXAMPLES, example, once_entered

pytestmark = pytest.mark.anyio


def show(room: Room) -> None:
    """A short broadcast."""
    at = room.world.at
    at(0.3, lambda: room.comment("dog", user="bo"))
    at(0.3, lambda: room.gift("Rose", user="cy", streak=3))
    at(0.4, lambda: room.gift("Galaxy", user="dee"))
    at(0.4, lambda: room.comment("Cat", user="eve"))
    at(0.5, lambda: room.comment("!likes", user="dee"))
    at(0.4, lambda: room.comment("cat", user="bo"))
    at(0.9, room.end)


@asynccontextmanager
async def broadcast() -> AsyncGenerator[Server]:
    simulator = Simulator(seed=4)
    async with serve(simulator) as server:
        room = simulator.room("ann")
        once_entered(simulator, lambda: show(room))
        yield server


async def test_first_light(capsys):
    async with broadcast() as server:
        await example("first_light.py").main("@ann", endpoints=server.endpoints)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "Bo -> dog",
        "cy sent 3 Rose",
        "dee sent 1 Galaxy",
        "Eve -> Cat",
        "Bo -> cat",
        "Dee -> !likes",
    ]


async def test_gift_alert(capsys):
    async with broadcast() as server:
        await example("gift_alert.py").main("@ann", 100, endpoints=server.endpoints)
    assert capsys.readouterr().out.splitlines() == ["\aDee gave 1 x Galaxy: 1000 of 1003 diamonds"]


@pytest.mark.parametrize("anyio_backend", ["trio"])
async def test_trio_bot(capsys):
    async with broadcast() as server:
        result = await example("trio_bot.py").main("@ann", ["cat", "dog"], 0.8, endpoints=server.endpoints)
    assert result == Counter({"cat": 2})
    assert capsys.readouterr().out.splitlines()[-1] == "cat 2"


@define
class Recorder:
    """Opens websockets, and keeps what comes out of them as a browser's developer tools do."""

    options: Options
    messages: list[dict[str, object]] = field(factory=list)

    @asynccontextmanager
    async def dial(
        self, url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        async with open_websocket(
            url, headers=headers, timeout=timeout, max_message_size=max_message_size
        ) as socket:
            yield Ear(socket, self.messages)


@define
class Ear:
    socket: WebSocket
    messages: list[dict[str, object]]

    async def receive(self) -> bytes:
        data = await self.socket.receive()
        self.messages.append({"type": "receive", "opcode": 2, "data": b64encode(data).decode()})
        return data

    def __getattr__(self, name: str) -> object:
        return getattr(self.socket, name)


async def test_own_transport(tmp_path, capsys, monkeypatch):
    async with broadcast() as server:
        options = Options(endpoints=server.endpoints)
        recorder = Recorder(options)
        async with open_room("ann", 0, options, Environment(dial=recorder.dial)) as live:
            received = [event async for event in live if isinstance(event, CommentEvent)]
    text = {"type": "receive", "opcode": 1, "data": "text"}
    har = {"log": {"entries": [{"request": {}}, {"_webSocketMessages": [text, *recorder.messages]}]}}
    path = tmp_path / "session.har"
    path.write_text(json.dumps(har), encoding="utf-8")
    events = list(example("own_transport.py").events_of(str(path)))
    assert [event for event in events if isinstance(event, CommentEvent)] == received
    assert isinstance(events[-1], LiveEndEvent)


def test_own_transport_as_a_program(tmp_path):
    path = tmp_path / "empty.har"
    path.write_text('{"log": {"entries": []}}', encoding="utf-8")
    command = [sys.executable, "-W", "error", EXAMPLES / "own_transport.py", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


# As programs: what the header of each says, run as a newcomer would

USAGE = re.compile(r"Without TikTok: .*\n?.*`livetok simulate ([^`]*)`(?:.|\n)*?`python (\w+\.py) ([^`]*)`")
PROGRAMS = sorted(path.name for path in EXAMPLES.glob("*.py"))
FOR_A_FILE = {"gift_report.py", "own_transport.py"}
# This needs a screen; what it does without one is tested in test_how_to.py.
FOR_A_SCREEN = {"tkinter_window.py"}


def header(name: str) -> str:
    return str(ast.get_docstring(ast.parse((EXAMPLES / name).read_text(encoding="utf-8"))))


def run_program(
    name: str, *arguments: str, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", EXAMPLES / name, *arguments]
    return subprocess.run(
        command, env={**os.environ, **environment}, cwd=folder, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_without_arguments_it_says_what_it_wants(name, tmp_path):
    ran = run_program(name, folder=tmp_path)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.strip() == header(name).strip()
    assert f"python {name} " in ran.stderr.splitlines()[0]


# These wait for the network to come back.
PATIENT = {
    "discord_webhook.py",
    "fastapi_server.py",
    "many_processes.py",
    "many_rooms.py",
    "overlay_two_rooms.py",
    "record_every_show.py",
}
# These want more than a room (a player, a key, a password, a fleet), and have tests of their own.
WANT_MORE = {"discord_sink.py", "fleet_reader.py", "minecraft_sink.py", "stream_to_player.py"}
# These talk to a server that is none of TikTok's: a signer, a webhook, an overlay. They have tests of their own.
FOR_ANOTHER_SERVER = {
    "custom_signer.py",
    "discord_webhook.py",
    "gift_trigger.py",
    "overlay_reader.py",
    "overlay_two_rooms.py",
}


@pytest.mark.parametrize(
    "name", sorted(set(PROGRAMS) - FOR_A_FILE - FOR_A_SCREEN - PATIENT - WANT_MORE - {"overlay_reader.py"})
)
def test_without_a_network_it_says_what_is_wrong(name, tmp_path):
    """Nobody listens at the port, which is what a missing network amounts to."""
    _, _, arguments = usage(name)
    variables = Endpoints.at("http://127.0.0.1:1")
    environment = {f"LIVETOK_{key.upper()}": value for key, value in asdict(variables).items()}
    ran = run_program(name, *arguments.split(), folder=tmp_path, **environment)
    lines = (ran.stdout + ran.stderr).splitlines()
    assert "127.0.0.1" in lines[0]
    assert "Traceback" not in ran.stderr
    assert ran.returncode != 0 or name == "room_info.py"  # which tells what it could not find out


def usage(name: str) -> tuple[str, str, str]:
    match = USAGE.search(header(name))
    assert match is not None, name
    assert match[2] == name
    return match[1], match[2], match[3]


# One records video and the others wait for ever; they have tests of their own.
ENDLESS = {
    "fastapi_server.py",
    "many_processes.py",
    "many_rooms.py",
    "record_every_show.py",
    "record_stream.py",
}


@pytest.mark.parametrize(
    "name", sorted(set(PROGRAMS) - FOR_A_FILE - FOR_A_SCREEN - ENDLESS - WANT_MORE - FOR_ANOTHER_SERVER)
)
def test_it_runs_against_a_simulator_as_its_header_says(name, tmp_path, site):
    simulate, _, arguments = usage(name)
    if "--old-clients" in simulate:
        return  # tests/compat runs it
    assert re.findall(r"--rooms (\S+)", simulate) == ["anna"]
    room = site.room("anna")
    site.call(lambda: once_entered(site.simulator, lambda: show(room)))
    ran = run_program(name, *arguments.split(), folder=tmp_path, **site.environment)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout
