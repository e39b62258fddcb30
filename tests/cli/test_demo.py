"""`livetok demo`, as lines, as JSON and as a screen."""

from __future__ import annotations

import json
import re

import pytest

from livetok.cli.screen import Screen
from livetok.cli.summary import RoomSummary
from livetok.events import CommentEvent, ConnectEvent, DisconnectEvent
from livetok.testing import Simulator
from livetok.testing.memory import in_memory

MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
STYLE = re.compile(r"\x1b\[[\d;]*[mK]")


def without_next_steps(lines: list[str]) -> tuple[list[str], list[str]]:
    """Splits what the demo wrote: the events and the summary, without the advice at the end."""
    end = lines.index("What next:") - 1
    assert any(line.startswith("  livetok watch @user") for line in lines[end:])
    return lines[: end - 5], lines[end - 5 : end]


def test_lines_and_a_summary(livetok, anyio_backend):
    outcome = livetok("demo", "--seconds", "1", "--rate", "50", "--backend", anyio_backend)
    assert (outcome.code, outcome.errors) == (0, [])
    lines, summary = without_next_steps(outcome.lines)
    assert re.match(r"1\.\d s with @demo: \d+ messages, \d+\.\d a second", summary[0])
    counts = dict(re.findall(r"(\w+) (\d+)", summary[1].removeprefix("  events")))
    assert sum(map(int, counts.values())) == len(lines)
    assert "0 reconnects, 0 duplicates dropped, 0 damaged" in summary[4]


def test_json_has_standard_output_to_itself(livetok, anyio_backend):
    outcome = livetok("demo", "--seconds", "1", "--rate", "50", "--json", "--backend", anyio_backend)
    events = [json.loads(line) for line in outcome.lines]
    assert [event["meta"]["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert {"connect", "comment", "like"} <= {event["type"] for event in events}
    assert "with @demo" in outcome.errors[0]


def test_the_environment_does_not_lead_the_demo_away(livetok, monkeypatch):
    monkeypatch.setenv("LIVETOK_WEB", "http://127.0.0.1:1")
    assert livetok("demo", "--limit", "3").code == 0


def test_the_same_seed_is_the_same_room(livetok):
    def comments(seed: int) -> list[tuple[str, str]]:
        lines = livetok("demo", "--json", "--limit", "30", "--rate", "200", "--seed", str(seed)).lines
        events = [event["event"] for event in map(json.loads, lines) if event["type"] == "comment"]
        return [(event["user"]["id"], event["content"]) for event in events]

    shown = comments(5)[:5]
    assert len(shown) == 5
    assert comments(5)[:5] == shown
    assert comments(6)[:5] != shown


def rows(frame: str) -> dict[tuple[int, int], str]:
    """The text at each position that the frame moves to."""
    parts = MOVE.split(frame)
    assert parts[0] == ""
    return {
        (int(y), int(x)): STYLE.sub("", text)
        for y, x, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    }


@pytest.mark.anyio
@pytest.mark.parametrize(("width", "height"), [(80, 24), (200, 60)])
async def test_the_screen(width, height, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("LINES", str(height))
    monkeypatch.setenv("FORCE_COLOR", "1")
    simulator = Simulator(seed=2)
    room = simulator.room("ann", title="Tea \x1b[2J")
    async with in_memory(simulator) as network, network.connect("@ann") as live:
        screen = Screen(summary=RoomSummary(live), note="trio")
        room.comment("hello " * 60, user="bo")
        room.gift("Rose", user="cy", streak=3)
        room.gift("Galaxy", user="dee")
        room.viewers(321)
        room.join("eve")
        async for event in live:
            await screen.show(event)
            if "join" in screen.summary.event_counts:
                break
        frame = screen.frame()
    at = rows(frame)
    assert "\n" not in frame
    assert "\x1b[2J" not in frame
    assert {y for y, _ in at} == set(range(1, height + 1))
    split = width * 3 // 5 + 1
    assert {x for _, x in at} == {1, split}
    shown = "".join(at.values())
    assert "● LIVE  @ann" in at[1, 1]
    assert any("321 watching" in text for (y, _), text in at.items() if y == 1)
    assert "Bo: hello" in shown
    assert "Rose x 3, 3 diamonds" in shown.replace("│ ", "")
    assert "Eve: joined" in shown
    assert shown.count("Rose x") <= 1


@pytest.mark.anyio
async def test_a_tiny_terminal_gets_a_frame_too(monkeypatch):
    monkeypatch.setenv("COLUMNS", "1")
    monkeypatch.setenv("LINES", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    simulator = Simulator(seed=2)
    simulator.room("ann")
    async with in_memory(simulator) as network, network.connect("@ann") as live:
        at = rows(Screen(summary=RoomSummary(live), note="").frame())
    assert {y for y, _ in at} == set(range(1, 11))


@pytest.mark.anyio
async def test_the_screen_keeps_no_more_than_it_needs(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    simulator = Simulator(seed=2)
    room = simulator.room("ann")
    async with in_memory(simulator) as network, network.connect("@ann") as live:
        screen = Screen(summary=RoomSummary(live), note="")
        for number in range(400):
            room.comment(f"number {number}", user="bo")
            room.gift("Rose", user=f"u{number}", streak=1)
            room.follow("bo")
        async for event in live:
            await screen.show(event)
            if isinstance(event, CommentEvent) and event.content == "number 399":
                break
        kept = (len(screen._talk), len(screen._rest), len(screen._gifts))
        assert max(kept) <= 100
        assert "number 399" in screen.frame()


@pytest.mark.anyio
async def test_a_lost_connection_shows(monkeypatch):
    simulator = Simulator(seed=2)
    simulator.room("ann")
    async with in_memory(simulator) as network, network.connect("@ann") as live:
        screen = Screen(summary=RoomSummary(live), note="")
        assert "● LIVE" in screen.frame()
        await live.wait_for(ConnectEvent)
        simulator.fault("abort")
        await live.wait_for(DisconnectEvent)
        assert "○ away" in screen.frame()
