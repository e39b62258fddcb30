"""One way in: each call of `Resolver.enter` looks everything up anew and gives a ticket for one websocket."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import anyio
from attrs import define, evolve, field

from livetok._core.responses import read_gift_list
from livetok._resolve.rooms import OPEN, alive, details, find_room
from livetok._resolve.visitor import Visitor
from livetok.errors import LiveError, NetworkError, RoomEnded, UserOffline
from livetok.models import Gift, RoomInfo, RoomStatus
from livetok.options import Options, Ticket

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from livetok._net.http import HttpClient

__all__ = ["Resolver"]

_log = logging.getLogger("livetok.resolve")


@define
class Resolver:
    """Finds the room of one session, again for every attempt.

    Holds no task and no connection of its own; a cancelled call leaves it as it was before, but for a cookie that
    came in meanwhile.

    Attributes:
        unique_id: Handle of the host; empty while only a room id is known.
        room_id: The room; 0 until it is known.
        room: What is known about the room; None until the first `enter`.
    """

    unique_id: str = field(alias="user")
    room_id: int
    options: Options
    http: HttpClient
    rng: random.Random
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    room: RoomInfo | None = field(default=None, init=False)
    _by_room: bool = field(init=False)
    _entered: bool = field(default=False, init=False)
    _visitor: Visitor = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._by_room = self.room_id != 0
        self._visitor = Visitor(self.options, self.http, self.rng, self.sleep)

    async def enter(self, *, cursor: str = "", internal_ext: str = "") -> Ticket:
        """Look up the room and prepare one connection to it.

        Args:
            cursor: Resume token of the last fetch result.
            internal_ext: Acknowledgement token of the last fetch result.

        Raises:
            UserNotFound: Every source says so.
            UserOffline: The user is not live, or still preparing.
            RoomEnded: The room that was entered before is over.
            Blocked: TikTok refuses to answer, hands out no cookie, or the signer failed.
            NetworkError: A host cannot be reached.
        """
        room = await (self._room_by_id() if self._by_room else self._room_by_user())
        if self._entered and self.room is not None:
            room = evolve(self.room, status=room.status)
        elif self.options.fetch_room_info:
            room = await self._with_details(room)
        await self._visitor.obtain_cookie(self.unique_id)
        ticket = self._direct_ticket(room.room_id, cursor, internal_ext)
        self._learn(room)
        self._entered = True
        return ticket

    def rotate(self) -> None:
        """Forget the cookie and take another identity, after the present one was blocked."""
        self._visitor.rotate()

    async def fetch_room_info(self) -> RoomInfo:
        """Ask for the details of the room, and remember them.

        Raises:
            AgeRestricted: The room is not for everybody.
            Blocked: TikTok refuses to answer.
            NetworkError: A host cannot be reached.
            RoomError: The room is not known and cannot be found.
        """
        finding = await details(self._visitor, self.unique_id, await self._known_room_id())
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
        request = self._visitor.requests.gift_list(await self._known_room_id())
        gifts = read_gift_list(await self._visitor.ask(request))
        if isinstance(gifts, LiveError):
            raise gifts
        return gifts

    # --- rooms

    async def _known_room_id(self) -> int:
        if not self.room_id:
            self._learn(await self._room_by_user())
        return self.room_id

    async def _room_by_user(self) -> RoomInfo:
        found = (await find_room(self._visitor, self.unique_id)).result
        if isinstance(found, LiveError):
            raise found
        if found.status is RoomStatus.PREPARING:
            raise self._gone("is preparing to go live", found.room_id)
        if found.status is RoomStatus.ENDED or not found.room_id:
            raise self._gone("is not live", found.room_id)
        if self._entered and found.room_id != self.room_id:
            raise RoomEnded(
                f"@{self.unique_id} started another broadcast",
                hint="connect again to enter the new room",
                user=self.unique_id,
                room_id=self.room_id,
            )
        return found

    async def _room_by_id(self) -> RoomInfo:
        known = self.room or RoomInfo(room_id=self.room_id)
        if await alive(self._visitor, self.room_id) is not False:
            return known
        # One source is not enough to give a room up.
        found = (await details(self._visitor, self.unique_id, self.room_id)).result
        if isinstance(found, RoomInfo) and found.status in OPEN:
            return found
        raise RoomEnded(
            f"room {self.room_id} is over",
            hint="every broadcast has a new room id: connect by user name",
            user=self.unique_id,
            room_id=self.room_id,
        )

    async def _with_details(self, room: RoomInfo) -> RoomInfo:
        """The room with its details where TikTok gives them; only a clear end is a reason to stop."""
        try:
            found = (await details(self._visitor, self.unique_id, room.room_id)).result
        except NetworkError as error:
            _log.debug("no room info: %s", error)
            return room
        if isinstance(found, LiveError):
            return room
        if found.status is RoomStatus.ENDED:
            raise self._gone("is not live", room.room_id)
        return found if found.status is not RoomStatus.UNKNOWN else evolve(found, status=room.status)

    def _gone(self, what: str, room_id: int) -> UserOffline | RoomEnded:
        who = f"@{self.unique_id}" if self.unique_id else f"room {room_id}"
        if self._entered or self._by_room:
            return RoomEnded(
                f"{who} {what}: the broadcast is over",
                hint="watch() waits for the next one",
                user=self.unique_id,
                room_id=self.room_id,
            )
        hint = "try again when the user is live; watch() waits for that"
        return UserOffline(f"{who} {what}", hint=hint, user=self.unique_id, room_id=room_id)

    def _learn(self, room: RoomInfo) -> None:
        self.room, self.room_id = room, room.room_id
        self.unique_id = self.unique_id or room.host.unique_id

    # --- tickets

    def _direct_ticket(self, room_id: int, cursor: str, internal_ext: str) -> Ticket:
        requests = self._visitor.requests
        url = requests.websocket_url(room_id, self.rng, cursor=cursor, internal_ext=internal_ext)
        return Ticket(url=url, headers=requests.websocket_headers(), room_id=room_id)
