"""`livetok record`: its arguments, and what it shows."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import pytest
from attrs import evolve, fields

from livetok._recording import Progress, RecordOptions
from livetok.cli import common, main
from livetok.cli.record import _options, add_parser, progress_line, size, span


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


@pytest.mark.parametrize(
    ("text", "bytes_"), [("1", 1), ("500M", 500_000_000), ("2g", 2 * 10**9), ("1.5kb", 1500), ("10 T", None)]
)
def test_sizes(text: str, bytes_: int | None) -> None:
    if bytes_ is None:
        with pytest.raises(argparse.ArgumentTypeError):
            size(text)
    else:
        assert size(text) == bytes_


def parsed(*words: str) -> argparse.Namespace:
    parser = common.Parser()
    add_parser(parser.add_subparsers(parser_class=common.Parser))
    return parser.parse_args(["record", *words])


def test_every_option_of_the_library_is_on_the_command() -> None:
    args = parsed("@ann", "-o", "x.mp4", "--ffmpeg-args", "-c:v 'lib x'", "--exec", "echo {}")
    options = RecordOptions.of(_options(args))
    assert set(_options(args)) == {attribute.name for attribute in fields(RecordOptions)}
    assert options == RecordOptions(ffmpeg_args=("-c:v", "lib x"), exec=("echo", "{}"))


def test_options_arrive() -> None:
    words = (
        "--quality hd,sd --codec h264 --prefer hls --duration 1h --format mkv --segment 10s --segment-size 2G"
    )
    words += " --chat ass --stall-timeout 5 --overwrite --keep-parts --no-metadata --thumbnail --min-free 1G --loop"
    options = RecordOptions.of(_options(parsed("@ann", "@bob", "-o", "{user}", *words.split())))
    assert (options.quality, options.codec, options.prefer, options.format) == ("hd,sd", "h264", "hls", "mkv")
    assert (options.duration, options.segment, options.segment_size) == (3600, 10, 2 * 10**9)
    assert (options.stall_timeout, options.start_timeout, options.min_free) == (5, math.inf, 10**9)
    assert (options.overwrite, options.keep_parts, options.metadata, options.thumbnail) == (
        True,
        True,
        False,
        True,
    )


def test_several_users_need_several_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "@ann", "@bob", "-o", "x.mp4"]) == 2
    assert "{user}" in capsys.readouterr().err


def test_the_progress_line() -> None:
    now = Progress(time=3725.4, bytes=1_234_567_890, bitrate=2_500_000, speed=1.0, drops=2, segments=3)
    said = "01:02:05  1,234.6 MB  2.50 Mbit/s  2 drops  12,345 viewers"
    assert progress_line(now, 12_345).rstrip() == said
    assert progress_line(evolve(now, paused=True), 12_345) == f"{said}  PAUSED, the disk is all but full"


def test_nothing_to_recover(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "@ann", "-o", str(tmp_path / "show.mp4"), "--recover"]) == 1
    assert "no unfinished recording" in capsys.readouterr().err


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "@ann"]) == 2
    assert main(["record", "@ann", "-o", "x.mp4", "--duration", "soon"]) == 2
    assert main(["record", "@ann", "-o", "x.mp4", "--chat", "docx"]) == 2
    assert "no length of time" in capsys.readouterr().err
