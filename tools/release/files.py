"""The files of a release: built twice, compared, and looked into."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from tools.release.facts import ROOT, Mistake, version

# Without these neither the tests nor the documentation of an unpacked sdist work.
NEEDED = (
    "pyproject.toml",
    "noxfile.py",
    "zensical.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
)
FOLDERS = ("src/livetok", "tests", "examples", "docs", "tools", "proto", "benchmarks")
RELATIVE = re.compile(r"\]\((?!https?:|#)[^)]*\)|^\[[^\]]+\]: (?!https?:).*", re.MULTILINE)


def run(*command: str, folder: Path = ROOT, **environment: str) -> str:
    """Runs a program and gives its output.

    Raises:
        Mistake: It failed.
    """
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Mistake(f"{' '.join(command)} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def build_twice(target: Path) -> tuple[Path, Path]:
    """Builds wheel and sdist from two copies of what is committed, and gives the first ones, in `target`.

    Raises:
        Mistake: The two differ, or cannot be built.
    """
    when = run("git", "log", "-1", "--format=%ct").strip()
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, place in (("one", target), ("another place", Path(folder) / "dist")):
            copy = Path(folder) / name
            _check_out(copy)
            build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", str(place))
            run(*build, folder=copy, SOURCE_DATE_EPOCH=when)
        first, second = _digests(target), _digests(Path(folder) / "dist")
    if first != second:
        raise Mistake(
            f"two builds of the same commit differ: {sorted(set(first.items()) ^ set(second.items()))}"
        )
    (wheel,), (sdist,) = target.glob("*.whl"), target.glob("*.tar.gz")
    if f"livetok-{version()}" not in wheel.name or f"livetok-{version()}" not in sdist.name:
        raise Mistake(f"{wheel.name} and {sdist.name} are not of version {version()}")
    return wheel, sdist


def _check_out(folder: Path) -> None:
    folder.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def check_wheel(wheel: Path) -> None:
    """Looks whether the wheel holds the package, and nothing else.

    Raises:
        Mistake: It does not.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    strange = [name for name in names if not re.match(r"livetok(-[^/]+\.dist-info)?/", name)]
    if strange or "livetok/py.typed" not in names or any("__pycache__" in name for name in names):
        raise Mistake(f"{wheel.name} holds {strange or names}")


def check_sdist(sdist: Path) -> None:
    """Looks whether the sdist holds what its tests and its documentation need.

    Raises:
        Mistake: Something is missing.
    """
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    missing = [name for name in NEEDED if name not in names]
    missing += [name for name in FOLDERS if not any(each.startswith(f"{name}/") for each in names)]
    if missing:
        raise Mistake(f"{sdist.name} lacks {', '.join(missing)}")


def check_links(wheel: Path) -> None:
    """Looks whether links of the README work on the package index, where there is no tree around it.

    Raises:
        Mistake: One is relative.
    """
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
    if relative := RELATIVE.findall(text.partition("\n\n")[2]):
        raise Mistake(f"links of the README lead nowhere on the package index: {relative}")
