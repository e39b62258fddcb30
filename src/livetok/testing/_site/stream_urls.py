"""Where the video of a room is, in TikTok's three nestings of JSON (protocol notes 6.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from livetok.testing._site.http import Request
    from livetok.testing._world.world import SimulatedWorld
    from livetok.testing.room import Room

__all__ = ["QUALITIES", "Quality", "pull_data", "signature", "stream_url"]


@frozen
class Quality:
    """One rendition.

    Attributes:
        key: Name in `stream_data`.
        level: Rank; the highest is the best.
        resolution: Empty for sound alone.
        old_name: Name in `flv_pull_url`, empty when it is not listed there.
        bits: Bits a second.
    """

    key: str
    level: int
    resolution: str
    old_name: str
    bits: int


QUALITIES = (
    Quality("origin", 10, "1280x720", "", 2_500_000),
    Quality("hd", 3, "1280x720", "HD1", 1_500_000),
    Quality("sd", 2, "960x540", "SD1", 800_000),
    Quality("ld", 1, "640x360", "SD2", 400_000),
    Quality("ao", -1, "", "AUDIO", 64_000),
)


def signature(world: SimulatedWorld, room_id: str | int, key: str, expire: str | int) -> str:
    """What an address must carry as `sign`."""
    return world.digest(f"stream {room_id} {key} {expire}").hex()[:32]


def _base(request: Request) -> str:
    return (
        f"{'https' if request.secure else 'http'}://{request.header('host') or 'pull-flv.tiktokcdn.example'}"
    )


def _url(room: Room, request: Request, quality: Quality, form: str) -> str:
    if form == "hls" and not quality.resolution:
        return ""
    expire = room.world.unix() + int(room.stream_lifetime)
    name = f"stream-{room.room_id}_{quality.key}"
    path = f"{name}.flv" if form == "flv" else f"{name}/index.m3u8"
    sign = signature(room.world, room.room_id, quality.key, expire)
    return f"{_base(request)}/game/{path}?expire={expire}&sign={sign}"


def pull_data(room: Room, request: Request) -> dict[str, Any]:
    """The options and the stream data, which is JSON in a string."""
    qualities = [
        {
            "name": quality.key,
            "sdk_key": quality.key,
            "level": quality.level,
            "resolution": quality.resolution,
            "v_codec": "264",
        }
        for quality in QUALITIES
    ]
    data = {quality.key: {"main": _rendition(room, request, quality)} for quality in QUALITIES}
    common = {"session_id": f"{room.room_id:x}", "ts": str(room.world.unix())}
    return {
        "options": {"default_quality": qualities[2], "qualities": qualities, "show_quality_button": True},
        "stream_data": json.dumps({"common": common, "data": data}, separators=(",", ":")),
    }


def _rendition(room: Room, request: Request, quality: Quality) -> dict[str, str]:
    params = {"VCodec": "h264", "vbitrate": quality.bits, "resolution": quality.resolution}
    return {
        "flv": _url(room, request, quality, "flv"),
        "hls": _url(room, request, quality, "hls"),
        "cmaf": "",
        "dash": "",
        "lls": "",
        "tsl": "",
        "tile": "",
        "sdk_params": json.dumps(params),
    }


def stream_url(room: Room, request: Request) -> dict[str, Any]:
    """`stream_url` of room info."""
    return {
        "flv_pull_url": {
            quality.old_name: _url(room, request, quality, "flv") for quality in QUALITIES if quality.old_name
        },
        "hls_pull_url": _url(room, request, QUALITIES[0], "hls"),
        "hls_pull_url_map": {},
        "rtmp_pull_url": _url(room, request, QUALITIES[0], "flv"),
        "candidate_resolution": ["SD2", "SD1", "HD1"],
        "default_resolution": "ORIGION",
        "resolution_name": {
            "AUTO": "Auto",
            "HD1": "720p",
            "ORIGION": "Original",
            "SD1": "540p",
            "SD2": "360p",
        },
        "live_core_sdk_data": {"pull_data": pull_data(room, request)},
    }
