"""Chat commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livetok import CommentEvent, Meta
from livetok._mixins.event import with_meta
from livetok._session.commands import parse_command
from livetok.proto import User


def said(content: str) -> CommentEvent:
    return CommentEvent(user=User(display_id="ann"), content=content)


@pytest.mark.parametrize(
    ("content", "name", "arguments", "text"),
    [
        ("!play", "play", (), ""),
        ("  !play  ", "play", (), ""),
        ("!Play Song", "play", ("Song",), "Song"),
        ('!play "some song" loud', "play", ("some song", "loud"), '"some song" loud'),
        ("!play “some song” „laut“", "play", ("some song", "laut"), "“some song” „laut“"),
        ('!say "" x', "say", ("", "x"), '"" x'),
        ('!say "open end', "say", ('"open', "end"), '"open end'),
        ("!say it's fine", "say", ("it's", "fine"), "it's fine"),
        ("!a\tb\nc", "a", ("b", "c"), "b\nc"),
        ("!ÖFFNE Tür 🚪", "öffne", ("Tür", "🚪"), "Tür 🚪"),
        ("!играть  два   слова", "играть", ("два", "слова"), "два   слова"),
        ("!!", "!", (), ""),
    ],
)
def test_commands(content: str, name: str, arguments: tuple[str, ...], text: str):
    command = parse_command(said(content), "!")
    assert command is not None
    assert (command.name, command.arguments, command.text) == (name, arguments, text)
    assert command.user.unique_id == "ann"


@pytest.mark.parametrize("content", ["", "!", " ! ", "! play", "play", "well !play", "¡play"])
def test_no_commands(content: str):
    assert parse_command(said(content), "!") is None


def test_a_prefix_may_be_long():
    command = parse_command(said("bot: Roll 6"), "bot: ")
    assert command is not None
    assert (command.name, command.arguments) == ("roll", ("6",))


def test_what_was_said_before_the_entry_is_no_command():
    assert parse_command(with_meta(said("!play"), Meta(history=True)), "!") is None


@given(st.text())
def test_any_text_is_a_command_or_none(content: str):
    command = parse_command(said(f"!{content}"), "!")
    if command is not None:
        assert command.name
        assert not any(character.isspace() for character in command.name)
        assert command.text.strip() == command.text
