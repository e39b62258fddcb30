"""The stream of events of one room, or of many, printed until something ends it."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import anyio

from livetok import events
from livetok._mixins.event import Event
from livetok.cli.common import is_for_programs
from livetok.cli.lines import compact_line, error_line, json_line, line_of
from livetok.cli.output import Output
from livetok.errors import LiveError, UserError
from livetok.events import RoomErrorEvent, event_name

if TYPE_CHECKING:
    from livetok._client.follow import Followed
    from livetok.cli.sinks import Sinks

__all__ = ["deliver", "deliver_many", "form_of", "is_fancy", "wanted_types"]

_SUFFIX: Final = "Event"


async def deliver(
    stream: AsyncIterator[Event], args: argparse.Namespace, show: Callable[[Event], Awaitable[None]]
) -> None:
    """Show events until the broadcast ends, or as many or as long as the arguments say.

    Raises:
        LiveError: As the iteration of a `Live` raises it.
    """
    left: int | None = args.limit
    with anyio.move_on_after(args.seconds):
        async for event in stream:
            await show(event)
            left = None if left is None else left - 1
            if left == 0:
                return


async def deliver_many(
    lives: Followed, args: argparse.Namespace, output: Output, form: Callable[[Event], str], sinks: Sinks
) -> list[LiveError]:
    """Print and keep the events of many rooms, until nobody is left or the arguments say enough.

    Returns what ended hosts.

    An error of a room is printed on standard error. Lines for people begin with the room; JSON names it in `meta`.
    """
    only, failures = wanted_types(args.only), list[LiveError]()
    for_programs = is_for_programs(args)
    left: int | None = args.limit
    with anyio.move_on_after(args.seconds):
        async for live, event in lives:
            if isinstance(event, RoomErrorEvent):
                print(error_line(event), file=sys.stderr)
                if event.exception is not None and not event.will_retry:
                    failures.append(event.exception)
            if only and not isinstance(event, only):
                continue
            await sinks.put(event)
            if isinstance(event, RoomErrorEvent) and not for_programs:
                continue
            await output.line(form(event) if for_programs else f"{'@' + live.unique_id:<16} {form(event)}")
            left = None if left is None else left - 1
            if left == 0:
                break
    return failures


def is_fancy(output: Output, args: argparse.Namespace) -> bool:
    """Tell whether colours and cursor movement are wanted, and possible."""
    return (
        output.is_terminal
        and not is_for_programs(args)
        and os.environ.get("TERM") != "dumb"
        and importlib.util.find_spec("rich") is not None
    )


def form_of(output: Output, args: argparse.Namespace) -> Callable[[Event], str]:
    """Return what makes a line of an event: JSON, compact JSON, coloured, or plain."""
    if args.json:
        return json_line
    if args.compact:
        return compact_line
    if is_fancy(output, args):
        from livetok.cli.colours import coloured

        return coloured()
    return lambda event: str(line_of(event))


def wanted_types(names: str | None) -> tuple[type[Event], ...]:
    """Return the event classes of a list like `comment,gift`; a class stands for its subclasses, too.

    Raises:
        UserError: There is no such event; the hint names the nearest.
    """
    return tuple(_type_named(name.strip()) for name in (names or "").split(",") if name.strip())


def _type_named(name: str) -> type[Event]:
    known = {_plain(class_name): class_name for class_name in events.__all__ if class_name.endswith(_SUFFIX)}
    key = _plain(name)
    if key in known:
        event_class: type[Event] = getattr(events, known[key])
        return event_class
    near = get_close_matches(key, known, n=1)
    hint = (
        f"did you mean {event_name(getattr(events, known[near[0]]))!r}?"
        if near
        else "for example comment,gift"
    )
    raise UserError(f"there is no event {name!r}", hint=hint)


def _plain(name: str) -> str:
    """`viewer_update`, `viewer-update` and `ViewerUpdateEvent` are the same."""
    return name.removesuffix(_SUFFIX).replace("_", "").replace("-", "").lower()
