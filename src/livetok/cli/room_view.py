"""One room on standard output: a screen for people at a terminal, otherwise a line for each event."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

import anyio

from livetok._mixins.event import Event
from livetok.cli.common import is_for_programs
from livetok.cli.stream import deliver, form_of, is_fancy
from livetok.cli.summary import RoomSummary

if TYPE_CHECKING:
    from livetok._client.live import Live
    from livetok.cli.output import Output

__all__ = ["print_summary", "show_room"]

_LAST_WORDS_SECONDS: Final = 1.0


async def show_room(
    live: Live,
    events: AsyncIterator[Event],
    args: argparse.Namespace,
    output: Output,
    *,
    summarise: bool = False,
) -> None:
    """Show events until the broadcast ends, or the arguments say enough.

    A screen is followed by a summary, since nothing is left of it, also when Ctrl-C ends it.

    Args:
        live: The room.
        events: Its events, or a selection of them.
        args: The parsed arguments of a stream.
        output: Where to show them.
        summarise: Print the summary after lines, too.

    Raises:
        LiveError: As the iteration of a `Live` raises it.
    """
    summary = RoomSummary(live)
    # Log lines on standard error would tear the screen.
    is_screen = is_fancy(output, args) and not args.plain and not args.verbose
    try:
        await (_show_screen if is_screen else _show_lines)(events, args, output, summary)
    finally:
        if is_screen or summarise:
            with anyio.move_on_after(_LAST_WORDS_SECONDS, shield=True):
                await print_summary(summary.text(), args, output)


async def _show_lines(
    events: AsyncIterator[Event], args: argparse.Namespace, output: Output, summary: RoomSummary
) -> None:
    form = form_of(output, args)

    async def show(event: Event) -> None:
        summary.add(event)
        await output.line(form(event))

    await deliver(events, args, show)


async def _show_screen(
    events: AsyncIterator[Event], args: argparse.Namespace, output: Output, summary: RoomSummary
) -> None:
    from livetok.cli.screen import Screen, shown

    screen = Screen(summary=summary, note=f"{args.backend}, Ctrl-C leaves")
    async with shown(screen, output):
        await deliver(events, args, screen.show)


async def print_summary(text: str, args: argparse.Namespace, output: Output) -> None:
    """Print closing lines; on standard error where standard output is for JSON alone."""
    if is_for_programs(args):
        print(text, file=sys.stderr)
    else:
        await output.line(text)
