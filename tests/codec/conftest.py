"""Shared by the tests of the codec."""

from __future__ import annotations

import pytest
from hypothesis import settings

from support.oracles import Oracles, compile_oracles

# The same examples on every machine and in every run; nothing is kept between runs.
settings.register_profile("codec", derandomize=True, database=None, deadline=None)
settings.load_profile("codec")


@pytest.fixture(scope="session")
def oracles(tmp_path_factory: pytest.TempPathFactory) -> Oracles:
    return compile_oracles(tmp_path_factory.mktemp("oracles") / "out")
