"""Hand-made bytes at the edges of what the wire allows."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from google.protobuf.message import DecodeError as GoogleDecodeError

from livetok._codec import Message
from livetok._codec.wire import varint as our_varint
from livetok.errors import DecodeError
from support.kinds import Colour, Kinds
from support.oracles import Oracles, generated, plain_google, plain_ours
from support.samples import forget_bytes, walk
from support.wire import (
    FIXED32,
    FIXED64,
    GROUP,
    GROUP_END,
    LENGTH,
    VARINT,
    group,
    nested,
    number,
    tag,
    text,
    varint,
)

# Field numbers of Kinds.
DOUBLE, INT32, INT64, UINT32, SINT32, BOOL, STRING, BYTES, COLOUR, KINDS = 1, 3, 4, 5, 7, 13, 14, 15, 16, 17
FLOAT, MANY_INT32, MANY_STRING, MANY_FIXED32, MANY_DOUBLE, MAP_STRING, MAP_KINDS = 2, 20, 31, 26, 18, 63, 70
PICK_INT32, PICK_KINDS, PICK_OTHER, UNKNOWN = 45, 50, 51, 1234

REFUSED = {
    "tag 0": b"\0",
    "tag 0 behind a field": number(INT32, 1) + b"\0",
    "field number 0": b"\x02\x00",
    "tag cut short": b"\x80",
    "tag cut short twice": b"\x80\x80",
    "tag 0 in two bytes": b"\x80\x00",
    "tag in six bytes": b"\x98\x80\x80\x80\x80\x00\x01",
    "tag over 32 bits": varint(1 << 32 | INT32 << 3) + b"\x01",
    "tag without an end": b"\xff" * 20,
    "wire type 6": varint(INT32 << 3 | 6) + b"\x01",
    "wire type 7 unknown": varint(UNKNOWN << 3 | 7) + b"\x01",
    "varint missing": tag(INT32, VARINT),
    "varint cut short": tag(INT32, VARINT) + b"\x80",
    "varint of eleven bytes": tag(INT64, VARINT) + b"\x80" * 10 + b"\x01",
    "unknown varint of eleven bytes": tag(UNKNOWN, VARINT) + b"\x80" * 10 + b"\x01",
    "unknown varint cut short": tag(UNKNOWN, VARINT) + b"\x80",
    "length missing": tag(STRING, LENGTH),
    "length cut short": tag(STRING, LENGTH) + b"\x80",
    "length too large": tag(STRING, LENGTH) + b"\x05abcd",
    "length of two gigabytes": tag(BYTES, LENGTH) + varint(2**31 - 1) + b"a",
    "length of 64 bits": tag(BYTES, LENGTH) + varint(2**64 - 1) + b"a",
    "length in six bytes": tag(BYTES, LENGTH) + b"\x81\x80\x80\x80\x80\x00a",
    "unknown length too large": tag(UNKNOWN, LENGTH) + b"\x05abcd",
    "unknown length missing": tag(UNKNOWN, LENGTH),
    "message too large": tag(KINDS, LENGTH) + b"\x05\x08\x01",
    "nested message cut short": text(KINDS, tag(INT32, VARINT)),
    "double cut short": tag(DOUBLE, FIXED64) + bytes(7),
    "float cut short": tag(FLOAT, FIXED32) + bytes(3),
    "unknown fixed64 cut short": tag(UNKNOWN, FIXED64) + bytes(7),
    "unknown fixed32 cut short": tag(UNKNOWN, FIXED32) + bytes(3),
    "packed varint cut short": text(MANY_INT32, b"\x01\x80"),
    "packed varint cut short before more": text(MANY_INT32, b"\x80") + number(INT32, 1),
    "packed varint that ends behind its list": text(MANY_INT32, b"\x80") + b"\x01",
    "packed fixed32 of five bytes": text(MANY_FIXED32, bytes(5)) + number(INT32, 1),
    "packed double of seven bytes": text(MANY_DOUBLE, bytes(7)) + number(INT32, 1),
    "text that is not UTF-8": text(STRING, b"\xff"),
    "text with half a surrogate pair": text(STRING, "\ud83c".encode("utf-8", "surrogatepass")),
    "text in a list": text(MANY_STRING, b"\xc3"),
    "key that is not UTF-8": text(MAP_STRING, text(1, b"\x80")),
    "map entry cut short": text(MAP_STRING, text(1, b"a") + b"\x12\x05"),
    "message in a map cut short": text(MAP_KINDS, text(1, b"a") + text(2, b"\x80")),
    "group without an end": tag(UNKNOWN, GROUP) + number(1, 1),
    "known field as a group without an end": tag(INT32, GROUP),
    "group ended by another": tag(UNKNOWN, GROUP) + tag(UNKNOWN + 1, GROUP_END),
    "stray end of a group": tag(UNKNOWN, GROUP_END),
    "stray end of a known group": tag(KINDS, GROUP_END),
    "group cut short inside a tag": tag(1, GROUP) + b"\x8c",
    "group that holds a field cut short": group(UNKNOWN, tag(1, LENGTH) + b"\x09a"),
    "groups that nest too deep": tag(1, GROUP) * 101 + tag(1, GROUP_END) * 101,
    "messages that nest too deep": nested(KINDS, 101, number(INT32, 1)),
    "first of two messages cut short": text(KINDS, b"\x18") + text(KINDS, b"\x61\x01"),
    "two messages that only joined make sense": text(KINDS, b"\x18") + text(KINDS, b"\x05"),
    # the last is whole alone, and also when its first byte is taken for the value that the one before it lacks
    "three messages of which one is cut short": text(KINDS, b"")
    + text(KINDS, b"\x18")
    + text(KINDS, bytes.fromhex("187a080118011801188001")),
    "three messages of which two do": text(KINDS, b"") + text(KINDS, b"\x18") + text(KINDS, b"\x05"),
}

TAKEN = {
    "nothing": b"",
    "overlong varint": tag(INT32, VARINT) + b"\x81\x80\x80\x00",
    "varint of ten bytes": tag(INT64, VARINT) + b"\xff" * 9 + b"\x01",
    "varint whose last bits do not fit": tag(INT64, VARINT) + b"\xff" * 9 + b"\x7f",
    "overlong tag": b"\x98\x80\x80\x80\x00\x05",
    "tag in two bytes where one would do": b"\x98\x00\x05",
    "overlong length": tag(STRING, LENGTH) + b"\x81\x80\x00a",
    "int32 beyond 32 bits": number(INT32, 0x1_8000_0001),
    "int32 below zero in five bytes": number(INT32, 0xFFFF_FFFF),
    "uint32 beyond 32 bits": number(UINT32, 0x7_0000_0002),
    "sint32 beyond 32 bits": number(SINT32, 0x7_0000_0003),
    "int64 below zero": number(INT64, -5),
    "enum below zero": number(COLOUR, -2),
    "enum nobody knows": number(COLOUR, 77),
    "enum beyond 32 bits": number(COLOUR, 0x1_0000_0007),
    "enum at its default": number(COLOUR, 0),
    "bool above one": number(BOOL, 2),
    "bool of many bits": number(BOOL, 1 << 63),
    "bool overlong": tag(BOOL, VARINT) + b"\x80\x80\x00",
    "last scalar wins": number(INT32, 1) + number(INT32, 2),
    "messages merge": text(KINDS, number(INT32, 1))
    + text(KINDS, number(INT64, 2))
    + text(KINDS, number(INT32, 3)),
    "lists in messages that merge": text(KINDS, text(MANY_STRING, b"a"))
    + text(KINDS, text(MANY_STRING, b"b")),
    "last of a oneof wins": number(PICK_INT32, 1)
    + text(PICK_KINDS, b"")
    + text(PICK_OTHER, number(INT32, 5)),
    "oneof messages merge": text(PICK_KINDS, number(INT32, 1)) + text(PICK_KINDS, number(INT64, 2)),
    "oneof messages with one between": text(PICK_KINDS, number(INT32, 1))
    + text(PICK_KINDS, number(INT32, 2))
    + number(PICK_INT32, 0)
    + text(PICK_KINDS, number(INT64, 2))
    + text(PICK_KINDS, number(UINT32, 4)),
    "oneof replaced after merging": text(PICK_KINDS, b"") + text(PICK_KINDS, b"") + number(PICK_INT32, 1),
    "packed and single": text(MANY_INT32, b"\x01\x02") + number(MANY_INT32, 3) + text(MANY_INT32, b"\x04"),
    "packed in several bytes": text(MANY_INT32, varint(300) + varint(-1) + varint(1 << 33)),
    "packed and empty": text(MANY_INT32, b""),
    "map without a key": text(MAP_STRING, text(2, b"v")),
    "map without a value": text(MAP_KINDS, text(1, b"k")),
    "map entry of nothing": text(MAP_KINDS, b""),
    "map key twice": text(MAP_STRING, text(1, b"k") + text(2, b"1"))
    + text(MAP_STRING, text(1, b"k") + text(2, b"2")),
    "map value before its key": text(MAP_STRING, text(2, b"v") + text(1, b"k")),
    "map value twice in one entry": text(MAP_KINDS, text(2, number(INT32, 1)) + text(2, number(INT64, 2))),
    "message as a number": number(KINDS, 5),
    "number as text": text(INT32, b"\x05"),
    "number as fixed": tag(INT32, FIXED32) + bytes(4) + tag(INT64, FIXED64) + bytes(8),
    "map as a number": number(MAP_STRING, 5),
    "list of messages as a number": number(34, 5),
    "known field as a group": group(INT32, number(1, 5)) + group(KINDS, text(14, b"inside")),
    "unknown fields of all types": number(UNKNOWN, 1)
    + text(UNKNOWN, b"x")
    + tag(UNKNOWN, FIXED64)
    + bytes(8),
    "unknown field of the highest number": number(536870910, 1),
    "groups in groups": group(UNKNOWN, group(1, group(UNKNOWN, b"")) + text(3, b"x")),
    "unknown among known": number(INT32, 1)
    + number(UNKNOWN, 1)
    + number(INT64, 1)
    + text(UNKNOWN, b"")
    + number(INT32, 2),
    "the farthest field": text(536870911, b"far") + text(16000, b"end") + number(2047, 1) + number(2048, 2),
    "fields backwards": text(BYTES, b"b") + text(STRING, b"s") + number(BOOL, 1) + number(INT32, 1),
    "messages that nest as deep as allowed": nested(KINDS, 100),
    "groups that nest as deep as allowed": tag(1, GROUP) * 100 + tag(1, GROUP_END) * 100,
}


def read(raw: bytes) -> Kinds:
    message = Kinds.parse(raw)
    for _ in walk(message):
        pass
    return message


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_refused(raw: bytes, oracles: Oracles) -> None:
    with pytest.raises(GoogleDecodeError):
        oracles.google(Kinds).FromString(raw)
    with pytest.raises(DecodeError) as caught:
        read(raw)
    assert caught.value.payload


@pytest.mark.parametrize("raw", TAKEN.values(), ids=TAKEN)
def test_taken_as_google_takes_it(raw: bytes, oracles: Oracles) -> None:
    google = oracles.google(Kinds)
    ours, theirs = read(raw), google.FromString(raw)
    assert plain_ours(ours) == plain_google(theirs)
    assert bytes(ours) == raw
    assert plain_google(google.FromString(bytes(forget_bytes(ours)))) == plain_google(theirs)


@pytest.mark.parametrize("name", TAKEN)
def test_every_cut_is_judged_as_google_judges_it(name: str, oracles: Oracles) -> None:
    google, raw = oracles.google(Kinds), TAKEN[name][:120]
    for end in range(len(raw)):
        try:
            expected = plain_google(google.FromString(raw[:end]))
        except GoogleDecodeError:
            with pytest.raises(DecodeError):
                read(raw[:end])
        else:
            assert plain_ours(read(raw[:end])) == expected


def test_damage_inside_is_found_at_the_first_look() -> None:
    message = Kinds.parse(text(KINDS, b"\x80") + number(INT32, 5))
    assert message.one_int32 == 5
    assert message.has("one_kinds")
    for _ in range(2):
        with pytest.raises(DecodeError) as caught:
            _ = message.one_kinds.one_int32
        assert caught.value.payload == b"\x80"
    assert bytes(message) == text(KINDS, b"\x80") + number(INT32, 5)


def test_damage_deeper_in_does_not_stop_an_unchanged_part_from_giving_its_bytes() -> None:
    part = Kinds.parse(text(KINDS, text(KINDS, b"\x80"))).one_kinds
    assert part.one_int32 == 0
    assert bytes(part) == text(KINDS, b"\x80")


def test_unknown_enum_values_are_kept() -> None:
    colour = Kinds.parse(number(COLOUR, 77)).one_colour
    assert (colour, colour.name, type(colour)) == (77, "", Colour)


@pytest.mark.parametrize(
    "wrap", [bytes, bytearray, memoryview, lambda raw: memoryview(bytes(len(raw)) + raw)[len(raw) :]]
)
def test_whatever_is_made_of_bytes_is_read(wrap: Callable[[bytes], bytes]) -> None:
    source = text(STRING, b"abc") + text(BYTES, b"def") + text(KINDS, number(INT32, 1))
    message = Kinds.parse(wrap(source))
    assert (message.one_string, message.one_bytes, message.one_kinds.one_int32) == ("abc", b"def", 1)
    assert type(message.one_bytes) is bytes
    assert bytes(message) == source


def test_a_bytearray_may_be_used_again() -> None:
    buffer = bytearray(text(KINDS, number(INT32, 1)))
    message = Kinds.parse(buffer)
    buffer[:] = bytes(len(buffer))
    assert message.one_kinds.one_int32 == 1


@pytest.mark.parametrize("wrong", [5, 0, "text", [8, 1], None, 1.5])
def test_anything_else_is_a_type_error(wrong: bytes) -> None:
    with pytest.raises(TypeError):
        Kinds.parse(wrong)


def bomb(depth: int) -> bytes:
    """Messages in messages, built from the outside in."""
    sizes = [0]
    for _ in range(depth - 1):
        sizes.append(len(tag(KINDS, LENGTH) + varint(sizes[-1])) + sizes[-1])
    return b"".join(tag(KINDS, LENGTH) + varint(size) for size in reversed(sizes))


@pytest.mark.parametrize(
    "look", [repr, Message.to_dict, lambda message: list(walk(message))], ids=["repr", "dict", "walk"]
)
def test_a_nesting_bomb_ends_in_a_decode_error(look: Callable[[Message], object]) -> None:
    message = Kinds.parse(bomb(10_000))
    with pytest.raises(DecodeError, match="deeper than 100"):
        look(message)


def test_the_deepest_message_allowed_can_do_everything() -> None:
    raw = bomb(100)
    message, same = read(raw), read(raw)
    assert message == same
    assert Kinds.from_dict(message.to_dict()) == message
    assert repr(message).count("one_kinds=") == 100
    assert bytes(forget_bytes(message)) == raw
    assert bytes(read(raw)) == raw


def test_ten_megabytes_of_text() -> None:
    content = "ж" * (5 << 20)
    message = Kinds.parse(text(STRING, content.encode()))
    assert message.one_string == content


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        (text(KINDS, number(INT32, 1)), Kinds(one_kinds=Kinds(one_int32=1))),
        (text(KINDS, number(INT32, 1)) + text(KINDS, b""), Kinds(one_kinds=Kinds(one_int32=1))),
        (text(PICK_KINDS, b"") + number(PICK_INT32, 1), Kinds(pick_int32=1)),
        (number(UNKNOWN, 1), Kinds()),
        (number(BOOL, 1) + number(INT32, 1), Kinds(one_int32=1, one_bool=True)),
    ],
    ids=["merging", "merging nothing", "oneof", "unknown", "backwards"],
)
def test_a_field_may_come_many_times(piece: bytes, expected: Kinds) -> None:
    # At a cost that grows with the square of the number, this would take forever. So it does where coverage is
    # measured on Python 3.12 and 3.13: there each line of a long function costs as much as the function is long.
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        message = read(piece * 200_000)
    finally:
        sys.settrace(trace)
    assert message == expected
    assert message._unknown_fields in {b"", piece * 200_000}


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**32, 2**63 - 1, 2**64 - 1, -1, -(2**63)])
def test_varints_are_written_as_they_should_be(value: int) -> None:
    assert our_varint(value) == varint(value)


@pytest.mark.parametrize("value", [2**64, -(2**63) - 1])
def test_what_does_not_fit_is_not_written(value: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        our_varint(value)


def test_nothing_is_the_empty_message_of_every_type() -> None:
    for cls in generated():
        message = cls.parse(b"")
        assert message == cls()
        assert not message
        assert bytes(message) == b"" == bytes(cls())
