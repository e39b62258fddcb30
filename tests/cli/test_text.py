"""Foreign text shows and does not act."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livetok.cli.text import escaped, harmless

ANYTHING = st.text(st.characters(), max_size=60)
BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def acts(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in BIDI_CONTROLS
        or character in "\u200e\u200f\u061c\ufeff"
    )


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("Zoë 🌸", "Zoë 🌸"),
        ("👩‍👩‍👧 ☀️ ณิชา நான்", "👩‍👩‍👧 ☀️ ณิชา நான்"),
        ("", ""),
        (" \t\n ", ""),
        ("a\r\nlivetok: all is well", "a livetok: all is well"),
        ("\x1b[2J\x1b]0;owned\x07", "\ufffd[2J\ufffd]0;owned\ufffd"),
        ("\x9b31mred", "\ufffd31mred"),
        ("abc\u202etxt.exe", "abc\ufffdtxt.exe"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
    ],
)
def test_what_is_shown(foreign, shown):
    assert harmless(foreign) == shown


@given(ANYTHING, st.integers(1, 20))
def test_nothing_acts_and_nothing_is_long(text, limit):
    shown = harmless(text, limit=limit)
    assert not [c for c in shown if acts(c)]
    assert len(shown) <= limit


def test_a_huge_text_is_cut():
    assert harmless("x" * 10_000_000) == "x" * 399 + "…"


@given(ANYTHING)
def test_escaped_json_means_the_same_and_does_not_act(text):
    line = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(line) == text
    assert not [c for c in line if acts(c)]


def test_json_stays_readable():
    assert escaped(json.dumps("привет 🌸", ensure_ascii=False)) == '"привет 🌸"'
