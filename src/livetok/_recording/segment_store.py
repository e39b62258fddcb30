"""The folder in which a recording grows: segments, the manifest that describes them, the journal of the chat.

Everything in it can be used at any moment, also when nobody was left to close it: a segment needs no trailer, the
manifest is replaced as a whole, the journal consists of lines. `recover` finds it again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from errno import EEXIST
from io import FileIO
from os import PathLike
from pathlib import Path
from typing import Any, Final

import attrs
from attrs import define, evolve, field, frozen

from livetok._recording.mpegts import Cutter, Form
from livetok._recording.timeline import Segment, gap_before, positions
from livetok.errors import RecordingError

__all__ = ["Facts", "SegmentStore", "disk_trouble", "publish", "write_json"]

_VERSION: Final = 1
_MANIFEST: Final = "manifest.json"
_SUFFIX: Final = ".parts"
_READ: Final = 1 << 20


@contextmanager
def disk_trouble(what: str) -> Generator[None]:
    """Turn an error of the file system into one of ours.

    Raises:
        RecordingError: For any `OSError` of the block.
    """
    try:
        yield
    except OSError as error:
        raise RecordingError(f"{what}: {error.strerror or error}", hint=_remedy(error)) from error


def _remedy(error: OSError) -> str:
    if isinstance(error, FileExistsError):
        return "pass overwrite=True, or another name; a recording that was cut off is completed by recover()"
    return "check the path, its permissions and the free space"


@frozen(kw_only=True)
class Facts:
    """What stays the same through a recording.

    Attributes:
        target: The asked file; `{part}` stands for the number of the segment.
        container: Suffix that says which container.
        user: Handle of the host.
        room_id: The room.
        title: Of the broadcast, as it was at the start.
        started_at: Time of day.
        chat: Sidecars to be written.
    """

    target: Path
    container: str
    user: str = ""
    room_id: int = 0
    title: str = ""
    started_at: datetime
    chat: tuple[str, ...] = ()

    @property
    def description(self) -> Path:
        """The manifest that stays beside the finished file."""
        stem = self.target.stem.replace("{part}", "").rstrip(" -_.")
        return self.target.with_name(f"{stem}.recording.json")

    @property
    def results(self) -> list[Path]:
        """The files that a recording without incidents leaves."""
        return [self.target, self.description, *(self.target.with_suffix(f".{one}") for one in self.chat)]


@define
class SegmentStore:
    """The folder of one recording. Its methods block; call them in a thread.

    Attributes:
        facts: What the recording is of.
        folder: Beside the asked file, named after it.
        segments: In order.
    """

    facts: Facts
    folder: Path
    segments: list[Segment] = field(factory=list[Segment])

    @classmethod
    def make(cls, facts: Facts, *, overwrite: bool) -> SegmentStore:
        """Make the folder, and the ones above it. It is also what keeps a second recording off the same file.

        Raises:
            RecordingError: The file or an unfinished recording of it exists, or the folder cannot be made.
        """
        folder = facts.target.with_name(facts.target.name + _SUFFIX)
        with disk_trouble(f"cannot record to {str(facts.target)!r}"):
            for result in facts.results:
                if result.exists() and not overwrite:
                    raise FileExistsError(EEXIST, f"{result.name} exists")
            if overwrite and (folder / _MANIFEST).exists():
                shutil.rmtree(folder)
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir()
            store = cls(facts, folder)
            store.save()
        return store

    @classmethod
    def load(cls, path: str | PathLike[str]) -> SegmentStore:
        """Read an unfinished recording, given the asked file or the folder of the parts.

        A segment that was not closed is measured anew.

        Raises:
            RecordingError: There is none, or its manifest is not readable.
        """
        target = Path(path).absolute()
        folder = target if target.name.endswith(_SUFFIX) else target.with_name(target.name + _SUFFIX)
        try:
            data = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
            facts = _facts(data, folder)
            segments = [_segment(one) for one in data["segments"]]
        except OSError as error:
            raise RecordingError(
                f"there is no unfinished recording {str(folder)!r}",
                hint="name the file that was to be recorded",
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise RecordingError(f"the manifest in {str(folder)!r} is damaged: {error!r}") from error
        store = cls(facts, folder, segments)
        store._survey()
        return store

    @property
    def journal(self) -> Path:
        """Where the chat is noted down."""
        return self.folder / "chat.jsonl"

    def path(self, segment: Segment) -> Path:
        """Where a segment is."""
        return self.folder / segment.file

    def open(self, segment: Segment) -> FileIO:
        """Make the file of a segment, unbuffered."""
        return FileIO(self.path(segment), "xb")

    def drop_last(self) -> None:
        """Take back the last segment."""
        self.path(self.segments.pop()).unlink(missing_ok=True)
        self.save()

    def manifest(self) -> dict[str, Any]:
        """What is known, ready for JSON."""
        facts = attrs.asdict(self.facts) | {
            "target": self.facts.target.name,
            "room_id": str(self.facts.room_id),
            "started_at": self.facts.started_at.isoformat(),
        }
        segments = [self._described(n, start) for n, start in enumerate(positions(self.segments))]
        return {"version": _VERSION, **facts, "segments": segments}

    def save(self) -> None:
        """Replace the manifest.

        Raises:
            OSError: The disk is full, say. The former manifest is still there.
        """
        write_json(self.folder / _MANIFEST, self.manifest())

    def remove(self) -> None:
        """Delete the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _described(self, index: int, start: float) -> dict[str, Any]:
        one = self.segments[index]
        form = {"picture": one.form.picture.hex(), "sound": one.form.sound.hex()}
        return attrs.asdict(one) | {
            "form": {"video": one.form.video, "audio": one.form.audio, **form},
            "start": round(start, 3),
            "gap": round(gap_before(self.segments, index), 3),
        }

    def _survey(self) -> None:
        """Bring the list in line with what is on the disk: the last segments may be longer, or not listed."""
        known = {one.file for one in self.segments}
        files = sorted(path.name for path in self.folder.glob("part-*.ts"))
        for name in files:
            if name not in known:
                index = int("".join(c for c in name if c.isdecimal()) or 0)
                self.segments.append(Segment(index=index, file=name, reason="found", form=Form()))
        self.segments = [self._measured(one) for one in self.segments if one.file in files]
        self.segments = [one for one in self.segments if one.size]

    def _measured(self, segment: Segment) -> Segment:
        size = self.path(segment).stat().st_size
        return segment if size == segment.size else measure(self.path(segment), segment)


def measure(path: Path, segment: Segment) -> Segment:
    """Read a segment through to learn what is in it, and cut off what is torn at its end."""
    cutter, size, whole = Cutter(), 0, 0
    with path.open("rb+") as file:
        while data := file.read(_READ):
            for one in cutter.feed(data):
                size += len(one.data)
                whole = whole if one.tail is None else size - one.tail
                first = one.opening.first if one.opening else segment.first
                segment = evolve(segment, form=one.form, first=first, duration=one.end - first)
        file.truncate(whole)
    return evolve(segment, size=whole if segment.duration > 0 else 0)


def write_json(path: Path, data: Any) -> None:
    """Write a JSON file so that it is there as a whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def publish(draft: Path, target: Path, *, overwrite: bool) -> None:
    """Give a finished file its name, once it is on the disk for good: what it was made of is deleted next.

    Raises:
        FileExistsError: There is one of that name.
        OSError: The disk is full, say.
    """
    if target.exists() and not overwrite:
        raise FileExistsError(EEXIST, f"{target.name} has come into being meanwhile")
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)


def _facts(data: dict[str, Any], folder: Path) -> Facts:
    return Facts(
        target=folder.with_name(folder.name.removesuffix(_SUFFIX)),
        container=data["container"],
        user=data["user"],
        room_id=int(data["room_id"]),
        title=data["title"],
        started_at=datetime.fromisoformat(data["started_at"]),
        chat=tuple(data["chat"]),
    )


def _segment(data: dict[str, Any]) -> Segment:
    form = data["form"]
    known = {one.name: data[one.name] for one in attrs.fields(Segment)}
    known["form"] = Form(
        video=form["video"],
        audio=form["audio"],
        picture=bytes.fromhex(form["picture"]),
        sound=bytes.fromhex(form["sound"]),
    )
    known["clock"] = tuple((float(begun), float(least)) for begun, least in data["clock"])
    return Segment(**known)
