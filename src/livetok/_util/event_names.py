"""What an event class is called in JSON, on the command line and in subjects."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["event_name"]

_UPPER: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@lru_cache(maxsize=1024)
def event_name(event_class: type) -> str:
    """Return the event's name in snake case: `comment` for `CommentEvent`, `ba_lead_gen` for `BALeadGenEvent`."""
    return _UPPER.sub("_", event_class.__name__.removesuffix("Event")).lower()
