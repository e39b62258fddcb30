"""docs/migrating.md and the examples say what is so, and their code runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from compat.conftest import Site
from livetok.cli.migrate import table
from livetok.compat.tiktoklive._renamed import EVENTS, IGNORED_OPTIONS, OPTIONS
from livetok.compat.tiktoklive.types import objects
from livetok.compat.tiktoklive.types.events import AbstractEvent

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "migrating.md").read_text(encoding="utf-8")


def run(*command: str | Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", *command], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def show(site: Site) -> None:
    site.then(
        lambda: site.ann.comment("hi", user="bo"),
        lambda: site.ann.gift("Rose", streak=2, user="cy"),
        lambda: site.ann.viewers(42),
        site.ann.end,
    )


PROGRAMS = [block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "client.run()" in block]


@pytest.mark.parametrize("program", PROGRAMS, ids=["4 and 5", "6 and 7"])
def test_the_programs_of_the_page(site: Site, tmp_path: Path, program: str) -> None:
    path = tmp_path / "program.py"
    path.write_text(program.replace("@user", "@ann"))
    show(site)
    assert run(path) == [f"in room {site.ann.room_id}", "Bo -> hi"]


def test_the_table_of_names_is_as_generated() -> None:
    """Write it anew with `livetok migrate --names` when this fails."""
    shown = PAGE[PAGE.index("<!-- names -->") : PAGE.index("<!-- end of names -->")]
    assert table() in shown


def test_the_example_of_version_7(site: Site) -> None:
    show(site)
    assert run(ROOT / "examples" / "compat_v7.py", "@ann") == [
        f"in room {site.ann.room_id}",
        "Bo -> hi",
        "cy gave 2 Rose",
        "it is over; 42 watched in the end",
    ]


def test_the_example(site: Site) -> None:
    show(site)
    assert run(ROOT / "examples" / "compat_v4.py", "@ann") == [
        f"in room {site.ann.room_id}",
        "Bo -> hi",
        "cy gave 2 Rose",
        "it is over; 42 watched in the end",
    ]


def test_old_names_are_in_the_table() -> None:
    table = PAGE[PAGE.index("### Names of 4.5.2") :]
    told = set(re.findall(r"\w+", table))
    assert not {*OPTIONS, *IGNORED_OPTIONS, *OPTIONS.values()} - told
    assert not {*EVENTS, *EVENTS.values()} - told - {"viewer_count"}


def test_new_names_exist() -> None:
    """What an old attribute is renamed to is an attribute."""
    kinds = [*AbstractEvent.__subclasses__(), *(getattr(objects, name) for name in objects.__all__)]
    renamed = [(kind, new) for kind in kinds for new in getattr(kind, "_present", {}).values() if new]
    assert len(renamed) > 40
    for kind, new in renamed:
        assert hasattr(kind(), new), (kind, new)
