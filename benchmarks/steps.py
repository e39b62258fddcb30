"""What each step between a websocket message and the program costs: processor time, calls, instructions.

Times are compared within one run only. Calls and instructions of Python are counted, so they are the same on every
machine, and it is they that tell whether a step became cheaper when the machine is noisy.
"""

from __future__ import annotations

import gc
import inspect
import json
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from statistics import median
from types import FrameType
from typing import Any

from benchmarks.figures import Plan, Row, Section
from benchmarks.traffic import MESSAGES_PER_FRAME, Mix, endless, frames
from livetok import decode
from livetok._protocol.room_protocol import RoomProtocol
from livetok.proto import WebcastPushFrame

GZIP = 31  # what zlib calls a gzip container
FRAMES = 400
ROOM_ID = 7_300_000_000_000_000_001
NOW = datetime(2026, 1, 1, tzinfo=UTC)
AIMS: dict[tuple[Mix, str], float] = {
    ("room", "decode, three fields"): 16.0,
    ("room", "protocol, three fields"): 24.0,
    ("room", "compact form"): 40.0,
    ("room", "one --json line"): 250.0,
}

Step = Callable[[], int]
"""Does the step for all frames and returns the number of messages."""


def look(event: Any) -> None:
    """Read what most programs read."""
    user = getattr(event, "user", None)
    if user is not None:
        user.id, getattr(user, "nickname", "")
    event.meta.message_id  # noqa: B018 -- made when it is read


def steps(mix: Mix, count: int = FRAMES) -> dict[str, Step]:
    """Return the steps; each one includes those that it needs."""
    ready = frames(islice(endless(ROOM_ID, mix), count * MESSAGES_PER_FRAME))
    packed = [WebcastPushFrame.parse(frame).payload for frame in ready]

    def gunzip() -> int:
        for payload in packed:
            zlib.decompress(payload, GZIP)
        return len(packed) * MESSAGES_PER_FRAME

    def received() -> Iterator[Any]:
        room = RoomProtocol(room_id=ROOM_ID, unique_id="bench")
        for frame in ready:
            yield from room.receive(frame, NOW).events

    def through(events: Callable[[], Iterator[Any]], use: Callable[[Any], object]) -> Step:
        def run() -> int:
            for event in events():
                use(event)
            return len(ready) * MESSAGES_PER_FRAME

        return run

    def decoded() -> Iterator[Any]:
        return (event for frame in ready for event in decode(frame))

    return {
        "gunzip alone": gunzip,
        "decode, nothing": through(decoded, lambda _: None),
        "decode, three fields": through(decoded, look),
        "protocol, nothing": through(received, lambda _: None),
        "protocol, three fields": through(received, look),
        "compact form": _after(received, lambda event: event.compact()),
        "one --json line": _after(received, lambda event: event.to_json()),
    }


def _after(events: Callable[[], Iterator[Any]], use: Callable[[Any], object]) -> Step:
    """Return a step that is measured without what comes before it."""

    def run() -> int:
        ready = list(events())
        run.clock = time.process_time()  # pyright: ignore[reportFunctionMemberAccess]
        for event in ready:
            use(event)
        return len(ready)

    return run


def microseconds(step: Step) -> float:
    """Processor time a message."""
    gc.collect()
    step.__dict__.pop("clock", None)
    began = time.process_time()
    number = step()
    return (time.process_time() - getattr(step, "clock", began)) * 1e6 / number


def counts(step: Step) -> tuple[float, float]:
    """Calls of functions, Python's and C's, and bytecode instructions, a message."""
    calls = instructions = 0

    def on_call(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    def on_instruction(frame: FrameType, event: str, __: object) -> Any:
        nonlocal instructions
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        instructions += event == "opcode"
        return on_instruction

    sys.setprofile(on_call)
    number = step()
    sys.setprofile(None)
    if (frame := inspect.currentframe()) is not None:
        # Python 3.12 counts none where it learns only later that they are wanted.
        frame.f_trace_opcodes = True
    sys.settrace(on_instruction)
    step()
    sys.settrace(None)
    return calls / number, instructions / number


def measure(plan: Plan, mix: Mix) -> Section:
    """Measure every step of a mix."""
    timed = steps(mix, int(plan.shorter(FRAMES, 10)))
    counted = steps(mix, int(plan.shorter(40, 4)))
    for step in timed.values():
        step()
    costs = {name: [microseconds(step) for _ in range(plan.turns(7))] for name, step in timed.items()}
    rows = [
        Row(name=name, unit="us a message", values=values, limit=AIMS.get((mix, name)))
        for name, values in costs.items()
    ]
    for name, step in counted.items():
        step()
        calls, instructions = counts(step)
        rows += [
            Row(name=name, unit="calls a message", values=[calls]),
            Row(name=name, unit="instructions a message", values=[instructions]),
        ]
    return Section(
        title=f"0. Steps, {mix} mix",
        note=f"{MESSAGES_PER_FRAME} messages a frame, gzip. Decode and protocol include gunzip; the compact form and "
        "the line of JSON\ndo not include what comes before them. Calls are those of functions, Python's and C's; "
        "instructions are\nthose of its bytecode.",
        rows=rows,
    )


def main(mix: Mix, rounds: int, parts: Sequence[str]) -> None:
    """Print medians, or with no rounds counts, as JSON: ``python -m benchmarks.steps MIX ROUNDS [STEP...]``."""
    chosen = {
        name: step
        for name, step in steps(mix, FRAMES if rounds else 40).items()
        if not parts or name in parts
    }
    for step in chosen.values():
        step()
    if not rounds:
        print(json.dumps({name: counts(step) for name, step in chosen.items()}))
        return
    times: dict[str, list[float]] = {name: [] for name in chosen}
    for _ in range(rounds):
        for name, step in chosen.items():
            times[name].append(microseconds(step))
    print(json.dumps({name: median(values) for name, values in times.items()}))


if __name__ == "__main__":
    main("captured" if sys.argv[1] == "captured" else "room", int(sys.argv[2]), sys.argv[3:])
