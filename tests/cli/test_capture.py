"""`livetok capture` and `livetok replay`."""

from __future__ import annotations

import json

from livetok.testing import TrafficGenerator


def test_what_was_captured_plays_back(livetok, site, tmp_path):
    room = site.room()
    site.portal.call(lambda: TrafficGenerator(room=room, rate=60.0).start())
    target = tmp_path / "ann.livetok"
    seen = livetok("capture", "@ann", "-o", str(target), "--limit", "40", "--json", site=site)
    assert seen.code == 0, seen
    again = livetok("replay", str(target), "--speed", "inf", "--json", "--limit", "40")
    assert again.code == 0, again
    events = [[json.loads(line)["event"] for line in outcome.lines] for outcome in (seen, again)]
    assert events[0] == events[1]
    assert len(events[0]) == 40


def test_pseudonyms(livetok, site, tmp_path):
    room = site.room()
    site.portal.call(lambda: room.comment("my secret address", user="somebody"))
    target = tmp_path / "ann.livetok"
    seen = livetok("capture", "@ann", "-o", str(target), "--pseudonymise", "--seconds", "1", site=site)
    assert seen.code == 0, seen
    again = livetok("replay", str(target), "--speed", "inf", "--json", "--only", "comment")
    (comment,) = [json.loads(line)["event"] for line in again.lines]
    assert len(comment["content"]) == len("my secret address")
    assert "secret" not in str(again.lines)
    assert "somebody" not in str(again.lines)


def test_nobody_live_leaves_no_file(livetok, site, tmp_path):
    site.room(live=False)
    target = tmp_path / "ann.livetok"
    outcome = livetok("capture", "@ann", "-o", str(target), site=site)
    assert outcome.code == 3
    assert not target.exists()


def test_a_taken_name_and_no_capture(livetok, site, tmp_path):
    site.room()
    taken = tmp_path / "taken"
    taken.write_text("mine")
    outcome = livetok("capture", "@ann", "-o", str(taken), site=site)
    assert outcome.code not in {0, 130}
    assert "exists" in str(outcome.errors)
    assert taken.read_text() == "mine"
    outcome = livetok("replay", str(taken))
    assert "no capture file" in str(outcome.errors)
    assert "Traceback" not in str(outcome.errors)
    assert livetok("replay", str(taken), "--speed", "0").code == 2
