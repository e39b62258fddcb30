"""The opening handshake as values: what goes out, and what a refusal looks like.

No I/O here. Source of the refusal shape: protocol notes 4.3 (TikTok refuses with HTTP status 200 and explains
itself in `Handshake-Msg` and `Handshake-Status`).
"""

from __future__ import annotations

import re
from http.client import HTTPException, parse_headers
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import frozen

from livetok.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["HandshakeRefused", "UpgradeRequest", "header_mapping", "parse_refusal"]

SWITCHING_PROTOCOLS = 101

_URL = re.compile(r"(?P<scheme>wss?)://(?P<authority>[^/?#]+)(?P<target>[^#]*)(?:#.*)?", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\x21-\x7e]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(rb"(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?")
_STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})\b[^\n]*\n")
_URL_HINT = "give a URL such as wss://webcast-ws.tiktok.com/path?query, percent-encoded"

# The handshake writes these itself; a second one would make the request ambiguous.
_OWN_HEADERS = frozenset(
    {
        "connection",
        "content-length",
        "sec-websocket-accept",
        "sec-websocket-extensions",
        "sec-websocket-key",
        "sec-websocket-protocol",
        "sec-websocket-version",
        "transfer-encoding",
        "upgrade",
    }
)


class HandshakeRefused(Exception):
    """The server answered the upgrade with anything but 101.

    Internal: the session turns it into an error of the tree.

    Attributes:
        status: HTTP status; TikTok refuses with 200.
        headers: The answer's headers, names in lower case.
        body_excerpt: The first bytes of the answer's body as they came, at most 4 KiB.
    """

    def __init__(self, status: int, headers: Mapping[str, str], body_excerpt: bytes = b"") -> None:
        super().__init__(f"the server answered the websocket upgrade with HTTP status {status}")
        self.status = status
        self.headers = headers
        self.body_excerpt = body_excerpt

    @property
    def body_complete(self) -> bool:
        """Whether the excerpt is the whole body, as far as the headers tell."""
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            return self.body_excerpt.endswith(b"0\r\n\r\n")
        length = self.headers.get("content-length", "")
        if length.isascii() and length.isdigit():
            return len(self.body_excerpt) >= int(length[:18])
        return self.status < 200 or self.status in {204, 304}


@frozen
class UpgradeRequest:
    """One websocket upgrade, checked. `target` is the URL's path and query, byte for byte."""

    host: str
    port: int
    secure: bool
    host_header: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def build(cls, url: str, headers: Iterable[tuple[str, str]] = ()) -> UpgradeRequest:
        """Check URL and headers; a caller's `Host` header replaces the one made from the URL.

        Raises:
            UserError: The URL is no websocket URL, or a header cannot be sent.
        """
        match = None if _UNSAFE.search(url) else _URL.fullmatch(url)
        if match is None:
            raise UserError("not a websocket URL", hint=_URL_HINT)
        secure = match["scheme"].lower() == "wss"
        host, port = _split_authority(match["authority"], 443 if secure else 80)
        hosts, others = _split_headers(headers)
        host_header = hosts[-1] if hosts else _host_header(host, port, 443 if secure else 80)
        _check_labels(host, host_header)
        target = match["target"]
        target = target if target.startswith("/") else "/" + target
        return cls(host, port, secure, host_header, target, tuple(others))

    @property
    def where(self) -> str:
        """Host and port for messages; path and query may hold secrets and stay out."""
        return f"{self.host}:{self.port}"


def _split_authority(authority: str, default_port: int) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{authority}")
        host, port = parts.hostname, parts.port
    except ValueError as exc:
        raise UserError(f"bad host or port in the websocket URL: {exc}", hint=_URL_HINT) from exc
    if not host or "@" in authority:
        raise UserError("the websocket URL needs a host, and no user name", hint=_URL_HINT)
    return host, default_port if port is None else port


def _host_header(host: str, port: int, default_port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port == default_port else f"{name}:{port}"


def _check_labels(*hosts: str) -> None:
    try:
        for host in hosts:
            host.encode("idna")
    except UnicodeError as exc:
        raise UserError(f"not a host name: {exc}", hint=_URL_HINT) from exc


def _split_headers(headers: Iterable[tuple[str, str]]) -> tuple[list[str], list[tuple[bytes, bytes]]]:
    hosts: list[str] = []
    others: list[tuple[bytes, bytes]] = []
    for name, value in headers:
        raw = _check_header(name, value)
        if name.lower() == "host":
            hosts.append(value)
        else:
            others.append((name.encode("ascii"), raw))
    return hosts, others


def _check_header(name: str, value: str) -> bytes:
    if _HEADER_NAME.fullmatch(name) is None:
        raise UserError(f"not a header name: {name!r}", hint="letters, digits and hyphens")
    if name.lower() in _OWN_HEADERS:
        raise UserError(f"the header {name!r} belongs to the websocket handshake", hint="leave it out")
    try:
        raw = value.encode("utf-8")
    except UnicodeEncodeError as exc:
        raise UserError(f"the value of the header {name!r} is not text", hint="no lone surrogates") from exc
    if _HEADER_VALUE.fullmatch(raw) is None:
        raise UserError(
            f"the value of the header {name!r} cannot be sent",
            hint="one line, without control characters, without spaces at its ends",
        )
    return raw


def header_mapping(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name; a repeated header's values are joined with a comma, as HTTP allows."""
    mapping: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        mapping[name] = f"{mapping[name]}, {value}" if name in mapping else value
    return mapping


def parse_refusal(head: bytes, body: bytes) -> HandshakeRefused | None:
    """The refusal that an answer's head states; None when it switches protocols.

    Raises:
        ValueError: The head is not one of HTTP/1.
    """
    status_line = _STATUS_LINE.match(head)
    if status_line is None:
        raise ValueError("not an HTTP/1 status line")
    status = int(status_line[1])
    if status == SWITCHING_PROTOCOLS:
        return None
    try:
        headers = parse_headers(BytesIO(head[status_line.end() :]))
    except HTTPException as exc:
        raise ValueError("unreadable HTTP headers") from exc
    pairs = ((name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items())
    return HandshakeRefused(status, header_mapping(pairs), body)
