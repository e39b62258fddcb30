"""Messages as dicts: what comes out, and what may come in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from betterproto2 import Casing, OutputFormat
from google.protobuf.json_format import MessageToDict, ParseError
from google.protobuf.json_format import Parse as parse_by_google

from livetok.errors import DecodeError
from support.kinds import Colour, Kinds
from support.oracles import Oracles, plain_google
from support.wire import number, text

FULL = Kinds(
    one_double=float("inf"),
    one_float=-1.5,
    one_int32=-1,
    one_uint64=2**64 - 1,
    one_bool=True,
    one_string="ж",
    one_bytes=b"\xff\x00",
    one_colour=Colour.BLUE,
    one_kinds=Kinds(one_int64=5),
    many_double=[float("nan"), float("-inf"), 1.0],
    many_sint64=[-1, 2**62],
    many_bytes=[b"", b"a"],
    many_colour=[Colour.RED, Colour(99)],
    many_kinds=[Kinds(), Kinds(one_bool=True)],
    maybe_int64=0,
    maybe_colour=Colour.NONE,
    pick_double=0.0,
    map_int32_int32={-1: 1},
    map_bool_int32={True: 1, False: 0},
    map_uint64_int32={2**64 - 1: 1},
    map_string_bytes={"a": b"b"},
    map_string_colour={"": Colour.BELOW},
    map_int64_kinds={1: Kinds(one_string="in")},
    from_=3,
)


class TestOut:
    def test_json_is_what_google_writes(self, oracles: Oracles) -> None:
        theirs = MessageToDict(oracles.google(Kinds).FromString(bytes(FULL)))
        assert json.loads(FULL.to_json(casing=Casing.CAMEL)) == json.loads(json.dumps(theirs))

    def test_google_reads_it_back(self, oracles: Oracles) -> None:
        google = oracles.google(Kinds)
        for casing in (Casing.SNAKE, Casing.CAMEL):
            again = parse_by_google(FULL.to_json(casing=casing), google())
            assert plain_google(again) == plain_google(google.FromString(bytes(FULL)))

    def test_of_python_values(self) -> None:
        found = FULL.to_dict(output_format=OutputFormat.PYTHON, casing=Casing.SNAKE)
        assert found["one_uint64"] == 2**64 - 1
        assert found["one_bytes"] == b"\xff\x00"
        assert found["one_colour"] is Colour.BLUE
        assert found["one_kinds"] == {"one_int64": 5}
        assert found["from"] == 3

    def test_defaults_are_left_out_or_not(self) -> None:
        assert Kinds().to_dict() == {}
        everything = Kinds().to_dict(include_default_values=True, casing=Casing.SNAKE)
        assert len(everything) == len(Kinds()._fields())
        assert everything["one_colour"] == "COLOUR_NONE"
        assert everything["many_kinds"] == []
        assert (everything["one_kinds"], everything["maybe_int64"]) == (None, None)

    def test_a_plain_number_stands_in_for_an_enum(self) -> None:
        assert Kinds(one_colour=7).to_dict(casing=Casing.CAMEL) == {"oneColour": 7}

    def test_damage_inside_is_an_error(self) -> None:
        with pytest.raises(DecodeError):
            Kinds.parse(text(17, b"\x80")).to_dict()


class TestIn:
    @pytest.mark.parametrize("casing", [Casing.SNAKE, Casing.CAMEL])
    @pytest.mark.parametrize("output_format", OutputFormat)
    def test_what_came_out_goes_in(self, casing: Casing, output_format: OutputFormat) -> None:
        assert Kinds.from_dict(FULL.to_dict(casing=casing, output_format=output_format)) == FULL

    def test_json_text(self) -> None:
        assert Kinds.from_json(FULL.to_json()) == FULL

    @pytest.mark.parametrize(
        "given",
        [
            {"oneColour": "RED"},
            {"oneColour": "COLOUR_RED"},
            {"one_colour": 1},
            {"one_colour": Colour.RED},
        ],
    )
    def test_ways_to_say_an_enum(self, given: dict[str, Any]) -> None:
        assert Kinds.from_dict(given) == Kinds(one_colour=Colour.RED)

    def test_other_ways_to_say_things(self) -> None:
        given = {
            "one_kinds": Kinds(one_int32=1),
            "one_int32": "5",
            "one_int64": 6.0,
            "one_double": "NaN",
            "one_string": None,
            "from_": 1,
            "many_int32": (1, 2),
        }
        found = Kinds.from_dict(given)
        expected = Kinds(one_kinds=Kinds(one_int32=1), one_int32=5, one_int64=6, from_=1, many_int32=[1, 2])
        expected.one_double = float("nan")
        assert found == expected

    def test_unknown_names(self) -> None:
        for given in ({"oneInt33": 1}, {"oneKinds": {"oneInt33": 1}}, {"manyKinds": [{"oneInt33": 1}]}):
            with pytest.raises(KeyError, match="oneInt33"):
                Kinds.from_dict(given)
            assert "one_int32" not in Kinds.from_dict(given, ignore_unknown_fields=True).to_dict(
                casing=Casing.SNAKE
            )

    @pytest.mark.parametrize(
        "given",
        [
            {"one_int32": "five"},
            {"one_int32": 1.5},
            {"one_int32": []},
            {"one_double": "much"},
            {"one_bool": "yes"},
            {"one_bool": 1},
            {"one_string": 5},
            {"one_bytes": "not base64!"},
            {"one_bytes": 5},
            {"one_colour": "COLOUR_GREY"},
            {"one_kinds": 5},
            {"one_kinds": [1]},
            {"many_string": "text"},
            {"many_int32": b"bytes"},
            {"many_int32": 5},
            {"many_int32": {"a": 1}},
            {"many_kinds": [5]},
            {"map_int32_int32": [1]},
            {"map_int32_int32": {"a": 1}},
            {"map_bool_int32": {"True": 1}},
        ],
        ids=str,
    )
    def test_what_does_not_fit_its_field_is_named(self, given: dict[str, Any], oracles: Oracles) -> None:
        (name,) = given
        with pytest.raises(ValueError, match=f"many_kinds: one_kinds: {name}: "):
            Kinds.from_dict({"many_kinds": [{"one_kinds": given}]})
        if not any(isinstance(value, bytes) for value in given.values()):
            with pytest.raises(ParseError):
                parse_by_google(json.dumps(given), oracles.google(Kinds)())


def test_half_an_enum_is_refused_too() -> None:  # Google's runtime rounds it
    with pytest.raises(ValueError, match="one_colour: "):
        Kinds.from_dict({"one_colour": 1.5})


def test_unknown_fields_are_not_in_the_dict() -> None:
    assert Kinds.parse(number(1234, 1)).to_dict() == {}
