"""The simulated site's pictures are real ones, and where the JSON and the messages say that they are."""

from __future__ import annotations

import struct
import urllib.request
import zlib

import pytest

from livetok import connect
from livetok.proto import CommentEvent, GiftEvent
from livetok.testing import Room, Simulator
from livetok.testing._site.http import Request
from livetok.testing._site.pictures import draw
from livetok.testing._site.routing import respond
from livetok.testing.server import serve


def pixels(png: bytes) -> tuple[int, list[bytes], bytes]:
    """Width, rows and palette, by a reader of its own."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(name + data)
        chunks[name] = data
        at += 12 + length
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (width, depth, colour, rest) == (height, 8, 3, [0, 0, 0])
    raw = zlib.decompress(chunks[b"IDAT"])
    rows = [raw[start : start + width + 1] for start in range(0, len(raw), width + 1)]
    assert {row[0] for row in rows} == {0}
    return width, [row[1:] for row in rows], chunks[b"PLTE"]


@pytest.mark.parametrize(
    ("kind", "name"), [("avatar", "anna"), ("gift", "5655"), ("cover", "7"), ("emote", "wave")]
)
def test_a_picture_shows_something(kind: str, name: str) -> None:
    width, rows, palette = pixels(draw(kind, name, 64))
    assert (width, len(rows), len(palette)) == (64, 64, 9)
    assert set(b"".join(rows)) == {0, 1, 2}


def test_names_have_pictures_of_their_own() -> None:
    assert len({draw("avatar", f"user{number}", 32) for number in range(50)}) == 50
    assert draw("avatar", "anna", 32) == draw("avatar", "anna", 32)
    assert draw("avatar", "anna", 32) != draw("gift", "anna", 32)


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def urls_of(room: Room) -> list[str]:
    comment = CommentEvent.parse(room.comment("hi", user="bob", emotes=["wave"]).payload)
    gift = GiftEvent.parse(room.gift("Rose", user="bob")[0].payload)
    images = [
        comment.user.avatar_thumb,
        comment.user.avatar_large,
        comment.emotes[0].emote.image,
        gift.gift.image,
        gift.user.avatar_medium,
    ]
    return [url for image in images for url in image.url_list]


def test_every_address_leads_to_a_picture() -> None:
    sim = Simulator()
    for url in urls_of(sim.room("anna")):
        answer = respond(sim, Request(target=path_of(url)))
        assert (answer.status, dict(answer.headers)["Content-Type"]) == (200, "image/png"), url
        assert pixels(answer.body)[0] <= 160


@pytest.mark.parametrize(
    "path", ["/img/webcast-va/../x.png", "/tos-alisg-avt-0068/~tplv-obj.png", "/img/x.png"]
)
def test_other_addresses_lead_nowhere(path: str) -> None:
    assert respond(Simulator(), Request(target=path, headers=[("user-agent", "x")])).status == 404


@pytest.mark.anyio
async def test_a_server_s_pictures_are_on_the_server() -> None:
    import anyio.to_thread

    sim = Simulator()
    room = sim.room("anna")
    before = urls_of(room)
    async with serve(sim) as server:
        after = urls_of(room)
        assert [url.replace(server.url, "") for url in after] == [path_of(url) for url in before]

        def fetch() -> list[bytes]:
            return [urllib.request.urlopen(url, timeout=10).read() for url in after]

        with anyio.fail_after(20):
            for body in await anyio.to_thread.run_sync(fetch):
                assert pixels(body)
            async with connect("@anna", endpoints=server.endpoints) as live:
                room.comment("hi", user="bob")
                async for event in live:
                    if isinstance(event, CommentEvent) and not event.meta.history:
                        assert event.user.avatar_thumb.url_list[0].startswith(server.url)
                        break
