"""The sinks that write files."""

from __future__ import annotations

import base64
import os
import resource
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import anyio
import pytest

from livetok import COLUMNS, CommentEvent, Row, SinkAddress, SinkError, UserError, open_sink
from livetok.sinks.sqlite import open_writer
from support.sink_events import comment, ids
from support.sink_readers import READERS, read_csv, read_jsonl

pytestmark = pytest.mark.anyio
KINDS = [*READERS]
APPENDED = ["jsonl", "csv"]


async def put(url, *events, **options):
    async with open_sink(url, **options) as sink:
        for event in events:
            await sink.put(event)


async def keep(kind, path, *numbers, **options):
    await put(f"{kind}:{path}", *map(comment, numbers), **options)


def kept(kind, path):
    return [row["id"] for row in READERS[kind](path)]


@pytest.mark.parametrize("kind", KINDS)
async def test_everything_is_there_in_order_and_decodes(kind, tmp_path):
    path, texts = tmp_path / "out", ["hello", "a\nb", '"quoted", too', "\N{SNOWMAN}\u2028", "=1+1", ""]
    await put(f"{kind}:{path}", *(comment(number, text) for number, text in enumerate(texts)))
    rows = READERS[kind](path)
    assert [row["id"] for row in rows] == ids(*range(len(texts)))
    assert [row.get("text") or "" for row in rows] == texts
    for row, text in zip(rows, texts, strict=True):
        data = row["data"]
        assert CommentEvent.parse(base64.b64decode(data) if isinstance(data, str) else data).content == text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "jsonl"])
async def test_the_columns_are_those_of_the_compact_form(kind, tmp_path):
    await keep(kind, tmp_path / "out", 1)
    (row,) = READERS[kind](tmp_path / "out")
    assert list(row) == list(COLUMNS)
    assert row["user"] == "bo_b"
    assert row["room"] == "7300000000000000001"


@pytest.mark.parametrize("kind", KINDS)
async def test_a_second_run_adds_what_is_missing_and_nothing_twice(kind, tmp_path):
    path = tmp_path / "out"
    await keep(kind, path, 1, 2, 3, 2)
    assert kept(kind, path) == ids(1, 2, 3)
    await keep(kind, path, 1, 2, 3)
    assert kept(kind, path) == ids(1, 2, 3)
    await keep(kind, path, 2, 3, 4)
    assert kept(kind, path) == ids(1, 2, 3, 4)


@pytest.mark.parametrize("kind", KINDS)
async def test_numbers_beyond_64_bits_do_not_end_it(kind, tmp_path):
    """A server can send any number; a gift of 2**62 at 2**31 diamonds each is worth more than a column holds."""
    numbers = {"count": 2**70, "delta": -(2**70), "diamonds": 2**64}
    monster = Row({**comment(1).compact(), "id": "x", "gift": numbers}, None, b"")
    async with open_sink(f"{kind}:{tmp_path}/out") as sink:
        sink._queue._rows.append(monster)
        sink.statistics.put += 1
        await sink.flush()
    assert kept(kind, tmp_path / "out") == ["x"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_folder_that_is_not_there(kind, tmp_path):
    path = tmp_path / "none" / "out"
    if kind == "parquet":
        (tmp_path / "none").write_text("")
    with pytest.raises(SinkError) as caught:
        await keep(kind, path, 1)
    assert caught.value.hint


@pytest.mark.parametrize("variables", [16, 999, 32_766])
def test_sqlite_takes_as_many_rows_a_statement_as_it_may(variables, tmp_path):
    """Old SQLites take 999 variables; ids that come twice in one statement are one row."""
    writer = open_writer(SinkAddress.parse(f"sqlite:{tmp_path}/a"))
    writer._connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, variables)
    numbers = [*range(1, 1203), 7, 7, 1202]
    writer.write([Row.of(comment(number)) for number in numbers])
    writer.write([])
    writer.close()
    assert kept("sqlite", tmp_path / "a") == ids(*range(1, 1203))


@pytest.mark.parametrize("kind", ["sqlite", "jsonl", "csv", "duckdb"])
async def test_a_file_that_holds_something_else_is_left_as_it_is(kind, tmp_path):
    path = tmp_path / "out"
    path.write_text("export PATH=/bin\nalias ls=ls")
    with pytest.raises(SinkError) as caught:
        await keep(kind, path, 1)
    assert caught.value.hint
    assert path.read_text() == "export PATH=/bin\nalias ls=ls"


LIMITED = """
    import resource, sys, anyio
    from livetok import SinkError, open_sink
    from support.sink_events import comment

    async def main(url):
        async with open_sink(url, interval=0.001, batch=10) as sink:
            resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
            for number in range(2000):
                await sink.put(comment(number))

    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        anyio.run(main, sys.argv[1])
    except SinkError as error:
        print(error.unwritten, error.hint)
        sys.exit(3)
"""


@pytest.mark.parametrize("kind", ["sqlite", "jsonl", "csv", "parquet"])
def test_a_full_disk_leaves_whole_records_and_says_how_many_are_missing(kind, tmp_path):
    """A limit on the size of files stands in for a full disk."""
    path = tmp_path / "out"
    command = [sys.executable, "-c", textwrap.dedent(LIMITED), f"{kind}:{path}"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 3, ran.stderr
    unwritten = int(ran.stdout.split()[0])
    assert unwritten > 0
    before = kept(kind, path)
    assert before == ids(*range(len(before)))
    anyio.run(keep, kind, path, *range(2000))
    assert sorted(kept(kind, path)) == sorted(ids(*range(2000)))


@pytest.mark.parametrize("kind", APPENDED)
@pytest.mark.parametrize("cut", [1, 2, 3, 20, 60])
async def test_what_a_killed_process_left_is_cut_off(kind, cut, tmp_path):
    path = tmp_path / "out"
    await keep(kind, path, 1, 2)
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    await keep(kind, path, 3)
    assert kept(kind, path) == ids(1, 3)
    await keep(kind, path, 2)
    assert sorted(kept(kind, path)) == ids(1, 2, 3)


async def test_a_header_that_a_killed_process_left(tmp_path):
    path = tmp_path / "out"
    path.write_bytes(b"id,type,at")
    await keep("csv", path, 1)
    assert [row["id"] for row in read_csv(path)] == ids(1)


@pytest.mark.parametrize("kind", [*APPENDED, "parquet"])
async def test_two_programs_do_not_write_one_file(kind, tmp_path):
    async with open_sink(f"{kind}:{tmp_path}/out"):
        with pytest.raises(SinkError, match="another program writes") as caught:
            await keep(kind, tmp_path / "out", 1)
    assert caught.value.hint


@pytest.mark.parametrize("kind", APPENDED)
async def test_it_is_rotated_by_size(kind, tmp_path):
    path = tmp_path / "out.txt"
    await keep(kind, path, *range(50), rotate="4KB", batch=5)
    files = [*sorted(tmp_path.glob("out.*-*.txt")), path]
    assert len(files) > 2
    assert all(file.stat().st_size <= 4000 for file in files)
    assert [row_id for file in files for row_id in kept(kind, file)] == ids(*range(50))
    await keep(kind, path, *range(50), rotate="4KB")  # those in renamed files count, too
    assert [row_id for file in files for row_id in kept(kind, file)] == ids(*range(50))


@pytest.mark.parametrize("kind", APPENDED)
async def test_it_is_rotated_by_time_and_the_oldest_go(kind, tmp_path):
    path = tmp_path / "out.txt"
    for number in range(4):
        await keep(kind, path, number)
        os.utime(path, (1, 1))
        await keep(kind, path, number + 10, every="1h", keep=2)
    assert len(list(tmp_path.glob("out.*-*.txt"))) == 2
    assert kept(kind, path)[0] == ids(13)[0]


async def test_lines_without_data_and_with_repetitions(tmp_path):
    for _ in range(2):
        await put(f"jsonl:{tmp_path}/a#data=no&unique=no", comment(1))
    lines = read_jsonl(tmp_path / "a")
    assert lines == [comment(1).compact()] * 2


async def test_a_spreadsheet_takes_no_comment_for_a_formula(tmp_path):
    await put(f"csv:{tmp_path}/a#spreadsheet=yes", comment(1, "=cmd()"), comment(2, "fine"))
    assert [row["text"] for row in read_csv(tmp_path / "a")] == ["'=cmd()", "fine"]


async def test_another_table(tmp_path):
    await keep("sqlite", tmp_path / "a", 1, table="mine")
    with closing(sqlite3.connect(tmp_path / "a")) as connection:
        assert connection.execute("SELECT count(*) FROM mine").fetchone() == (1,)
    for name in ["a b", "a;", "", "1a", '"']:
        with pytest.raises(UserError, match="table is"):
            await keep("sqlite", tmp_path / "a", 1, table=name)


async def test_somebody_elses_table(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a")) as connection:
        connection.execute("CREATE TABLE events (id TEXT, title TEXT)")
    with pytest.raises(SinkError) as caught:
        await keep("sqlite", tmp_path / "a", 1)
    assert "#table=" in caught.value.hint


async def test_a_locked_database_is_waited_for(tmp_path):
    path = tmp_path / "a"
    async with open_sink(f"sqlite:{path}") as sink:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await sink.put(comment(1))
            with anyio.fail_after(60):
                while not sink.statistics.retries:  # noqa: ASYNC110 -- nobody tells
                    await anyio.sleep(0.05)
            other.execute("ROLLBACK")
    assert kept("sqlite", path) == ids(1)


@pytest.mark.skipif(os.getuid() != 0, reason="needs to become another user")
@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_that_may_only_be_read(kind, tmp_path):
    program = """
        import os, sys, anyio
        from livetok import SinkError, open_sink
        from support.sink_events import comment

        async def main(url):
            async with open_sink(url) as sink:
                await sink.put(comment(1))
        anyio.run(main, sys.argv[3])  # loads what another user may not read
        os.chdir(sys.argv[1])
        os.setuid(65534)
        try:
            anyio.run(main, sys.argv[2])
        except SinkError as error:
            print(error, "|", error.hint)
            sys.exit(3)
    """
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o555)
    command = [
        sys.executable,
        "-c",
        textwrap.dedent(program),
        str(folder),
        f"{kind}:out",
        f"{kind}:{tmp_path}/warm",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 3, ran.stderr
    assert ran.stdout.strip().partition("|")[2]


def test_the_limit_of_this_process_is_untouched():
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
