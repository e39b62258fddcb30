"""Words of TikTok's interface that a pseudonymised capture may keep. Whatever is not in here is replaced."""

from __future__ import annotations

from typing import Final

__all__ = ["HANDSHAKE_WORDS", "JSON_KEYS", "PATH_WORDS", "STAGES", "TOKEN_WORDS"]

# Keys that the readers of TikTok's answers look for; the tests compare them with the readers.
JSON_KEYS: Final = frozenset(
    """
    __DEFAULT_SCOPE__ age_restricted alive anonymous avatarLarger avatarMedium avatarThumb avatar_large
    avatar_medium avatar_thumb bioLink bio_description code cover coverUrl create_time data describe
    diamond_count digg_count display_id enterCount enter_count error follow_info followerCount
    follower_count followingCount following_count friendCount gifts heart heartCount hevcStreamData icon
    id id_str image is_follower is_following is_subscribe level like_count limit_label link liveRoom
    LiveRoom liveRoomStats liveRoomUserInfo liveSubOnly live_core_sdk_data main max message name
    nickname options owner paidEvent paid_type privateAccount prompts pull_data qualities rank ranks
    remaining requestHeaders resolution response restricted roomId room_id room_id_str score sdk_key
    sdk_params secUid sec_uid share_url signature signedUrl squareCoverImg startTime stats status
    statusCode statusMsg status_code streamData stream_data stream_url title total total_user type
    uniqueId url_list user userAgent userCount userInfo user_count vbitrate VCodec verified videoCount
    minute hour day combo region secret flv_pull_url hls_pull_url hls_pull_url_map rtmp_pull_url
    FULL_HD1 HD1 SD1 SD2 LD origin uhd hd sd ld ao flv hls cmaf
    """.split()  # noqa: SIM905 -- a list would take a line a word
)
PATH_WORDS: Final = frozenset(
    """
    @ accounts api api-live chat check_alive connect detail encrypt fetch gift im info list live me
    online_audience ranklist rate_limits room rooms sign sign_url signing tiktok user v1 webcast
    """.split()  # noqa: SIM905 -- a list would take a line a word
) | {""}
# Parts of the words in cursors (`t-1_r-1_d-1_u-1_h-1`), in internal_ext (`internal_src:dim|fetch_time:1|...`), and in
# what a push frame says about itself.
TOKEN_WORDS: Final = frozenset(
    """
    t r d u h ack close compress cursor did dim enter ext fetch first flag gzip hb ids im info internal
    kvs live ms msg next none now pb push req resp room seq src start time type wrds wss
    """.split()  # noqa: SIM905 -- a list would take a line a word
)
HANDSHAKE_WORDS: Final = frozenset(
    {
        "",
        "close",
        "DEVICE_BLOCKED",
        "http: named cookie not present",
        "illegal app_id",
        "illegal secret key",
        "payload_handler_im_enter_room",
    }
)
STAGES: Final = frozenset({"", "dns", "tcp", "tls", "proxy", "handshake", "read", "write", "http"})
