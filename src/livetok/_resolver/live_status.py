"""Is this user live? Answered with evidence, and never by mistaking a refusal for a no."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import TYPE_CHECKING, Final, cast, overload

import anyio
from attrs import evolve

from livetok._net.http import open_http
from livetok._resolver.room_lookup import (
    LookupResult,
    decide,
    fetch_details,
    look_up_room,
    needs_confirmation,
    which_are_alive,
)
from livetok._resolver.web_client import WebClient
from livetok._util.task_group import open_task_group
from livetok._webapi.handles import parse_room_id, parse_user
from livetok.errors import LiveError, UserError
from livetok.models import LiveState, LiveStatus, RoomInfo, RoomStatus
from livetok.options import ConnectOptions, Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Unpack

__all__ = ["check_live", "is_live"]

# Lookups under way at a time; TikTok limits requests by address.
_AT_A_TIME: Final = 4


@overload
async def is_live(user: str | int, /, **options: Unpack[ConnectOptions]) -> LiveStatus: ...
@overload
async def is_live(user: Iterable[str | int], /, **options: Unpack[ConnectOptions]) -> list[LiveStatus]: ...
async def is_live(
    user: str | int | Iterable[str | int], /, **options: Unpack[ConnectOptions]
) -> LiveStatus | list[LiveStatus]:
    """Tell whether users are live. Cancelling drops the requests that are under way, and closes their connections.

    Args:
        user: A handle or URL, or a room id as a number; or several of them, which are checked together.
        **options: As for `connect()`; those that concern the way to TikTok are used.

    Returns:
        One answer, or a list of them in the order of the question. An answer is true in a condition when live, and
        UNKNOWN when TikTok refused or could not be reached.

    Raises:
        UserError: At once, for a handle or an option that is wrong.
    """
    several = isinstance(user, Iterable) and not isinstance(user, str | bytes)
    wanted = [_wanted(name) for name in (cast("Iterable[object]", user) if several else [user])]
    chosen = Options.of(options)
    async with open_http(chosen) as http:
        statuses = await check_live(WebClient(chosen, http, Random()), wanted)
    return statuses if several else statuses[0]


def _wanted(user: object) -> str | int:
    return parse_room_id(user) if isinstance(user, int) else parse_user(user)


async def check_live(client: WebClient, wanted: Sequence[str | int]) -> list[LiveStatus]:
    """Tell which of some handles and room ids are live, in the same order. Cancelling drops the requests under way.

    Args:
        client: Sends the requests; stays the caller's.
        wanted: Handles without `@`, and room ids as numbers.

    Raises:
        UserError: An option turns out to be unusable.
    """
    findings: dict[str | int, LookupResult] = dict.fromkeys(wanted, LookupResult("", RoomInfo()))
    await _look_all(client, findings)
    await _confirm_all(client, findings)
    return [_status(key, findings[key]) for key in wanted]


async def _look_all(client: WebClient, findings: dict[str | int, LookupResult]) -> None:
    """Look the handles up, some at a time; what goes wrong is an answer too."""
    limiter = anyio.CapacityLimiter(_AT_A_TIME)

    async def look_up(user: str) -> None:
        async with limiter:
            try:
                findings[user] = await look_up_room(client, user)
            except LiveError as error:
                findings[user] = LookupResult("lookup", error)

    async with open_task_group() as group:
        for key in findings:
            if isinstance(key, str):
                group.start_soon(look_up, key)
    for finding in findings.values():
        if isinstance(finding.result, UserError):
            raise finding.result


async def _confirm_all(client: WebClient, findings: dict[str | int, LookupResult]) -> None:
    """Check room ids, and answers that a room is closed, with one request for all of them."""
    rooms = {key: finding.result for key, finding in findings.items() if isinstance(finding.result, RoomInfo)}
    ids = {
        key: room.room_id for key, room in rooms.items() if isinstance(key, str) and needs_confirmation(room)
    }
    ids |= {key: key for key in findings if isinstance(key, int)}
    if not ids:
        return
    try:
        known = await which_are_alive(client, list(dict.fromkeys(ids.values())))
    except UserError:
        raise
    except LiveError as error:
        findings.update((key, LookupResult("check_alive", error)) for key in ids if isinstance(key, int))
        return
    limiter = anyio.CapacityLimiter(_AT_A_TIME)

    async def confirm(key: str | int, room_id: int) -> None:
        async with limiter:
            if known.get(room_id):
                findings[key] = await _disputed(client, key, evolve(rooms[key], room_id=room_id))
            elif isinstance(key, int):
                findings[key] = await _by_id(client, key, known.get(key))

    async with open_task_group() as group:
        for key, room_id in ids.items():
            group.start_soon(confirm, key, room_id)


async def _disputed(client: WebClient, key: str | int, room: RoomInfo) -> LookupResult:
    """A room that only `check_alive` calls live."""
    decided = await decide(client, key if isinstance(key, str) else "", room)
    if decided is not None:
        return decided
    said = (
        f"the lookup says {room.status.name.lower()}" if isinstance(key, str) else "nobody else speaks of it"
    )
    hint = "check_alive alone has been wrong for hours at a time: ask again later"
    return LookupResult(
        "room info", LiveError(f"check_alive calls the room live, and {said}", hint=hint), 200
    )


async def _by_id(client: WebClient, room_id: int, said: bool | None) -> LookupResult:
    """A room id that is not live, or that nobody spoke of."""
    try:
        return (
            LookupResult("check_alive", RoomInfo(room_id=room_id, status=RoomStatus.ENDED), 200)
            if said is False
            else await fetch_details(client, "", room_id)
        )
    except LiveError as error:
        return LookupResult("room info", error)


def _status(asked: str | int, finding: LookupResult) -> LiveStatus:
    unique_id = asked if isinstance(asked, str) else ""
    result = finding.result
    if isinstance(result, LiveError):
        return LiveStatus(
            state=LiveState.UNKNOWN,
            unique_id=unique_id,
            source=finding.source,
            room_id=asked if isinstance(asked, int) else 0,
            status=finding.status,
            detail=f"{result} ({result.evidence})" if result.evidence else str(result),
        )
    return LiveStatus(
        state=LiveState.of(result.status),
        unique_id=unique_id or result.host.unique_id,
        source=finding.source,
        room_id=result.room_id,
        status=finding.status,
        detail=f"the room is {result.status.name.lower()}" if result.room_id else "the user has no room",
    )
