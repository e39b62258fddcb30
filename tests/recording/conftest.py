from __future__ import annotations

from collections.abc import Iterator

import pytest

from resolver.conftest import certificates, proxies
from support.children import child_ids
from support.media import Movie, make

__all__ = ["certificates", "proxies"]


@pytest.fixture(autouse=True)
def no_child_survives(movie: Movie) -> Iterator[None]:
    before = child_ids()
    yield
    # a child that was there before and is gone now is nobody's fault
    assert [child for child in child_ids() if child not in before] == []


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
