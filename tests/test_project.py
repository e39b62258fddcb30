"""Rules of the tree that no linter knows."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import types
from functools import cache
from pathlib import Path

import pytest

import livetok

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "livetok"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HANDWRITTEN = [path for path in PACKAGE.rglob("*.py") if PACKAGE / "proto" not in path.parents]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))

# Paths of one machine, and hosts of package registries: a clone must work where neither exists.
PRIVATE_PATH = re.compile(r"""(?<![\w.})\]*-])/(?:work|root|tmp|opt|home/\w+|Users/\w+)(?=[/\s"'`,;:)]|$)""")
REGISTRY_HOST = re.compile(
    r"(?i)\b(?:pypi|pythonhosted|npmjs|registry|debian|anaconda|golang)\.(?:org|com)\b"
)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tracked_files() -> list[Path]:
    """The files under version control; in an unpacked archive there is none to ask."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listing = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True, text=True
    )
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def imported_modules(source: str) -> set[str]:
    """The top-level names of everything that a module imports, in functions too."""
    packages = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            packages.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            packages.add((node.module or "").partition(".")[0])
    return packages


def public_names(module: types.ModuleType) -> set[str]:
    """What a module offers of the package under a name without underscore, submodules aside."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("livetok")
    }


def lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []  # a picture or a recording
    return [
        f"{relative(path)}:{number}"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def requirement_names(requirements: list[str | dict[str, str]]) -> set[str]:
    return {re.split(r"[\[<>=~!; ]", item, maxsplit=1)[0] for item in requirements if isinstance(item, str)}


def documented(section: str, columns: int) -> set[tuple[str, ...]]:
    """The first cells, given in backticks, of each table row of a section of docs/dependencies.md."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    body = re.split(r"^## ", text, flags=re.MULTILINE)
    rows = next(part for part in body if part.startswith(section)).splitlines()
    return {
        tuple(re.findall(r"`([\w-]+)`", cell)[0] for cell in row.split("|")[1 : columns + 1])
        for row in rows
        if row.startswith("| `")
    }


def test_all_lists_exactly_the_public_names():
    assert len(livetok.__all__) == len(set(livetok.__all__))
    # Asking is what loads a lazy name.
    assert [name for name in livetok.__all__ if getattr(livetok, name, None) is None] == []
    assert public_names(livetok) - set(livetok.__all__) == set()


def test_names_that_are_not_loaded_yet_are_in_dir():
    script = "import livetok; print(*sorted(set(livetok.__all__) - set(dir(livetok))))"
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == []


def test_asyncio_is_imported_nowhere_but_in_compat():
    guilty = [
        relative(path)
        for path in HANDWRITTEN
        if PACKAGE / "compat" not in path.parents
        and "asyncio" in imported_modules(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


@pytest.mark.parametrize(
    "source",
    [
        "import asyncio",
        "import asyncio.tasks as t",
        "from asyncio import sleep",
        "def f():\n from asyncio.tasks import Task",
    ],
)
def test_every_form_of_import_is_seen(source):
    assert imported_modules(source) == {"asyncio"}


def lengths_of_functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                yield f"{relative(path)}:{node.name}", node.end_lineno - body[0].lineno + 1


def test_functions_stay_below_50_lines():
    sizes = dict(length for path in HANDWRITTEN for length in lengths_of_functions(path))
    assert {name: size for name, size in sizes.items() if size > 50} == {}


def test_no_path_of_a_machine_is_in_the_tree():
    assert [line for path in tracked_files() for line in lines_with(PRIVATE_PATH, path)] == []


def test_no_package_registry_is_named_in_the_tree():
    assert [line for path in tracked_files() for line in lines_with(REGISTRY_HOST, path)] == []


def test_the_patterns_find_what_they_are_for(tmp_path):
    assert PRIVATE_PATH.search(f"see {tmp_path.root}home/ann/notes")
    assert PRIVATE_PATH.search(f'"{tmp_path.root}opt/tool"')
    assert not PRIVATE_PATH.search("GET /webcast/room/info and /home")
    assert REGISTRY_HOST.search("https://files." + "pythonhosted" + ".org/x")
    assert not REGISTRY_HOST.search("https://www.tiktok.com/")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_run_by_a_test(example):
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    assert any(example.name in path.read_text(encoding="utf-8") for path in tests)


def test_every_runtime_dependency_has_its_reason():
    assert documented("Runtime", 1) == {
        (name,) for name in requirement_names(PROJECT["project"]["dependencies"])
    }


@pytest.mark.parametrize(
    ("section", "table"),
    [("Extras", PROJECT["project"]["optional-dependencies"]), ("Development", PROJECT["dependency-groups"])],
)
def test_every_extra_and_every_tool_has_its_reason(section, table):
    assert documented(section, 2) == {
        (group, name) for group in table for name in requirement_names(table[group])
    }


def test_the_version_is_the_same_everywhere():
    version = PROJECT["project"]["version"]
    assert importlib.metadata.version("livetok") == version
    assert livetok.__version__ == version
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[([^\]]+)\]", changelog, flags=re.MULTILINE)
    assert newest is not None
    assert newest[1] in {version, "Unreleased"}


def test_the_oldest_python_is_the_same_everywhere():
    project, tool = PROJECT["project"], PROJECT["tool"]
    oldest = project["requires-python"].removeprefix(">=")
    assert f"Programming Language :: Python :: {oldest}" in project["classifiers"]
    assert tool["pyright"]["pythonVersion"] == tool["mypy"]["python_version"] == oldest
    assert tool["ruff"]["target-version"] == "py" + oldest.replace(".", "")
