"""The pages of the site: those of docs/, a few from elsewhere in the tree, and the reference."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from functools import partial
from pathlib import Path, PurePosixPath

from tools.site.api import api_pages
from tools.site.command import command_page
from tools.site.errors import errors_page

ROOT = Path(__file__).resolve().parents[2]
# Pages that have their place elsewhere in the tree, by where they stand on the site.
FROM_ELSEWHERE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/results.md": "benchmarks.md",
}
LINK = re.compile(r"(?<=\]\()([^)\s#]+)(?=[)#])")
FENCE = re.compile(r"^(?:```|~~~)")


class LinkError(Exception):
    """A page links to something that is not in the tree."""


def repository() -> str:
    """Gives the address of the repository, which is written in pyproject.toml alone."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["urls"]["Source"])


def lay_out(target: Path) -> int:
    """Writes everything below `target`, which is emptied before, and gives the number of pages.

    Raises:
        LinkError: Links lead nowhere; all of them are named.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "docs", target)
    sources = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "docs").rglob("*.md")}
    sources |= {name: ROOT / name for name in FROM_ELSEWHERE}
    broken: list[str] = []
    for name, path in sources.items():
        text = rewrite_links(path.read_text(encoding="utf-8"), name, broken)
        (target / place_of(name)).write_text(text, encoding="utf-8")
    if broken:
        raise LinkError("\n".join(broken))
    generated = {**api_pages(), "command.md": command_page(), "errors.md": errors_page()}
    for name, text in generated.items():
        (target / "reference" / name).parent.mkdir(exist_ok=True)
        (target / "reference" / name).write_text(text, encoding="utf-8")
    return len(sources) + len(generated)


def place_of(name: str) -> str:
    """Gives where a file of the tree stands on the site."""
    return FROM_ELSEWHERE.get(name) or name.removeprefix("docs/")


def rewrite_links(text: str, name: str, broken: list[str]) -> str:
    """Turns links that leave docs/ into links to where the file stands on the site, or to the repository.

    Args:
        text: The page.
        name: Its path in the tree.
        broken: Gets a line for each link that leads to no file.
    """
    lines: list[str] = []
    in_code = False
    for number, line in enumerate(text.split("\n"), 1):
        if FENCE.match(line):
            in_code = not in_code
        target = partial(_target, name=name, where=f"{name}:{number}", broken=broken)
        lines.append(line if in_code else LINK.sub(target, line))
    return "\n".join(lines)


def _target(match: re.Match[str], name: str, where: str, broken: list[str]) -> str:
    link = match[1]
    if re.match(r"[a-z]+:", link):
        return link
    path = os.path.normpath(PurePosixPath(name).parent / link).replace(os.sep, "/")
    if path.startswith("docs/reference/") and link.endswith(".md"):
        return _from_to(
            name, path.removeprefix("docs/")
        )  # may be generated; zensical knows whether it is there
    if not (ROOT / path).exists():
        broken.append(f"{where}: there is no {path}")
        return link
    if path.startswith("docs/") or path in FROM_ELSEWHERE:
        return _from_to(name, place_of(path))
    return f"{repository()}/{'tree' if (ROOT / path).is_dir() else 'blob'}/main/{path}"


def _from_to(name: str, destination: str) -> str:
    start = PurePosixPath(place_of(name)).parent
    return os.path.relpath(destination, start).replace(os.sep, "/")
