"""Who may read: no foreign page, no name that was pointed here (DNS rebinding), nobody without the token."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from attrs import field, frozen

from livetok.errors import UserError

__all__ = ["AccessRules", "Refusal", "is_loopback"]

_TOKEN: Final = re.compile(r"[A-Za-z0-9._~-]{8,200}")
_OWN_SITES: Final = frozenset({"same-origin", "none"})


@frozen
class Refusal:
    """Why a request is not answered.

    Attributes:
        status: HTTP status of the answer.
        message: One line for the person who looks at it.
    """

    status: int
    message: str


def _names(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value.rstrip("/").lower() for value in values)


@frozen(kw_only=True)
class AccessRules:
    """What a request has to show before it is answered.

    Attributes:
        token: Has to be in `?token=` or in `Authorization: Bearer`; None to ask for none.
        allowed_hosts: Names under which this server is known, beside `localhost` and plain addresses.
        allowed_origins: Origins of foreign pages that may read, such as `https://game.example`.
    """

    token: str | None = field(default=None, repr=False)
    allowed_hosts: frozenset[str] = field(default=frozenset(), converter=_names)
    allowed_origins: frozenset[str] = field(default=frozenset(), converter=_names)

    def __attrs_post_init__(self) -> None:
        """Check the token: it has to fit into an address as it is, and not to be guessed.

        Raises:
            UserError: The token is too short, too long, or has other characters.
        """
        if self.token is not None and not _TOKEN.fullmatch(self.token):
            raise UserError(
                "the token must be 8 to 200 letters, digits or . _ ~ -",
                hint="python -c 'import secrets; print(secrets.token_urlsafe(16))' makes one",
            )

    def refuse(self, headers: Mapping[str, str], query_token: str, *, writes: bool = False) -> Refusal | None:
        """Return why a request is refused, None when it is not.

        Args:
            headers: By names in lower case.
            query_token: Value of `?token=`, empty for none.
            writes: Whether the request changes something: then a browser has to say that its own page sent it.
        """
        if not self._is_own_host(headers.get("host", "")):
            return Refusal(421, "this server is not known by that name")
        if not self._is_own_page(headers, writes=writes):
            return Refusal(403, "pages of other sites may not read this")
        if self.token is not None and not self._has_token(headers, query_token):
            return Refusal(401, "add ?token=... to the address")
        return None

    def allows_origin(self, origin: str) -> bool:
        """Tell whether a page of a foreign origin was let in on purpose.

        Args:
            origin: As in the header `Origin`, in any case.
        """
        return origin.lower() in self.allowed_origins

    def _is_own_host(self, host: str) -> bool:
        """Tell whether a `Host` is ours: a name that somebody else owns can be pointed here, an address cannot."""
        name = _host_name(host)
        return name == "localhost" or name in self.allowed_hosts or _is_address(name)

    def _is_own_page(self, headers: Mapping[str, str], *, writes: bool) -> bool:
        origin = headers.get("origin", "")
        if origin:
            own = urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
            return own or self.allows_origin(origin)
        # Pictures and scripts are asked for without an Origin; a link that a person follows is welcome.
        site = headers.get("sec-fetch-site", "none")
        if site in _OWN_SITES or writes:
            return site in _OWN_SITES
        return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"

    def _has_token(self, headers: Mapping[str, str], query_token: str) -> bool:
        scheme, _, value = headers.get("authorization", "").partition(" ")
        given = value.strip() if scheme.lower() == "bearer" else query_token
        return hmac.compare_digest(given.encode(), (self.token or "").encode())


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on is reached from this machine only."""
    try:
        return host.lower() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _host_name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
