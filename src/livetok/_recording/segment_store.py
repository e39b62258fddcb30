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

from livetok._recording.filename_template import pattern
from livetok._recording.flv import FlvError, FlvReader, MediaFormat, Role, describe, format_after
from livetok._recording.timeline import Segment, gap_before, positions
from livetok.errors import RecordingError

__all__ = ["Facts", "SegmentStore", "disk_trouble", "publish", "unfinished", "write_json"]

_VERSION: Final = 2
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
        first_part: Number of the first file where `{part}` is in the name, behind those that exist already.
    """

    target: Path
    container: str
    user: str = ""
    room_id: int = 0
    title: str = ""
    started_at: datetime
    chat: tuple[str, ...] = ()
    first_part: int = 1

    @property
    def description(self) -> Path:
        """The manifest that stays beside the finished file."""
        stem = self.target.stem.replace("{part}", "").rstrip(" -_.")
        return self.target.with_name(f"{stem}.recording.json")

    @property
    def results(self) -> list[Path]:
        """The files that a recording without incidents leaves."""
        return [self.target, self.description, *(self.target.with_suffix(f".{form}") for form in self.chat)]


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
            store = cls(evolve(facts, first_part=_first_part(facts.target, overwrite=overwrite)), folder)
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
            segments = [_segment(entry) for entry in data["segments"]]
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

    def has_space(self, least: int) -> bool:
        """Whether so many bytes are free on the disk."""
        return shutil.disk_usage(self.folder).free >= least

    def manifest(self) -> dict[str, Any]:
        """What is known, ready for JSON."""
        facts = attrs.asdict(self.facts) | {
            "target": self.facts.target.name,
            "room_id": str(self.facts.room_id),
            "started_at": self.facts.started_at.isoformat(),
        }
        known = list(self.segments)  # the recording goes on meanwhile
        segments = [_described(known, n, start) for n, start in enumerate(positions(known))]
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

    def _survey(self) -> None:
        """Bring the list in line with what is on the disk: the last segments may be longer, or not listed."""
        known = {segment.file for segment in self.segments}
        files = sorted(path.name for path in self.folder.glob("part-*.flv"))
        for name in files:
            if name not in known:
                index = int("".join(c for c in name if c.isdecimal()) or 0)
                self.segments.append(Segment(index=index, file=name, reason="found", form=MediaFormat()))
        self.segments = [self._measured(segment) for segment in self.segments if segment.file in files]
        self.segments = [segment for segment in self.segments if segment.size]

    def _measured(self, segment: Segment) -> Segment:
        size = self.path(segment).stat().st_size
        return segment if size == segment.size else measure(self.path(segment), segment)


def _described(segments: list[Segment], index: int, start: float) -> dict[str, Any]:
    segment = segments[index]
    form = {"picture": segment.form.picture.hex(), "sound": segment.form.sound.hex()}
    return attrs.asdict(segment) | {
        "form": {"video": segment.form.video, "audio": segment.form.audio, **form},
        "start": round(start, 3),
        "gap": round(gap_before(segments, index), 3),
    }


def unfinished(path: str | PathLike[str]) -> list[Path]:
    """Find the folders of unfinished recordings that a file name, a folder or a template of a name means.

    Raises:
        RecordingError: A template means none.
    """
    target = Path(path).absolute()
    if (folder := target.with_name(target.name + _SUFFIX)).exists() or "{" not in str(target):
        return [target if target.name.endswith(_SUFFIX) else folder]
    names, base = pattern(str(target)), target
    while "{" in str(base):
        base = base.parent
    recordings = [folder for folder in base.rglob(f"*{_SUFFIX}") if (folder / _MANIFEST).exists()]
    folders = sorted(folder for folder in recordings if names.fullmatch(str(folder).removesuffix(_SUFFIX)))
    if not folders:
        raise RecordingError(
            f"there is no unfinished recording {str(target)!r}", hint="name the file that was to be recorded"
        )
    return folders


def _first_part(target: Path, *, overwrite: bool) -> int:
    """Return the number behind those of the files in parts that exist."""
    if overwrite or "{part}" not in target.name:
        return 1
    before, _, after = target.name.partition("{part}")
    names = (path.name for path in target.parent.iterdir())
    numbers = [
        name[len(before) : len(name) - len(after)]
        for name in names
        if name.startswith(before) and name.endswith(after)
    ]
    return 1 + max((int(number) for number in numbers if number.isdecimal() and number.isascii()), default=0)


def measure(path: Path, segment: Segment) -> Segment:
    """Read a segment through to learn what is in it, and cut off what is torn at its end."""
    reader, form, whole = FlvReader(), MediaFormat(), 0
    first = None if segment.reason == "found" else segment.first
    end, last = 0.0, dict[int, float]()
    with path.open("rb+") as file:
        while data := file.read(_READ):
            try:
                tags = reader.feed(data)
            except FlvError:
                break
            whole = file.tell() - reader.rest
            for tag in tags:
                content = describe(tag)
                if content.role is Role.NONE:
                    continue
                form = format_after(form, tag, content)
                if content.role is Role.CONFIG:
                    continue
                at = tag.time / 1000
                first = at if first is None else first
                end = max(
                    end, at + max(0, content.delay) / 1000 + min(0.5, max(0.0, at - last.get(tag.kind, at)))
                )
                last[tag.kind] = at
        file.truncate(whole)
    first = first or 0.0
    segment = evolve(segment, form=form, first=first, duration=max(0.0, end - first))
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
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    if overwrite:
        draft.replace(target)
        return
    try:
        os.link(draft, target)  # unlike a rename, this never replaces
    except FileExistsError:
        raise FileExistsError(EEXIST, f"{target.name} has come into being meanwhile") from None
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(EEXIST, f"{target.name} has come into being meanwhile") from None
        draft.replace(target)
    draft.unlink(missing_ok=True)


def _facts(data: dict[str, Any], folder: Path) -> Facts:
    return Facts(
        target=folder.with_name(folder.name.removesuffix(_SUFFIX)),
        container=data["container"],
        user=data["user"],
        room_id=int(data["room_id"]),
        title=data["title"],
        started_at=datetime.fromisoformat(data["started_at"]),
        chat=tuple(data["chat"]),
        first_part=int(data["first_part"]),
    )


def _segment(data: dict[str, Any]) -> Segment:
    form = data["form"]
    known = {attribute.name: data[attribute.name] for attribute in attrs.fields(Segment)}
    known["form"] = MediaFormat(
        video=form["video"],
        audio=form["audio"],
        picture=bytes.fromhex(form["picture"]),
        sound=bytes.fromhex(form["sound"]),
    )
    known["clock"] = tuple((float(at), float(least), float(media)) for at, least, media in data["clock"])
    return Segment(**known)
