"""`https://...`: events are posted to a webhook, as JSON."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from attrs import define, field

from livetok._net.http import HttpClient, open_http
from livetok._net.log_redaction import hide_paths
from livetok._webapi.responses import retry_after
from livetok.errors import NetworkError, SinkError, SinkUnavailable, UserError
from livetok.http_types import HttpRequest, HttpResponse
from livetok.options import Options
from livetok.sinks.address import SinkAddress
from livetok.sinks.options import duration, flag
from livetok.sinks.row import Row
from livetok.sinks.spool import batch_key

__all__ = ["open_writer", "signature"]

_SECRET_VARIABLE: Final = "LIVETOK_WEBHOOK_SECRET"  # noqa: S105 -- the name of it
_LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_SHOWN: Final = 200


@define(eq=False)
class WebhookWriter:
    """Posts rows: all of a batch at once, or one after the other."""

    _http: HttpClient
    _address: SinkAddress
    _secret: bytes
    _single: bool
    _data: bool
    _accepted: set[str] = field(factory=set[str], init=False)  # of a batch that came half through

    async def write(self, rows: Sequence[Row]) -> None:
        """Post the rows, and wait for the answer.

        Raises:
            SinkUnavailable: There was no answer, or it says to come later.
            SinkError: The answer is a refusal.
        """
        if not self._single:
            await self._post(f"[{','.join(row.json(data=self._data) for row in rows)}]", batch_key(rows))
            return
        for row in rows:
            if row.id not in self._accepted:
                await self._post(row.json(data=self._data), row.id)
                self._accepted.add(row.id)
        self._accepted.clear()

    async def close(self) -> None:
        """Do nothing: the client is closed by who opened it."""

    async def _post(self, text: str, key: str) -> None:
        body = text.encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key, "User-Agent": "livetok"}
        if self._secret:
            headers["Livetok-Signature"] = signature(self._secret, body)
        request = HttpRequest(method="POST", url=self._address.url, headers=headers, body=body)
        try:
            answer = await self._http.send(request)
        except NetworkError as error:
            raise SinkUnavailable(str(error), hint=error.hint) from error
        if not 200 <= answer.status < 300:
            raise self._refusal(answer)

    def _refusal(self, answer: HttpResponse) -> SinkError:
        what = f"{self._address} answers HTTP {answer.status}"
        if answer.status in _LATER:
            return SinkUnavailable(what, retry_after=retry_after(answer.headers))
        if 300 <= answer.status < 400:
            return SinkError(what, hint="redirects are not followed: use the address that it leads to")
        said = answer.body[:_SHOWN].decode(errors="replace").strip()
        return SinkError(f"{what}: {said}" if said else what, hint="check the address, and what it expects")


@asynccontextmanager
async def open_writer(
    address: SinkAddress,
    *,
    single: object = False,
    data: object = False,
    timeout: object = 10.0,
    secret: str | None = None,
    proxy: str | None = None,
) -> AsyncGenerator[WebhookWriter]:
    """Give what posts to a webhook. Nothing is sent yet.

    Args:
        address: `http://...` or `https://...`.
        single: Whether each event is posted by itself, as an object, rather than several as a list (default no).
        data: Whether events have their message's bytes, in base64 (default no).
        timeout: Time for one request (default 10 s).
        secret: Key of the signature (default: the environment variable `LIVETOK_WEBHOOK_SECRET`; none: no signature).
        proxy: URL of a proxy (default none).

    Raises:
        UserError: The URL or an option is wrong.
    """
    options: dict[str, Any] = {"http_timeout": duration("timeout", timeout), "proxy": proxy}
    key = os.environ.get(_SECRET_VARIABLE, "") if secret is None else secret
    writer_options = flag("single", single), flag("data", data)
    try:
        HttpRequest(method="POST", url=address.url)
    except UserError as error:
        raise UserError(
            f"{address.scheme}: is followed by a host", hint="https://example.com/hook"
        ) from error
    hide_paths(address.url)
    async with open_http(Options.of(options)) as http:
        yield WebhookWriter(http, address, key.encode(), *writer_options)


def signature(secret: bytes, body: bytes) -> str:
    """Return the value of `Livetok-Signature`, by which a receiver knows who sent a body.

    Args:
        secret: What both sides know.
        body: The bytes of the request.
    """
    return f"sha256={hmac.new(secret, body, hashlib.sha256).hexdigest()}"
