"""Capsule-shaped calls to action over the chat.

Generated from proto/webcast/capsule.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.gift_catalogue import Gift
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link_mic import UserModelPredictionData
    from livetok.proto.webcast.link_shared import GiftGalleryBadgeSection
    from livetok.proto.webcast.public_area import PublicAreaMessageCommon
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class CapsuleEvent(Event):
    """Small capsule-shaped call to action over the chat."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    desc: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    button_text: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    schema: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    scene: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    biz_params: "CapsuleBizParams" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    sub_scene: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    style: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    skip_fc: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    report_action: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)


@message
class CapsuleBizParams(Message):
    cohost: "CapsuleBizParamsCohost" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    random_gift: "CapsuleBizParamsRandomGift" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    effect_params: "CapsuleBizParamsNewAnchorEffect" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    comment_flagged_prompt: "CapsuleBizParamsCommentFlaggedPrompt" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    multi_guest_invite_guide: "CapsuleBizParamsMultiGuestInviteGuide" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    anchor_pin_perk: "CapsuleBizParamsAnchorPinPerk" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )
    gaming_moderators_comment_guide: "CapsuleBizParamsGamingModeratorsCommentGuide" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, optional=True
    )
    comment_mute_rule_prompt: "CapsuleBizParamsCommentMuteRulePrompt" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, optional=True
    )
    comment_flagged_prompt_for_new_user: "CapsuleBizParamsCommentFlaggedPromptForNewUser" = (
        betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    )
    moderator_guide_info: "CapsuleBizParamsModeratorGuide" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, optional=True
    )
    multi_guest_apply_guide: "CapsuleBizParamsMultiGuestApplyGuide" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    ecom: "CapsuleBizParamsEcom" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CapsuleBizParamsCohost(Message):
    available_friend_number: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_followed_by_rival: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    rival_user: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    type: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    invitee_model_prediction_data: "UserModelPredictionData" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    invitee_room_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    invitee_inner_channel_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    invitee_user_info: "User" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    is_friend: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    sub_type: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    rival_vote_count: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    anchor_class_label: "GiftGalleryBadgeSection" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    rival_class_label: "GiftGalleryBadgeSection" = betterproto2.field(
        13, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CapsuleBizParamsRandomGift(Message):
    round: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    effect_name_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    gift: "Gift" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    type: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    filter_host: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)


@message
class CapsuleBizParamsNewAnchorEffect(Message):
    effect_panel: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    resource_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    category_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    tab_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class CapsuleBizParamsCommentFlaggedPrompt(Message):
    trigger: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class CapsuleBizParamsMultiGuestInviteGuide(Message):
    invitee_user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    display_strategy: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    linkmic_audience_invite_notice_reason: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    notice_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    turn_on_guide: "LinkMicAudienceTurnOnGuide" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    notice_guide: "LinkMicAudienceInviteGuide" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    group_chat_member_invite_guide: "LinkmicAudienceInviteGroupChatMemberGuide" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkMicAudienceTurnOnGuide(Message):
    content: "LinkMicAudienceNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    button_content: "LinkMicAudienceNoticeText" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkMicAudienceNoticeText(Message):
    text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class LinkMicAudienceInviteGuide(Message):
    content: "LinkMicAudienceNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    button_content: "LinkMicAudienceNoticeText" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    user: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    display_strategy: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    linkmic_audience_invite_notice_reason: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    linker_session_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class LinkmicAudienceInviteGroupChatMemberGuide(Message):
    content: "LinkMicAudienceNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    button_content: "LinkMicAudienceNoticeText" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    group_member_user_ids: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT64, repeated=True)


@message
class CapsuleBizParamsAnchorPinPerk(Message):
    pin_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    pin_card_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    template_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class CapsuleBizParamsGamingModeratorsCommentGuide(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    reply_msg_text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    recommend_text: "RecommendComment" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    rule_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    action: "GameAction" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RecommendComment(Message):
    priority: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    recommend_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    tips_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class GameAction(Message):
    action_type: "GameActionType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: GameActionType(0)
    )
    jump_page: "JumpPage" = betterproto2.field(2, betterproto2.TYPE_ENUM, default_factory=lambda: JumpPage(0))
    follow_user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    follow_user_info: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    action_schema: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class CapsuleBizParamsCommentMuteRulePrompt(Message):
    content: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    user_cnt: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CapsuleBizParamsCommentFlaggedPromptForNewUser(Message):
    trigger: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    comment_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class CapsuleBizParamsModeratorGuide(Message):
    is_gift_moderator: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_interactive_moderator: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    is_tool_moderator: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    hv_user: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    welcome_msg: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    recommend_sensitive_words: "list[str]" = betterproto2.field(6, betterproto2.TYPE_STRING, repeated=True)


@message
class CapsuleBizParamsMultiGuestApplyGuide(Message):
    apply_user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    display_strategy: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    linkmic_audience_apply_notice_reason: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    notice_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    apply_notice_guide: "LinkmicAudienceApplyGuide" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkmicAudienceApplyGuide(Message):
    content: "LinkMicAudienceNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    button_content: "LinkMicAudienceNoticeText" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    user: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    display_strategy: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    linkmic_audience_apply_notice_reason: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    display_position: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    trigger_type: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    request_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    linkmic_id: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    linker_session_id: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class CapsuleBizParamsEcom(Message):
    event_tracking: "CapsuleBizParamsEcomEventTracking" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CapsuleBizParamsEcomEventTracking(Message):
    ecom_recomm_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    ecom_recomm_trigger: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


class GameActionType(betterproto2.Enum):
    SHOW = 0
    JUMP = 1
    FOLLOW = 2
    COMMENT = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GAME_ACTION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GAME_ACTION_TYPE_" + member.name: member.value for member in cls}


class JumpPage(betterproto2.Enum):
    GIFT_GOAL_SOURCE = 0
    GIFT_ALERT_SOURCE = 1
    COHOST_SETTING = 2
    GIFT_ER_RANK_LIST = 3
    WEEKLY_GAME_RANK_LIST = 4
    FANS_CLUB = 5
    GOODY_BAG_SETTING = 6
    GAME_GUESS_SETTING = 7
    ADMIN_SETTING = 8
    GIFT_ALERT_TTS = 9
    LIVE_GOAL = 10
    TREASURE_BOX = 11
    GAME_REWARDS = 12
    POLL = 13
    SUBSCRIPTION = 14
    MONET_IZ_ATION_TIPS_SETTING = 15
    EXTENDING_COUNTDOWN = 16
    PLAY_TOGETHER = 17
    MULTI_GUEST = 18
    PARTNERSHIP = 19
    GIFT_NOTIFICATION = 20
    GIFT_GALLERY = 21
    PK_LTE_2 = 22
    COHOST_SETTING_FOR_RANKING = 23
    PK_GTE_3 = 24
    GIFT_LIST = 25
    RANK_STICKER_SETTING = 26

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "JUMP_PAGE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"JUMP_PAGE_" + member.name: member.value for member in cls}
