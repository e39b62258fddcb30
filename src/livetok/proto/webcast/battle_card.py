"""Item cards won or used in a battle.

Generated from proto/webcast/battle_card.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.battle import BattleUserInfo
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class LinkMicBattleItemCardEvent(Event):
    """An item card is won or used in a battle (extra time, smoke, strike ...)."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    battle_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    msg_type: "BattleCardMsgType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: BattleCardMsgType(0)
    )
    card_obtain_guide: "CardObtainGuide" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    use_critical_strike_card: "UseCriticalStrikeCard" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    use_smoke_card: "UseSmokeCard" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    award_card_notice: "AwardCardNotice" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    use_extra_time_card: "UseExtraTimeCard" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    use_special_effect_card: "UseSpecialEffectCard" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, optional=True
    )
    use_potion_card: "UsePotionCard" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    use_wave_card: "UseWaveCard" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    special_effect_notice: "SpecialEffectNotice" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    use_top2_card: "UseTop2Card" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    use_top3_card: "UseTop3Card" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    use_vault_glove_card: "UseVaultGloveCard" = betterproto2.field(
        15, betterproto2.TYPE_MESSAGE, optional=True
    )
    award_reason: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    use_music_card: "UseMusicCard" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, optional=True)
    music_award_notice: "MusicAwardNotice" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    music_effect_notice: "MusicEffectNotice" = betterproto2.field(
        19, betterproto2.TYPE_MESSAGE, optional=True
    )
    card_queue_map: "dict[int, EffectingCardQueue]" = betterproto2.field(
        20,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    anchor_left_card_refund_notice: "AnchorLeftCardRefundNotice" = betterproto2.field(
        21, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CardObtainGuide(Message):
    not_in_use: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class UseCriticalStrikeCard(Message):
    card_info: "CriticalStrikeCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CriticalStrikeCardInfo(Message):
    card_name_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    card_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    send_time_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_user: "BattleUserInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_last_duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    critical_strike_rate_low: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    critical_strike_rate_high: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    multiple: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    gift_name_key: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    rule_url: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    effect_time_sec: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    to_anchor_id_str: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)


@message
class UseSmokeCard(Message):
    card_info: "SmokeCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SmokeCardInfo(Message):
    card_name_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    card_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    send_time_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_user: "BattleUserInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_last_duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    rule_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    effect_time_sec: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    to_anchor_id_str: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)


@message
class AwardCardNotice(Message):
    display_content: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    awarded_users: "list[BattleUserInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class UseExtraTimeCard(Message):
    card_info: "ExtraTimeCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ExtraTimeCardInfo(Message):
    card_name_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    card_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    send_time_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_user: "BattleUserInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_last_duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    rule_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    effect_time_sec: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    extra_duration_sec: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    to_anchor_id_str: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class UseSpecialEffectCard(Message):
    card_info: "SpecialEffectCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    affected_anchor_pairs: "list[AnchorPair]" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, repeated=True
    )
    effect_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    community_heart_me_info: "CommunityHeartMeInfo" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    community_heart_me_info_str: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class SpecialEffectCardInfo(Message):
    card_name_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    card_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    send_time_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_user: "BattleUserInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_last_duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    rule_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    effect_time_sec: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    to_anchor_id_str: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)


@message
class AnchorPair(Message):
    source_anchor_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    target_anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CommunityHeartMeInfo(Message):
    slots: "dict[int, CommunityActiveDecoration]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_MESSAGE),
    )
    thrown_item_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_community_level: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class CommunityActiveDecoration(Message):
    decoration_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    slot_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    images: "dict[int, ImageModel]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_MESSAGE),
    )


@message
class UsePotionCard(Message):
    card_info: "PotionCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PotionCardInfo(Message):
    card_name_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    card_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    send_time_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_user: "BattleUserInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_last_duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    rule_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    effect_time_sec: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


@message
class UseWaveCard(Message):
    card_info: "WaveCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class WaveCardInfo(Message):
    card_name_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    card_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    send_time_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_user: "BattleUserInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_last_duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    rule_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    effect_time_sec: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


@message
class SpecialEffectNotice(Message):
    score: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    from_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    affected_anchor_pairs: "list[AnchorPair]" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, repeated=True
    )
    effect_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    community_heart_me_info: "CommunityHeartMeInfo" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    community_heart_me_info_str: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class UseTop2Card(Message):
    card_info: "Top2CardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Top2CardInfo(Message):
    common: "CommonCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CommonCardInfo(Message):
    card_name_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    card_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    send_time_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_user: "BattleUserInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    effect_last_duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    rule_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    effect_time_sec: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    to_anchor_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    to_anchor_id_str: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)


@message
class UseTop3Card(Message):
    card_info: "Top3CardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Top3CardInfo(Message):
    common: "CommonCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class UseVaultGloveCard(Message):
    card_info: "VaultGloveCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class VaultGloveCardInfo(Message):
    common: "CommonCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift_name_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    multiple: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    multiple_other: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    critical_strike_rate_low: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    critical_strike_rate_high: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class UseMusicCard(Message):
    card_info: "MusicCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class MusicCardInfo(Message):
    common: "CommonCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    award_start_time_sec: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    multiple: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    critical_strike_rate_low: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    critical_strike_rate_high: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    detection_result: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class MusicAwardNotice(Message):
    display_content: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    to_anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    is_rewarded: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class MusicEffectNotice(Message):
    effect_tier: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    to_anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    from_user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    gift_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    gift_price: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class EffectingCardQueue(Message):
    queue_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    valid_card_types: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT32, repeated=True)
    card_queue: "list[EffectingCardQueueItem]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )
    queue_version: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class EffectingCardQueueItem(Message):
    critical_strike_cards: "CriticalStrikeCardInfo" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    smoke_cards: "SmokeCardInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    extra_time_cards: "ExtraTimeCardInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    special_effect_cards: "SpecialEffectCardInfo" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    potion_cards: "PotionCardInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    wave_cards: "WaveCardInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    top2_cards: "Top2CardInfo" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    top3_cards: "Top3CardInfo" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    vault_gloves_cards: "VaultGloveCardInfo" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    music_cards: "MusicCardInfo" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AnchorLeftCardRefundNotice(Message):
    anchor_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


class BattleCardMsgType(betterproto2.Enum):
    UNKNOWN_CARD_ACTION = 0
    CARD_OBTAIN_GUIDE = 1
    USE_CRITICAL_STRIKE_CARD = 2
    USE_SMOKE_CARD = 3
    AWARD_CARD_NOTICE = 4
    USE_EXTRA_TIME_CARD = 5
    USE_SPECIAL_EFFECT_CARD = 6
    USE_POTION_CARD = 7
    USE_WAVE_CARD = 8
    SPECIAL_EFFECT_NOTICE = 9
    USE_TOP_2_CARD = 10
    USE_TOP_3_CARD = 11
    USE_VAULT_GLOVE_CARD = 12

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_CARD_MSG_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_CARD_MSG_TYPE_" + member.name: member.value for member in cls}
