"""`--to`, `livetok export` and `livetok stats`."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import anyio
import pytest

from livetok import GiftEvent, Meta, User, open_sink, replay
from livetok._mixins.event import with_meta
from livetok._mixins.gift import set_delta
from livetok.cli import main
from livetok.proto import Gift, ViewerUpdateEvent
from livetok.sinks.parquet import folder_name
from livetok.testing import Simulator, TrafficGenerator
from livetok.testing.memory import in_memory
from support.rest_of import rest_of
from support.simulated_site import open_site
from support.sink_events import BEGIN, ROOM, comment
from support.sink_readers import READERS


@pytest.fixture(scope="module")
def capture(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("capture") / "show.capture"

    async def record() -> None:
        simulator = Simulator(seed=1)
        TrafficGenerator(room=simulator.room("ann"), rate=200.0).start()
        async with in_memory(simulator) as network, network.connect("ann") as live:
            with live.capture(path):
                for _ in range(200):
                    await anext(live)

    anyio.run(record)
    return path


def played(path: Path, *types: str) -> list[str]:
    async def play() -> list[str]:
        async with replay(path, speed=math.inf) as live:
            return [event.key async for event in live if not types or event.compact()["type"] in types]

    return anyio.run(play)


def kept(kind: str, path: Path) -> list[str]:
    return [row["id"] for row in READERS[kind](path)]


def test_export(capture, tmp_path, anyio_backend, capfd):
    database, lines = tmp_path / "a.db", tmp_path / "a.jsonl"
    for _ in range(2):
        arguments = ["export", str(capture), "--to", f"sqlite:{database}", "--to", f"jsonl:{lines}"]
        assert main([*arguments, "--backend", anyio_backend]) == 0
    assert kept("sqlite", database) == kept("jsonl", lines) == played(capture)
    count = len(played(capture))
    out = capfd.readouterr().out.splitlines()
    assert out[:2] == [f"{capture}: {count} events", f"{count} events in sqlite:{database}, jsonl:{lines}"]


def test_export_of_a_part(capture, tmp_path):
    assert main(["export", str(capture), "--to", f"csv:{tmp_path}/a", "--only", "gift,comment"]) == 0
    assert kept("csv", tmp_path / "a") == played(capture, "gift", "comment")


def test_export_of_a_damaged_capture_keeps_what_was_before(capture, tmp_path, capfd):
    data = bytearray(capture.read_bytes())
    data[len(data) // 2] ^= 0xFF
    damaged = tmp_path / "damaged"
    damaged.write_bytes(data)
    assert main(["export", str(damaged), "--to", f"sqlite:{tmp_path}/a"]) == 1
    rows = kept("sqlite", tmp_path / "a")
    assert 10 < len(rows) < len(played(capture))
    assert "damaged" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["export", "FILE"], 2, "where to?"),
        (["export", "FILE", "--to", "sqlight:a"], 2, "did you mean sqlite:?"),
        (["export", "FILE", "--to", "sqlite:none/a"], 1, "unable to open database file"),
        (["export", "none", "--to", "sqlite:a"], 1, "cannot read none"),
        (["watch", "@ann", "--to", "nonsense"], 2, "named by a URL"),
        (["stats", "none"], 1, "cannot read none"),
        (["stats", "text"], 1, "text holds no events"),
    ],
)
def test_mistakes(arguments, code, message, capture, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text").write_text("hello")
    assert main([str(capture) if argument == "FILE" else argument for argument in arguments]) == code
    error = capfd.readouterr().err
    assert message in error
    assert "hint: " in error


def test_replay(capture, tmp_path, anyio_backend):
    arguments = ["replay", str(capture), "--speed", "inf", "--to", f"sqlite:{tmp_path}/a", "--only", "gift"]
    assert main([*arguments, "--backend", anyio_backend]) == 0
    assert kept("sqlite", tmp_path / "a") == played(capture, "gift")


def test_the_environment_names_sinks(capture, tmp_path, monkeypatch):
    monkeypatch.setenv("LIVETOK_TO", f"sqlite:{tmp_path}/a")
    assert main(["export", str(capture)]) == 0
    assert kept("sqlite", tmp_path / "a") == played(capture)


@pytest.mark.parametrize("users", [["@ann"], ["@ann", "@bo"]])
def test_watch_writes_what_it_has_when_it_is_interrupted(users, tmp_path, anyio_backend):
    path = tmp_path / "a.jsonl"
    with open_site() as site:
        for user in users:
            generator = TrafficGenerator(room=site.room(user.removeprefix("@")), rate=50.0)
            site.call(generator.start)
        command = [sys.executable, "-W", "error", "-m", "livetok", "watch", *users, "--compact"]
        process = subprocess.Popen(
            [*command, "--to", f"jsonl:{path}#data=no", "--backend", anyio_backend],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **site.environment},
        )
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(60)]
        process.send_signal(signal.SIGINT)
        out, err = rest_of(process)
    assert (process.returncode, err) == (130, "")
    shown = [json.loads(line) for line in [*lines, *out.splitlines()]]
    stored = READERS["jsonl"](path)
    assert stored[: len(shown)] == shown
    assert len(stored) - len(shown) <= 1  # one may have been on its way to the screen


def test_overlay(tmp_path):
    path = tmp_path / "a.jsonl"
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "livetok",
        "overlay",
        "--demo",
        "--port",
        "0",
        "--rate",
        "50",
    ]
    process = subprocess.Popen(
        [*command, "--to", f"jsonl:{path}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (path.exists() and len(READERS["jsonl"](path)) > 20):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")
    assert {row["host"] for row in READERS["jsonl"](path)} == {"demo"}


# --- stats


def meta(number: int, seconds: float) -> Meta:
    moment = comment(0, seconds=seconds).meta.received_at
    return Meta(message_id=9000 + number, method="x", room_id=ROOM, unique_id="ann", received_at=moment)


def gift(number: int, name: str, count: int, delta: int, *, seconds: float) -> GiftEvent:
    """A message of a streak of gifts of 10 diamonds."""
    user = User(id=len(name), nickname=name)
    event = GiftEvent(gift_id=1, repeat_count=count, user=user, gift=Gift(id=1, diamond_count=10))
    set_delta(event, delta)
    return with_meta(event, meta(number, seconds))


def viewers(number: int, count: int, seconds: float) -> ViewerUpdateEvent:
    return with_meta(ViewerUpdateEvent(total=count), meta(number, seconds))


HOSTILE = "$\\frac{\x1b[31m"


@pytest.fixture
def stored(tmp_path):
    """The same events in every kind of file."""
    events = [
        *(comment(number, seconds=20.0 * number) for number in range(6)),
        viewers(11, 100, 10),
        viewers(12, 50, 50),
        viewers(13, 70, 70),
        gift(1, "Bo", 1, 1, seconds=5),
        gift(2, HOSTILE, 7, 7, seconds=6),
        gift(3, "Bo", 5, 2, seconds=3700),
    ]

    async def write() -> None:
        for kind in READERS:
            async with open_sink(f"{kind}:{tmp_path}/{kind}") as sink:
                for event in events:
                    await sink.put(event)

    anyio.run(write)
    return tmp_path


EXPECTED = {
    "host": "ann",
    "events": 12,
    "first": "2026-11-28T20:00:00Z",
    "last": "2026-11-28T21:01:40Z",
    "hours": [
        {
            "hour": "2026-11-28T20:00:00Z",
            "diamonds": 80,
            "gifts": 8,
            "gifters": [{"name": HOSTILE, "diamonds": 70}, {"name": "Bo", "diamonds": 10}],
        },
        {
            "hour": "2026-11-28T21:00:00Z",
            "diamonds": 20,
            "gifts": 2,
            "gifters": [{"name": "Bo", "diamonds": 20}],
        },
    ],
    "minutes": [
        {"minute": "2026-11-28T20:00:00Z", "chat": 3, "viewers": 50},
        {"minute": "2026-11-28T20:01:00Z", "chat": 3, "viewers": 70},
    ],
}


@pytest.mark.parametrize("kind", READERS)
def test_stats_of_every_kind_of_file(kind, stored, capfd):
    assert BEGIN.hour == 20
    assert main(["stats", str(stored / kind), "--json"]) == 0
    assert json.loads(capfd.readouterr().out) == EXPECTED


def test_stats_for_people_and_as_a_picture(stored, capfd):
    assert (
        main(
            ["stats", str(stored / "sqlite"), "--top", "1", "--minutes", "5", "--plot", str(stored / "a.png")]
        )
        == 0
    )
    out, err = capfd.readouterr()
    assert err == ""
    assert "\x1b" not in out
    lines = [line.split() for line in out.splitlines()]
    assert ["2026-11-28", "21:00", "20", "2", "Bo", "20"] in lines
    assert ["2026-11-28", "20:00", "6", "70"] in lines
    assert (stored / "a.png").read_bytes().startswith(b"\x89PNG")


def test_stats_of_a_capture_are_those_of_its_export(capture, tmp_path, capfd):
    assert main(["export", str(capture), "--to", f"sqlite:{tmp_path}/a"]) == 0
    capfd.readouterr()
    assert main(["stats", str(capture), "--json"]) == 0
    of_capture = capfd.readouterr().out
    assert main(["stats", str(tmp_path / "a"), "--json"]) == 0
    assert capfd.readouterr().out == of_capture
    facts = json.loads(of_capture)
    assert facts["events"] == len(played(capture))
    assert sum(minute["chat"] for minute in facts["minutes"]) == len(played(capture, "comment", "emote"))


def test_without_the_package_for_pictures(stored, monkeypatch, capfd):
    monkeypatch.setattr("livetok.sinks.plot.find_spec", lambda name: None)
    assert main(["stats", str(stored / "sqlite"), "--plot", "a.png"]) == 2
    assert "pip install 'livetok[plot]'" in capfd.readouterr().err


def test_settled_gifts_count_where_there_are_no_others():
    from livetok.sinks.summary import Summary

    row = {
        "host": "ann",
        "room": "1",
        "at": BEGIN,
        "user_id": "1",
        "user": None,
        "nickname": "Bo",
        "delta": None,
    }
    both = Summary()
    both.add({**row, "type": "gift_settled", "count": 5, "diamonds": 50})
    assert sum(gifts.diamonds.total() for gifts in both.hosts["ann"].hours.values()) == 50
    both.add({**row, "type": "gift", "count": 5, "delta": 2, "diamonds": 50})
    assert sum(gifts.diamonds.total() for gifts in both.hosts["ann"].hours.values()) == 20


# --- names of folders


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("ann.b", "ann.b"),
        ("Ann", "ann"),
        ("../../etc", "%2E.%2F..%2Fetc"),
        ("..", "%2E._"),
        (".", "%2E"),
        ("", "_"),
        ("con", "con_"),
        ("nul.txt", "nul.txt_"),
        ("a/b\\c:d\0\n", "a%2Fb%5Cc%3Ad%00%0A"),
        ("x.", "x._"),
    ],
)
def test_folders_of_hosts(host, name):
    assert folder_name(host) == name


def test_a_long_name_of_a_host():
    assert len(folder_name("\N{SNOWMAN}" * 500)) < 150
    assert folder_name("a" * 500) != folder_name("a" * 501)


def test_hostile_hosts_stay_in_their_folder(tmp_path):
    async def write() -> None:
        async with open_sink(f"parquet:{tmp_path}/out") as sink:
            for number, host in enumerate(["../../evil", "/etc/passwd", "..", "a" * 300, "\0"]):
                await sink.put(comment(number, host=host))

    anyio.run(write)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert len(list((tmp_path / "out").glob("*/*.parquet"))) == 5
