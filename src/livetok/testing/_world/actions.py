"""What the server does on an open websocket; drivers carry it out."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Abort", "Action", "Close", "Ping", "Send"]


@frozen(kw_only=True)
class Send:
    """One websocket message; in pieces when `fragment` says how large."""

    data: bytes | str
    fragment: int = 0


@frozen(kw_only=True)
class Ping:
    """A websocket ping."""


@frozen(kw_only=True)
class Close:
    """A close frame; without a code when it is None. The driver then waits shortly for the answer."""

    code: int | None = 1000
    reason: str = ""


@frozen(kw_only=True)
class Abort:
    """The end without a close frame.

    Attributes:
        reset: With a TCP reset rather than an orderly end.
        last: Raw bytes to send before it, past the websocket layer.
    """

    reset: bool = False
    last: bytes = b""


Action = Send | Ping | Close | Abort
