"""The sinks that write to servers, with real ones: what is written, and that nothing is lost when they are killed."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Generator

import anyio
import anyio.to_thread
import pytest

from livetok import COLUMNS, CommentEvent, Row, SinkError, SinkUnavailable, UserError, open_sink
from livetok.sinks.webhook import signature
from support.nats_server import NatsServer, free_port, nats_server, until
from support.postgres_server import PostgresServer, postgres_server, program
from support.sink_events import comment, ids
from support.webhook_server import webhook_server

pytestmark = pytest.mark.anyio

needs_postgres = pytest.mark.skipif(program("postgres") is None, reason="PostgreSQL is not installed")


@pytest.fixture(scope="module")
def postgres() -> Generator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="module")
def nats() -> Generator[NatsServer]:
    with nats_server() as server:
        yield server


@pytest.fixture(autouse=True)
def spool(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "livetok" / "spool"


async def put(url, *numbers, **options):
    async with open_sink(url, **options) as sink:
        for number in numbers:
            await sink.put(comment(number))
    return sink.statistics


async def put_while_it_is_restarted(server, url, count, pause, read, **options):
    """Put events while the server is killed, away for a while, and back; twice."""

    async def trouble():
        for _ in range(2):
            await until(lambda: sink.statistics.written > 20 * (1 + sink.statistics.retries))
            await anyio.to_thread.run_sync(server.kill)
            await until(lambda: sink.statistics.retries)
            await anyio.to_thread.run_sync(server.start)

    async with open_sink(url, **options) as sink, anyio.create_task_group() as group:
        group.start_soon(trouble)
        for number in range(count):
            await sink.put(comment(number))
            await anyio.sleep(pause)
        await until(lambda: sink.statistics.written == count, 120)
    assert sink.statistics.retries > 0
    assert read() == ids(*range(count))


# --- PostgreSQL


@needs_postgres
async def test_postgresql_has_it_in_order_and_once(postgres):
    texts = ["hello", "tab\tand\\backslash", "a\nb", "zero\0byte", "\N{SNOWMAN}"]
    table = "order_and_once"
    for _ in range(2):
        async with open_sink(postgres.url, table=table) as sink:
            for number, text in enumerate(texts):
                await sink.put(comment(number, text))
                await sink.put(comment(number, text))
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    rows = postgres.query(f"SELECT {names} FROM {table} ORDER BY seq")
    stored = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    assert [row["text"] for row in stored] == [
        "zero\N{REPLACEMENT CHARACTER}byte" if "\0" in t else t for t in texts
    ]
    assert [CommentEvent.parse(row["data"]).content for row in stored] == texts
    expected = Row.of(comment(0, "hello")).columns()
    assert stored[0] == expected
    postgres.query(f"DROP TABLE {table}")


@needs_postgres
async def test_postgresql_killed_and_started_again(postgres):
    postgres.query("DROP TABLE IF EXISTS events")

    def read():
        return [row[0] for row in postgres.query("SELECT id FROM events ORDER BY seq")]

    await put_while_it_is_restarted(postgres, postgres.url, 200, 0.01, read, batch=10, interval=0.05)
    assert postgres.query("SELECT count(*) FROM events") == [(200,)]


@needs_postgres
async def test_postgresql_without_a_spool_makes_put_wait(postgres):
    postgres.query("DROP TABLE IF EXISTS waits")
    async with open_sink(postgres.url, table="waits", spool="no", buffer=5, interval=0.01) as sink:
        await sink.put(comment(0))
        await sink.flush()
        await anyio.to_thread.run_sync(postgres.kill)
        with anyio.move_on_after(2) as scope:
            for number in range(1, 100):
                await sink.put(comment(number))
        assert scope.cancelled_caught
        put = sink.statistics.put
        assert put < 20
        await anyio.to_thread.run_sync(postgres.start)
        await until(lambda: sink.statistics.written == put)
    assert [row[0] for row in postgres.query("SELECT id FROM waits ORDER BY seq")] == ids(*range(put))


@needs_postgres
@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (lambda url: url.replace("hunter2", "hunter3"), "authentication failed", "user and password"),
        (lambda url: url.replace("/postgres", "/nowhere"), "does not exist", "createdb"),
        (lambda url: url + "?hunter2=1", "cannot read the URL", "libpq"),
    ],
)
async def test_what_postgresql_refuses_is_told_without_the_password(postgres, change, message, hint, caplog):
    with pytest.raises(SinkError, match=message) as caught:
        await put(change(postgres.url), 1)
    assert not isinstance(caught.value, SinkUnavailable)
    assert hint in caught.value.hint
    for secret in ("hunter2", "hunter3"):
        assert secret not in f"{caught.value}{caught.value.hint}{caplog.text}"


@needs_postgres
async def test_somebody_elses_table(postgres):
    postgres.query("CREATE TABLE IF NOT EXISTS theirs (id text, title text)")
    with pytest.raises(SinkError) as caught:
        await put(postgres.url, 1, table="theirs")
    assert "#table=" in caught.value.hint


async def test_nobody_listens():
    port = free_port()
    urls = [f"nats://bo:hunter2@127.0.0.1:{port}"]
    urls += [f"postgresql://bo:hunter2@127.0.0.1:{port}/x"] if program("postgres") else []
    for url in urls:
        with pytest.raises(SinkUnavailable) as caught:
            await put(url, 1)
        assert caught.value.hint
        assert "hunter2" not in str(caught.value)


# --- NATS


async def stored_in(nats, stream):
    from livetok._nats import connect, open_asyncio

    async with open_asyncio() as loop:
        connection = await connect(loop, nats.url)
        try:
            state = (await connection.api(f"STREAM.INFO.{stream}"))["state"]
            messages = []
            for sequence in range(state["first_seq"], state["last_seq"] + 1):
                answer = await connection.api(f"STREAM.MSG.GET.{stream}", {"seq": sequence})
                messages.append(answer["message"])
            return messages
        finally:
            await connection.close()


def body(message):
    import base64

    return json.loads(base64.b64decode(message["data"]))


async def test_nats_has_it_in_order_and_once(nats, anyio_backend):
    url = f"{nats.url}#stream=ONCE-{anyio_backend}&subject=once-{anyio_backend}"
    for _ in range(2):
        await put(url, 1, 2, 3)
    async with open_sink(url) as sink:
        await sink.put(comment(4, host="ann.b c"))
    messages = await stored_in(nats, f"ONCE-{anyio_backend}")
    assert [body(message)["id"] for message in messages] == ids(1, 2, 3, 4)
    assert messages[0]["subject"] == f"once-{anyio_backend}.ann.comment"
    assert messages[3]["subject"] == f"once-{anyio_backend}.ann=2Eb=20c.comment"
    assert body(messages[0]) == json.loads(Row.of(comment(1)).json(data=True))


async def test_nats_killed_and_started_again(nats, anyio_backend):
    options = {
        "stream": f"KILL-{anyio_backend}",
        "subject": f"kill-{anyio_backend}",
        "batch": 10,
        "interval": 0.05,
    }
    async with open_sink(nats.url, **options):
        pass
    await put_while_it_is_restarted(nats, nats.url, 200, 0.01, lambda: ids(*range(200)), **options)
    messages = await stored_in(nats, f"KILL-{anyio_backend}")
    assert [body(message)["id"] for message in messages] == ids(*range(200))


async def test_nats_refuses(nats, anyio_backend):
    await put(f"{nats.url}#stream=A-{anyio_backend}&subject=same-{anyio_backend}", 1)
    with pytest.raises(SinkError, match="overlap") as caught:
        await put(f"{nats.url}#stream=B-{anyio_backend}&subject=same-{anyio_backend}", 1)
    assert not isinstance(caught.value, SinkUnavailable)
    with pytest.raises(UserError, match="stream is"):
        await put(f"{nats.url}#stream=a.b", 1)


# --- webhooks


async def test_a_webhook_gets_signed_lists(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("LIVETOK_WEBHOOK_SECRET", "s3cret")
    caplog.set_level(logging.DEBUG)
    with webhook_server(tmp_path / "kept") as server:
        await put(server.url, 1, 2, 3, batch=2)
        first, second = server.requests
        assert [event["id"] for event in json.loads(first["body"])] == ids(1, 2)
        assert json.loads(second["body"]) == [comment(3).compact()]
        assert first["headers"]["livetok-signature"] == signature(b"s3cret", first["body"])
        assert first["headers"]["content-type"] == "application/json"
        assert first["key"] != second["key"]
        assert second["key"] == comment(3).key
        assert first["path"] == "/hooks/t0ken"
    assert "t0ken" not in caplog.text
    assert "s3cret" not in caplog.text


def test_the_signature_is_hmac_sha256():
    program = "printf body | openssl dgst -sha256 -hmac key"
    ran = subprocess.run(program, shell=True, capture_output=True, text=True, check=True)
    assert signature(b"key", b"body") == f"sha256={ran.stdout.split()[-1]}"


async def test_a_webhook_gets_single_objects(tmp_path):
    with webhook_server(tmp_path / "kept") as server:
        await put(f"{server.url}#single=yes&data=yes", 1, 2)
        assert [json.loads(request["body"]) for request in server.requests] == [
            json.loads(Row.of(comment(number)).json(data=True)) for number in (1, 2)
        ]
        assert [request["key"] for request in server.requests] == ids(1, 2)
        assert "livetok-signature" not in server.requests[0]["headers"]


@pytest.mark.parametrize("single", ["yes", "no"])
async def test_a_webhook_killed_and_started_again(tmp_path, single, spool):
    with webhook_server(tmp_path / "kept") as server:
        await put_while_it_is_restarted(
            server,
            server.url,
            300,
            0.01,
            lambda: [event["id"] for event in server.events],
            single=single,
            batch=10,
            interval=0.05,
        )
    assert list(spool.iterdir()) == []


async def test_what_a_webhook_missed_comes_with_the_next_program(tmp_path, caplog):
    with webhook_server(tmp_path / "kept", start=False) as server:
        statistics = await put(server.url, *range(30), batch=10)
        assert statistics.spooled == 30
        await anyio.to_thread.run_sync(server.start)
        await put(server.url, 30)
        assert [event["id"] for event in server.events] == ids(*range(31))
    assert "t0ken" not in caplog.text


SCRIPT = """
import sys, anyio
from livetok import open_sink
from support.sink_events import comment

async def main(url):
    async with open_sink(url, batch=10, interval=0.05) as sink:
        for number in range(100):
            await sink.put(comment(number))
        await sink.flush()
        print(sink.statistics.spooled, flush=True)
        await anyio.sleep_forever()
anyio.run(main, sys.argv[1])
"""


async def test_a_killed_program_leaves_its_spool_to_the_next(tmp_path):
    with webhook_server(tmp_path / "kept", start=False) as server:
        process = subprocess.Popen([sys.executable, "-c", SCRIPT, server.url], stdout=subprocess.PIPE)  # noqa: ASYNC220
        assert process.stdout is not None
        line = await anyio.to_thread.run_sync(process.stdout.readline)
        statistics = await put(server.url, 200)  # another program, while the first one lives
        assert statistics.spooled == 1
        process.kill()
        process.communicate()
        assert line == b"100\n"
        await anyio.to_thread.run_sync(server.start)
        await put(server.url, 300)
        assert sorted(event["id"] for event in server.events) == sorted(ids(*range(100), 200, 300))
        assert [event["id"] for event in server.events][:100] == ids(*range(100))


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("400 Bad Request", "HTTP 400: no such field"),
        ("301 Moved", "HTTP 301"),
        ("404 Not Found", "HTTP 404"),
    ],
)
async def test_what_a_webhook_refuses_ends_the_sink(status, text):
    answer = f"HTTP/1.1 {status}\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 13\r\n\r\nno such field"
    async with answers(answer) as (url, _):
        with pytest.raises(SinkError, match=text) as caught:
            await put(url, 1)
    assert not isinstance(caught.value, SinkUnavailable)
    assert caught.value.hint or text == "HTTP 400"
    assert "t0ken" not in str(caught.value)


async def test_retry_after_is_honoured():
    busy = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n"
    fine = "HTTP/1.1 204 No Content\r\n\r\n"
    async with answers(busy, fine) as (url, times), open_sink(url, interval=0.05) as sink:
        await sink.put(comment(1))
        await until(lambda: sink.statistics.written)
    assert times[1] - times[0] >= 1.9


def answers(*texts):
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def serving():
        times, left = [], list(texts)

        async def handle(stream):
            async with stream:
                data = b""
                while b"\r\n\r\n" not in data or not data.rstrip().endswith((b"]", b"}")):
                    data += await stream.receive()
                times.append(anyio.current_time())
                await stream.send(left.pop(0).encode())

        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(anyio.abc.SocketAttribute.local_port)
        async with listener, anyio.create_task_group() as group:
            group.start_soon(listener.serve, handle)
            yield f"http://127.0.0.1:{port}/hooks/t0ken", times
            group.cancel_scope.cancel()

    return serving()


@pytest.mark.parametrize("url", ["http:/x", "https://", "http://[x/"])
async def test_an_address_without_host(url):
    with pytest.raises((UserError, SinkError)) as caught:
        await put(url, 1)
    assert caught.value.hint
