"""What the pages on configuration, logging and the command say is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from attrs import fields

from livetok.cli.completion import SHELLS
from livetok.cli.parser import build_parser
from livetok.options import Endpoints

ROOT = Path(__file__).parents[1]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_logger_is_in_the_table():
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src" / "livetok").rglob("*.py"))
    names = {name for text in sources for name in re.findall(r'getLogger\("(livetok\.[a-z.]+)"\)', text)}
    listed = set(re.findall(r"^\| `(livetok[a-z.]*)", page("logging.md"), re.MULTILINE))
    assert {name for name in names if not name.startswith("livetok.testing")} == listed - {"livetok.testing."}


def test_the_set_up_of_logging_shows_something():
    (setup, *_) = re.findall(r"```python\n(.*?)```", page("logging.md"), re.DOTALL)
    program = f"{setup}\nfrom livetok import Endpoints\nEndpoints.from_environment()"
    environment = {"LIVETOK_WEB": "http://127.0.0.1:1", "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert (
        "INFO livetok.options: endpoints from the environment: LIVETOK_WEB=http://127.0.0.1:1" in ran.stderr
    )


def test_the_variables_of_endpoints_are_in_the_table():
    row = r"^\| `(LIVETOK_\w+)` \| `Endpoints\.(\w+)`.*\| `([^`]+)` \|$"
    rows = re.findall(row, page("configuration.md"), re.MULTILINE)
    assert rows == [
        (f"LIVETOK_{attribute.name.upper()}", attribute.name, attribute.default)
        for attribute in fields(Endpoints)
    ]


def test_every_command_is_in_the_table():
    commands = re.findall(r"^\| `livetok (\w+)", page("command-line.md"), re.MULTILINE)
    assert sorted(commands) == sorted(build_parser()[1])
    assert all(f"livetok completion {shell}" in page("command-line.md") for shell in SHELLS)
