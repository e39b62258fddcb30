"""`livetok inspect FILE`: what recorded messages hold that livetok does not know, ready for an issue."""

from __future__ import annotations

import argparse
import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livetok.cli import common
from livetok.errors import CaptureError

if TYPE_CHECKING:
    from livetok._capture.unknown_parts import UnknownParts

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "inspect",
        help="list what a capture holds that livetok does not know",
        description="List the methods, fields and enum values of a capture that livetok does not know, with names, "
        "ids and texts replaced: ready to be pasted into an issue.",
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="made by `livetok capture`, or JSON lines with `method` and `payload`, or `frame`, in base64",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


async def run(args: argparse.Namespace) -> int:
    """Read the file and print what is unknown in it.

    Raises:
        CaptureError: The file cannot be read, or is damaged.
    """
    import anyio.to_thread

    from livetok.cli.output import open_output

    parts = await anyio.to_thread.run_sync(_read, Path(args.file))
    async with open_output() as output:
        await output.write("".join(f"{line}\n" for line in (_json(parts) if args.json else _text(parts))))
    return 0


def _read(path: Path) -> UnknownParts:
    from livetok._capture.file_format import is_capture, read_records
    from livetok._capture.pseudonyms import Pseudonyms
    from livetok._capture.unknown_parts import UnknownParts
    from livetok._protocol.frames import open_result
    from livetok.proto import CaptureKind

    parts = UnknownParts(Pseudonyms(os.urandom(32)))
    try:
        with path.open("rb") as file:
            captured = is_capture(file.read(64))
            file.seek(0)
            for record in read_records(file) if captured else ():
                if record.kind == CaptureKind.WEBSOCKET_IN:
                    parts.add_frame(record.body)
                elif record.kind == CaptureKind.HTTP_ANSWER and "/im/fetch" in record.http.url:
                    parts.add_batch(open_result(record.body))
            for number, line in enumerate(() if captured else file, 1):
                _add_line(parts, line, number)
    except OSError as error:
        raise CaptureError(f"cannot read {path}: {error.strerror}", hint="another file?") from error
    return parts


def _add_line(parts: UnknownParts, line: bytes, number: int) -> None:
    if not line.strip():
        return
    try:
        content: Any = json.loads(line)
        if "frame" in content:
            parts.add_frame(base64.b64decode(content["frame"], validate=True))
        else:
            parts.add(str(content["method"]), base64.b64decode(content["payload"], validate=True))
    except (ValueError, KeyError, TypeError) as error:
        hint = "a file of `livetok capture`, or JSON lines with `method` and `payload`, or `frame`"
        raise CaptureError(f"line {number} is no recorded message", hint=hint, offset=number) from error


def _json(parts: UnknownParts) -> Iterator[str]:
    for part, count in sorted(parts.counts.items(), key=lambda item: (item[0].method, item[0].path)):
        facts = {"method": part.method, "path": part.path, "kind": part.kind, "count": count}
        yield json.dumps(facts | {"example": parts.examples.get(part, "")}, ensure_ascii=False)


def _text(parts: UnknownParts) -> Iterator[str]:
    from livetok import __version__
    from livetok.cli.text import harmless

    methods = {part.method for part in parts.counts if part.kind == "method"}
    places = [part for part in parts.counts if part.path and part.method not in methods]
    yield (
        f"livetok {__version__}: {parts.messages} messages; unknown: {len(methods)} methods, "
        f"{len(places)} fields or values of known methods"
    )
    for method in sorted({part.method for part in parts.counts}):
        own = {part: count for part, count in parts.counts.items() if part.method == method}
        word = "unknown method" if method in methods else "unknown parts"
        yield f"{harmless(method) or 'frames'}: {word}"
        for part, count in sorted(own.items(), key=lambda item: _order(item[0].path)):
            if part.kind != "method":
                example = harmless(parts.examples.get(part, ""))
                yield f"  {part.path or '-':24} {part.kind:10} {count:5} x  {example}".rstrip()


def _order(path: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdecimal() else (0, step) for step in path.split(".")]
