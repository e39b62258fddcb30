"""What is unknown in a recording is listed, and nobody's data with it."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from livetok._capture.pseudonyms import Pseudonyms
from livetok._capture.unknown_parts import UnknownPart, UnknownParts
from livetok._protocol.frames import open_result
from livetok.cli import main
from livetok.events import class_for
from livetok.proto import CommentEvent, SocialEvent, User
from support.wire import number, text

CAPTURES = Path(__file__).resolve().parents[3] / "shared" / "captures"
SECRET = "Mila Kowalska"


def parts_of(method: str, payload: bytes) -> dict[tuple[str, str], tuple[int, str]]:
    parts = UnknownParts(Pseudonyms(b"key"))
    parts.add(method, payload)
    parts.add(method, payload)
    return {
        (part.path, part.kind): (count, parts.examples.get(part, "")) for part, count in parts.counts.items()
    }


def test_an_unknown_method_is_taken_apart() -> None:
    inner = number(1, 7) + text(2, SECRET.encode())
    parts = parts_of("WebcastNewMessage", number(1, 5) + text(3, inner) + text(3, inner))
    assert parts[("", "method")] == (2, "")
    assert parts[("1", "varint")] == (2, "5")
    assert parts[("3", "message")] == (4, "")
    count, name = parts[("3.2", "string")]
    assert (count, len(name)) == (4, len(SECRET))
    assert name != SECRET


def test_unknown_fields_have_the_path_of_known_ones() -> None:
    user = bytes(User(nickname="x")) + number(9000, 1)
    payload = text(2, user) + text(8000, text(1, b"abc"))
    parts = parts_of("WebcastChatMessage", payload)
    assert parts[("user.9000", "varint")] == (2, "1")
    assert ("8000", "string") in parts or ("8000", "message") in parts


def test_fields_in_lists_and_maps_are_found() -> None:
    emote = text(13, number(1, 1) + number(777, 3))
    assert ("emotes.777", "varint") in parts_of("WebcastChatMessage", emote * 2)


def test_numbers_of_no_enumeration() -> None:
    parts = parts_of("WebcastControlMessage", number(2, 77))
    assert parts == {("action", "enum value"): (2, "77")}


@pytest.mark.parametrize("payload", [b"\xff\xff", text(2, b"\xff\xff")])
def test_damage_is_said(payload: bytes) -> None:
    kinds = {kind for _, kind in parts_of("WebcastChatMessage", payload)}
    assert kinds == {"damaged"}


def test_an_id_in_an_unknown_field_is_replaced() -> None:
    payload = number(1, 6_800_000_000_000_000_123)
    (example,) = [example for _, example in parts_of("WebcastNewMessage", payload).values() if example]
    assert len(example) == 19
    assert example != "6800000000000000123"


def test_what_is_known_is_silent() -> None:
    assert not parts_of("WebcastChatMessage", bytes(CommentEvent(content="hi")))
    assert not parts_of("WebcastSocialMessage", bytes(SocialEvent(action=1)))


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str], anyio_backend: str) -> None:
    payload = base64.b64encode(number(1, 5) + text(2, SECRET.encode())).decode()
    file = tmp_path / "recorded.jsonl"
    file.write_text(json.dumps({"method": "WebcastNewMessage", "payload": payload}) + "\n\n")
    assert main(["inspect", str(file), "--backend", anyio_backend]) == 0
    said = capfd.readouterr().out
    assert "1 methods" in said
    assert "WebcastNewMessage: unknown method" in said
    assert SECRET not in said
    assert main(["inspect", str(file), "--json", "--backend", anyio_backend]) == 0
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert {"method": "WebcastNewMessage", "path": "1", "kind": "varint", "count": 1, "example": "5"} in lines


@pytest.mark.parametrize("content", ['{"method": "x"}', "no JSON", '{"frame": "?"}', "[]"])
def test_a_file_that_holds_no_messages(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: str
) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text(content)
    assert main(["inspect", str(file)]) == 1
    assert "line 1 is no recorded message" in capfd.readouterr().err
    assert main(["inspect", str(tmp_path / "none")]) == 1


def recordings_of_2026() -> UnknownParts:
    if not CAPTURES.exists():
        pytest.skip("the recordings are not here")
    parts = UnknownParts(Pseudonyms(b"key"))
    for line in (CAPTURES / "payloads_2026.jsonl").read_text().splitlines():
        recorded = json.loads(line)
        parts.add(recorded["method"], base64.b64decode(recorded["payload"]))
    for line in (CAPTURES / "frames_2026.jsonl").read_text().splitlines():
        parts.add_frame(base64.b64decode(json.loads(line)["frame"]))
    parts.add_batch(open_result((CAPTURES / "fetch_result_2026.pb").read_bytes()))
    return parts


def test_nothing_recorded_in_2026_is_unknown_but_numbers_of_enumerations() -> None:
    parts = recordings_of_2026()
    assert parts.messages == 40 + 26 + 13
    assert {part.kind for part in parts.counts} <= {"enum value"}


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("WebcastUpdateShareRevenueNoticeMessage", "UpdateShareRevenueNoticeEvent"),
        ("WebcastHostBoardMessage", "HostBoardEvent"),
        ("WebcastOecLiveManagerMessage", "OecLiveManagerEvent"),
        ("WebcastOecLiveCreatorMessage", "OecLiveCreatorEvent"),
        ("WebcastOECAuctionActionMessage", "OECAuctionActionEvent"),
        ("WebcastOecLiveShoppingMessage", "OecLiveShoppingEvent"),
        ("WebcastBoostedUsersMessage", "BoostedUsersEvent"),
        ("WebcastEcDrawMessage", "EcDrawEvent"),
        ("WebcastInteractionHubGoalMessage", "InteractionHubGoalEvent"),
        ("WebcastGiftGalleryMessage", "GiftGalleryEvent"),
        ("WebcastCompetitionMessage", "CompetitionEvent"),
    ],
)
def test_methods_on_the_wire_of_2026_have_events(method: str, name: str) -> None:
    event_class = class_for(method)
    assert event_class is not None
    assert event_class.__name__ == name


def test_parts_compare_by_what_they_are() -> None:
    assert UnknownPart("a", "b", "c") == UnknownPart("a", "b", "c")
