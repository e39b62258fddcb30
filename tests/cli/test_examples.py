"""The programs in examples/, run against the simulator."""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import pytest
from attrs import define, field

from livetok._client.connect import open_room
from livetok._client.room import Environment
from livetok._net.websocket import WebSocket, open_websocket
from livetok.events import CommentEvent, LiveEndEvent
from livetok.options import Options
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
    assert lines == ["Bo -> dog", "cy sent 3 Rose", "dee sent 1 Galaxy", "Eve -> Cat", "Bo -> cat"]


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
    import subprocess

    path = tmp_path / "empty.har"
    path.write_text('{"log": {"entries": []}}', encoding="utf-8")
    command = [sys.executable, "-W", "error", EXAMPLES / "own_transport.py", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
