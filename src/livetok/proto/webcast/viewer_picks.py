"""Viewer picks: viewers choose among options with gifts.

Generated from proto/webcast/viewer_picks.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel

_proto = proto  # where the codec looks for the classes of other modules


@message
class ViewerPicksUpdateEvent(Event):
    """State of a viewer-picks round (viewers choose among options with gifts)."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    update_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    info: "ViewerPicksInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ViewerPicksInfo(Message):
    viewer_picks_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_pick_list: "list[GiftPickWithScore]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    round_duration_sec: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    start_time_ms: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    end_time_ms: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    has_duration: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    has_score: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)
    enable_auto_restart: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    started_from_auto_restart: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    viewer_picks_id_str: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    display_mode: "int" = betterproto2.field(12, betterproto2.TYPE_INT32)
    scene: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    header_image: "ViewerPicksHeaderImage" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_param: "ViewerPickAnchorParam" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "ProfileExtra" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    started_from_auto_start: "bool" = betterproto2.field(17, betterproto2.TYPE_BOOL)


@message
class GiftPickWithScore(Message):
    gift_pick: "GiftPick" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class GiftPick(Message):
    gift_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    customized_desc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    gift_icon: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    gift_price: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    gift_pick_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    gift_pick_id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    is_priority_request: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    desc_source: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    extra: "GiftPickExtra" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftPickExtra(Message):
    game_tricks: "GiftPickExtraGameTricks" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    game_interaction: "GiftPickExtraGameInteraction" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class GiftPickExtraGameTricks(Message):
    storage: "GiftPickExtraGameTricksStorage" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    external: "GiftPickExtraGameTricksExternal" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class GiftPickExtraGameTricksStorage(Message):
    game_tricks_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    control_chaos_info: "ControlChaosInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ControlChaosInfo(Message):
    command_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    hot_keys: "list[HotKey]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    action_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class HotKey(Message):
    key_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    keyboard_keys: "list[KeyBoardHotKey]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    mouse_keys: "list[MouseHotKey]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class KeyBoardHotKey(Message):
    key_code: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    key_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class MouseHotKey(Message):
    mouse_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class GiftPickExtraGameTricksExternal(Message):
    """No fields known."""


@message
class GiftPickExtraGameInteraction(Message):
    storage: "GiftPickExtraGameInteractionStorage" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    external: "GiftPickExtraGameInteractionExternal" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class GiftPickExtraGameInteractionStorage(Message):
    instruction: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    instruction_desc_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    protocol_version: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    effect_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    effect_version: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class GiftPickExtraGameInteractionExternal(Message):
    effect_info: "GameInteractionEffectInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GameInteractionEffectInfo(Message):
    instruction_icon_url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    instruction_name: "GameInteractionText" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    instruction_desc: "GameInteractionText" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    effect_type_name: "GameInteractionText" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_mode: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    effect_mode_name: "GameInteractionText" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    instruction: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    effect_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    effect_version: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    protocol_version: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    gift_id: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    effect_type: "int" = betterproto2.field(12, betterproto2.TYPE_INT32)


@message
class GameInteractionText(Message):
    default_pattern: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class ViewerPicksHeaderImage(Message):
    image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    schema_url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class ViewerPickAnchorParam(Message):
    viewer_wishes_use_new_setup_process: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    viewer_wishes_queue_mode_enable: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    viewer_wishes_priority_request_enable: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    integrate_vw_into_liveboard: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)


@message
class ProfileExtra(Message):
    game_tricks: "ProfileExtraGameTricks" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    game_interaction: "ProfileExtraGameInteraction" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ProfileExtraGameTricks(Message):
    storage: "ProfileExtraGameTricksStorage" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    external: "ProfileExtraGameTricksExternal" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ProfileExtraGameTricksStorage(Message):
    game_tricks_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    game_tag_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    game_tricks_shortcut: "GameTricksShortcut" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class GameTricksShortcut(Message):
    hot_keys: "list[HotKey]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class ProfileExtraGameTricksExternal(Message):
    game_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    game_name_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    game_icon_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class ProfileExtraGameInteraction(Message):
    storage: "ProfileExtraGameInteractionStorage" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    external: "ProfileExtraGameInteractionExternal" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ProfileExtraGameInteractionStorage(Message):
    game_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    template_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    mode: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class ProfileExtraGameInteractionExternal(Message):
    game_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    game_name_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    game_icon_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    game_tag_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
