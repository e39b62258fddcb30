"""The chat beside the video: at the second at which it was said, also after a gap."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from livetok._mixins.event import Event, with_meta
from livetok._mixins.meta import Meta
from livetok._recording.flv import MediaFormat
from livetok._recording.segment_store import Facts, SegmentStore
from livetok._recording.sidecar import note, write_sidecars
from livetok._recording.timeline import Segment
from livetok.proto import CommentEvent, Gift, GiftEvent, LikeEvent, User
from support.media import Movie, run
from support.recording_room import open_fake_live

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def lines_of(video: Path) -> dict[str, dict[str, Any]]:
    lines = [
        json.loads(line) for line in video.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return {line["text"]: line for line in lines}


@pytest.mark.anyio
async def test_comments_stand_where_they_were_said(movie: Movie, tmp_path: Path) -> None:
    show = tmp_path / "show.mp4"
    async with open_fake_live(movie) as live:
        async with live.record(show, chat=("jsonl", "srt", "ass", "vtt"), stall_timeout=1.0) as recording:
            await live.studio.until(2)
            two = live.comment("two")
            await live.studio.until(3)
            live.studio.refused["flv"] = 503
            live.studio.drop()
            await live.studio.until(3.5)
            live.comment("in the gap")
            await live.studio.until(4.5)
            del live.studio.refused["flv"]
            await live.studio.until(7)
            seven = live.comment("seven")
            await live.studio.until(7.5)
    said = lines_of(show)
    begin = recording.segments[0].duration
    assert said["two"]["time"] == pytest.approx(two - live.studio.starts[0], abs=0.3)
    assert said["in the gap"]["time"] == pytest.approx(begin, abs=0.01)
    assert said["in the gap"]["in_gap"]
    assert said["seven"]["time"] == pytest.approx(begin + seven - live.studio.starts[1], abs=0.3)
    for suffix in ("srt", "vtt", "ass"):
        subtitles = show.with_suffix(f".{suffix}")
        assert time_of("seven", subtitles) == pytest.approx(said["seven"]["time"], abs=0.02)
        assert "seven" in run("-v", "error", "-i", subtitles, "-f", "srt", "-").stdout


def time_of(text: str, subtitles: Path) -> float:
    lines = subtitles.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if text in line)
    clock = re.compile(r"(\d+):(\d\d):(\d\d[.,]\d+)")
    found = clock.search(lines[at]) or clock.search(lines[at - 1])
    assert found is not None
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3].replace(",", "."))


# --- what is noted, and how it is written, without any video


def happened(event: Event, *, history: bool = False) -> dict[str, Any] | None:
    return note(with_meta(event, Meta(received_at=NOW, history=history)), 1.5)


def test_what_is_noted() -> None:
    ann = User(nickname="Ann", display_id="ann")
    rose = Gift(name="Rose", diamond_count=1, type=1)
    comment = happened(CommentEvent(content="hi", user=ann))
    assert comment == {
        "at": 1.5,
        "type": "comment",
        "text": "hi",
        "user": {"unique_id": "ann", "nickname": "Ann"},
        "received_at": NOW.isoformat(),
    }
    assert happened(CommentEvent(content="before"), history=True) is None
    assert happened(GiftEvent(gift=rose, repeat_count=3, user=ann)) is None  # the streak goes on
    gift = happened(GiftEvent(gift=rose, repeat_count=5, repeat_end=1, user=ann))
    assert gift is not None
    assert (gift["gift"], gift["count"], gift["diamonds"]) == ("Rose", 5, 5)
    like = happened(LikeEvent(count=15, total=2**40, user=ann))
    assert like is not None
    assert (like["count"], like["total"]) == (15, 2**40)
    assert happened(CommentEvent()) is not None  # a comment of nobody with nothing in it


def store(
    tmp_path: Path, *notes: Any, chat: tuple[str, ...] = ("jsonl", "srt", "ass", "vtt")
) -> SegmentStore:
    facts = Facts(target=tmp_path / "show.mp4", container="mp4", started_at=NOW, chat=chat)
    form = MediaFormat(video="h264", audio="aac")
    # Ten seconds from second 1 of the session on; seven seconds are missing; ten more from second 18 on.
    first = Segment(
        index=1, file="a", reason="start", first=100.0, duration=10.0, form=form, clock=((1.0, -99.0, 100.0),)
    )
    second = Segment(
        index=2, file="b", reason="reconnect", first=0.5, duration=10.0, form=form, clock=((18.0, 17.5, 0.5),)
    )
    made = SegmentStore(facts, tmp_path, [first, second])
    made.journal.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in notes))
    return made


def said(at: float, text: str = "hi", nickname: str = "Ann", **more: Any) -> dict[str, Any]:
    user = {"unique_id": "ann", "nickname": nickname}
    return {"at": at, "type": "comment", "text": text, "user": user, "received_at": NOW.isoformat(), **more}


def times(made: SegmentStore, segments: list[Segment] | None = None) -> list[float]:
    write_sidecars(made, made.facts.target, segments or made.segments, overwrite=True)
    return [json.loads(line)["time"] for line in (made.folder / "show.jsonl").read_text().splitlines()]


def test_notes_on_both_sides_of_a_gap(tmp_path: Path) -> None:
    made = store(tmp_path, *(said(at) for at in (0.2, 1.0, 6.0, 10.9, 12.0, 18.0, 20.0, 99.0)))
    assert times(made) == [0.0, 0.0, 5.0, 9.9, 10.0, 10.0, 12.0, 20.0]
    assert times(made, made.segments[1:]) == [0.0, 0.0, 2.0, 10.0]
    assert times(made, made.segments[:1]) == [0.0, 0.0, 5.0, 9.9]


def test_a_clock_that_drifts_is_followed(tmp_path: Path) -> None:
    made = store(tmp_path, said(61.0), said(3600.0))
    # The stream's clock loses 0.2 s in each hour.
    clock = tuple((60.0 * n, 0.2 * n / 60, 60.0 * n) for n in range(61))
    made.segments[:] = [
        Segment(
            index=1, file="a", reason="start", first=0.0, duration=4000.0, form=MediaFormat(), clock=clock
        )
    ]
    assert times(made) == pytest.approx([61.0, 3599.8], abs=0.01)


def test_a_journal_that_was_cut_off(tmp_path: Path) -> None:
    assert times(store(tmp_path, said(2.0), '{"at": 3.0, "ty')) == [1.0]
    made = store(tmp_path)
    made.journal.unlink()
    assert times(made) == []


def test_markup_in_the_chat_stays_text(tmp_path: Path) -> None:
    nasty = "<b>a</b> {\\pos(1,1)}\n\n00:00 --> 1 & \u202e"
    made = store(tmp_path, said(2.0, nasty, "{\\b1}<i>\nEve"))
    write_sidecars(made, made.facts.target, made.segments, overwrite=True)
    srt, vtt, ass = (
        (tmp_path / f"show.{suffix}").read_text(encoding="utf-8") for suffix in ("srt", "vtt", "ass")
    )
    assert srt.count("-->") == 1
    assert "<" not in srt
    assert vtt.count("-->") == 1
    assert "&lt;b&gt;a&lt;/b&gt;" in vtt
    assert "&amp;" in vtt
    dialogue = ass.splitlines()[-1]
    assert dialogue.count("{") == dialogue.count("}") == 2  # ours
    assert "\u202e" not in srt + vtt + ass


def test_sidecars_that_exist_are_kept(tmp_path: Path) -> None:
    made = store(tmp_path, said(2.0))
    (tmp_path / "show.ass").write_text("mine")
    with pytest.raises(FileExistsError):
        write_sidecars(made, made.facts.target, made.segments, overwrite=False)
    assert (tmp_path / "show.ass").read_text() == "mine"


def test_gifts_and_likes_in_subtitles(tmp_path: Path) -> None:
    user = {"unique_id": "ann", "nickname": ""}
    gift = {"at": 2.0, "type": "gift", "gift": "Rose", "count": 5, "diamonds": 5, "user": user}
    like = {"at": 3.0, "type": "like", "count": 15, "total": 99, "user": user}
    made = store(tmp_path, gift, like, chat=("srt",))
    write_sidecars(made, made.facts.target, made.segments, overwrite=False)
    assert (tmp_path / "show.srt").read_text(encoding="utf-8") == (
        "1\n00:00:01,000 --> 00:00:06,000\nann: sent Rose \u00d75\n\n"
        "2\n00:00:02,000 --> 00:00:07,000\nann: liked \u00d715\n\n"
    )
