"""Time from a websocket message to the fields that most programs read."""

from __future__ import annotations

import gc
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import livetok
from benchmarks.contestants import GZIP, Reader, others, with_livetok
from benchmarks.traffic import MESSAGES_PER_FRAME, frames, messages
from livetok.proto import WebcastPushFrame


def measure(rounds: int) -> None:
    """Print microseconds a message for each contestant, all measured in turns on the same messages."""
    source, said = messages()
    traffic = frames(said)
    with tempfile.TemporaryDirectory() as folder:
        readers: dict[str, Reader] = {"livetok": with_livetok, **others(Path(folder))}
    _check(readers, traffic)
    packed = [WebcastPushFrame.parse(frame).payload for frame in traffic]
    steps: dict[str, Callable[[], object]] = {
        name: lambda reader=reader: [reader(frame) for frame in traffic] for name, reader in readers.items()
    }
    steps["livetok, nothing read"] = lambda: [len(livetok.decode(frame)) for frame in traffic]
    steps["gunzip alone"] = lambda: [zlib.decompress(payload, GZIP) for payload in packed]
    cost = {name: seconds * 1e6 / len(said) for name, seconds in _in_turns(steps, rounds).items()}
    print(f"Decoding {len(said)} {source}, {MESSAGES_PER_FRAME} a frame, gzip;")
    print(f"user.nickname and the message id are read. Median of {rounds} rounds in turns.\n")
    for name, micros in cost.items():
        print(f"  {name:<22} {micros:9.1f} us a message")
    print(f"\n  livetok is {cost['betterproto2'] / cost['livetok']:.1f} times as fast as betterproto2")
    print(f"  and takes {cost['livetok'] / cost['protobuf in C']:.1f} times as long as protobuf in C")


def _check(readers: dict[str, Reader], traffic: list[bytes]) -> None:
    """Warm up, and see that all of them read the same."""
    first, *rest = [[reader(frame) for frame in traffic] for reader in readers.values()]
    if any(seen != first for seen in rest):
        raise SystemExit("the contestants do not agree on what the messages say")


def _in_turns(steps: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    spent: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            gc.collect()
            start = perf_counter()
            step()
            spent[name].append(perf_counter() - start)
    return {name: median(each) for name, each in spent.items()}
