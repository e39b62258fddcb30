"""The web client of a session: an HTTP client with a client identity and its device cookie (ttwid).

An identity can be shared, as the tabs of one browser share theirs: fetching a cookie takes up to sixteen page
requests.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import anyio
from attrs import Factory, define, evolve, field

from livetok._webapi.browser_identity import BrowserIdentity
from livetok._webapi.request_builder import RequestBuilder, callers_header, callers_ttwid
from livetok._webapi.responses import cookie_missing, cookie_set
from livetok.errors import Detected, LiveError, RateLimited
from livetok.http_types import HttpRequest

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from livetok._net.http import Http
    from livetok.http_types import HttpResponse
    from livetok.options import Options

__all__ = ["ClientIdentity", "WebClient"]

_log = logging.getLogger("livetok.resolve")

# TikTok hands the cookie out on a fraction of anonymous page requests only (protocol notes 2.5).
_ROUNDS: Final = 8
_PAUSE: Final = 0.75
_LONGEST_COOKIE_FETCH: Final = 20.0
# A profile that exists for certain, for when the host's own does not hand out the cookie.
_FALLBACK: Final = "tiktok"


@define(eq=False)
class ClientIdentity:
    """Client identity: browser fingerprint plus the device cookie (ttwid), once obtained. Up to 20 rooms share one.

    Attributes:
        requests: Builder of requests with this identity and cookie.
        fetching_cookie: Held by the task that fetches the cookie.
        failure: Why the last fetch failed, None when it succeeded.
        tries: How often a fetch was tried.
    """

    requests: RequestBuilder
    fetching_cookie: anyio.Lock = field(factory=anyio.Lock)
    failure: LiveError | None = None
    tries: int = 0

    @classmethod
    def choose(cls, options: Options, rng: random.Random) -> ClientIdentity:
        """Choose an identity at random, within what the options say.

        Args:
            options: Language, User-Agent and cookie of the caller's.
            rng: Source of the choice.
        """
        return cls(
            RequestBuilder(identity=_identity(options, rng), options=options, ttwid=callers_ttwid(options))
        )

    def renew(self, rng: random.Random) -> None:
        """Switch to another browser fingerprint, without a cookie.

        Args:
            rng: Source of the choice.
        """
        options = self.requests.options
        identity = _identity(options, rng, unlike=self.requests.identity)
        self.requests = RequestBuilder(identity=identity, options=options)


def _identity(options: Options, rng: random.Random, unlike: BrowserIdentity | None = None) -> BrowserIdentity:
    return BrowserIdentity.choose(
        rng, language=options.language, user_agent=callers_header(options, "user-agent"), unlike=unlike
    )


@define
class WebClient:
    """Sends requests as one identity and keeps its device cookie.

    Attributes:
        options: Language, headers and endpoints.
        http: Client that is open for as long as the client is used.
        rng: Source of the choice of identity.
        sleep: Pauses between rounds; takes seconds.
        client_identity: The identity, which other clients may share; a new one when left out.
    """

    options: Options
    http: Http
    rng: random.Random
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    client_identity: ClientIdentity = field(
        default=Factory(lambda self: ClientIdentity.choose(self.options, self.rng), takes_self=True)
    )
    _seen_as: BrowserIdentity = field(
        default=Factory(lambda self: self.requests.identity, takes_self=True), init=False
    )

    @property
    def requests(self) -> RequestBuilder:
        """Builder of the requests of the present identity."""
        return self.client_identity.requests

    def rotate_identity(self) -> None:
        """Switch to another identity without a cookie, after the present one was blocked.

        Where another client that shares the identity has switched already, its choice is tried first.
        """
        if self.requests.identity is self._seen_as:
            self.client_identity.renew(self.rng)
            _log.info("took another identity")

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Send a request to TikTok. A device cookie in the answer is kept when there is none yet.

        Raises:
            NetworkError: There was no answer.
        """
        self._seen_as = self.requests.identity
        answer = await self.http.send(request)
        if not self.requests.ttwid and (ttwid := cookie_set(answer.headers, "ttwid")):
            self.client_identity.requests = evolve(self.requests, ttwid=ttwid)
        return answer

    async def obtain_cookie(self, unique_id: str) -> None:
        """Fetch a device cookie unless there is one; it is kept until `rotate_identity`.

        Clients that share an identity share one fetch.

        Raises:
            Detected: TikTok did not hand one out in several rounds.
            RateLimited: TikTok asks for fewer requests.
            NetworkError: A page could not be fetched.

        Cancelling gives up the fetch.
        """
        client_identity, tries = self.client_identity, self.client_identity.tries
        if not self.requests.ttwid:
            async with client_identity.fetching_cookie:
                if client_identity.failure is not None and client_identity.tries != tries:
                    raise client_identity.failure  # another client has just failed; trying again at once would not help
                if not self.requests.ttwid:
                    await self._fetch_cookie(unique_id)
        self._seen_as = self.requests.identity

    async def _fetch_cookie(self, unique_id: str) -> None:
        client_identity = self.client_identity
        try:
            await self._fetch_cookie_once(unique_id)
        except LiveError as error:
            client_identity.failure = error
            raise
        else:
            client_identity.failure = None
        finally:
            client_identity.tries += 1

    async def _fetch_cookie_once(self, unique_id: str) -> None:
        error: LiveError = Detected("TikTok's pages are too slow to hand out a device cookie")
        with anyio.move_on_after(_LONGEST_COOKIE_FETCH):
            for attempt in range(_ROUNDS):
                if attempt:
                    await self.sleep(_PAUSE)
                for name in _pages(unique_id, attempt):
                    page = self.requests.profile_page(name) if name else self.requests.start_page()
                    answer = await self.send(page)
                    if self.requests.ttwid:
                        _log.debug("got a device cookie in round %d", attempt + 1)
                        return
                    missing = cookie_missing(answer)
                    if isinstance(missing, RateLimited):
                        raise missing
                    if name:  # the start page says nothing about why
                        error = missing
        raise error


def _pages(unique_id: str, attempt: int) -> tuple[str, ...]:
    """Profiles to ask for the cookie in one round, empty for the start page: the host's own, then another page."""
    other = "" if attempt % 2 else _FALLBACK
    return (unique_id, other) if unique_id not in {"", other} else (other,)
