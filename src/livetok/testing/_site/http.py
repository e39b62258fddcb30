"""What the simulated site's routes take and give: one request in, one response out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote

from attrs import field, frozen

from livetok.testing._connection.handshake import cookies
from livetok.testing.simulator import Simulator

__all__ = ["Handler", "Request", "Response", "cookie_attributes", "json_response", "take", "transport_fault"]


@frozen(kw_only=True)
class Request:
    """An HTTP request as it came in.

    Attributes:
        method: Upper case.
        target: Path and query as sent.
        headers: Name, in lower case, and value.
        body: Empty for none.
        secure: It came over TLS.
        is_local: It came from this machine.
    """

    method: str = "GET"
    target: str
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = field(default=b"", repr=False)
    secure: bool = False
    is_local: bool = False

    @property
    def path(self) -> str:
        """Path without query and without trailing slash."""
        return unquote(self.target.partition("?")[0]).rstrip("/") or "/"

    @property
    def query(self) -> dict[str, str]:
        """Parameters; the first of each name."""
        return dict(reversed(parse_qsl(self.target.partition("?")[2], keep_blank_values=True)))

    @property
    def cookies(self) -> dict[str, str]:
        """Cookies, values as sent."""
        return cookies(self.header("cookie"))

    def header(self, name: str) -> str:
        """The first value of a header, empty when absent."""
        return next((value for key, value in self.headers if key == name), "")


@frozen(kw_only=True)
class Response:
    """An answer, and how badly it is to be delivered.

    Attributes:
        delay: Seconds before it is sent.
        abort: Reset the connection instead.
        cut: Send half of the body and end the connection.
    """

    status: int = 200
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = field(default=b"", repr=False)
    delay: float = 0.0
    abort: bool = False
    cut: bool = False


Handler = Callable[[Simulator, Request], Response]


def json_response(facts: Any, *, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> Response:
    """Return JSON as TikTok writes it, without blanks.

    Args:
        facts: What it says.
        status: HTTP status.
        headers: More headers.
    """
    body = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(
        status=status, headers=[("Content-Type", "application/json; charset=utf-8"), *headers], body=body
    )


def cookie_attributes(simulator: Simulator, request: Request) -> str:
    """Return the attributes of a cookie, with which a cookie jar takes it from the address that was asked.

    With the switch `old_clients` it is for TikTok's domain whatever the address is, as the real one: clients of 2023
    put the signer's cookie there themselves, and stumble over a second one of the same name in another domain.

    Args:
        simulator: Its switches.
        request: Its `Host` decides the domain, TLS the rest.
    """
    attributes = "Path=/; Max-Age=31536000; HttpOnly"
    at_tiktok = request.header("host").partition(":")[0].endswith("tiktok.com")
    if at_tiktok or simulator.switches.old_clients:
        attributes += "; Domain=tiktok.com"
    return f"{attributes}; Secure; SameSite=None" if request.secure else attributes


def transport_fault(simulator: Simulator, stage: str, room: str = "") -> Response | None:
    """Return what a fault of any call of a stage answers; None when there is none.

    Args:
        simulator: Its faults.
        stage: `http` or `sign`.
        room: Unique id of the room at hand, empty for none.
    """
    if take(simulator, f"{stage}_abort", room):
        return Response(abort=True)
    slow = take(simulator, f"{stage}_slow", room)
    return Response(status=504, delay=slow) if slow else None


def take(simulator: Simulator, name: str, room: str = "", *, since: float | None = None) -> float:
    """Return the value of a fault that is due now (1 for those without one), and count it; 0 when it does not.

    Args:
        simulator: Its faults.
        name: Which fault.
        room: Unique id of the room at hand, empty for none.
        since: What the fault's `after` is compared with; seconds of the simulator unless given.
    """
    if not simulator.faults:
        return 0.0
    now = simulator.world.now()
    fault = simulator.faults.take(name, room=room, since=now if since is None else since, now=now)
    return (fault.value or 1.0) if fault else 0.0
