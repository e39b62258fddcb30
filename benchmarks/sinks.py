"""Measure the sinks: processor time of this program for an event that goes into each, beside decoding alone.

``python -m benchmarks.sinks [--events N] [--rounds N] [KIND ...]``; prints a table in Markdown. Servers that are not on
this machine are left out, and what servers need is not counted.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import anyio

from benchmarks.figures import in_turns
from benchmarks.traffic import endless, frames, mixes
from livetok import Event, decode, open_sink
from livetok._mixins.event import with_meta

FILES = ("sqlite", "jsonl", "csv", "parquet", "duckdb")
SERVERS = ("postgresql", "nats", "webhook")
ALONE = ("decoding alone", "decoding and compact()", "decoding and to_json()")
EVENTS = 100_000
ROOM_ID = 7_400_000_000_000_000_001

Measure = Callable[[], float]
Urls = Callable[[], str]


def main() -> None:
    given = parse()
    mix = mixes()[-1]
    traffic = frames(islice(endless(mix=mix), given.events))
    with ExitStack() as stack:
        urls = {kind: stack.enter_context(OPENERS[kind]()) for kind in given.kinds or (*FILES, *SERVERS)}
        wall: dict[str, list[float]] = {}
        candidates = {name: alone(name, traffic) for name in ALONE}
        candidates |= {kind: through(kind, url, traffic, wall) for kind, url in urls.items() if url}
        cost = in_turns(candidates, given.rounds)
    base = cost[ALONE[0]]
    print(f"{given.events:,} messages of the {mix} mix, {given.rounds} rounds\n")
    print("| | us an event | of decoding alone | events a second |\n|---|---|---|---|")
    for name, values in cost.items():
        each = [value * 1e6 / given.events for value in values]
        ratio = median(value / other for value, other in zip(values, base, strict=True))
        rate = f"{given.events / median(wall[name]):,.0f}" if name in wall else ""
        print(f"| {name} | {min(each):.0f} to {max(each):.0f} | {ratio:.1f} | {rate} |")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.sinks", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join((*FILES, *SERVERS)))
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


def alone(name: str, traffic: Sequence[bytes]) -> Measure:
    read = {ALONE[0]: lambda event: event, ALONE[1]: lambda event: event.compact()}.get(
        name, lambda event: event.to_json()
    )
    some = traffic[:: 10 if name == ALONE[2] else 1]  # it takes so long

    def measure() -> float:
        start = process_time()
        for frame in some:
            for event in events_of(frame):
                read(event)
        return (process_time() - start) * len(traffic) / len(some)

    return measure


def events_of(frame: bytes) -> Iterator[Event]:
    """Decode a frame, and say where its events come from, as a session does."""
    for event in decode(frame):
        meta = event.meta
        fields = (meta.message_id, meta.method, ROOM_ID, "anna", meta.received_at, meta.sequence, False, None)
        yield with_meta(event, fields)


def through(kind: str, url: Urls, traffic: Sequence[bytes], wall: dict[str, list[float]]) -> Measure:
    async def run() -> float:
        async with open_sink(url()) as sink:  # connected, and the table made
            start, began = process_time(), perf_counter()
            for frame in traffic:
                for event in events_of(frame):
                    await sink.put(event)
                await anyio.lowlevel.checkpoint()  # as whoever reads a socket does
            await sink.flush()
        wall.setdefault(kind, []).append(perf_counter() - began)
        return process_time() - start

    return lambda: anyio.run(run)


# --- where to


def in_folder(kind: str) -> Callable[[], AbstractContextManager[Urls]]:
    @contextmanager
    def open_folder() -> Iterator[Urls]:
        with tempfile.TemporaryDirectory() as folder:
            numbers = iter(range(1_000))
            yield lambda: f"{kind}:{folder}/{next(numbers)}"

    return open_folder


@contextmanager
def open_postgresql() -> Iterator[Urls | None]:
    from support.postgres_server import postgres_server, program

    if program("postgres") is None:
        yield None
        return
    numbers = iter(range(1_000))
    with postgres_server() as server:
        yield lambda: f"{server.url}#table=t{next(numbers)}"


@contextmanager
def open_nats() -> Iterator[Urls]:
    from support.nats_server import nats_server

    names = iter(f"#stream=S{number}&subject=s{number}" for number in range(1_000))
    with nats_server() as server:
        yield lambda: f"{server.url}{next(names)}"


@contextmanager
def open_webhook() -> Iterator[Urls]:
    from support.webhook_server import webhook_server

    with tempfile.TemporaryDirectory() as folder, webhook_server(Path(folder) / "kept") as server:
        numbers = iter(range(1_000))
        yield lambda: f"{server.url}?{next(numbers)}#spool={folder}/spool"


OPENERS = {kind: in_folder(kind) for kind in FILES} | {
    "postgresql": open_postgresql,
    "nats": open_nats,
    "webhook": open_webhook,
}

if __name__ == "__main__":
    main()
