"""The pages of the API: which name stands where. What they say of it, mkdocstrings takes from the docstrings."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import livetok
from livetok import errors, events
from livetok.options import Endpoints, Options, Retry, Session
from tools.options.texts import Option, options_of


class Page(NamedTuple):
    """A page: its title, what it says first, and the names of `livetok` on it."""

    title: str
    text: str
    names: tuple[str, ...]


PAGES = {
    "connect": Page("connect()", "Opens one room.", ("connect",)),
    "live": Page(
        "A room: Live",
        "What `async with connect(...) as live` gives.",
        ("Live", "Selection", "Commands", "Command", "OnError", "Capture"),
    ),
    "many": Page(
        "Many rooms, other ways in",
        "Waiting for broadcasts, many hosts, scripts without `async`, captures, and own transports.",
        (
            *("watch", "Lives", "follow", "Followed", "is_live", "LiveStatus", "RoomStatus"),
            *("open_live", "BlockingLive", "BlockingEvents", "replay", "decode"),
        ),
    ),
    "values": Page(
        "Events, people, room data",
        "What all events share, and the values in them. Each event by itself: [events](../events.md).",
        (
            *("Event", "Meta", "User", "Message", "message", "register", "COLUMNS"),
            *("RoomInfo", "LiveState", "StreamUrl", "Gift", "Profile", "Audience", "Viewer"),
        ),
    ),
    "state": Page(
        "State of a room",
        "What `live.state` and `live.statistics` hold.",
        ("RoomState", "Gifter", "TopViewer", "Battle", "Team", "Goal", "Statistics"),
    ),
    "settings": Page(
        "Endpoints, retries, sessions",
        "Values that options take. Each field with its default and an example: [options](../options.md).",
        ("Endpoints", "Retry", "Session", "Resume", "Options", "ConnectOptions", "Overflow"),
    ),
    "signers": Page(
        "Signers",
        "Who signs the address of the websocket, where that is needed: [getting in](../getting-in.md#signers).",
        (
            *("Signer", "EulerSigner", "UrlSigner", "Quota", "Signature", "SignRequest", "Ticket"),
            *("HttpRequest", "HttpResponse"),
        ),
    ),
    "recording": Page(
        "Recordings",
        "The video: [recording](../recording.md) tells how it works.",
        ("Recording", "Progress", "Segment", "MediaFormat", "RecordOptions", "RecordKeywords", "recover"),
    ),
    "sinks": Page(
        "Sinks",
        "Where events are written: files, tables, databases, other programs.",
        ("open_sink", "register_sink", "Sink", "SinkAddress", "SinkStatistics", "Row", "Writer"),
    ),
}
# Public packages whose names are not in `livetok` itself; those that are not there yet are left out.
MODULES = {
    "overlay": ("Overlay", "livetok.overlay"),
    "fleet": ("Fleet", "livetok.fleet"),
    "telemetry": ("Telemetry", "livetok.telemetry"),
    "testing": (
        "The test kit",
        "livetok.testing",
        "livetok.testing.memory",
        "livetok.testing.server",
        "livetok.testing.console",
        "livetok.testing.pytest_plugin",
    ),
}
INDEX = """\
# Reference

| Look up | |
|---|---|
| [connect()](connect.md) | every option, with unit and default |
| [Events](../events.md) | every event and every field; [the compact form](../compact.md) |
| [The command](command.md) | every command and option of `livetok` |
| [Errors](errors.md) | every error, its message and its hint |
| [Configuration](../configuration.md) | files and variables |

## Every name of `livetok`

{names}

## Packages beside it

{packages}
"""
OPTIONS = """
## All options

Keyword arguments of `connect()`, and of `watch()`, `follow()`, `open_live()` and `replay()`, which hand them on.
"""


def api_pages() -> dict[str, str]:
    """Gives the text of each page by its file name."""
    pages = {**PAGES, **_left_over()}
    modules = {slug: entry for slug, entry in MODULES.items() if find_spec(entry[1]) is not None}
    texts = {f"{slug}.md": _page_text(page) for slug, page in pages.items()}
    texts["connect.md"] += _options_text()
    texts |= {f"{slug}.md": _module_text(title, *names) for slug, (title, *names) in modules.items()}
    texts["index.md"] = INDEX.format(
        names=", ".join(_linked(name, pages) for name in sorted(livetok.__all__, key=str.lower)),
        packages="\n".join(
            f"- `{', '.join(names)}`: [{title}]({slug}.md)" for slug, (title, *names) in modules.items()
        ),
    )
    return texts


def _left_over() -> dict[str, Page]:
    placed = {name for page in PAGES.values() for name in page.names}
    names = set(livetok.__all__) - placed - set(errors.__all__) - set(events.__all__)
    return {"other": Page("Other names", "", tuple(sorted(names)))} if names else {}


def _linked(name: str, pages: dict[str, Page]) -> str:
    if name in errors.__all__:
        return f"[`{name}`](errors.md#{name.lower()})"
    if name in events.__all__:
        return f"[`{name}`](../events.md#{name.lower()})"
    (slug,) = (slug for slug, page in pages.items() if name in page.names)
    return f"[`{name}`]({slug}.md#livetok.{name})"


def _page_text(page: Page) -> str:
    entries = "\n\n".join(f"::: livetok.{name}" for name in page.names)
    return f"# {page.title}\n\n{page.text}\n\n{entries}\n"


def _module_text(title: str, *names: str) -> str:
    parts = [f"# {title}"]
    for name in names:
        module = import_module(name)
        parts.append(f"Names of `{name}`.")
        parts += [f"::: {name}.{public}" for public in module.__all__]
    return "\n\n".join(parts) + "\n"


def _options_text() -> str:
    sections = [OPTIONS, _entries(options_of(Options))]
    for kind in (Endpoints, Retry, Session):
        name = kind.__name__
        sections.append(
            f"\n### Fields of {name}\n\n`from livetok import {name}`\n\n{_entries(options_of(kind))}"
        )
    return "\n".join(sections)


def _entries(options: list[Option]) -> str:
    return "\n".join(_entry(option) for option in options)


def _entry(option: Option) -> str:
    default = f"default `{option.default}`" if option.default else "required"
    return f"`{option.name}`, {default}\n:   {option.short} Example: `{option.example}`\n"
