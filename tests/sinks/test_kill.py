"""A program that is killed while it writes leaves whole events in their order; playing them again completes them."""

from __future__ import annotations

import random

import pytest

from support.sink_kills import kill
from support.sink_readers import READERS


@pytest.mark.parametrize("kind", READERS)
def test_killed_at_two_moments(kind, tmp_path):
    rng = random.Random(kind)
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        outcome = kill(kind, folder, rng)
        assert outcome.put > 0
        assert outcome.missing_seconds < 10  # half a second on a machine that has nothing else to do
