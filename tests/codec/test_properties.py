"""Random messages of every generated type: what must hold for any of them.

The first class sweeps over all types with a few seeded messages each. The second looks harder at a type that has
every kind of field, with hypothesis, which shrinks what fails to the smallest message that does.
"""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import betterproto2
import pytest
from betterproto2 import Casing, OutputFormat
from betterproto2_compiler.compile.naming import pythonize_class_name
from google.protobuf.json_format import Parse
from hypothesis import given, settings
from hypothesis import strategies as st

from livetok import proto
from livetok._codec import Message
from support.kinds import Kinds
from support.oracles import Oracles, generated, plain_google, plain_ours
from support.samples import Fields, fill_google, forget_bytes, make_ours, random_fields, walk
from support.wire import rearranged

SEEDS = range(3)
MODULES = sorted({cls.__module__ for cls in generated()})


@pytest.fixture(params=MODULES, ids=lambda name: name.removeprefix("livetok.proto."))
def cases(request: pytest.FixtureRequest, oracles: Oracles) -> list[Case]:
    classes = [cls for cls in generated() if cls.__module__ == request.param]
    return [Case(oracles, cls, Random(f"{cls.__name__} {seed}")) for cls in classes for seed in SEEDS]


class Case:
    """A random message, made by Google's runtime."""

    def __init__(self, oracles: Oracles, cls: type[Message], random: Random) -> None:
        self.cls = cls
        self.random = random
        self.descriptor = oracles.descriptor(cls)
        self.google_class = oracles.google(cls)
        self.fields: Fields = random_fields(self.descriptor, random, 1)
        self.google = fill_google(self.google_class(), self.fields)
        self.raw = self.google.SerializeToString()
        self.pristine_class = oracles.betterproto2(cls)

    def ours(self) -> Message:
        return self.cls.parse(self.raw)

    def other(self) -> bytes:
        fields = random_fields(self.descriptor, self.random, 1)
        return fill_google(self.google_class(), fields).SerializeToString()

    def read_by_google(self, raw: bytes) -> Fields:
        return plain_google(self.google_class.FromString(raw))


def with_randoms(test: Callable[..., None]) -> Callable[..., None]:
    """Call a test with sources of random numbers that hypothesis can steer."""
    return settings(max_examples=60)(given(random=st.randoms(use_true_random=False))(test))


class TestEveryType:
    def test_googles_bytes_read_the_same(self, cases: list[Case]) -> None:
        for case in cases:
            assert plain_ours(case.ours()) == plain_google(case.google), case.cls

    def test_what_is_made_by_hand_reads_the_same_for_google(self, cases: list[Case]) -> None:
        for case in cases:
            made = make_ours(case.cls, case.fields)
            assert plain_ours(made) == plain_google(case.google), case.cls
            assert case.read_by_google(bytes(made)) == plain_google(case.google), case.cls

    def test_rearranged_bytes_read_the_same(self, cases: list[Case]) -> None:
        for case in cases:
            check_rearranged(case)

    def test_an_unchanged_message_gives_back_its_bytes(self, cases: list[Case]) -> None:
        for case in cases:
            ours = case.ours()
            assert bytes(ours) == case.raw
            assert all(bytes(part) == part._raw for part in walk(ours)), case.cls
            assert bytes(ours) == case.raw

    def test_a_change_anywhere_is_encoded(self, cases: list[Case]) -> None:
        for case in cases:
            check_changes(case)

    def test_dicts_come_back(self, cases: list[Case]) -> None:
        for case in cases:
            check_dicts(case)

    def test_copies_are_equal_and_apart(self, cases: list[Case]) -> None:
        for case in cases:
            check_copies(case)

    def test_it_behaves_like_betterproto2(self, cases: list[Case], oracles: Oracles) -> None:
        ours_for = {pythonize_class_name(name): name for name in proto.__all__}
        ours_for |= {oracles.betterproto2(cls).__name__: cls.__name__ for cls in generated()}
        for case in cases:
            check_like_betterproto2(case, ours_for)


class TestEveryKindOfField:
    @with_randoms
    def test_rearranged_bytes_read_the_same(self, oracles: Oracles, random: Random) -> None:
        check_rearranged(Case(oracles, Kinds, random))

    @with_randoms
    def test_a_change_anywhere_is_encoded(self, oracles: Oracles, random: Random) -> None:
        check_changes(Case(oracles, Kinds, random))

    @with_randoms
    def test_dicts_come_back(self, oracles: Oracles, random: Random) -> None:
        check_dicts(Case(oracles, Kinds, random))

    @with_randoms
    def test_copies_are_equal_and_apart(self, oracles: Oracles, random: Random) -> None:
        check_copies(Case(oracles, Kinds, random))

    @with_randoms
    def test_equality_is_that_of_the_fields(self, oracles: Oracles, random: Random) -> None:
        one, other = Case(oracles, Kinds, random), Case(oracles, Kinds, random)
        assert (one.ours() == other.ours()) == (plain_ours(one.ours()) == plain_ours(other.ours()))


def check_rearranged(case: Case) -> None:
    raw = rearranged(case.descriptor, case.raw, case.other(), case.random)
    ours = case.cls.parse(raw)
    expected = case.read_by_google(raw)
    assert plain_ours(ours) == expected, case.cls
    assert bytes(ours) == raw
    assert case.read_by_google(bytes(forget_bytes(ours))) == expected, case.cls


def check_changes(case: Case) -> None:
    ours = case.ours()
    for part in walk(ours):
        change(part)
    raw = bytes(ours)
    assert plain_ours(case.cls.parse(raw)) == plain_ours(ours) == case.read_by_google(raw), case.cls


def change(message: Message) -> None:
    """Change something about every kind of field, in place where it can be."""
    for one in message._fields():
        value = getattr(message, one.name)
        if one.group:
            continue
        if isinstance(value, list) and value:
            value.append(value[0])
        elif isinstance(value, dict) and value:
            value.pop(next(iter(value)))
        elif isinstance(value, str):
            setattr(message, one.name, value + "!")
        elif isinstance(value, bool):
            setattr(message, one.name, not value)


def check_dicts(case: Case) -> None:
    ours = case.ours()
    for casing in (Casing.CAMEL, Casing.SNAKE):
        assert case.cls.from_dict(ours.to_dict(casing=casing)) == ours
    assert case.cls.from_json(ours.to_json()) == ours
    assert case.cls.from_dict(ours.to_dict(output_format=OutputFormat.PYTHON)) == ours
    assert case.cls.from_dict(ours.to_dict(include_default_values=True)) == ours
    text = json.dumps(ours.to_dict(casing=Casing.SNAKE))
    in_json = plain_google(Parse(text, case.google_class()))
    assert without_signed_zeros(in_json) == without_signed_zeros(plain_google(case.google))


def without_signed_zeros(value: Any) -> Any:
    """Leave out the fields that are not written to JSON because a zero with a sign equals the default."""
    match value:
        case dict():
            return {name: without_signed_zeros(item) for name, item in value.items() if item != "-0.0"}
        case list():
            return [without_signed_zeros(item) for item in value]
        case _:
            return value


def check_copies(case: Case) -> None:
    for look in (bool, bytes):  # filled and not filled yet
        ours = case.ours()
        look(ours)
        for twin in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
            assert type(twin) is case.cls
            assert twin == ours
            assert bytes(twin) == case.raw
        apart = copy.deepcopy(ours)
        for part in walk(apart):
            change(part)
        assert bytes(ours) == case.raw


def check_like_betterproto2(case: Case, ours_for: dict[str, str]) -> None:
    ours, theirs = case.ours(), case.pristine_class.parse(case.raw)
    assert bool(ours) == bool(theirs)
    named = re.sub(r"\b\w+(?=[(.])", lambda found: ours_for.get(found[0], found[0]), repr(theirs))
    assert repr(ours) == named
    # in snake case betterproto2 changes some names (p2p to p2_p); ours are those of the proto files
    for defaults in (False, True):
        shown = ours.to_dict(include_default_values=defaults, output_format=OutputFormat.PROTO_JSON)
        assert shown == theirs.to_dict(include_default_values=defaults)
    assert type(ours)(**dict(set_fields(ours))) == ours


def set_fields(message: Message) -> Iterator[tuple[str, object]]:
    return ((one.name, getattr(message, one.name)) for one in message._fields() if message.has(one.name))


def test_every_generated_type_is_among_the_cases() -> None:
    assert len(generated()) > 700
    assert all(issubclass(cls, betterproto2.Message) for cls in generated())
