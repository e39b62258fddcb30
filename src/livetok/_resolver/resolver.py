"""The resolver of one session: looks up room, cookie and signature, and returns a ticket for one websocket."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
from attrs import define, evolve, field

from livetok._net.proxy import environment_proxy
from livetok._resolver.profile_cache import ProfileCache
from livetok._resolver.room_lookup import (
    OPEN,
    LookupResult,
    fetch_details,
    find_room,
    is_room_alive,
    look_up_room,
)
from livetok._resolver.signer_chain import sign_request, sign_socket
from livetok._resolver.signer_quota import SHARED, SignerQuotas
from livetok._resolver.web_client import ClientIdentity, WebClient
from livetok._webapi.handles import parse_user
from livetok._webapi.responses import read_gift_list
from livetok._webapi.sign_server import Signature, signed
from livetok._webapi.user_responses import check_comment, read_audience, read_chat
from livetok.errors import (
    Blocked,
    LiveError,
    NetworkError,
    RoomEnded,
    SessionRequired,
    SignerError,
    UserError,
    UserOffline,
)
from livetok.models import Audience, Gift, Profile, RoomInfo, RoomStatus
from livetok.options import Options, SignRequest, Ticket

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from livetok._net.http import Http
    from livetok.http_types import HttpRequest

__all__ = ["Resolver"]

_log = logging.getLogger("livetok.resolve")
_T = TypeVar("_T")


@define
class Resolver:
    """Resolves the room of one session, anew for every connection attempt.

    Holds no task and no connection of its own; a cancelled call leaves it as it was before, but for a cookie that
    came in meanwhile.

    Attributes:
        unique_id: Handle of the host; empty while only a room id is known.
        room_id: The room; 0 until it is known.
        client_identity: Identity to use; a new one when left out.
        confirm: Whether the answer that the host is offline is checked by the room id before the room was entered.
            Who follows many hosts leaves it out, and checks all of them with one request.
        room: What is known about the room; None until the first `fetch_ticket`.
        successor: Room id of the host's next broadcast, where a lookup named one after this room was entered; else 0.
    """

    unique_id: str = field(alias="user")
    room_id: int
    options: Options
    http: Http
    rng: random.Random
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    signer_quotas: SignerQuotas = SHARED
    client_identity: ClientIdentity | None = None
    confirm: bool = True
    room: RoomInfo | None = field(default=None, init=False)
    successor: int = field(default=0, init=False)
    _by_room: bool = field(init=False)
    _entered: bool = field(default=False, init=False)
    _client: WebClient = field(init=False)
    _profiles: ProfileCache = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._by_room = self.room_id != 0
        client_identity = self.client_identity or ClientIdentity.choose(self.options, self.rng)
        self._client = WebClient(self.options, self.http, self.rng, self.sleep, client_identity)
        self._profiles = ProfileCache(self._client)

    async def fetch_ticket(self, *, cursor: str = "", internal_ext: str = "", tokens_of: int = 0) -> Ticket:
        """Look up the room and prepare one connection to it.

        Args:
            cursor: Resume token of the last fetch result.
            internal_ext: Acknowledgement token of the last fetch result.
            tokens_of: Room that the two are from; in another one they are left out. 0 when that cannot be.

        Raises:
            UserNotFound: Every source says so.
            UserOffline: The user is not live, or still preparing.
            RoomEnded: The room that was entered before is over.
            Blocked: TikTok refuses to answer, hands out no cookie, or the signer failed.
            NetworkError: A host cannot be reached.
        """
        self.http.renew()
        room = await (self._room_by_id() if self._by_room else self._room_by_user())
        if self._entered and self.room is not None:
            room = evolve(self.room, status=room.status)
        elif self.options.fetch_room_info:
            room = await self._with_details(room)
        await self._obtain_cookie()
        if tokens_of not in {0, room.room_id}:
            cursor = internal_ext = ""
        ticket = await self._with_accepted_device(lambda: self._ticket(room.room_id, cursor, internal_ext))
        self._learn(room)
        self._entered = True
        return ticket

    def rotate_identity(self) -> None:
        """Choose another client identity, without a cookie, after the present one was blocked."""
        self._client.rotate_identity()

    @property
    def user_agent(self) -> str:
        """The User-Agent of the present identity."""
        return self._client.requests.identity.user_agent

    def proxy_for(self, url: str) -> str | None:
        """Return the proxy for this websocket URL: that of the attempt's other requests, None for none.

        TikTok compares the address that asked for the cookie with the one that uses it.
        """
        if self.http.proxy is None and self.options.trust_env:
            return environment_proxy(url)
        return self.http.proxy

    async def fetch_room_info(self) -> RoomInfo:
        """Ask for the details of the room, and remember them.

        Raises:
            AgeRestricted: The room is not for everybody.
            Blocked: TikTok refuses to answer.
            NetworkError: A host cannot be reached.
            RoomError: The room is not known and cannot be found.
        """
        finding = await fetch_details(self._client, self.unique_id, await self._known_room_id())
        if isinstance(finding.result, LiveError):
            raise finding.result
        self._learn(finding.result)
        return finding.result

    async def fetch_gifts(self) -> dict[int, Gift]:
        """Ask for the gift catalogue of the room, by gift id.

        Raises:
            Blocked: TikTok refuses to answer.
            NetworkError: A host cannot be reached.
            RoomError: The room is not known and cannot be found.
        """
        request = self._client.requests.gift_list(await self._known_room_id())
        gifts = read_gift_list(await self._client.send(request))
        if isinstance(gifts, LiveError):
            raise gifts
        return gifts

    async def fetch_profile(self, user: str) -> Profile:
        """Ask for a user's profile; clear answers are kept for five minutes.

        Raises:
            UserError: This is no handle.
            UserNotFound: There is no such user.
            AgeRestricted: The account is private.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        return await self._profiles.fetch(parse_user(user))

    async def fetch_audience(self) -> Audience:
        """Ask who watches. Needs the option `session`.

        Raises:
            SessionRequired: There is no session, or it has expired.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
            RoomError: The room is not known and cannot be found, or its host is not known.
        """
        self._need_session("the audience", self.options.endpoints.webcast)
        room_id = await self._known_room_id()
        if self.room is None or not self.room.host.id:
            await self.fetch_room_info()
        anchor = self.room.host.id if self.room is not None else 0
        audience = read_audience(
            await self._client.send(self._client.requests.online_audience(room_id, anchor))
        )
        if isinstance(audience, LiveError):
            raise audience
        return audience

    async def send_chat(self, text: str) -> dict[str, Any]:
        """Write a comment as the user of the option `session`; returns what TikTok answered.

        Raises:
            UserError: The text is empty or longer than 150 characters.
            SessionRequired: There is no session, or it has expired.
            SignerError: TikTok wants a signature, and no signer gave one.
            RateLimited: Too many comments, or the same one again.
            Blocked: TikTok refuses the comment.
            NetworkError: There was no answer; the comment may have been taken all the same.
        """
        comment = check_comment(text)
        self._need_session("a comment", self.options.endpoints.webcast)
        room_id = await self._known_room_id()

        async def sign() -> tuple[HttpRequest, Signature | None]:
            request = self._client.requests.chat(room_id, comment)
            asked = self._sign_request(request.full_url, method="POST", room_id=room_id)
            return request, await sign_request(self.options.signer, asked, self.signer_quotas)

        request, signature = await self._with_accepted_device(sign)
        if signature is not None:
            request = signed(request, signature)
        answer = read_chat(await self._client.send(request), signed=signature is not None)
        if isinstance(answer, LiveError):
            raise answer
        return answer

    def _need_session(self, what: str, url: str) -> None:
        if self.options.session is None:
            hint = "pass session=Session(session_id=..., target_idc=...) of a logged-in user"
            raise SessionRequired(f"{what} needs a session", hint=hint)
        if not self._client.requests.can_send_session(url):
            hint = "make the endpoints https:// URLs"
            raise UserError(f"{what} needs the session, which is not sent without TLS", hint=hint)

    # --- rooms

    async def _known_room_id(self) -> int:
        if not self.room_id:
            self._learn(await self._room_by_user())
        return self.room_id

    async def _room_by_user(self) -> RoomInfo:
        ask = find_room if self.confirm or self._entered else look_up_room
        finding = await ask(self._client, self.unique_id)
        room = finding.result
        if isinstance(room, LiveError):
            raise room
        if (closed := self._closed(finding, room)) is not None:
            raise closed
        return room

    def _closed(self, finding: LookupResult, room: RoomInfo) -> UserOffline | RoomEnded | None:
        """The error for a room that a lookup does not call open, or that it names another one than was entered."""
        if room.status in {RoomStatus.PREPARING, RoomStatus.ENDED} or not room.room_id:
            return self._gone(finding, room)
        if not self._entered or room.room_id == self.room_id:
            return None
        self.successor = room.room_id
        return RoomEnded(
            f"@{self.unique_id} started another broadcast",
            hint="connect again to enter the new room",
            user=self.unique_id,
            room_id=self.room_id,
        )

    async def find_end(self) -> UserOffline | RoomEnded | None:
        """Ask whether the room is over, after the server did not let us in: first by its id, then by the host.

        The server's refusal is one witness already, so one more is enough.

        Returns:
            The error that says so; None when the room is open, or nobody could tell.
        """
        try:
            if await is_room_alive(self._client, self.room_id) is False:
                room = RoomInfo(room_id=self.room_id, status=RoomStatus.ENDED)
                return self._gone(LookupResult("check_alive", room, 200), room)
            if self.unique_id:
                finding = await look_up_room(self._client, self.unique_id)
                if isinstance(finding.result, RoomInfo):
                    return self._closed(finding, finding.result)
        except LiveError as error:
            _log.debug("whether room %d is over: %s", self.room_id, error)
        return None

    async def _room_by_id(self) -> RoomInfo:
        known = self.room or RoomInfo(room_id=self.room_id)
        if await is_room_alive(self._client, self.room_id) is not False:
            return known
        # One source is not enough to give a room up.
        room = (await fetch_details(self._client, self.unique_id, self.room_id)).result
        if isinstance(room, RoomInfo) and room.status in OPEN:
            return room
        raise RoomEnded(
            f"room {self.room_id} is over",
            hint="every broadcast has a new room id: connect by user name",
            user=self.unique_id,
            room_id=self.room_id,
        )

    async def _with_details(self, room: RoomInfo) -> RoomInfo:
        """The room with its details where TikTok gives them; only a clear end is a reason to stop."""
        try:
            finding = await fetch_details(self._client, self.unique_id, room.room_id)
        except NetworkError as error:
            _log.debug("no room info: %s", error)
            return room
        details = finding.result
        if isinstance(details, LiveError):
            return room
        if details.status is RoomStatus.ENDED:
            raise self._gone(finding, details)
        return details if details.status is not RoomStatus.UNKNOWN else evolve(details, status=room.status)

    def _gone(self, finding: LookupResult, room: RoomInfo) -> UserOffline | RoomEnded:
        """The error for a room that is not open, with what told so."""
        who = f"@{self.unique_id}" if self.unique_id else f"room {room.room_id}"
        error: UserOffline | RoomEnded
        if self._entered or self._by_room:
            hint = "watch() waits for the next broadcast"
            text = f"the broadcast of {who} is over"
            error = RoomEnded(text, hint=hint, user=self.unique_id, room_id=self.room_id)
        else:
            what = "is preparing to go live" if room.status is RoomStatus.PREPARING else "is not live"
            hint = "try again when the user is live; watch() waits for that"
            error = UserOffline(f"{who} {what}", hint=hint, user=self.unique_id, room_id=room.room_id)
        error.status = finding.status
        error.evidence = f"{finding.source}: status {room.status.name.lower()}, room {room.room_id or 'none'}"
        return error

    def _learn(self, room: RoomInfo) -> None:
        self.room, self.room_id = room, room.room_id
        self.unique_id = self.unique_id or room.host.unique_id

    # --- tickets

    async def _obtain_cookie(self) -> None:
        """See to a device cookie, unless every signer brings one; without one, those may still help."""
        bringing = [bool(getattr(signer, "brings_cookie", False)) for signer in self.options.signer]
        if bringing and all(bringing):
            return
        try:
            await self._client.obtain_cookie(self.unique_id)
        except Blocked as error:
            if not any(bringing):
                raise
            _log.debug("no device cookie: %s", error)

    async def _with_accepted_device(self, sign: Callable[[], Awaitable[_T]]) -> _T:
        """Have something signed; once more as another device where the signer failed over the present one.

        Raises:
            LiveError: As `sign` does.
        """
        try:
            return await sign()
        except SignerError as error:
            if not error.device_refused:
                raise
            _log.info("%s; asking the signer once more with another device", error)
        self.rotate_identity()
        await self._obtain_cookie()
        return await sign()

    async def _ticket(self, room_id: int, cursor: str, internal_ext: str) -> Ticket:
        requests = self._client.requests
        url = requests.websocket_url(room_id, self.rng, cursor=cursor, internal_ext=internal_ext)
        ticket = Ticket(url=url, room_id=room_id)
        if self.options.signer:
            asked = self._sign_request(url, room_id=room_id, cursor=cursor)
            ticket = await sign_socket(self.options.signer, asked, self.signer_quotas)
        given = {name.lower() for name, _ in ticket.headers}
        ours = [pair for pair in requests.websocket_headers(ticket.url) if pair[0].lower() not in given]
        theirs = [pair for pair in ticket.headers if pair[1]]
        return evolve(ticket, headers=(*ours, *theirs), room_id=room_id)

    def _sign_request(self, url: str, *, method: str = "GET", room_id: int, cursor: str = "") -> SignRequest:
        requests = self._client.requests
        return SignRequest(
            url=url,
            method=method,
            room_id=room_id,
            unique_id=self.unique_id,
            user_agent=requests.identity.user_agent,
            cookie=requests.anonymous_cookie(),
            cursor=cursor,
            endpoint=self.options.endpoints.sign,
            session=self.options.session,
            send=self.http.send,
        )
