"""Options are checked when they are made, and a wrong one says how it should look."""

from __future__ import annotations

import inspect
import math
import shutil
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest

import livetok
from livetok import RecordKeywords, RecordOptions
from livetok.errors import UserError
from livetok.options import ConnectOptions, Endpoints, Options, Retry, Session, Ticket
from tools.options.__main__ import ROOT, drift
from tools.options.texts import Option, options_of

KINDS = (Options, Endpoints, Retry, Session, RecordOptions)
DOCUMENTED = [(kind, option) for kind in KINDS for option in options_of(kind)]


def test_the_defaults_are_valid_and_as_documented() -> None:
    options = Options()
    assert (options.heartbeat_interval, options.stale_timeout, options.http_timeout, options.ws_timeout) == (
        10,
        60,
        10,
        10,
    )
    assert (options.buffer, options.overflow, options.history, options.fetch_room_info) == (
        1024,
        "block",
        True,
        True,
    )
    assert (options.fetch_gifts, options.trust_env, options.signer, options.proxy) == (False, False, (), None)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"heartbeat_interval": 0}, "more than zero"),
        ({"http_timeout": -1}, "more than zero"),
        ({"http_timeout": math.nan}, "number of seconds"),
        ({"http_timeout": "10"}, "number of seconds"),
        ({"http_timeout": True}, "number of seconds"),
        ({"ws_timeout": None}, "number of seconds"),
        ({"buffer": 0}, "at least 1"),
        ({"buffer": 1.5}, "whole number"),
        ({"max_frame_size": 10}, "at least 1024"),
        ({"overflow": "drop"}, "'block' or 'drop_oldest'"),
        ({"overflow": []}, "'block' or 'drop_oldest'"),
        ({"websocket": "wsproto"}, "'trio', 'anyio' or None"),
        ({"websocket": []}, "'trio', 'anyio' or None"),
        ({"history": 1}, "True or False"),
        ({"language": "english"}, "look like"),
        ({"language": "en_US"}, "look like"),
        ({"language": 3}, "look like"),
        ({"headers": {"a": 1}}, "map text to text"),
        ({"headers": {"a": "b\r\nc: d"}}, "line breaks"),
        ({"headers": "a: b"}, "map text to text"),
        ({"params": [("a", "b")]}, "map text to text"),
        ({"endpoints": "http://x"}, "Endpoints"),
        ({"http": 3}, "httpx.AsyncClient"),
        ({"http": "http://127.0.0.1:8080"}, "httpx.AsyncClient"),
        ({"session": "abc"}, "Session"),
        ({"retry": 3}, "Retry"),
        ({"ssl_context": True}, "SSLContext"),
        ({"signer": "euler"}, "not a signer"),
        ({"signer": [object()]}, "not a signer"),
        ({"proxy": "127.0.0.1:8080"}, "proxy"),
        ({"proxy": "ftp://x:1"}, "proxy"),
        ({"proxy": "http://"}, "proxy"),
        ({"proxy": "http://x:0"}, "proxy"),
        ({"proxy": "http://x:99999"}, "proxy"),
        ({"proxy": 3}, "proxy"),
        ({"tiemout": 3}, "no option 'tiemout'"),
        ({"heartbeat": 3}, "no option 'heartbeat'"),
    ],
)
def test_wrong_options(given: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError) as caught:
        Options.of(given)
    assert says in str(caught.value)
    assert caught.value.hint


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(UserError) as caught:
        Options.of({"heartbeat_intervall": 3})
    assert "'heartbeat_interval'" in caught.value.hint


@pytest.mark.parametrize(
    "given",
    [
        {"web": "www.tiktok.com"},
        {"web": "ws://x"},
        {"websocket": "http://x"},
        {"webcast": "http://x/path"},
        {"webcast": "http://x?query"},
        {"sign": "http://user@x"},
        {"sign": "http://"},
        {"sign": "http://[::1"},
        {"sign": "http://x:0"},
        {"sign": "http://x:port"},
        {"sign": "http://exa mple"},
        {"web": 3},
        {"web": None},
    ],
)
def test_wrong_endpoints(given: dict[str, Any]) -> None:
    (name,) = given
    with pytest.raises(UserError, match=f"the {name} endpoint") as caught:
        Endpoints(**given)
    assert caught.value.hint


def test_endpoints_lose_their_last_slash() -> None:
    assert Endpoints(web="http://[::1]:80/").web == "http://[::1]:80"


@pytest.mark.parametrize(
    ("url", "websocket"),
    [
        ("http://127.0.0.1:8080", "ws://127.0.0.1:8080"),
        ("http://[::1]:80/", "ws://[::1]:80"),
        ("https://live.test", "wss://live.test"),
        ("HTTPS://live.test", "wss://live.test"),
        ("HTTP://live.test", "ws://live.test"),
    ],
)
def test_all_endpoints_at_one_server(url: str, websocket: str) -> None:
    base = url.rstrip("/")
    assert Endpoints.at(url) == Endpoints(web=base, webcast=base, websocket=websocket, sign=base)


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:8080", "ws://127.0.0.1", "http://x/path", "http://x:port", 3, None, b"http://x"]
)
def test_no_server_to_point_at(url: Any) -> None:
    with pytest.raises(UserError) as caught:
        Endpoints.at(url)
    assert "http" in caught.value.hint


NAMES = ("web", "webcast", "websocket", "sign")


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> Callable[[Endpoints], None]:
    """Sets the environment variables of endpoints."""
    for name in NAMES:
        monkeypatch.delenv(f"LIVETOK_{name.upper()}", raising=False)

    def set_variables(endpoints: Endpoints) -> None:
        for name in NAMES:
            monkeypatch.setenv(f"LIVETOK_{name.upper()}", getattr(endpoints, name))

    return set_variables


def test_the_environment_is_read_where_no_endpoints_are_given(variables) -> None:
    assert Options().endpoints == Endpoints()
    variables(Endpoints.at("http://127.0.0.1:8123"))
    assert (
        Options().endpoints
        == Options.of({"language": "de"}).endpoints
        == Endpoints.at("http://127.0.0.1:8123")
    )
    given = Endpoints(web="http://127.0.0.1:1")
    assert Options(endpoints=given).endpoints == given
    assert Endpoints().web == "https://www.tiktok.com"


def test_the_environment_is_told_once(variables, monkeypatch, caplog) -> None:
    variables(Endpoints.at("http://127.0.0.1:8124"))
    for _ in range(3):
        Options()
    monkeypatch.delenv("LIVETOK_SIGN")
    monkeypatch.setenv("LIVETOK_WEBCAST", "")
    Options()
    records = [record for record in caplog.records if record.name == "livetok.options"]
    assert [record.levelname for record in records] == ["INFO", "INFO"]
    for name in NAMES:
        assert f"LIVETOK_{name.upper()}=" in records[0].message
    assert records[1].message.endswith("LIVETOK_WEBSOCKET=ws://127.0.0.1:8124; webcast, sign as usual")


def test_a_wrong_variable_is_named(variables, monkeypatch) -> None:
    monkeypatch.setenv("LIVETOK_WEBSOCKET", "http://127.0.0.1:1/path")
    with pytest.raises(UserError, match=r"LIVETOK_WEBSOCKET is wrong: the websocket endpoint") as caught:
        Options()
    assert "ws" in caught.value.hint


@pytest.mark.parametrize(
    "given",
    [
        {"attempts": -1},
        {"factor": 0.5},
        {"factor": "2"},
        {"jitter": 2},
        {"jitter": True},
        {"max_delay": 0},
        {"first_delay": -1},
    ],
)
def test_wrong_retries(given: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        Retry(**given)


@pytest.mark.parametrize("value", ["", "a b", "a;b", "a\r\nb", "ä", None, 3])
def test_wrong_sessions_do_not_show_their_value(value: Any) -> None:
    with pytest.raises(UserError) as caught:
        Session(session_id=value, target_idc="useast1a")
    assert "session_id" in str(caught.value)
    assert not value or str(value) not in str(caught.value)


def test_secrets_do_not_show() -> None:
    session = Session(session_id="s3cret", target_idc="useast1a")
    options = Options(
        session=session, proxy="http://ann:s3cret@x:1", headers={"Cookie": "s3cret"}, params={"k": "s3cret"}
    )
    ticket = Ticket(url="wss://x/?s3cret", headers=(("Cookie", "s3cret"),), first=b"s3cret")
    assert "s3cret" not in repr(session) + repr(options) + repr(ticket)
    with pytest.raises(UserError) as caught:
        Options(proxy="nonsense://ann:s3cret@x:1")
    assert "s3cret" not in str(caught.value) + caught.value.hint


def test_every_option_is_documented_once_and_carried_everywhere() -> None:
    assert drift() == {}


def test_a_text_that_was_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    places = ["src/livetok/options.py", "src/livetok/_client/connect.py", "docs/options.md"]
    recording = ["src/livetok/_recording/options.py", "docs/recording.md"]
    for place in [*places, *recording]:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / place, tmp_path / place)
    assert drift(tmp_path) == {}
    sentences = dict.fromkeys(places, "Seconds between application heartbeats.")
    sentences |= dict.fromkeys(recording, "Replace files that exist.")
    for place, sentence in sentences.items():
        path = tmp_path / place
        text = path.read_text(encoding="utf-8")
        # the last place of the sentence: in options.py, the first is the source itself
        head, _, tail = text.rpartition(sentence)
        path.write_text(f"{head}Changed.{tail}", encoding="utf-8")
    assert sorted(drift(tmp_path)) == sorted(sentences)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_documented(kind: type[attrs.AttrsInstance]) -> None:
    assert [option.name for option in options_of(kind)] == [field.name for field in attrs.fields(kind)]


def test_the_keyword_type_has_the_same_options() -> None:
    assert list(ConnectOptions.__annotations__) == [option.name for option in options_of(Options)]
    assert list(RecordKeywords.__annotations__) == [option.name for option in options_of(RecordOptions)]


def test_help_of_connect_lists_all_with_their_defaults() -> None:
    text = " ".join((inspect.getdoc(livetok.connect) or "").split())
    assert [
        option.name for option in options_of(Options) if f"{option.name}: {option.short}" not in text
    ] == []


@pytest.mark.parametrize(("kind", "option"), DOCUMENTED, ids=lambda value: getattr(value, "name", ""))
def test_the_documented_default_is_the_default(kind: type[attrs.AttrsInstance], option: Option) -> None:
    default = getattr(attrs.fields(kind), option.name).default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory()
    if default is attrs.NOTHING:
        assert option.text.count("Required. ") == 1
    else:
        documented = eval(option.default, vars(livetok) | {"Endpoints": Endpoints, "Retry": Retry})
        assert (documented or None) == (default or None)


@pytest.mark.parametrize(("kind", "option"), DOCUMENTED, ids=lambda value: getattr(value, "name", ""))
def test_every_example_is_accepted(
    kind: type[attrs.AttrsInstance], option: Option, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ssl, "create_default_context", lambda cafile: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    names = {"httpx": httpx, "math": math, "ssl": ssl, "livetok": livetok}
    names |= {
        name: getattr(livetok, name) for name in ("Endpoints", "EulerSigner", "Resume", "Retry", "Session")
    }
    name, _, value = option.example.partition("=")
    assert name == option.name
    required = {"session_id": "...", "target_idc": "..."} if kind is Session else {}
    checked = kind(**required | {name: eval(value, names)})
    assert getattr(checked, name) is not None
