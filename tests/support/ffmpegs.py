"""The ffmpegs that recordings are tried with: that of the machine, and those of several wheels of `imageio-ffmpeg`.

The wheels are fetched once, into the folder that `LIVETOK_FFMPEGS` names, by `python -m support.ffmpegs` (with `tests`
on the path). Without that folder, only the ffmpegs that are installed are tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from livetok._recording.ffmpeg import Ffmpeg

__all__ = ["fetch", "knows", "programs", "version"]

# The last wheel with ffmpeg 4.2.2, with 7.0.2, and the newest.
WHEELS = ("0.5.1", "0.7.0", "0.8.1")
_FOLDER = "LIVETOK_FFMPEGS"


def programs() -> list[str]:
    """Give the programs that there are, each version once."""
    places = [shutil.which("ffmpeg"), _packaged()]
    if folder := os.environ.get(_FOLDER):
        places += sorted(str(path) for path in Path(folder).glob("*/imageio_ffmpeg/binaries/ffmpeg-*"))
    by_version = dict[str, str]()
    for place in places:
        if place is not None:
            by_version.setdefault(version(place), place)
    return list(by_version.values())


def fetch(folder: Path) -> None:
    """Fetch the wheels that are not there yet."""
    for wheel in WHEELS:
        if not (folder / wheel).exists():
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
            subprocess.run([*command, str(folder / wheel), f"imageio-ffmpeg=={wheel}"], check=True)


async def knows(program: str, codec: str) -> bool:
    """Tell whether a program reads a codec from a live."""
    return (await Ffmpeg(program).check()).knows(codec)


def _packaged() -> str | None:
    try:
        import imageio_ffmpeg
    except ImportError:
        return None
    return str(imageio_ffmpeg.get_ffmpeg_exe())


def version(program: str) -> str:
    """Tell which version a program is."""
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stdout
    return [*said.split(), "", "", ""][2]


if __name__ == "__main__":
    fetch(Path(os.environ[_FOLDER]))
