"""`livetok info @user`: what TikTok tells about a host and the room, live or not."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from livetok.cli import common
from livetok.cli.text import escaped, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from livetok._resolver import WebClient
    from livetok.errors import LiveError
    from livetok.models import RoomInfo

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "print what is known about a user and the room, without entering it"
    parser = commands.add_parser("info", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object, and nothing else")


async def run(args: argparse.Namespace) -> int:
    """Print the data there is; then tell when the user is not live.

    Raises:
        RoomError: There is no such user, or the user is not live; in the latter case the data was printed.
        Blocked: TikTok refuses to answer.
        NetworkError: TikTok cannot be reached.
    """
    from random import Random

    from livetok._net.http import open_http
    from livetok._resolver import WebClient
    from livetok._webapi.handles import parse_user
    from livetok.cli.output import open_output
    from livetok.options import Options

    user, options = parse_user(args.user), Options.of(common.connect_options(args))
    async with open_output() as output, open_http(options) as http:
        room = await _fetch(WebClient(options, http, Random()), user)
        await output.line(_json(room) if args.json else "\n".join(_lines(room)))
    if (closed := _closed(room, user)) is not None:
        raise closed
    return 0


async def _fetch(client: WebClient, user: str) -> RoomInfo:
    from livetok._resolver.room_lookup import OPEN, fetch_details, find_room
    from livetok.errors import AgeRestricted, LiveError

    room = (await find_room(client, user)).result
    if isinstance(room, LiveError):
        raise room
    if room.status not in OPEN:
        return room  # the room id is that of the last broadcast, and so would be the details
    try:
        more = (await fetch_details(client, user, room.room_id)).result
    except LiveError as error:
        more = error
    if isinstance(more, AgeRestricted):
        return _restricted(room, more.restriction)
    return room if isinstance(more, LiveError) else _merged(room, more)


def _restricted(room: RoomInfo, restriction: str) -> RoomInfo:
    from attrs import evolve

    return evolve(room, restrictions=(*room.restrictions, restriction))


def _merged(room: RoomInfo, more: RoomInfo) -> RoomInfo:
    """Put two views of a room together: the details know more, but not everything."""
    from attrs import evolve

    return evolve(
        more,
        status=more.status or room.status,
        title=more.title or room.title,
        host=more.host if more.host.id else room.host,
        started_at=more.started_at or room.started_at,
        cover=more.cover or room.cover,
        share_url=more.share_url or room.share_url,
        streams=more.streams or room.streams,
        restrictions=tuple(dict.fromkeys((*room.restrictions, *more.restrictions))),
    )


def _closed(room: RoomInfo, user: str) -> LiveError | None:
    """Return why the room cannot be entered, None when it can be."""
    from livetok._resolver.room_lookup import OPEN
    from livetok.errors import UserOffline
    from livetok.models import RoomStatus

    if room.status in OPEN:
        return None
    what = "is preparing to go live" if room.status is RoomStatus.PREPARING else "is not live"
    hint = f"livetok watch @{user} --wait waits for that"
    return UserOffline(f"@{user} {what}", hint=hint, user=user, room_id=room.room_id)


def _json(room: RoomInfo) -> str:
    """Return the room as one line; 64-bit ids are strings, as in events."""
    from attrs import asdict

    whole: dict[str, Any] = asdict(room, filter=lambda attribute, _: not attribute.name.startswith("_"))
    whole["room_id"], whole["host"]["id"] = str(room.room_id), str(room.host.id)
    whole["status"] = room.status.name.lower()
    whole["started_at"] = room.started_at.isoformat() if room.started_at else None
    return escaped(json.dumps({"type": "room", "room": whole}, ensure_ascii=False, separators=(",", ":")))


def _lines(room: RoomInfo) -> Iterator[str]:
    host, status = room.host, room.status.name.lower()
    yield _line("host", f"{host.nickname} (@{host.unique_id}){', verified' if host.verified else ''}")
    yield _line("followers", f"{host.follower_count:,}, follows {host.following_count:,}")
    yield _line("status", f"{status}, room {room.room_id}" if room.room_id else status)
    facts = {
        "title": room.title,
        "started": f"{room.started_at.astimezone():%Y-%m-%d %H:%M:%S}" if room.started_at else "",
        "viewers": f"{room.viewer_count:,} now, {room.total_viewers:,} in all",
        "likes": f"{room.like_count:,}",
        "restrictions": ", ".join(room.restrictions) or "none",
        "cover": room.cover,
        "link": room.share_url,
        "bio": host.bio,
    }
    yield from (_line(name, text) for name, text in facts.items() if text)
    for stream in room.streams:
        rate = f"{stream.bitrate / 1e6:.1f} Mbit/s" if stream.bitrate else ""
        about = " ".join(filter(None, (stream.protocol, stream.resolution, rate, stream.codec)))
        yield _line("stream", f"{stream.quality} {about}")
        # Whole, since it is signed: cut short, it is worthless.
        yield _line("", stream.url, limit=4000)


def _line(name: str, text: str, *, limit: int = 400) -> str:
    return f"{name:<13} {harmless(text, limit=limit)}".rstrip()
