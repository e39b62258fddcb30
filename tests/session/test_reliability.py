"""The fault table of `docs/reliability.md`: made by running it, and compared with what the page says.

Set `LIVETOK_WRITE_DOCS=1` to write the page.
"""

from __future__ import annotations

import os
from functools import cache
from itertools import product
from pathlib import Path

import anyio
import pytest

from support.fault_table import ROWS, Outcome, Row, run_table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
HEAD = (
    "| Fault | Backend | First connection | Running session | Lost | Twice | Seconds to leave |\n"
    "|---|---|---|---|---|---|---|\n"
)
BACKENDS = ("asyncio", "trio")


@cache
def table(backend: str) -> dict[str, Outcome]:
    return anyio.run(run_table, backend=backend)


def line(row: Row, backend: str) -> str:
    return f"| {' | '.join((row.name, backend, *table(backend)[row.name].cells()))} |\n"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_fault_costs_nothing(row: Row, backend: str) -> None:
    outcome = table(backend)[row.name]
    assert (outcome.lost, outcome.twice) == (0, 0)
    assert outcome.leaving < 1.5
    assert set(outcome.violations) <= row.objections


def test_the_page_says_what_happens() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    said, _, after = rest.partition(END)
    rows = [line(row, backend) for row in ROWS for backend in BACKENDS]
    for place, (row, backend) in enumerate(product(ROWS, BACKENDS)):
        # A busy machine makes a short silence a long one. What the page says must come when the row runs alone.
        if stable(rows[place]) not in map(stable, said.splitlines()):
            table(backend)[row.name] = anyio.run(run_table, [row], backend=backend)[row.name]
            rows[place] = line(row, backend)
    if os.environ.get("LIVETOK_WRITE_DOCS"):
        said = HEAD + "".join(rows)
        PAGE.write_text(f"{before}{BEGIN}{said}{END}{after}", encoding="utf-8")
    # The last column depends on how busy the machine is; its bound is a test of its own.
    assert [stable(row) for row in said.removeprefix(HEAD).splitlines()] == [stable(row) for row in rows]


def stable(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")[:-2]]
