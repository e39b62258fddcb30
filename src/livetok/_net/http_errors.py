"""Errors of HTTP requests: a `NetworkError` with a message and a hint for every stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from livetok._net.http_body import ANSWER_HINT
from livetok.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PROXY_HINT", "causes", "failure"]

PROXY_HINT: Final = "check the proxy's address, name and password"
_HINTS: Final = {
    "dns": "check the host name and the network",
    "tcp": "check the network, a firewall, or whether the server runs",
    "tls": "check the clock, or pass ssl_context when the network brings its own certificates",
    "proxy": PROXY_HINT,
    "read": "try again; a firewall or a proxy may cut connections",
    "write": "try again; a firewall or a proxy may cut connections",
    "http": ANSWER_HINT,
}
_HAPPENED: Final = {
    "dns": "the name is not known",
    "tcp": "no connection",
    "tls": "no trusted connection",
    "proxy": "did not connect us",
    "read": "the answer broke off",
    "write": "the request broke off",
    "http": "the answer is not proper HTTP",
}


def failure(stage: str, host: str, error: BaseException) -> NetworkError:
    """Return the error of our tree for what a client raised."""
    what = "the proxy" if stage == "proxy" else host
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return NetworkError(f"{what}: {_HAPPENED[stage]} ({reason})", hint=_HINTS[stage], stage=stage)


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, latest first."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__
