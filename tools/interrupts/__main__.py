"""``python -m tools.interrupts --each 300``: exit code 1 when a program did not end as it must."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from tools.interrupts.sweep import LIMIT, Case, Finding, cases, interrupt, open_site
from tools.interrupts.victims import MOMENTS, WAYS


def run(chosen: Iterable[Case], jobs: int = 1) -> list[Finding]:
    """Interrupt programs; print each that does not end as it must."""
    with open_site() as site, ThreadPoolExecutor(jobs) as pool:
        findings: list[Finding] = []
        for finding in pool.map(lambda case: interrupt(case, site), chosen):
            findings.append(finding)
            if not finding.good:
                sys.stdout.write(f"{finding.case}: code {finding.code}, {finding.seconds:.2f} s, ")
                sys.stdout.write(f"starved for {finding.starved:.2f} s\n{finding.errors}\n")
                sys.stdout.flush()
    return findings


def summary(findings: list[Finding]) -> str:
    """A table: for each way and moment how many there were, how many were not right, and the slowest."""
    table: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        table[finding.case.way, finding.case.moment].append(finding)
    lines = ["| Way | Moment | Interrupts | Not right | Slowest |", "|---|---|---|---|---|"]
    for (way, moment), members in sorted(table.items()):
        bad = sum(not member.good for member in members)
        slowest = max(member.seconds for member in members)
        lines.append(f"| `{way}` | {moment} | {len(members)} | {bad} | {slowest:.2f} s |")
    return "\n".join(lines)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.interrupts", description=__doc__)
    parser.add_argument("--each", type=int, default=300, help="interrupts for each way")
    parser.add_argument("--seed", type=int, default=0, help="other delays for each")
    parser.add_argument("--way", choices=list(WAYS), action="append")
    parser.add_argument("--moment", choices=MOMENTS, action="append")
    parser.add_argument("--jobs", type=int, default=1, help="programs at a time")
    given = parser.parse_args()
    chosen = cases(given.each, given.seed, given.way or list(WAYS), given.moment or list(MOMENTS))
    findings = run(chosen, given.jobs)
    bad = sum(not finding.good for finding in findings)
    sys.stdout.write(
        f"{summary(findings)}\n{len(findings)} interrupts, {bad} that took {LIMIT} s, "
        "or ended otherwise than by KeyboardInterrupt, or wrote something\n"
    )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
