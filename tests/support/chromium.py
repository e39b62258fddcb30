"""A real browser: Debian's Chromium, headless, driven by playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest

__all__ = ["open_browser"]

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",  # as in OBS
    "--enable-precise-memory-info",
)


@contextmanager
def open_browser() -> Generator[Any]:
    """Start the browser; where there is none the test is skipped, but not in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    playwright = None if path is None else pytest.importorskip("playwright.sync_api")
    if playwright is None:
        if os.environ.get("CI"):
            pytest.fail("the pages are tested in CI with a browser: install chromium")
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()
