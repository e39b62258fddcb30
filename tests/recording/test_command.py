"""`livetok record`: its arguments, and what it shows."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from livetok._recording import Progress
from livetok.cli import main
from livetok.cli.record import progress_line, span


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("1.5", 1.5), ("90s", 90), ("10m", 600), ("2h", 7200), ("1h30m5s", 5405)],
)
def test_lengths_of_time(text: str, seconds: float) -> None:
    assert span(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "0", "0s", "-1", "ten", "10x", "1h 30m", "nan", "inf", "1e3", "m", "5m-"]
)
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        span(text)


def test_the_progress_line() -> None:
    now = Progress(time=3725.4, bytes=1_234_567_890, bitrate=2_500_000, speed=1.0, drops=2, segments=3)
    assert progress_line(now, 12_345) == "01:02:05  1,234.6 MB  2.50 Mbit/s  2 drops  12,345 viewers "


def test_nothing_to_recover(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "@ann", "-o", str(tmp_path / "show.mp4"), "--recover"]) == 1
    assert "no unfinished recording" in capsys.readouterr().err


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "@ann"]) == 2
    assert main(["record", "@ann", "-o", "x.mp4", "--duration", "soon"]) == 2
    assert main(["record", "@ann", "-o", "x.mp4", "--chat", "docx"]) == 2
    assert "no length of time" in capsys.readouterr().err
