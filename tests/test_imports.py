"""What starting up loads: names of modules, because times are the machine's and not ours."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Each of them takes longer than all that a help text needs.
HEAVY = {
    "anyio",
    "asyncio",
    "attr",
    "betterproto2",
    "email",
    "h11",
    "httpx",
    "importlib.metadata",
    "inspect",
    "logging",
    "rich",
    "ssl",
    "trio",
    "wsproto",
}


def loaded_by(*arguments: str) -> set[str]:
    """Runs Python with these arguments and gives the modules that were loaded, by what Python itself reports."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], check=True, capture_output=True, text=True
    )
    lines = (line for line in ran.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


def generated(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("livetok.proto.")}


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """What Python loads of itself, and what the files of the environment make it load."""
    return loaded_by("-c", "import runpy")


def test_the_report_of_modules_is_complete():
    assert {"livetok", "ssl", "livetok.proto.webcast.chat"} <= loaded_by(
        "-c", "import livetok, ssl; import livetok.proto.webcast.chat"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("-c", "import livetok; dir(livetok)"),
        ("-c", "from livetok import errors, register, UserOffline"),
        ("-m", "livetok", "--version"),
        ("-m", "livetok", "--help"),
        ("-m", "livetok", "watch", "--help"),
        ("-m", "livetok", "record", "--help"),
        ("-m", "livetok", "simulate", "--help"),
    ],
)
def test_starting_up_loads_nothing_heavy(bare, arguments):
    new = loaded_by(*arguments) - bare
    assert "livetok.errors" in new
    assert new & HEAVY == set()
    assert generated(new) == set()
