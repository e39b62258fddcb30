"""Environment variables that are wrong: the error names them, and what is only for debugging is left out."""

from __future__ import annotations

import logging
import socket
import ssl
from pathlib import Path
from typing import Any

import anyio
import pytest

from livetok._net import environment
from livetok._net.http import _default_context as http_context  # pyright: ignore[reportPrivateUsage]
from livetok._net.http import open_http
from livetok._net.proxy import environment_proxy
from livetok._net.streams import _default_context as websocket_context  # pyright: ignore[reportPrivateUsage]
from livetok._net.streams import default_context
from livetok.errors import NetworkError, UserError
from livetok.http_types import HttpRequest
from livetok.options import Options

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name in ("SSLKEYLOGFILE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    for cached in (websocket_context, http_context, environment._warn_once):
        cached.cache_clear()


async def fetch(**options: Any) -> None:
    async with open_http(Options(http_timeout=2, **options)) as http:
        await http.send(HttpRequest(url="http://127.0.0.1:9/"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_PROXY", "http://127.0.0.1:99999"),
        ("http_proxy", "http://127.0.0.1:nine"),
        ("HTTPS_PROXY", "127.0.0.1:99999"),
        ("ALL_PROXY", "socks://127.0.0.1:1080"),
        ("all_proxy", "ftp://secret:word@x"),
        ("HTTPS_PROXY", "http://[::1"),
        ("NO_PROXY", "localhost,[::1]"),
        ("no_proxy", "good.test, b:d:e"),
        ("NO_PROXY", "http://"),
        ("SSL_CERT_FILE", "/nowhere/ca.pem"),
        ("SSL_CERT_DIR", "/nowhere/certs"),
    ],
)
async def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError, match=name) as caught:
        await fetch(trust_env=True)
    assert name in caught.value.hint
    assert "option" not in str(caught.value)
    assert "secret" not in str(caught.value)


async def test_what_is_not_trusted_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:99999")
    monkeypatch.setenv("NO_PROXY", "[::1]")
    with pytest.raises(NetworkError):
        await fetch()


@pytest.mark.parametrize("value", ["", "*", "localhost,127.0.0.1,::1,10.0.0.0/8,.inside.test, http://x.test"])
async def test_hosts_that_need_no_proxy(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("NO_PROXY", value)
    with pytest.raises(NetworkError):
        await fetch(trust_env=True)


@pytest.mark.parametrize("value", ["http://127.0.0.1:99999", "socks://x", "http://"])
def test_a_websocket_asks_for_the_same(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(UserError, match="HTTPS_PROXY"):
        environment_proxy("wss://w.test/")


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_certificates_that_are_not_there(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """OpenSSL would take an empty store, and call every certificate wrong."""
    monkeypatch.setenv(name, "/nowhere")
    with pytest.raises(UserError, match=name):
        default_context()


def test_certificates_that_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(UserError, match="SSL_CERT_FILE"):
        anyio.run(lambda: fetch(trust_env=True))


@pytest.mark.parametrize("path", ["/nowhere/keys.log", "/", "\\\\.\\pipe\\keys\\x/y"])
async def test_a_key_log_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", path)
    caplog.set_level(logging.WARNING, "livetok")
    with pytest.raises(NetworkError):
        await fetch()
    assert default_context().verify_mode is ssl.CERT_REQUIRED
    assert [record.levelname for record in caplog.records if record.name.startswith("livetok")] == ["WARNING"]
    assert "SSLKEYLOGFILE" in caplog.text


def test_a_key_log_that_can_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    assert default_context().keylog_filename == str(tmp_path / "keys.log")


def test_certificates_of_the_system_that_cannot_be_read() -> None:
    def broken() -> ssl.SSLContext:
        raise ssl.SSLError("no store")

    with pytest.raises(UserError, match="certificates of this system"):
        environment.make_context(broken)


async def test_sockets_of_eventlet(monkeypatch: pytest.MonkeyPatch) -> None:
    patched = type("GreenSocket", (), {"__module__": "eventlet.greenio.base"})
    monkeypatch.setattr(socket, "socket", patched)
    with pytest.raises(UserError, match="eventlet has replaced"):
        await fetch()
