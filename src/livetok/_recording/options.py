"""Options of a recording, checked at the call."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import Any, Final, Literal, TypedDict, cast

from attrs import Attribute, field, fields, frozen
from attrs.validators import optional

from livetok._recording.filename_template import check_template
from livetok._util.validators import count, flag, seconds
from livetok.errors import UserError

__all__ = ["CONTAINERS", "SOUND_ONLY", "RecordKeywords", "RecordOptions", "Sidecar", "check"]

Sidecar = Literal["jsonl", "srt", "ass", "vtt"]
_SIDECARS: Final = ("jsonl", "srt", "ass", "vtt")
# Suffix of the file -> what ffmpeg calls its container.
CONTAINERS: Final = {
    "mp4": "mp4",
    "m4a": "mp4",
    "mov": "mov",
    "mkv": "matroska",
    "ts": "mpegts",
    "flv": "flv",
}
# Suffixes of files that hold no picture.
SOUND_ONLY: Final = frozenset({"m4a"})


def _text(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise UserError(f"{attribute.name} is {value!r}, and must be some text", hint='for example "best"')


def _optional_text(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if value is not None and (not isinstance(value, str | os.PathLike) or not os.fspath(value)):
        raise UserError(
            f"{attribute.name} is {value!r}, and must be some text", hint="leave it out for the default"
        )


def _arguments(value: Any) -> Any:
    return tuple(cast(Sequence[Any], value)) if isinstance(value, list | tuple) else value


def _list_of_text(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if not isinstance(value, tuple) or not all(
        isinstance(text, str) and "\0" not in text for text in cast(tuple[Any, ...], value)
    ):
        raise UserError(
            f"{attribute.name} is {value!r}, and must be a list of arguments, one text for each",
            hint=f"for example {attribute.name}={_EXAMPLES[attribute.name]}",
        )


_EXAMPLES: Final = {"ffmpeg_args": '("-c:v", "libx264")', "exec": '("notify-send", "{}")'}


def _sidecars(value: Any) -> Any:
    return (value,) if isinstance(value, str) else _arguments(value)


def _known_sidecars(_: Any, attribute: Attribute[Any], value: Any) -> None:
    for form in cast(tuple[Any, ...], value) if isinstance(value, tuple) else (value,):
        if form not in _SIDECARS:
            raise UserError(
                f"{attribute.name} knows no format {form!r}", hint=f"there are {', '.join(_SIDECARS)}"
            )


def _container(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if value is not None and value not in CONTAINERS:
        raise UserError(f"there is no format {value!r}", hint=f"formats are {', '.join(CONTAINERS)}")


def _codec(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if value not in {None, "h264", "h265"}:
        raise UserError(
            f"{attribute.name} is {value!r}, and must be 'h264' or 'h265'", hint="leave it out for either"
        )


def _protocol(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if value not in {None, "flv", "hls"}:
        raise UserError(
            f"{attribute.name} is {value!r}, and must be 'flv' or 'hls'", hint="leave it out for either"
        )


@frozen(kw_only=True)
class RecordOptions:
    """How to record.

    Attributes:
        quality: `best`, `worst`, `audio`, a name that the room offers (`origin`, `uhd`, `hd`, `sd`, `ld`),
            or several with commas between them, to be tried in that order: `"hd,sd,best"`. Default
            `"best"`.
        codec: Only streams in this codec. Default None: any that can be written, H.264 first.
        duration: Seconds of video after which the recording is complete. Default None: until the broadcast
            ends.
        format: Container: `mp4`, `mov`, `m4a` (sound only), `mkv`, `ts`, `flv`. Default None: what the
            suffix of the file name says.
        segment: Seconds after which a new segment begins, with the next key frame. Default 600. With
            `{part}` in the name, each becomes a file.
        segment_size: Bytes after which a new segment begins likewise. Default None: any size.
        chat: Sidecars to write: `jsonl`, `srt`, `ass`, `vtt`, one or several. Default none.
        prefer: `flv` or `hls`, to be tried first where a quality comes both ways. Default None: FLV.
        ffmpeg: The program that writes the finished file. Default None: the one on the PATH, or in the
            package `imageio-ffmpeg`. A `.flv` needs none.
        ffmpeg_args: Output options of ffmpeg for the finished file, which come after `-c copy`, one text
            for each. Default none.
        overwrite: Replace files that exist. Default False.
        keep_parts: Keep the segments beside the finished file, as they were received. Default False.
        stall_timeout: Seconds without new video after which the stream counts as lost. Default 15.
        start_timeout: Seconds that a room which is live may take to show its first video. Default 60;
            `math.inf` waits as long as it is live.
        metadata: Write title, host, date and room id into the file. Default True.
        thumbnail: Embed the first picture as a cover (`mp4`, `m4a`, `mkv`), or write it beside the file as
            a JPEG. Default False.
        exec: Program and arguments to run after each finished file; `{}` stands for its path, which is
            otherwise added at the end. No shell sees them. Default none.
        min_free: Bytes that stay free on the disk: the recording ends, and its file is finished, before
            there are fewer. Default 0. Joining needs as much as the recording itself.

    Raises:
        UserError: A value is of the wrong type or out of range.
    """

    quality: str = field(default="best", validator=_text)
    codec: Literal["h264", "h265"] | None = field(default=None, validator=_codec)
    duration: float | None = field(default=None, validator=optional(seconds()))
    format: str | None = field(default=None, validator=_container)
    segment: float = field(default=600.0, validator=seconds())
    segment_size: int | None = field(default=None, validator=optional(count(1)))
    chat: tuple[Sidecar, ...] = field(default=(), converter=_sidecars, validator=_known_sidecars)
    prefer: Literal["flv", "hls"] | None = field(default=None, validator=_protocol)
    ffmpeg: str | os.PathLike[str] | None = field(default=None, validator=_optional_text)
    ffmpeg_args: tuple[str, ...] = field(default=(), converter=_arguments, validator=_list_of_text)
    overwrite: bool = field(default=False, validator=flag)
    keep_parts: bool = field(default=False, validator=flag)
    stall_timeout: float = field(default=15.0, validator=seconds())
    start_timeout: float = field(default=60.0, validator=seconds())
    metadata: bool = field(default=True, validator=flag)
    thumbnail: bool = field(default=False, validator=flag)
    exec: tuple[str, ...] = field(default=(), converter=_arguments, validator=_list_of_text)
    min_free: int = field(default=0, validator=count(0))

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> RecordOptions:
        """Build from keyword arguments.

        Raises:
            UserError: A name is unknown (the hint names the nearest) or a value is wrong.
        """
        known = [attribute.name for attribute in fields(cls)]
        for name in given:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                raise UserError(
                    f"record() has no option {name!r}",
                    hint=f"did you mean {near[0]!r}?" if near else f"options are {', '.join(known)}",
                )
        return cls(**given)


class RecordKeywords(TypedDict, total=False):
    """Keyword arguments of `Live.record()`, for type checkers and editors.

    Attributes:
        quality: `best`, `worst`, `audio`, a name that the room offers (`origin`, `uhd`, `hd`, `sd`, `ld`),
            or several with commas between them, to be tried in that order: `"hd,sd,best"`. Default
            `"best"`.
        codec: Only streams in this codec. Default None: any that can be written, H.264 first.
        duration: Seconds of video after which the recording is complete. Default None: until the broadcast
            ends.
        format: Container: `mp4`, `mov`, `m4a` (sound only), `mkv`, `ts`, `flv`. Default None: what the
            suffix of the file name says.
        segment: Seconds after which a new segment begins, with the next key frame. Default 600. With
            `{part}` in the name, each becomes a file.
        segment_size: Bytes after which a new segment begins likewise. Default None: any size.
        chat: Sidecars to write: `jsonl`, `srt`, `ass`, `vtt`, one or several. Default none.
        prefer: `flv` or `hls`, to be tried first where a quality comes both ways. Default None: FLV.
        ffmpeg: The program that writes the finished file. Default None: the one on the PATH, or in the
            package `imageio-ffmpeg`. A `.flv` needs none.
        ffmpeg_args: Output options of ffmpeg for the finished file, which come after `-c copy`, one text
            for each. Default none.
        overwrite: Replace files that exist. Default False.
        keep_parts: Keep the segments beside the finished file, as they were received. Default False.
        stall_timeout: Seconds without new video after which the stream counts as lost. Default 15.
        start_timeout: Seconds that a room which is live may take to show its first video. Default 60;
            `math.inf` waits as long as it is live.
        metadata: Write title, host, date and room id into the file. Default True.
        thumbnail: Embed the first picture as a cover (`mp4`, `m4a`, `mkv`), or write it beside the file as
            a JPEG. Default False.
        exec: Program and arguments to run after each finished file; `{}` stands for its path, which is
            otherwise added at the end. No shell sees them. Default none.
        min_free: Bytes that stay free on the disk: the recording ends, and its file is finished, before
            there are fewer. Default 0. Joining needs as much as the recording itself.
    """

    quality: str
    codec: Literal["h264", "h265"] | None
    duration: float | None
    format: str | None
    segment: float
    segment_size: int | None
    chat: Sidecar | Sequence[Sidecar]
    prefer: Literal["flv", "hls"] | None
    ffmpeg: str | os.PathLike[str] | None
    ffmpeg_args: Sequence[str]
    overwrite: bool
    keep_parts: bool
    stall_timeout: float
    start_timeout: float
    metadata: bool
    thumbnail: bool
    exec: Sequence[str]
    min_free: int


def check(path: str | os.PathLike[str], options: RecordOptions) -> str:
    """Return the template of the file name, with its suffix.

    Raises:
        UserError: It is no path, names a field that does not exist, or has a suffix that no container has.
    """
    if not isinstance(path, str | os.PathLike) or not isinstance(os.fspath(path), str):
        raise UserError(f"{path!r} is no path", hint='for example live.record("show.mp4")')
    template = os.fspath(path)
    if not template or "\0" in template or not PurePath(template).name:
        raise UserError(f"{template!r} names no file", hint='for example live.record("show.mp4")')
    check_template(template)
    if "{part" in str(PurePath(template).parent):
        raise UserError("{part} can stand in the name of the file only", hint='for example "show-{part}.mp4"')
    suffix = Path(template).suffix.removeprefix(".").lower()
    if suffix in CONTAINERS:
        return template
    if options.format is None:
        raise UserError(
            f"{PurePath(template).name!r} has no suffix of a container",
            hint=f"end it with {', '.join(f'.{name}' for name in CONTAINERS)}, or pass format=",
        )
    return f"{template}.{options.format}"
