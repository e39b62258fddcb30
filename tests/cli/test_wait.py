"""`livetok watch --wait`."""

from __future__ import annotations

import json

import pytest

WAIT = ("watch", "@ann", "--wait", "--poll", "0.2", "--json")


def types(outcome):
    return [json.loads(line)["type"] for line in outcome.lines]


def test_it_waits_and_ends_with_the_broadcast(livetok, site, anyio_backend):
    room = site.room(live=False)
    at = site.simulator.world.at

    def begin() -> None:
        room.start()
        at(0.6, lambda: room.comment("hello", user="bo"))
        at(0.7, room.end)

    site.call(lambda: at(1.5, begin))
    outcome = livetok(*WAIT, "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert outcome.errors == ["livetok: waiting for the broadcast, Ctrl-C stops"]
    assert types(outcome)[0] == "connect"
    assert "comment" in types(outcome)
    assert "live_end" in types(outcome)
    looks = sum(count for path, count in site.simulator.requests.items() if "api-live" in path)
    assert looks >= 3  # waited, and looked again


def test_a_live_room_is_entered_at_once(livetok, site, anyio_backend):
    site.room()
    outcome = livetok(*WAIT, "--only", "connect", "--limit", "1", "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert types(outcome) == ["connect"]


def test_a_refusal_is_waited_out(livetok, site, anyio_backend):
    site.room()
    site.call(lambda: site.simulator.fault("http_abort", times=2))
    outcome = livetok(*WAIT, "--limit", "1", "--backend", anyio_backend, site=site)
    assert (outcome.code, types(outcome)) == (0, ["connect"])


def test_nobody_waits_for_a_user_who_is_not_there(livetok, site, anyio_backend):
    outcome = livetok("watch", "@nobody", "--wait", "--backend", anyio_backend, site=site)
    assert outcome.code == 3
    assert "no user @nobody" in outcome.errors[1]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--poll", "5"], "--poll is for waiting"),
        (["--wait", "--poll", "0"], "'0' is no number greater than zero"),
    ],
)
def test_usage(livetok, argv, words):
    outcome = livetok("watch", "@ann", *argv)
    assert outcome.code == 2
    assert words in outcome.errors[0]
