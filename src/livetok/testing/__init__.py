"""Our TikTok: scripted rooms, a simulator of the site, and servers and in-memory networks that offer it to clients."""

from __future__ import annotations

from livetok.testing._world.activities import Battle, Poll, Streak
from livetok.testing._world.broadcast import Broadcast, Published, Status
from livetok.testing._world.gifts import GiftKind
from livetok.testing._world.people import Person
from livetok.testing._world.world import Appointment, SimulatedWorld
from livetok.testing.faults import KINDS, Fault
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator, Switches
from livetok.testing.traffic import Playback, TrafficGenerator
from livetok.testing.violations import Violation

__all__ = [
    "KINDS",
    "Appointment",
    "Battle",
    "Broadcast",
    "Fault",
    "GiftKind",
    "Person",
    "Playback",
    "Poll",
    "Published",
    "Room",
    "SimulatedWorld",
    "Simulator",
    "Status",
    "Streak",
    "Switches",
    "TrafficGenerator",
    "Violation",
]
