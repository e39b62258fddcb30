"""Ctrl-C at a few moments of each way into a room; `python -m tools.interrupts` tries hundreds."""

from __future__ import annotations

import sys

import pytest

from tools.interrupts.__main__ import run, summary
from tools.interrupts.sweep import cases
from tools.interrupts.victims import MOMENTS, WAYS

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(sys.platform == "win32", reason="there no signal can be sent to a program"),
]


@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_ends_it(way: str) -> None:
    findings = run(cases(len(MOMENTS), 1, [way], list(MOMENTS)), jobs=2)
    assert [finding for finding in findings if not finding.clean] == []
    assert max(finding.seconds for finding in findings) < 10, summary(findings)
