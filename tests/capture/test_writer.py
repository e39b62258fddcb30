"""A capture file that cannot be begun, or not be written on."""

from __future__ import annotations

import errno
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from livetok._capture import writer
from livetok._capture.file_format import read_records
from livetok._capture.writer import Capture, create
from livetok.errors import CaptureError
from livetok.proto import CaptureHeader


def begin(path: Path) -> Capture:
    header = CaptureHeader(room_id=7, unique_id="ann")
    return create(
        path, header, time=lambda: 0.0, now=datetime.now(UTC), pseudonymise=False, end=lambda _: None
    )


def full_after(free: int) -> type[io.FileIO]:
    """A disk that has so many bytes left."""

    class FullDisk(io.FileIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            room = free - self.tell()
            if room <= 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data[:room])

    return FullDisk


@pytest.mark.parametrize("free", [0, 1, 15, 16, 30])
def test_a_disk_that_is_full_at_once_is_one_clear_error_and_no_file(
    free: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer.io, "FileIO", full_after(free))
    with pytest.raises(CaptureError, match="No space left") as caught:
        begin(tmp_path / "room.capture")
    assert "disk full" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_ends_the_capture_and_keeps_what_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer.io, "FileIO", full_after(200))
    capture = begin(tmp_path / "room.capture")
    for _ in range(50):
        capture.received(b"not compressible" * 2)
    assert isinstance(capture.failure, CaptureError)
    written = capture.records
    capture.opened()
    assert capture.records == written
    capture.close()
    with (tmp_path / "room.capture").open("rb") as file:
        assert len(list(read_records(file))) == written
