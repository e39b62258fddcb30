"""What the generator would write for kinds.proto: every kind of field that proto3 has."""

import betterproto2
from betterproto2 import field, map_meta

from livetok._codec import Message, message


class Colour(betterproto2.Enum):
    NONE = 0
    RED = 1
    BLUE = 7
    BELOW = -2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COLOUR_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COLOUR_" + member.name: member.value for member in cls}


@message
class Kinds(Message):
    one_double: "float" = field(1, betterproto2.TYPE_DOUBLE)
    one_float: "float" = field(2, betterproto2.TYPE_FLOAT)
    one_int32: "int" = field(3, betterproto2.TYPE_INT32)
    one_int64: "int" = field(4, betterproto2.TYPE_INT64)
    one_uint32: "int" = field(5, betterproto2.TYPE_UINT32)
    one_uint64: "int" = field(6, betterproto2.TYPE_UINT64)
    one_sint32: "int" = field(7, betterproto2.TYPE_SINT32)
    one_sint64: "int" = field(8, betterproto2.TYPE_SINT64)
    one_fixed32: "int" = field(9, betterproto2.TYPE_FIXED32)
    one_fixed64: "int" = field(10, betterproto2.TYPE_FIXED64)
    one_sfixed32: "int" = field(11, betterproto2.TYPE_SFIXED32)
    one_sfixed64: "int" = field(12, betterproto2.TYPE_SFIXED64)
    one_bool: "bool" = field(13, betterproto2.TYPE_BOOL)
    one_string: "str" = field(14, betterproto2.TYPE_STRING)
    one_bytes: "bytes" = field(15, betterproto2.TYPE_BYTES)
    one_colour: "Colour" = field(16, betterproto2.TYPE_ENUM, default_factory=lambda: Colour(0))
    one_kinds: "Kinds" = field(17, betterproto2.TYPE_MESSAGE, optional=True)
    many_double: "list[float]" = field(18, betterproto2.TYPE_DOUBLE, repeated=True)
    many_float: "list[float]" = field(19, betterproto2.TYPE_FLOAT, repeated=True)
    many_int32: "list[int]" = field(20, betterproto2.TYPE_INT32, repeated=True)
    many_int64: "list[int]" = field(21, betterproto2.TYPE_INT64, repeated=True)
    many_uint32: "list[int]" = field(22, betterproto2.TYPE_UINT32, repeated=True)
    many_uint64: "list[int]" = field(23, betterproto2.TYPE_UINT64, repeated=True)
    many_sint32: "list[int]" = field(24, betterproto2.TYPE_SINT32, repeated=True)
    many_sint64: "list[int]" = field(25, betterproto2.TYPE_SINT64, repeated=True)
    many_fixed32: "list[int]" = field(26, betterproto2.TYPE_FIXED32, repeated=True)
    many_fixed64: "list[int]" = field(27, betterproto2.TYPE_FIXED64, repeated=True)
    many_sfixed32: "list[int]" = field(28, betterproto2.TYPE_SFIXED32, repeated=True)
    many_sfixed64: "list[int]" = field(29, betterproto2.TYPE_SFIXED64, repeated=True)
    many_bool: "list[bool]" = field(30, betterproto2.TYPE_BOOL, repeated=True)
    many_string: "list[str]" = field(31, betterproto2.TYPE_STRING, repeated=True)
    many_bytes: "list[bytes]" = field(32, betterproto2.TYPE_BYTES, repeated=True)
    many_colour: "list[Colour]" = field(33, betterproto2.TYPE_ENUM, repeated=True)
    many_kinds: "list[Kinds]" = field(34, betterproto2.TYPE_MESSAGE, repeated=True)
    maybe_int64: "int | None" = field(35, betterproto2.TYPE_INT64, optional=True)
    maybe_string: "str | None" = field(36, betterproto2.TYPE_STRING, optional=True)
    maybe_bool: "bool | None" = field(37, betterproto2.TYPE_BOOL, optional=True)
    maybe_double: "float | None" = field(38, betterproto2.TYPE_DOUBLE, optional=True)
    maybe_colour: "Colour | None" = field(39, betterproto2.TYPE_ENUM, optional=True)
    loose_int32: "list[int]" = field(40, betterproto2.TYPE_INT32, repeated=True)
    loose_sint64: "list[int]" = field(41, betterproto2.TYPE_SINT64, repeated=True)
    loose_double: "list[float]" = field(42, betterproto2.TYPE_DOUBLE, repeated=True)
    loose_bool: "list[bool]" = field(43, betterproto2.TYPE_BOOL, repeated=True)
    loose_colour: "list[Colour]" = field(44, betterproto2.TYPE_ENUM, repeated=True)
    pick_int32: "int | None" = field(45, betterproto2.TYPE_INT32, optional=True, group="choice")
    pick_string: "str | None" = field(46, betterproto2.TYPE_STRING, optional=True, group="choice")
    pick_bytes: "bytes | None" = field(47, betterproto2.TYPE_BYTES, optional=True, group="choice")
    pick_double: "float | None" = field(48, betterproto2.TYPE_DOUBLE, optional=True, group="choice")
    pick_colour: "Colour | None" = field(49, betterproto2.TYPE_ENUM, optional=True, group="choice")
    pick_kinds: "Kinds" = field(50, betterproto2.TYPE_MESSAGE, optional=True, group="choice")
    pick_other: "Kinds" = field(51, betterproto2.TYPE_MESSAGE, optional=True, group="choice")
    map_int32_int32: "dict[int, int]" = field(
        52, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_INT32)
    )
    map_int64_int32: "dict[int, int]" = field(
        53, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32)
    )
    map_uint32_int32: "dict[int, int]" = field(
        54, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_UINT32, betterproto2.TYPE_INT32)
    )
    map_uint64_int32: "dict[int, int]" = field(
        55, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_UINT64, betterproto2.TYPE_INT32)
    )
    map_sint32_int32: "dict[int, int]" = field(
        56, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_SINT32, betterproto2.TYPE_INT32)
    )
    map_sint64_int32: "dict[int, int]" = field(
        57, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_SINT64, betterproto2.TYPE_INT32)
    )
    map_fixed32_int32: "dict[int, int]" = field(
        58, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_FIXED32, betterproto2.TYPE_INT32)
    )
    map_fixed64_int32: "dict[int, int]" = field(
        59, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_FIXED64, betterproto2.TYPE_INT32)
    )
    map_sfixed32_int32: "dict[int, int]" = field(
        60, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_SFIXED32, betterproto2.TYPE_INT32)
    )
    map_sfixed64_int32: "dict[int, int]" = field(
        61, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_SFIXED64, betterproto2.TYPE_INT32)
    )
    map_bool_int32: "dict[bool, int]" = field(
        62, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_BOOL, betterproto2.TYPE_INT32)
    )
    map_string_string: "dict[str, str]" = field(
        63, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING)
    )
    map_string_bytes: "dict[str, bytes]" = field(
        64, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_BYTES)
    )
    map_string_double: "dict[str, float]" = field(
        65, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_DOUBLE)
    )
    map_string_sint64: "dict[str, int]" = field(
        66, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_SINT64)
    )
    map_string_fixed32: "dict[str, int]" = field(
        67, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_FIXED32)
    )
    map_string_bool: "dict[str, bool]" = field(
        68, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_BOOL)
    )
    map_string_colour: "dict[str, Colour]" = field(
        69, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_ENUM)
    )
    map_string_kinds: "dict[str, Kinds]" = field(
        70, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_MESSAGE)
    )
    map_int64_kinds: "dict[int, Kinds]" = field(
        71, betterproto2.TYPE_MAP, map_meta=map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE)
    )
    from_: "int" = field(2047, betterproto2.TYPE_INT64)
    far: "int" = field(2048, betterproto2.TYPE_INT64)
    farthest: "str" = field(536870911, betterproto2.TYPE_STRING)
    ends: "str" = field(16000, betterproto2.TYPE_STRING)
