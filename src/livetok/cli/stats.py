"""`livetok stats FILE`: gifters, chat and viewers over time, of what a sink wrote or a capture holds."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livetok.cli import common
from livetok.cli.text import escaped, harmless, isolated

if TYPE_CHECKING:
    from livetok.sinks.summary import HostSummary, Summary

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "print the most generous of each hour, and chat and viewers over time"
    parser = commands.add_parser("stats", help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="what --to wrote (sqlite, duckdb, jsonl, csv, parquet), or a capture; several are added up",
    )
    parser.add_argument(
        "--top", metavar="N", type=common.whole(1), default=5, help="gifters of an hour (%(default)s)"
    )
    parser.add_argument(
        "--minutes",
        metavar="N",
        type=common.whole(1),
        default=1,
        help="minutes of a line of chat (%(default)s)",
    )
    parser.add_argument("--table", metavar="NAME", default="events", help="table of a database (%(default)s)")
    parser.add_argument("--plot", metavar="FILE", help="draw it, too, as a PNG")
    parser.add_argument("--json", action="store_true", help="one JSON object for each host, and nothing else")


async def run(args: argparse.Namespace) -> int:
    """Read the files and print what they add up to. Times are in UTC.

    Raises:
        SinkError: A file cannot be read, or the picture not be written.
        CaptureError: A capture is damaged.
        UserError: A package is missing.
    """
    import anyio.to_thread

    from livetok.cli.output import open_output
    from livetok.sinks.plot import check_plotting, plot
    from livetok.sinks.summary import Summary

    if args.plot:
        check_plotting()
    summary = Summary(args.minutes)
    for file in args.files:
        await _add(summary, Path(file), args.table)
    async with open_output() as output:
        for name, host in summary.hosts.items():
            lines = [_json(name, host, args.top)] if args.json else _table(name, host, args.top)
            await output.write("".join(f"{line}\n" for line in lines))
    if args.plot:
        await anyio.to_thread.run_sync(plot, summary, Path(args.plot))
    return 0


async def _add(summary: Summary, path: Path, table: str) -> None:
    import math

    import anyio.to_thread

    from livetok.sinks.stored import is_capture_file, read_stored

    def add_all() -> None:
        for row in read_stored(path, table=table):
            summary.add(row)

    if not is_capture_file(path):
        await anyio.to_thread.run_sync(add_all, abandon_on_cancel=True)
        return
    from livetok.testing.replay import replay

    async with replay(path, speed=math.inf) as live:
        async for event in live:
            summary.add(event.columns())


def _table(name: str, host: HostSummary, top: int) -> Iterator[str]:
    span = f", {_time(host.first)} to {_time(host.last)} UTC" if host.first else ""
    yield f"@{isolated(harmless(name))}: {host.events:,} events{span}"
    if host.hours:
        yield ""
        yield f"{'hour':<16}  {'diamonds':>10}  {'gifts':>8}  most generous"
    for hour in sorted(host.hours):
        gifts = host.hours[hour]
        names = ", ".join(
            f"{isolated(harmless(gifter, limit=40))} {diamonds:,}"
            for gifter, diamonds in host.top(gifts, top)
        )
        yield f"{_time(hour)}  {gifts.diamonds.total():>10,}  {gifts.count:>8,}  {names}"
    if host.intervals:
        yield ""
        yield f"{'minute':<16}  {'chat':>8}  {'viewers':>10}"
    for minute in sorted(host.intervals):
        interval = host.intervals[minute]
        viewers = "" if interval.viewers is None else f"{interval.viewers:,}"
        yield f"{_time(minute)}  {interval.chat:>8,}  {viewers:>10}".rstrip()
    yield ""


def _json(name: str, host: HostSummary, top: int) -> str:
    facts: dict[str, Any] = {
        "host": name,
        "events": host.events,
        "first": _iso(host.first),
        "last": _iso(host.last),
        "hours": [
            {
                "hour": _iso(hour),
                "diamonds": gifts.diamonds.total(),
                "gifts": gifts.count,
                "gifters": [
                    {"name": gifter, "diamonds": diamonds} for gifter, diamonds in host.top(gifts, top)
                ],
            }
            for hour, gifts in sorted(host.hours.items())
        ],
        "minutes": [
            {"minute": _iso(minute), "chat": interval.chat, "viewers": interval.viewers}
            for minute, interval in sorted(host.intervals.items())
        ],
    }
    return escaped(json.dumps(facts, ensure_ascii=False, separators=(",", ":")))


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _iso(moment: datetime | None) -> str | None:
    return f"{moment.isoformat(timespec='seconds')[:-6]}Z" if moment else None
