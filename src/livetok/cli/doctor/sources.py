"""Checks of TikTok's site: every source of the room id, the data of the room, the cookie, the clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

import anyio
from attrs import evolve, frozen

from livetok._resolver.room_lookup import OPEN
from livetok._webapi.responses import (
    read_check_alive,
    read_gift_list,
    read_live_page,
    read_room_info,
    read_room_lookup,
)
from livetok.cli.doctor.case import Case
from livetok.cli.doctor.findings import Findings, Trouble
from livetok.errors import LiveError, NetworkError, RoomError, SessionRequired, UserOffline
from livetok.models import RoomInfo, RoomStatus

__all__ = ["check_cookie", "check_sources", "note_clock"]

_MOST_SKEW: Final = 120.0
_LOOKUPS: Final = ("lookup", "live page")
_DATA: Final = ("check alive", "room info", "gift list")
_STALE: Final = "none needed: livetok asks more than one source"


@frozen(kw_only=True)
class _Said:
    """What one source said.

    Attributes:
        text: In words.
        open: Whether the room is open, None when it did not say.
        room: The room, where the source knows it.
        error: Why it said nothing.
    """

    stage: str
    text: str = ""
    open: bool | None = None
    room: RoomInfo | None = None
    error: LiveError | None = None
    seconds: float = 0.0


Ask = Callable[[], Awaitable["_Said | LiveError"]]


async def check_sources(case: Case, findings: Findings) -> None:
    """Ask every source where the room is, and whether it is open; sets `case.room`."""
    endpoints, requests, user = case.options.endpoints, case.client.requests, case.unique_id
    if why := case.obstacle(endpoints.web):
        findings.skip(why, *_LOOKUPS, *_DATA, "room")
        return

    async def lookup() -> _Said | LiveError:
        answer = await case.client.send(requests.room_lookup(user))
        return _said_room("lookup", read_room_lookup(answer, user=user))

    async def page() -> _Said | LiveError:
        answer = await case.client.send(requests.live_page(user))
        return _said_room("live page", read_live_page(answer, user=user))

    said = await _ask_all(findings, {"lookup": lookup, "live page": page})
    known = next((answer.room for answer in said if answer.room is not None and answer.room.room_id), None)
    why = case.obstacle(endpoints.webcast) or ("" if known else "no source knows a room")
    if known is not None and not why:
        said += await _ask_data(case, findings, known.room_id)
    is_open = any(answer.open for answer in said if answer.stage != "room info")
    for answer in said:
        # No single source keeps anybody out; what they say together does.
        findings.add(answer.stage, _judged(answer, is_open=is_open), lenient=True, seconds=answer.seconds)
    if why:
        findings.skip(why, *_DATA)
    _note_room(case, findings, said, is_open=is_open)


async def _ask_data(case: Case, findings: Findings, room_id: int) -> list[_Said]:
    """Ask what goes by room id."""
    client, requests = case.client, case.client.requests

    async def alive() -> _Said | LiveError:
        known = read_check_alive(await client.send(requests.check_alive([room_id])))
        if isinstance(known, LiveError):
            return known
        answer = known.get(room_id)
        text = {True: "live", False: "ended", None: "nothing known"}[answer]
        return _Said(stage="check alive", text=f"{text}, room {room_id}", open=answer)

    async def info() -> _Said | LiveError:
        answer = await client.send(requests.room_info(room_id))
        result = read_room_info(answer, user=case.unique_id, room_id=room_id)
        return _said_room(
            "room info", evolve(result, room_id=room_id) if isinstance(result, RoomInfo) else result
        )

    async def gifts() -> _Said | LiveError:
        result = read_gift_list(await client.send(requests.gift_list(room_id)))
        return (
            result
            if isinstance(result, LiveError)
            else _Said(stage="gift list", text=f"{len(result):,} gifts")
        )

    return await _ask_all(findings, dict(zip(_DATA, (alive, info, gifts), strict=True)))


async def _ask_all(findings: Findings, sources: dict[str, Ask]) -> list[_Said]:
    """Ask several sources at the same time."""
    answers: dict[str, _Said] = {}

    async def ask(stage: str, look: Ask) -> None:
        began = anyio.current_time()
        result: _Said | LiveError | None = None
        try:
            with anyio.CancelScope(deadline=findings.deadline):
                result = await look()
        except LiveError as error:
            result = error
        if not isinstance(result, _Said):
            result = _Said(stage=stage, error=result or findings.late(began))
        answers[stage] = evolve(result, seconds=anyio.current_time() - began)

    async with anyio.create_task_group() as group:
        for stage, look in sources.items():
            group.start_soon(ask, stage, look)
    return [answers[stage] for stage in sources]


def _said_room(stage: str, result: RoomInfo | LiveError) -> _Said | LiveError:
    if isinstance(result, LiveError):
        return result
    limits = f", restricted: {', '.join(result.restrictions)}" if result.restrictions else ""
    text = f"{result.status.name.lower()}, room {result.room_id or 'none'}{limits}"
    return _Said(stage=stage, text=text, open=result.status in OPEN, room=result)


def _judged(said: _Said, *, is_open: bool) -> str | Trouble | LiveError:
    """Return what to record of a source: the odd one out is worth a warning."""
    if said.error is not None:
        return said.error
    if is_open and said.stage != "gift list" and not said.open:
        return Trouble(f"{said.text}, but another source says that the room is live", _STALE)
    return said.text


def _note_room(case: Case, findings: Findings, said: list[_Said], *, is_open: bool) -> None:
    """Finding whether there is a room to enter, as `connect()` would see it."""
    rooms = [answer.room for answer in said if answer.room is not None and answer.stage in _LOOKUPS]
    if is_open:
        case.room = next((room for room in rooms if room.status in OPEN and room.room_id), None)
        case.room = case.room or next(room for room in rooms if room.room_id)
        findings.add("room", f"live, room {case.room.room_id}")
    elif rooms:
        findings.add("room", _offline(case, rooms[0]))
    else:
        # What is said about the user beats a refusal.
        errors = [answer.error for answer in said if answer.error is not None]
        clear = (RoomError, SessionRequired)
        findings.add("room", next((error for error in errors if isinstance(error, clear)), errors[0]))


def _offline(case: Case, room: RoomInfo) -> UserOffline:
    what = "is preparing to go live" if room.status is RoomStatus.PREPARING else "is not live"
    return UserOffline(
        f"@{case.unique_id} {what}",
        hint="the rest can only be checked in a live room: try again then, or with another user",
        user=case.unique_id,
        room_id=room.room_id,
    )


async def check_cookie(case: Case, findings: Findings) -> None:
    """See whether TikTok hands out the device cookie."""
    why = case.obstacle(case.options.endpoints.web)
    if why:
        findings.skip(why, "cookie")
        return

    async def look() -> str:
        await case.client.obtain_cookie(case.unique_id)
        return "ttwid was handed out"

    await findings.check("cookie", look, lenient=case.brought)


# --- the clock


def note_clock(case: Case, findings: Findings) -> None:
    """Note whether this machine's clock is right; certificates and signatures depend on it."""
    if case.skew is None:
        findings.skip("no server told its time", "clock")
    elif abs(case.skew) > _MOST_SKEW:
        way = "ahead of" if case.skew > 0 else "behind"
        error = NetworkError(
            f"this machine's clock is {abs(case.skew):.0f} s {way} the servers'",
            hint="set the clock: certificates and signed addresses depend on it",
        )
        findings.add("clock", error, lenient=True)
    else:
        findings.add("clock", f"within {abs(case.skew) + 1:.0f} s of the servers'")
