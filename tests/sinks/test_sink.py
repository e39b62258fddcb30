"""What a sink does in threads and on disk, and what it refuses."""

from __future__ import annotations

import threading

import anyio
import pytest

from livetok import Row, SinkError, SinkUnavailable, UserError, open_sink, register_sink
from livetok.sinks import writer as writers
from support.sink_events import AsyncWriter, comment, ids

pytestmark = pytest.mark.anyio


class ThreadWriter:
    """The same as functions, which run in a thread."""

    def __init__(self):
        self.batches, self.closed, self.threads = [], 0, set()

    def write(self, rows):
        self.threads.add(threading.get_ident())
        self.batches.append([row.id for row in rows])

    def close(self):
        self.closed += 1


async def test_functions_run_in_another_thread(register, monkeypatch):
    writer = ThreadWriter()
    register_sink("mine", lambda address, *, extra="a": writer)
    async with open_sink("mine:x#extra=b") as sink:
        await sink.put(comment(1))
    assert writer.batches == [ids(1)]
    assert writer.closed == 1
    assert threading.get_ident() not in writer.threads


# --- the spool


async def test_rows_wait_on_disk_and_come_in_order(register, tmp_path):
    writer = register(AsyncWriter(*[SinkUnavailable("down")] * 3), batch=2, interval=0.01)
    async with open_sink("mine:x", spool=tmp_path / "spool", buffer=4) as sink:
        for number in range(20):
            await sink.put(comment(number))
        await sink.flush()
        assert sink.statistics.written + sink.statistics.spooled == 20
        with anyio.fail_after(60):
            while sink.statistics.written < 20:  # noqa: ASYNC110 -- nobody tells
                await anyio.sleep(0.05)
        await sink.put(comment(20))
    assert writer.written == ids(*range(21))
    assert list((tmp_path / "spool").iterdir()) == []


async def test_what_waits_is_sent_by_the_next_sink_for_the_address(register, tmp_path, caplog):
    register(AsyncWriter(*[SinkUnavailable("down")] * 99), batch=2)
    async with open_sink("mine:x", spool=tmp_path) as sink:
        for number in range(5):
            await sink.put(comment(number))
    assert sink.statistics.spooled == 5
    assert "5 events for mine:x wait in" in caplog.text
    other = register(AsyncWriter())
    async with open_sink("mine:y", spool=tmp_path):
        pass
    assert other.batches == []
    writer = register(AsyncWriter())
    async with open_sink("mine:x", spool=tmp_path) as sink:
        await sink.put(comment(5))
    assert writer.batches == [ids(0, 1), ids(2, 3), ids(4), ids(5)]
    assert list(tmp_path.iterdir()) == []


async def test_rows_come_out_of_the_spool_as_they_went_in(register, tmp_path):
    kept = []

    class Keeps(AsyncWriter):
        async def write(self, rows):
            await super().write(rows)
            kept.extend(rows)

    register(Keeps(SinkUnavailable("down")))
    event = comment(1, '\0 \N{SNOWMAN} "quoted"\n')
    async with open_sink("mine:x", spool=tmp_path) as sink:
        await sink.put(event)
        with anyio.fail_after(60):
            while not kept:  # noqa: ASYNC110 -- nobody tells
                await anyio.sleep(0.05)
    assert [row.columns() for row in kept] == [Row.of(event).columns()]


async def test_a_spool_that_cannot_be_written_is_an_error(register, tmp_path):
    (tmp_path / "file").write_text("")
    register(AsyncWriter(SinkUnavailable("down")))
    with pytest.raises(SinkError, match=r"the spool .* failed") as caught:
        async with open_sink("mine:x", spool=tmp_path / "file" / "spool") as sink:
            await sink.put(comment(1))
    assert caught.value.unwritten == 1


# --- what is written at the call


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "named by a URL"),
        ("events.db", "named by a URL"),
        ("C:\\events.db", "this is a path"),
        (None, "named by a URL"),
        ("sqlight:events.db", "there is no sink sqlight:"),
        ("sqlite:events.db#bacth=10", "has no option 'bacth'"),
        ("sqlite:events.db#batch=0", "batch is 0"),
        ("sqlite:events.db#interval=soon", "interval is 'soon'"),
        ("sqlite:events.db#batch=1&batch=2", "given twice"),
        ("jsonl:a\nb", "control character"),
    ],
)
async def test_mistakes_are_told_at_the_call(url, message):
    with pytest.raises(UserError, match=message) as caught:
        open_sink(url)
    assert caught.value.hint


async def test_a_missing_package_names_the_extra(monkeypatch):
    monkeypatch.setattr(writers, "find_spec", lambda name: None)
    for url, extra in [
        ("parquet:out", "parquet"),
        ("duckdb:a.db", "duckdb"),
        ("postgresql://h/d", "postgresql"),
    ]:
        with pytest.raises(UserError, match="needs the package") as caught:
            open_sink(url)
        assert caught.value.hint == f"pip install 'livetok[{extra}]'"


async def test_an_entry_point_opens(monkeypatch, tmp_path):
    class Point:
        name, value = "theirs", "livetok.sinks.sqlite:open_writer"

    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [Point] if group == "livetok.sinks" else []
    )
    writers._of_entry_points.cache_clear()
    try:
        async with open_sink(f"theirs:{tmp_path}/a.db") as sink:
            await sink.put(comment(1))
    finally:
        writers._of_entry_points.cache_clear()
    assert (tmp_path / "a.db").stat().st_size > 0


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://bo:hunter2@db.example:5433/live?password=x", "postgresql://db.example:5433"),
        ("https://discord.example/api/webhooks/1/t0ken?x=y", "https://discord.example"),
        ("https://[::1]:80/x", "https://[::1]:80"),
        ("https://[broken/x", "https://..."),
        ("sqlite:a/b.db", "sqlite:a/b.db"),
        ("sqlite:///a/b.db", "sqlite:///a/b.db"),
    ],
)
def test_the_shown_address_holds_no_secret(url, shown):
    from livetok import SinkAddress

    assert str(SinkAddress.parse(url)) == shown
    assert "hunter2" not in repr(SinkAddress.parse(url))


def test_paths_of_addresses():
    from livetok import SinkAddress

    assert str(SinkAddress.parse("sqlite:a%23b.db").path) == "a#b.db"
    assert str(SinkAddress.parse("sqlite:///tmp/b.db#x=1").path) == "/tmp/b.db"
    assert str(SinkAddress.parse("sqlite:/tmp/b.db").path) == "/tmp/b.db"
    with pytest.raises(UserError, match="a file has none") as caught:
        _ = SinkAddress.parse("sqlite://b.db").path
    assert "sqlite:b.db" in caught.value.hint
