"""What keeps a version from being released is found."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools.release.facts import Mistake, check_changelog, check_version
from tools.release.files import FOLDERS, NEEDED, check_links, check_sdist, check_wheel, run

DATED = "## [Unreleased]\n\n## [1.2.3] - 2026-12-31\n\n### Added\n\n- Something.\n\n## [1.2.2] - 2026-01-01\n\n- Old.\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "src" / "livetok").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (tmp_path / "src" / "livetok" / "__init__.py").write_text('__version__ = "1.2.3"\n')
    (tmp_path / "CHANGELOG.md").write_text(DATED)
    return tmp_path


def test_a_version_that_is_the_same_everywhere(tree: Path) -> None:
    check_version("v1.2.3", tree)
    check_version("", tree)
    check_changelog(dated=True, root=tree)


@pytest.mark.parametrize("tag", ["1.2.3", "v1.2.4", "v1.2.3rc1"])
def test_another_tag(tree: Path, tag: str) -> None:
    with pytest.raises(Mistake, match="tag"):
        check_version(tag, tree)


def test_another_version_in_the_package(tree: Path) -> None:
    (tree / "src" / "livetok" / "__init__.py").write_text('__version__ = "1.2.2"\n')
    with pytest.raises(Mistake, match="__version__"):
        check_version("", tree)


@pytest.mark.parametrize(
    "text", ["## [Unreleased]\n\n- New.\n", "## [1.2.3]\n\n- New.\n", DATED.replace("- Something.\n", "")]
)
def test_a_changelog_that_does_not_tell(tree: Path, text: str) -> None:
    (tree / "CHANGELOG.md").write_text(text)
    with pytest.raises(Mistake, match="CHANGELOG"):
        check_changelog(dated=True, root=tree)


def test_before_the_tag_unreleased_will_do(tree: Path) -> None:
    (tree / "CHANGELOG.md").write_text("## [Unreleased]\n\n### Added\n\n- New.\n")
    check_changelog(dated=False, root=tree)


def wheel(folder: Path, *names: str, readme: str = "") -> Path:
    path = folder / "livetok-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
        archive.writestr("livetok-1.2.3.dist-info/METADATA", f"Name: livetok\n\n{readme}")
    return path


def test_what_a_wheel_holds(tmp_path: Path) -> None:
    check_wheel(wheel(tmp_path, "livetok/__init__.py", "livetok/py.typed"))
    for names in (["livetok/__init__.py"], ["livetok/py.typed", "tests/test_x.py"]):
        with pytest.raises(Mistake, match="holds"):
            check_wheel(wheel(tmp_path, *names))


@pytest.mark.parametrize(
    "readme", ["see [this](docs/x.md)", "see [this]\n\n[this]: docs/x.md\n", "![a](a.png)"]
)
def test_links_that_lead_nowhere_on_the_index(tmp_path: Path, readme: str) -> None:
    with pytest.raises(Mistake, match="links"):
        check_links(wheel(tmp_path, readme=readme))
    check_links(wheel(tmp_path, readme="[a](https://x.example) [b](#b) [c]\n\n[c]: https://x.example\n"))


def test_what_an_sdist_lacks(tmp_path: Path) -> None:
    names = [*NEEDED, *(f"{folder}/x.py" for folder in FOLDERS)]
    for missing in ("", "zensical.toml", "tests/x.py"):
        path = tmp_path / "livetok-1.2.3.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            for name in names:
                if name != missing:
                    archive.addfile(tarfile.TarInfo(f"livetok-1.2.3/{name}"), io.BytesIO())
        if missing:
            with pytest.raises(Mistake, match=missing.partition("/")[0]):
                check_sdist(path)
        else:
            check_sdist(path)


def test_a_program_that_fails_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"failed with 3:\nsaid"):
        run(sys.executable, "-c", "import sys; print('said'); sys.exit(3)", folder=tmp_path)
