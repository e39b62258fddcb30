"""What activities need of the room in which they happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from livetok._codec import Message
    from livetok.testing._world.broadcast import Published
    from livetok.testing._world.gifts import GiftKind
    from livetok.testing._world.people import Person
    from livetok.testing._world.world import SimulatedWorld

__all__ = ["Publisher"]


class Publisher(Protocol):
    """A room that messages can be published in."""

    @property
    def world(self) -> SimulatedWorld: ...
    @property
    def host(self) -> Person: ...
    @property
    def unique_id(self) -> str: ...
    @property
    def room_id(self) -> int: ...

    def person(self, name: str | Person) -> Person: ...

    def publish(self, method: str, message: bytes | Message, *, shown: bytes = b"") -> Published: ...

    def gift_message(
        self,
        kind: GiftKind,
        *,
        sender: Person,
        receiver: Person | None,
        count: int,
        new: int,
        last: bool,
        group_id: int,
    ) -> Published: ...
