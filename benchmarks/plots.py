"""Pictures for the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from benchmarks.growth import Grown
from benchmarks.soaked import Soaked

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_growth", "draw_soaks"]

# One look on every machine; a white ground of its own keeps the text readable on a dark page.
STYLE = {
    "figure.facecolor": "white",
    "axes.edgecolor": "#666666",
    "axes.labelcolor": "#333333",
    "axes.titlesize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "svg.hashsalt": "livetok",
}
MEASURED, SECOND, STRAIGHT = "#0b6e99", "#b3541e", "#b0b0b0"
AXES = {
    "message size, three fields": "bytes in a message",
    "message size, everything": "bytes in a message",
    "messages a frame": "messages in a frame",
    "listeners": "listeners",
    "buffer": "buffer, messages",
}


def draw_growth(grown: Sequence[Grown], file: Path) -> None:
    """Cost over size, both on log scales; the grey line is what linear growth from the last point looks like."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(9, 5.4), layout="constrained")
        places = figure.subplots(2, 3).flat
        for curve, axes in zip(grown, places, strict=False):
            _draw_curve(axes, curve)
        for axes in places:
            axes.set_axis_off()
        _save(figure, file)


def _draw_curve(axes: Axes, grown: Grown) -> None:
    sizes, costs = grown.curve.sizes, grown.medians
    axes.loglog(
        sizes,
        [costs[-1] * size / sizes[-1] for size in sizes],
        color=STRAIGHT,
        linestyle="--",
        label="linear",
    )
    axes.loglog(sizes, costs, color=MEASURED, marker="o", markersize=3.5, label="measured")
    axes.set_ylim(bottom=min(costs) / 2, top=max(costs) * 2)
    axes.set_title(grown.curve.name)
    axes.set_xlabel(AXES[grown.curve.name])
    axes.set_ylabel(f"\u00b5s a {grown.curve.cost}")
    for axis, values in ((axes.xaxis, sizes), (axes.yaxis, costs)):
        near = max(values) / min(values) < 200
        axis.set_major_locator(LogLocator(subs=(1, 2, 5) if near else (1,), numticks=20))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axis.set_minor_formatter(NullFormatter())
    axes.legend(frameon=False, fontsize=8, loc="upper left")


def draw_soaks(soaks: Sequence[Soaked], file: Path) -> None:
    """Resident memory over time."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(9, 3.2), layout="constrained")
        axes = figure.subplots()
        for soaked, color in zip(soaks, (MEASURED, SECOND), strict=False):
            minutes = [seconds / 60 for seconds, _ in soaked.memory]
            sizes = [size / 1e6 for _, size in soaked.memory]
            axes.plot(minutes, sizes, color=color, linewidth=1.2, label=soaked.summary)
        axes.set_ylim(bottom=0)
        axes.set_xlim(left=0)
        axes.set_xlabel("minutes")
        axes.set_ylabel("resident memory, MB")
        axes.legend(frameon=False, fontsize=8, loc="lower right")
        _save(figure, file)


def _save(figure: Figure, file: Path) -> None:
    figure.savefig(file, dpi=100, metadata={"Software": None})
