"""Metrics for OpenTelemetry: observable instruments, which ask when the program's reader asks."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from livetok.errors import UserError
from livetok.telemetry.metrics import Metric, Reader

if TYPE_CHECKING:
    from opentelemetry.metrics import CallbackOptions, Observation

__all__ = ["observe"]

_readers: Final[list[Reader]] = []
_registered: Final[set[str]] = set()


@contextmanager
def observe(read: Reader) -> Generator[None]:
    """Show metrics to OpenTelemetry for the length of a block.

    ::

        async with follow(hosts) as lives:
            with observe(lambda: room_metrics(lives)):
                async for live, event in lives: ...

    Names are those of `--metrics` with a dot: `livetok.messages`. Several blocks at once are added up. The program sets
    OpenTelemetry up as it likes; without a provider nothing happens. Its readers must ask in the thread of the event
    loop, or bear that numbers are read while they change.

    Args:
        read: Returns the metrics of this moment.

    Raises:
        UserError: The package opentelemetry-api is missing.
    """
    if find_spec("opentelemetry") is None:
        raise UserError("OpenTelemetry is missing", hint="pip install 'livetok[otel]'")
    _readers.append(read)
    try:
        _register(read())
        yield
    finally:
        _readers.remove(read)


def _register(metrics: Iterable[Metric]) -> None:
    """Make instruments for names that have none. OpenTelemetry has no way to remove one."""
    from opentelemetry.metrics import get_meter

    meter = get_meter("livetok")
    for metric in metrics:
        if metric.name in _registered:
            continue
        _registered.add(metric.name)
        make = meter.create_observable_counter if metric.kind == "counter" else meter.create_observable_gauge
        make(
            f"livetok.{metric.name}",
            callbacks=[partial(_observations, metric.name)],
            unit=metric.unit,
            description=metric.description,
        )


def _observations(name: str, _: CallbackOptions) -> Iterable[Observation]:
    from opentelemetry.metrics import Observation

    totals: dict[tuple[tuple[str, str], ...], float] = {}
    for read in tuple(_readers):
        for metric in read():
            if metric.name == name:
                key = tuple(metric.labels.items())
                totals[key] = totals.get(key, 0) + metric.value
    return [Observation(value, dict(labels)) for labels, value in totals.items()]
