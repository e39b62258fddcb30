"""A crash fails one test and loses no other; only tests of real time may be tried again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SUPPORT = Path(__file__).parent

CONFTEST = """
import pytest
from support.failures import Failures

def pytest_configure(config):
    config.addinivalue_line("markers", "realtime: real time")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Failures(config))
"""
TESTS = """
import os, pytest

def test_before(): pass
def test_crash(): os._exit(3)
def test_fails(): assert 0
@pytest.mark.realtime
def test_slow(): assert 0
def test_after(): pass
"""
OTHERS = """
def test_crash_at_the_end():
    import os; os._exit(3)
"""


def test_what_a_crash_leaves(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "test_others.py").write_text(OTHERS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {SUPPORT.as_posix()}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "2",
        "--dist=loadfile",
        "--max-worker-restart=4",
        "-p",
        "no:livetok",
    ]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert "4 failed, 2 passed" in ran.stdout, ran.stdout
    noted = tmp_path / ".pytest_cache" / "v" / "livetok" / "failures"
    assert json.loads(noted.read_text(encoding="utf-8")) == {
        "test_some.py::test_crash": False,
        "test_some.py::test_fails": False,
        "test_some.py::test_slow": True,
        "test_others.py::test_crash_at_the_end": False,
    }
