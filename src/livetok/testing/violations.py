"""What clients did against the protocol, as data."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator

from attrs import asdict, define, field, frozen

__all__ = ["Violation", "Violations"]


@frozen(kw_only=True)
class Violation:
    """One breach of the protocol by a client.

    Attributes:
        at: Seconds since the simulator started.
        connection: Number of the websocket connection, 0 for plain HTTP.
        rule: Short name of the rule, for example `ack-payload`.
        detail: What was seen and what was due.
        tolerated: True for the habits of old clients that the real server puts up with.
    """

    at: float
    connection: int
    rule: str
    detail: str
    tolerated: bool = False

    def to_json(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


@define(eq=False)
class Violations:
    """Log of violations; keeps the newest ten thousand and counts all.

    Attributes:
        count: All since the start, or since `clear()`.
        on_add: Called after each new one, without arguments.
    """

    count: int = 0
    on_add: Callable[[], None] = lambda: None
    _kept: deque[Violation] = field(factory=lambda: deque(maxlen=10_000))

    def __iter__(self) -> Iterator[Violation]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, violation: Violation) -> None:
        """Append a violation, count it and call `on_add`.

        Args:
            violation: What a client did.
        """
        self.count += 1
        self._kept.append(violation)
        self.on_add()

    def rules(self, *, tolerated: bool = False) -> list[str]:
        """Return the names of the broken rules, in order of time.

        Args:
            tolerated: Whether those that the real server puts up with are listed, too (default False).
        """
        return [violation.rule for violation in self._kept if tolerated or not violation.tolerated]

    def newest(self, count: int) -> list[Violation]:
        """Return the last few violations, the oldest of them first.

        Args:
            count: How many at most.
        """
        return list(self._kept)[-count:] if count > 0 else []

    def clear(self) -> None:
        """Forget all violations, and count from 0."""
        self.count = 0
        self._kept.clear()
