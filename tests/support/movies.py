"""The films of the situations, made once."""

from __future__ import annotations

from pathlib import Path

from support import barcode
from support.situations import Movies

__all__ = ["make_movies"]


def make_movies(folder: Path) -> Movies:
    plain = barcode.make(folder, seconds=12)
    return Movies(
        plain=plain,
        tall=barcode.make(folder, seconds=12, height=160),
        other_sound=barcode.make(folder, seconds=12, rate=48_000),
        hevc=barcode.make_hevc(folder),
        pieces=barcode.hls_pieces(plain, 1),
    )
