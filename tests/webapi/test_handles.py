from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livetok._webapi.handles import parse_room_id, parse_user
from livetok.errors import UserError


@pytest.mark.parametrize(
    "pasted",
    [
        "some.user",
        "@some.user",
        "@@some.user",
        "Some.User",
        "  @Some.User\n",
        "@some.user/live",
        "@some.user?lang=en",
        "https://www.tiktok.com/@some.user",
        "https://www.tiktok.com/@some.user/",
        "https://www.tiktok.com/@Some.User/live?lang=en&is_from_webapp=1#top",
        "http://m.tiktok.com/@some.user/live/",
        "https://tiktok.com/@some.user/video/7300000000000000001",
        "HTTPS://WWW.TikTok.COM/@some.user",
        "www.tiktok.com/@some.user/live",
        "tiktok.com/@some.user",
        "https://www.tiktok.com/%40some.user/live",
        "https://www.tiktok.com:443/@some.user",
        "\u200e@some.user\u200b",
        "\u2066@some.user\u2069",
    ],
)
def test_every_form_that_people_paste(pasted: str) -> None:
    assert parse_user(pasted) == "some.user"


@pytest.mark.parametrize("name", ["ab", "a_", "_._", "1234567890123456789", "a" * 24, "under_score.dot"])
def test_unusual_handles(name: str) -> None:
    assert parse_user(name) == name


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("@", "empty"),
        ("\u200b", "empty"),
        ("a b", "space"),
        ("@a\u00a0b", "space"),
        ("a", "2 to 24"),
        ("a" * 25, "2 to 24"),
        ("a" * 10_000_000, "2 to 24"),
        ("name.", "dot"),
        ("na-me", "'-'"),
        ("na\u0430me", "CYRILLIC SMALL LETTER A"),
        ("\uff20name", "FULLWIDTH COMMERCIAL AT"),
        ("name\U0001f600", "GRINNING FACE"),
        ("\u0131\u0130", "DOTLESS"),
        ("name\0", "'\\x00'"),
        ("https://www.tiktok.com.evil.test/@name", "not a TikTok URL"),
        ("https://eviltiktok.com/@name", "not a TikTok URL"),
        ("https://user@evil.test/@tiktok.com/@name", "not a TikTok URL"),
        ("ftp://www.tiktok.com/@name", "not a TikTok URL"),
        ("https://[::1/@name", "not a URL"),
        ("https://vm.tiktok.com/ZMabcdef/", "does not name a user"),
        ("https://www.tiktok.com/live", "does not name a user"),
        ("https://www.tiktok.com/", "does not name a user"),
        ("https://www.tiktok.com/@", "empty"),
        ("https://www.tiktok.com/@a%20b/live", "space"),
    ],
)
def test_what_is_no_handle_is_told(pasted: str, says: str) -> None:
    with pytest.raises(UserError, match=r"user|URL") as caught:
        parse_user(pasted)
    assert says in str(caught.value)
    assert caught.value.hint
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("value", [None, 3, 3.5, b"name", ["name"], object()])
def test_what_is_no_text_is_told(value: Any) -> None:
    with pytest.raises(UserError, match="must be text"):
        parse_user(value)


@given(st.text(max_size=60) | st.text("htps:/.w@tiktokcm%40?#abc ", max_size=60))
def test_any_text_gives_a_handle_or_a_user_error(text: str) -> None:
    try:
        handle = parse_user(text)
    except UserError:
        return
    assert parse_user(handle) == handle
    assert 2 <= len(handle) <= 24
    assert set(handle) <= set("abcdefghijklmnopqrstuvwxyz0123456789._")


@pytest.mark.parametrize("value", [7300000000000000001, "7300000000000000001", " 7300000000000000001 "])
def test_room_ids(value: Any) -> None:
    assert parse_room_id(value) == 7300000000000000001


@pytest.mark.parametrize(
    "value",
    [
        "",
        "12a",
        "0",
        0,
        -1,
        2**63,
        str(2**63),
        "9" * 5000,
        True,
        None,
        1.0,
        "\uff11\uff12",
        b"12",
        "+5",
        "1_0",
    ],
)
def test_what_is_no_room_id(value: Any) -> None:
    with pytest.raises(UserError, match="room id") as caught:
        parse_room_id(value)
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize(
    "pasted",
    [
        "https://www.tiktok.com/share/live/7300000000000000001",
        "https://m.tiktok.com/share/live/7300000000000000001/?language=en",
        "https://www.tiktok.com/live/event?room_id=7300000000000000001",
    ],
)
def test_a_link_to_a_room_gets_a_hint_how_to_enter_it(pasted: str) -> None:
    with pytest.raises(UserError, match="names a room, not a user") as caught:
        parse_user(pasted)
    assert 'room_id="7300000000000000001"' in caught.value.hint
