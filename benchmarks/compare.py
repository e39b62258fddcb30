"""Two trees side by side, in turns and in one run: ``python -m benchmarks.compare OLD`` prints a table of ratios.

OLD is the root of another worktree. Benchmarks, server and traffic are those of this tree for both; only the package
that is measured differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.importing import WAYS
from benchmarks.processes import FirehoseAddress, running_firehose
from benchmarks.table import number
from benchmarks.traffic import mixes

ROOT = Path(__file__).resolve().parents[1]
# os.times() counts in hundredths of a second, of which `--help` takes a few.
CPU_OF_CHILDREN = (
    "import resource, subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]], check=True, \
stdout=subprocess.DEVNULL); used = resource.getrusage(resource.RUSAGE_CHILDREN); \
print((used.ru_utime + used.ru_stime) * 1e3)"
)

Figures = dict[str, float]


def main() -> None:
    given = parse()
    trees = {"old": Path(given.old), "new": ROOT}
    found: dict[str, dict[str, list[float]]] = {}
    for _ in range(given.rounds):
        for tree, root in trees.items():
            for name, value in figures(root, given.only):
                found.setdefault(name, {}).setdefault(tree, []).append(value)
                print(f"{tree} {name}: {number(value)}", file=sys.stderr, flush=True)
    print("| | old | new | new to old |\n|---|---:|---:|---:|")
    for name, values in found.items():
        old, new = values.get("old", []), values.get("new", [])
        ratio = median(ours / theirs for ours, theirs in zip(new, old, strict=False)) if old and new else 0
        cells = (number(median(side)) if side else "-" for side in (old, new))
        print(f"| {name} | {' | '.join(cells)} | {ratio:.2f} |")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.compare", description=__doc__)
    parser.add_argument("old", help="root of the other worktree")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=[*PARTS], help="this part; may be repeated")
    return parser.parse_args()


def figures(root: Path, only: list[str] | None) -> Iterator[tuple[str, float]]:
    for name, part in PARTS.items():
        if not only or name in only:
            yield from part(root)


def run(root: Path, *command: str) -> str:
    """Run Python with the package of a tree, and return what it prints."""
    path = os.pathsep.join([str(root / "src"), str(ROOT)])
    # Bytecode is cached, as it is wherever a package is installed.
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONPYCACHEPREFIX": str(root / ".nox" / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ran = subprocess.run(
        [sys.executable, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        timeout=300,
    )
    return ran.stdout


def of_steps(root: Path) -> Iterator[tuple[str, float]]:
    for mix in mixes():
        for name, cost in json.loads(run(root, "-m", "benchmarks.steps", mix, "3")).items():
            yield f"{mix} mix: {name}, us", cost


def of_socket(root: Path) -> Iterator[tuple[str, float]]:
    for mix in mixes():
        with running_firehose(mix) as firehose:
            for backend in ("asyncio", "trio"):
                for kind in ("livetok", "floor"):
                    settings = {"kind": kind, "backend": backend, "warm_up": 0.7, "seconds": 2.0}
                    measured = client(root, "client", firehose, settings)
                    yield f"{mix} mix: socket to loop, {kind}, {backend}, us", measured["cpu_us"]


def of_rooms(root: Path) -> Iterator[tuple[str, float]]:
    with running_firehose("room") as firehose:
        for backend in ("asyncio", "trio"):
            settings: dict[str, Any] = {
                "rooms": 1000, "rate": 1.0, "backend": backend, "warm_up": 6.0, "seconds": 10.0
            }  # fmt: skip
            measured = client(root, "many_rooms", firehose, settings)
            yield f"1,000 rooms, {backend}, s of processor time for 1,000 messages", measured["cpu_s"]
            yield f"1,000 rooms, {backend}, KB a room", measured["kilobytes"]


def client(root: Path, module: str, firehose: FirehoseAddress, settings: dict[str, Any]) -> Figures:
    return json.loads(run(root, "-m", f"benchmarks.{module}", str(firehose), json.dumps(settings)))


def of_import(root: Path) -> Iterator[tuple[str, float]]:
    for name, command in WAYS.items():
        yield f"{name}, ms of processor time", float(run(root, "-c", CPU_OF_CHILDREN, *command))


PARTS = {"steps": of_steps, "socket": of_socket, "rooms": of_rooms, "import": of_import}


if __name__ == "__main__":
    main()
