"""`livetok simulate`, as a user starts it."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import trustme

from livetok.cli import main

AGENT = {"User-Agent": "Mozilla/5.0"}


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = main(["simulate", *arguments])
    said = capfd.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    command = [sys.executable, "-m", "livetok", "simulate", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            assert line, process.stderr.read() if process.stderr else ""
            yield process, json.loads(line)
        finally:
            process.kill()


def lookup(endpoints: dict[str, str], name: str, context: ssl.SSLContext | None = None) -> dict[str, Any]:
    url = f"{endpoints['web']}/api-live/user/room/?aid=1988&sourceType=54&uniqueId={name}"
    with urlopen(Request(url, headers=AGENT), timeout=10, context=context) as answer:
        return json.load(answer)


def test_the_first_line_is_for_programs(capfd: pytest.CaptureFixture[str], anyio_backend: str) -> None:
    code, out, err = run(capfd, "--seconds", "0.1", "--rooms", "@Anna,ben", "--backend", anyio_backend)
    facts = json.loads(out[0])
    assert (code, err) == (0, [])
    assert list(facts["rooms"]) == ["@anna", "@ben"]
    assert facts["endpoints"]["websocket"].startswith("ws://127.0.0.1:")
    assert f"export LIVETOK_WEB={facts['endpoints']['web']}" in out
    assert "@anna" in out[-1]


def test_it_serves_until_interrupted() -> None:
    with running("--rooms", "3", "--rate", "50") as (process, facts):
        assert lookup(facts["endpoints"], "room2")["data"]["user"]["roomId"] == facts["rooms"]["@room2"]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130


def test_faults_scripts_and_switches(tmp_path: Path) -> None:
    script = tmp_path / "show.toml"
    script.write_text("seed = 4\n[[room]]\nname = 'anna'\ntitle = 'From the script'\n")
    arguments = ["--script", str(script), "--fault", "user_not_found=1", "--old-clients"]
    with running(*arguments) as (_, facts):
        assert list(facts["rooms"]) == ["@anna"]
        assert lookup(facts["endpoints"], "anna")["statusCode"] == 19881007
        assert lookup(facts["endpoints"], "anna")["data"]["liveRoom"]["title"] == "From the script"


def test_violations_are_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "violations.jsonl"
    with running("--violations", str(path)) as (process, facts):
        lookup({"web": facts["endpoints"]["web"]}, "&x=")
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 143
    (line,) = path.read_text().splitlines()
    assert json.loads(line)["rule"] == "lookup-params"


@pytest.mark.parametrize("own", [False, True])
def test_tls(tmp_path: Path, own: bool) -> None:
    authority = trustme.CA()
    pem = tmp_path / "own.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(pem))
    with running("--tls", *([str(pem)] if own else [])) as (_, facts):
        context = ssl.create_default_context(cafile=facts["ca"] or None)
        if own:
            authority.configure_trust(context)
        assert lookup(facts["endpoints"], "room1", context)["statusCode"] == 0
        assert facts["endpoints"]["websocket"].startswith("wss://")


def test_recordings(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text('{"method": "WebcastChatMessage", "payload": "GgJoaQ=="}\n')
    assert run(capfd, "--seconds", "0.1", "--replay", str(path))[0] == 0
    path.write_text("nonsense")
    code, _, err = run(capfd, "--replay", str(path))
    assert (code, "line 1" in err[0]) == (1, True)


def test_a_taken_port_is_one_clear_error(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run(capfd, "--port", str(port))
    assert code == 5
    assert out == []
    assert str(port) in err[0]
    assert err[1].startswith("hint:")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--port", "70000"], "no port"),
        (["--rate", "-1"], "no number"),
        (["--fault", "clse"], "did you mean 'close'"),
        (["--script", "absent.toml"], "absent.toml"),
        (["--rooms", "a b"], "a b"),
        (["--tls", os.devnull], "cannot use"),
        (["--violations", "/"], "cannot write"),
        (["--seed", "x"], "whole number"),
    ],
)
def test_wrong_arguments(capfd: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    code, _, err = run(capfd, "--seconds", "0.1", *arguments)
    assert code == 2
    assert says in "\n".join(err)


def test_faults_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "--list-faults")
    assert code == 0
    assert any(line.startswith("device_blocked ") for line in out)


def talk(lines: str, *arguments: str) -> tuple[list[str], list[str]]:
    """Run a simulator that is told lines on its standard input."""
    command = [sys.executable, "-m", "livetok", "simulate", "--seconds", "2", *arguments]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), done.stderr.splitlines()


def test_lines_on_standard_input_make_things_happen(anyio_backend: str) -> None:
    lines = "say anna hello\n\ngft anna\nrooms\nend anna"  # without an end of line, too
    out, err = talk(lines, "--rooms", "anna", "--backend", anyio_backend)
    rooms = json.loads(out[0])["rooms"]
    assert "@anna: viewer says 'hello'" in out
    assert any(line.startswith(f"@anna {rooms['@anna']} live") for line in out)
    assert out[-1] == "@anna: ended"
    assert [line.partition(":")[0] for line in err] == ["livetok", "hint"]


def test_a_request_makes_things_happen() -> None:
    with running("--rooms", "anna") as (_, facts):
        url = f"{facts['endpoints']['web']}/_simulator/"
        request = Request(url, data=b"say anna hi", headers={"Content-Type": "text/plain"})
        with urlopen(request, timeout=10) as answer:
            assert answer.read() == b"@anna: viewer says 'hi'\n"


def first_facts(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    rooms: dict[str, str] = json.loads(run(capfd, "--seconds", "0.1", "--rooms", "2", *arguments)[1][0])[
        "rooms"
    ]
    return rooms


def test_the_same_seed_gives_the_same_rooms_in_every_run(capfd: pytest.CaptureFixture[str]) -> None:
    rooms = first_facts(capfd, "--seed", "7")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: 2_000_000_000.0)
        assert first_facts(capfd, "--seed", "7") == rooms
        assert first_facts(capfd) != first_facts(capfd, "--seed", "0")
