"""Options of a recording, checked at the call."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import IO, Any, Final, Literal, TypedDict, cast

from attrs import Attribute, field, frozen
from attrs.validators import optional

from livetok._recording.filename_template import check_template
from livetok._util.from_keywords import from_keywords
from livetok._util.validators import count, flag, seconds
from livetok.errors import UserError

__all__ = ["CONTAINERS", "SOUND_ONLY", "RecordKeywords", "RecordOptions", "Sidecar", "check", "check_stream"]

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
    if value is not None and value not in tuple(CONTAINERS):
        raise UserError(f"there is no format {value!r}", hint=f"formats are {', '.join(CONTAINERS)}")


def _either(*names: str) -> Callable[[Any, Attribute[Any], Any], None]:
    """Return a validator for one of some names, or None."""

    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if value is not None and value not in names:
            raise UserError(
                f"{attribute.name} is {value!r}, and must be {' or '.join(map(repr, names))}",
                hint="leave it out for either",
            )

    return check


@frozen(kw_only=True)
class RecordOptions:
    """How to record.

    Attributes:
        quality: `best`, `worst`, `audio`, a name that the room offers (`origin`, `uhd`, `hd`, `sd`, `ld`),
            or several with commas between them, to be tried in that order. Default `"best"`.
            Example: `quality="hd,sd,best"`.
        codec: Only streams in this codec, `h264` or `h265`. Default None: any that can be written, H.264
            first. Example: `codec="h264"`.
        duration: Seconds of video after which the recording is complete. Default None: until the broadcast
            ends. Example: `duration=3600`.
        format: Container: `mp4`, `mov`, `m4a` (sound only), `mkv`, `ts`, `flv`. Default None: what the
            suffix of the file name says. Example: `format="mkv"`.
        segment: Seconds after which a new segment begins, with the next key frame. With `{part}` in the
            name, each becomes a file. Default 600. Example: `segment=1800`.
        segment_size: Bytes after which a new segment begins likewise. Default None: any size.
            Example: `segment_size=2_000_000_000`.
        chat: Sidecars to write beside the video: `jsonl`, `srt`, `ass`, `vtt`, one or several.
            Default `()`. Example: `chat=("jsonl", "ass")`.
        prefer: `flv` or `hls`, to be tried first where a quality comes both ways. Default None: FLV.
            Example: `prefer="hls"`.
        ffmpeg: The program that writes the finished file; a `.flv` needs none. Default None: the one on the
            PATH, or in the package `imageio-ffmpeg`. Example: `ffmpeg="ffmpeg-7"`.
        ffmpeg_args: Output options of ffmpeg for the finished file, which come after `-c copy`, one text
            for each word. Default `()`. Example: `ffmpeg_args=("-c:v", "libx264")`.
        overwrite: Replace files that exist. Default False. Example: `overwrite=True`.
        keep_parts: Keep the segments beside the finished file, as they were received. Default False.
            Example: `keep_parts=True`.
        stall_timeout: Seconds without new video after which the stream counts as lost. Default 15.
            Example: `stall_timeout=30`.
        start_timeout: Seconds that a room which is live may take to show its first video; `math.inf` waits
            as long as it is live. Default 60. Example: `start_timeout=math.inf`.
        metadata: Write title, host, date and room id into the file. Default True. Example: `metadata=False`.
        thumbnail: Embed the first picture as a cover (`mp4`, `m4a`, `mkv`), or write it beside the file as
            a JPEG. Default False. Example: `thumbnail=True`.
        exec: Program and arguments to run after each finished file; `{}` stands for its path, which is
            otherwise added at the end. No shell sees them. Default `()`.
            Example: `exec=("notify-send", "{}")`.
        min_free: Bytes that stay free on the disk. The recording pauses before there are fewer, and goes on
            when a twentieth more than that is free again. Joining needs as much as the recording itself.
            Default 0: end when the disk is full. Example: `min_free=5_000_000_000`.

    Raises:
        UserError: A value is of the wrong type or out of range.
    """

    quality: str = field(default="best", validator=_text)
    codec: Literal["h264", "h265"] | None = field(default=None, validator=_either("h264", "h265"))
    duration: float | None = field(default=None, validator=optional(seconds()))
    format: str | None = field(default=None, validator=_container)
    segment: float = field(default=600.0, validator=seconds())
    segment_size: int | None = field(default=None, validator=optional(count(1)))
    chat: tuple[Sidecar, ...] = field(default=(), converter=_sidecars, validator=_known_sidecars)
    prefer: Literal["flv", "hls"] | None = field(default=None, validator=_either("flv", "hls"))
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
    def of(cls, keywords: Mapping[str, Any]) -> RecordOptions:
        """Build from keyword arguments.

        Args:
            keywords: Those of `Live.record()`.

        Raises:
            UserError: A name is unknown (the hint names the nearest) or a value is wrong.
        """
        return from_keywords(cls, keywords, "record")


class RecordKeywords(TypedDict, total=False):
    """Keyword arguments of `Live.record()`, for type checkers and editors; the texts are those of `RecordOptions`."""

    quality: str
    """`best`, `worst`, `audio`, a name that the room offers (`origin`, `uhd`, `hd`, `sd`, `ld`), or several
    with commas between them, to be tried in that order. Default `"best"`. Example: `quality="hd,sd,best"`.
    """
    codec: Literal["h264", "h265"] | None
    """Only streams in this codec, `h264` or `h265`. Default None: any that can be written, H.264 first.
    Example: `codec="h264"`.
    """
    duration: float | None
    """Seconds of video after which the recording is complete. Default None: until the broadcast ends.
    Example: `duration=3600`.
    """
    format: str | None
    """Container: `mp4`, `mov`, `m4a` (sound only), `mkv`, `ts`, `flv`. Default None: what the suffix of the
    file name says. Example: `format="mkv"`.
    """
    segment: float
    """Seconds after which a new segment begins, with the next key frame. With `{part}` in the name, each
    becomes a file. Default 600. Example: `segment=1800`.
    """
    segment_size: int | None
    """Bytes after which a new segment begins likewise. Default None: any size. Example:
    `segment_size=2_000_000_000`.
    """
    chat: Sidecar | Sequence[Sidecar]
    """Sidecars to write beside the video: `jsonl`, `srt`, `ass`, `vtt`, one or several. Default `()`.
    Example: `chat=("jsonl", "ass")`.
    """
    prefer: Literal["flv", "hls"] | None
    """`flv` or `hls`, to be tried first where a quality comes both ways. Default None: FLV. Example:
    `prefer="hls"`.
    """
    ffmpeg: str | os.PathLike[str] | None
    """The program that writes the finished file; a `.flv` needs none. Default None: the one on the PATH, or
    in the package `imageio-ffmpeg`. Example: `ffmpeg="ffmpeg-7"`.
    """
    ffmpeg_args: Sequence[str]
    """Output options of ffmpeg for the finished file, which come after `-c copy`, one text for each word.
    Default `()`. Example: `ffmpeg_args=("-c:v", "libx264")`.
    """
    overwrite: bool
    """Replace files that exist. Default False. Example: `overwrite=True`."""
    keep_parts: bool
    """Keep the segments beside the finished file, as they were received. Default False. Example:
    `keep_parts=True`.
    """
    stall_timeout: float
    """Seconds without new video after which the stream counts as lost. Default 15. Example:
    `stall_timeout=30`.
    """
    start_timeout: float
    """Seconds that a room which is live may take to show its first video; `math.inf` waits as long as it is
    live. Default 60. Example: `start_timeout=math.inf`.
    """
    metadata: bool
    """Write title, host, date and room id into the file. Default True. Example: `metadata=False`."""
    thumbnail: bool
    """Embed the first picture as a cover (`mp4`, `m4a`, `mkv`), or write it beside the file as a JPEG.
    Default False. Example: `thumbnail=True`.
    """
    exec: Sequence[str]
    """Program and arguments to run after each finished file; `{}` stands for its path, which is otherwise
    added at the end. No shell sees them. Default `()`. Example: `exec=("notify-send", "{}")`.
    """
    min_free: int
    """Bytes that stay free on the disk. The recording pauses before there are fewer, and goes on when a
    twentieth more than that is free again. Joining needs as much as the recording itself. Default 0: end when
    the disk is full. Example: `min_free=5_000_000_000`.
    """


def check(path: Any, options: RecordOptions) -> str:
    """Return the template of the file name, with its suffix.

    Raises:
        UserError: It is no path, names a field that does not exist, or has a suffix that no container has.
    """
    try:
        template = cast(object, os.fspath(path))
    except TypeError:
        template = None
    if not isinstance(template, str):
        raise UserError(f"{path!r} is no path", hint='for example live.record("show.mp4")')
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


# What is made of a file once it is finished; an open file never is.
_FOR_FILES: Final = (
    "chat",
    "exec",
    "ffmpeg_args",
    "keep_parts",
    "min_free",
    "overwrite",
    "thumbnail",
)


def check_stream(file: IO[bytes], options: RecordOptions) -> None:
    """See that an open file can take what is asked for: FLV as it comes, and nothing beside it.

    Args:
        file: Where to.
        options: Of the recording.

    Raises:
        UserError: It cannot.
    """
    try:
        file.fileno()
        is_writable = file.writable()
    except (OSError, ValueError):  # it exists in memory only, or is closed
        is_writable = False
    if not is_writable:
        raise UserError(f"{file!r} is not open for writing", hint="for example sys.stdout.buffer")
    if options.format not in {None, "flv"}:
        raise UserError(
            f"an open file takes FLV, and no {options.format!r}", hint="pipe it through ffmpeg -i - ..."
        )
    for name in _FOR_FILES:
        if getattr(options, name):
            raise UserError(f"{name} needs a file with a name", hint=f"leave {name} out, or name a file")
