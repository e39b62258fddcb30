"""Time from a websocket message to what programs read of it."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from benchmarks.figures import Plan, Row, Section, in_turns, ratios
from benchmarks.libraries import GZIP, NOBODY, Library, libraries
from benchmarks.traffic import MESSAGES_PER_FRAME, Mix, frames, messages
from livetok.proto import WebcastPushFrame

C_PARSER = "protobuf in C"
DEPTHS = ("nothing", "three_fields", "everything")
LIMITS: dict[tuple[Mix, str], float] = {
    ("captured", "livetok, nothing"): 1.4,
    ("captured", "livetok, three fields"): 1.6,
}
# Everything takes so long, with one of them most of all, that every so many-th frame has to do.
EVERY = {"everything": 5}


def measure(plan: Plan, mix: Mix) -> Section:
    """Microseconds a message for each library and depth, all on the same messages."""
    said = messages(mix)
    whole = len(said) // MESSAGES_PER_FRAME * MESSAGES_PER_FRAME
    traffic = frames(said[:whole])[:: 20 if plan.quick else 1]
    with tempfile.TemporaryDirectory() as folder:
        everybody = libraries(Path(folder))
    _check(everybody, traffic)
    packed = [WebcastPushFrame.parse(frame).payload for frame in traffic]
    timed = {
        f"{name}, {depth.replace('_', ' ')}": _timed(getattr(library, depth), traffic[:: EVERY.get(depth, 1)])
        for depth in DEPTHS
        for name, library in everybody.items()
    }
    timed["gunzip alone"] = _timed(lambda payload: zlib.decompress(payload, GZIP), packed)
    cost = in_turns(timed, plan.turns(7))
    return Section(
        title=f"1. Decode pipeline, {mix} mix",
        note=f"{whole:,} messages, {MESSAGES_PER_FRAME} a frame, gzip. Three fields: user.id, user.nickname and "
        "the message id.\nEverything: to_dict(), for protobuf MessageToDict(), of every fifth frame. Processor time.",
        rows=[_row(name, cost, LIMITS.get((mix, name))) for name in timed],
    )


def _row(name: str, cost: dict[str, list[float]], limit: float | None) -> Row:
    depth = name.partition(", ")[2]
    other = f"{C_PARSER}, {depth}"
    compared = bool(depth) and name != other
    return Row(
        name=name,
        unit="us a message",
        values=cost[name],
        ratio=ratios(cost[name], cost[other]) if compared else (),
        against="protobuf" if compared else "",
        limit=limit,
    )


def _timed(step: Callable[[bytes], object], traffic: Sequence[bytes]) -> Callable[[], float]:
    def run() -> float:
        start = process_time()
        for frame in traffic:
            step(frame)
        return (process_time() - start) * 1e6 / len(traffic) / MESSAGES_PER_FRAME

    return run


def _check(everybody: dict[str, Library], traffic: list[bytes]) -> None:
    """Warm up, and see that all of them read the same; livetok looks some senders up elsewhere in the message."""
    first, *rest = (
        [fields for frame in traffic for fields in decoder.three_fields(frame)]
        for decoder in everybody.values()
    )
    for seen in rest:
        for ours, theirs in zip(first, seen, strict=True):
            if ours != theirs and (*NOBODY, ours[-1]) != theirs:
                raise SystemExit(f"the libraries do not agree on what the messages say: {ours}, {theirs}")
    for decoder in everybody.values():
        decoder.everything(traffic[0])
