"""Checks of this machine: the name as it was typed, versions, ffmpeg."""

from __future__ import annotations

import platform
import ssl
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from livetok._net.environment import key_log_problem
from livetok._net.http import check_environment
from livetok._net.streams import default_context
from livetok._recording.ffmpeg import find_ffmpeg
from livetok._webapi.handles import parse_user
from livetok.cli.doctor.case import Case
from livetok.cli.doctor.findings import Findings, Trouble
from livetok.errors import UserError

__all__ = ["check_machine", "versions"]

_PACKAGES: Final = (
    "anyio",
    "trio",
    "trio-websocket",
    "wsproto",
    "httpx",
    "httpcore",
    "h11",
    "betterproto2",
    "attrs",
    "python-socks",
    "socksio",
)


def versions() -> dict[str, str]:
    """Return what runs here; packages that are not installed are left out."""
    versions = {
        "livetok": version("livetok"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "openssl": ssl.OPENSSL_VERSION,
    }
    for name in _PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions


async def check_machine(case: Case, findings: Findings) -> None:
    """Read the handle, record what runs here, and look for ffmpeg, which only recordings need."""
    try:
        case.unique_id = parse_user(case.text)
        findings.add("name", f"@{case.unique_id}")
    except UserError as error:
        findings.add("name", error)
    known = versions()
    findings.add("versions", ", ".join(f"{name} {known[name]}" for name in ("livetok", "python", "system")))
    _check_environment(case, findings)
    await findings.check("ffmpeg", _look_for_ffmpeg, lenient=True)


def _check_environment(case: Case, findings: Findings) -> None:
    """Note environment variables that are wrong; those that are right need no note."""
    if problem := key_log_problem():
        findings.add("environment", Trouble(problem, "correct SSLKEYLOGFILE, or unset it; TLS works without"))
    checks = [default_context, *([check_environment] if case.options.trust_env else [])]
    for check in checks:
        try:
            check()
        except UserError as error:
            findings.add("environment", error)


async def _look_for_ffmpeg() -> str:
    ffmpeg = await find_ffmpeg(None).check()
    return f"{ffmpeg.version}, {ffmpeg.program}"
