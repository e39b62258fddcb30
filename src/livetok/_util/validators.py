"""Validators of options: each raises `UserError` with a hint, at the call that holds the wrong value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast
from urllib.parse import urlsplit

from livetok.errors import UserError

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = [
    "base_url", "between", "check_proxy", "count", "flag", "http_client", "instance", "language", "overflow", "pairs",
    "proxy", "rate", "seconds", "signer", "signers", "text_mapping", "token", "websocket",
    "without_slash",
]  # fmt: skip

Check: TypeAlias = "Callable[[Any, Attribute[Any], Any], None]"

_HOST = re.compile(r"([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|[0-9a-f]*:[0-9a-f:.]+)\Z")  # name or IPv6
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")


def seconds(*, zero: bool = False) -> Check:
    """Return a validator for a number of seconds, infinity included.

    Args:
        zero: Whether 0 is fine, too (default False).
    """

    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value)
        if not number or value < 0 or (value == 0 and not zero):
            least = "zero or more" if zero else "more than zero"
            raise UserError(
                f"{attribute.name} is {value!r}, and must be a number of seconds, {least}",
                hint=f"for example {attribute.name}=10",
            )

    return check


def rate(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check a finite number in a second, more than 0."""
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not number or value <= 0:
        raise UserError(
            f"{attribute.name} is {value!r}, and must be a number in a second, more than zero",
            hint=f"for example {attribute.name}=10",
        )


def count(least: int) -> Check:
    """Return a validator for a whole number.

    Args:
        least: The smallest that is fine.
    """

    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise UserError(
                f"{attribute.name} is {value!r}, and must be a whole number of at least {least}",
                hint=f"for example {attribute.name}={max(least, 10)}",
            )

    return check


def between(low: float, high: float) -> Check:
    """Return a validator for a number within bounds.

    Args:
        low: The smallest that is fine.
        high: The largest that is fine.
    """

    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise UserError(
                f"{attribute.name} is {value!r}, and must lie between {low} and {high}",
                hint=f"for example {attribute.name}={(low + high) / 2}",
            )

    return check


def flag(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check that a value is True or False."""
    if not isinstance(value, bool):
        raise UserError(
            f"{attribute.name} is {value!r}, and must be True or False", hint="leave it out for the default"
        )


def base_url(*schemes: str) -> Check:
    """Return a validator for a URL of scheme, host and port, without anything behind them.

    Args:
        *schemes: Those that are fine; hints show the last.
    """

    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        example = f"for example {schemes[-1]}://127.0.0.1:8080"
        if not isinstance(value, str):
            raise UserError(f"the {attribute.name} endpoint is {value!r}, and must be a URL", hint=example)
        try:
            parts = urlsplit(value)
            port_is_fine = parts.port != 0
        except ValueError as error:
            raise UserError(
                f"the {attribute.name} endpoint {value!r} is not a URL: {error}", hint=example
            ) from error
        if parts.scheme not in schemes or not _HOST.match(parts.hostname or "") or not port_is_fine:
            raise UserError(
                f"the {attribute.name} endpoint {value!r} must be {' or '.join(schemes)}://host[:port]",
                hint=example,
            )
        if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
            raise UserError(
                f"the {attribute.name} endpoint {value!r} must have no path, query or user", hint=example
            )

    return check


def without_slash(url: str) -> str:
    # The annotation is what callers are checked against; what comes without a checker is left to the validator.
    """Convert a base URL to the form without a slash at its end.

    Args:
        url: The URL; what is no text stays as it is, for the validator.
    """
    return url.rstrip("/") if isinstance(url, str) else url  # pyright: ignore[reportUnnecessaryIsInstance]


def http_client(_: Any, attribute: Attribute[Any], value: Any) -> None:
    # Asked for what is used of it: httpx is loaded only once there is something to send.
    """Check that a value can send requests as an `httpx.AsyncClient` does; None is fine."""
    if value is not None and not (callable(getattr(value, "stream", None)) and hasattr(value, "is_closed")):
        raise UserError(
            f"{attribute.name} is {value!r}, and must be an httpx.AsyncClient",
            hint="leave it out, and livetok opens a client of its own",
        )


def token(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check the value of a cookie. The message of the error does not quote it."""
    if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x3a\x3c-\x7e]+", value):
        # The value itself is a secret and stays out of the message.
        raise UserError(
            f"{attribute.name} must be a non-empty cookie value without spaces or semicolons",
            hint="copy the value of the cookie from a logged-in browser",
        )


def signers(value: Any) -> Any:
    """Convert one signer, several of them or None to a tuple.

    Args:
        value: What the caller gave.
    """
    if value is None:
        return ()
    return tuple(cast("Sequence[Any]", value)) if isinstance(value, list | tuple) else (value,)


def pairs(value: Any) -> Any:
    """Convert any mapping to a dict of its own.

    Args:
        value: What the caller gave; what is no mapping stays as it is, for the validator.
    """
    return dict(cast("Mapping[Any, Any]", value)) if isinstance(value, Mapping) else value


def text_mapping(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check a dict of text to text, without line breaks or zero bytes."""
    pairs = cast("dict[Any, Any]", value) if isinstance(value, dict) else {None: None}
    if not all(
        isinstance(name, str) and isinstance(text, str) and not re.search(r"[\r\n\0]", name + text)
        for name, text in pairs.items()
    ):
        raise UserError(
            f"{attribute.name} must map text to text, without line breaks",
            hint=f'for example {attribute.name}={{"a": "b"}}',
        )


def proxy(_: Any, __: Attribute[Any], value: Any) -> None:
    """Check the URL of a proxy; None and a function, which is asked later, are fine."""
    if not callable(value):
        check_proxy(value)


def check_proxy(value: Any) -> None:
    """Check one proxy URL; None is fine.

    Args:
        value: What the caller gave.

    Raises:
        UserError: It is no URL with a known scheme and a host. The message does not quote it.
    """
    if value is None:
        return
    hint = f"one of {', '.join(_PROXY_SCHEMES)}, for example proxy='socks5h://127.0.0.1:1080'"
    try:
        parts = urlsplit(cast("str", value))
        complete = bool(parts.hostname) and parts.port != 0
    except (TypeError, ValueError, AttributeError) as error:
        # Not quoted: the URL may hold a password.
        raise UserError("proxy is not a URL", hint=hint) from error
    if parts.scheme not in _PROXY_SCHEMES or not complete:
        raise UserError("proxy must be a URL with a known scheme and a host", hint=hint)


def signer(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check that each member of a tuple is a signer."""
    for candidate in value:
        if not callable(getattr(candidate, "sign", None)):
            raise UserError(
                f"{candidate!r} is not a signer",
                hint="pass EulerSigner(api_key=...) or an object with sign()",
            )


def overflow(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check what a full queue is to do: `block` or `drop_oldest`."""
    if value not in ("block", "drop_oldest"):
        raise UserError(
            f"{attribute.name} is {value!r}, and must be 'block' or 'drop_oldest'",
            hint="the default is 'block'",
        )


def websocket(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check which websocket library is to be used: `trio`, `anyio`, or None for the usual one."""
    if value not in ("trio", "anyio", None):
        raise UserError(
            f"{attribute.name} is {value!r}, and must be 'trio', 'anyio' or None",
            hint="leave it out, and the one that fits the event loop is taken",
        )


def language(_: Any, attribute: Attribute[Any], value: Any) -> None:
    """Check a language as browsers write it: `en` or `en-US`."""
    if not isinstance(value, str) or not _LANGUAGE.match(value):
        raise UserError(
            f"{attribute.name} is {value!r}, and must look like 'en' or 'en-US'", hint="for example 'de-DE'"
        )


_T = TypeVar("_T")


def instance(kind: type[_T], example: str, *, optional: bool = False) -> Check:
    """Return a validator for an instance of a class.

    Args:
        kind: The class.
        example: An expression that makes one, for the hint.
        optional: Whether None is fine, too (default False).
    """

    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, kind) and not (optional and value is None):
            raise UserError(
                f"{attribute.name} is {value!r}, and must be a {kind.__name__}", hint=f"for example {example}"
            )

    return check
