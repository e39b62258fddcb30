"""The generated package against its sources: `.proto` files, generator, tables of wire facts."""

from __future__ import annotations

import builtins
import csv
import dataclasses
import json
import keyword
import re
import subprocess
import sys
from base64 import b64decode
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import betterproto2
import pytest
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from livetok import proto
from livetok._codec import Message
from livetok._mixins.event import Event
from tools.generate.__main__ import MIXINS, drift, generate
from tools.generate.compiler import File, compile_protos
from tools.generate.compiler import Message as MessageFacts
from tools.generate.names import SPECIAL_NAMES, Names, find_mixins

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT.parent / "shared" / "schema"
CAPTURES = ROOT.parent / "shared" / "captures" / "payloads.jsonl"
WIRE_TYPES = {
    getattr(FieldDescriptor, name): name.removeprefix("TYPE_").lower()
    for name in dir(FieldDescriptor)
    if name.startswith("TYPE_")
}
# Where sources contradict each other, or text could be damaged, the type that cannot fail.
OPAQUE = {("User", 67), ("ProductSnapShot", 3), ("ProtoMessageFetchResult", 5)}

with_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the tables of wire facts are not here")


def rows(table: str) -> Iterator[dict[str, str]]:
    with (SCHEMA / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> descriptor_pool.DescriptorPool:
    """The `.proto` files as Google's own runtime understands them."""
    out = tmp_path_factory.mktemp("descriptors") / "set"
    files = [path.relative_to(ROOT / "proto").as_posix() for path in (ROOT / "proto").rglob("*.proto")]
    command = [
        sys.executable,
        "-m",
        "grpc_tools.protoc",
        f"-I{ROOT / 'proto'}",
        f"--descriptor_set_out={out}",
    ]
    subprocess.run([*command, *files], check=True)
    pool = descriptor_pool.DescriptorPool()
    for file in FileDescriptorSet.FromString(out.read_bytes()).file:
        pool.Add(file)
    return pool


@pytest.fixture(scope="module")
def files() -> list[File]:
    return compile_protos(ROOT / "proto")


@pytest.fixture(scope="module")
def names(files: list[File]) -> Names:
    return Names(files, find_mixins(MIXINS))


@pytest.fixture(scope="module")
def messages(files: list[File]) -> list[tuple[str, str]]:
    """Package and name of every message."""
    return [(file.module.partition(".")[0], each.name) for file in files for each in file.messages]


def table_type(field: FieldDescriptor) -> str:
    """A field's type in the notation of the tables."""
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        key, value = field.message_type.fields
        return f"map<{table_type(key)},{table_type(value)}>"
    named = field.message_type or field.enum_type
    return named.name if named else WIRE_TYPES[field.type]


def table_label(field: FieldDescriptor) -> str:
    if field.containing_oneof is not None:
        return f"oneof:{field.containing_oneof.name}"
    entry = field.message_type is not None and field.message_type.GetOptions().map_entry
    return "repeated" if field.is_repeated and not entry else "single"


class TestDrift:
    def test_the_package_is_what_the_generator_writes(self) -> None:
        checked = subprocess.run(
            [sys.executable, "-m", "tools.generate", "--check"], cwd=ROOT, capture_output=True, text=True
        )
        assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr

    def test_every_kind_of_difference_is_named(self) -> None:
        sources = generate()
        sources["webcast/chat.py"] += "# edited\n"
        sources["webcast/new.py"] = ""
        del sources["webcast/gift.py"]
        assert drift(sources) == ["webcast/chat.py", "webcast/gift.py", "webcast/new.py"]

    def test_compiler_and_runtime_belong_together(self) -> None:
        betterproto2.check_compiler_version(version("betterproto2_compiler"))


# Known from recordings and notes of 2026 alone (protocol notes 10.2); the tables do not have them.
METHODS_FROM_RECORDINGS = {
    "WebcastHostBoardMessage",
    "WebcastOECAuctionActionMessage",
    "WebcastOecLiveCreatorMessage",
    "WebcastUpdateShareRevenueNoticeMessage",
}
FROM_RECORDINGS = {
    "HostBoard",
    "HostBoardState",
    "OecLiveCreatorAction",
    "OecLiveCreatorAuction",
    "OecLiveCreatorAuctionContent",
    "OecLiveCreatorContent",
    "OecLiveCreatorExtra",
    "OrderResultInfo",
    "OrderResultProduct",
    "OrderResultVariant",
    "ShareRevenueChange",
    "ShareRevenueState",
    "WebcastHostBoardMessage",
    "WebcastOECAuctionActionMessage",
    "WebcastOecLiveCreatorMessage",
    "WebcastUpdateShareRevenueNoticeMessage",
}


@with_schema
class TestTables:
    def test_every_core_message_and_field_is_there(self, pool: descriptor_pool.DescriptorPool) -> None:
        wrong: list[str] = []
        core = [row for row in rows("messages.tsv") if row["tier"] == "core"]
        for row in core:
            message = pool.FindMessageTypeByName(f"webcast.{row['message']}")
            if row["field_name"] != "-":
                wrong += difference(row, message.fields_by_number.get(int(row["field_number"])))
        assert len({row["message"] for row in core}) == 714
        assert wrong == []

    def test_no_field_is_invented(
        self, pool: descriptor_pool.DescriptorPool, messages: list[tuple[str, str]]
    ) -> None:
        known = {(row["message"], row["field_name"]) for row in rows("messages.tsv")}
        present = {
            (name, field.name)
            for package, name in messages
            if package == "webcast"
            for field in pool.FindMessageTypeByName(f"webcast.{name}").fields
        }
        tabled = {message for message, _ in known}
        untabled = {(name, field) for name, field in present - known if name not in tabled}
        assert {name for name, _ in untabled} == FROM_RECORDINGS
        assert present - known - untabled == {("WebcastOecLiveManagerMessage", "order_result_info")}

    def test_every_core_enum_value_is_there(self, pool: descriptor_pool.DescriptorPool) -> None:
        core = [row for row in rows("enums.tsv") if row["tier"] == "core"]
        assert len({row["enum"] for row in core}) == 176
        for row in core:
            values = pool.FindEnumTypeByName(f"webcast.{row['enum']}").values_by_name
            assert values[row["proto_name"]].number == int(row["value"])

    def test_every_core_method_has_an_event(self) -> None:
        core = [row["webcast_method"] for row in rows("methods.tsv") if row["tier"] == "core"]
        missing = {method for method in core if method != "-"} - proto.METHODS.keys()
        assert len(core) == 82
        assert missing == set()

    def test_every_method_names_the_event_of_its_message(self, names: Names) -> None:
        expected = {row["webcast_method"]: row["message"] for row in rows("methods.tsv")}
        unlisted = proto.METHODS.keys() - expected.keys()
        assert unlisted == METHODS_FROM_RECORDINGS
        listed = proto.METHODS.keys() - unlisted
        assert {method: names.public(expected[method]) for method in listed} == {
            method: proto.METHODS[method] for method in listed
        }


def difference(row: dict[str, str], field: FieldDescriptor | None) -> list[str]:
    """Says what a field lacks of what its row in the tables demands."""
    place = f"{row['message']}.{row['field_number']}"
    if field is None:
        return [f"{place} is missing"]
    wanted, actual = row["type"].replace(" ", ""), table_type(field)
    opaque = (row["message"], field.number) in OPAQUE and actual == "bytes"
    # Sources that say int32 and int64 read the same bytes; the wider one cannot truncate.
    widened = wanted == "int32" and actual == "int64" and re.search(r"(int64|uint32) in ", row["note"])
    same_type = wanted == actual or opaque or bool(widened)
    if same_type and (field.name, table_label(field)) == (row["field_name"], row["label"]):
        return []
    present = f"{table_label(field)} {actual} {field.name}"
    return [f"{place} is {present}, not {row['label']} {wanted} {row['field_name']}"]


class TestNames:
    @pytest.mark.parametrize(
        ("method", "event"),
        [
            ("WebcastChatMessage", "CommentEvent"),
            ("WebcastGiftMessage", "GiftEvent"),
            ("WebcastLikeMessage", "LikeEvent"),
            ("WebcastMemberMessage", "MemberEvent"),
            ("WebcastSocialMessage", "SocialEvent"),
            ("WebcastRoomUserSeqMessage", "ViewerUpdateEvent"),
            ("WebcastControlMessage", "ControlEvent"),
            ("WebcastEmoteChatMessage", "EmoteEvent"),
            ("WebcastEnvelopeMessage", "EnvelopeEvent"),
            ("WebcastQuestionNewMessage", "QuestionNewEvent"),
            ("WebcastSubNotifyMessage", "SubNotifyEvent"),
            ("WebcastLiveIntroMessage", "IntroMessageEvent"),
            ("WebcastRankUpdateMessage", "RankingUpdateEvent"),
            ("WebcastRankTextMessage", "UserRankingUpdateEvent"),
            ("WebcastLinkMicArmies", "MicBattleUpdateEvent"),
            ("WebcastLinkMicBattle", "LinkMicBattleEvent"),
            ("WebcastLinkMicFanTicketMethod", "LinkMicFanTicketMethodEvent"),
            ("WebcastPollMessage", "PollEvent"),
            ("RoomMessage", "RoomEvent"),
            ("LinkMicMethod", "LinkMicMethodEvent"),
            ("RoomVerifyMessage", "RoomVerifyEvent"),
        ],
    )
    def test_methods_lead_to_the_published_names(self, method: str, event: str) -> None:
        assert proto.METHODS[method] == event

    def test_special_names_are_all_in_use(self, files: list[File]) -> None:
        assert SPECIAL_NAMES.keys() <= {name for file in files for name in file.names}

    def test_two_classes_of_one_name_are_refused(self) -> None:
        twice = [MessageFacts(name, "", []) for name in ("WebcastToastMessage", "ToastEvent")]
        with pytest.raises(ValueError, match="ToastEvent"):
            Names([File("webcast/toast.proto", "", twice)], {})

    def test_a_mixin_without_a_class_is_refused(self) -> None:
        with pytest.raises(ValueError, match="TostEvent"):
            Names([File("webcast/toast.proto", "")], {"TostEvent": "livetok._mixins.toast"})

    def test_mixins_are_found_without_an_import(self, tmp_path: Path) -> None:
        (tmp_path / "toast.py").write_text("import nowhere\nclass ToastEventMixin: ...\nclass Toast: ...\n")
        assert find_mixins(tmp_path) == {"ToastEvent": "livetok._mixins.toast"}


class TestNamespace:
    def test_importing_it_loads_no_generated_module(self) -> None:
        script = (
            "import sys, livetok.proto\n"
            "print(*[name for name in sys.modules if name.startswith('livetok.proto.')])\n"
            "livetok.proto.ImageModel\n"
            "print(*sorted(name for name in sys.modules if name.startswith('livetok.proto.')))"
        )
        ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
        assert ran.stdout.splitlines() == ["", "livetok.proto.webcast livetok.proto.webcast.image"]

    def test_every_name_resolves_to_a_class_of_that_name(self) -> None:
        classes = [name for name in proto.__all__ if name != "METHODS"]
        assert len(classes) > 900
        assert [getattr(proto, name).__name__ for name in classes] == classes
        assert set(proto.__all__) <= set(dir(proto))

    def test_a_wrong_name_is_an_attribute_error(self) -> None:
        wrong = "ComentEvent"
        with pytest.raises(AttributeError, match=wrong):
            getattr(proto, wrong)

    def test_methods_lead_to_events(self) -> None:
        assert all(issubclass(getattr(proto, name), Event) for name in proto.METHODS.values())

    def test_lifecycle_messages_are_events(self) -> None:
        for name in ("Connect", "Disconnect", "Reconnect", "Lagged", "Unknown", "Undecoded"):
            assert issubclass(getattr(proto, f"{name}Event"), Event)


class TestClasses:
    def test_fields_are_those_of_the_proto_files(
        self, pool: descriptor_pool.DescriptorPool, messages: list[tuple[str, str]], names: Names
    ) -> None:
        for package, name in messages:
            expected = {fact(field) for field in pool.FindMessageTypeByName(f"{package}.{name}").fields}
            assert {class_fact(field) for field in own_fields(names, name)} == expected, name

    def test_enum_members_keep_their_proto_names(
        self, pool: descriptor_pool.DescriptorPool, files: list[File], names: Names
    ) -> None:
        for file in files:
            for each in file.enums:
                values = pool.FindEnumTypeByName(f"{file.module.partition('.')[0]}.{each.name}").values
                members = getattr(proto, names.public(each.name))
                assert {m.value: m.proto_name or m.name for m in members} == {
                    v.number: v.name for v in values
                }
                back = members.betterproto_renamed_proto_names_to_value()
                assert all(back.get(v.name, members.__members__.get(v.name)) == v.number for v in values)
                assert not any(member.name.startswith("_") for member in members)

    def test_absent_messages_are_not_optional_to_the_eye(
        self, messages: list[tuple[str, str]], names: Names
    ) -> None:
        for _, name in messages:
            for field in own_fields(names, name):
                meta = betterproto2.FieldMetadata.get(field)
                lone_scalar = meta.group is not None and meta.proto_type != betterproto2.TYPE_MESSAGE
                assert str(field.type).endswith(" | None") == lone_scalar, (name, field.name)

    def test_no_field_hides_what_a_message_inherits(
        self, messages: list[tuple[str, str]], names: Names
    ) -> None:
        for _, name in messages:
            bases = getattr(proto, names.public(name)).__mro__[1:]
            assert Message in bases
            inherited = {attribute for base in bases for attribute in vars(base)}
            assert inherited.isdisjoint(field.name for field in own_fields(names, name)), name

    def test_a_field_called_like_a_builtin_does_not_hide_it(self) -> None:
        badge = proto.StringBadge(str="moderator")
        assert proto.StringBadge.parse(bytes(badge)).str == "moderator"
        hidden = [field for field in dataclasses.fields(proto.StringBadge) if field.name in dir(builtins)]
        assert [field.type for field in hidden] == ["builtins.str"]

    def test_default_of_an_enum_is_a_member(self) -> None:
        assert proto.BadgeStruct().scene_type is proto.BadgeSceneType.UNKNOWN


def own_fields(names: Names, name: str) -> tuple[dataclasses.Field[object], ...]:
    return dataclasses.fields(getattr(proto, names.public(name)))


def fact(field: FieldDescriptor) -> tuple[object, ...]:
    name = f"{field.name}_" if keyword.iskeyword(field.name) else field.name
    group = field.containing_oneof.name if field.containing_oneof else None
    entry = field.message_type is not None and field.message_type.GetOptions().map_entry
    kind = betterproto2.TYPE_MAP if entry else WIRE_TYPES[field.type]
    return name, field.number, kind, bool(field.is_repeated and not entry), group


def class_fact(field: dataclasses.Field[object]) -> tuple[object, ...]:
    meta = betterproto2.FieldMetadata.get(field)
    return field.name, meta.number, meta.proto_type, bool(meta.repeated), meta.group


@pytest.mark.skipif(not CAPTURES.exists(), reason="no captured payloads here")
def test_captured_payloads_read_as_in_googles_runtime(
    pool: descriptor_pool.DescriptorPool, messages: list[tuple[str, str]], names: Names
) -> None:
    by_event = {names.public(name): name for package, name in messages if package == "webcast"}
    methods: set[str] = set()
    for line in CAPTURES.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        event, payload = proto.METHODS[record["method"]], b64decode(record["payload"])
        known = pool.FindMessageTypeByName(f"webcast.{by_event[event]}")
        theirs = message_factory.GetMessageClass(known).FromString(payload)
        assert_same(getattr(proto, event).parse(payload), theirs)
        methods.add(record["method"])
    assert len(methods) > 70


def assert_same(ours: Any, theirs: Any) -> None:
    """Compares everything that Google's runtime found in a message, at every depth."""
    for field, value in theirs.ListFields():
        mine = getattr(ours, f"{field.name}_" if keyword.iskeyword(field.name) else field.name)
        entry = field.message_type is not None and field.message_type.GetOptions().map_entry
        if entry:
            assert mine.keys() == value.keys()
            pairs = [(mine[key], value[key]) for key in value]
        else:
            pairs = list(zip(mine, value, strict=True)) if field.is_repeated else [(mine, value)]
        for left, right in pairs:
            if hasattr(right, "ListFields"):
                assert_same(left, right)
            else:
                assert left == right, field.full_name
