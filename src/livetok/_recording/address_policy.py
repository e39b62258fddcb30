"""Which addresses a stream may lead to: `http` and `https`, and this network's own machines only from themselves.

Stream URLs, redirects and playlists come from outside. None of them may make us open a file, a port or a device, or
ask a machine that strangers cannot reach, such as a router or a service on the loopback.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Final
from urllib.parse import urlsplit

import anyio
from attrs import frozen

from livetok.errors import NetworkError

__all__ = ["AddressPolicy", "ForbiddenAddressError"]

_SCHEMES: Final = {"http": 80, "https": 443}


class ForbiddenAddressError(NetworkError):
    """A stream led to where no stream may lead."""


@frozen
class AddressPolicy:
    """What a stream whose first URL is `origin` may lead to.

    Attributes:
        origin: Host of the stream's own URL, in lower case. Where it is on this network itself, it may lead to itself.
        resolves: Whether names are looked up to see where they lead. Not when a proxy does that.
    """

    origin: str
    resolves: bool = True

    @classmethod
    def of(cls, url: str, *, resolves: bool) -> AddressPolicy:
        """Build the policy for a stream.

        Raises:
            ForbiddenAddressError: The URL is none, or not of http or https.
        """
        return cls(_host_of(url), resolves)

    async def check(self, url: str) -> None:
        """Let a URL pass.

        Raises:
            ForbiddenAddressError: It is not http or https, or leads into this network from outside.
            NetworkError: The name of its host is not known.
        """
        host = _host_of(url)
        if host == self.origin:
            return
        for address in await self._addresses(host):
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise ForbiddenAddressError(
                    f"the stream of {self.origin} leads to {host}, which is in a private network",
                    hint="no stream of TikTok does that; something between you and the server may be at work",
                    stage="http",
                )

    async def _addresses(self, host: str) -> list[str]:
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
            return ["127.0.0.1"]
        if not self.resolves:
            return []
        try:
            entries = await anyio.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NetworkError(
                f"{host}: the name is not known ({error})", hint="check the network", stage="dns"
            ) from error
        return [str(entry[4][0]) for entry in entries]


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, scheme, port = (parts.hostname or "").rstrip("."), parts.scheme, parts.port
    except ValueError:
        host, scheme, port = "", "", None
    if scheme not in _SCHEMES or not host or port == 0:
        raise ForbiddenAddressError(
            f"a stream at {scheme or 'no'}:// is not opened", hint="streams are http or https", stage="http"
        )
    return host.lower()
