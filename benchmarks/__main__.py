"""Measure livetok, print one table, and write it to benchmarks/results.md. Figures of two runs do not compare."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks import decoding, growth, importing, loopback, rooms, soaked, steps
from benchmarks.figures import Plan, Section
from benchmarks.growth import Grown
from benchmarks.machine import head
from benchmarks.processes import FirehoseAddress, running_firehose
from benchmarks.table import as_markdown, as_text
from benchmarks.traffic import Mix, mixes

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results.md"
PICTURES = ROOT / "docs"
SERVED = {
    "loopback": loopback.measure_throughput,
    "latency": loopback.measure_latency,
    "rooms": rooms.measure,
}
# These say what a room costs, and are measured with the room's mix alone.
ROOM_ONLY = {"latency", "rooms"}
NAMES = ("steps", "decode", *SERVED, "growth", "soak", "import")


def main() -> None:
    given = parse()
    plan = Plan(rounds=given.rounds, quick=given.quick)
    facts, grown = head(), list[Grown]()
    sections = list(measured(given.only or NAMES, plan, grown))
    print(as_text(facts, sections))
    if not given.only and not given.quick:
        RESULTS.write_text(as_markdown(facts, sections), encoding="utf-8")
        draw(grown)
        print(f"\nwritten: {RESULTS.relative_to(ROOT)} and the pictures in {PICTURES.relative_to(ROOT)}")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="this section; may be repeated")
    parser.add_argument("--rounds", type=int, help="how often each candidate has its turn")
    parser.add_argument(
        "--quick", action="store_true", help="see that everything runs; the figures mean nothing"
    )
    return parser.parse_args()


def measured(names: Sequence[str], plan: Plan, grown: list[Grown]) -> Iterator[Section]:
    """Measure section by section; says on stderr which one is on."""
    with ExitStack() as stack:
        firehose = cache(lambda mix: stack.enter_context(running_firehose(mix)))
        for name in NAMES:
            if name in names:
                print(f"{datetime.now(UTC):%H:%M:%S} measuring {name} ...", file=sys.stderr, flush=True)
                yield from section(name, plan, firehose, grown)


def section(
    name: str, plan: Plan, firehose: Callable[[Mix], FirehoseAddress], grown: list[Grown]
) -> Iterator[Section]:
    if name in SERVED:
        for mix in mixes()[: 1 if name in ROOM_ONLY else None]:
            yield SERVED[name](plan, firehose(mix), mix)
    elif name in {"steps", "decode"}:
        for mix in mixes():
            yield {"steps": steps, "decode": decoding}[name].measure(plan, mix)
    elif name == "growth":
        growth_section, curves = growth.measure(plan)
        grown += curves
        yield growth_section
    elif name == "soak":
        yield from map(soaked.section, soaked.load())
    else:
        yield importing.measure(plan)


def draw(grown: Sequence[Grown]) -> None:
    from benchmarks.plots import draw_growth, draw_soaks

    draw_growth(grown, PICTURES / "performance-growth.png")
    if last := soaked.load():
        draw_soaks(last, PICTURES / "performance-soak.png")


if __name__ == "__main__":
    main()
