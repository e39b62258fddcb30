"""The pictures of the simulated site: avatars, gifts, covers and emotes, drawn from their names.

They are PNG files (RFC 2083) of one byte a pixel with a palette, written here, so that pages have something to show
without a picture library.
"""

from __future__ import annotations

import hashlib
import math
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache

from livetok.testing._site.http import Handler, Request, Response
from livetok.testing.simulator import Simulator

__all__ = ["ROUTES", "draw", "guard"]

_LARGEST = 160
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_AVATAR = re.compile(r"/tos-alisg-avt-0068/([^/~]{1,64})~tplv-tiktokx-cropcenter:(\d{1,4}):\d{1,4}\.png")
_OTHER = re.compile(r"/img/webcast-va/([a-z]+-[^/~]{1,64}|label)~tplv-obj\.png")


def guard(_simulator: Simulator, _request: Request) -> Response | None:
    """Let everybody have them, as a content delivery network does."""
    return None


def _picture(_simulator: Simulator, request: Request) -> Response:
    avatar, other = _AVATAR.fullmatch(request.path), _OTHER.fullmatch(request.path)
    if avatar is not None:
        body = draw("avatar", avatar[1], max(min(int(avatar[2]), _LARGEST), 1))
    else:
        kind, __, name = (other[1] if other else "label").partition("-")
        body = draw(kind, name, _LARGEST if kind == "cover" else 100)
    headers = [("Content-Type", "image/png"), ("Cache-Control", "public, max-age=86400")]
    # Pages of other origins may draw them on a canvas.
    return Response(headers=[*headers, ("Access-Control-Allow-Origin", "*")], body=body)


@lru_cache(maxsize=1024)
def draw(kind: str, name: str, size: int) -> bytes:
    """Return a square picture as a PNG file; the same name gives the same picture.

    Args:
        kind: `avatar`, `gift`, or anything else for a plain blossom.
        name: Decides colours and shape.
        size: Pixels on each side.
    """
    digest = hashlib.blake2b(f"{kind} {name}".encode(), digest_size=16).digest()
    shape = _SHAPES.get(kind, _blossom)(digest)
    rows = bytearray()
    for y in range(size):
        rows.append(0)  # no filter
        rows += bytes(shape(2 * (x + 0.5) / size - 1, 2 * (y + 0.5) / size - 1) for x in range(size))
    return _png(size, _palette(digest), bytes(rows))


def _identicon(digest: bytes) -> Callable[[float, float], int]:
    """Five by five squares, the same left and right, on a disc."""
    filled = {(column, row) for column in range(3) for row in range(5) if digest[column * 5 + row] & 1}

    def shape(x: float, y: float) -> int:
        if math.hypot(x, y) > 1:
            return 0
        column, row = math.floor((abs(x) + 0.13) / 0.26), math.floor((y + 0.65) / 0.26)
        return 2 if (column, row) in filled else 1

    return shape


def _blossom(digest: bytes) -> Callable[[float, float], int]:
    """Petals around a heart, on nothing."""
    petals, depth, turn = 3 + digest[9] % 6, 0.15 + digest[10] / 700, digest[11] / 40

    def shape(x: float, y: float) -> int:
        radius = math.hypot(x, y)
        edge = 0.95 - depth + depth * math.cos(petals * math.atan2(y, x) + turn)
        return 0 if radius > edge else 2 if radius < 0.3 else 1

    return shape


_SHAPES: Mapping[str, Callable[[bytes], Callable[[float, float], int]]] = {"avatar": _identicon}


def _palette(digest: bytes) -> bytes:
    """Nothing, a light and a dark colour."""
    light = bytes(160 + byte % 80 for byte in digest[:3])
    dark = bytes(40 + byte % 100 for byte in digest[3:6])
    return bytes(3) + light + dark


def _png(size: int, palette: bytes, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)  # eight bits, with a palette
    return b"".join([
        _SIGNATURE,
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", palette),
        _chunk(b"tRNS", b"\x00"),  # the first colour is transparent
        _chunk(b"IDAT", zlib.compress(rows, 9)),
        _chunk(b"IEND", b""),
    ])  # fmt: skip


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


ROUTES: Mapping[re.Pattern[str], Handler] = {_AVATAR: _picture, _OTHER: _picture}
