"""Which event loop a command runs on: that of the extra `speed` under asyncio, where it is installed."""

from __future__ import annotations

import argparse
import sys
from types import SimpleNamespace

import pytest

from livetok.cli import parser, program


def module_of_the_loop(monkeypatch: pytest.MonkeyPatch, backend: str) -> str:
    """Run a command that notes what it runs on."""
    seen: list[str] = []

    async def run(_: argparse.Namespace) -> int:
        if backend == "asyncio":
            import asyncio

            seen.append(type(asyncio.get_running_loop()).__module__)
        else:
            import trio

            trio.lowlevel.current_task()
            seen.append("trio")
        return 7

    monkeypatch.setitem(parser.COMMANDS, "spy", SimpleNamespace(run=run))
    assert program._run(argparse.Namespace(command="spy", backend=backend, verbose=0)) == 7
    return seen[0]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no uvloop")
def test_asyncio_runs_on_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("uvloop")

    assert module_of_the_loop(monkeypatch, "asyncio").startswith("uvloop")


def test_asyncio_runs_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    assert module_of_the_loop(monkeypatch, "asyncio").startswith("asyncio")


def test_trio_runs_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module_of_the_loop(monkeypatch, "trio") == "trio"
