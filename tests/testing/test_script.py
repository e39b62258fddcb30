"""Scenarios in TOML: what they do, and where they say that they are wrong."""

from __future__ import annotations

import inspect
from collections import Counter
from pathlib import Path

import pytest

from livetok.errors import CaptureError, UserError
from livetok.proto import CommentEvent, GiftEvent
from livetok.testing import Room, Simulator, Status
from livetok.testing._script_steps import STEPS
from livetok.testing.script import load_script, read_script
from support.socket_bench import Clock

SCRIPT = """
seed = 9
faults = ["device_blocked=2", "close=4001,after=5,room=anna"]

[switches]
old_clients = true
heartbeat_timeout = 20

[[room]]
name = "anna"
title = "Piano night"
followers = 7

[[room.at]]
time = 1
do = "comment"
text = "hi"
user = "ann"

[[room.at]]
time = 2
every = 2
do = "gift"
gift = "Rose"
streak = 2

[[room.at]]
time = 7
do = "end"

[[room.at]]
time = 8
do = "start"

[[room]]
name = "ben"
live = false
rate = 4.5
"""


def play(text: str, seconds: float, *, folder: Path = Path()) -> Simulator:
    script = read_script(text, folder=folder)
    sim = Simulator(seed=script.seed or 0)
    clock = Clock()
    sim.world.start_clock(clock)
    script.run(sim)
    while clock.now < seconds:
        clock.now += 0.25
        sim.world.run_due()
    return sim


def test_a_scenario_plays() -> None:
    sim = play(SCRIPT, 7.5)
    anna, ben = sim.rooms["anna"], sim.rooms["ben"]
    assert (anna.title, anna.host.follower_count, ben.status) == ("Piano night", 7, Status.ENDED)
    assert Counter(message.method for message in anna.broadcast.log.newest(100)) == {
        "WebcastChatMessage": 1,
        "WebcastGiftMessage": 9,
        "WebcastControlMessage": 1,
    }
    assert CommentEvent.parse(anna.broadcast.log.newest(100)[0].payload).user.display_id == "ann"
    assert len(list(sim.faults.armed)) == 2


def test_what_is_repeated_waits_for_the_next_broadcast() -> None:
    sim = play(SCRIPT, 10.5)
    log = sim.rooms["anna"].broadcast.log
    assert [message.method for message in log.newest(100)] == ["WebcastGiftMessage"] * 6
    assert GiftEvent.parse(log.newest(1)[0].payload).repeat_end == 1


def test_settings() -> None:
    script = read_script(SCRIPT)
    assert script.seed == 9
    assert dict(script.switches) == {"old_clients": True, "heartbeat_timeout": 20}


@pytest.mark.parametrize("name", STEPS)
def test_every_step_can_be_done_with_nothing_else_given(name: str) -> None:
    offline = "live = false" if name == "start" else ""
    before = "[[room.at]]\ntime = 0\ndo = 'pause'\n" if name == "resume" else ""
    text = f"[[room]]\nname = 'anna'\n{offline}\n{before}[[room.at]]\ntime = 0.25\ndo = '{name}'\n"
    extra = {"ranking": "rank = 3", "user_ranking": "rank = 1"}.get(name, "")
    sim = play(text + extra, 70)
    if name not in {"member", "fault", "start"}:
        assert sim.rooms["anna"].broadcast.log.end


def test_the_settings_of_steps_are_those_of_the_room() -> None:
    for name in (
        "like",
        "join",
        "follow",
        "share",
        "subscribe",
        "viewers",
        "envelope",
        "end",
        "user_ranking",
    ):
        assert set(STEPS[name].settings) <= set(inspect.signature(getattr(Room, name)).parameters)


def test_battles_and_polls_run_their_course() -> None:
    battle = "[[room.at]]\ntime=1\ndo='battle'\nseconds=12\n"
    text = (
        f"[[room]]\nname='anna'\n{battle}[[room.at]]\ntime=1\ndo='poll'\noptions=['a','b','c']\nseconds=12\n"
    )
    counts = Counter(message.method for message in play(text, 30).rooms["anna"].broadcast.log.newest(100))
    assert counts == {
        "WebcastLinkMicBattle": 2, "WebcastLinkMicArmies": 3, "WebcastLinkMicBattlePunishFinish": 1,
        "WebcastPollMessage": 4,
    }  # fmt: skip


def test_acts_end_with_their_broadcast() -> None:
    text = "[[room]]\nname='anna'\n[[room.at]]\ntime=1\ndo='battle'\n[[room.at]]\ntime=3\ndo='start'\n"
    assert play(text, 100).rooms["anna"].broadcast.log.end == 0


def test_replay_is_looked_for_beside_the_script(tmp_path: Path) -> None:
    (tmp_path / "said.jsonl").write_text('{"method": "WebcastChatMessage", "payload": "GgJoaQ=="}\n')
    path = tmp_path / "script.toml"
    path.write_text("[[room]]\nname = 'anna'\nreplay = 'said.jsonl'\n")
    sim = Simulator()
    load_script(path).run(sim)
    assert sim.world.next_due() is not None
    (tmp_path / "said.jsonl").write_text('{"method": "WebcastChatMessage", "payload": "/w=="}\n')
    with pytest.raises(CaptureError):
        load_script(path).run(sim)


@pytest.mark.parametrize(
    ("text", "place", "says", "hint"),
    [
        ("seed = ", "1:8", "Invalid value", ""),
        ("[[room]]\nname = 'a'\n[[room", "3:7", "Expected", ""),
        ("sed = 1", "1:1", "'sed' has no meaning", "seed"),
        ("seed = true", "1:1", "must be a whole number", ""),
        ("seed = 1\n[[room]]\ntitle = 'x'", "2:1", "needs a name", ""),
        ("[[room]]\nname = 'anna'\n[[room]]\nname = 'ben'\n  rat = 3", "5:3", "'rat' has no meaning", "rate"),
        ("[[room]]\nname = 'anna'\nlive = 'yes'", "3:1", "must be true or false", ""),
        ("[[room]]\nname='a'\n[[room.at]]\ndo = 'coment'", "4:1", "no 'coment' to do", "comment"),
        ("[[room]]\nname='a'\n[[room.at]]\ntime = 1", "3:1", "no None to do", ""),
        (
            "[[room]]\nname='a'\n[[room.at]]\ndo='like'\n[[room.at]]\ndo='gift'\nstrek = 2",
            *("7:1", "'strek' has no meaning", "streak"),
        ),
        ("[[room]]\nname='a'\n[[room.at]]\ndo='like'\ntime = -1", "5:1", "cannot be negative", ""),
        ("[[room]]\nname='a'\n[[room.at]]\ndo='gift'\ngift = 'Rosee'", "5:1", "no gift 'Rosee'", "Rose"),
        ("[[room]]\nname='a'\n[[room.at]]\ndo='fault'\nfault = 'abrt'", "5:1", "no fault 'abrt'", "abort"),
        ("[switches]\nold_client = true", "2:1", "'old_client' has no meaning", "old_clients"),
        ("\nfaults = ['clos=1']", "2:1", "no fault 'clos'", "close"),
        ("faults = [7]", "1:1", "no fault ''", ""),
        ("room = [1]", "1:1", "is no table", "[[room]]"),
        ("[[room]]\nname='a'\nat = [3]", "1:1", "is no table", "[[at]]"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_line_and_column(text: str, place: str, says: str, hint: str) -> None:
    with pytest.raises(UserError) as caught:
        read_script(text, name="show.toml")
    assert str(caught.value).startswith(f"show.toml:{place}: ")
    assert says in str(caught.value)
    assert hint in caught.value.hint


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    for name in ("absent.toml", "bytes.toml"):
        with pytest.raises(UserError, match=name):
            load_script(tmp_path / name)
