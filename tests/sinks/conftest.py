"""Sinks with a writer of the test's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from livetok import register_sink
from livetok.sinks import writer as writers


@pytest.fixture(autouse=True)
def shared_by_programs(monkeypatch):
    """Programs that a test starts find what the tests share."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setattr(writers, "_kinds", dict(writers._kinds))

    def begin(writer, **facts):
        async def opener(address):
            return writer

        register_sink("mine", opener, **facts)
        return writer

    return begin
