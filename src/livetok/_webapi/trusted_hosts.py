"""Trusted hosts: who may be sent the session, the device cookie and the caller's own headers.

A websocket URL may come from a signer, and so may lead anywhere. Only TikTok's own hosts over TLS, and the servers that
the option `endpoints` names, get more than an anonymous browser would show to everybody.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

__all__ = ["TIKTOK_DOMAINS", "is_encrypted_or_local", "is_tiktok_host", "is_trusted", "may_have_session"]

# Protocol notes 10.3.3; their subdomains belong to them.
TIKTOK_DOMAINS: Final = ("tiktok.com", "tiktokn.com", "tiktokv.com")
_TLS: Final = frozenset({"https", "wss"})
_PORTS: Final = {"http": 80, "ws": 80, "https": 443, "wss": 443}


def is_tiktok_host(host: str) -> bool:
    """Whether a host name, in any case, is one of TikTok's domains or lies below one."""
    host = host.lower()
    return any(host == domain or host.endswith(f".{domain}") for domain in TIKTOK_DOMAINS)


def is_trusted(url: str, *configured: str) -> bool:
    """Whether a URL leads to TikTok over TLS, or to a server that the caller configured.

    Args:
        url: Where something is to be sent.
        configured: URLs on the configured servers. The endpoint `sign` is none of them: a signer gets the session only
            by its own `share_session_with`.
    """
    parts = _split(url)
    if parts is None:
        return False
    if is_tiktok_host(parts.hostname or ""):
        return parts.scheme in _TLS
    return any(_server(parts) == _server(urlsplit(server)) for server in configured)


def may_have_session(url: str, *configured: str) -> bool:
    """Whether a URL is trusted, and nobody on the way to it can read along. For the arguments see `is_trusted`."""
    return is_trusted(url, *configured) and is_encrypted_or_local(url)


def is_encrypted_or_local(url: str) -> bool:
    """Whether a URL has TLS, or leads to this machine."""
    parts = _split(url)
    return parts is not None and (parts.scheme in _TLS or _is_loopback(parts.hostname or ""))


def _split(url: str) -> SplitResult | None:
    """The parts of a URL; None for one that has no server that two readers would agree on."""
    if "\\" in url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.hostname and _server(parts)[1] and "@" not in parts.netloc else None
    except ValueError:
        return None


def _server(parts: SplitResult) -> tuple[str, int]:
    return (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme, 0)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
