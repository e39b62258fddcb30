"""Our TikTok: scripted rooms, a simulator of the site, and servers and in-memory networks that offer it to clients."""

from __future__ import annotations

from livetok.testing._world.broadcast import Published, Status
from livetok.testing.faults import KINDS, Fault
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator, Switches
from livetok.testing.traffic import Playback, TrafficGenerator
from livetok.testing.violations import Violation

__all__ = [
    "KINDS",
    "Fault",
    "Playback",
    "Published",
    "Room",
    "Simulator",
    "Status",
    "Switches",
    "TrafficGenerator",
    "Violation",
]
