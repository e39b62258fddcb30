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
# What only some programs use, and what is loaded while a program waits for the network in any case.
RARE = {
    "asyncio",
    "h11",
    "hashlib",
    "http.cookiejar",
    "httpx",
    "livetok._capture.writer",
    "livetok._recording",
    "livetok.cli",
    "livetok.signers",
    "livetok.testing",
    "rich",
    "trio",
    "urllib.request",
    "wsproto",
}
# The program's own output comes before the line of names; a command ends with SystemExit.
REPORT = """
import runpy, sys
before = set(sys.modules)
try:
    {}
except SystemExit as end:
    assert not end.code
print("\\n", *sorted(set(sys.modules) - before))
"""


def loaded_by(statement: str) -> set[str]:
    """Runs a statement in a new Python and gives the modules that it loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", REPORT.format(statement)], check=True, capture_output=True, text=True
    )
    return set(ran.stdout.rpartition("\n ")[2].split())


def loaded_by_command(*arguments: str) -> set[str]:
    return loaded_by(
        f"sys.argv = ['livetok', *{arguments}]; runpy.run_module('livetok', run_name='__main__')"
    )


def generated(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith(("livetok.proto.webcast.", "livetok.proto.livetok."))}


def test_the_report_is_complete():
    modules = loaded_by(
        "from livetok import CommentEvent; import ssl, httpx, rich, hashlib, livetok._recording"
    )
    assert {"livetok", "anyio", "attr", "ssl", "httpx", "rich", "hashlib", "livetok._recording"} <= modules
    assert "livetok.proto.webcast.chat" in generated(modules)


@pytest.mark.parametrize(
    "statement", ["import livetok; dir(livetok)", "from livetok import errors, register, UserOffline"]
)
def test_the_package_loads_nothing_heavy(statement):
    modules = loaded_by(statement)
    assert "livetok.errors" in modules
    assert modules & HEAVY == set()
    assert generated(modules) == set()


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["watch", "--help"], ["record", "--help"], ["simulate", "--help"]],
)
def test_help_loads_nothing_heavy(arguments):
    modules = loaded_by_command(*arguments)
    assert "livetok.cli.watch" in modules
    assert modules & HEAVY == set()
    assert generated(modules) == set()


def test_connecting_loads_nothing_rare():
    modules = loaded_by("from livetok import connect, CommentEvent, GiftEvent")
    assert {"livetok._client.connect", "livetok.proto.webcast.gift"} <= modules
    assert modules & RARE == set()


EVERYTHING = """
import importlib, pkgutil, livetok
for module in pkgutil.walk_packages(livetok.__path__, "livetok."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
for name in livetok.__all__:
    getattr(livetok, name)
event = livetok.CommentEvent(content="hi")
assert livetok.CommentEvent.parse(bytes(event)) == event
"""


@pytest.mark.parametrize(
    "arguments", [("-c", EVERYTHING), ("-m", "livetok", "demo", "--plain", "--limit", "5")]
)
def test_bytes_and_text_are_never_mixed_up(arguments: tuple[str, ...]) -> None:
    """What `python -bb` complains of."""
    command = [sys.executable, "-bb", "-W", "error", *arguments]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert (ran.returncode, ran.stderr) == (0, "")
