"""`livetok watch` against the simulator."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from livetok.cli.stream import wanted_types
from livetok.events import CommentEvent, ShareEvent, ViewerUpdateEvent
from support.simulated_site import Site


def soon(site: Site, act: Callable[[], object]) -> None:
    """Does something in the simulator once the next client has entered: how long that takes is up to the machine."""
    simulator = site.simulator

    def begin() -> None:
        before = {client.number for client in simulator.connections}

        def look() -> None:
            new = [client for client in simulator.connections if client.number not in before]
            if any(client.entered_at is not None for client in new):
                act()
            else:
                simulator.world.at(0.02, look)

        look()

    site.call(begin)


def busy(site, *, seconds: float = 0.05) -> None:
    """A room in which something happens for as long as the simulator runs."""
    room = site.room()

    def go_on() -> None:
        room.comment("hello", user="bo")
        room.gift("Rose", user="cy", streak=2)
        room.share("dee", joined=5)
        site.simulator.world.at(seconds, go_on)

    site.call(go_on)


def test_json_lines(livetok, site, anyio_backend):
    busy(site)
    outcome = livetok("watch", "@Ann", "--json", "--limit", "12", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.errors) == (0, [])
    events = [json.loads(line) for line in outcome.lines]
    assert len(events) == 12
    assert all(set(event) == {"type", "event", "meta"} for event in events)
    assert events[0]["type"] == "connect"
    assert [event["meta"]["sequence"] for event in events] == list(range(1, 13))
    comment = next(event for event in events if event["type"] == "comment")
    assert comment["event"]["user"]["display_id"] == "bo"
    assert comment["event"]["content"] == "hello"
    assert comment["meta"]["unique_id"] == "ann"
    assert comment["meta"]["message_id"] == comment["event"]["common"]["msg_id"]


def test_lines_for_people(livetok, site, anyio_backend):
    busy(site)
    outcome = livetok("watch", "@ann", "--limit", "12", "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert "  connect        in room " in outcome.lines[0]
    assert any(line.endswith("  comment        Bo: hello") for line in outcome.lines)
    assert "\x1b" not in "".join(outcome.lines)


def test_only(livetok, site, anyio_backend):
    busy(site)
    only = ("--only", "share, gift_settled", "--json", "--limit", "6")
    outcome = livetok("watch", "@ann", *only, "--backend", anyio_backend, site=site)
    assert {json.loads(line)["type"] for line in outcome.lines} == {"more_share", "gift_settled"}
    assert len(outcome.lines) == 6


@pytest.mark.parametrize("name", ["viewer_update", "viewer-update", "ViewerUpdateEvent", "ViewerUpdate"])
def test_names_of_events(name):
    assert wanted_types(f"comment,{name},,") == (CommentEvent, ViewerUpdateEvent)


def test_no_names_are_all_events():
    assert wanted_types(None) == wanted_types("") == ()
    assert wanted_types("share") == (ShareEvent,)


def test_seconds(livetok, site, anyio_backend):
    site.room()
    began = time.monotonic()
    outcome = livetok("watch", "@ann", "--seconds", "0.3", "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert 0.3 <= time.monotonic() - began < 5


def test_the_end_of_the_broadcast_is_the_end(livetok, site, anyio_backend):
    room = site.room()
    soon(site, room.end)
    outcome = livetok("watch", "@ann", "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert any("the broadcast is over" in line for line in outcome.lines)


def test_a_hostile_room_writes_nothing_but_lines(livetok, site, anyio_backend):
    room = site.room()
    hostile = "\x1b]0;owned\x07\r\n\u202elivetok: all is well\x9b2J"
    site.call(lambda: room.member("eve", nickname=hostile))
    for form in ([], ["--json"]):
        soon(site, lambda: room.comment(hostile, user="eve"))
        only = ("--only", "comment", "--limit", "1", *form)
        outcome = livetok("watch", "@ann", *only, "--backend", anyio_backend, site=site)
        assert len(outcome.lines) == 1
        assert not set(outcome.lines[0]) & set("\x1b\x07\r\u202e\x9b")


def test_verbose_logs_to_standard_error_without_secrets(livetok, site, anyio_backend):
    busy(site)
    outcome = livetok("watch", "@ann", "--limit", "3", "-vv", "--json", "--backend", anyio_backend, site=site)
    assert [json.loads(line)["meta"]["sequence"] for line in outcome.lines] == [1, 2, 3]
    assert any("livetok.session: entered room" in line for line in outcome.errors)
    assert not any("ttwid=" in line for line in outcome.errors)


def test_the_signer_is_asked(livetok, site, anyio_backend):
    busy(site)
    signer = ("--signer", "euler", "--sign-api-key", "a-key")
    outcome = livetok("watch", "@ann", "--limit", "2", *signer, "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert [name for name in site.simulator.requests if "connect" in name or "sign" in name]


# Several users


def many(site, *names: str) -> None:
    """Rooms in which something is said all the time."""
    for name in names:
        room = site.room(name)

        def go_on(room=room) -> None:
            room.comment(f"here is {room.unique_id}", user="bo")
            site.simulator.world.at(0.1, lambda: go_on(room))

        site.call(go_on)


def test_several_rooms_in_one_stream(livetok, site, anyio_backend):
    many(site, "ann", "cy")
    only = ("--only", "comment", "--limit", "20")
    outcome = livetok("watch", "@ann", "@cy", "@Ann", *only, "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.errors) == (0, [])
    assert len(outcome.lines) == 20
    for name in ("ann", "cy"):
        lines = [line for line in outcome.lines if line.startswith(f"@{name} ")]
        assert lines
        assert all(line.endswith(f"comment        Bo: here is {name}") for line in lines)


def test_several_rooms_as_json(livetok, site, anyio_backend):
    many(site, "ann", "cy")
    outcome = livetok(
        "watch", "@ann", "@cy", "--json", "--limit", "30", "--backend", anyio_backend, site=site
    )
    events = [json.loads(line) for line in outcome.lines]
    assert outcome.code == 0
    assert len(events) == 30
    assert {event["meta"]["unique_id"] for event in events} == {"ann", "cy"}


def test_one_room_that_fails_is_told_and_the_others_go_on(livetok, site, anyio_backend):
    many(site, "ann")
    argv = ("watch", "@nobody", "@ann", "--only", "comment", "--limit", "3")
    outcome = livetok(*argv, "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert len(outcome.lines) == 3
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith("livetok: @nobody: there is no user @nobody")
    assert "(hint: " in outcome.errors[0]


def test_when_every_host_failed_the_first_says_the_exit_code(livetok, site, anyio_backend):
    argv = ("watch", "@nobody", "@no.one", "--json")
    outcome = livetok(*argv, "--backend", anyio_backend, site=site)
    assert outcome.code == 3
    assert [json.loads(line)["event"]["error"] for line in outcome.lines] == ["UserNotFound"] * 2
    assert len(outcome.errors) == 2


def test_several_users_are_waited_for(livetok, site, anyio_backend):
    rooms = [site.room(name, live=False) for name in ("ann", "cy")]
    for number, room in enumerate(rooms):
        site.call(lambda room=room, at=0.5 + number / 10: site.simulator.world.at(at, room.start))
    argv = ("watch", "@ann", "@cy", "--poll", "0.3", "--only", "connect", "--limit", "2", "--json")
    outcome = livetok(*argv, "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.errors) == (0, [])
    assert {json.loads(line)["meta"]["unique_id"] for line in outcome.lines} == {"ann", "cy"}


def test_several_users_for_some_seconds(livetok, site, anyio_backend):
    for name in ("ann", "cy"):
        site.room(name, live=False)
    began = time.monotonic()
    outcome = livetok("watch", "@ann", "@cy", "--seconds", "0.4", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.lines, outcome.errors) == (0, [], [])
    assert 0.4 <= time.monotonic() - began < 5


@pytest.mark.parametrize("users", [["@ann", "@a b"], ["@a b", "@ann"], ["@a b"]])
def test_a_wrong_handle_among_several(livetok, users):
    outcome = livetok("watch", *users)
    assert outcome.code == 2
    assert "'@a b' holds a space" in outcome.errors[0]
