"""The codec on real payloads, against Google's runtime."""

from __future__ import annotations

from typing import Any

import pytest
from betterproto2 import Casing
from google.protobuf.json_format import MessageToDict

from support.oracles import Oracles, plain_google, plain_ours
from support.recorded import Capture, captures
from support.samples import forget_bytes, walk

pytestmark = pytest.mark.skipif(not captures(), reason="no captured payloads here")


@pytest.fixture(params=sorted({each.method for each in captures()}))
def payloads(request: pytest.FixtureRequest) -> list[Capture]:
    return [each for each in captures() if each.method == request.param]


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(captures()) == 1412


def test_every_field_is_what_google_reads(payloads: list[Capture], oracles: Oracles) -> None:
    for each in payloads:
        theirs = oracles.google(each.cls).FromString(each.payload)
        assert plain_ours(each.cls.parse(each.payload)) == plain_google(theirs)


def test_an_unchanged_message_gives_back_its_own_bytes(payloads: list[Capture]) -> None:
    for each in payloads:
        ours = each.cls.parse(each.payload)
        assert bytes(ours) == each.payload
        assert all(bytes(part) == part._raw for part in walk(ours))
        assert bytes(ours) == each.payload


def test_no_field_is_lost_when_encoded_from_fields(payloads: list[Capture], oracles: Oracles) -> None:
    for each in payloads:
        google = oracles.google(each.cls)
        ours = forget_bytes(each.cls.parse(each.payload))
        again = bytes(ours)
        assert plain_google(google.FromString(again)) == plain_google(google.FromString(each.payload))
        assert each.cls.parse(again) == ours


def test_json_is_what_google_writes(payloads: list[Capture], oracles: Oracles) -> None:
    for each in payloads:
        theirs = oracles.google(each.cls).FromString(each.payload)
        ours = each.cls.parse(each.payload).to_dict(casing=Casing.SNAKE)
        assert like_google(ours) == like_google(MessageToDict(theirs, preserving_proto_field_name=True))


def test_dicts_come_back_as_the_same_message(payloads: list[Capture]) -> None:
    for each in payloads:
        ours = each.cls.parse(each.payload)
        assert each.cls.from_dict(ours.to_dict()) == ours
        assert each.cls.from_json(ours.to_json(casing=Casing.SNAKE)) == ours


def like_google(value: Any) -> Any:
    """Even out the one difference: keys of a map that are 32-bit numbers are numbers with us, text with Google."""
    match value:
        case dict():
            return {str(key): like_google(item) for key, item in value.items()}
        case list():
            return [like_google(item) for item in value]
        case _:
            return value
