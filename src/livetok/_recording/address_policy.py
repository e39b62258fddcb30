"""Which addresses a stream may lead to: `http` and `https`, and this network's own machines only from themselves.

Stream URLs, redirects and playlists come from outside. None of them may make us open a file, a port or a device, or
ask a machine that strangers cannot reach, such as a router or a service on the loopback.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

import anyio
from attrs import define, field

from livetok.errors import NetworkError

__all__ = ["AddressPolicy", "ForbiddenAddressError", "host_of"]

_SCHEMES: Final = {"http": 80, "https": 443}
# Addresses that a gateway turns into the IPv4 address in their last four bytes.
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenAddressError(NetworkError):
    """A stream led to where no stream may lead."""


@define
class AddressPolicy:
    """What a stream whose first URL is `origin` may lead to.

    Attributes:
        origin: Host of the stream's own URL, in lower case. Where it is on this network itself, it may lead to itself;
            where it is not, it cannot become so later.
        resolves: Whether names are looked up to see where they lead. Not when a proxy does that.
    """

    origin: str
    resolves: bool = True
    _origin_is_private: bool | None = field(default=None, init=False)

    @classmethod
    def of(cls, url: str, *, resolves: bool) -> AddressPolicy:
        """Build the policy for a stream.

        Raises:
            ForbiddenAddressError: The URL is none, or not of http or https.
        """
        return cls(host_of(url), resolves)

    async def check(self, url: str) -> Sequence[str]:
        """Let a URL pass, and return the addresses of its host, which have passed, too.

        Connect to one of these and look the name up no more: the next answer may be another.

        Returns:
            IP addresses; empty where the name is not looked up here.

        Raises:
            ForbiddenAddressError: It is not http or https, or leads into this network from outside.
            NetworkError: The name of its host is not known.
        """
        host = host_of(url)
        may_be_private = host == self.origin and self._origin_is_private is not False
        if _is_local_name(host) and not may_be_private:
            raise self._forbidden(host)
        addresses = await self._addresses(host)
        is_private = any(_is_private(address) for address in addresses)
        if is_private and not may_be_private:
            raise self._forbidden(host)
        if host == self.origin and addresses:
            self._origin_is_private = is_private
        return addresses

    def _forbidden(self, host: str) -> ForbiddenAddressError:
        return ForbiddenAddressError(
            f"the stream of {self.origin} leads to {host}, which is in a private network",
            hint="no stream of TikTok does that; something between you and the server may be at work",
            stage="http",
        )

    async def _addresses(self, host: str) -> list[str]:
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        if not self.resolves:
            return []
        try:
            entries = await anyio.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NetworkError(
                f"{host}: the name is not known ({error})", hint="check the network", stage="dns"
            ) from error
        # IPv4 first: where there is no route for the other kind, that shows only after a while.
        addresses = dict.fromkeys(str(entry[4][0]) for entry in entries)
        return sorted(addresses, key=lambda address: ":" in address)


def _is_local_name(host: str) -> bool:
    return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _is_private(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not inner.is_global:
            return True
    return not address.is_global


def host_of(url: str) -> str:
    """Return the host that a URL of http or https leads to, in lower case.

    Raises:
        ForbiddenAddressError: The URL is none, or of another kind.
    """
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
