"""`livetok overlay`, in a process of its own as people start it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from livetok.cli import main
from support.simulated_site import open_site


@contextmanager
def overlay(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """Run the command; gives the process, the base URL and the query of its addresses."""
    command = [sys.executable, "-W", "error", "-m", "livetok", "overlay", "--port", "0", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.match(r"open (http://[^/]+)/(\S*) in a browser", line)
        assert match, (line, process.stderr.read() if process.stderr else "")
        yield process, match[1], match[2]
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read().decode()


def wait_for_state(url: str, host: str, key: str) -> dict[str, object]:
    deadline = time.monotonic() + 30
    while True:
        state = json.loads(fetch(url)).get("hosts", {}).get(host, {})
        if state.get(key):
            return state
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_demo_moves_and_leaves_quickly(anyio_backend):
    with overlay("--demo", "--rate", "40", "--backend", anyio_backend) as (process, url, _):
        state = wait_for_state(f"{url}/state", "demo", "likes")
        assert state["connected"] is True
        with urllib.request.urlopen(f"{url}/events?replay=5", timeout=10) as events:
            assert any(line.startswith(b'data: {"v":1,') for line in events)
            started = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 130
            assert time.monotonic() - started < 5
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_the_demo_shows_the_gifts_of_the_simulator(anyio_backend):
    with overlay("--demo", "--rate", "60", "--backend", anyio_backend) as (_, url, _):
        assert 'data-images="on"' in fetch(f"{url}/alerts")
        with urllib.request.urlopen(f"{url}/events?replay=200", timeout=30) as lines:
            events = (json.loads(line[6:]) for line in lines if line.startswith(b"data: {"))
            address = next(event["gift"]["image"] for event in events if event.get("gift", {}).get("image"))
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{url}/image?url={quote(address, safe='')}", timeout=10) as picture:
            assert picture.headers["Content-Type"] == "image/png"
            assert picture.read(4) == b"\x89PNG"
        # another program on this machine is none of the demo's business
        with pytest.raises(urllib.error.HTTPError, match="40"):
            fetch(f"{url}/image?url={quote('http://127.0.0.1:9/x.png', safe='')}")


def test_a_real_room_with_a_token(anyio_backend):
    with open_site() as site:
        room = site.room("ann")
        arguments = ("@ann", "--token", "a-secret-token", "--backend", anyio_backend)
        with overlay(*arguments, **site.environment) as (process, url, query):
            assert query == "?token=a-secret-token"
            with pytest.raises(urllib.error.HTTPError, match="401"):
                fetch(f"{url}/state")
            wait_for_state(f"{url}/state{query}", "ann", "connected")
            site.call(lambda: room.follow("bo"))
            wait_for_state(f"{url}/state{query}", "ann", "followers")
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 143


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["overlay", *arguments])
    return code, capfd.readouterr().err


def test_mistakes(capfd):
    assert run(capfd) == (
        2,
        "livetok: whose room?\nhint: livetok overlay @user, or livetok overlay --demo\n",
    )
    code, error = run(capfd, "@ann", "--demo")
    assert code == 2
    code, error = run(capfd, "@ann", "--host", "0.0.0.0")
    assert code == 2
    assert re.search(r"could read along\nhint: add --token \S{16} and keep it", error)
    code, error = run(capfd, "@ann", "--token", "short")
    assert code == 2
    assert "the token must be 8 to 200" in error
    code, error = run(capfd, "@a b")
    assert code == 2
    code, error = run(capfd, "--demo", "--port", "70000")
    assert code == 2
    assert "no port" in error


def test_an_address_that_is_taken(capfd):
    with overlay("--demo") as (_, url, _):
        code, error = run(capfd, "--demo", "--port", url.rpartition(":")[2], "--seconds", "5")
    assert code == 5
    assert "cannot listen on 127.0.0.1" in error


def test_a_host_who_does_not_exist_ends_it(capfd, monkeypatch):
    with open_site() as site:
        for name, value in site.environment.items():
            monkeypatch.setenv(name, value)
        code, error = run(capfd, "@nobody.here", "--port", "0", "--seconds", "20")
    assert code == 3
    assert "@nobody.here" in error


def test_enough_seconds(capfd):
    assert run(capfd, "--demo", "--port", "0", "--seconds", "0.5") == (0, "")


def test_missing_packages(capfd, monkeypatch):
    monkeypatch.setattr("livetok.cli.overlay.find_spec", lambda name: None)
    code, error = run(capfd, "--demo")
    assert (code, error) == (
        2,
        "livetok: the overlay needs more packages\nhint: pip install 'livetok[overlay]'\n",
    )
