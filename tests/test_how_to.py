"""The programs of the how-to pages, run against the simulator; and the pages show what is in the programs."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import anyio
import httpx
import pytest
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from livetok import Event, LiveError
from livetok.overlay import serve_app
from livetok.testing import Simulator
from livetok.testing.server import Server, serve
from support.programs import EXAMPLES, example, once_entered

DOCS = EXAMPLES.parent / "docs"
TITLED = re.compile(r'```python title="(examples/[^"]+)"\n(.*?)```', re.DOTALL)
BLOCKS = [
    (page, *block) for page in sorted(DOCS.rglob("*.md")) for block in TITLED.findall(page.read_text("utf-8"))
]


def environment(server: Server) -> dict[str, str]:
    ends = server.endpoints
    return os.environ | {
        "LIVETOK_WEB": ends.web,
        "LIVETOK_WEBCAST": ends.webcast,
        "LIVETOK_WEBSOCKET": ends.websocket,
    }


@pytest.mark.parametrize(("page", "name", "code"), BLOCKS, ids=lambda value: getattr(value, "name", None))
def test_a_page_shows_what_the_program_has(page: Path, name: str, code: str) -> None:
    program = re.sub(r"^ +", "", (EXAMPLES.parent / name).read_text("utf-8"), flags=re.MULTILINE)
    assert re.sub(r"^ +", "", code, flags=re.MULTILINE) in program


def test_pages_show_programs() -> None:
    assert {name for _, name, _ in BLOCKS} >= {
        f"examples/{name}.py" for name in ("fastapi_server", "many_processes")
    }


@pytest.mark.anyio
async def test_fastapi() -> None:
    simulator = Simulator(seed=4)
    async with serve(simulator) as site:
        room = simulator.room("ann")
        once_entered(simulator, lambda: room.gift("Rose", user="bo", streak=3))
        app = example("fastapi_server.py").make_app("@ann", endpoints=site.endpoints)
        async with serve_app(app, port=0) as server, httpx.AsyncClient(base_url=server.url) as client:
            await until(lambda: has_counted(client))
            await until(lambda: overlay_shows(client, "ann"))
        assert [connection for connection in simulator.connections if connection.entered_at is None] == []


@pytest.mark.anyio
async def test_discord_webhook() -> None:
    posted: list[dict[str, object]] = []
    refused: list[str] = []

    async def webhook(request: Request) -> Response:
        body = await request.json()
        if not refused:
            refused.append(body["content"])
            return Response(status_code=429, headers={"Retry-After": "0.05"})
        posted.append(body)
        return Response(status_code=204)

    simulator = Simulator(seed=4)
    discord = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

    async with serve(simulator) as site, serve_app(discord, port=0) as server:
        room = simulator.room("ann")
        once_entered(
            simulator,
            lambda: (room.gift("Rose", user="bo"), room.gift("Galaxy", user="everyone")),
        )
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(run_discord, site, f"{server.url}/webhook")
            await until(lambda: is_true(len(posted) == 2))
            tasks.cancel_scope.cancel()
    assert refused == ["ann is live"]
    assert [body["content"] for body in posted] == ["ann is live", "Everyone gave 1 Galaxy"]
    assert all(body["allowed_mentions"] == {"parse": []} for body in posted)


async def run_discord(site: Server, url: str) -> None:
    await example("discord_webhook.py").main("@ann", url, endpoints=site.endpoints)


@pytest.mark.anyio
async def test_the_half_of_a_window_that_knows_livetok() -> None:
    program = example("tkinter_window.py")
    events: SimpleQueue[Event | LiveError] = SimpleQueue()
    simulator = Simulator(seed=4)
    async with serve(simulator) as site:
        room = simulator.room("ann")
        once_entered(
            simulator,
            lambda: (room.comment("hi", user="bo"), room.gift("Rose", user="cy", streak=2), room.end()),
        )
        options = {"endpoints": site.endpoints}
        with anyio.fail_after(30):
            await to_thread.run_sync(lambda: program.read("@ann", events, **options))
            await to_thread.run_sync(lambda: program.read("@nobody", events, **options))
    lines = program.take(events)
    assert lines[:2] == ["Bo: hi", "Cy gave 2 Rose"]
    assert "nobody" in lines[2]
    assert program.take(events) == []


def test_the_report_counts_each_gift_once(tmp_path: Path) -> None:
    def line(key: str, name: str, count: int, diamonds: int | None) -> str:
        gift = {"count": count} | ({} if diamonds is None else {"diamonds": diamonds})
        return json.dumps({"type": "gift_settled", "id": key, "user": {"name": name}, "gift": gift})

    lines = [line("1", "bo", 3, 1), line("2", "cy", 1, 1000), line("1", "bo", 3, 1), line("3", "bo", 2, None)]
    lines.append(
        json.dumps({"type": "gift", "id": "4", "user": {"name": "bo"}, "gift": {"count": 9, "diamonds": 9}})
    )
    (tmp_path / "evening.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = [sys.executable, str(EXAMPLES / "gift_report.py"), str(tmp_path / "evening.jsonl")]
    done = subprocess.run(report, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1000", "cy", "3", "bo"]


def test_each_host_has_one_process() -> None:
    share_of = example("many_processes.py").share_of
    hosts = [f"host{number}" for number in range(5000)]
    shares = [share_of(hosts, index, 8) for index in range(8)]
    assert sorted(host for share in shares for host in share) == sorted(hosts)
    assert max(map(len, shares)) < 1.2 * min(map(len, shares))
    assert [share_of(hosts[1:], index, 8) for index in range(8)] == [
        [host for host in share if host != "host0"] for share in shares
    ]


@pytest.mark.anyio
async def test_many_processes(tmp_path: Path) -> None:
    names = ["ann", "bo", "cy", "dee"]
    (tmp_path / "hosts.txt").write_text("\n".join(names))
    simulator = Simulator(seed=4)
    for name in names:
        simulator.room(name)
    command = [sys.executable, str(EXAMPLES / "many_processes.py"), str(tmp_path / "hosts.txt"), "2"]
    async with serve(simulator) as server:
        with start(command, environment(server)) as process:
            entered = await to_thread.run_sync(hosts_that_connect, process, len(names))
            process.send_signal(signal.SIGINT)
            assert await to_thread.run_sync(process.wait) == 130
            await until(lambda: is_true(not simulator.connections))
    assert entered == set(names)


@contextmanager
def start(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(600):
        if await holds():
            return
        await anyio.sleep(0.05)
    raise AssertionError("it never was so")


async def is_true(value: bool) -> bool:
    return value


async def overlay_shows(client: httpx.AsyncClient, host: str) -> bool:
    hosts = (await client.get("/overlay/state")).json()["hosts"]
    return bool(hosts.get(host, {}).get("connected"))


async def has_counted(client: httpx.AsyncClient) -> bool:
    return (await client.get("/gifts")).json() == {"bo: Rose": 3}


def hosts_that_connect(process: subprocess.Popen[str], count: int) -> set[str]:
    """Reads what the program prints until so many rooms were entered."""
    assert process.stdout is not None
    entered = set[str]()
    for line in process.stdout:
        event = json.loads(line)
        if event["type"] == "connect":
            entered.add(event["host"])
        if len(entered) == count:
            break
    return entered
