"""Where releases 6.0 to 6.6.5 had the messages."""

from __future__ import annotations

from typing import Any

from livetok.compat.tiktoklive import proto

__all__: list[str] = []


def __getattr__(name: str) -> Any:
    return getattr(proto, name)
