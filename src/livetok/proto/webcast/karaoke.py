"""Songs that viewers ask for and hosts sing.

Generated from proto/webcast/karaoke.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class KaraokeQueueListEvent(Event):
    """Karaoke queue."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    total_queue_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    song_list: "list[KaraokeSong]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    latest_update_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    operator: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class KaraokeSong(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    display_artist: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    album: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    prelude: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    postlude: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    cover_vid: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    cover_urls: "list[str]" = betterproto2.field(9, betterproto2.TYPE_STRING, repeated=True)
    audio_info: "AudioStruct" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    accompaniment_info: "AccompanimentStruct" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, optional=True
    )
    lyric_info: "LyricStruct" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    song_status: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    label_ids: "list[int]" = betterproto2.field(14, betterproto2.TYPE_INT64, repeated=True)
    is_favorite: "bool" = betterproto2.field(15, betterproto2.TYPE_BOOL)
    is_added: "bool" = betterproto2.field(16, betterproto2.TYPE_BOOL)
    is_request: "bool" = betterproto2.field(17, betterproto2.TYPE_BOOL)
    is_you_sing_request: "bool" = betterproto2.field(18, betterproto2.TYPE_BOOL)
    singer: "User" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AudioStruct(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    audio_format: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    vid: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    audio_urls: "list[str]" = betterproto2.field(5, betterproto2.TYPE_STRING, repeated=True)
    volume_loudness_lufs: "float" = betterproto2.field(6, betterproto2.TYPE_DOUBLE)
    volume_amplitude_peak: "float" = betterproto2.field(7, betterproto2.TYPE_DOUBLE)


@message
class AccompanimentStruct(Message):
    vid: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    accompaniment_urls: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    volume_loudness_lufs: "float" = betterproto2.field(4, betterproto2.TYPE_DOUBLE)
    volume_amplitude_peak: "float" = betterproto2.field(5, betterproto2.TYPE_DOUBLE)


@message
class LyricStruct(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    lyric_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    vid: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    klyric_urls: "list[str]" = betterproto2.field(4, betterproto2.TYPE_STRING, repeated=True)
    lyric_status: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)


@message
class KaraokeQueueEvent(Event):
    """One song change in the karaoke queue."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    song: "KaraokeSong" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class KaraokeRedDotEvent(Event):
    """Count of open karaoke requests."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    host_sing_req_cumulative_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    you_sing_req_cumulative_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class KaraokeReqEvent(Event):
    """Requested karaoke songs."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    song_list: "list[ReqSong]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    total_req_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    req_timestamp_seconds: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class ReqSong(Message):
    song: "KaraokeSong" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user_list: "list[User]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    req_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class KaraokeSwitchEvent(Event):
    """Karaoke switched on or off."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class KaraokeYouSingReqEvent(Event):
    """Songs the host is asked to sing."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    song_list: "list[ReqSong]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    total_req_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    req_timestamp_seconds: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
