"""What the command says to mistakes, and how it exits."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from livetok import __version__, cli, errors
from livetok.cli.failures import exit_code, in_command_language, print_error


@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (["dmeo"], "there is no command 'dmeo'", "did you mean 'demo'?"),
        (["frobnicate"], "there is no command 'frobnicate'", "one of "),
        (["watch"], "@user", "see livetok watch --help"),
        (["watch", "@ann", "--ony", "gift"], "watch does not take '--ony'", "did you mean --only?"),
        (["watch", "@ann", "--jsn=1"], "watch does not take '--jsn=1'", "did you mean --json?"),
        (["watch", "@ann", "--js"], "watch does not take '--js'", "--json"),
        (["info", "@ann", "@bob"], "info does not take '@bob'", "see livetok info --help"),
        (["watch", "@ann", "--only", "comet"], "there is no event 'comet'", "did you mean 'comment'?"),
        (["watch", "@ann", "--only", "viewer_udate"], "there is no event", "did you mean 'viewer_update'?"),
        (["watch", "@ann", "--only", "qqqq"], "there is no event 'qqqq'", "comment,gift"),
        (["watch", "@a b"], "the user '@a b'", "for example"),
        (["watch", "@ann", "--limit", "0"], "'0' is no whole number of at least 1", "--help"),
        (["watch", "@ann", "--limit", "x"], "'x' is no whole number", "--help"),
        (["watch", "@ann", "--seconds", "-1"], "'-1' is no number greater than zero", "--help"),
        (["watch", "@ann", "--seconds", "nan"], "'nan' is no number greater than zero", "--help"),
        (["watch", "@ann", "--seconds", "inf"], "'inf' is no number greater than zero", "--help"),
        (["watch", "@ann", "--seconds", "soon"], "'soon' is no number", "--help"),
        (["watch", "@ann", "--backend", "curio"], "invalid choice: 'curio'", "--help"),
        (["watch", "@ann", "--endpoint-web", "example"], "the web endpoint 'example'", "for example"),
        (["watch", "@ann", "--proxy", "ftp://example"], "proxy must be a URL", "socks5"),
        (["watch", "@ann", "--signer", "me"], "invalid choice: 'me'", "--help"),
        (["watch", "@ann", "--sign-api-key", "secret"], "--sign-api-key", "add --signer euler"),
        (["watch", "@ann", "--sign-jwt-key", "secret"], "--sign-jwt-key", "add --signer euler"),
        (
            ["watch", "@ann", "--signer", "euler", "--sign-api-key", "a", "--sign-jwt-key", "b"],
            "api_key and jwt_key are both given",
            "give one of them",
        ),
        (["demo", "--rate", "0"], "'0' is no number greater than zero", "--help"),
        (["demo", "--seed", "-1"], "'-1' is no whole number", "--help"),
        ([], "which command?", "one of "),
    ],
)
def test_usage(livetok, argv, message, hint):
    outcome = livetok(*argv)
    assert outcome.code == 2
    assert len(outcome.errors) == 2
    assert outcome.errors[0].startswith("livetok: ")
    assert message in outcome.errors[0]
    assert outcome.errors[1].startswith("hint: ")
    assert hint in outcome.errors[1]
    assert "secret" not in outcome.errors[0]


def test_a_bad_endpoint_in_the_environment_is_told(livetok, monkeypatch):
    monkeypatch.setenv("LIVETOK_WEBSOCKET", "http://127.0.0.1:1/path")
    outcome = livetok("watch", "@ann")
    assert outcome.code == 2
    assert "websocket endpoint" in outcome.errors[0]


def test_an_empty_variable_is_none_at_all(livetok, monkeypatch):
    monkeypatch.setenv("LIVETOK_WEB", "")
    assert "endpoint" not in livetok("watch", "@x").errors[0]


def test_an_argument_beats_the_environment(livetok, site):
    site.room()
    outcome = livetok("watch", "@ann", "--limit", "1", "--endpoint-web", "http://127.0.0.1:1", site=site)
    assert outcome.code == 5


@pytest.mark.parametrize("argv", [["--help"], ["watch", "--help"], ["demo", "--help"], ["--version"]])
def test_help_and_version_are_on_standard_output(livetok, argv, capfd):
    with pytest.raises(SystemExit) as exit:
        livetok(*argv)
    out, err = capfd.readouterr()
    assert exit.value.code == 0
    assert out.startswith("usage: livetok") or out == f"livetok {__version__}\n"
    assert err == ""


def test_python_m_livetok_is_the_same_command():
    done = subprocess.run(
        [sys.executable, "-m", "livetok", "dmeo"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "did you mean 'demo'?" in done.stderr


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("handshake_403", 4),
        ("http_abort", 5),
        ("handshake_abort", 5),
    ],
)
def test_refusals_have_exit_codes(livetok, site, anyio_backend, fault, code):
    site.room()
    site.call(lambda: site.simulator.fault(fault, times=1000))
    outcome = livetok("watch", "@ann", "--backend", anyio_backend, "--json", site=site)
    assert outcome.code == code
    assert outcome.lines == []
    assert [line.partition(":")[0] for line in outcome.errors] in (["livetok"], ["livetok", "hint"])


def test_every_error_has_its_exit_code():
    """The table of the documentation; what is in none of its lines is 1."""
    codes = {name: exit_code(getattr(errors, name)("x")) for name in errors.__all__}
    assert {name for name, code in codes.items() if code == 2} == {"UserError"}
    assert {name for name, code in codes.items() if code == 3} == {
        "RoomError", "UserNotFound", "UserOffline", "RoomEnded", "AgeRestricted",
    }  # fmt: skip
    assert {name for name, code in codes.items() if code == 4} == {
        "Blocked", "Detected", "DeviceBlocked", "EntryRefused", "RateLimited", "SessionRequired", "SignerError",
    }  # fmt: skip
    assert {name for name, code in codes.items() if code == 5} == {
        "ConnectionLost", "Stale", "ClosedByServer", "NetworkError",
    }  # fmt: skip
    assert set(codes.values()) == {1, 2, 3, 4, 5}


def test_an_error_is_two_harmless_lines(capsys):
    print_error(errors.NetworkError("close \x1b[2J\nlivetok: all is well", hint="wait\na bit"))
    said = "livetok: close \\x1b[2J\\nlivetok: all is well\nhint: wait\\na bit\n"
    assert capsys.readouterr().err == said
    print_error(errors.NetworkError())
    assert capsys.readouterr().err == "livetok: NetworkError\n"


WAIT_FOR_ANN = "livetok watch @ann --wait waits for the next broadcast"


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (errors.UserOffline("x", hint="watch() waits", user="ann"), WAIT_FOR_ANN),
        (errors.RoomEnded("x", hint="watch() waits", user="ann"), WAIT_FOR_ANN),
        (errors.SessionRequired("x", hint="pass session=..."), "--cookies FILE"),
        (errors.RateLimited("x", hint="ask less often", retry_after=37.2), "wait 37 s: ask less often"),
        (errors.RateLimited("x", reset_at=datetime(2026, 1, 2, 12, tzinfo=UTC)), "wait until 2026-01-0"),
        (errors.RateLimited("x", hint="ask less often"), "ask less often"),
        (errors.NetworkError("x", hint="pass ssl_context when it must"), "SSL_CERT_FILE"),
        (errors.RecordingError("x", hint='for example live.record("show.mp4")'), "for example -o show.mp4"),
    ],
)
def test_hints_speak_the_language_of_the_command(error, hint, capsys):
    print_error(error)
    assert hint in capsys.readouterr().err.splitlines()[1].removeprefix("hint: ")


def hints_in(path: Path) -> set[str]:
    """Text of hints in a module: the argument `hint` of calls, and constants that are named as hints are."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    values = [
        keyword.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "hint"
    ]
    for node in ast.walk(tree):
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and re.search(
            r"hint$|LOG_IN|LATER|BOT|OUTDATED", target.id, re.IGNORECASE
        ):
            values.append(getattr(node, "value", None))
    return {value.value for value in values if isinstance(value, ast.Constant)}


# About arguments of Python that no argument of the command becomes.
ABOUT_CALLS = {
    "see the option proxy",
    "leave `leg` out",
    "leave out eventlet.monkey_patch() (Flask-SocketIO: async_mode='threading'), "
    "or run livetok in a process of its own",
    'return Ticket(url="wss://...") from sign(), Signature(...) from sign_request()',
}


@pytest.mark.parametrize("package", ["_webapi", "_resolver", "_net"])
def test_no_hint_of_the_network_speaks_python(package):
    folder = Path(str(cli.__file__)).parents[1] / package
    hints = {hint for path in folder.glob("*.py") for hint in hints_in(path)} - ABOUT_CALLS
    assert hints
    for hint in hints:
        said = in_command_language(hint)
        assert not re.search(r"\w\(|\w=\S|\boption \w+|\bsee \w+_\w+", said), said


def test_a_rate_limit_says_how_long(livetok, site, anyio_backend):
    site.room()
    site.call(lambda: site.simulator.fault("sign_429=37,times=100"))
    argv = ("watch", "@ann", "--signer", "euler", "--backend", anyio_backend)
    outcome = livetok(*argv, site=site)
    assert outcome.code == 4
    assert re.match(r"hint: wait 3[67] s: ", outcome.errors[1])


@pytest.mark.parametrize("command", [["watch"], ["record", "-o", "show.mp4"]])
def test_who_is_offline_can_be_waited_for(livetok, site, command):
    site.room("ann", live=False)
    outcome = livetok(*command, "@ann", site=site)
    assert (outcome.code, outcome.errors[1]) == (3, f"hint: {WAIT_FOR_ANN}")


def test_offline_and_unknown_users_are_3(livetok, site, anyio_backend):
    site.room("bob", live=False)
    for user in ("@bob", "@nobody"):
        outcome = livetok("watch", user, "--backend", anyio_backend, site=site)
        assert outcome.code == 3
        assert user[1:] in outcome.errors[0]


def test_nobody_listens(livetok, anyio_backend, monkeypatch):
    for name, scheme in (("WEB", "http"), ("WEBCAST", "http"), ("WEBSOCKET", "ws"), ("SIGN", "http")):
        monkeypatch.setenv(f"LIVETOK_{name}", f"{scheme}://127.0.0.1:1")
    assert livetok("watch", "@ann", "--backend", anyio_backend).code == 5


def test_a_bare_help_does_not_load_the_client():
    """The command answers at once; what is slow to import waits until it is needed."""
    code = (
        "import sys; from livetok.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('httpx', 'trio', 'rich', 'livetok._client.connect') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
