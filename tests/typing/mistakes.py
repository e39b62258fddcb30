# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""Mistakes that type checkers must find: each ignored line is an error, and an ignore without one is an error too."""

from __future__ import annotations

from livetok import CommentEvent, Endpoints, GiftEvent, User, connect
from livetok.proto import CommentTag, CommonMessageData


def names(event: CommentEvent) -> None:
    print(event.contnet)  # type: ignore[attr-defined]
    print(event.user.nicknam)  # type: ignore[attr-defined]
    event.contnet = "x"  # type: ignore[attr-defined]


def constructors() -> None:
    CommentEvent(contnet="x")  # type: ignore[call-arg]
    CommentEvent(CommonMessageData())  # type: ignore[call-arg]
    CommentEvent(content=5)  # type: ignore[arg-type]
    CommentEvent(user="me")  # type: ignore[arg-type]
    CommentEvent(comment_tag=[5])  # type: ignore[list-item]


def values(event: GiftEvent) -> None:
    event.repeat_count = "3"  # type: ignore[assignment]
    event.user = None  # type: ignore[assignment]
    event.user.nickname = b"x"  # type: ignore[assignment]
    number: int = event.gift.name  # type: ignore[assignment]
    print(number)


def options() -> None:
    Endpoints(web=3)  # type: ignore[arg-type]
    Endpoints(sign=None)  # type: ignore[arg-type]
    Endpoints.at(3)  # type: ignore[arg-type]
    connect("@user", endpoints="http://127.0.0.1:8080")  # type: ignore[arg-type]
    connect("@user", http=3)  # type: ignore[arg-type]


def results() -> None:
    tag: CommentTag = "NORMAL"  # type: ignore[assignment]
    user: User = CommentEvent.parse(b"")  # type: ignore[assignment]
    CommentEvent.parse("text")  # type: ignore[arg-type]
    print(tag, user)


async def calls() -> None:
    async with connect("@user", histroy=False) as live:  # type: ignore[call-arg]
        for event in live:  # type: ignore[attr-defined]
            print("never", event)  # pyright: ignore[reportUnknownArgumentType]
