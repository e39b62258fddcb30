"""The anonymous visitor behind all requests of a session, and how it comes by its cookie."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import anyio
from attrs import define, evolve, field

from livetok._core.identity import Identity
from livetok._core.requests import Request, Requests, callers_header, callers_ttwid
from livetok._core.responses import cookie_missing, cookie_set
from livetok.errors import Detected, LiveError, RateLimited

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from livetok._net.http import HttpAnswer, HttpClient
    from livetok.options import Options

__all__ = ["Visitor"]

_log = logging.getLogger("livetok.resolve")

# TikTok hands the cookie out on a fraction of anonymous page requests only (protocol notes 2.5).
_ROUNDS: Final = 8
_PAUSE: Final = 0.75
_LONGEST_HUNT: Final = 20.0
# A page that exists for certain, for when the host's own does not hand out the cookie.
_FALLBACK: Final = "tiktok"


@define
class Visitor:
    """Sends requests as one identity and keeps its device cookie.

    Attributes:
        options: Language, headers and endpoints.
        http: Client that is open for as long as the visitor is used.
        rng: Source of the choice of identity.
        sleep: Pauses between rounds; takes seconds.
        requests: Builder of the requests of the present identity.
    """

    options: Options
    http: HttpClient
    rng: random.Random
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    requests: Requests = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.requests = Requests(
            identity=self._identity(), options=self.options, ttwid=callers_ttwid(self.options)
        )

    def rotate(self) -> None:
        """Become somebody else: another browser, no cookie. For when the present identity is blocked."""
        identity = self._identity(unlike=self.requests.identity)
        self.requests = Requests(identity=identity, options=self.options)
        _log.info("took another identity")

    def _identity(self, unlike: Identity | None = None) -> Identity:
        return Identity.choose(
            self.rng,
            language=self.options.language,
            user_agent=callers_header(self.options, "user-agent"),
            unlike=unlike,
        )

    async def ask(self, request: Request) -> HttpAnswer:
        """Send a request to TikTok. A device cookie in the answer is kept when there is none yet.

        Raises:
            NetworkError: There was no answer.
        """
        answer = await self.http.send(request)
        if not self.requests.ttwid and (ttwid := cookie_set(answer.headers, "ttwid")):
            self.requests = evolve(self.requests, ttwid=ttwid)
        return answer

    async def obtain_cookie(self, unique_id: str) -> None:
        """See to it that there is a device cookie; it is kept until `rotate`.

        Raises:
            Detected: TikTok did not hand one out in several rounds.
            RateLimited: TikTok asks for fewer requests.
            NetworkError: A page could not be fetched.
        """
        if self.requests.ttwid:
            return
        error: LiveError = Detected("TikTok's pages are too slow to hand out a device cookie")
        with anyio.move_on_after(_LONGEST_HUNT):
            for attempt in range(_ROUNDS):
                if attempt:
                    await self.sleep(_PAUSE)
                for name in dict.fromkeys((unique_id or _FALLBACK, _FALLBACK)):
                    answer = await self.ask(self.requests.profile_page(name))
                    if self.requests.ttwid:
                        _log.debug("got a device cookie in round %d", attempt + 1)
                        return
                    error = cookie_missing(answer)
                    if isinstance(error, RateLimited):
                        raise error
        raise error
