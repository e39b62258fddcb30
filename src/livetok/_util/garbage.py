"""The garbage collector, where thousands of rooms would have it go through everything again and again."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["garbage_collection_paused"]


@contextmanager
def garbage_collection_paused() -> Generator[None]:
    """Keep the collector from running while the block lasts; where it is off already, it stays off.

    This concerns the whole process, so it is for blocks of seconds. What the block leaves behind is collected later.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
