"""`livetok watch --wait`."""

from __future__ import annotations

import json

import pytest

WAIT = ("watch", "@ann", "--wait", "--poll", "0.2", "--json")


def lookups(site) -> int:
    return sum(count for path, count in site.simulator.requests.items() if "api-live" in path)


def types(outcome):
    return [json.loads(line)["type"] for line in outcome.lines]


def test_it_waits_and_ends_with_the_broadcast(livetok, site, anyio_backend):
    room = site.room(live=False)
    at = site.simulator.world.at

    def begin() -> None:
        room.start()
        at(0.6, lambda: room.comment("hello", user="bo"))
        at(0.7, room.end)

    def begin_after_two_lookups() -> None:
        if lookups(site) >= 2:
            begin()
        else:
            at(0.05, begin_after_two_lookups)

    site.call(begin_after_two_lookups)
    outcome = livetok(*WAIT, "--backend", anyio_backend, site=site)
    assert outcome.code == 0
    assert outcome.errors == ["livetok: waiting for the broadcast, Ctrl-C stops"]
    assert types(outcome)[0] == "connect"
    assert "comment" in types(outcome)
    assert "live_end" in types(outcome)
    assert lookups(site) >= 3  # waited, and looked again


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


def nowhere(monkeypatch) -> None:
    for name, scheme in (("WEB", "http"), ("WEBCAST", "http"), ("WEBSOCKET", "ws"), ("SIGN", "http")):
        monkeypatch.setenv(f"LIVETOK_{name}", f"{scheme}://127.0.0.1:1")


def test_without_a_network_it_says_so_once_and_heeds_the_time(livetok, anyio_backend, monkeypatch):
    nowhere(monkeypatch)
    argv = ("watch", "@ann", "--wait", "--poll", "0.2", "--seconds", "1.5", "--backend", anyio_backend)
    outcome = livetok(*argv)
    assert (outcome.code, outcome.lines) == (0, [])
    waiting, failure = outcome.errors
    assert waiting == "livetok: waiting for the broadcast, Ctrl-C stops"
    assert failure.startswith("livetok: @ann: ")
    assert "127.0.0.1: no connection" in failure
    assert "polling again in " in failure
    assert "hint: " in failure


def test_the_time_runs_while_the_host_is_offline(livetok, site, anyio_backend):
    site.room(live=False)
    outcome = livetok(*WAIT, "--seconds", "0.8", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.lines) == (0, [])
    assert outcome.errors == ["livetok: waiting for the broadcast, Ctrl-C stops"]
