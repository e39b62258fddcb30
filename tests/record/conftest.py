from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from record.media import Movie, make


def child_ids() -> list[int]:
    """Gives the child processes of this one, dead ones that nobody waited for included."""
    found = list[int]()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = status.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue  # it has just gone
        if parent == str(os.getpid()):
            found.append(int(status.parent.name))
    return sorted(found)


@pytest.fixture(autouse=True)
def no_child_survives(movie: Movie) -> Iterator[None]:
    before = child_ids()
    yield
    assert child_ids() == before


@pytest.fixture(scope="session")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Movie:
    return make(tmp_path_factory.mktemp("movie"))


@pytest.fixture(scope="session")
def wide_movie(tmp_path_factory: pytest.TempPathFactory) -> Movie:
    """Another picture size."""
    return make(tmp_path_factory.mktemp("wide"), size="480x272", tone=880)


@pytest.fixture(scope="session")
def other_sound(tmp_path_factory: pytest.TempPathFactory) -> Movie:
    """Another sample rate."""
    return make(tmp_path_factory.mktemp("sound"), rate=48000)


@pytest.fixture(scope="session")
def song(tmp_path_factory: pytest.TempPathFactory) -> Movie:
    """Sound without pictures."""
    return make(tmp_path_factory.mktemp("song"), video=False)
