"""What the benchmarks make of their figures. How long things take is nobody's test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.client import percentiles
from benchmarks.figures import Plan, Row, Section, collect, exponent, in_turns, ratios
from benchmarks.firehose import FRAMES, Board, _end, websocket_frame
from benchmarks.soaked import Soaked, drift, load, save
from benchmarks.soaked import section as soak_section
from benchmarks.table import as_markdown, as_text, number

SIZES = (1, 10, 100, 1000)
SOAKED = Soaked(
    date="2026-01-01",
    backend="trio",
    seconds=400.0,
    read=5,
    lost=0,
    twice=0,
    reconnects=1,
    memory=[(30.0, 50), (100.0, 100), (200.0, 101), (300.0, 102)],
)


@pytest.mark.parametrize(("power", "factor"), [(0.0, 3.0), (1.0, 0.5), (2.0, 7.0)])
def test_exponent_finds_the_power(power: float, factor: float) -> None:
    assert exponent(SIZES, [factor * size**power for size in SIZES]) == pytest.approx(power)


def test_exponent_sees_through_what_each_step_costs_anyway() -> None:
    assert exponent(SIZES, [100 + size**2 for size in SIZES]) > 1.9


def test_everybody_has_a_turn_in_each_round() -> None:
    order: list[str] = []
    turns = {name: lambda name=name: float(not order.append(name)) for name in "ab"}

    assert in_turns(turns, 2) == {"a": [1.0, 1.0], "b": [1.0, 1.0]}
    assert order == ["a", "b", "a", "b"]


def test_collect_sorts_figures_by_name() -> None:
    assert collect({"a": lambda: {"x": 1.0, "y": 2.0}}, 2) == {"a": {"x": [1.0, 1.0], "y": [2.0, 2.0]}}


def test_ratios_are_of_the_same_round() -> None:
    assert ratios([2.0, 9.0], [1.0, 3.0]) == (2.0, 3.0)


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row(name="a", unit="us", values=[1.0, 9.0, 2.0]), None),
        (Row(name="a", unit="us", values=[1.0, 9.0, 2.0], limit=2.0), True),
        (Row(name="a", unit="us", values=[1.0], ratio=[2.1], against="b", limit=2.0), False),
    ],
)
def test_the_median_is_judged_and_the_ratio_before_the_values(row: Row, met: bool | None) -> None:
    assert row.met is met


def test_rounds_given_win() -> None:
    assert Plan(rounds=3, quick=True).turns(7) == 3
    assert Plan(quick=True).turns(7) == 1
    assert Plan().turns(7) == 7


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.01234, "0.0123"), (1.234, "1.23"), (12.34, "12.3"), (12345.6, "12,346"), (-0.5, "-0.50")],
)
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_the_table_says_what_is_missed() -> None:
    rows = [
        Row(name="ours", unit="us", values=[3.0, 1.0, 2.0], ratio=[4.0, 5.0, 6.0], against="them", limit=2),
        Row(name="theirs", unit="us", values=[1.0, 1.0, 1.0]),
    ]
    sections = [Section(title="Speed", note="How fast.", rows=rows)]

    text = as_text([("date", "today")], sections)
    page = as_markdown([("date", "today")], sections)

    assert re.search(r"^date +today$", text, re.MULTILINE)
    assert re.search(
        r"^ours +us +1\.00 +2\.00 +3\.00 +5\.00 x them +at most 2 x +missed$", text, re.MULTILINE
    )
    assert "| ours | us | 1.00 | 2.00 | 3.00 | 5.00 x them | at most 2 x | missed |" in page.splitlines()


def test_percentiles() -> None:
    figures = percentiles([each / 1000 for each in range(1, 1001)])

    assert figures == pytest.approx({"median_ms": 501.0, "p99_ms": 990.0, "maximum_ms": 1000.0})


def test_drift_leaves_the_warm_up_out() -> None:
    assert drift(SOAKED.memory, SOAKED.seconds) == pytest.approx(0.02)


def test_a_soak_is_kept_and_judged(tmp_path: Path) -> None:
    file = tmp_path / "soak.json"
    assert load(file) == []
    save([SOAKED, SOAKED], file)
    loaded, other = load(file)

    assert loaded == other == SOAKED
    assert soak_section(loaded).rows[-1].values == pytest.approx((loaded.drift * 100,))


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_server_frames_are_what_a_client_reads(size: int) -> None:
    from wsproto import ConnectionType
    from wsproto.connection import Connection
    from wsproto.events import BytesMessage

    client = Connection(ConnectionType.CLIENT)
    client.receive_data(websocket_frame(bytes(size)))
    event = next(client.events())

    assert isinstance(event, BytesMessage)
    assert event.message_finished
    assert bytes(event.data) == bytes(size)


@pytest.mark.parametrize("size", [0, 125, 126, 1000])
def test_the_end_of_a_client_frame(size: int) -> None:
    from wsproto import ConnectionType
    from wsproto.connection import Connection
    from wsproto.events import BytesMessage

    sent = Connection(ConnectionType.CLIENT).send(BytesMessage(data=bytes(size)))

    assert _end(bytearray(sent + b"more")) == len(sent)


def test_two_processes_read_one_board(tmp_path: Path) -> None:
    server, client = (Board.open(tmp_path / "board") for _ in range(2))
    server.note(FRAMES - 1)
    server.count_acknowledgement()

    assert client.sent_at(FRAMES - 1) > 0
    assert client.sent_at(0) == 0
    assert client.acknowledged == 1
