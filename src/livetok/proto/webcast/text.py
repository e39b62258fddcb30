"""Text with placeholders: a pattern such as "{0:user} joined" and the pieces that fill it.

Generated from proto/webcast/text.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.text import TextMixin, TextPieceMixin

if TYPE_CHECKING:
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class Text(TextMixin, Message):
    """A key for translation, an English pattern, and the pieces that fill its placeholders."""

    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    default_pattern: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    default_format: "TextFormat" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    pieces: "list[TextPiece]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class TextFormat(Message):
    color: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    bold: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    italic: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    weight: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    italic_angle: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    font_size: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    use_heigh_light_color: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    use_remote_clor: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)


@message
class TextPiece(TextPieceMixin, Message):
    """One filled placeholder. The field that is set follows from the type: 1 string, 11 user, 12 gift."""

    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    format: "TextFormat" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    string_value: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    user_value: "TextPieceUser" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True)
    gift_value: "TextPieceGift" = betterproto2.field(22, betterproto2.TYPE_MESSAGE, optional=True)
    heart_value: "TextPieceHeart" = betterproto2.field(23, betterproto2.TYPE_MESSAGE, optional=True)
    pattern_ref_value: "TextPiecePatternRef" = betterproto2.field(
        24, betterproto2.TYPE_MESSAGE, optional=True
    )
    image_value: "TextPieceImage" = betterproto2.field(25, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TextPieceUser(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    with_colon: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class TextPieceGift(Message):
    gift_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    name_ref: "PatternRef" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    show_type: "GiftShowType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: GiftShowType(0)
    )
    color_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class PatternRef(Message):
    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    default_pattern: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    key_groups: "dict[str, str]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class TextPieceHeart(Message):
    color: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class TextPiecePatternRef(Message):
    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    default_pattern: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class TextPieceImage(Message):
    image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


class GiftShowType(betterproto2.Enum):
    GIFT_SHOW_DEFAULT = 0
    GIFT_SHOW_NAME = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_SHOW_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_SHOW_TYPE_" + member.name: member.value for member in cls}
