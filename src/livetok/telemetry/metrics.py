"""Metrics, read when somebody asks: nothing is counted for them while messages pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from livetok._client.follow import Followed
from livetok.state import Statistics

__all__ = ["Metric", "Reader", "prometheus_text", "room_metrics", "statistics_metrics"]

_ESCAPES: Final = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


@frozen(kw_only=True)
class Metric:
    """One value at one moment.

    Attributes:
        name: Without the prefix `livetok`, words with `_` between them.
        value: The value.
        description: What it is, in a sentence.
        kind: `counter` for what only grows, `gauge` for what goes up and down.
        unit: `s`, `By`, or what is counted in braces, as OpenTelemetry writes it.
        labels: What tells it from other values of the same name; none by default.
    """

    name: str
    value: float
    description: str
    kind: Literal["counter", "gauge"] = "counter"
    unit: str = ""
    labels: Mapping[str, str] = field(factory=dict[str, str])


Reader: TypeAlias = "Callable[[], Iterable[Metric]]"

_COUNTED: Final = (
    ("messages", "messages", "{message}", "Webcast messages received."),
    ("received_bytes", "bytes", "By", "Size of the websocket messages received."),
    ("decoded", "decoded", "{message}", "Messages that became typed events."),
    ("undecoded", "undecoded", "{message}", "Messages and frames whose bytes were damaged."),
    ("duplicates", "duplicates", "{message}", "Messages dropped because they had been delivered before."),
    ("foreign", "foreign", "{message}", "Messages dropped because they belong to another room."),
    ("lagged", "lagged", "{message}", "Messages dropped because a buffer was full."),
    ("connections", "connections", "{connection}", "Times that a room was entered."),
    ("reconnects", "reconnects", "{connection}", "Connections of a room after its first."),
    ("connect_seconds", "connect_seconds", "s", "Time from looking rooms up to being let in."),
    ("gap_seconds", "gap_seconds", "s", "Time without a connection, between one and the next."),
)


def statistics_metrics(statistics: Statistics) -> list[Metric]:
    """Return the metrics of one room, or of many together.

    Args:
        statistics: Their totals.
    """
    return [
        Metric(name=name, value=getattr(statistics, attribute), description=description, unit=unit)
        for name, attribute, unit, description in _COUNTED
    ]


def room_metrics(lives: Followed) -> list[Metric]:
    """Return the metrics of what `follow()` gives.

    Args:
        lives: The rooms.
    """
    rooms = [
        Metric(
            name="rooms",
            value=count,
            description="Hosts that are followed.",
            kind="gauge",
            unit="{room}",
            labels={"state": state},
        )
        for state, count in lives.states.items()
    ]
    buffered = Metric(
        name="buffered_events",
        value=lives.waiting,
        description="Events that the program has not read yet.",
        kind="gauge",
        unit="{event}",
    )
    dial_queue = Metric(
        name="dial_queue",
        value=lives.dial_queue,
        description="Rooms and polls that wait for their turn to send a request.",
        kind="gauge",
        unit="{request}",
    )
    return [*rooms, *statistics_metrics(lives.statistics), buffered, dial_queue]


def prometheus_text(metrics: Sequence[Metric]) -> str:
    """Return metrics in Prometheus' text format 0.0.4.

    Args:
        metrics: Those of the same name stand together.
    """
    lines: list[str] = []
    told = set[str]()
    for metric in metrics:
        name = f"livetok_{metric.name}" + ("_total" if metric.kind == "counter" else "")
        if name not in told:
            told.add(name)
            lines += [f"# HELP {name} {metric.description}", f"# TYPE {name} {metric.kind}"]
        labels = ",".join(f'{label}="{value.translate(_ESCAPES)}"' for label, value in metric.labels.items())
        lines.append(f"{name}{{{labels}}} {metric.value:.15g}" if labels else f"{name} {metric.value:.15g}")
    return "\n".join(lines) + "\n"
