"""Room lookup: finds a user's room. Asks several sources, cheapest first, and cross-checks them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from livetok._webapi.responses import (
    read_check_alive,
    read_live_page,
    read_room_info,
    read_room_lookup,
)
from livetok.errors import LiveError, NetworkError, RoomError, SessionRequired
from livetok.models import RoomInfo, RoomStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from livetok._resolver.web_client import WebClient

__all__ = [
    "BATCH",
    "OPEN",
    "LookupResult",
    "check_alive",
    "decide",
    "fetch_details",
    "find_room",
    "is_room_alive",
    "look_up_room",
    "needs_confirmation",
    "which_are_alive",
]

# Room ids in one check; TikTok takes a list (protocol notes 2.7), an address has an end.
BATCH: Final = 50

_log = logging.getLogger("livetok.resolve")

# A paused room can be entered, and its chat goes on.
OPEN: Final = frozenset({RoomStatus.LIVE, RoomStatus.PAUSED})


@frozen
class LookupResult:
    """Result of asking one source for a room.

    Attributes:
        source: Name of the source for people.
        result: The room, or why it is not known.
        status: HTTP status of the answer.
    """

    source: str
    result: RoomInfo | LiveError
    status: int = 0


async def find_room(client: WebClient, user: str) -> LookupResult:
    """Ask where a user's room is, and check an offline answer against the room id that came with it.

    Two more sources must call the room live before that answer counts as wrong.

    Raises:
        NetworkError: TikTok's site cannot be reached.
    """
    lookup = await look_up_room(client, user)
    room = lookup.result
    if (
        isinstance(room, LiveError)
        or not needs_confirmation(room)
        or not await is_room_alive(client, room.room_id)
    ):
        return lookup
    return await decide(client, user, room) or lookup


async def decide(client: WebClient, user: str, room: RoomInfo) -> LookupResult | None:
    """Let the room info decide about a room that `check_alive` calls live, and nobody else does.

    For hours at a time, `check_alive` has called every room live (protocol notes 10.3).

    Returns:
        The room, live or over; None when the room info says nothing clear.
    """
    try:
        lookup = await fetch_details(client, user, room.room_id)
    except NetworkError as error:
        _log.debug("room info of room %d: %s", room.room_id, error)
        return None
    if not isinstance(lookup.result, RoomInfo) or lookup.result.status is RoomStatus.UNKNOWN:
        return None
    if lookup.result.status in OPEN:
        return LookupResult("check_alive", evolve(room, status=lookup.result.status), 200)
    return evolve(lookup, result=evolve(room, status=lookup.result.status))


async def look_up_room(client: WebClient, user: str) -> LookupResult:
    """Ask where a user's room is; a missing user and a refusal are checked against the live page.

    Both are known to be wrong at times (protocol notes 2.2, 7).

    Raises:
        NetworkError: TikTok's site cannot be reached.
    """
    answer = await client.send(client.requests.room_lookup(user))
    first = LookupResult("lookup", read_room_lookup(answer, user=user), answer.status)
    _log.debug("lookup of @%s: %s", user, _said(first))
    return await _cross_check(client, user, first) if isinstance(first.result, LiveError) else first


def needs_confirmation(room: RoomInfo) -> bool:
    """Whether a room that is said to be closed has an id that can be asked about."""
    return room.status not in OPEN and room.room_id != 0


async def _cross_check(client: WebClient, user: str, first: LookupResult) -> LookupResult:
    try:
        answer = await client.send(client.requests.live_page(user))
    except NetworkError as error:
        _log.debug("live page of @%s: %s", user, error)
        return first
    second = LookupResult("live page", read_live_page(answer, user=user), answer.status)
    _log.debug("live page of @%s: %s", user, _said(second))
    return min(first, second, key=_vagueness)


def _vagueness(lookup: LookupResult) -> int:
    """A room tells most, then a statement about the room, then a refusal; of two equals the first is kept."""
    clear = (RoomInfo, RoomError, SessionRequired)
    return next((place for place, kind in enumerate(clear) if isinstance(lookup.result, kind)), len(clear))


async def is_room_alive(client: WebClient, room_id: int) -> bool | None:
    """Whether a room is live by its id; None when nobody says.

    Raises:
        NetworkError: TikTok's webcast host cannot be reached.
    """
    return (await which_are_alive(client, [room_id])).get(room_id)


async def which_are_alive(client: WebClient, room_ids: Sequence[int]) -> dict[int, bool]:
    """Which of these rooms are live; rooms that nobody speaks of are left out.

    Raises:
        NetworkError: TikTok's webcast host cannot be reached.
    """
    known: dict[int, bool] = {}
    for start in range(0, len(room_ids), BATCH):
        batch = room_ids[start : start + BATCH]
        rooms = await check_alive(client, batch)
        if isinstance(rooms, LiveError):
            _log.debug("check_alive of %d rooms: %s", len(batch), rooms)
        else:
            known |= rooms
    return known


async def check_alive(client: WebClient, room_ids: Sequence[int]) -> Mapping[int, bool] | LiveError:
    """Ask with one request which of at most `BATCH` rooms are live.

    Raises:
        NetworkError: TikTok's webcast host cannot be reached.
    """
    return read_check_alive(await client.send(client.requests.check_alive(room_ids)))


async def fetch_details(client: WebClient, user: str, room_id: int) -> LookupResult:
    """Ask for the details of a room.

    Raises:
        NetworkError: TikTok's webcast host cannot be reached.
    """
    answer = await client.send(client.requests.room_info(room_id))
    result = read_room_info(answer, user=user, room_id=room_id)
    if isinstance(result, RoomInfo):
        result = evolve(result, room_id=room_id)
    lookup = LookupResult("room info", result, answer.status)
    _log.debug("room info of room %d: %s", room_id, _said(lookup))
    return lookup


def _said(lookup: LookupResult) -> str:
    result = lookup.result
    return f"{result.status.name}, room {result.room_id}" if isinstance(result, RoomInfo) else str(result)
