"""The recipes of docs/sinks.md, run as far as their tools are here, and the examples."""

from __future__ import annotations

import json
import re
import shutil
import socket
import struct
import subprocess
import threading
import tomllib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from livetok import Row, SinkError, open_sink
from livetok.sinks import writer as writers
from livetok.sinks.webhook import signature
from livetok.testing import Room, Simulator
from livetok.testing.server import serve
from support.postgres_server import postgres_server, program
from support.programs import example, once_entered
from support.sink_events import comment, ids
from support.sink_readers import READERS

pytestmark = pytest.mark.anyio
PAGE = (Path(__file__).parents[2] / "docs" / "sinks.md").read_text(encoding="utf-8")


@pytest.fixture
def own_kinds(monkeypatch):
    monkeypatch.setattr(writers, "_kinds", dict(writers._kinds))


@pytest.fixture
async def show(tmp_path, monkeypatch):
    """The files that the recipes read."""
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite:show.db", "jsonl:show.jsonl", "parquet:show"):
        async with open_sink(url) as sink:
            for number in range(5):
                await sink.put(comment(number, seconds=20.0 * number))
    return tmp_path


def blocks(heading: str, language: str) -> list[str]:
    section = re.split(rf"^#+ {re.escape(heading)}$", PAGE, flags=re.MULTILINE)[1]
    section = re.split(r"^##", section, flags=re.MULTILINE)[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def run_python(heading: str) -> dict[str, object]:
    names: dict[str, object] = {}
    for block in blocks(heading, "python"):
        exec(compile(block, heading, "exec"), names)
    return names


@pytest.mark.parametrize(("heading", "tool"), [("jq", "jq"), ("SQLite", "sqlite3")])
async def test_on_the_command_line(show, heading, tool):
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    (block,) = blocks(heading, "sh")
    for command in block.strip().splitlines():
        ran = subprocess.run(["bash", "-euc", command], capture_output=True, text=True, check=True)  # noqa: ASYNC221
        assert ran.stderr == ""
        assert ran.stdout.strip()
    if tool == "sqlite3":
        assert ran.stdout.strip().endswith("|5")


async def test_duckdb(show):
    pytest.importorskip("duckdb")
    names = run_python("DuckDB")
    assert [count for _, count in names["busiest"]] == [3, 2]
    assert names["types"] == [("comment", 5)]


async def test_pandas(show):
    pytest.importorskip("pandas")
    names = run_python("pandas")
    assert list(names["chat"]) == [3, 2]
    assert list(names["most"]) == [5]


async def test_polars(show):
    pytest.importorskip("polars")
    assert run_python("polars")["chat"]["len"].to_list() == [3, 2]


@pytest.mark.skipif(program("postgres") is None, reason="PostgreSQL is not installed")
async def test_grafana():
    first, second = blocks("Grafana", "sql")
    with postgres_server() as server:
        async with open_sink(server.url) as sink:
            for number in range(5):
                await sink.put(comment(number))
        assert server.query(first) == []  # these are older than six hours, and the query is for now
        server.query("UPDATE events SET at = now()")
        assert sum(row[2] for row in server.query(first)) == 5
        server.query("UPDATE events SET type = 'gift', delta = 2, count = 4, diamonds = 20")
        assert server.query(second)[0][1] == 50


def test_vector_and_the_entry_point_are_toml():
    (vector,) = blocks("Vector", "toml")
    assert set(tomllib.loads(vector)) == {"sources", "transforms", "sinks"}
    (entry,) = blocks("A sink of your own", "toml")
    assert writers.ENTRY_POINTS in tomllib.loads(entry)["project"]["entry-points"]


def test_obs_switches_scenes():
    scenes: list[str] = []

    class Client:
        def set_current_program_scene(self, name):
            scenes.append(name)

        def disconnect(self):
            scenes.append("left")

    switcher = run_python("OBS")["SceneSwitcher"](Client())
    gifts = [
        {"over": True, "diamonds": 999},
        {"over": False, "diamonds": 5000},
        {"over": True, "diamonds": 1000},
    ]
    switcher.write([Row({"id": "x", "type": "gift", "gift": gift}, None, b"") for gift in gifts])
    switcher.close()
    assert scenes == ["Party", "left"]


def test_the_receiver_of_a_webhook():
    is_genuine = run_python("Webhooks")["is_genuine"]
    assert is_genuine("key", b"body", signature(b"key", b"body"))
    assert not is_genuine("key", b"body", signature(b"other", b"body"))


async def test_a_sink_of_ones_own(capsys, own_kinds):
    await run_python("A sink of your own")["show"]([comment(1)])
    assert capsys.readouterr().out == "* comment hello 1\n"


def test_every_kind_and_every_option_is_on_the_page():
    import inspect

    listed = set(re.findall(r"`(\w+)=", PAGE.split("## Options")[1].split("## Webhooks")[0]))
    for kind in {kind.opener: kind for kind in writers._kinds.values()}.values():
        parameters = inspect.signature(kind.load()).parameters.values()
        options = {parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY}
        assert options - {"secret"} <= listed
    assert {"batch", "interval", "buffer", "spool"} <= listed


# --- examples


@contextmanager
def discord() -> Generator[tuple[str, list[dict]]]:
    messages: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            is_first = not messages
            messages.append(body)
            self.send_response(429 if is_first else 204)
            self.send_header("Retry-After", "0.1")
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/webhooks/1/t0ken", messages
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def minecraft(password: str) -> Generator[tuple[int, list[str]]]:
    commands: list[str] = []

    def handle(peer: socket.socket) -> None:
        with peer, peer.makefile("rb") as stream:
            while head := stream.read(4):
                (length,) = struct.unpack("<i", head)
                number, kind = struct.unpack("<ii", stream.read(8))
                text = stream.read(length - 8)[:-2].decode()
                if kind == 2:
                    commands.append(text)
                good = kind == 2 or text == password
                peer.sendall(struct.pack("<iii", 10, number if good else -1, 2 if kind == 3 else 0) + b"\0\0")

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            peer, _ = listener.accept()
            handle(peer)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield listener.getsockname()[1], commands
        thread.join(10)


async def broadcast(main: Callable[..., object], *args: str) -> None:
    """Run an example in a short broadcast with a gift and a follow."""
    simulator = Simulator(seed=4)

    def perform(room: Room) -> None:
        room.gift("Rose", user="cy", streak=3)
        room.follow("dee")
        room.world.at(0.2, room.end)

    async with serve(simulator) as server:
        room = simulator.room("ann")
        once_entered(simulator, lambda: perform(room))
        await main("@ann", *args, endpoints=server.endpoints)


async def test_keep_events(tmp_path, capsys):
    database, lines = tmp_path / "show.db", tmp_path / "show.jsonl"
    await broadcast(example("keep_events.py").main, str(database), str(lines))
    rows = READERS["sqlite"](database)
    assert {"connect", "gift", "gift_settled", "follow"} <= {row["type"] for row in rows}
    assert [row["id"] for row in READERS["jsonl"](lines)] == [row["id"] for row in rows]
    assert capsys.readouterr().out == f"{len(rows)} events in sqlite:{database}\n"


async def test_discord(monkeypatch, own_kinds):
    with discord() as (url, messages):
        monkeypatch.setenv("DISCORD_WEBHOOK", url)
        await broadcast(example("discord_sink.py").main)
    assert messages[-1]["allowed_mentions"] == {"parse": []}
    assert messages[0]["content"] == messages[1]["content"]  # the first was refused for now
    assert sorted(messages[1]["content"].splitlines()) == ["Cy sent 3 x Rose", "Dee follows ann"]


async def test_minecraft(monkeypatch, own_kinds):
    monkeypatch.setenv("RCON_PASSWORD", "hunter2")
    with minecraft("hunter2") as (port, commands):
        await broadcast(example("minecraft_sink.py").main, f"127.0.0.1:{port}")
    assert commands == ['tellraw @a {"text": "Cy sent 3 x Rose"}', "give @a emerald 3"]


async def test_minecraft_with_a_wrong_password(monkeypatch, own_kinds):
    monkeypatch.setenv("RCON_PASSWORD", "wrong")
    with minecraft("hunter2") as (port, _), pytest.raises(SinkError, match="refuses the password"):
        await broadcast(example("minecraft_sink.py").main, f"127.0.0.1:{port}")


def test_ids_are_what_the_page_says():
    assert ids(1) == [comment(1).compact()["id"]]
