"""`livetok info`, and the example that does the same."""

from __future__ import annotations

import json

import pytest

from livetok.testing import Simulator
from livetok.testing.server import serve
from support.programs import example


def lines(outcome):
    return dict(line.split(None, 1) for line in outcome.lines if not line.startswith(("stream", " ")))


def test_a_live_room(livetok, site, anyio_backend):
    room = site.room()
    site.call(lambda: room.gift("Rose", user="cy"))
    outcome = livetok("info", "@Ann", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.errors) == (0, [])
    shown = lines(outcome)
    assert shown["host"] == "Ann (@ann)"
    assert shown["status"] == f"live, room {room.room_id}"
    assert shown["title"] == "Just talking"
    assert shown["viewers"].endswith(" in all")
    assert shown["restrictions"] == "none"
    assert shown["cover"].startswith("http://")
    assert "stream        origin flv 1280x720 2.5 Mbit/s h264" in outcome.lines
    assert any("sign=" in line for line in outcome.lines)  # addresses are whole


def test_json_is_one_line(livetok, site, anyio_backend):
    room = site.room()
    outcome = livetok("info", "@ann", "--json", "--backend", anyio_backend, site=site)
    (line,) = outcome.lines
    document = json.loads(line)
    assert document["type"] == "room"
    about = document["room"]
    assert (about["room_id"], about["status"]) == (str(room.room_id), "live")
    assert about["host"]["id"] == str(room.host.user_id)
    assert about["started_at"].startswith("20")
    assert {stream["protocol"] for stream in about["streams"]} == {"flv", "hls"}
    assert "raw" not in about


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_an_offline_user_is_printed_all_the_same(livetok, site, anyio_backend, form):
    site.room(live=False)
    outcome = livetok("info", "@ann", *form, "--backend", anyio_backend, site=site)
    assert outcome.code == 3
    assert outcome.errors[0] == "livetok: @ann is not live"
    assert "--wait" in outcome.errors[1]
    if form:
        assert json.loads(outcome.lines[0])["room"]["host"]["unique_id"] == "ann"
    else:
        assert lines(outcome)["host"] == "Ann (@ann)"
        assert lines(outcome)["status"].startswith("ended")


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ("please_wait", 4, "something else than data"),
        ("http_abort", 5, "the answer broke off"),
    ],
)
def test_without_an_answer_there_is_nothing_to_print(livetok, site, anyio_backend, fault, code, words):
    site.room()
    site.call(lambda: site.simulator.fault(fault, times=None))
    outcome = livetok("info", "@ann", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.lines) == (code, [])
    assert words in outcome.errors[0]


def test_nobody_of_that_name(livetok, site, anyio_backend):
    outcome = livetok("info", "@nobody", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.lines) == (3, [])
    assert "no user @nobody" in outcome.errors[0]


@pytest.mark.parametrize("fault", ["restricted", "gifts_403", "alive_empty"])
def test_details_are_not_required(livetok, site, anyio_backend, fault):
    room = site.room()
    site.call(lambda: site.simulator.fault(fault, times=None))
    outcome = livetok("info", "@ann", "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert lines(outcome)["status"] == f"live, room {room.room_id}"
    assert lines(outcome)["restrictions"] == ("age" if fault == "restricted" else "none")
    assert any(line.startswith("stream ") for line in outcome.lines)


def test_both_sources_of_restrictions_count(livetok, site, anyio_backend):
    room = site.room()
    site.call(lambda: setattr(room, "subscribers_only", True))
    outcome = livetok("info", "@ann", "--backend", anyio_backend, site=site)
    assert lines(outcome)["restrictions"] == "subscribers"


def test_a_hostile_title_is_one_harmless_line(livetok, site, anyio_backend):
    room = site.room()
    site.call(lambda: setattr(room, "title", "\x1b]0;owned\x07\nstatus        ended\u202e"))
    for form in ([], ["--json"]):
        outcome = livetok("info", "@ann", *form, "--backend", anyio_backend, site=site)
        assert outcome.code == 0
        assert not set("".join(outcome.lines)) & set("\x1b\x07\u202e")
        assert sum(line.startswith("status") for line in outcome.lines) == (0 if form else 1)


@pytest.mark.anyio
@pytest.mark.parametrize("live", [True, False])
async def test_room_info(capsys, live):
    simulator = Simulator(seed=4)
    simulator.room("ann", live=live)
    async with serve(simulator) as server:
        await example("room_info.py").main("@ann", endpoints=server.endpoints)
    shown = capsys.readouterr().out.splitlines()
    if live:
        assert shown[0] == "Ann: Just talking"
        assert shown[-1] == "12 gifts, the dearest is TikTok Universe for 34999 diamonds"
    else:
        assert shown[0].startswith("@ann: offline (lookup")
