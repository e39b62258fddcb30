"""Damaged payloads: the codec gives a value or `DecodeError`, and takes what Google's runtime takes.

100,000 payloads, in parts. To keep that quick they are small: random messages of every type, and captured payloads
where captures are at hand, of at most 1,000 bytes before the damage. Every one is decoded to the last nested message,
and what both runtimes take is compared field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import pytest
from google.protobuf.descriptor import Descriptor
from google.protobuf.message import DecodeError as GoogleDecodeError
from google.protobuf.message import Message as GoogleMessage
from google.protobuf.unknown_fields import UnknownFieldSet

from livetok._codec import Message, varint
from livetok.errors import DecodeError
from support.kinds import Kinds
from support.oracles import Oracles, generated, plain_google, plain_ours
from support.recorded import captures
from support.samples import fill_google, forget_bytes, is_map, random_fields, walk
from support.wire import LENGTH

PARTS = 20
PER_PART = 5_000
LARGEST = 1_000

Source = tuple[type[Message], bytes]


@pytest.fixture(scope="module")
def sources(oracles: Oracles) -> list[Source]:
    random = Random("sources")
    made = [(cls, random_payload(oracles, cls, random)) for cls in generated()]
    real = [(each.cls, each.payload) for each in captures()]
    return [each for each in [*made, *real] if 0 < len(each[1]) <= LARGEST]


def random_payload(oracles: Oracles, cls: type[Message], random: Random) -> bytes:
    fields = random_fields(oracles.descriptor(cls), random, 1)
    return fill_google(oracles.google(cls)(), fields).SerializeToString()


def flip(raw: bytes, _: bytes, random: Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(random.randint(1, 3)):
        damaged[random.randrange(len(raw))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def cut(raw: bytes, _: bytes, random: Random) -> bytes:
    return raw[: random.randrange(len(raw))]


def insert(raw: bytes, _: bytes, random: Random) -> bytes:
    at = random.randrange(len(raw) + 1)
    return raw[:at] + random.randbytes(random.randint(1, 4)) + raw[at:]


def remove(raw: bytes, _: bytes, random: Random) -> bytes:
    at = random.randrange(len(raw))
    return raw[:at] + raw[at + random.randint(1, 8) :]


def splice(raw: bytes, other: bytes, random: Random) -> bytes:
    return raw[: random.randrange(len(raw))] + other[random.randrange(len(other)) :]


def stretch(raw: bytes, _: bytes, random: Random) -> bytes:
    """Set continuation bits, which makes numbers, lengths and tags longer than they should be."""
    at = random.randrange(len(raw))
    return raw[:at] + b"\x80" * random.randint(1, 11) + raw[at:]


DAMAGE: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (
    flip,
    flip,
    cut,
    insert,
    remove,
    splice,
    stretch,
)


def google_reads(cls: type[GoogleMessage], raw: bytes) -> GoogleMessage | None:
    try:
        return cls.FromString(raw)
    except GoogleDecodeError:
        return None


def we_read(cls: type[Message], raw: bytes) -> Message | None:
    try:
        message = cls.parse(raw)
        for _ in walk(message):
            pass
    except DecodeError:
        return None
    return message


def same(mine: GoogleMessage, other: GoogleMessage) -> bool:
    if mine.SerializeToString(deterministic=True) == other.SerializeToString(deterministic=True):
        return True
    return plain_google(mine) == plain_google(other)  # Python turns a signalling NaN into a quiet one


def hides_entries(message: GoogleMessage) -> bool:
    """Tell whether Google's runtime put an entry of a map among the unknown fields.

    It does so when the entry itself has an unknown field. The codec drops that field and keeps the entry.
    """
    by_number = message.DESCRIPTOR.fields_by_number
    numbers = {each.field_number for each in UnknownFieldSet(message) if each.wire_type == LENGTH}
    if any(is_map(by_number[each]) for each in numbers.intersection(by_number)):
        return True
    return any(hides_entries(each) for each in sub_messages(message))


def sub_messages(message: GoogleMessage) -> Iterator[GoogleMessage]:
    for field, value in message.ListFields():
        if is_map(field):
            yield from (value[key] for key in value if isinstance(value[key], GoogleMessage))
        elif field.message_type:
            yield from value if field.is_repeated else [value]


@cache
def replaces(descriptor: Descriptor) -> bool:
    """Tell whether a message of this type can replace a message in it that it has read before.

    Another member of the oneof does so, and an entry of a map with the same key. The codec has not looked into the
    replaced message then, and does not see damage in it, as Google's runtime does.
    """
    return any(map(_replaces, _reachable(descriptor)))


def _replaces(descriptor: Descriptor) -> bool:
    return any(
        field.message_type
        and (field.containing_oneof or (is_map(field) and field.message_type.fields[1].message_type))
        for field in descriptor.fields
    )


def _reachable(descriptor: Descriptor) -> list[Descriptor]:
    descriptors = [descriptor]
    for each in descriptors:  # grows on the way
        descriptors += {field.message_type for field in each.fields if field.message_type}.difference(
            descriptors
        )
    return descriptors


@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_payloads(part: int, oracles: Oracles, sources: list[Source]) -> None:
    random = Random(part)
    taken = replaced = 0
    for _ in range(PER_PART):
        (cls, raw), (_, other) = random.choices(sources, k=2)
        damaged = random.choice(DAMAGE)(raw, other, random)
        google_class = oracles.google(cls)
        theirs, ours = google_reads(google_class, damaged), we_read(cls, damaged)
        if theirs is None and ours is not None and replaces(oracles.descriptor(cls)):
            replaced += 1
        else:
            assert (ours is None) == (theirs is None), (cls, damaged)
        if ours is None or theirs is None:
            continue
        taken += 1
        assert bytes(ours) == damaged
        if hides_entries(theirs):
            continue
        assert plain_ours(ours) == plain_google(theirs), (cls, damaged)
        again = google_class.FromString(bytes(forget_bytes(ours)))
        assert same(again, theirs), (cls, damaged)
    assert replaced < PER_PART // 1000
    assert PER_PART // 10 < taken < PER_PART * 9 // 10  # or the damage is not worth its name


def test_numbers_of_fixed_size_are_not_sought_behind_the_end():
    """In entries of maps and packed fields, whose length says more than there is."""
    for field in Kinds()._fields():
        if "fixed" not in field.kind + field.key_kind or not (field.is_map or field.repeated):
            continue
        for content in (b"\x09" + bytes(8), bytes(8)):
            for kept in range(len(content)):
                with pytest.raises(DecodeError):
                    Kinds.parse(varint(field.number << 3 | LENGTH) + varint(len(content)) + content[:kept])
