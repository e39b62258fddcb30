"""``python -m tools.fuzz --seconds 600`` looks for values that make livetok raise; exit code 1 when it finds one."""

from __future__ import annotations

import argparse
import logging
import sys
import time
import traceback
from collections import Counter
from random import Random

from tools.fuzz.targets import TARGETS


def run(seconds: float, seed: int, names: list[str], cases: int = 0) -> Counter[str]:
    """Fuzz the targets in turn; print each finding once, with the seed that repeats it. Returns runs and findings."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    end, case = time.monotonic() + seconds, 0
    while time.monotonic() < end and (not cases or case < cases):
        name = names[case % len(names)]
        try:
            TARGETS[name](Random(f"{name} {seed + case}"))
        except Exception as error:  # noqa: BLE001 -- this is what is looked for
            counts["findings"] += 1
            place = traceback.extract_tb(error.__traceback__)[-1]
            finding = f"{type(error).__name__} at {place.name}:{place.lineno}"
            if finding not in seen:
                seen.add(finding)
                sys.stdout.write(f"--only {name} --seed {seed + case} --cases 1\n{traceback.format_exc()}\n")
        counts[name] += 1
        case += 1
    return counts


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0, help="other cases for each; printed with a finding")
    parser.add_argument("--only", choices=sorted(TARGETS), action="append")
    parser.add_argument("--cases", type=int, default=0, help="stop after so many, whatever the time")
    given = parser.parse_args()
    logging.getLogger("livetok").setLevel(logging.CRITICAL)
    counts = run(given.seconds, given.seed, given.only or sorted(TARGETS), given.cases)
    sys.stdout.write(f"{dict(counts)}\n")
    return int(counts["findings"] > 0)


if __name__ == "__main__":
    sys.exit(main())
