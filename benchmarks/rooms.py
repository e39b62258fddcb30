"""Many rooms in one process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from attrs import frozen

from benchmarks.figures import Plan, Row, Section, collect, ratios
from benchmarks.processes import FirehoseAddress, run_client
from benchmarks.traffic import Mix

COST_LIMIT = 1.5
MEMORY_LIMIT = 100.0  # KB a room
CORE_LIMIT = 0.8  # of a core, for the most rooms
LEAVE_LIMIT = 1.5  # s
CONNECT_LIMIT = 90.0  # s
MANY = 5000  # rooms that these are for
COST = "s CPU/1,000 messages"
RATE = 5.0
ALL_IN_ONE = 5000.0


@frozen
class Case:
    """So many rooms with so many messages a second each, read for so many seconds."""

    rooms: int
    rate: float
    seconds: float
    backend: str = "asyncio"

    @property
    def name(self) -> str:
        pace = f"{self.rate:g}/s{' each' if self.rooms > 1 else ''}" if self.rate else "idle"
        rooms = f"{self.rooms:,} room{'s' if self.rooms > 1 else ''}"
        return f"{rooms}, {pace}{'' if self.backend == 'asyncio' else ', trio'}"


def measure(plan: Plan, firehose: FirehoseAddress, mix: Mix) -> Section:
    """Processor time a message, memory a room, and time to connect."""
    many = int(plan.shorter(1000, 10))
    single, at_once = Case(1, RATE, 8), Case(1, ALL_IN_ONE, 4)
    at_scale, on_trio, idle = Case(many, RATE, 6), Case(many, RATE, 6, "trio"), Case(many, 0.0, 1)
    most = Case(int(plan.shorter(5000, 20)), 1.0, 15)
    cases = (single, at_once, Case(100, RATE, 6), at_scale, on_trio, most, idle)
    turns = {
        case.name: partial(
            run_client,
            "many_rooms",
            firehose,
            rooms=case.rooms,
            rate=case.rate,
            backend=case.backend,
            warm_up=plan.shorter(2.0, 0.2),
            seconds=plan.shorter(case.seconds, 1.5),
        )
        for case in cases
    }
    measured = collect(turns, plan.turns(2))
    return Section(
        title=f"4. Many rooms through follow(), {mix} mix",
        note="Five messages a frame, three fields of each read; a server of its own. Memory: growth since the same "
        "process had read one room.\nThe garbage collector is set as docs/many-rooms.md asks for.\n"
        "Processor time: of the messages, not of connecting. Where no backend is named, "
        "asyncio.",
        rows=[*_costs(measured, cases), *_memory(measured, cases), *_health(measured, cases)],
    )


Found = dict[str, dict[str, list[float]]]


def _costs(measured: Found, cases: Sequence[Case]) -> list[Row]:
    """Cost of each, and of many compared with one: one as quiet as each of them, and one as busy as all together."""
    quiet, busy, *crowds = (case for case in cases if case.rate)
    plain = [Row(name=case.name, unit=COST, values=measured[case.name]["cpu_s"]) for case in (quiet, busy)]
    return plain + [
        Row(
            name=case.name,
            unit=COST,
            values=measured[case.name]["cpu_s"],
            ratio=ratios(measured[case.name]["cpu_s"], measured[single.name]["cpu_s"]),
            against=f"one of {single.rate:g}/s",
            limit=COST_LIMIT if case.rooms > 100 else None,
        )
        for case in crowds
        for single in (quiet, busy)
    ]


def _memory(measured: Found, cases: Sequence[Case]) -> list[Row]:
    return [
        Row(
            name=case.name,
            unit="KB a room",
            values=measured[case.name]["kilobytes"],
            limit=MEMORY_LIMIT if case.rooms > 100 else None,
        )
        for case in cases
        if case.rooms > 1
    ]


def _health(measured: Found, cases: Sequence[Case]) -> list[Row]:
    """How long it took, and whether everything came: what is too much for the machine says little about us."""
    many, busy = [case for case in cases if case.rooms > 1], [case for case in cases if case.rate]
    figures = (
        ("connect_s", "s to connect all", many),
        ("leave_s", "s to leave all", many),
        ("connected", "rooms connected", many),
        ("received", "% of messages received", busy),
        ("amiss", "messages missing or twice", busy),
        ("core", "of a core", busy),
    )
    return [
        Row(name=case.name, unit=unit, values=measured[case.name][figure], limit=_limit(case, figure))
        for figure, unit, which in figures
        for case in which
    ]


def _limit(case: Case, figure: str) -> float | None:
    if figure == "amiss":
        return 0.0
    if case.rooms < MANY:
        return None
    return {"core": CORE_LIMIT, "leave_s": LEAVE_LIMIT, "connect_s": CONNECT_LIMIT}.get(figure)
