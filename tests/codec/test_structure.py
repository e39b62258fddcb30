"""Looking into bytes without a schema."""

from __future__ import annotations

from random import Random

import pytest

from livetok._codec import WIRE_TYPES, WireField, dissect, peek
from livetok.errors import DecodeError
from support.kinds import Kinds
from support.recorded import captures
from support.wire import FIXED32, FIXED64, LENGTH, group, nested, number, tag, text, varint

SAMPLE = (
    number(1, 300)
    + text(2, b"hello")
    + text(3, number(1, 7) + text(2, b"in"))
    + text(4, b"\xff\xfe")
    + tag(5, FIXED32)
    + b"\x01\0\0\0"
    + tag(6, FIXED64)
    + b"\x02\0\0\0\0\0\0\0"
    + group(7, number(1, 1))
    + text(8, b"")
)


class TestDissect:
    def test_every_kind(self) -> None:
        assert dissect(SAMPLE) == (
            WireField(1, "varint", 300),
            WireField(2, "string", "hello"),
            WireField(3, "message", (WireField(1, "varint", 7), WireField(2, "string", "in"))),
            WireField(4, "bytes", b"\xff\xfe"),
            WireField(5, "fixed32", 1),
            WireField(6, "fixed64", 2),
            WireField(7, "group", number(1, 1) + tag(7, 4)),
            WireField(8, "string", ""),
        )
        assert dissect(b"") == ()

    def test_json(self) -> None:
        assert [field.to_dict()["value"] for field in dissect(SAMPLE)[:4]] == [
            "300",
            "hello",
            [{"number": 1, "kind": "varint", "value": "7"}, {"number": 2, "kind": "string", "value": "in"}],
            "fffe",
        ]

    def test_text_that_does_not_print_is_looked_into(self) -> None:
        assert dissect(text(1, number(1, 1)))[0].kind == "message"
        assert dissect(text(1, b"\x01"))[0] == WireField(1, "bytes", b"\x01")

    def test_it_looks_only_so_deep(self) -> None:
        depth = 0
        (field,) = dissect(nested(1, 40, number(1, 1)))
        while isinstance(field.value, tuple):
            (field,) = field.value
            depth += 1
        assert (depth, field.kind) == (12, "bytes")

    def test_cut_short(self) -> None:
        whole = dissect(SAMPLE)
        for end in range(len(SAMPLE)):
            try:
                fields = dissect(SAMPLE[:end])
            except DecodeError:
                continue
            assert fields == whole[: len(fields)]
            assert len(fields) < len(whole)

    @pytest.mark.parametrize("raw", [b"\0", b"\x80", b"\x0b", b"\x0c", b"\x0a\x05", b"\x0e\x01"])
    def test_no_message(self, raw: bytes) -> None:
        with pytest.raises(DecodeError):
            dissect(raw)

    def test_too_many_fields(self) -> None:
        assert len(dissect(number(1, 1) * 10_000)) == 10_000
        with pytest.raises(DecodeError, match="10000 fields"):
            dissect(number(1, 1) * 10_001)

    def test_any_bytes_end_in_fields_or_a_decode_error(self) -> None:
        random = Random(1)
        for _ in range(5_000):
            raw = random.randbytes(random.randrange(40))
            try:
                fields = dissect(raw)
            except DecodeError:
                continue
            assert all(field.to_dict()["number"] == field.number > 0 for field in fields)


class TestPeek:
    @pytest.mark.parametrize(
        ("raw", "path", "expected"),
        [
            (b"", (1,), 0),
            (number(1, 300), (1,), 300),
            (number(1, 300), (2,), 0),
            (number(1, 1) + number(1, 2), (1,), 2),
            (number(1, -1), (1,), 2**64 - 1),
            (number(16, 3), (16,), 3),
            (number(2048, 3), (2048,), 3),
            (text(1, b"abc"), (1,), 0),
            (text(1, number(2, 5)), (1, 2), 5),
            (text(1, number(2, 5)) + text(1, b""), (1, 2), 5),
            (text(1, number(2, 5)) + text(1, number(2, 6)), (1, 2), 6),
            (text(9, b"x" * 300) + text(1, text(2, number(3, 9))), (1, 2, 3), 9),
            (number(1, 5) + b"\xff", (1,), 5),
            (number(1, 5) + b"\0", (1,), 5),
            (b"\x80", (1,), 0),
            (tag(1, LENGTH) + varint(50) + number(2, 5), (1, 2), 5),
            (tag(1, LENGTH), (1, 2), 0),
            (tag(1, 0), (1,), 0),
            (tag(1, 0) + b"\x80" * 11, (1,), 0),
        ],
    )
    def test_what_it_finds(self, raw: bytes, path: tuple[int, ...], expected: int) -> None:
        assert peek(raw, *path) == expected

    @pytest.mark.skipif(not captures(), reason="no captured payloads here")
    def test_it_finds_what_decoding_finds(self) -> None:
        for each in captures():
            event = each.cls.parse(each.payload)
            (common,) = (field.number for field in event._fields() if field.name == "common")
            assert peek(each.payload, common, 2) == event.common.msg_id
            assert peek(each.payload, common, 3) == event.common.room_id

    def test_it_never_raises(self) -> None:
        random = Random(2)
        for _ in range(5_000):
            assert 0 <= peek(random.randbytes(random.randrange(40)), 1, 2) < 2**64


def test_wire_types_have_names() -> None:
    assert sorted(WIRE_TYPES) == [0, 1, 2, 3, 4, 5]
    assert Kinds.parse(SAMPLE)._unknown_fields
