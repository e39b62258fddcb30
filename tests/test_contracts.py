"""The import contracts of pyproject.toml can fail: a copy of the tree is broken on purpose, and the lint sees it."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "tool"
]["importlinter"]["contracts"]
[SANS_IO] = [contract for contract in CONTRACTS if contract["name"].startswith("Sans-I/O")]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

Break = Callable[[str, str], None]


def files_of(module: str, root: Path = ROOT) -> list[Path]:
    """The files of a module, or of a package and all below it."""
    path = root / "src" / Path(*module.split("."))
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PURE = [path for module in SANS_IO["source_modules"] for path in files_of(module)]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the lint reads."""
    copy = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.fixture
def add_import(tree: Path) -> Iterator[Break]:
    """Adds an import to a module of the copy; the end of the test takes all of them back."""
    before: dict[Path, str] = {}

    def add(module: str, imported: str) -> None:
        [path] = [path for path in files_of(module, tree) if module_name(path, tree) == module]
        text = before.setdefault(path, path.read_text(encoding="utf-8"))
        future = "from __future__ import annotations\n"
        head, marker, tail = path.read_text(encoding="utf-8").partition(future)
        assert marker, f"{module} has no place for an import: {text[:80]}"
        path.write_text(f"{head}{marker}\nimport {imported}\n{tail}", encoding="utf-8")

    yield add
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")


def lint(tree: Path) -> tuple[int, str]:
    """Run import-linter on the copy; gives the exit code and the output without line breaks."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def with_imports(files: list[Path]) -> list[str]:
    """The modules that have code; an `__init__` that is a docstring only has no place for an import."""
    return [
        module_name(path, ROOT)
        for path in files
        if "from __future__ import annotations\n" in path.read_text(encoding="utf-8")
    ]


def test_the_tree_as_it_is_passes(tree: Path):
    code, output = lint(tree)
    assert code == 0, output
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in output


@pytest.mark.parametrize("forbidden", ["time", "socket", "anyio", "random"])
def test_no_pure_file_may_import_what_reaches_outside(tree: Path, add_import: Break, forbidden: str):
    modules = with_imports(PURE)
    assert len(modules) > 25
    for module in modules:
        add_import(module, forbidden)
    code, output = lint(tree)
    assert code == 1
    assert f"{SANS_IO['name']} BROKEN" in output
    direct = set(re.findall(rf"(livetok[\w.]*) -> {forbidden} \(", output))
    packages = {name for name in SANS_IO["source_modules"] if f"{name} is not allowed to import" in output}
    assert packages == set(SANS_IO["source_modules"])
    assert direct >= set(modules)


def test_everything_that_is_forbidden_is_seen(tree: Path, add_import: Break):
    """One run with each of the forbidden modules in another pure file."""
    pairs = list(zip(SANS_IO["forbidden_modules"], cycle(with_imports(PURE)), strict=False))
    for forbidden, module in pairs:
        add_import(module, forbidden)
    code, output = lint(tree)
    assert code == 1
    assert [pair for pair in pairs if f"{pair[1]} -> {pair[0]} (" not in output] == []


def test_what_a_pure_file_uses_may_not_import_it_either(tree: Path, add_import: Break):
    assert not any("_util" in name for name in SANS_IO["source_modules"])
    add_import("livetok._util.json_view", "time")
    code, output = lint(tree)
    assert code == 1
    assert "livetok._webapi is not allowed to import time" in output


# The circles that this tree once had; each is closed again by one import.
CIRCLES = {
    "livetok.options": "livetok._webapi.request_builder",
    "livetok.testing._world.activities": "livetok.testing.room",
    "livetok.testing._site.http": "livetok.testing._site.routing",
    "livetok.testing.simulator": "livetok.testing._connection.connection",
    "livetok._session.retry": "livetok._session.session",
}


def test_no_circle_may_be_closed(tree: Path, add_import: Break):
    for module, imported in CIRCLES.items():
        add_import(module, imported)
    code, output = lint(tree)
    assert code == 1
    assert "No circles BROKEN" in output
    circles = output.rpartition("No circles ----------")[2]
    in_package = re.findall(r"No cycles are allowed in (livetok[\w.]*)\.(?= )", circles)
    assert set(in_package) == {"livetok", "livetok._session", "livetok.testing", "livetok.testing._site"}
    for edge in (".options -> ._webapi", "._world -> .room", ".http -> .routing", ".simulator"):
        assert edge in circles


def test_no_layer_may_import_a_higher_one(tree: Path, add_import: Break):
    add_import("livetok._protocol.frames", "livetok._session.session")
    code, output = lint(tree)
    assert code == 1
    assert "Layers: top may import lower, never the reverse BROKEN" in output
    assert "livetok._protocol is not allowed to import livetok._session" in output


# --- what no import shows: the clock, chance and files behind names that are harmless otherwise

AMBIENT = {"now", "utcnow", "today", "urandom", "getrandom", "getenv", "environ", "perf_counter", "monotonic"}
OWNERS = {"datetime", "date", "time", "os", "dt"}
BUILTINS = {"open", "input", "print", "breakpoint", "__import__", "exec"}


def ambient_uses(source: str) -> list[str]:
    """Names of a file's uses of the clock, of chance, of the environment, or of files; called or not."""
    uses: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(owner) | ast.Attribute(attr=owner), attr=name):
                if (owner in OWNERS and name in AMBIENT) or owner in {"time", "random", "secrets"}:
                    uses.append(f"{owner}.{name}")
            case ast.Call(func=ast.Name(name)) if name in BUILTINS:
                uses.append(name)
            case ast.Call(func=ast.Attribute(attr="fromtimestamp"), args=[_], keywords=[]):
                uses.append("fromtimestamp in local time")
            case ast.ImportFrom(module="os" | "time" | "random" | "secrets" | "uuid"):
                uses.append(f"from {node.module}")
            case _:
                pass
    return uses


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.relative_to(ROOT / "src" / "livetok").as_posix())
def test_pure_files_ask_nobody_for_the_time(path: Path):
    uses = ambient_uses(path.read_text(encoding="utf-8"))
    # The decoders are source text that is compiled, as attrs compiles `__init__`.
    expected = ["exec"] if path.name == "compile.py" else []
    assert uses == expected


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "clock = datetime.now",
        "time.time()",
        "time.sleep(1)",
        "os.urandom(16)",
        "os.environ['HOME']",
        "from time import monotonic",
        "random.random()",
        "open('x')",
        "datetime.fromtimestamp(5)",
    ],
)
def test_such_uses_are_seen(line: str):
    assert ambient_uses(f"def f():\n    {line}\n")
    assert not ambient_uses("def f(now, rng):\n    return now.timestamp() + rng.uniform(0, 1)\n")
