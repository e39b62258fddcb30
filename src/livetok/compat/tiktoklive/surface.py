"""What the releases of TikTokLive offered, and which of it is here: for `livetok migrate`, and docs/migrating.md.

The names are data; whether one is served is found out by looking at this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final

from attrs import frozen

__all__ = ["ADVICE", "Name", "module_of", "names", "served_import"]

PACKAGE: Final = __name__.rpartition(".")[0]
ORIGINAL: Final = "TikTokLive"


@frozen
class Name:
    """One name of the original.

    Attributes:
        group: Where it was found: a module, or an object.
        releases: `4, 5` or `6, 7`.
        name: The name.
        served: Whether it is here.
        advice: What to do where it is not, empty otherwise.
    """

    group: str
    releases: str
    name: str
    served: bool
    advice: str


_OLD: Final = "4, 5"
_NEW: Final = "6, 7"

# (group, releases): names, as text for brevity's sake
_MODULES: Final = {
    ("TikTokLive", _OLD): "TikTokLiveClient",
    ("TikTokLive.client.client", _OLD): "TikTokLiveClient",
    ("TikTokLive.client.base", _OLD): "WebcastPushConnection BaseClient",
    ("TikTokLive.client.httpx", _OLD): "TikTokHTTPClient",
    ("TikTokLive.client.wsclient", _OLD): "WebcastWebsocketConnection WebcastConnect connect",
    ("TikTokLive.client.config", _OLD): (
        "TIKTOK_URL_WEB TIKTOK_URL_WEBCAST TIKTOK_SIGN_API DEFAULT_CLIENT_PARAMS DEFAULT_REQUEST_HEADERS"
    ),
    ("TikTokLive.utilities", _OLD): "validate_and_normalize_unique_id get_room_id_from_main_page_html",
    ("TikTokLive.utils", _OLD): "validate_and_normalize_unique_id get_room_id_from_main_page_html",
    ("TikTokLive.types.utilities", _OLD): "LiveEvent alias download",
    ("TikTokLive.proto.utilities", _OLD): (
        "deserialize_message deserialize_websocket_message serialize_message"
    ),
    ("TikTokLive.types.events", _OLD): (
        "AbstractEvent CommentEvent ConnectEvent DisconnectEvent EmoteEvent EnvelopeEvent FollowEvent GiftEvent "
        "IntroMessageEvent JoinEvent LikeEvent LiveEndEvent MicArmiesEvent MicBattleEvent MicBattleStartEvent "
        "MicBattleUpdateEvent MoreShareEvent QuestionEvent RankingUpdateEvent ShareEvent SubscribeEvent UnknownEvent "
        "UserRankingUpdateEvent ViewerCountUpdateEvent ViewerUpdateEvent WeeklyRankingEvent"
    ),
    ("TikTokLive.types.objects", _OLD): (
        "AbstractObject Avatar Badge BadgeContainer BattleArmy ChatImage Emote EmoteImage ExtendedGift "
        "ExtraAttributes ExtraRankData FFmpegWrapper Gift GiftDetailImage GiftDetailed GiftDetails GiftExtra GiftIcon "
        "GiftInfo GiftRecipient ImageBadge ImageBadgeImage LinkUser MemberMessage MemberMessageDetails MicArmiesGroup "
        "MicArmiesUser MicBattleGroup MicBattleUser RankContainer RankItem TikTokImage TopViewer TreasureBoxData User "
        "UserInfo ValueLabel VideoQuality WeeklyRanking"
    ),
    ("TikTokLive.types.errors", _OLD): (
        "AlreadyConnected AlreadyConnecting AlreadyDownloadingStream ChatMessageRepeat ChatMessageSendFailure "
        "DownloadProcessNotFound DownloadStreamError FailedConnection FailedFetchGifts FailedFetchRoomInfo "
        "FailedHTTPRequest FailedParseGift FailedParseMessage FailedParseUserHTML FailedRoomPolling "
        "InitialCursorMissing InvalidSessionId LiveNotFound NotDownloadingStream SignatureRateLimitReached "
        "WebsocketConnectionFailed"
    ),
    ("TikTokLive", _NEW): "TikTokLiveClient",
    ("TikTokLive.client.client", _NEW): "TikTokLiveClient DEFAULT_PARSE_ERROR_IGNORELIST",
    ("TikTokLive.client.errors", _NEW): (
        "AgeRestrictedError AlreadyConnectedError AuthenticatedWebSocketConnectionError InitialCursorMissingError "
        "PremiumEndpointError SignAPIError SignatureMissingTokensError SignatureRateLimitError TikTokLiveError "
        "UnexpectedSignatureError UserNotFoundError UserOfflineError WebcastBlocked200Error WebcastBlockedError "
        "WebsocketURLMissingError"
    ),
    ("TikTokLive.client.logger", _NEW): "LogLevel TikTokLiveLogHandler",
    ("TikTokLive.client.web.web_settings", _NEW): "WebDefaults CLIENT_NAME",
    ("TikTokLive.client.web.web_base", _NEW): "TikTokHTTPClient ClientRoute",
    ("TikTokLive.client.web.web_client", _NEW): "TikTokWebClient",
    ("TikTokLive.client.web.web_signer", _NEW): "TikTokSigner",
    ("TikTokLive.client.web.web_presets", _NEW): "Locations Devices Screens",
    ("TikTokLive.client.web.web_utils", _NEW): "check_authenticated_session",
    ("TikTokLive.client.ws.ws_client", _NEW): "WebcastWSClient",
    ("TikTokLive.client.ws.ws_connect", _NEW): "WebcastProxy WebcastConnect WebcastProxyConnect",
    ("TikTokLive.client.web.routes", _NEW): (
        "FetchGifListRoute FetchImageDataRoute FetchIsLiveRoute FetchRoomIdLiveHTMLRoute FetchRoomInfoRoute "
        "FetchSignedWebSocketRoute FetchVideoDataRoute"
    ),
    ("TikTokLive.client.web.routes.fetch_video_data", _NEW): (
        "DuplicateDownloadError FetchVideoDataRoute VideoFetchFormat VideoFetchQuality"
    ),
    ("TikTokLive.client.web.routes.fetch_room_id_live_html", _NEW): (
        "FailedParseRoomIdError FetchRoomIdLiveHTMLRoute"
    ),
    ("TikTokLive.client.web.routes.fetch_room_id_api", _NEW): "FetchRoomIdAPIRoute",
    ("TikTokLive.client.web.routes.fetch_is_live", _NEW): (
        "FetchIsLiveRoute FetchRoomIdAPIRoute InvalidFetchIsLiveRequest MissingRoomIdInResponse"
    ),
    ("TikTokLive.client.web.routes.fetch_room_info", _NEW): (
        "FailedFetchRoomInfoError FetchRoomInfoRoute InvalidFetchRoomInfoPayload"
    ),
    ("TikTokLive.client.web.routes.fetch_gift_list", _NEW): "FailedFetchGiftListError FetchGifListRoute",
    ("TikTokLive.client.web.routes.fetch_user_unique_id", _NEW): "FailedParseAppInfo FailedResolveUserId",
    ("TikTokLive.client.web.routes.fetch_image_data", _NEW): "FetchImageDataRoute",
    ("TikTokLive.client.web.routes.send_room_chat", _NEW): "SendRoomChatRoute",
    (
        "TikTokLive.client.web.routes.fetch_signed_websocket",
        _NEW,
    ): "FetchSignedWebSocketRoute WebcastPlatform",
    ("TikTokLive.events.base_event", _NEW): "BaseEvent",
    ("TikTokLive.events.custom_events", _NEW): (
        "ConnectEvent CustomEvent DisconnectEvent FollowEvent LiveEndEvent LivePauseEvent LiveUnpauseEvent ShareEvent "
        "SuperFanBoxEvent SuperFanEvent SuperFanJoinEvent UnknownEvent WebsocketResponseEvent"
    ),
    ("TikTokLive.events", _NEW): (
        "AccessControlEvent AccessRecallEvent BarrageEvent BoostCardEvent BottomEvent CapsuleEvent CaptionEvent "
        "CommentEvent ControlEvent EVENT_MAPPINGS EmoteChatEvent EnvelopeEvent Event EventHandler GameRankNotifyEvent "
        "GiftBroadcastEvent GiftDynamicRestrictionEvent GiftEvent GiftPanelUpdateEvent GiftPromptEvent GoalUpdateEvent "
        "GuideEvent HourlyRankEvent HourlyRankRewardEvent ImDeleteEvent InRoomBannerEvent JoinEvent LikeEvent "
        "LinkEvent LinkLayerEvent LinkMicArmiesEvent LinkMicBattleEvent LinkMicBattleItemCardEvent "
        "LinkMicBattlePunishFinishEvent LinkMicFanTicketMethodEvent LinkMicLayoutStateEvent LinkMicMethodEvent "
        "LinkStateEvent LinkmicBattleTaskEvent LiveGameIntroEvent LiveIntroEvent MarqueeAnnouncementEvent "
        "MemberEvent MessageDetectEvent NoticeEvent OecLiveShoppingEvent PartnershipDropsUpdateEvent "
        "PartnershipGameOfflineEvent PartnershipPunishEvent PerceptionEvent PollEvent ProtoEvent QuestionNewEvent "
        "RankTextEvent RankUpdateEvent RoomEvent RoomNotifyEvent RoomPinEvent RoomUserSeqEvent RoomVerifyEvent "
        "SocialEvent SpeakerEvent SubNotifyEvent SubPinEventEvent SubscribeEvent SystemEvent ToastEvent "
        "UnauthorizedMemberEvent ViewerPicksUpdateEvent"
    ),
    ("TikTokLive.proto", _NEW): (
        "BadgeStruct CommonMessageData ControlAction ExtendedGift ExtendedUser Gift ImageModel ProtoMessageFetchResult "
        "ProtoMessageFetchResultBaseProtoMessage User WebcastChatMessage WebcastGiftMessage WebcastPushFrame"
    ),
    ("TikTokLive.proto.custom_proto", _NEW): "ControlAction ExtendedGift ExtendedUser",
    ("TikTokLive.proto.proto_utils", _NEW): "badge_match badge_match_user common_display_type",
}

_CLIENT: Final = {
    _OLD: (
        "run start stop reconnect send_message retrieve_room_info retrieve_available_gifts download stop_download on "
        "once add_listener remove_listener remove_all_listeners emit listeners event_names unique_id room_id room_info "
        "connected connecting available_gifts viewer_count top_viewers proxies http websocket ffmpeg loop "
        "_log_error _connect _start"
    ),
    _NEW: (
        "run start connect disconnect close is_live send_room_chat get_avatar_url parse_unique_id has_listener on once "
        "add_listener remove_listener listeners listens_to event_names emit wait_for_complete complete unique_id "
        "room_id connected room_info gift_info web logger ignore_broken_payload "
        "_web _ws _parse_webcast_response_message"
    ),
}
_WEB: Final = (
    "fetch_room_id_from_html fetch_room_id_from_api fetch_is_live fetch_room_info fetch_gift_list fetch_image_data "
    "fetch_image fetch_video_data fetch_video fetch_user_unique_id fetch_signed_websocket send_room_chat params "
    "headers cookies set_session set_session_id get post request build_request build_url httpx_client signer close "
    "generate_device_id"
)

ADVICE: Final = {
    "_ws": "livetok owns the websocket; see livetok's `Live.capture` to look at what passes",
    "wait_for_complete": "await client.wait()",
    "complete": "await client.wait()",
    "WebcastWSClient": "livetok owns the websocket",
    "WebcastConnect": "livetok owns the websocket",
    "WebcastProxyConnect": "pass ws_proxy=",
    "WebcastProxy": "pass ws_proxy=",
    "connect": "livetok owns the websocket",
    "MemberEvent": "JoinEvent, since 6.0.1",
    "ViewerCountUpdateEvent": "RoomUserSeqEvent; no release of 6 or 7 had this",
    "httpx_client": "client.web.get() and post()",
    "build_request": "client.web.request()",
    "build_url": "client.web.request(extra_params=...)",
    "generate_device_id": "livetok makes its own identity",
    "get_room_id_from_main_page_html": "await client.web.fetch_room_id_from_html(name)",
    "download": "await image.download()",
    "deserialize_message": "livetok.decode(frame), or the classes of livetok.proto",
    "deserialize_websocket_message": "livetok.decode(frame)",
    "serialize_message": "bytes() of a class of livetok.proto",
    "DEFAULT_CLIENT_PARAMS": "pass http_params=",
    "DEFAULT_REQUEST_HEADERS": "pass http_headers=",
    "RankContainer": "event.rank",
    "WeeklyRanking": "event.rank",
    "MemberMessage": "event.display_type",
    "MemberMessageDetails": "event.display_type",
    "check_authenticated_session": "not needed: a session is sent to TikTok only",
}
_NO_ADVICE: Final = "there is nothing like it"


def module_of(original: str) -> str:
    """Return the module here that stands for one of the original.

    Args:
        original: For example `TikTokLive.types.events`.
    """
    return PACKAGE + original.removeprefix(ORIGINAL)


def served_import(original: str, name: str) -> bool:
    """Tell whether a name can be imported here.

    Args:
        original: Module of the original.
        name: Name in it; empty for the module itself.
    """
    try:
        module = import_module(module_of(original))
        if not name or hasattr(module, name):
            return True
        import_module(f"{module_of(original)}.{name}")
    except ImportError:
        return False
    return True


def names() -> Iterator[Name]:
    """Yield every name, in the order of the tables."""
    from livetok.compat.tiktoklive import TikTokLiveClient

    client: Any = TikTokLiveClient("somebody")
    for (module, releases), text in _MODULES.items():
        yield from _names_of(module, releases, text, lambda name, module=module: served_import(module, name))
    for releases, text in _CLIENT.items():
        yield from _names_of("client", releases, text, lambda name: _has(client, name))
    yield from _names_of("client.web", _NEW, _WEB, lambda name: _has(client.web, name))


def _has(thing: object, name: str) -> bool:
    return name in dir(thing)


def _names_of(group: str, releases: str, text: str, is_served: Callable[[str], bool]) -> Iterator[Name]:
    for name in text.split():
        served = is_served(name)
        yield Name(group, releases, name, served, "" if served else ADVICE.get(name, _NO_ADVICE))
