"""The room on a whole terminal: header, comments, gifts, and what else happens. Needs rich.

Terminals disagree about the width of emoji and of many scripts, and rooms are full of both. So nothing here counts on
widths: each part of a line is put at its column, what runs over is cut by the next part, and lines do not wrap.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager
from itertools import zip_longest
from typing import Final

import anyio
import anyio.lowlevel
from attrs import define, field, frozen
from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from rich.segment import ControlType
from rich.text import Text

from livetok._mixins.event import Event
from livetok._util.task_group import open_private_group
from livetok.cli.colours import styled
from livetok.cli.lines import Line, line_of
from livetok.cli.output import Output
from livetok.cli.tally import Tally
from livetok.cli.text import harmless
from livetok.events import GiftEvent, GiftSettledEvent

__all__ = ["Screen", "shown"]

_FRAME_SECONDS: Final = 0.125
_FAREWELL_SECONDS: Final = 1.0
_KEPT_LINES: Final = 100
_LEAST_WIDTH: Final = 40
_LEAST_HEIGHT: Final = 10
# Alternate screen, no cursor, no wrapping; and back.
_TAKE: Final = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J"
_GIVE_BACK: Final = "\x1b[?7h\x1b[?25h\x1b[?1049l"
_TALK: Final = frozenset({"comment", "emote", "question_new", "intro_message", "system"})
_IN_HEADER: Final = frozenset({"viewer_update"})


@define(eq=False, kw_only=True)
class Screen:
    """What is on the terminal.

    Attributes:
        tally: The room, and counts for the footer.
        note: What the footer ends with.
    """

    tally: Tally
    note: str
    _talk: deque[Line] = field(factory=lambda: deque[Line](maxlen=_KEPT_LINES), init=False)
    _rest: deque[Line] = field(factory=lambda: deque[Line](maxlen=_KEPT_LINES), init=False)
    _gifts: dict[int, Line] = field(factory=dict[int, Line], init=False)
    _console: Console = field(factory=lambda: Console(highlight=False), init=False)

    async def show(self, event: Event) -> None:
        """Take an event in, to be seen with the next frame; lets that be drawn when many come at once."""
        self.tally.add(event)
        self._keep(event, line_of(event))
        await anyio.lowlevel.checkpoint()

    def _keep(self, event: Event, line: Line) -> None:
        if isinstance(event, GiftEvent | GiftSettledEvent):
            self._gift(event, line)
        elif line.kind in _TALK:
            self._talk.append(line)
        elif line.kind not in _IN_HEADER:
            self._rest.append(line)

    async def refresh(self, output: Output) -> None:
        """Draw frame after frame, until cancelled; a terminal that takes nothing in delays frames and nothing else."""
        while True:
            await output.write(self.frame())
            await anyio.sleep(_FRAME_SECONDS)

    def frame(self) -> str:
        """Return what draws the screen as it is now."""
        size = self._console.size
        picture = _Picture(tuple(self._rows(max(size.width, _LEAST_WIDTH), max(size.height, _LEAST_HEIGHT))))
        with self._console.capture() as captured:
            self._console.print(picture, end="", crop=False)
        return captured.get()

    def _gift(self, event: GiftEvent | GiftSettledEvent, line: Line) -> None:
        """A streak keeps its line, which counts up until it is settled."""
        streak = event.group_id
        if isinstance(event, GiftEvent) and not streak:
            return  # one message, and settled with the next event
        self._gifts[streak or event.meta.sequence] = line
        if len(self._gifts) > _KEPT_LINES:
            del self._gifts[next(iter(self._gifts))]

    def _rows(self, width: int, height: int) -> Iterator[_Row]:
        split = width * 3 // 5
        left, right = split - 2, width - split - 2
        body = height - 4
        above = (body - 1) // 2
        yield self._header(width)
        yield _rule(width, split, "comments", "┬", "gifts")
        talk = self._newest(self._talk, left, body)
        side = [
            *self._newest(self._gifts.values(), right, above),
            None,
            *self._newest(self._rest, right, body - above - 1),
        ]
        for said, beside in zip_longest(talk, side):
            bar = _title_bar(width - split, "room") if beside is None else Text("│ ", "dim") + beside
            yield (0, Text(" ") + said), (split, bar)
        yield _rule(width, split, "", "┴", "")
        yield self._footer()

    def _newest(self, lines: Iterable[Line], width: int, height: int) -> list[Text]:
        """Return the newest lines that fit, from the top."""
        fitting: list[Text] = []
        for line in reversed(tuple(lines)):
            fitting[:0] = styled(line).wrap(self._console, width)
            if len(fitting) >= height:
                break
        shown = fitting[-height:]
        return shown + [Text()] * (height - len(shown))

    def _header(self, width: int) -> _Row:
        live = self.tally.live
        state = live.state
        dot = (" ● LIVE", "bold red") if live.connected else (" ○ away", "dim")
        title = harmless(live.room.title) if live.room else ""
        left = Text.assemble(dot, "  ", (f"@{live.unique_id}", "bold"), "  ", (title, "dim"))
        right = Text.assemble(
            "  ", (f"{state.viewers:,}", "bold"), " watching  ", (f"{state.likes:,}", "bold magenta"), " likes  ",
            (f"{state.diamonds:,}", "bold yellow"), " diamonds ",
        )  # fmt: skip
        return (0, left), (max(0, width - right.cell_len), right)

    def _footer(self) -> _Row:
        text = f" {self.tally.seconds:.0f} s   {self.tally.pace()}   {self.note}"
        return ((0, Text(text, "dim")),)


_Row = tuple[tuple[int, Text], ...]


@frozen
class _Picture:
    """Rows of texts at their columns."""

    rows: tuple[_Row, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for y, row in enumerate(self.rows):
            for x, text in row:
                yield Control.move_to(x, y)
                yield Control((ControlType.ERASE_IN_LINE, 0))
                text.end, text.no_wrap, text.overflow = "", True, "ignore"
                yield text


def _rule(width: int, split: int, left: str, joint: str, right: str) -> _Row:
    return (0, Text(_bar(split, left), "dim")), (split, Text(joint + _bar(width - split - 1, right), "dim"))


def _title_bar(width: int, title: str) -> Text:
    return Text("├" + _bar(width - 1, title), "dim")


def _bar(width: int, title: str) -> str:
    return (f"─ {title} " if title else "").ljust(width, "─")


@asynccontextmanager
async def shown(screen: Screen, output: Output) -> AsyncGenerator[None]:
    """Take the terminal over and keep the screen fresh; leaving gives the terminal back as it was.

    Raises:
        LiveError: The terminal takes nothing in any more.
    """
    try:
        await output.write(_TAKE)
        async with open_private_group() as group:
            group.start_soon(screen.refresh, output)
            yield
    finally:
        with anyio.move_on_after(_FAREWELL_SECONDS, shield=True):
            await output.write(_GIVE_BACK)
