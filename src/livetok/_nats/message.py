"""`Message`: what is to be published."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

__all__ = ["Message"]


@frozen(kw_only=True)
class Message:
    """One message for a JetStream stream.

    Attributes:
        subject: Where it goes; a stream takes it in.
        body: The payload.
        id: Stable id, sent as `Nats-Msg-Id`: within its `duplicate_window` the stream stores it once.
        headers: Further headers; none by default.
    """

    subject: str
    body: bytes = field(repr=False)
    id: str = ""
    headers: Mapping[str, str] = field(factory=dict[str, str], repr=False)

    @property
    def size(self) -> int:
        """Approximate size on the wire, in bytes."""
        extra = sum(len(name) + len(value) + 4 for name, value in self.headers.items())
        return len(self.subject) + len(self.body) + len(self.id) + extra + 64
