"""The picture proxy: from where, how much, how often."""

from __future__ import annotations

import anyio
import anyio.lowlevel
import pytest
from attrs import define, field

from livetok.errors import NetworkError, UserError
from livetok.http_types import HttpResponse
from livetok.options import Endpoints, Options
from livetok.overlay import images, open_image_proxy, serve_app
from livetok.overlay.images import ImageProxy

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
URL = "https://p16-sign-va.tiktokcdn.com/rose.png"


@define
class FakeHttp:
    body: bytes = PNG
    status: int = 200
    proxy: str | None = None
    sent: list[str] = field(factory=list)
    failure: Exception | None = None

    def renew(self) -> None: ...

    async def send(self, request):
        self.sent.append(request.url)
        await anyio.lowlevel.checkpoint()
        if self.failure:
            raise self.failure
        return HttpResponse(status=self.status, body=self.body, headers=(("content-type", "text/html"),))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, True),
        ("https://p19.tiktokcdn-us.com/a?x=1&y=2", True),
        ("https://tiktokcdn.com:443/a", True),
        ("http://127.0.0.1:4000/gift.png", True),  # the configured endpoint
        ("http://p16.tiktokcdn.com/a", False),
        ("https://p16.tiktokcdn.com:8443/a", False),
        ("https://tiktokcdn.com.evil.example/a", False),
        ("https://eviltiktokcdn.com/a", False),
        ("https://evil.example/?tiktokcdn.com", False),
        ("https://user:pw@p16.tiktokcdn.com/a", False),
        ("https://p16.tiktokcdn.com@evil.example/a", False),
        ("http://127.0.0.1:4001/gift.png", False),
        ("http://169.254.169.254/latest/meta-data", False),
        ("file:///etc/passwd", False),
        ("https://p16.tiktokcdn.com:bad/a", False),
        ("https://p16.tiktokcdn.com/" + "a" * 2000, False),
        ("", False),
    ],
)
async def test_hosts(url, expected):
    http = FakeHttp()
    proxy = ImageProxy(http=http, origins=frozenset({"http://127.0.0.1:4000"}))
    assert proxy.allows(url) is expected
    if not expected:
        with pytest.raises(UserError, match="TikTok's own hosts"):
            await proxy.fetch(url)
        assert http.sent == []


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a...", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x1cftypavif", "image/avif"),
    ],
)
async def test_the_kind_is_told_by_the_bytes(body, media_type):
    image = await ImageProxy(http=FakeHttp(body)).fetch(URL)
    assert image is not None
    assert (image.media_type, image.body) == (media_type, body)


@pytest.mark.parametrize(
    "http",
    [
        FakeHttp(b"<html>"),
        FakeHttp(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        FakeHttp(b""),
        FakeHttp(status=403),
        FakeHttp(status=302),
        FakeHttp(PNG + b"0" * (2 << 20)),
        FakeHttp(failure=NetworkError("no network")),
    ],
)
async def test_what_is_no_picture_is_asked_for_once(http):
    http.sent.clear()
    proxy = ImageProxy(http=http)
    assert await proxy.fetch(URL) is None
    assert await proxy.fetch(URL) is None
    assert len(http.sent) == 1


async def test_a_picture_is_fetched_once_for_all():
    http = FakeHttp()
    proxy = ImageProxy(http=http)
    async with anyio.create_task_group() as group:
        for _ in range(10):
            group.start_soon(proxy.fetch, URL)
    assert http.sent == [URL]


async def test_a_fetch_that_was_cancelled_is_taken_over():
    http = FakeHttp()
    proxy = ImageProxy(http=http)
    with anyio.CancelScope() as scope:
        scope.cancel()
        await proxy.fetch(URL)
    assert await proxy.fetch(URL) is not None


async def test_the_cache_is_bounded(monkeypatch):
    monkeypatch.setattr(images, "_CACHED_BYTES", 100)
    monkeypatch.setattr(images, "_CACHED_FAILURES", 3)
    http = FakeHttp()
    proxy = ImageProxy(http=http)
    for number in range(10):
        await proxy.fetch(f"{URL}?{number}")
    assert sum(len(image.body) for image in proxy._cache.values()) == proxy._size <= 100
    await proxy.fetch(f"{URL}?9")
    assert len(http.sent) == 10
    http.status = 404
    for number in range(20, 30):
        await proxy.fetch(f"{URL}?{number}")
    assert len(proxy._failed) == 3


async def test_over_the_network_from_a_configured_endpoint():
    """No redirect is followed, and what is too long is given up; so no other host can be reached through it."""
    from starlette.applications import Starlette
    from starlette.responses import RedirectResponse, Response
    from starlette.routing import Route

    async def rose(_):
        return Response(PNG, media_type="image/png")

    async def elsewhere(_):
        return RedirectResponse("/rose.png")

    async def endless(_):
        return Response(PNG + b"0" * (3 << 20), media_type="image/png")

    routes = [Route("/rose.png", rose), Route("/elsewhere.png", elsewhere), Route("/endless.png", endless)]
    async with serve_app(Starlette(routes=routes)) as server:
        options = Options(endpoints=Endpoints(web=server.url))
        async with open_image_proxy(options) as proxy:
            image = await proxy.fetch(f"{server.url}/rose.png")
            assert image is not None
            assert image.body == PNG
            assert await proxy.fetch(f"{server.url}/elsewhere.png") is None
            assert await proxy.fetch(f"{server.url}/endless.png") is None
