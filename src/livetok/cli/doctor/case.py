"""What the doctor knows so far about the way to one room."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random
from urllib.parse import urlsplit

from attrs import define, field, frozen

from livetok._capture.observers import ObservedHttp
from livetok._net.http import StreamingHttp
from livetok._net.proxy import environment_proxy
from livetok._resolver import WebClient
from livetok._session.environment import Environment
from livetok._webapi.responses import header
from livetok.http_types import HttpRequest, HttpResponse
from livetok.models import RoomInfo
from livetok.options import Options, SignRequest
from livetok.signers import EulerSigner

__all__ = ["Address", "Case"]


@frozen
class Address:
    """A host and port that several endpoints may share."""

    host: str
    port: int
    secure: bool

    @classmethod
    def of(cls, url: str) -> Address:
        """Return where a base URL leads."""
        parts = urlsplit(url)
        secure = parts.scheme in {"https", "wss"}
        return cls(parts.hostname or "", parts.port or (443 if secure else 80), secure)

    @property
    def where(self) -> str:
        """For people."""
        return f"{self.host}:{self.port}"


@define(eq=False, kw_only=True)
class Case:
    """One user, one way out, and what the checks found.

    Attributes:
        text: The user as given.
        options: As `connect()` takes them.
        environment: How HTTP clients and websockets are opened.
        http: Client of all requests; the case observes its answers.
        seed: Start of the random numbers that the identity is taken from.
        unique_id: The handle; empty when the text holds none.
        cut_off: Why no host can be reached at all; empty when some may be.
        reached: Addresses that answered.
        room: The open room; None until one was found.
        skew: Seconds by which this machine's clock is ahead of the servers'; None when nobody told the time.
    """

    text: str
    options: Options
    environment: Environment
    http: StreamingHttp
    seed: int
    client: WebClient = field(init=False)
    unique_id: str = ""
    cut_off: str = ""
    reached: set[Address] = field(factory=set[Address])
    room: RoomInfo | None = None
    skew: float | None = None

    def __attrs_post_init__(self) -> None:
        self.http = ObservedHttp(self.http, self._compare_clocks)
        self.client = WebClient(self.options, self.http, Random(self.seed), self.environment.sleep)

    def _compare_clocks(self, _: HttpRequest, answer: HttpResponse) -> None:
        """Compare this machine's clock with the `Date` of an answer: an observer of HTTP."""
        try:
            date = parsedate_to_datetime(header(answer.headers, "date"))
        except ValueError:
            return  # no date, or none that can be read
        zoned = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
        self.skew = (datetime.now(UTC) - zoned).total_seconds()

    def addresses(self) -> dict[Address, list[str]]:
        """Return where to connect to, and what for."""
        known = self.options.endpoints
        urls = [("web", known.web), ("webcast", known.webcast), ("websocket", known.websocket)]
        urls += [
            ("signer", signer.url or known.sign)
            for signer in self.options.signer
            if isinstance(signer, EulerSigner)
        ]
        names: dict[Address, list[str]] = {}
        for name, url in urls:
            names.setdefault(Address.of(url), []).append(name)
        return names

    def proxy_for(self, url: str) -> str | None:
        """Return the proxy that the client would use, None for none."""
        if self.http.proxy is None and self.options.trust_env:
            return environment_proxy(url)
        return self.http.proxy

    def obstacle(self, url: str) -> str:
        """Return why nothing can be asked of an endpoint, empty when something can."""
        if not self.unique_id:
            return "there is no user to ask about"
        address = Address.of(url)
        return "" if address in self.reached else f"{address.where} cannot be reached"

    def sign_request(self) -> SignRequest:
        """Return what a signer is asked for: the websocket of the room, or nothing in particular."""
        requests, room_id = self.client.requests, self.room.room_id if self.room else 0
        return SignRequest(
            url=requests.websocket_url(room_id, Random(self.seed)),
            room_id=room_id,
            unique_id=self.unique_id,
            user_agent=requests.identity.user_agent,
            cookie=requests.cookie(device=True),
            endpoint=self.options.endpoints.sign,
            session=self.options.session,
            send=self.http.send,
        )

    @property
    def brought(self) -> bool:
        """Whether every signer brings the device cookie along."""
        signers = self.options.signer
        return bool(signers) and all(getattr(signer, "brings_cookie", False) for signer in signers)
