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
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


@define(eq=False)
class Violations:
    """Log of violations; keeps the newest ten thousand and counts all.

    Attributes:
        on_add: Called after each new one.
    """

    count: int = 0
    on_add: Callable[[], None] = lambda: None
    _kept: deque[Violation] = field(factory=lambda: deque(maxlen=10_000))

    def __iter__(self) -> Iterator[Violation]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, violation: Violation) -> None:
        """Append one."""
        self.count += 1
        self._kept.append(violation)
        self.on_add()

    def rules(self, *, tolerated: bool = False) -> list[str]:
        """Names of the broken rules in order; tolerated ones only when asked for."""
        return [violation.rule for violation in self._kept if tolerated or not violation.tolerated]

    def newest(self, count: int) -> list[Violation]:
        """The last few."""
        return list(self._kept)[-count:] if count > 0 else []

    def clear(self) -> None:
        """Forget everything."""
        self.count = 0
        self._kept.clear()
