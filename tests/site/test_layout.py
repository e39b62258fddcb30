"""How pages are laid out for the site."""

from __future__ import annotations

from pathlib import Path

import pytest

import livetok
from livetok import errors, events
from tools.site.api import api_pages
from tools.site.errors import complaints
from tools.site.layout import LinkError, lay_out, place_of, repository, rewrite_links

CODE = """
HINT = "do this"


def check(value: object, name: str) -> None:
    hint = "one" if value else "two"
    if value is None:
        raise UserError(f"{name} is missing", hint=hint)
    raise Detected("caught", hint=name or "three", status=3)
"""


@pytest.mark.parametrize(
    ("name", "link", "there"),
    [
        ("docs/overlay.md", "compact.md#the-id", "compact.md#the-id"),
        (
            "docs/overlay.md",
            "../examples/first_light.py",
            f"{repository()}/blob/main/examples/first_light.py",
        ),
        ("docs/how-to/obs.md", "../../examples/", f"{repository()}/tree/main/examples"),
        ("docs/how-to/obs.md", "../overlay.md", "../overlay.md"),
        ("docs/performance.md", "../benchmarks/results.md#a", "benchmarks.md#a"),
        ("docs/how-to/obs.md", "../../CHANGELOG.md", "../changelog.md"),
        ("CONTRIBUTING.md", "docs/architecture.md", "architecture.md"),
        ("docs/overlay.md", "https://example.com/x", "https://example.com/x"),
        ("docs/index.md", "#here", "#here"),
        ("docs/how-to/obs.md", "../reference/errors.md", "../reference/errors.md"),
    ],
)
def test_links(name: str, link: str, there: str) -> None:
    broken: list[str] = []
    assert rewrite_links(f"see [this]({link}).", name, broken) == f"see [this]({there})."
    assert broken == []


def test_a_link_to_nothing_is_named() -> None:
    broken: list[str] = []
    rewrite_links("one\n[two](../examples/nothing.py)", "docs/overlay.md", broken)
    assert broken == ["docs/overlay.md:2: there is no examples/nothing.py"]


def test_code_is_left_alone() -> None:
    text = "```\n[x](../nothing)\n```"
    assert rewrite_links(text, "docs/overlay.md", broken := []) == text
    assert broken == []


def test_everything_is_laid_out(tmp_path: Path) -> None:
    count = lay_out(tmp_path / "docs")
    assert len(list((tmp_path / "docs").rglob("*.md"))) == count
    assert (tmp_path / "docs" / place_of("CHANGELOG.md")).exists()


def test_broken_links_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tools.site.layout.FROM_ELSEWHERE", {}
    )  # then the pages that link to these lead nowhere new
    monkeypatch.setattr(
        "tools.site.layout.rewrite_links", lambda text, name, broken: broken.append(name) or text
    )
    with pytest.raises(LinkError, match=r"docs/overlay\.md"):
        lay_out(tmp_path / "docs")


def test_every_public_name_has_a_place() -> None:
    pages = api_pages()
    for name in livetok.__all__:
        assert f"[`{name}`]" in pages["index.md"]
        if name not in errors.__all__ and name not in events.__all__:
            assert sum(text.count(f"::: livetok.{name}\n") for text in pages.values()) == 1, name


def test_a_new_name_gets_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(livetok, "__all__", [*livetok.__all__, "novelty"])
    assert "::: livetok.novelty" in api_pages()["other.md"]


def test_messages_and_hints_are_read_from_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "checks.py"
    path.write_text(CODE)
    monkeypatch.setattr("tools.site.errors.PACKAGE", tmp_path)
    monkeypatch.setattr("tools.site.errors.import_module", lambda _: None)
    assert set(complaints(path)) == {
        ("UserError", "… is missing", "one"),
        ("UserError", "… is missing", "two"),
        ("Detected", "caught", "three"),
    }
