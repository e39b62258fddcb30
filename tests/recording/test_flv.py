"""FLV tags out of any portions, damage that raises one error only, and what becomes of made-up tags."""

from __future__ import annotations

import itertools
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livetok._recording.continuous import ContinuousFlv
from livetok._recording.flv import (
    AUDIO,
    SCRIPT,
    VIDEO,
    FlvError,
    FlvReader,
    MediaFormat,
    Role,
    Tag,
    describe,
    file_header,
    modernise,
)
from livetok._recording.hls import HlsError, UnsupportedHlsError, parse_playlist
from livetok._recording.segmenter import Segmenter

TAGS = st.builds(
    Tag,
    st.sampled_from([AUDIO, VIDEO, SCRIPT]),
    st.integers(0, 2**32 - 1) | st.integers(0, 5000),
    st.binary(max_size=40)
    | st.sampled_from(
        [b"\x17\x00\0\0\0\x01d", b"\x17\x01\0\0\0k", b"\x27\x01\0\0\0f", b"\xaf\x00\x12\x08", b"\xaf\x01s"]
    ),
)


@given(st.lists(TAGS), st.integers(1, 50))
def test_portions_make_no_difference(tags: list[Tag], portion: int) -> None:
    data = file_header(video=True, audio=False) + b"".join(tag.encode() for tag in tags)
    reader = FlvReader()
    read = [tag for at in range(0, len(data), portion) for tag in reader.feed(data[at : at + portion])]
    assert read == tags
    assert reader.expects_video
    assert reader.rest == 0


def test_a_second_header_is_passed_over() -> None:
    tags = [Tag(AUDIO, 0, b"\xaf\x01a"), Tag(AUDIO, 23, b"\xaf\x01b")]
    head = file_header(video=False, audio=True)
    assert FlvReader().feed(head + tags[0].encode() + head + tags[1].encode()) == tags


@pytest.mark.parametrize(
    "data", [b"<html>, for example", b"FLV\x01\x05\x00\x00\x00\x01" + bytes(9), bytes(40)]
)
def test_what_is_no_flv(data: bytes) -> None:
    with pytest.raises(FlvError):
        FlvReader().feed(data)


@given(st.lists(TAGS), st.randoms(use_true_random=False))
def test_damage_raises_one_error_only(tags: list[Tag], chance: random.Random) -> None:
    data = bytearray(file_header(video=True, audio=True) + b"".join(tag.encode() for tag in tags))
    for _ in range(5):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(FlvError):
        FlvReader().feed(bytes(data))


@given(st.lists(TAGS, max_size=60), st.integers(0, 60))
def test_no_tag_is_written_twice_and_none_raises(tags: list[Tag], cut: int) -> None:
    segmenter, written = Segmenter(), list[bytes]()
    for connection in (tags[:cut], tags[cut:], tags):
        segmenter.connect("reconnect")
        for number, tag in enumerate(connection):
            written += [piece.data for piece in segmenter.feed(tag, number / 100)]
        written += [piece.data for piece in segmenter.finish(1.0)]
    frames = [tag for tag in tags if describe(tag).role in {Role.KEY, Role.FRAME}]
    assert len(written) <= 2 * len(frames)
    known = MediaFormat(video="h264", picture=b"\x01d", audio="aac", sound=b"\x12\x08")
    for form, in_band in itertools.product((known, MediaFormat()), (True, False)):
        flv = ContinuousFlv(form, in_band=in_band)
        flv.segment(0.0, 0.0)
        assert FlvReader().feed(flv.head() + b"".join(map(flv.convert, tags))) is not None


@given(TAGS)
def test_a_modern_tag_says_the_same(tag: Tag) -> None:
    before = describe(tag)
    after = describe(modernise(tag, before)) if before.role is not Role.NONE else before
    assert (after.codec, after.role) == (before.codec, before.role) or before.role is Role.CONFIG


@given(st.text() | st.text().map("#EXTM3U\n{}".format))
def test_playlists_that_strangers_write(text: str) -> None:
    with suppress(HlsError):
        playlist = parse_playlist(text, "http://cdn.example/live/a.m3u8")
        assert all(piece.url for piece in playlist.pieces)


def test_a_playlist_of_playlists_leads_to_the_best() -> None:
    text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=900\nhigh.m3u8\n"
    assert parse_playlist(text, "http://cdn.example/a.m3u8").variant == "http://cdn.example/high.m3u8"


@pytest.mark.parametrize("line", ['#EXT-X-KEY:METHOD=AES-128,URI="k"', '#EXT-X-MAP:URI="init.mp4"'])
def test_kinds_of_hls_that_are_not_read(line: str) -> None:
    with pytest.raises(UnsupportedHlsError):
        parse_playlist(f"#EXTM3U\n{line}\n#EXTINF:1,\n1.ts", "http://cdn.example/a.m3u8")
