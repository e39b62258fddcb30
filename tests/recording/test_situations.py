"""What befalls recordings: each situation is recorded once on each backend, and joined by every ffmpeg there is."""

from __future__ import annotations

import anyio
import pytest

from support import ffmpegs
from support.media import ffmpeg
from support.movies import make_movies
from support.situations import HEVC, SITUATIONS, Movies, Recorded, Situation, join, record_all

PROGRAMS = ffmpegs.programs()


@pytest.fixture(scope="module")
def movies(tmp_path_factory: pytest.TempPathFactory) -> Movies:
    ffmpeg()
    return make_movies(tmp_path_factory.mktemp("movies"))


@pytest.fixture(scope="module", params=["asyncio", "trio"])
def recorded(
    request: pytest.FixtureRequest, movies: Movies, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Recorded | Exception]:
    folder = tmp_path_factory.mktemp(f"situations-{request.param}")
    return anyio.run(record_all, (*SITUATIONS, *HEVC), movies, folder, backend=request.param)


def outcome_of(recorded: dict[str, Recorded | Exception], situation: Situation) -> Recorded:
    result = recorded[situation.name]
    if isinstance(result, Exception):
        raise result
    return result


@pytest.mark.parametrize("situation", [*SITUATIONS, *HEVC], ids=lambda situation: situation.name)
def test_what_is_recorded(recorded: dict[str, Recorded | Exception], situation: Situation) -> None:
    result = outcome_of(recorded, situation)
    reasons = [segment.reason for segment in result.recording.segments]
    assert situation.reasons is None or reasons == list(situation.reasons)
    assert result.recording.error is None
    assert len(result.live.requests) <= situation.most_requests
    assert result.live.lookups <= situation.most_requests


# One backend is enough here: what is on the disk is the same.
@pytest.mark.parametrize("recorded", ["trio"], indirect=True)
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_is_lost(
    recorded: dict[str, Recorded | Exception], situation: Situation, program: str
) -> None:
    check(outcome_of(recorded, situation), program)


@pytest.mark.parametrize("recorded", ["trio"], indirect=True)
@pytest.mark.parametrize("situation", HEVC, ids=lambda situation: situation.name)
@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_is_lost_of_newer_codecs(
    recorded: dict[str, Recorded | Exception], situation: Situation, program: str
) -> None:
    if not anyio.run(ffmpegs.knows, program, "h265"):
        pytest.skip("this ffmpeg does not read H.265 in a live; such a stream is not chosen for it")
    check(outcome_of(recorded, situation), program)


def check(result: Recorded, program: str) -> None:
    situation = result.situation
    outcome = anyio.run(join, result, program, "mp4")
    assert len(outcome.readings) == situation.files
    assert situation.sent - set(outcome.numbers) == set()
    assert len(outcome.numbers) - len(set(outcome.numbers)) <= situation.repeated
    assert outcome.sound_offset < 0.15
    assert outcome.chat_offset < 0.15
    assert outcome.faults == ""
