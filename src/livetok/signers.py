"""Signers: they sign the websocket's URL when TikTok does not accept an unsigned one.

Without a signer the client connects directly, and no third party learns anything. A signer sees which room is
entered and with which User-Agent; a user's session only when the user names the host that may have it.

Any object with a `name` and `async def sign(request: SignRequest) -> Ticket` is a signer; docs/getting-in.md and
examples/custom_signer.py show one.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from attrs import define, evolve, field, frozen

from livetok._util import validators
from livetok._webapi.request_builder import session_cookies
from livetok._webapi.sign_server import (
    Quota,
    Signature,
    connect_request,
    quota_request,
    read_connect,
    read_quota,
    read_signature,
    signature_request,
    socket_url,
)
from livetok._webapi.trusted_hosts import is_encrypted_or_local, may_have_session
from livetok.errors import LiveError, NetworkError, SignerError, UserError
from livetok.options import Session, SignRequest, Ticket

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from attrs import Attribute

    from livetok.http_types import HttpRequest, HttpResponse

__all__ = ["EulerSigner", "Quota", "Signature", "UrlSigner"]

# Quota of the service without a key: calls, and the seconds that they are counted in (protocol notes 3.4).
_ANONYMOUS: Final = ((5, 60.0), (30, 3600.0), (100, 86400.0))


def _url(signer: Any, attribute: Attribute[Any], value: Any) -> None:
    if value is not None:
        validators.base_url("http", "https")(signer, attribute, value)


def _line(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if not isinstance(value, str) or not value.isprintable() or not value.isascii():
        # Not quoted: it may be a key.
        raise UserError(f"{attribute.name} must be plain text in one line", hint="leave it out for none")


@define(kw_only=True, eq=False)
class EulerSigner:
    """The signature server Euler Stream, or one that answers like it.

    Attributes:
        api_key: Key of an account; empty (default) for the small quota that anonymous callers share by address.
        jwt_key: Short-lived key that an account made for a client, in place of `api_key`. Empty (default) for none.
        url: Base URL; None (default) for the option `endpoints.sign`.
        relay: Whether a relay of the signer's own will do where it does not lead to TikTok's websocket (default True).
            The relay sees everything that is said in the room; it never gets the session. With False such an answer is
            a failure, and the next signer is asked.
        share_session_with: Host name of the signer, spelled out, to give it the option `session`. It can then act as
            that user. Empty (default) keeps the session from it.
        brings_cookie: Whether the answer contains the websocket's cookie, so that none has to be obtained from TikTok.
    """

    api_key: str = field(default="", repr=False, validator=_line)
    jwt_key: str = field(default="", repr=False, validator=_line)
    url: str | None = field(default=None, converter=validators.without_slash, validator=_url)
    relay: bool = field(default=True, validator=validators.instance(bool, "relay=False"))
    share_session_with: str = field(default="", validator=_line)
    brings_cookie: ClassVar[bool] = True
    # Servers of before autumn 2026 know another path only; detected once.
    _old: bool = field(default=False, init=False, repr=False)
    # The newest servers know another path for signatures only; detected too.
    _old_signatures: bool = field(default=True, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.api_key and self.jwt_key:
            raise UserError("api_key and jwt_key are both given", hint="give one of them")
        if self.url is not None and self.share_session_with:
            self._check_host(self.url)

    @property
    def name(self) -> str:
        """Name of the quota that calls are counted against: the host, and a hash of the key."""
        given = self.jwt_key or self.api_key
        key = hashlib.sha256(given.encode()).hexdigest()[:8] if given else "anonymous"
        return f"euler({urlsplit(self.url or '').hostname or 'default'}, {key})"

    @property
    def limits(self) -> tuple[tuple[int, float], ...]:
        """Calls that may be made, and the seconds that they are counted in; empty when only the server knows."""
        return () if self.api_key or self.jwt_key else _ANONYMOUS

    async def sign(self, request: SignRequest) -> Ticket:
        """Fetch a signed websocket URL, with the first messages. Cancelling it drops the request.

        Args:
            request: The connection to sign.

        Raises:
            SignerError: No usable answer.
            RateLimited: The quota is used up.
            UserError: The session is to be shared, but with another host than this signer's.
        """
        base = self.url or request.endpoint
        request = evolve(request, session=self._session(request, base))
        ask = partial(connect_request, base, self.api_key, request, jwt_key=self.jwt_key)
        answer = await self._ask(request, ask(old=self._old))
        if answer.status == 404 and not self._old:
            older = await self._ask(request, ask(old=True))
            self._old = older.status != 404
            answer = older if self._old else answer
        signed = read_connect(answer, relay=self.relay)
        if isinstance(signed, LiveError):
            raise signed
        cookies = dict(signed.cookies)
        # The unsigned URL leads to the configured endpoint.
        tiktok = not signed.is_relay and may_have_session(signed.server, request.url)
        if request.session is not None and tiktok:
            cookies |= session_cookies(request.session)
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return Ticket(
            url=socket_url(signed, request.url),
            headers=(("Cookie", header),),
            first=signed.body,
            room_id=signed.room_id,
            relay=signed.is_relay,
        )

    async def sign_request(self, request: SignRequest) -> Signature:
        """Sign one HTTP request to TikTok. Cancelling it drops the request.

        Args:
            request: Whose `url` and `method` are signed.

        Raises:
            SignerError: No usable answer.
            RateLimited: The quota is used up.
            UserError: The session is to be shared, but with another host than this signer's.
        """
        base = self.url or request.endpoint
        request = evolve(request, session=self._session(request, base))
        ask = partial(signature_request, base, self.api_key, request, jwt_key=self.jwt_key)
        answer = await self._ask(request, ask(old=self._old_signatures))
        if answer.status == 404 and self._old_signatures:
            newer = await self._ask(request, ask(old=False))
            self._old_signatures = newer.status == 404
            answer = answer if self._old_signatures else newer
        signature = read_signature(answer, request)
        if isinstance(signature, LiveError):
            raise signature
        return signature

    async def quota(self, request: SignRequest) -> tuple[Quota, ...]:
        """Ask how many calls are left; this call does not count. Cancelling it drops the request.

        Args:
            request: Its `send` is used.

        Raises:
            SignerError: No usable answer.
        """
        base = self.url or request.endpoint
        ask = partial(quota_request, base, self.api_key, jwt_key=self.jwt_key)
        answer = await self._ask(request, ask(old=False))
        if answer.status == 404:
            answer = await self._ask(request, ask(old=True))
        quota = read_quota(answer)
        if isinstance(quota, LiveError):
            raise quota
        return quota

    async def _ask(self, request: SignRequest, http_request: HttpRequest) -> HttpResponse:
        try:
            return await request.send(http_request)
        except NetworkError as error:
            hint = "try again later, add a second signer, or connect without one"
            raise SignerError(f"the signer cannot be reached: {error}", hint=hint) from error

    def _session(self, request: SignRequest, base: str) -> Session | None:
        if request.session is None or not self.share_session_with:
            return None
        self._check_host(base)
        return request.session

    def _check_host(self, base: str) -> None:
        if urlsplit(base).hostname != self.share_session_with.lower():
            raise UserError(
                f"the session is to be shared with {self.share_session_with!r}, which is not the signer's host",
                hint="share_session_with must spell out the host name of the signer",
            )
        if not is_encrypted_or_local(base):
            raise UserError(
                "the session is not sent to a signer without TLS", hint="give the signer an https:// URL"
            )


@frozen(eq=False)
class UrlSigner:
    """A function that signs URLs and nothing else, such as a script of TikTok's that the user runs.

    Attributes:
        function: Takes the URL and the User-Agent; returns the URL with its signature appended.
        name: For logs and reports. Default `url signer`.
    """

    function: Callable[[str, str], Awaitable[str]]
    name: str = field(default="url signer", kw_only=True, validator=_line)

    async def sign(self, request: SignRequest) -> Ticket:
        """Sign the websocket's URL; everything else stays as in a direct connection.

        Cancelling it cancels the function.

        Args:
            request: Whose `url` is signed.

        Raises:
            SignerError: The function gave no signed form of this URL.
        """
        return Ticket(url=await self._signed(request))

    async def sign_request(self, request: SignRequest) -> Signature:
        """Sign one HTTP request to TikTok. Cancelling it cancels the function.

        Args:
            request: Whose `url` is signed.

        Raises:
            SignerError: The function gave no signed form of this URL.
        """
        return Signature(url=await self._signed(request), user_agent=request.user_agent)

    async def _signed(self, request: SignRequest) -> str:
        signed: Any = await self.function(request.url, request.user_agent)
        if not isinstance(signed, str) or signed.partition("?")[0] != request.url.partition("?")[0]:
            # Connecting there would send cookies to a host that the function chose.
            hint = "return the URL as it was given, with the signature appended to its query"
            raise SignerError(f"{self.name} gave no signed form of the URL", hint=hint)
        return signed
