"""Stream URLs out of TikTok's JSON, which is nested as text inside JSON, twice (protocol notes 6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from attrs import field, frozen

from livetok._util.json_view import Json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["StreamUrl", "streams_of_lookup", "streams_of_room_info"]

Protocol = Literal["flv", "hls"]
_PROTOCOLS: Final[tuple[Protocol, ...]] = ("flv", "hls")
# Best first; for what TikTok did not rank.
_ORDER: Final = ("origin", "uhd_60", "uhd", "hd_60", "hd", "md", "sd", "ld", "ao")
# The older map of URLs has names of its own for the same qualities.
_OLD_NAMES: Final = {"FULL_HD1": "origin", "HD1": "hd", "SD1": "sd", "SD2": "ld", "AUDIO": "ao"}
_OLD_MAPS: Final[tuple[tuple[Protocol, str], ...]] = (("flv", "flv_pull_url"), ("hls", "hls_pull_url_map"))
_OLD_URLS: Final[tuple[tuple[Protocol, str], ...]] = (("flv", "rtmp_pull_url"), ("hls", "hls_pull_url"))


@frozen(kw_only=True)
class StreamUrl:
    """One way to watch the broadcast.

    Attributes:
        quality: TikTok's key: `origin`, `uhd`, `hd`, `sd`, `ld`, `ao` (audio only), ...
        protocol: `flv` or `hls`.
        url: Signed and valid for some days.
        level: The higher, the better; 0 when TikTok did not rank it.
        resolution: For example `1280x720`, empty when unknown.
        bitrate: Bits per second of the video, 0 when unknown.
        codec: `h264` or `h265`, empty when unknown.
    """

    quality: str
    protocol: Protocol
    url: str = field(repr=False)
    level: int = 0
    resolution: str = ""
    bitrate: int = 0
    codec: str = ""


def streams_of_room_info(stream_url: Json) -> tuple[StreamUrl, ...]:
    """Return the streams of the room info, best first; the older maps are read when the newer block is missing.

    Args:
        stream_url: Its `stream_url`.
    """
    streams = list(_pulled(stream_url["live_core_sdk_data"]["pull_data"]))
    return _sorted(streams or _old(stream_url))


def streams_of_lookup(room: Json) -> tuple[StreamUrl, ...]:
    """Return the streams of the room lookup, best first, H.265 included.

    Args:
        room: Its `liveRoom`.
    """
    return _sorted([*_pulled(room["streamData"]["pull_data"]), *_pulled(room["hevcStreamData"]["pull_data"])])


def _pulled(pull_data: Json) -> Iterator[StreamUrl]:
    levels = {
        quality.text("sdk_key"): quality.unsigned("level")
        for quality in pull_data["options"]["qualities"].items
    }
    data = Json.parse(pull_data.text("stream_data"))["data"]
    for quality in data.object:
        main = data[quality]["main"]
        details = Json.parse(main.text("sdk_params"))
        for protocol in _PROTOCOLS:
            if url := main.text(protocol):  # an empty string means "not offered"
                yield StreamUrl(
                    quality=quality,
                    protocol=protocol,
                    url=url,
                    level=levels.get(quality, 0),
                    resolution=details.text("resolution"),
                    bitrate=details.unsigned("vbitrate"),
                    codec=_codec(details.text("VCodec")),
                )


def _codec(name: str) -> str:
    return {"264": "h264", "265": "h265", "bytevc1": "h265", "hevc": "h265"}.get(name.lower(), name.lower())


def _old(stream_url: Json) -> Iterator[StreamUrl]:
    for protocol, name in _OLD_MAPS:
        urls = stream_url[name]
        for key in urls.object:
            if url := urls.text(key):
                yield StreamUrl(quality=_OLD_NAMES.get(key, key.lower()), protocol=protocol, url=url)
    for protocol, name in _OLD_URLS:
        if url := stream_url.text(name):
            yield StreamUrl(quality="origin", protocol=protocol, url=url)


def _sorted(streams: Iterable[StreamUrl]) -> tuple[StreamUrl, ...]:
    by_url = {stream.url: stream for stream in reversed(list(streams))}
    return tuple(sorted(by_url.values(), key=_rank))


def _rank(stream: StreamUrl) -> tuple[int, int, int]:
    place = _ORDER.index(stream.quality) if stream.quality in _ORDER else len(_ORDER)
    return (-stream.level, place, _PROTOCOLS.index(stream.protocol))
