"""HTTP requests and responses as plain values.

A custom `Signer` builds an `HttpRequest`, hands it to `SignRequest.send`, and reads the `HttpResponse` that comes
back. Nothing here does I/O; both are frozen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast
from urllib.parse import urlencode, urlsplit

from attrs import Attribute, field, frozen

from livetok.errors import UserError

__all__ = ["HttpRequest", "HttpResponse", "Pairs"]

Pairs = tuple[tuple[str, str], ...]
_SCHEMES: Final = frozenset({"http", "https"})


def _pairs(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """Return name-value pairs in order, from a mapping or from pairs.

    Raises:
        UserError: These are no pairs of text.
    """
    entries = cast("Iterable[Any]", given.items() if isinstance(given, Mapping) else given)
    try:
        pairs = tuple((name, value) for name, value in entries)
    except (TypeError, ValueError):
        pairs = ((None, None),)
    if all(isinstance(text, str) for pair in pairs for text in pair):
        return cast("Pairs", pairs)
    raise UserError(
        "headers and params are pairs of text",
        hint='headers={"Accept": "application/json"}, params={"id": "7"}',
    )


def _check_url(_: HttpRequest, __: Attribute[str], value: object) -> None:
    hint = 'HttpRequest(url="https://sign.example.com/api")'
    try:
        good = (
            isinstance(value, str) and urlsplit(value).scheme in _SCHEMES and bool(urlsplit(value).hostname)
        )
    except ValueError:
        good = False
    if not good:
        raise UserError("a request needs an http or https URL with a host", hint=hint)


def _check_body(_: HttpRequest, __: Attribute[bytes], value: object) -> None:
    if not isinstance(value, bytes):
        raise UserError(
            f"the body of a request is bytes, not {type(value).__name__}", hint="json.dumps(facts).encode()"
        )


@frozen(kw_only=True)
class HttpRequest:
    """One HTTP request, not yet sent.

    Attributes:
        url: `http://` or `https://` with a host. A query in it is kept only when `params` is empty.
        method: `GET`, `POST` or another method, in upper case. Default `GET`.
        params: Query parameters in order: a mapping or pairs, kept as pairs. Default none.
        headers: A mapping or pairs, kept as pairs; never shown, since they may hold cookies. Default none.
            `Accept-Encoding` is set by the client.
        body: Sent as it is. Default empty.
        redirects: How many redirects to follow, none by default. Cookies and `Authorization` do not follow to
            another host.

    Raises:
        UserError: A value is of the wrong type, or the URL is not one of HTTP.
    """

    url: str = field(validator=_check_url)
    method: str = "GET"
    params: Pairs = field(default=(), converter=_pairs)
    headers: Pairs = field(default=(), converter=_pairs, repr=False)
    body: bytes = field(default=b"", repr=False, validator=_check_body)
    redirects: int = 0

    @property
    def full_url(self) -> str:
        """The URL with its query, as it goes out."""
        return f"{self.url}?{urlencode(self.params)}" if self.params else self.url


@frozen(kw_only=True)
class HttpResponse:
    """A whole HTTP response.

    Attributes:
        status: HTTP status code.
        headers: Pairs with names in lower case, repeated ones kept; those of the redirects that led here come last.
        body: Decompressed.
        url: Where the response came from in the end; the `params` of the request are not in it.
    """

    status: int
    headers: Pairs = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    url: str = field(default="", repr=False)

    def header(self, name: str) -> str:
        """Return the first value of a header, empty when absent.

        Args:
            name: In any case.
        """
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "").strip()

    def json(self) -> Any:
        """Return the body, parsed as JSON.

        Raises:
            ValueError: The body is not JSON in UTF-8 (`json.JSONDecodeError` and `UnicodeDecodeError` are such).
        """
        return json.loads(self.body)
