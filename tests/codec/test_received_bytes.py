"""The bytes of a message as they came, without the comparison that `bytes()` makes."""

from __future__ import annotations

from livetok import CommentEvent, User
from livetok._codec import received_bytes


def test_of_a_message_that_was_read():
    raw = bytes(CommentEvent(content="hello", user=User(id=7, nickname="Bo")))
    event = CommentEvent.parse(raw)
    assert event.user.nickname == "Bo"
    assert received_bytes(event) is raw


def test_of_one_that_was_changed_or_made_by_hand():
    event = CommentEvent.parse(bytes(CommentEvent(content="hello")))
    event.content = "bye"
    assert CommentEvent.parse(received_bytes(event)).content == "bye"
    assert CommentEvent.parse(received_bytes(CommentEvent(content="mine"))).content == "mine"
