"""What the tree says of its version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Mistake(Exception):
    """Something keeps this tree from being released."""


def version(root: Path = ROOT) -> str:
    """Gives the version in pyproject.toml."""
    return str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def check_version(tag: str, root: Path = ROOT) -> None:
    """Looks whether package and tag have the version of pyproject.toml.

    Raises:
        Mistake: They have not.
    """
    declared = version(root)
    source = (root / "src" / "livetok" / "__init__.py").read_text(encoding="utf-8")
    if f'__version__ = "{declared}"' not in source:
        raise Mistake(f"pyproject.toml says {declared}, and livetok.__version__ something else")
    if tag and tag != f"v{declared}":
        raise Mistake(f"the tag is {tag}, and the version {declared}")


def check_changelog(*, dated: bool, root: Path = ROOT) -> None:
    """Looks whether the changelog tells what is new.

    Args:
        dated: A section with this version and a date is due; otherwise `Unreleased` will do.
        root: Where the project is.

    Raises:
        Mistake: It does not tell.
    """
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\[.+)\n((?:(?!^## ).*\n?)*)", text, re.MULTILINE))
    heading = re.compile(rf"\[{re.escape(version(root))}\] - \d{{4}}-\d\d-\d\d")
    due = [title for title in sections if heading.fullmatch(title) or (not dated and title == "[Unreleased]")]
    if not due:
        raise Mistake(f"CHANGELOG.md has no section [{version(root)}] - YYYY-MM-DD")
    if not any(re.search(r"^- \S", sections[title], re.MULTILINE) for title in due):
        raise Mistake(f"the section {due[0]} of CHANGELOG.md says nothing")
