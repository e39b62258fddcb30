"""What the figures were made on."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from google.protobuf.internal import api_implementation

__all__ = ["head"]

PACKAGES = (
    "livetok",
    "anyio",
    "trio",
    "trio-websocket",
    "wsproto",
    "httpx",
    "betterproto2",
    "protobuf",
)


def head() -> list[tuple[str, str]]:
    """Name and value of everything that a reader of the figures wants to know."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        ("date", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"),
        ("machine", f"{_processor()}, {os.cpu_count()} cores, {_memory()}"),
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("packages", packages),
        ("protobuf runs on", api_implementation.Type()),
        ("load before", _load()),
    ]


def _processor() -> str:
    return _line("/proc/cpuinfo", "model name") or platform.processor() or "unknown processor"


def _memory() -> str:
    kilobytes = _line("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return f"{int(kilobytes) / 2**20:.1f} GB" if kilobytes else "unknown memory"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} running" if hasattr(os, "getloadavg") else "unknown"


def _line(path: str, name: str) -> str:
    """The value of the first line `name : value` of a file, empty where there is none."""
    file = Path(path)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    values = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(values, "")
