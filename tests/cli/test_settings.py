"""Options from files and from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from livetok.cli.common import connect_options
from livetok.cli.parser import COMMANDS, build_parser, parse_arguments
from livetok.cli.settings import variable_of
from livetok.errors import UserError
from livetok.options import Endpoints


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory and a home without settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    for parser in build_parser()[1].values():
        for action in parser.options():
            monkeypatch.delenv(variable_of(action), raising=False)
    (tmp_path / "home" / "livetok").mkdir(parents=True)
    return tmp_path


def write(folder: Path, text: str, *, home: bool = False) -> None:
    (folder / "home/livetok/config.toml" if home else folder / "livetok.toml").write_text(
        text, encoding="utf-8"
    )


def parsed(*argv: str):
    return parse_arguments(list(argv))


def test_the_nearer_setting_wins(folder, monkeypatch):
    write(folder, 'proxy = "http://home:1"\nbackend = "asyncio"\nverbose = 2\n', home=True)
    assert parsed("watch", "@ann").proxy == "http://home:1"
    write(folder, 'proxy = "http://here:1"\n[info]\nproxy = "http://info:1"\n')
    assert parsed("watch", "@ann").proxy == "http://here:1"
    assert parsed("info", "@ann").proxy == "http://info:1"
    monkeypatch.setenv("LIVETOK_PROXY", "http://variable:1")
    assert parsed("info", "@ann").proxy == "http://variable:1"
    args = parsed("info", "@ann", "--proxy", "http://argument:1")
    assert (args.proxy, args.backend, args.verbose) == ("http://argument:1", "asyncio", 2)


def test_values_become_what_arguments_become(folder):
    write(
        folder,
        '[watch]\nseconds = 5\nlimit = 7\nonly = ["comment", "gift"]\njson = true\nwait = false\n'
        '[record]\noutput = "a.mp4"\nduration = "1m30s"\nchat = ["srt", "ass"]\n'
        '[simulate]\nfault = ["http_abort", "close=4001"]\nport = 8000\ntls = ""\n',
    )
    watch, record, simulate = parsed("watch", "@ann"), parsed("record", "@ann"), parsed("simulate")
    assert (watch.seconds, watch.limit, watch.only, watch.json, watch.wait) == (
        5.0,
        7,
        "comment,gift",
        True,
        False,
    )
    assert (record.output, record.duration, record.chat) == ("a.mp4", 90.0, ["srt", "ass"])
    assert (simulate.fault, simulate.port, simulate.tls) == (["http_abort", "close=4001"], 8000, "")


@pytest.mark.parametrize("command", [*COMMANDS])
def test_every_option_has_a_variable(command, monkeypatch):
    """Each is set to a value that it accepts, or refused by its own check with its name."""
    parser = build_parser()[1][command]
    positionals = [(*(action.choices or ()), "@ann")[0] for action in parser.positionals()]
    for action in parser.options():
        if action.dest in {"help", "config"}:
            continue
        output = ["-o", "f"] if command in {"record", "capture"} and action.dest != "output" else []
        argv = [command, *positionals, *output]
        with monkeypatch.context() as context:
            context.setenv(variable_of(action), "\u2603 nonsense")
            if action.nargs == 0 or action.type is not None or action.choices is not None:
                with pytest.raises(UserError, match=variable_of(action)):
                    parse_arguments(argv)
            else:
                assert "nonsense" in str(getattr(parse_arguments(argv), action.dest))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("proxi = 'x'", "livetok.toml: there is no option 'proxi'", "did you mean 'proxy'?"),
        ("[wach]\n", "livetok.toml: there is no command 'wach'", "did you mean 'watch'?"),
        ("[info]\nonly = 'gift'", "[info]: there is no option 'only'", ""),
        ("seconds = 'soon'", "livetok.toml: seconds: 'soon' is no number", "--seconds"),
        ("seconds = true", "seconds is True", "--seconds"),
        ("backend = 'curio'", "backend is 'curio'", "one of trio, asyncio"),
        ("json = 'perhaps'", "json is 'perhaps'", "true or false"),
        ("verbose = 'much'", "verbose is 'much'", "0, 1 or 2"),
        ("proxy = ", "livetok.toml is no TOML", 'proxy = "http'),
        ("[record]\nffmpeg = './evil'", "", ""),
    ],
)
def test_mistakes_are_named(folder, text, message, hint):
    write(folder, text)
    if not message:
        with pytest.raises(UserError, match="may not set ffmpeg"):
            parsed("record", "@ann", "-o", "f.mp4")
        return
    with pytest.raises(UserError) as caught:
        parsed("watch", "@ann")
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_a_file_of_ones_own_choice(folder, monkeypatch):
    write(folder, "limit = 1")
    (folder / "other.toml").write_text("limit = 2", encoding="utf-8")
    assert parsed("watch", "@ann", "--config", "other.toml").limit == 2
    monkeypatch.setenv("LIVETOK_CONFIG", "other.toml")
    assert parsed("watch", "@ann").limit == 2
    with pytest.raises(UserError, match=r"cannot read missing\.toml"):
        parsed("watch", "@ann", "--config", "missing.toml")


def test_help_does_not_mind_a_broken_file(folder, capsys):
    write(folder, "not toml at all")
    with pytest.raises(SystemExit):
        parsed("watch", "--help")
    assert capsys.readouterr().out.startswith("usage: livetok watch")


def test_settings_that_do_not_apply_are_no_mistake(folder):
    write(folder, 'poll = 5\nsign-api-key = "k"\ntarget_idc = "useast1a"\n')
    args = parsed("watch", "@ann")
    assert "poll" in args.settings
    assert set(connect_options(args)) == {"endpoints"}


def test_endpoints_of_a_file_give_way_to_the_environment(folder, monkeypatch):
    write(folder, 'endpoint-web = "http://127.0.0.1:1"\nendpoint-sign = "http://127.0.0.1:2"\n')
    monkeypatch.setenv("LIVETOK_WEB", "http://127.0.0.1:3")
    endpoints = connect_options(parsed("watch", "@ann"))["endpoints"]
    assert endpoints == Endpoints(web="http://127.0.0.1:3", sign="http://127.0.0.1:2")


# Sessions

LINE = "{domain}\tTRUE\t/\tTRUE\t{expires}\t{name}\t{value}\n"
COOKIES = [
    {"domain": "#HttpOnly_.tiktok.com", "expires": "4102444800", "name": "sessionid", "value": "the-session"},
    {"domain": ".www.tiktok.com", "expires": "0", "name": "tt-target-idc", "value": "useast1a"},
    {"domain": ".eviltiktok.com", "expires": "0", "name": "sessionid", "value": "another"},
]


def cookies(folder: Path, *changes: dict[str, str]) -> None:
    lines = [{**cookie, **change} for cookie, change in zip(COOKIES, [*changes, {}, {}, {}], strict=False)]
    text = "# Netscape HTTP Cookie File\n\n" + "".join(LINE.format(**line) for line in lines)
    (folder / "cookies.txt").write_text(text, encoding="utf-8")


def session(*argv: str) -> tuple[str, str]:
    value = connect_options(parsed("watch", "@ann", *argv))["session"]
    assert value is not None
    return value.session_id, value.target_idc


def test_a_session(folder, monkeypatch):
    cookies(folder)
    assert session("--session-id", "abc", "--target-idc", "eu") == ("abc", "eu")
    assert session("--cookies", "cookies.txt") == ("the-session", "useast1a")
    assert session("--cookies", "cookies.txt", "--target-idc", "eu") == ("the-session", "eu")
    monkeypatch.setenv("LIVETOK_SESSION_ID", "from-variable")
    monkeypatch.setenv("LIVETOK_TARGET_IDC", "eu")
    assert session() == ("from-variable", "eu")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"expires": "1000000000"}, "holds no valid cookie sessionid"),
        ({"domain": ".example.com"}, "holds no valid cookie sessionid"),
        ({"value": "a\tb"}, "line 3 of cookies.txt is no cookie"),
    ],
)
def test_cookies_without_a_session(folder, change, message):
    cookies(folder, change)
    with pytest.raises(UserError, match=message) as caught:
        session("--cookies", "cookies.txt")
    assert "the-session" not in str(caught.value)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--cookies", "missing.txt"], "cannot read missing.txt"),
        (["--cookies", "binary"], "binary is no file of cookies"),
        (["--session-id", "abc"], "needs its data centre"),
        (["--target-idc", "eu"], "--target-idc is for a session"),
    ],
)
def test_incomplete_sessions(folder, argv, message):
    (folder / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match=message):
        session(*argv)
