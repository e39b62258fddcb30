"""The example of the README, as it stands there."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import anyio
import pytest

import livetok
from livetok.testing import Room, Simulator
from livetok.testing.server import serve
from support.programs import once_entered
from tools.site.layout import repository

README = Path(__file__).parents[1] / "README.md"


def example() -> str:
    block = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return block[1]


def show(room: Room) -> None:
    room.comment("hello", user="ann")
    room.gift("Rose", user="bo", streak=3)
    room.world.at(2.0, room.end)


@pytest.mark.anyio
async def test_it_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    simulator = Simulator(seed=4)
    async with serve(simulator) as server:
        room = simulator.room("user")
        monkeypatch.setattr(
            livetok, "connect", functools.partial(livetok.connect, endpoints=server.endpoints)
        )
        once_entered(simulator, lambda: show(room))
        names: dict[str, object] = {}
        exec(compile(example(), README.name, "exec"), names)
        main = names["main"]
        assert callable(main)
        with anyio.fail_after(30):
            await main()
    assert capsys.readouterr().out.splitlines() == ["Ann -> hello", "bo sent 3 Rose"]


def test_every_link_works_on_the_package_index_and_leads_to_a_file() -> None:
    text = README.read_text(encoding="utf-8")
    assert re.findall(r"\]\(", text) == [], "links have their addresses at the end"
    links = dict(re.findall(r"^\[([^]]+)\]: (\S+)$", text, re.MULTILINE))
    assert len(links) > 30
    used = set(re.findall(r"\[([^]\s]+)\](?!\[)", text.partition("\n[CHANGELOG")[0]))
    assert {name for name in used if "/" in name or name.endswith(".md")} - {"examples/"} == set(links) - {
        "examples"
    }
    pages = f"{repository()}/"
    files = f"{pages.replace('github.com', 'raw.githubusercontent.com')}main/"
    for link in links.values():
        path = re.sub(f"^(?:{re.escape(pages)}(?:blob|tree)/main/|{re.escape(files)})", "", link).partition(
            "#"
        )[0]
        assert path != link, f"{link} is not absolute"
        assert (README.parent / path).exists(), link


def test_the_addresses_of_the_project_are_those_of_its_repository() -> None:
    urls = tomllib.loads((README.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    assert all(address.startswith(repository()) for address in urls.values())


@pytest.mark.parametrize("checker", ["pyright", "mypy"])
def test_strict_checkers_agree(tmp_path: Path, checker: str) -> None:
    program = tmp_path / "example.py"
    # an annotation for main() itself is the reader's business
    program.write_text(example().replace("async def main():", "async def main() -> None:"))
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    options = {
        "pyright": ["--project", str(tmp_path), "--pythonpath", sys.executable],
        "mypy": ["--strict", "--cache-dir", str(tmp_path / "cache"), str(program)],
    }
    done = subprocess.run(
        [sys.executable, "-m", checker, *options[checker]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
