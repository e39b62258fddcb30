"""What a message is to its user: fields that are absent, changes, names, copies, and betterproto2's other doors."""

from __future__ import annotations

import copy
import dataclasses
import io
import pickle
import sys
from typing import Any

import betterproto2
import pytest

from livetok import proto
from livetok._codec import Message, replace_unknown, unknown_of
from livetok._codec import message as declare
from livetok._mixins.event import Event
from livetok.errors import DecodeError
from livetok.proto import CommentEvent, EmoteWithIndex, ImageModel, User
from support.kinds import Colour, Kinds
from support.oracles import generated
from support.wire import number, text

NESTED = text(17, text(17, number(3, 7)))  # Kinds in Kinds in Kinds


class TestAbsent:
    def test_a_message_that_is_not_there_reads_as_an_empty_one(self) -> None:
        event = CommentEvent.parse(b"")
        assert event.user == User()
        assert event.user.nickname == ""
        assert event.user.avatar_thumb.url_list == []
        assert event.emotes == []
        assert not event.has("user")

    def test_the_same_holds_for_one_made_by_hand(self) -> None:
        assert CommentEvent().user.avatar_thumb.width == 0
        assert Kinds().one_kinds.one_kinds.one_kinds.map_int64_kinds == {}

    def test_reading_writes_nothing_back(self) -> None:
        event = CommentEvent()
        _ = event.user.avatar_thumb.url_list, event.emotes
        assert bytes(event) == b""
        assert event == CommentEvent()

    @pytest.mark.parametrize("make", [CommentEvent, lambda: CommentEvent.parse(b"")], ids=["made", "parsed"])
    def test_the_shared_empty_message_cannot_be_changed(self, make: type[CommentEvent]) -> None:
        event = make()
        for change in (
            lambda: setattr(event.user, "nickname", "x"),
            lambda: delattr(event.user, "nickname"),
            lambda: setattr(event.user.avatar_thumb, "width", 1),
            lambda: event.user.load(io.BytesIO(text(3, b"x"))),
        ):
            with pytest.raises(AttributeError, match="assign a new"):
                change()
        assert event.user.nickname == ""
        assert User.absent() == User()

    def test_what_is_added_to_its_lists_reaches_nobody(self) -> None:
        CommentEvent().user.avatar_thumb.url_list.append("x")
        Kinds().one_kinds.map_string_string["x"] = "x"
        assert CommentEvent().user.avatar_thumb.url_list == []
        assert Kinds().one_kinds.map_string_string == {}
        assert not User.absent()
        assert bytes(Kinds.absent()) == b""

    def test_a_copy_of_it_is_an_ordinary_message(self) -> None:
        for user in (
            copy.copy(CommentEvent().user),
            copy.deepcopy(CommentEvent().user),
            pickle.loads(pickle.dumps(CommentEvent().user)),
        ):
            user.nickname = "x"
            assert bytes(user) == bytes(User(nickname="x"))
        assert User.absent().nickname == ""

    def test_every_class_has_its_own(self) -> None:
        class Special(Kinds):
            pass

        assert type(Kinds.absent()) is Kinds
        assert type(Special.absent()) is Special
        assert Kinds.absent() is Kinds.absent()

    def test_present_and_empty_is_not_absent(self) -> None:
        event = CommentEvent.parse(text(2, b""))
        assert event.has("user")
        assert event
        assert event != CommentEvent()
        assert bytes(event) == text(2, b"") == bytes(CommentEvent(user=User()))
        event.user.nickname = "x"
        assert event.user.nickname == "x"
        assert CommentEvent.parse(bytes(event)).user.nickname == "x"

    @pytest.mark.parametrize("look", [bool, bytes], ids=["decoded", "not decoded"])
    def test_none_takes_a_message_away(self, look: type[object]) -> None:
        event = CommentEvent.parse(text(2, text(3, b"x")) + text(3, b"hello"))
        look(event)
        event.user = None
        assert not event.has("user")
        assert event.user.nickname == ""
        assert bytes(event) == text(3, b"hello")

    def test_none_for_anything_else(self) -> None:
        message = Kinds(many_int32=[1], map_bool_int32={True: 1}, maybe_int64=0, one_int32=1)
        for name in ("many_int32", "map_bool_int32", "maybe_int64"):
            setattr(message, name, None)
            assert not message.has(name)
        with pytest.raises(TypeError, match="one_int32 cannot be None"):
            setattr(message, "one_int32", None)  # noqa: B010
        assert Kinds(one_int32=None, one_kinds=None) == Kinds()  # as in betterproto2


class TestPresence:
    def test_of_every_kind_of_field(self) -> None:
        empty = Kinds(one_int32=0, one_string="", many_int32=[], map_bool_int32={}, one_colour=Colour.NONE)
        assert not any(empty.has(field.name) for field in dataclasses.fields(Kinds))
        explicit = Kinds(maybe_int64=0, maybe_string="", pick_int32=0, one_kinds=Kinds())
        assert all(
            explicit.is_set(name) for name in ("maybe_int64", "maybe_string", "pick_int32", "one_kinds")
        )
        assert Kinds.parse(bytes(explicit)) == explicit

    @pytest.mark.parametrize("name", ["nicknam", "meta", "to_dict", "_raw", ""])
    def test_of_what_is_no_field_is_an_error(self, name: str) -> None:
        with pytest.raises(AttributeError, match="has no field"):
            CommentEvent().has(name)

    def test_members_of_a_oneof_put_each_other_out(self) -> None:
        message = Kinds(pick_int32=1)
        message.pick_string = ""
        assert (message.pick_int32, message.pick_string) == (None, "")
        message.pick_kinds = Kinds()
        assert message.pick_string is None
        assert message.which_one_of("choice") == "pick_kinds"
        message.pick_int32 = None
        assert message.which_one_of("choice") == "pick_kinds"
        message.pick_kinds = None
        assert message.which_one_of("choice") == ""

    def test_the_last_member_given_to_the_constructor_wins(self) -> None:
        assert Kinds(pick_int32=1, pick_string="x") == Kinds(pick_string="x")


class TestNames:
    @pytest.mark.parametrize("cls", [CommentEvent, Kinds])
    def test_a_wrong_name_is_an_error(self, cls: type[Message]) -> None:
        message = cls()
        for act in (
            lambda: message.contnet,
            lambda: setattr(message, "contnet", 1),
            lambda: delattr(message, "contnet"),
        ):
            with pytest.raises(AttributeError, match="'contnet'"):
                act()
        assert not hasattr(message, "contnet")

    def test_the_constructor_names_the_nearest_field(self) -> None:
        with pytest.raises(TypeError, match="did you mean 'content'"):
            CommentEvent(contnet="x")
        with pytest.raises(TypeError, match=r"has no field 'qqqq'$"):
            CommentEvent(qqqq="x")
        with pytest.raises(TypeError):
            CommentEvent("x")

    def test_fields_are_listed(self) -> None:
        assert {"user", "content", "has", "to_dict"} <= set(dir(CommentEvent()))

    def test_no_field_hides_anything(self) -> None:
        for cls in generated():
            base = Event if issubclass(cls, Event) else Message
            helpers = {
                name for mixin in cls.__mro__[1:] if mixin.__name__.endswith("Mixin") for name in vars(mixin)
            }
            names = {field.name for field in dataclasses.fields(cls)}
            assert names.isdisjoint(dir(base) + list(helpers) + ["self"]), cls

    def test_no_two_fields_share_a_name_in_json(self) -> None:
        for cls in generated():
            fields = cls()._fields()
            for casing in (betterproto2.Casing.SNAKE, betterproto2.Casing.CAMEL):
                assert len({casing(field.name).rstrip("_") for field in fields}) == len(fields), cls

    def test_messages_cannot_be_hashed(self) -> None:
        with pytest.raises(TypeError, match="unhashable"):
            hash(User())


class TestChanges:
    def test_deep_inside(self) -> None:
        message = Kinds.parse(NESTED)
        message.one_kinds.one_kinds.one_int32 = 8
        assert bytes(message) == text(17, text(17, number(3, 8)))
        message.one_kinds.one_kinds.one_int32 = 7
        assert bytes(message) == NESTED

    def test_in_lists_and_maps(self) -> None:
        raw = bytes(
            Kinds(
                many_int32=[1], many_kinds=[Kinds()], map_int64_kinds={1: Kinds()}, map_bool_int32={True: 1}
            )
        )
        message = Kinds.parse(raw)
        message.many_int32.append(2)
        message.many_kinds[0].one_int32 = 3
        message.map_int64_kinds[1].one_int32 = 4
        del message.map_bool_int32[True]
        expected = Kinds(
            many_int32=[1, 2], many_kinds=[Kinds(one_int32=3)], map_int64_kinds={1: Kinds(one_int32=4)}
        )
        assert message == expected == Kinds.parse(bytes(message))

    def test_of_a_list_that_was_absent(self) -> None:
        event = CommentEvent.parse(b"")
        event.emotes.append(EmoteWithIndex(index=1))
        assert CommentEvent.parse(bytes(event)).emotes == [EmoteWithIndex(index=1)]

    def test_deleting_sets_back_to_nothing(self) -> None:
        message = Kinds.parse(NESTED + number(3, 5) + text(20, b"\x01"))
        del message.one_int32
        del message.many_int32
        del message.one_kinds
        assert message == Kinds()
        assert message.one_int32 == 0

    def test_unknown_fields_stay(self) -> None:
        message = Kinds.parse(number(1234, 5) + number(3, 1) + text(4321, b"x"))
        message.one_int32 = 2
        assert bytes(message) == number(3, 2) + number(1234, 5) + text(4321, b"x")

    def test_unknown_fields_can_be_read_and_replaced(self) -> None:
        message = Kinds.parse(number(3, 1) + number(1234, 5))
        assert unknown_of(message) == number(1234, 5)
        replace_unknown(message, text(4321, b"x"))
        assert unknown_of(message) == text(4321, b"x")
        assert bytes(message) == number(3, 1) + text(4321, b"x")
        with pytest.raises(AttributeError, match="absent"):
            replace_unknown(message.one_kinds, b"")

    def test_assigning_before_anything_was_read(self) -> None:
        message = Kinds.parse(NESTED + number(3, 5))
        message.one_kinds.one_int32 = 9
        assert bytes(message) == number(3, 5) + text(17, number(3, 9) + text(17, number(3, 7)))

    def test_a_change_that_meets_damage_changes_nothing(self) -> None:
        message = Kinds.parse(text(17, b"\x80"))
        with pytest.raises(DecodeError):
            message.one_kinds.one_int32 = 1
        assert bytes(message) == text(17, b"\x80")

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("one_int64", 2**64, ValueError),
            ("one_fixed32", -1, ValueError),
            ("one_int32", "1", TypeError),
            ("one_string", 5, TypeError),
            ("one_string", "\ud800", ValueError),
            ("one_bytes", 5, TypeError),
            ("one_bytes", "x", TypeError),
            ("one_kinds", 5, TypeError),
            ("one_kinds", {}, TypeError),
            ("one_float", "x", ValueError),
            ("one_float", 1e300, ValueError),
            ("many_int32", 5, TypeError),
            ("many_int32", [None], TypeError),
            ("map_string_string", [1], TypeError),
            ("map_string_string", {"a": 1}, TypeError),
        ],
    )
    def test_what_does_not_fit_its_field_is_refused_by_name(
        self, name: str, value: object, error: type[Exception]
    ) -> None:
        message = Kinds(one_kinds=Kinds(**{name: value}))
        with pytest.raises(error, match=f"one_kinds: {name}: "):
            bytes(message)

    @pytest.mark.parametrize(
        ("name", "low", "high"),
        [
            ("one_int32", -(2**31), 2**31 - 1),
            ("one_sint32", -(2**31), 2**31 - 1),
            ("one_uint32", 0, 2**32 - 1),
            ("one_colour", -(2**31), 2**31 - 1),
            ("one_int64", -(2**63), 2**63 - 1),
            ("one_sint64", -(2**63), 2**63 - 1),
            ("one_uint64", 0, 2**64 - 1),
        ],
    )
    def test_the_limits_of_integers(self, name: str, low: int, high: int) -> None:
        for value in (low, high):
            assert getattr(Kinds.parse(bytes(Kinds(**{name: value}))), name) == value
        for value in (low - 1, high + 1):
            with pytest.raises(ValueError, match=f"{name}: .* does not fit"):
                bytes(Kinds(**{name: value}))


class TestEquality:
    def test_messages_of_other_types_are_never_equal(self) -> None:
        assert User() != ImageModel()
        assert User() != 5
        assert betterproto2.Message.__eq__(User(), ImageModel()) is NotImplemented

    def test_the_way_a_message_was_made_does_not_matter(self) -> None:
        by_hand = Kinds(one_kinds=Kinds(one_kinds=Kinds(one_int32=7)))
        assert Kinds.parse(NESTED) == by_hand
        assert by_hand == Kinds.parse(NESTED)
        assert Kinds.parse(number(3, 1) + number(4, 2)) == Kinds.parse(number(4, 2) + number(3, 1))

    def test_not_a_number_equals_itself_everywhere(self) -> None:
        nan = float("nan")
        raw = bytes(Kinds(one_double=nan, many_double=[nan, 1.0], map_string_double={"a": nan}))
        assert Kinds.parse(raw) == Kinds.parse(raw)
        assert Kinds.parse(raw) != Kinds.parse(bytes(Kinds(one_double=nan, many_double=[nan, 2.0])))
        assert Kinds(many_double=[nan]) != Kinds(many_double=[nan, nan])
        assert Kinds(map_string_double={"a": nan}) != Kinds(map_string_double={"b": nan})
        message = Kinds.parse(raw)
        assert message.many_double[1] == 1.0
        assert bytes(message) == raw

    def test_equal_bytes_are_equal_without_a_look_inside(self) -> None:
        damaged = text(17, b"\x80")
        assert Kinds.parse(damaged) == Kinds.parse(damaged)
        with pytest.raises(DecodeError):
            _ = Kinds.parse(damaged) == Kinds.parse(text(17, b""))


class TestCopies:
    def test_a_copy_shares_what_is_inside_and_a_deep_copy_does_not(self) -> None:
        message = Kinds.parse(NESTED + text(20, b"\x01"))
        inner = message.one_kinds
        assert copy.copy(message).one_kinds is inner
        deep = copy.deepcopy(message)
        assert deep.one_kinds is not inner
        assert deep.many_int32 is not message.many_int32

    def test_a_deep_copy_keeps_what_is_shared_shared(self) -> None:
        inner = Kinds()
        first, second = copy.deepcopy([Kinds(one_kinds=inner), Kinds(one_kinds=inner)])
        assert first.one_kinds is second.one_kinds is not inner

    def test_a_pickle_holds_unknown_fields_and_changes(self) -> None:
        message = Kinds.parse(NESTED + number(1234, 1))
        message.one_int32 = 5
        again = pickle.loads(pickle.dumps(message))
        assert again == message
        assert bytes(again) == bytes(message)

    @pytest.mark.parametrize("look", [bool, bytes], ids=["decoded", "not decoded"])
    def test_recast_to_a_class_with_the_same_fields(self, look: type[object]) -> None:
        class Special(Kinds):
            pass

        message = Kinds.parse(NESTED + number(1234, 1))
        look(message)
        special = message.recast(Special)
        assert type(special) is Special
        assert special.one_kinds.one_kinds.one_int32 == 7
        assert bytes(special) == bytes(message)
        special.one_int32 = 1
        assert bytes(special) == number(3, 1) + NESTED + number(1234, 1)
        assert message.one_int32 == 0


class TestBetterproto2Doors:
    def test_dump_and_load(self) -> None:
        stream = io.BytesIO()
        for index in (1, 300):
            EmoteWithIndex(index=index).dump(stream, delimit=True)
        CommentEvent(content="x" * 200).dump(stream, delimit=True)
        stream.seek(0)
        sized = betterproto2.SIZE_DELIMITED
        assert [EmoteWithIndex().load(stream, sized).index for _ in range(2)] == [1, 300]
        assert CommentEvent().load(stream, sized).content == "x" * 200
        with pytest.raises(DecodeError, match="no size"):
            CommentEvent().load(stream, sized)

    def test_load_merges(self) -> None:
        message = Kinds.parse(NESTED + text(20, b"\x01"))
        assert message.load(io.BytesIO(number(3, 5) + text(20, b"\x02") + b"ignored"), 6) is message
        assert message == Kinds(one_int32=5, many_int32=[1, 2], one_kinds=Kinds(one_kinds=Kinds(one_int32=7)))
        assert Kinds.parse(bytes(message)) == message

    @pytest.mark.parametrize("head", [b"", b"\x80", b"\xff" * 11, b"\x05abcd"])
    def test_load_of_a_stream_that_ends_early(self, head: bytes) -> None:
        message = Kinds(one_int32=1)
        with pytest.raises(DecodeError):
            message.load(io.BytesIO(head), betterproto2.SIZE_DELIMITED)
        with pytest.raises(DecodeError, match="of 100 bytes"):
            message.load(io.BytesIO(head), 100)
        assert message == Kinds(one_int32=1)

    def test_other_names_for_the_same(self) -> None:
        message = Kinds.FromString(NESTED)
        assert message.SerializeToString() == NESTED
        assert message.is_set("one_kinds")
        assert Kinds.from_json(message.to_json()) == message
        assert message._betterproto.cls_by_field["one_kinds"] is Kinds
        assert CommentEvent._type_hint("user") is User


def test_the_own_form_shows_what_is_not_set_where_it_is_asked_to() -> None:
    user = User(id=5, avatar_thumb=ImageModel(width=7))
    shown = user.to_dict(include_default_values=True)
    assert (shown["id"], shown["nickname"], shown["avatar_thumb"]["width"]) == ("5", "", 7)
    assert shown["avatar_thumb"]["height"] == 0
    assert "nickname" not in user.to_dict()


def test_every_event_of_a_method_can_be_made_and_read() -> None:
    for name in set(proto.METHODS.values()):
        event = getattr(proto, name)()
        assert event == type(event).parse(b"")
        assert event.meta.method == ""


def test_a_class_is_a_dataclass_as_soon_as_somebody_looks() -> None:
    cls = type(
        "Late", (Message,), {"__annotations__": {"name": "str"}, "name": betterproto2.field(1, "string")}
    )
    late: Any = declare(cls)
    assert "__dataclass_fields__" not in vars(late)
    assert dataclasses.is_dataclass(late)
    assert [field.name for field in dataclasses.fields(late)] == ["name"]
    assert not late.__dataclass_params__.init
    assert hasattr(late, "__replace__") == (sys.version_info >= (3, 13))
    match late(name="Ann"):
        case late(found):
            assert found == "Ann"
    assert dataclasses.replace(late(name="Ann"), name="Bo").name == "Bo"
    assert not dataclasses.is_dataclass(Message)
    assert not hasattr(Message, "__match_args__")
