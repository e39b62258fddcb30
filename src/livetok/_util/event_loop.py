"""Which event loop runs."""

from __future__ import annotations

import sys

__all__ = ["under_trio"]


def under_trio() -> bool:
    """Tell whether the event loop that runs in this thread is trio's."""
    # Asking a loaded module is not importing it: programs on asyncio never pay for trio.
    trio = sys.modules.get("trio")
    return trio is not None and trio.lowlevel.in_trio_run()
