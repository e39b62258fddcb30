"""Battles (matches) between hosts: settings, scores, results.

Generated from proto/webcast/battle.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link_layout import LayoutData
    from livetok.proto.webcast.link_shared import GiftGalleryBadgeInfo
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class LinkMicBattleEvent(Event):
    """Battle (match) opens, runs, ends or is settled."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    battle_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    """The same in all messages of one battle."""
    battle_settings: "BattleSetting" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    """When it began and how long it lasts."""
    action: "LinkMicBattleBattleAction" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: LinkMicBattleBattleAction(0)
    )
    """4 opened, 5 finished, 6 cut short; the others are invitations and answers."""
    battle_result: "dict[int, BattleResult]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    """By host id."""
    fuzzy_display_config: "BattleDisplayConfig" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    invitee_gift_permission_type: "GiftPermissionType" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: GiftPermissionType(0)
    )
    armies: "list[UserArmiesWrapper]" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, repeated=True)
    """The same bytes as a map from host id."""
    anchors_info: "list[BattleUserInfoWrapper]" = betterproto2.field(
        10, betterproto2.TYPE_MESSAGE, repeated=True
    )
    """The same bytes as a map from host id."""
    bubble_text: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    supported_actions: "list[SupportedActionsWrapper]" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, repeated=True
    )
    battle_combo_v2: "dict[int, BattleComboInfo]" = betterproto2.field(
        13,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    team_member: "list[TeamUsersInfo]" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, repeated=True)
    invitees_gift_permission_type: "list[BattleInviteeGiftPermission]" = betterproto2.field(
        15, betterproto2.TYPE_MESSAGE, repeated=True
    )
    action_by_user_id: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)
    team_battle_result: "list[BattleTeamResult]" = betterproto2.field(
        17, betterproto2.TYPE_MESSAGE, repeated=True
    )
    team_armies: "list[BattleTeamUserArmies]" = betterproto2.field(
        18, betterproto2.TYPE_MESSAGE, repeated=True
    )
    """Scores by team, in a battle of teams."""
    ab_test_setting: "list[BattleABTestSetting]" = betterproto2.field(
        19, betterproto2.TYPE_MESSAGE, repeated=True
    )
    team_match_campaign: "TeamMatchCampaign" = betterproto2.field(
        20, betterproto2.TYPE_MESSAGE, optional=True
    )
    fuzzy_display_config_v2: "HighScoreControlCfg" = betterproto2.field(
        21, betterproto2.TYPE_MESSAGE, optional=True
    )
    league_info_map: "dict[int, GiftGalleryBadgeInfo]" = betterproto2.field(
        22,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    league_score_info_map: "dict[int, LeagueScoreInfo]" = betterproto2.field(
        23,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    match_punish_extra_info: "MatchPunishExtraInfo" = betterproto2.field(
        24, betterproto2.TYPE_MESSAGE, optional=True
    )
    enigma_battle_setting: "EnigmaBattleSetting" = betterproto2.field(
        25, betterproto2.TYPE_MESSAGE, optional=True
    )
    anchor_match_settings: "dict[int, AnchorMatchSettings]" = betterproto2.field(
        26,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    battle_feature_flags: "BattleFeatureFlags" = betterproto2.field(
        27, betterproto2.TYPE_MESSAGE, optional=True
    )
    cross_room_layout: "LayoutData" = betterproto2.field(28, betterproto2.TYPE_MESSAGE, optional=True)
    tracking_extra: "dict[str, str]" = betterproto2.field(
        29,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    match_theme_display_resource: "MatchThemeDisplayResource" = betterproto2.field(
        30, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class BattleSetting(Message):
    battle_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    start_time_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    """Unix milliseconds."""
    duration: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    """Seconds."""
    channel_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    status: "BattleSettingsBattleStatus" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: BattleSettingsBattleStatus(0)
    )
    invite_type: "BattleInviteType" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: BattleInviteType(0)
    )
    gift_mode_meta: "GiftModeMeta" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    battle_type: "BattleType" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: BattleType(0)
    )
    extra_duration_second: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    end_time_ms: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    """Unix milliseconds."""
    scene: "BattleScene" = betterproto2.field(
        11, betterproto2.TYPE_ENUM, default_factory=lambda: BattleScene(0)
    )
    source_type: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    ice_showdown_setting: "IceShowdownSetting" = betterproto2.field(
        13, betterproto2.TYPE_ENUM, default_factory=lambda: IceShowdownSetting(0)
    )
    gameplay_option: "MatchGameplayOption" = betterproto2.field(
        14, betterproto2.TYPE_ENUM, default_factory=lambda: MatchGameplayOption(0)
    )
    gift_mode_meta_v2: "GiftModeMetaV2" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    goofy_effect_info: "GoofyEffectInfo" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftModeMeta(Message):
    gift_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_name_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    gift_icon_image: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    gift_mode_desc: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftModeMetaV2(Message):
    anchor_gift_mode_meta_by_type: "dict[int, AnchorGiftModeMetaMap]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )


@message
class AnchorGiftModeMetaMap(Message):
    anchor_gift_mode_metas: "dict[int, GiftModeMetaList]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )


@message
class GiftModeMetaList(Message):
    gift_mode_meta: "list[GiftModeMeta]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GoofyEffectInfo(Message):
    specific_resource_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_random_effect: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class BattleResult(Message):
    """How a battle ended for one host."""

    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    result: "BattleResultResult" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: BattleResultResult(0)
    )
    score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    diamond_score: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    enigma_score: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    enigma_uv: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class BattleDisplayConfig(Message):
    threshold: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    diff_threshold: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    diff_text: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    exempt_strategy: "ExemptStrategy" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ExemptStrategy(Message):
    exempt_both_host: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    exempt_audience_top: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class UserArmiesWrapper(Message):
    key: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    value: "BattleUserArmies" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleUserArmies(Message):
    """One side's supporters in a battle, and its score."""

    user_armies: "list[BattleUserArmy]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    host_score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    anchor_id_str: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    host_enigma_score: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    host_enigma_uv: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class BattleUserArmy(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    nickname: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    diamond_score: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    user_id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    enigma_score: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    is_enigma: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)


@message
class BattleUserInfoWrapper(Message):
    key: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    value: "BattleUserInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleUserInfo(Message):
    user: "BattleBaseUserInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    tags: "list[BattleRivalTag]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class BattleBaseUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    nick_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    display_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    room_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    invitation_role: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class BattleRivalTag(Message):
    bg_image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    icon_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class SupportedActionsWrapper(Message):
    key: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    value: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class BattleComboInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    combo_status: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    combo_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    combo_icon_url: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    combo_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    combo_rule_guide_schema: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    user_id_str: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    combo_count_str: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class TeamUsersInfo(Message):
    team_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user_id: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class BattleInviteeGiftPermission(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_permission_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class BattleTeamResult(Message):
    team_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    team_user: "list[BattleTeamUser]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    result: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    total_score: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    total_enigma_score: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    total_enigma_uv: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class BattleTeamUser(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    user_id_str: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    enigma_score: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class BattleTeamUserArmies(Message):
    team_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    team_user: "list[BattleTeamUser]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    team_total_score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    user_armies: "BattleUserArmies" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    host_rank: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    team_total_enigma_score: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    team_total_enigma_uv: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    host_visible_rank_from_team_id: "dict[int, int]" = betterproto2.field(
        8,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT64),
    )


@message
class BattleABTestSetting(Message):
    key: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    value: "BattleABTestList" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleABTestList(Message):
    ab_test_list: "list[BattleABTest]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class BattleABTest(Message):
    ab_test_type: "BattleAbTestType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: BattleAbTestType(0)
    )
    group: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class TeamMatchCampaign(Message):
    best_teammate_relation: "list[BestTeammateRelation]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )
    start_sfx_team_id: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)
    has_team_match_mvp_sfx: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class BestTeammateRelation(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    best_teammate_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class HighScoreControlCfg(Message):
    normal_control_applied: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    threshold: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    origin_display_to_user_list: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT64, repeated=True)


@message
class LeagueScoreInfo(Message):
    estimated_score: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_opt_out: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    is_activity_period: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    content_text: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    class_opt_out: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    content_text_open: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    match_theme: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    left_icon: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    right_icon: "ImageModel" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    right_schema_jump_link: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class MatchPunishExtraInfo(Message):
    match_punish_effect_info: "MatchPunishEffectInfo" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    cohost_content_guide_info: "CohostContentGuideInfo" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    recommended_playbook_info: "RecommendedPlaybookInfo" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MatchPunishEffectInfo(Message):
    user_to_effect_map: "dict[int, int]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT64),
    )
    effect_to_effect_struct_map: "dict[int, EffectStruct]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )


@message
class EffectStruct(Message):
    name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    hint: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    hint_icon: "UrlDataStruct" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    sdk_version: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    app_version: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    file_url: "UrlDataStruct" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    icon_url: "UrlDataStruct" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    effect_id: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    device_platform: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    types: "list[str]" = betterproto2.field(11, betterproto2.TYPE_STRING, repeated=True)
    tags: "list[str]" = betterproto2.field(12, betterproto2.TYPE_STRING, repeated=True)
    tags_updated_at: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    parent: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    children: "list[str]" = betterproto2.field(15, betterproto2.TYPE_STRING, repeated=True)
    effect_type: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    music: "list[str]" = betterproto2.field(17, betterproto2.TYPE_STRING, repeated=True)
    source: "int" = betterproto2.field(18, betterproto2.TYPE_INT32)
    designer_id: "str" = betterproto2.field(19, betterproto2.TYPE_STRING)
    schema: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    requirements: "list[str]" = betterproto2.field(21, betterproto2.TYPE_STRING, repeated=True)
    extra: "str" = betterproto2.field(22, betterproto2.TYPE_STRING)
    is_busi: "bool" = betterproto2.field(23, betterproto2.TYPE_BOOL)
    designer_encrypted_id: "str" = betterproto2.field(26, betterproto2.TYPE_STRING)
    sdk_extra: "str" = betterproto2.field(27, betterproto2.TYPE_STRING)
    resource_id: "str" = betterproto2.field(28, betterproto2.TYPE_STRING)
    ad_raw_data: "str" = betterproto2.field(29, betterproto2.TYPE_STRING)
    bind_ids: "list[str]" = betterproto2.field(30, betterproto2.TYPE_STRING, repeated=True)
    ptime: "int" = betterproto2.field(31, betterproto2.TYPE_INT64)
    grade_key: "str" = betterproto2.field(32, betterproto2.TYPE_STRING)
    composer_params: "str" = betterproto2.field(33, betterproto2.TYPE_STRING)
    hint_file: "UrlDataStruct" = betterproto2.field(34, betterproto2.TYPE_MESSAGE, optional=True)
    use_number: "int" = betterproto2.field(35, betterproto2.TYPE_INT64)
    types_sec: "list[str]" = betterproto2.field(36, betterproto2.TYPE_STRING, repeated=True)
    requirements_sec: "list[str]" = betterproto2.field(37, betterproto2.TYPE_STRING, repeated=True)
    panel: "str" = betterproto2.field(38, betterproto2.TYPE_STRING)
    model_names: "str" = betterproto2.field(39, betterproto2.TYPE_STRING)
    model_names_sec: "str" = betterproto2.field(40, betterproto2.TYPE_STRING)
    hint_file_format: "int" = betterproto2.field(41, betterproto2.TYPE_INT32)
    poi_id: "str" = betterproto2.field(42, betterproto2.TYPE_STRING)
    is_poi: "bool" = betterproto2.field(43, betterproto2.TYPE_BOOL)
    challenge: "list[str]" = betterproto2.field(44, betterproto2.TYPE_STRING, repeated=True)
    system_list: "list[str]" = betterproto2.field(45, betterproto2.TYPE_STRING, repeated=True)
    original_effect_id: "str" = betterproto2.field(46, betterproto2.TYPE_STRING)
    trans_file_url: "UrlDataStruct" = betterproto2.field(47, betterproto2.TYPE_MESSAGE, optional=True)
    template_effect_id: "str" = betterproto2.field(48, betterproto2.TYPE_STRING)
    rec_tag: "int" = betterproto2.field(49, betterproto2.TYPE_INT64)
    template_effect_extra: "TemplateEffectExtra" = betterproto2.field(
        50, betterproto2.TYPE_MESSAGE, optional=True
    )
    file_diff: "DiffInfo" = betterproto2.field(51, betterproto2.TYPE_MESSAGE, optional=True)
    provider: "int" = betterproto2.field(52, betterproto2.TYPE_INT32)
    package_size: "int" = betterproto2.field(53, betterproto2.TYPE_INT64)
    from_app_id: "int" = betterproto2.field(54, betterproto2.TYPE_INT64)


@message
class UrlDataStruct(Message):
    uri: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    url_list: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    url_sub_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    md5: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    url_prefix: "list[str]" = betterproto2.field(5, betterproto2.TYPE_STRING, repeated=True)


@message
class TemplateEffectExtra(Message):
    resource_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class DiffInfo(Message):
    diff_url: "UrlDataStruct" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    base_url: "UrlDataStruct" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class CohostContentGuideInfo(Message):
    recommended_battle_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class RecommendedPlaybookInfo(Message):
    playbook_ids: "list[int]" = betterproto2.field(1, betterproto2.TYPE_INT64, repeated=True)
    playbook_biz_extras: "dict[int, PlaybookBizExtra]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )


@message
class PlaybookBizExtra(Message):
    custom_atomic_capabilities: "dict[str, str]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class EnigmaBattleSetting(Message):
    is_startable: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    enigma_battle_campaign_start: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    enigma_battle_campaign_end: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    enigma_score_reveal_countdown_sec: "list[int]" = betterproto2.field(
        4, betterproto2.TYPE_INT64, repeated=True
    )
    enigma_score_reveal_duration_sec: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class AnchorMatchSettings(Message):
    enable_ai_commentary: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class BattleFeatureFlags(Message):
    enable_match_countdown_optimization: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    hide_combo_count_on_start: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class MatchThemeDisplayResource(Message):
    match_theme: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    match_opening_animation_config: "MatchOpeningAnimationConfig" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    match_title_bar_config: "MatchTitleBarConfig" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    match_invite_panel_config: "MatchInvitePanelConfig" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MatchOpeningAnimationConfig(Message):
    start_animation_rule: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class MatchTitleBarConfig(Message):
    display_rules: "list[MatchTitleBarDisplayRule]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class MatchTitleBarDisplayRule(Message):
    trigger: "MatchTitleBarTrigger" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    display_resource: "TitleBarDisplayResource" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MatchTitleBarTrigger(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class TitleBarDisplayResource(Message):
    left_icon: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content_text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    right_icon: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    right_icon_schema_url: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    duration_ms: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class MatchInvitePanelConfig(Message):
    header_text: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    header_text_dark_mode: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    desc_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    desc_text_dark_mode: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    desc_icon: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    desc_icon_dark_mode: "ImageModel" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class MicBattleUpdateEvent(Event):
    """Battle scores and top supporters of each side."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    battle_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    """The same in all messages of one battle."""
    armies: "dict[int, BattleUserArmies]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    """By host id."""
    channel_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    send_gift_success_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    update_battle_score_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    trigger_reason: "LinkMicArmiesTriggerReason" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: LinkMicArmiesTriggerReason(0)
    )
    """Why it was sent: a new score, the end, a keep-alive."""
    from_user_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    gift_id: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    gift_count: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    gift_icon_image: "ImageModel" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    total_diamond_count: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    repeat_count: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    team_armies: "list[BattleTeamUserArmies]" = betterproto2.field(
        14, betterproto2.TYPE_MESSAGE, repeated=True
    )
    """Scores by team, in a battle of teams."""
    trigger_critical_strike: "bool" = betterproto2.field(15, betterproto2.TYPE_BOOL)
    has_team_match_mvp_sfx: "bool" = betterproto2.field(16, betterproto2.TYPE_BOOL)
    log_id: "str" = betterproto2.field(17, betterproto2.TYPE_STRING)
    battle_settings: "BattleSetting" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    fuzzy_display_config_v2: "HighScoreControlCfg" = betterproto2.field(
        19, betterproto2.TYPE_MESSAGE, optional=True
    )
    effect_infos: "BattleEffectInfos" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True)
    enigma_battle_extra_info: "EnigmaBattleExtraInfo" = betterproto2.field(
        21, betterproto2.TYPE_MESSAGE, optional=True
    )
    multiplier_type: "int" = betterproto2.field(22, betterproto2.TYPE_INT32)


@message
class BattleEffectInfos(Message):
    effect_info_list: "list[BattleEffect]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    effect_list_version: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class BattleEffect(Message):
    type: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    uid_list: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    effect_extra: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class EnigmaBattleExtraInfo(Message):
    has_started: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_gift_from_enigma: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class LinkMicBattlePunishFinishEvent(Event):
    """Punishment phase after a battle is over."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    op_uid: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    reason: "LinkMicBattlePunishFinishReason" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: LinkMicBattlePunishFinishReason(0)
    )
    battle_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    battle_settings: "BattleSetting" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    match_punish_extra_info: "MatchPunishExtraInfo" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


class LinkMicBattleBattleAction(betterproto2.Enum):
    """A step in the life of a battle."""

    UNKNOWN = 0
    INVITE = 1
    REJECT = 2
    CANCEL = 3
    OPEN = 4
    FINISH = 5
    CUT_SHORT = 6
    ACCEPT = 7
    QUIT_APPLY = 8
    DECLINE_QUIT = 9
    DECLINE_OFF_QUIT = 10
    LEAVE_LINKMIC = 11

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_MIC_BATTLE_BATTLE_ACTION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_MIC_BATTLE_BATTLE_ACTION_" + member.name: member.value for member in cls}


class GiftPermissionType(betterproto2.Enum):
    UNKNOWN_TYPE = 0
    NO_GIFT_PERMISSION = 1
    ANCHOR_CLOSE = 2
    HAS_GIFT_PERMISSION = 3
    ANCHOR_BANNED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_PERMISSION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_PERMISSION_TYPE_" + member.name: member.value for member in cls}


class BattleSettingsBattleStatus(betterproto2.Enum):
    BATTLE_NOT_STARTED = 0
    BATTLE_STARTED = 1
    BATTLE_FINISHED = 2
    BATTLE_PUNISH_STARTED = 3
    BATTLE_PUNISH_FINISHED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_SETTINGS_BATTLE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_SETTINGS_BATTLE_STATUS_" + member.name: member.value for member in cls}


class BattleInviteType(betterproto2.Enum):
    NORMAL = 0
    AGAIN = 1
    TEAM_PAIR_INVITE_R = 2
    TEAM_PAIR_QUICK_RECOMMEND_COHOST_INVITEE = 3
    TEAM_PAIR_QUICK_RECOMMEND_SOLO_INVITEE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_INVITE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_INVITE_TYPE_" + member.name: member.value for member in cls}


class BattleType(betterproto2.Enum):
    UNKNOWN_BATTLE_TYPE = 0
    NORMAL_BATTLE = 1
    TEAM_BATTLE = 2
    INDIVIDUAL_BATTLE = 3
    NUM_1_V_N = 4
    TAKE_THE_STAGE = 51
    GROUP_SHOW = 52
    BEANS = 53
    GROUP_RANK_LIST = 54

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            0: "BATTLE_TYPE_UNKNOWN_BATTLE_TYPE",
            1: "BATTLE_TYPE_NORMAL_BATTLE",
            2: "BATTLE_TYPE_TEAM_BATTLE",
            3: "BATTLE_TYPE_INDIVIDUAL_BATTLE",
            4: "BATTLE_TYPE_1_V_N",
            51: "BATTLE_TYPE_TAKE_THE_STAGE",
            52: "BATTLE_TYPE_GROUP_SHOW",
            53: "BATTLE_TYPE_BEANS",
            54: "BATTLE_TYPE_GROUP_RANK_LIST",
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "BATTLE_TYPE_UNKNOWN_BATTLE_TYPE": 0,
            "BATTLE_TYPE_NORMAL_BATTLE": 1,
            "BATTLE_TYPE_TEAM_BATTLE": 2,
            "BATTLE_TYPE_INDIVIDUAL_BATTLE": 3,
            "BATTLE_TYPE_1_V_N": 4,
            "BATTLE_TYPE_TAKE_THE_STAGE": 51,
            "BATTLE_TYPE_GROUP_SHOW": 52,
            "BATTLE_TYPE_BEANS": 53,
            "BATTLE_TYPE_GROUP_RANK_LIST": 54,
        }


class BattleScene(betterproto2.Enum):
    NORMAL = 0
    TEAM_PAIR = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_SCENE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_SCENE_" + member.name: member.value for member in cls}


class IceShowdownSetting(betterproto2.Enum):
    ICE_SHOWDOWN_OFF = 0
    ICE_SHOWDOWN_MANUAL = 1
    ICE_SHOWDOWN_SYSTEM = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ICE_SHOWDOWN_SETTING_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ICE_SHOWDOWN_SETTING_" + member.name: member.value for member in cls}


class MatchGameplayOption(betterproto2.Enum):
    MATCH_OPTION_UNKNOWN = 0
    MATCH_OPTION_SPECIFIC_GIFT = 1
    MATCH_OPTION_ICE_SHOWDOWN = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MATCH_GAMEPLAY_OPTION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MATCH_GAMEPLAY_OPTION_" + member.name: member.value for member in cls}


class BattleResultResult(betterproto2.Enum):
    WIN = 0
    LOSE = 1
    DRAW = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_RESULT_RESULT_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_RESULT_RESULT_" + member.name: member.value for member in cls}


class BattleAbTestType(betterproto2.Enum):
    UNKNOWN_AB_TEST_TYPE = 0
    MEANWHILE_INVITE = 1
    SPECIFIED_GIFT = 2
    RT_C_MESSAGE_CHANNEL = 3
    CONNECTION_TIME_OUT = 4
    REMATCH_SKIP_TEAMMATE = 5
    OPT_INVITEE_4048 = 6
    TIME_CALIBRATE = 7
    LIVE_MATCH_IS_PLAY_BOOK_ENABLED = 8
    LIVE_MATCH_PLAY_BOOK_IS_DESIGNATED_GIFT_ENABLED = 9
    LIVE_MATCH_PLAY_BOOK_IS_PUNISH_EFFECT_ENABLED = 10
    MATCH_ICE_SHOWDOWN = 11

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_AB_TEST_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_AB_TEST_TYPE_" + member.name: member.value for member in cls}


class LinkMicArmiesTriggerReason(betterproto2.Enum):
    UNKNOWN = 0
    SCORE_UPDATE = 1
    BATTLE_END = 2
    OPT_OUT_UPDATE = 3
    KEEP_ALIVE = 4
    EFFECT_UPDATE = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_MIC_ARMIES_TRIGGER_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_MIC_ARMIES_TRIGGER_REASON_" + member.name: member.value for member in cls}


class LinkMicBattlePunishFinishReason(betterproto2.Enum):
    TIME_UP = 0
    CUT_SHORT = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_MIC_BATTLE_PUNISH_FINISH_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_MIC_BATTLE_PUNISH_FINISH_REASON_" + member.name: member.value for member in cls}
