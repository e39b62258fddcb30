"""Many workers that follow many hosts, on NATS with JetStream; see docs/fleet.md."""

from livetok.fleet.reader import FleetEvents, read_fleet
from livetok.fleet.registry import Fleet, FleetStatus, open_fleet
from livetok.fleet.worker import Worker, WorkerOptions, open_worker

__all__ = [
    "Fleet",
    "FleetEvents",
    "FleetStatus",
    "Worker",
    "WorkerOptions",
    "open_fleet",
    "open_worker",
    "read_fleet",
]
