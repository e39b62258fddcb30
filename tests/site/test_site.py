"""The site that `nox -s docs` has built: entries, links, what it asks other hosts for, and its search in a browser."""

from __future__ import annotations

import os
import re
import threading
import tomllib
from collections.abc import Iterator
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import livetok
from livetok import errors, events
from livetok.cli.parser import build_parser
from livetok.options import Options
from support.chromium import open_browser
from tools.options.texts import options_of
from tools.site.layout import ROOT

if not os.environ.get("LIVETOK_SITE"):
    pytest.skip("nox -s docs builds the site and runs these", allow_module_level=True)

SITE = ROOT / ".site" / "html"
PAGES = sorted(SITE.rglob("*.html"))
# What browsers load by themselves, as against links that people follow.
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src"}


class Page(HTMLParser):
    """What a page has: anchors, links, what it loads, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in LOADED and values.get("rel") not in {"canonical", "next", "prev"}:
            self.loaded.append(values.get(LOADED[tag], ""))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@cache
def page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def entry(name: str) -> tuple[str, str]:
    """The page where a public name must have its entry, or any page of the reference, and the anchor of it."""
    if name in events.__all__:
        return "events.html", name.lower()
    return ("reference/errors.html", name.lower()) if name in errors.__all__ else ("", f"livetok.{name}")


def test_every_public_name_has_an_entry() -> None:
    reference = set[str]().union(*(page(path).anchors for path in (SITE / "reference").glob("*.html")))
    missing = [
        name
        for name in livetok.__all__
        for path, anchor in [entry(name)]
        if anchor not in (page(SITE / path).anchors if path else reference)
    ]
    assert missing == []


def test_every_option_of_connect_is_there_with_its_default() -> None:
    text = page(SITE / "reference" / "connect.html").text
    missing = [
        option.name
        for option in options_of(Options)
        if f"{option.name} , default {option.default}" not in text
        and f"{option.name}, default {option.default}" not in text
    ]
    assert missing == []


def test_every_option_of_the_command_is_there() -> None:
    text = page(SITE / "reference" / "command.html").text
    for name, parser in build_parser()[1].items():
        assert f"livetok {name}" in text
        assert [
            flag for action in parser.options() for flag in action.option_strings if flag not in text
        ] == []


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ("this is no capture file", "make one with `livetok capture @user -o FILE`"),
        ("recording needs ffmpeg, and there is none", "pip install 'livetok[record]', or install ffmpeg"),
        ("connect() needs a user or a room_id", 'connect("@name")'),
    ],
)
def test_errors_stand_there_with_their_hints(message: str, hint: str) -> None:
    text = page(SITE / "reference" / "errors.html").text
    assert re.search(f"{re.escape(message)} {re.escape(hint)}", text)


def test_every_page_is_in_the_navigation() -> None:
    config = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    listed = set(re.findall(r"[\w/-]+\.md", str(config["project"]["nav"])))
    laid_out = ROOT / ".site" / "docs"
    assert {path.relative_to(laid_out).as_posix() for path in laid_out.rglob("*.md")} == listed


def test_every_link_leads_somewhere() -> None:
    broken: list[str] = []
    for path in PAGES:
        if path.name == "404.html":
            continue
        for link in page(path).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(parts.fragment)
            if not target.exists() or (
                fragment and target.suffix == ".html" and fragment not in page(target).anchors
            ):
                broken.append(f"{path.relative_to(SITE)}: {link}")
    assert broken == []


def test_no_page_loads_anything_from_another_host() -> None:
    assert [address for path in PAGES for address in page(path).loaded if urlsplit(address).netloc] == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(SITE))) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


def visit(browser: Any, base: str, path: str, width: int = 1280) -> tuple[Any, list[str]]:
    """Opens a page; gives it and what went wrong: requests to other places, and errors of scripts."""
    problems: list[str] = []
    visitor = browser.new_page(viewport={"width": width, "height": 900})
    here = (base, "data:", "blob:", "about:")
    visitor.on(
        "request", lambda request: None if request.url.startswith(here) else problems.append(request.url)
    )
    visitor.on("pageerror", lambda error: problems.append(str(error)))
    visitor.on("console", lambda message: message.type == "error" and problems.append(message.text))
    visitor.goto(f"{base}/{path}", timeout=60_000)
    return visitor, problems


def search(visitor: Any, text: str) -> None:
    """Types into the search. The page has a moment in which it is shown and does not listen to keys yet."""
    field = visitor.get_by_placeholder("Search").last
    for _ in range(100):
        visitor.keyboard.press("Control+k")
        visitor.wait_for_timeout(200)
        if field.is_visible():
            break
    field.fill(text)


@pytest.mark.parametrize("served", [True, False], ids=["on a server", "from a folder"])
def test_search_finds_an_event(browser: Any, server: str, served: bool) -> None:
    visitor, problems = visit(browser, server if served else SITE.as_uri(), "index.html")
    search(visitor, "GiftSettledEvent")
    found = visitor.locator('a[href*="events.html"][href$="#giftsettledevent"]').first
    found.wait_for(timeout=60_000)
    found.click()
    visitor.wait_for_url("**/events.html*#giftsettledevent", timeout=60_000)
    assert visitor.locator("#giftsettledevent").inner_text().startswith("GiftSettledEvent")
    assert problems == []
    visitor.close()


@pytest.mark.parametrize("path", ["index.html", "tutorial/bot.html", "reference/connect.html", "events.html"])
@pytest.mark.parametrize("width", [1280, 400])
def test_a_page_fits_the_screen_and_asks_nobody(browser: Any, server: str, path: str, width: int) -> None:
    visitor, problems = visit(browser, server, path, width)
    visitor.wait_for_timeout(300)
    assert visitor.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert problems == []
    visitor.close()
