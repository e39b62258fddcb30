"""How ffmpeg reaches a stream: certificates that are checked, proxies that are used."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme
from attrs import evolve

from livetok.errors import RecordingError
from support.media import Movie, faults
from support.recording_room import open_fake_live

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


async def test_tls(
    movie: Movie, tmp_path: Path, tls: ssl.SSLContext, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(certificate))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with open_fake_live(movie, tls=tls) as live:
        async with live.record(tmp_path / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert faults(tmp_path / "show.mp4") == ""


async def test_a_certificate_of_a_stranger(movie: Movie, tmp_path: Path, tls: ssl.SSLContext) -> None:
    async with open_fake_live(movie, tls=tls) as live:
        with pytest.raises(RecordingError, match=r"(?i)certificate"):
            async with live.record(tmp_path / "show.mp4", duration=1):
                pass
        live.source = evolve(live.source, verify=False)
        async with live.record(tmp_path / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert faults(tmp_path / "show.mp4") == ""


async def test_a_proxy(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        live.source = evolve(live.source, proxy_for=lambda _: live.studio.url)
        live.address = "http://cdn.invalid"
        async with live.record(tmp_path / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert faults(tmp_path / "show.mp4") == ""
