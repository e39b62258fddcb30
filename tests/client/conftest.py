"""What users enter: in virtual time where it is asynchronous, with a simulator in a thread where it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.simulated_site import Site, open_site
from support.virtual_time import anyio_backend, second

__all__ = ["anyio_backend", "second"]


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        site.room("ann")
        yield site


@pytest.fixture(params=["trio", "asyncio"])
def backend(request: pytest.FixtureRequest) -> str:
    """The loop behind the façade."""
    return str(request.param)
