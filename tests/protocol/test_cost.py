"""The hot path does not grow unseen. Counts, not times: they are the same on every machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.traffic import mixes

# What one comment takes of which three fields are read; measured on Python 3.11, later ones take less. Whoever makes
# it cheaper writes the new figures here; whoever makes it dearer says why in the commit.
BUDGET = {
    ("decode", "calls"): 53.0,
    ("decode", "lines"): 371.0,
    ("session", "calls"): 70.0,
    ("session", "lines"): 418.0,
}
SLACK = 1.15
# The same for a message of what a room says, and of one of each kind that was ever captured: calls and instructions of
# Python, with everything from the frame on for the first two.
MIXES = {
    "room": {
        "decode, three fields": (69.8, 2653.0),
        "protocol, three fields": (106.6, 3324.0),
        "compact form": (206.6, 5292.0),
        "one --json line": (979.0, 20055.0),
    },
    "captured": {
        "decode, three fields": (61.4, 2037.0),
        "protocol, three fields": (93.4, 2671.0),
        "compact form": (169.8, 4396.0),
        "one --json line": (999.0, 22507.0),
    },
}
ROOT = Path(__file__).parents[2]


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


@pytest.fixture(scope="module", params=MIXES)
def mixed(request: pytest.FixtureRequest) -> tuple[str, dict[str, list[float]]]:
    if request.param not in mixes():
        pytest.skip("the captures are not here")
    command = [sys.executable, "-m", "benchmarks.steps", request.param, "0", *MIXES[request.param]]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return request.param, json.loads(ran.stdout)


@pytest.mark.parametrize("step", MIXES["room"])
@pytest.mark.parametrize(("place", "what"), [(0, "calls"), (1, "instructions")])
def test_a_message_of_a_mix_takes_no_more_than_it_did(
    mixed: tuple[str, dict[str, list[float]]], step: str, place: int, what: str
) -> None:
    mix, counted = mixed
    cost, budget = counted[step][place], MIXES[mix][step][place]

    assert cost <= budget * SLACK, what
    assert cost >= budget / 2, what
