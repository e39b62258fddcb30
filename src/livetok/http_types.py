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

__all__ = ["HttpRequest", "HttpResponse", "Pairs", "as_pairs"]

Pairs = tuple[tuple[str, str], ...]
_SCHEMES: Final = frozenset({"http", "https"})


def as_pairs(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """Return name-value pairs in order, from a mapping or from pairs.

    Args:
        given: Text to text.

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


def _check_method(_: HttpRequest, __: Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.isalpha() or not value.isascii() or not value.isupper():
        raise UserError(f"the method of a request is {value!r}", hint='a word in upper case: method="POST"')


def _check_redirects(_: HttpRequest, __: Attribute[int], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UserError(f"redirects is {value!r}", hint="a whole number of at least 0: redirects=3")


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
        body: Sent as it is, without a `Content-Type` of its own. Default empty.
        redirects: How many redirects to follow. Default 0. Cookies and `Authorization` are not sent on to another
            host.

    Raises:
        UserError: A value is of the wrong type, or the URL is not one of HTTP.
    """

    url: str = field(validator=_check_url)
    method: str = field(default="GET", validator=_check_method)
    params: Pairs = field(default=(), converter=as_pairs)
    headers: Pairs = field(default=(), converter=as_pairs, repr=False)
    body: bytes = field(default=b"", repr=False, validator=_check_body)
    redirects: int = field(default=0, validator=_check_redirects)

    @property
    def full_url(self) -> str:
        """The URL with its query, as it goes out."""
        return f"{self.url}?{urlencode(self.params)}" if self.params else self.url


@frozen(kw_only=True)
class HttpResponse:
    """A whole HTTP response.

    Attributes:
        status: HTTP status code.
        headers: Pairs with names in lower case; repeated ones are kept, and those of followed redirects come last.
        body: Decompressed; at most 8 MiB.
        url: Where the response came from after redirects; without the `params` of the request.
    """

    status: int
    headers: Pairs = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    url: str = field(default="", repr=False)

    def header(self, name: str) -> str:
        """Return the first value of a header, empty when absent.

        Args:
            name: In upper or lower case.
        """
        lower = name.lower()
        return next((value for key, value in self.headers if key.lower() == lower), "").strip()

    def json(self) -> Any:
        """Return the body, parsed as JSON.

        Raises:
            ValueError: The body is not JSON in UTF-8 (`json.JSONDecodeError` and `UnicodeDecodeError` are such).
        """
        return json.loads(self.body)
