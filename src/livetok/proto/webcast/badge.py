"""Badges beside a nickname: moderator, subscriber, gifter level, fan club level.

Generated from proto/webcast/badge.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.badge import BadgeStructMixin

if TYPE_CHECKING:
    import builtins

    from livetok.proto.webcast.image import ImageModel

_proto = proto  # where the codec looks for the classes of other modules


@message
class BadgeStruct(BadgeStructMixin, Message):
    """A badge. Its scene says what it stands for; one of image, text, str, combine says how it looks.

    At most one of image, text, str, combine is set (data).
    """

    display_type: "BadgeDisplayType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeDisplayType(0)
    )
    priority_type: "BadgePriorityType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: BadgePriorityType(0)
    )
    scene_type: "BadgeSceneType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeSceneType(0)
    )
    """What the badge stands for."""
    position: "Position" = betterproto2.field(4, betterproto2.TYPE_ENUM, default_factory=lambda: Position(0))
    display_status: "DisplayStatus" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: DisplayStatus(0)
    )
    greyed_by_client: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    exhibition_type: "BadgeExhibitionType" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeExhibitionType(0)
    )
    open_web_url: "builtins.str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    display: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    image: "ImageBadge" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True, group="data")
    text: "TextBadge" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True, group="data")
    str: "StringBadge" = betterproto2.field(22, betterproto2.TYPE_MESSAGE, optional=True, group="data")
    combine: "CombineBadgeStruct" = betterproto2.field(
        23, betterproto2.TYPE_MESSAGE, optional=True, group="data"
    )
    is_customized: "bool" = betterproto2.field(24, betterproto2.TYPE_BOOL)


@message
class PrivilegeLogExtra(Message):
    """The privilege behind a badge; level is the gifter or fan level, as text."""

    data_version: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    privilege_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    privilege_version: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    privilege_order_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    level: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    start_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)


@message
class ImageBadge(Message):
    display_type: "BadgeDisplayType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeDisplayType(0)
    )
    image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TextBadge(Message):
    display_type: "BadgeDisplayType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeDisplayType(0)
    )
    key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    default_pattern: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    pieces: "list[str]" = betterproto2.field(4, betterproto2.TYPE_STRING, repeated=True)


@message
class StringBadge(Message):
    display_type: "BadgeDisplayType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeDisplayType(0)
    )
    str: "builtins.str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class CombineBadgeStruct(Message):
    display_type: "BadgeDisplayType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeDisplayType(0)
    )
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    text: "BadgeText" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    str: "builtins.str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    """The text on the badge."""
    padding: "PaddingInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    font_style: "FontStyle" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    profile_card_panel: "ProfileCardPanel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    background: "CombineBadgeBackground" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    background_dark_mode: "CombineBadgeBackground" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    icon_auto_mirrored: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)
    background_auto_mirrored: "bool" = betterproto2.field(14, betterproto2.TYPE_BOOL)
    public_screen_show_style: "int" = betterproto2.field(15, betterproto2.TYPE_INT32)
    personal_card_show_style: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    ranklist_online_audience_show_style: "int" = betterproto2.field(17, betterproto2.TYPE_INT32)
    multi_guest_show_style: "int" = betterproto2.field(18, betterproto2.TYPE_INT32)
    arrow_config: "ArrowConfig" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    padding_new_font: "PaddingInfo" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BadgeText(Message):
    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    default_pattern: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    pieces: "list[str]" = betterproto2.field(3, betterproto2.TYPE_STRING, repeated=True)


@message
class PaddingInfo(Message):
    use_specific: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    middle_padding: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    badge_width: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    left_padding: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    right_padding: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    icon_top_padding: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    icon_bottom_padding: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    horizontal_padding_rule: "HorizontalPaddingRule" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: HorizontalPaddingRule(0)
    )
    vertical_padding_rule: "VerticalPaddingRule" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: VerticalPaddingRule(0)
    )


@message
class FontStyle(Message):
    font_size: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    font_width: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    font_color: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    border_color: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class ProfileCardPanel(Message):
    use_new_profile_card_style: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    badge_text_position: "BadgeTextPosition" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: BadgeTextPosition(0)
    )
    projection_config: "ProjectionConfig" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    profile_content: "ProfileContent" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    separator_config: "SeparatorConfig" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ProjectionConfig(Message):
    use_projection: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ProfileContent(Message):
    use_content: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    icon_list: "list[IconConfig]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    number_config: "NumberConfig" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    label_config: "LabelConfig" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class IconConfig(Message):
    icon: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    background: "CombineBadgeBackground" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CombineBadgeBackground(Message):
    image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    background_color_code: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    border_color_code: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    stretchable_background_image: "StretchableBackgroundImage" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    left_side_image: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class StretchableBackgroundImage(Message):
    image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    flex_settings: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class NumberConfig(Message):
    number: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    font_style: "FontStyle" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    background: "CombineBadgeBackground" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LabelConfig(Message):
    label: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    font_style: "FontStyle" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    background: "CombineBadgeBackground" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SeparatorConfig(Message):
    color: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class ArrowConfig(Message):
    icon: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


class BadgeDisplayType(betterproto2.Enum):
    UNKNOWN = 0
    IMAGE = 1
    TEXT = 2
    STRING = 3
    COMBINE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BADGE_DISPLAY_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BADGE_DISPLAY_TYPE_" + member.name: member.value for member in cls}


class BadgePriorityType(betterproto2.Enum):
    UNKNOWN = 0
    STRONG_RELATION = 10
    PLATFORM = 20
    RELATION = 30
    ACTIVITY = 40
    RANK_LIST = 50

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BADGE_PRIORITY_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BADGE_PRIORITY_TYPE_" + member.name: member.value for member in cls}


class BadgeSceneType(betterproto2.Enum):
    """What a badge stands for."""

    UNKNOWN = 0
    ADMIN = 1
    FIRST_RECHARGE = 2
    FRIENDS = 3
    SUBSCRIBER = 4
    ACTIVITY = 5
    RANK_LIST = 6
    NEW_SUBSCRIBER = 7
    USER_GRADE = 8
    STATE_CONTROLLED_MEDIA = 9
    FANS = 10
    LIVE_PRO = 11
    ANCHOR = 12
    CLASS_RANK = 13
    ENIGMA = 14

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BADGE_SCENE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BADGE_SCENE_TYPE_" + member.name: member.value for member in cls}


class Position(betterproto2.Enum):
    UNKNOWN = 0
    LEFT = 1
    RIGHT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "POSITION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"POSITION_" + member.name: member.value for member in cls}


class DisplayStatus(betterproto2.Enum):
    NORMAL = 0
    SHADOW = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "DISPLAY_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"DISPLAY_STATUS_" + member.name: member.value for member in cls}


class BadgeExhibitionType(betterproto2.Enum):
    BADGE = 0
    IDENTITY_LABEL = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BADGE_EXHIBITION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BADGE_EXHIBITION_TYPE_" + member.name: member.value for member in cls}


class HorizontalPaddingRule(betterproto2.Enum):
    USE_MIDDLE_AND_WIDTH = 0
    USE_LEFT_AND_MIDDLE_AND_RIGHT = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "HORIZONTAL_PADDING_RULE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"HORIZONTAL_PADDING_RULE_" + member.name: member.value for member in cls}


class VerticalPaddingRule(betterproto2.Enum):
    USE_DEFAULT = 0
    USE_TOP_AND_BOTTOM = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "VERTICAL_PADDING_RULE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"VERTICAL_PADDING_RULE_" + member.name: member.value for member in cls}


class BadgeTextPosition(betterproto2.Enum):
    UNKNOWN = 0
    RIGHT = 1
    BELOW = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BADGE_TEXT_POSITION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BADGE_TEXT_POSITION_" + member.name: member.value for member in cls}
