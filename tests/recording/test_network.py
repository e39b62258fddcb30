"""How a stream is reached: certificates that are checked, proxies that are used, addresses that are refused."""

from __future__ import annotations

import ssl
from pathlib import Path

import anyio
import pytest
import trustme

from livetok._net.http import open_http
from livetok._recording.address_policy import AddressPolicy, ForbiddenAddressError
from livetok.errors import RecordingError
from livetok.options import Options
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
    async with open_fake_live(movie, tls=tls, options={"trust_env": True}) as live:
        async with live.record(tmp_path / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert faults(tmp_path / "show.mp4") == ""


async def test_a_certificate_of_a_stranger(movie: Movie, tmp_path: Path, tls: ssl.SSLContext) -> None:
    async with open_fake_live(movie, tls=tls) as live:
        with pytest.raises(RecordingError, match=r"(?i)certificate"):
            async with live.record(tmp_path / "show.mp4", duration=1):
                pass
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    async with open_fake_live(movie, tls=tls, options={"ssl_context": trusting}) as live:
        async with live.record(tmp_path / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert faults(tmp_path / "show.mp4") == ""


async def test_a_proxy(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        async with open_http(Options(proxy=live.studio.url)) as live.client:
            live.address = "http://cdn.invalid"
            async with live.record(tmp_path / "show.mp4", duration=1) as recording:
                await recording.wait()
    assert faults(tmp_path / "show.mp4") == ""


@pytest.mark.parametrize("kind", ["socks5", "socks5h", "https"])
async def test_proxies_of_other_kinds(
    movie: Movie,
    tmp_path: Path,
    kind: str,
    proxies: dict[str, str],
    certificates: tuple[Path, ssl.SSLContext],
) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        options = Options(proxy=proxies[kind], ssl_context=certificates[1] if kind == "https" else None)
        async with open_http(options) as live.client:
            async with live.record(show, duration=1) as recording:
                await recording.wait()
    assert faults(show) == ""


# --- where a stream may lead


@pytest.mark.parametrize(
    "url",
    [
        "tcp://0.0.0.0:19999?listen=1",
        "rtsp://192.0.2.1/stream",
        "file:///etc/passwd",
        "/dev/video0",
        "concat:/etc/passwd|/etc/group",
        "data:video/x-flv;base64,RkxW",
        "http:///a.flv",
        "http://cdn.example:99999/a.flv",
        "http://[::1/a.flv",
    ],
)
def test_addresses_that_are_no_http(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        AddressPolicy.of(url, resolves=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/secret",
        "http://[::1]/secret",
        "http://192.168.1.1/",
        "http://10.0.0.8/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost:8080/",
        "http://LOCALHOST./",
        "http://0.0.0.0/",
        "http://printer.local/",
        "file:///etc/passwd",
    ],
)
async def test_a_stream_of_the_internet_leads_into_no_private_network(url: str) -> None:
    policy = AddressPolicy.of("https://pull.example/a.m3u8", resolves=False)
    with pytest.raises(ForbiddenAddressError):
        await policy.check(url)


async def test_a_private_stream_may_lead_to_itself_only() -> None:
    policy = AddressPolicy.of("http://127.0.0.1:8000/a.m3u8", resolves=False)
    await policy.check("http://127.0.0.1:9000/1.ts")
    await policy.check("https://198.41.0.4/1.ts")
    with pytest.raises(ForbiddenAddressError):
        await policy.check("http://192.168.1.1/1.ts")


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What a name server says; tests change it."""
    known: dict[str, list[str]] = {}

    async def getaddrinfo(
        host: str, port: None, **_: object
    ) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(2, 1, 6, "", (address, 0)) for address in known[host]]

    monkeypatch.setattr(anyio, "getaddrinfo", getaddrinfo)
    return known


@pytest.mark.parametrize(
    "addresses",
    [
        ["192.168.1.1"],
        ["198.41.0.4", "10.0.0.1"],
        ["64:ff9b::10.0.0.1"],
        ["2002:a00:1::1"],
        ["fe80::1%eth0"],
        ["::ffff:127.0.0.1"],
    ],
)
async def test_a_name_of_a_private_address(names: dict[str, list[str]], addresses: list[str]) -> None:
    names["cdn.example"] = addresses
    policy = AddressPolicy.of("https://pull.example/a.m3u8", resolves=True)
    with pytest.raises(ForbiddenAddressError):
        await policy.check("http://cdn.example/1.ts")


async def test_what_was_checked_is_what_is_connected_to(names: dict[str, list[str]]) -> None:
    names["cdn.example"] = ["2001:500:2::c", "198.41.0.4", "64:ff9b::198.41.0.4"]
    policy = AddressPolicy.of("https://pull.example/a.m3u8", resolves=True)
    checked = await policy.check("http://cdn.example/1.ts")
    assert checked == ["198.41.0.4", "2001:500:2::c", "64:ff9b::198.41.0.4"]


async def test_a_stream_of_the_internet_cannot_move_here_by_its_name(names: dict[str, list[str]]) -> None:
    """A name server under a stranger's control may answer otherwise the second time."""
    names["pull.example"] = ["198.41.0.4"]
    policy = AddressPolicy.of("https://pull.example/a.m3u8", resolves=True)
    assert await policy.check("https://pull.example/a.m3u8") == ["198.41.0.4"]
    names["pull.example"] = ["127.0.0.1"]
    with pytest.raises(ForbiddenAddressError):
        await policy.check("https://pull.example/1.ts")


async def test_a_stream_in_this_network_stays_here(names: dict[str, list[str]]) -> None:
    names["nas.local"] = ["192.168.1.7"]
    policy = AddressPolicy.of("http://nas.local/a.m3u8", resolves=True)
    assert await policy.check("http://nas.local/a.m3u8") == ["192.168.1.7"]
    assert await policy.check("http://nas.local/1.ts") == ["192.168.1.7"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://localhost:1/", "http://10.0.0.1/1.ts"])
async def test_a_playlist_that_leads_elsewhere(movie: Movie, tmp_path: Path, target: str) -> None:
    async with open_fake_live(movie, offered=("hd.hls",)) as live:
        live.studio.pieces = f"#EXTINF:1,\n{target}\n"
        with pytest.raises(RecordingError, match=r"private network|is not opened"):
            async with live.record(tmp_path / "show.mp4", duration=1):
                pass
        assert not [path for path in live.studio.served if not path.endswith(".m3u8")]


KINDS = [
    ('#EXT-X-KEY:METHOD=AES-128,URI="key"', "encrypted HLS"),
    ('#EXT-X-MAP:URI="init.mp4"', "fragments of MP4"),
]


@pytest.mark.parametrize(("line", "said"), KINDS)
async def test_hls_of_a_kind_that_is_not_read_is_refused_at_once(
    movie: Movie, tmp_path: Path, line: str, said: str
) -> None:
    async with open_fake_live(movie, offered=("hd.hls",)) as live:
        live.studio.pieces = f"{line}\n#EXTINF:1,\n1.ts\n"
        with pytest.raises(RecordingError, match=said) as caught:
            async with live.record(tmp_path / "show.mp4", duration=1):
                pass
        assert live.studio.served == {"/hd.m3u8": 1}
    assert caught.value.hint


async def test_another_stream_is_taken_instead_of_one_that_is_not_read(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie, offered=("hd.hls", "sd.flv")) as live:
        live.studio.pieces = f"{KINDS[0][0]}\n#EXTINF:1,\n1.ts\n"
        async with live.record(tmp_path / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert [segment.quality for segment in recording.segments] == ["sd"]


async def test_a_redirect_that_leads_elsewhere(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        live.studio.moved["/hd.flv"] = live.studio.url.replace("127.0.0.1", "localhost") + "/sd.flv"
        with pytest.raises(RecordingError, match="private network"):
            async with live.record(tmp_path / "show.mp4", duration=1):
                pass
        assert "/sd.flv" not in live.studio.served


async def test_a_redirect_is_followed(movie: Movie, tmp_path: Path) -> None:
    async with open_fake_live(movie) as live:
        live.studio.moved["/hd.flv"] = "/sd.flv"
        async with live.record(tmp_path / "show.mp4", duration=1) as recording:
            await recording.wait()
    assert faults(tmp_path / "show.mp4") == ""
