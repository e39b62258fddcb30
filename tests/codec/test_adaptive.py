"""What a decoder has learnt changes nothing but how soon it is done."""

from __future__ import annotations

import struct
import sys
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livetok._codec import compile as compiling
from livetok._codec import spec_of
from livetok._codec.compile import AdaptiveDecoder, Decoder, compile_decoder
from livetok._codec.message import unfilled
from livetok.errors import DecodeError
from livetok.proto import User
from support.kinds import Kinds
from support.wire import VARINT, group, number, tag, text, varint

FULL = compile_decoder(spec_of(Kinds), unfilled, "Kinds")


class Learner:
    """An adaptive decoder in the place where a class keeps its own."""

    def __init__(self, message_class: Any = Kinds) -> None:
        self.adaptive = AdaptiveDecoder(spec_of(message_class), unfilled, "Kinds", self.use)
        self.decode: Decoder = self.adaptive
        self.changes = 0

    def use(self, decoder: Decoder) -> None:
        self.decode = decoder
        self.changes += 1


def outcome(decode: Decoder, raw: bytes, before: bytes = b"", behind: bytes = b"") -> Any:
    """What comes of bytes that stand between others."""
    try:
        values, later, unknown = decode(before + raw + behind, len(before), len(before) + len(raw), 0)
    except DecodeError as error:
        return str(error), error.payload
    return repr(values), later or {}, unknown


def longer_tag(field: int, wire_type: int) -> bytes:
    """A tag with a byte more than it needs."""
    head = bytearray(tag(field, wire_type))
    head[-1] |= 0x80
    return bytes(head) + b"\0"


def long_number(field: int, value: int) -> bytes:
    return longer_tag(field, VARINT) + varint(value)


_numbers = st.integers(0, 2**64 - 1) | st.integers(0, 300)
_contents = st.binary(max_size=8) | st.binary(min_size=120, max_size=140)
PIECES = st.one_of(
    st.builds(number, st.sampled_from([3, 4, 5, 7, 8, 13, 16, 35, 39, 45, 20, 40, 44]), _numbers),
    st.builds(text, st.sampled_from([14, 15, 17, 31, 32, 34, 46, 50, 51, 20, 33]), _contents),
    st.builds(number, st.sampled_from([14, 17, 500, 5000]), _numbers),  # not of that wire type, or unknown
    st.builds(text, st.sampled_from([3, 500, 5000]), _contents),
    st.builds(long_number, st.sampled_from([3, 16, 500]), _numbers),
    st.builds(group, st.sampled_from([3, 99]), st.just(b"\x08\x01")),
    st.builds(lambda value: b"\x09" + struct.pack("<d", value), st.floats(allow_nan=False)),
    st.just(text(52, b"\x08\x01\x10\x02")),
    st.binary(max_size=3),
)


@settings(max_examples=300)
@given(
    st.lists(st.lists(PIECES, max_size=8).map(b"".join), min_size=1, max_size=12),
    st.binary(max_size=3),
    st.integers(1, 6),
)
def test_it_reads_what_the_full_decoder_reads(messages: list[bytes], around: bytes, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "_MOST_WIDENINGS", most)
        learner = Learner()
        for raw in messages:
            for shortened in (raw, raw[:-1]):
                expected = outcome(FULL, shortened, around, around)
                assert outcome(learner.decode, shortened, around, around) == expected


def test_it_learns_from_the_first_message_and_stays_with_that() -> None:
    learner = Learner()
    raw = number(3, 1) + text(14, b"a")
    for _ in range(20):
        assert outcome(learner.decode, raw) == outcome(FULL, raw)

    assert learner.changes == 1
    assert learner.adaptive._full is None


def test_other_fields_widen_it_until_there_are_too_many_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_MOST_WIDENINGS", 4)
    learner = Learner()
    changes = []
    for field in (3, 4, 3, 5, 4, 7, 8, 13):
        outcome(learner.decode, number(field, 1))
        changes.append(learner.changes)

    assert changes == [1, 2, 2, 3, 3, 4, 4, 4]
    assert learner.decode is learner.adaptive._full


def test_damage_teaches_nothing_that_is_not_there() -> None:
    learner = Learner()
    outcome(learner.decode, number(3, 1))
    damaged = number(3, 1) + b"\x72\x7f"

    assert outcome(learner.decode, damaged) == outcome(FULL, damaged)


def test_a_tag_of_three_bytes() -> None:
    """Of the fields of a user, those of a high number are the last."""
    full = compile_decoder(spec_of(User), unfilled, "User")
    highest = max(field.number for field in spec_of(User).fields)
    learner = Learner(User)
    raw = number(1, 7) + text(3, b"Ann") + text(1028, b"ann") + text(highest + 5000, b"?")
    for _ in range(3):
        assert outcome(learner.decode, raw) == outcome(full, raw)


@pytest.mark.parametrize("order", [(3, 14, 35), (35, 14, 3), (14, 3, 35), (3, 3, 35)])
def test_any_order(order: tuple[int, ...]) -> None:
    learner = Learner()
    outcome(learner.decode, number(3, 1) + text(14, b"a") + number(35, 1))
    raw = b"".join(text(14, b"b") if field == 14 else number(field, field) for field in order)

    assert outcome(learner.decode, raw) == outcome(FULL, raw)
    assert learner.changes == 1


def test_fields_that_the_class_does_not_know_are_learnt_too() -> None:
    """TikTok adds fields all the time; one that comes with each message must not make each a special case."""
    learner = Learner()
    raw = number(3, 1) + text(14, b"a") + number(500, 7) + number(500, 8) + text(5000, b"new")
    for _ in range(20):
        assert outcome(learner.decode, raw) == outcome(FULL, raw)

    assert learner.changes == 1
    assert learner.adaptive._full is None


def test_a_sender_cannot_make_it_learn_any_number_of_fields() -> None:
    learner = Learner()
    outcome(learner.decode, number(3, 1))
    raw = number(3, 1) + b"".join(number(field, 1) for field in range(1000, 2000))

    assert outcome(learner.decode, raw) == outcome(FULL, raw)
    assert learner.changes == 1


def test_who_holds_an_older_decoder_gets_the_newest() -> None:
    """A frame is decoded with the decoder that was there when it came."""
    learner = Learner()
    first = learner.decode
    raw = number(3, 1)
    for _ in range(5):
        assert outcome(first, raw) == outcome(FULL, raw)

    assert learner.changes == 1
    assert learner.adaptive._full is None


def test_threads_that_learn_at_once_learn_the_same() -> None:
    """Each meets fields that the others did not, while these are compiled."""
    expected = {field: outcome(FULL, number(3, 1) + number(field, 1)) for field in (4, 5, 7, 8, 13)}
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(30):
            learner = Learner()
            found: list[bool] = []

            def meet(field: int, learner: Learner = learner, found: list[bool] = found) -> None:
                raw = number(3, 1) + number(field, 1)
                found.extend(outcome(learner.decode, raw) == expected[field] for _ in range(5))

            threads = [threading.Thread(target=meet, args=(field,)) for field in expected]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert found == [True] * 25
            for field, whole in expected.items():
                assert outcome(learner.decode, number(3, 1) + number(field, 1)) == whole
    finally:
        sys.setswitchinterval(interval)
