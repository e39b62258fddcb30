"""The hot path does not grow unseen. Counts, not times: they are the same on every machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

# What one comment takes of which three fields are read; measured on Python 3.11, later ones take less. Whoever makes
# it cheaper writes the new figures here; whoever makes it dearer says why in the commit.
BUDGET = {
    ("decode", "calls"): 53.0,
    ("decode", "lines"): 371.0,
    ("session", "calls"): 70.0,
    ("session", "lines"): 418.0,
}
SLACK = 1.15


@pytest.fixture(scope="module")
def counted() -> dict[str, dict[str, float]]:
    script = Path(__file__).parents[1] / "support" / "counting.py"
    ran = subprocess.run([sys.executable, script], check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize(("path", "what"), BUDGET)
def test_a_comment_takes_no_more_than_it_did(
    counted: dict[str, dict[str, float]], path: str, what: str
) -> None:
    cost, budget = counted[path][what], BUDGET[path, what]

    assert cost <= budget * SLACK
    # a budget far above what is needed guards nothing
    assert cost >= budget / 2
