"""A picture of what happened: chat, viewers, diamonds, and the most generous."""

from __future__ import annotations

import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from livetok._util.control_characters import escape_controls
from livetok.errors import SinkError, UserError
from livetok.sinks.summary import Gifts, HostSummary, Summary

__all__ = ["check_plotting", "plot"]

_TOP: Final = 10
_LONGEST: Final = 30
_WIDTH: Final = 10
_HEIGHT: Final = 8
_RESOLUTION: Final = 120


def check_plotting() -> None:
    """Look for the package that draws.

    Raises:
        UserError: It is missing; the hint says how to install it.
    """
    if find_spec("matplotlib") is None:
        raise UserError("a picture needs the package matplotlib", hint="pip install 'livetok[plot]'")


def plot(summary: Summary, path: Path) -> None:
    """Draw a picture, a column for each host, and write it as PNG.

    Args:
        summary: What happened.
        path: The file.

    Raises:
        UserError: The package matplotlib is missing.
        SinkError: The file cannot be written.
    """
    check_plotting()
    figure_module: Any = import_module("matplotlib.figure")  # without a window, unlike pyplot
    columns = max(1, len(summary.hosts))
    figure = figure_module.Figure(figsize=(_WIDTH * columns, _HEIGHT), layout="constrained")
    axes = figure.subplots(4, columns, squeeze=False)
    for column, (name, host) in enumerate(summary.hosts.items()):
        _draw(axes[:, column], name, host, summary.minutes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # fonts have no picture for every character of a nickname
            figure.savefig(path, dpi=_RESOLUTION, format="png")
    except OSError as error:
        raise SinkError(f"cannot write {path}: {error.strerror}", hint="check the folder") from error


def _draw(axes: Any, name: str, host: HostSummary, minutes: int) -> None:
    chat, viewers, diamonds, gifters = axes
    times = sorted(host.intervals)
    chat.set_title(f"@{_shown(name)}", parse_math=False)
    chat.plot(times, [host.intervals[time].chat for time in times])
    chat.set_ylabel("chat a minute" if minutes == 1 else f"chat in {minutes} minutes")
    known = [time for time in times if host.intervals[time].viewers is not None]
    viewers.plot(known, [host.intervals[time].viewers for time in known])
    viewers.set_ylabel("viewers")
    hours = sorted(host.hours)
    diamonds.bar(hours, [host.hours[hour].diamonds.total() for hour in hours], width=1 / 30, align="edge")
    diamonds.set_ylabel("diamonds an hour")
    everything = Gifts()
    for hour in hours:
        everything.diamonds.update(host.hours[hour].diamonds)
    top = host.top(everything, _TOP)[::-1]
    gifters.barh(range(len(top)), [value for _, value in top])
    gifters.set_yticks(range(len(top)))
    gifters.set_yticklabels([_shown(gifter) for gifter, _ in top], parse_math=False)
    gifters.set_xlabel("diamonds")


def _shown(name: str) -> str:
    text = escape_controls(name)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
