"""Lines for terminals, in colours. Needs rich."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rich.console import Console
from rich.text import Text

from livetok._mixins.event import Event
from livetok.cli.lines import Line, line_of
from livetok.cli.text import isolated

__all__ = ["STYLES", "coloured", "styled"]

STYLES: Final = {
    "comment": "",
    "emote": "",
    "question_new": "cyan",
    "gift": "yellow",
    "gift_settled": "bold yellow",
    "envelope": "yellow",
    "like": "magenta",
    "follow": "green",
    "share": "green",
    "more_share": "green",
    "sub_notify": "bold green",
    "connect": "bold blue",
    "disconnect": "bold red",
    "reconnect": "bold blue",
    "room_error": "bold red",
    "lagged": "red",
    "live_end": "bold red",
    "undecoded": "red",
}
_OTHERS: Final = "dim"


def coloured() -> Callable[[Event], str]:
    """Return what makes a coloured line of an event."""
    console = Console(highlight=False)

    def form(event: Event) -> str:
        line = line_of(event)
        text = Text.assemble((f"{line.time:%H:%M:%S}", "dim"), f"  {line.kind:<13}  ", styled(line))
        with console.capture() as captured:
            console.print(text, end="", soft_wrap=True)
        return captured.get()

    return form


def styled(line: Line) -> Text:
    """Return who did what; what happened before the room was entered is dimmed."""
    style = _OTHERS if line.history else STYLES.get(line.kind, _OTHERS)
    text = Text(style=style)
    if line.who:
        text.append(isolated(line.who), "bold")
        text.append(": " if line.text else "")
    return text.append(isolated(line.text))
