"""examples/gift_trigger.py, which sends a request for every gift: killed at random moments and started again."""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import anyio
import anyio.to_thread
import pytest

from livetok.testing import Room, Simulator, Switches
from livetok.testing.server import serve
from support.programs import EXAMPLES, once_entered

pytestmark = pytest.mark.anyio

GIFTS = 40
PROGRAM = """\
import sys
from functools import partial
import anyio
import anyio.to_thread
sys.path.insert(0, sys.argv[1])
from gift_trigger import main
from livetok import Endpoints
site, socket, url, path, backend = sys.argv[2:]
run = partial(main, "@ann", url, path, endpoints=Endpoints(web=site, webcast=site, websocket=socket, sign=site))
anyio.run(run, backend=backend)
"""


@pytest.fixture(params=["asyncio", "trio"])
def backend(request: pytest.FixtureRequest) -> str:
    """The child's; this process only serves."""
    return str(request.param)


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


class Receiver(ThreadingHTTPServer):
    """Notes every request that it answered."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.requests: list[tuple[str, int]] = []
        self.news = threading.Condition()

    @property
    def complete(self) -> bool:
        return len({key for key, _ in self.requests}) == GIFTS

    def note(self, key: str, count: int) -> None:
        with self.news:
            self.requests.append((key, count))
            self.news.notify_all()

    def wait(self, more: int) -> None:
        """Wait for so many more requests, or for the last gift."""
        enough = len(self.requests) + more
        with self.news:
            assert self.news.wait_for(lambda: self.complete or len(self.requests) >= enough, timeout=60)


class _Answer(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert body["id"] == self.headers["Idempotency-Key"]
        self.server.note(body["id"], body["gift"]["count"])
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@contextmanager
def receiving() -> Iterator[tuple[Receiver, str]]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server, f"http://127.0.0.1:{server.server_address[1]}/gift"
        server.shutdown()
        thread.join()


def show(room: Room) -> None:
    """Gifts, each of a viewer of its own, for six seconds; streaks that go on while the program is dead."""
    for number in range(GIFTS):
        gift, streak = ("Rose", 3) if number % 2 else ("Galaxy", 1)
        room.world.at(0.5 + number * 0.15, partial(room.gift, gift, user=f"user{number}", streak=streak))


async def test_killed_again_and_again_every_gift_is_sent_once(tmp_path: Path, backend: str) -> None:
    simulator, rng = Simulator(seed=5, switches=Switches(messages_per_frame=4)), random.Random(5)
    once_entered(simulator, partial(show, simulator.room("ann")))
    path = tmp_path / "gifts.sqlite"
    kills = 0
    with receiving() as (receiver, url):
        async with serve(simulator) as server:
            ends = server.endpoints
            command = [
                sys.executable,
                "-c",
                PROGRAM,
                str(EXAMPLES),
                ends.web,
                ends.websocket,
                url,
                str(path),
                backend,
            ]
            with anyio.fail_after(120):
                while not receiver.complete:
                    async with await anyio.open_process(command, stdout=None, stderr=None) as child:
                        await anyio.to_thread.run_sync(receiver.wait, rng.randrange(6, 14))
                        await anyio.sleep(rng.uniform(0, 0.05))
                        child.kill()
                    kills += 1
        counts = Counter(key for key, _ in receiver.requests)
        sent = dict(receiver.requests)
    assert kills >= 3
    assert len(counts) == GIFTS
    assert sorted(sent.values()) == [1] * (GIFTS // 2) + [3] * (GIFTS // 2)
    # A request that was under way when the program was killed is sent again, under the same key.
    assert sum(counts.values()) - GIFTS <= kills
    with sqlite3.connect(path) as store:
        written = store.execute("SELECT count(*) FROM gifts").fetchone()[0]
    store.close()
    assert written == GIFTS
