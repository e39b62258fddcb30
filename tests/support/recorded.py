"""The recorded payloads, where they are at hand; needs nothing but livetok."""

from __future__ import annotations

import json
from base64 import b64decode
from functools import cache
from pathlib import Path

from attrs import frozen

from livetok import proto
from livetok._codec import Message

CAPTURES = Path(__file__).resolve().parents[3] / "shared" / "captures" / "payloads.jsonl"


@frozen
class Capture:
    """One captured payload."""

    method: str
    payload: bytes

    @property
    def cls(self) -> type[Message]:
        message_class: type[Message] = getattr(proto, proto.METHODS[self.method])
        return message_class


@cache
def captures() -> tuple[Capture, ...]:
    """The captured payloads; none where the captures are not at hand."""
    if not CAPTURES.exists():
        return ()
    records = map(json.loads, CAPTURES.read_text(encoding="utf-8").splitlines())
    return tuple(Capture(each["method"], b64decode(each["payload"])) for each in records)
