"""The screen of a room: columns that hold for every script, at every width."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from livetok.cli.screen import Screen
from livetok.cli.summary import RoomSummary
from livetok.cli.text import ISOLATE, ISOLATE_END
from livetok.events import LiveEndEvent
from livetok.testing import Simulator
from livetok.testing.memory import in_memory

pytestmark = pytest.mark.anyio

MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
STYLE = re.compile(r"\x1b\[[\d;]*[mK]")
NAMES = {
    "arabic": "محمد العربي",
    "hebrew": "שלום",
    "thai": "สวัสดี กำลัง",
    "korean": "김민수 한국",
    "emoji": "👨‍👩‍👧‍👦 Fam🇩🇪 👍🏽",
    "latin": "Ann",
}
TEXTS = [
    "مرحبا بالجميع كيف حالكم اليوم في هذا البث المباشر الجميل (hello) 123",
    "שלום לכולם (hello) 123 מה שלומכם",
    "ก็ดีนะครับ ผมชอบมากเลย วันนี้เราจะกินอะไรกันดี",
    "안녕하세요 여러분 오늘도 방송 잘 보고 있어요 화이팅",
    "😂😂😂🔥🔥❤️❤️👍🏽👍🏽👨‍👩‍👧‍👦 so good 🎉🎉",
    "日本語のコメントがここに長く続きますので折り返しを見る",
]


@pytest.fixture(params=[(20, 10), (50, 24), (63, 24), (64, 24), (80, 24), (140, 40)], ids=str)
def size(request, monkeypatch) -> tuple[int, int]:
    width, height = request.param
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("LINES", str(height))
    monkeypatch.setenv("FORCE_COLOR", "1")
    return width, height


async def rows_of_a_room(title: str) -> list[list[tuple[int, str]]]:
    """What a frame puts into each row: columns, counted from 0, and text."""
    simulator = Simulator(seed=2)
    room = simulator.room("ann", title=title)
    for name, nickname in NAMES.items():
        room.member(name, nickname=nickname)
    async with in_memory(simulator) as network, network.connect("@ann") as live:
        screen = Screen(summary=RoomSummary(live), note="trio, Ctrl-C leaves")
        for name in NAMES:
            for text in TEXTS:
                room.comment(text, user=name)
            room.gift("Galaxy", user=name)
            room.join(name)
        room.viewers(94_861)
        room.end()
        async for event in live:
            await screen.show(event)
            if isinstance(event, LiveEndEvent):
                break
        parts = MOVE.split(screen.frame())
    rows: dict[int, list[tuple[int, str]]] = {}
    for y, x, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        rows.setdefault(int(y), []).append((int(x) - 1, STYLE.sub("", text)))
    return [rows[y] for y in sorted(rows)]


async def test_every_part_of_a_row_keeps_to_its_cells(size):
    width, height = size
    rows = await rows_of_a_room("Tea 茶 مرحبا 🍵 drawing with friends")
    assert len(rows) == height
    for row in rows:
        ends = [*(x for x, _ in row[1:]), width]
        for (x, text), end in zip(row, ends, strict=True):
            assert x + cell_len(text) <= end, text


async def test_what_runs_from_right_to_left_stays_in_its_part(size):
    for row in await rows_of_a_room("مرحبا بالجميع"):
        for _, text in row:
            depth = 0
            for character in text:
                depth += (character == ISOLATE) - (character == ISOLATE_END)
                assert depth in {0, 1}
                assert depth == 1 or not re.match(r"[\u0590-\u06ff]", character), text
            assert depth == 0, text


async def test_the_header_says_who_it_is_at_every_width(size):
    width, _ = size
    ((_, header),) = (await rows_of_a_room("Tea with friends"))[0]
    assert "@ann" in header
    assert ("94,861 watching" in header) == (width >= 50)
    assert ("likes" in header) == (width >= 63)
    assert ("Tea with friends" in header) == (width >= 80)


async def test_an_event_without_words_takes_no_row(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "30")
    monkeypatch.setenv("FORCE_COLOR", "1")
    simulator = Simulator(seed=2)
    room = simulator.room("ann")
    async with in_memory(simulator) as network, network.connect("@ann") as live:
        screen = Screen(summary=RoomSummary(live), note="")
        room.join("bo")
        room.message("WebcastHostBoardMessage", b"")
        room.join("cy")
        room.end()
        async for event in live:
            await screen.show(event)
            if isinstance(event, LiveEndEvent):
                break
    parts = MOVE.split(screen.frame())
    right = [
        STYLE.sub("", text).strip(" \u2502")
        for x, text in zip(parts[2::3], parts[3::3], strict=True)
        if int(x) > 1
    ]
    first = right.index("Bo: joined")
    assert right[first : first + 2] == ["Bo: joined", "Cy: joined"]
