"""The room on a whole terminal: header, comments, gifts, and what else happens. Needs rich.

Widths are counted in cells: a Korean letter or an emoji takes two, a Thai vowel sign or a joiner none. Terminals
disagree about some of them all the same, so each column of a row is put at its place and cut by the next one, and rows
do not wrap. Text that runs from right to left is isolated, so that it stays in its column.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
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
from livetok.cli.summary import RoomSummary
from livetok.cli.text import ISOLATE, ISOLATE_END, harmless, isolated
from livetok.events import GiftEvent, GiftSettledEvent

__all__ = ["Screen", "shown"]

_FRAME_SECONDS: Final = 0.125
_FAREWELL_SECONDS: Final = 1.0
_KEPT_LINES: Final = 100
_LEAST_WIDTH: Final = 20
_LEAST_HEIGHT: Final = 10
_TWO_COLUMNS: Final = 64  # narrower terminals show everything in one column
# Alternate screen, no cursor, no wrapping; and back.
_TAKE: Final = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J"
_GIVE_BACK: Final = "\x1b[?7h\x1b[?25h\x1b[?1049l"
_TALK: Final = frozenset({"comment", "emote", "question_new", "intro_message", "system"})
_IN_HEADER: Final = frozenset({"viewer_update"})

_Row = tuple[tuple[int, Text], ...]


@define(eq=False, kw_only=True)
class Screen:
    """What is on the terminal.

    Attributes:
        summary: The room, and counts for the footer.
        note: What the footer ends with.
    """

    summary: RoomSummary
    note: str
    _talk: deque[Line] = field(factory=lambda: deque[Line](maxlen=_KEPT_LINES), init=False)
    _rest: deque[Line] = field(factory=lambda: deque[Line](maxlen=_KEPT_LINES), init=False)
    _gifts: dict[int, Line] = field(factory=dict[int, Line], init=False)
    _console: Console = field(factory=lambda: Console(highlight=False), init=False)

    async def show(self, event: Event) -> None:
        """Take an event in, to be seen with the next frame; lets that be drawn when many come at once."""
        self.summary.add(event)
        self._keep(event, line_of(event))
        await anyio.lowlevel.checkpoint()

    def _keep(self, event: Event, line: Line) -> None:
        if isinstance(event, GiftEvent | GiftSettledEvent):
            self._keep_gift(event, line)
        elif line.kind in _TALK:
            self._talk.append(line)
        elif line.kind not in _IN_HEADER and (line.who or line.text):
            self._rest.append(line)

    def _keep_gift(self, event: GiftEvent | GiftSettledEvent, line: Line) -> None:
        """Keep one line for a streak, which counts up until the streak is settled."""
        streak = event.group_id
        if isinstance(event, GiftEvent) and not streak:
            return  # one message, and settled with the next event
        self._gifts[streak or event.meta.sequence] = line
        if len(self._gifts) > _KEPT_LINES:
            del self._gifts[next(iter(self._gifts))]

    async def refresh(self, output: Output) -> None:
        """Draw frame after frame, until cancelled; a terminal that takes nothing in delays frames and nothing else."""
        while True:
            await output.write(self.frame())
            await anyio.sleep(_FRAME_SECONDS)

    def frame(self) -> str:
        """Return what draws the screen as it is now."""
        size = self._console.size
        width, height = max(size.width, _LEAST_WIDTH), max(size.height, _LEAST_HEIGHT)
        columns = self._two_columns if width >= _TWO_COLUMNS else self._one_column
        rows = ((0, self._header(width)),), *columns(width, height - 2), ((0, self._footer(width)),)
        with self._console.capture() as captured:
            self._console.print(_Picture(rows), end="", crop=False)
        return captured.get()

    def _two_columns(self, width: int, height: int) -> Iterator[_Row]:
        """Give rows with comments on the left, gifts and the rest on the right."""
        split = width * 3 // 5
        left, right = split - 2, width - split - 2
        body = height - 2
        above = (body - 1) // 2
        yield _rule(split, "comments"), (split, _bar("┬", width - split, "gifts"))
        talk = self._newest(self._talk, left, body)
        side = [
            *self._newest(self._gifts.values(), right, above),
            None,
            *self._newest(self._rest, right, body - above - 1),
        ]
        for said, beside in zip_longest(talk, side):
            bar = _bar("├", width - split, "room") if beside is None else Text("│ ", "dim") + beside
            yield (0, Text(" ") + said), (split, bar)
        yield _rule(split, ""), (split, _bar("┴", width - split, ""))

    def _one_column(self, width: int, height: int) -> Iterator[_Row]:
        """Give rows with comments above gifts above the rest."""
        body = height - 4
        gifts, rest = body // 4, body // 4
        for title, lines, rows in (
            ("comments", self._talk, body - gifts - rest),
            ("gifts", self._gifts.values(), gifts),
            ("room", self._rest, rest),
        ):
            yield (_rule(width, title),)
            for text in self._newest(lines, width - 2, rows):
                yield ((0, Text(" ") + text),)
        yield (_rule(width, ""),)

    def _newest(self, lines: Iterable[Line], width: int, height: int) -> list[Text]:
        """Return the newest lines that fit as a whole, from the top; of a single longer one, its beginning."""
        fitting: list[Text] = []
        for line in reversed(tuple(lines)):
            rows = list(_balanced(styled(line).wrap(self._console, width)))
            if fitting and len(fitting) + len(rows) > height:
                break
            fitting[:0] = rows[:height]
        return fitting + [Text()] * (height - len(fitting))

    def _header(self, width: int) -> Text:
        """Return who is live and the numbers that fit beside it; what is left is for the title."""
        live = self.summary.live
        state = live.state
        mark = (" ● LIVE", "bold red") if live.connected else (" ○ away", "dim")
        name = Text.assemble(mark, "  ", (f"@{live.unique_id}", "bold"))
        name.truncate(width, overflow="ellipsis")
        viewers = Text.assemble((f"{state.viewers:,}", "bold"), " watching ")
        likes = Text.assemble((f"{state.likes:,}", "bold magenta"), " likes ")
        diamonds = Text.assemble((f"{state.diamonds:,}", "bold yellow"), " diamonds ")
        choices = ((viewers, likes, diamonds), (viewers, diamonds), (viewers,), ())
        numbers = next(text for text in map(_joined, choices) if name.cell_len + text.cell_len <= width)
        room_for_title = width - name.cell_len - numbers.cell_len
        title = Text("  " + (harmless(live.room.title) if live.room else ""), "dim")
        title.truncate(room_for_title, overflow="ellipsis")
        padding = " " * (room_for_title - title.cell_len)
        return Text.assemble(name, (isolated(title.plain), "dim"), padding, numbers)

    def _footer(self, width: int) -> Text:
        text = Text(f" {self.summary.seconds:.0f} s   {self.summary.pace()}   {self.note}", "dim")
        text.truncate(width, overflow="ellipsis")
        return text


@frozen
class _Picture:
    """Rows of texts at their columns."""

    rows: Sequence[_Row]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for y, row in enumerate(self.rows):
            for x, text in row:
                yield Control.move_to(x, y)
                yield Control((ControlType.ERASE_IN_LINE, 0))
                text.end, text.no_wrap, text.overflow = "", True, "ignore"
                yield text


def _joined(texts: Sequence[Text]) -> Text:
    return Text.assemble("  ", Text(" ").join(texts)) if texts else Text()


def _balanced(lines: Iterable[Text]) -> Iterator[Text]:
    """Give lines of one text with their isolates closed, and opened again on the next line."""
    is_open = False
    for line in lines:
        row = Text(ISOLATE) + line if is_open else line
        is_open = row.plain.count(ISOLATE) > row.plain.count(ISOLATE_END)
        yield row + Text(ISOLATE_END) if is_open else row


def _rule(width: int, title: str) -> tuple[int, Text]:
    return 0, _bar("", width, title)


def _bar(joint: str, width: int, title: str) -> Text:
    return Text((joint + (f"─ {title} " if title else "")).ljust(width, "─"), "dim")


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
