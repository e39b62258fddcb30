"""Who may read."""

from __future__ import annotations

import pytest

from livetok.errors import UserError
from livetok.overlay import AccessRules
from livetok.overlay.security import is_loopback

OPEN = AccessRules()
CLOSED = AccessRules(token="a-secret-token")


def status(rules, query_token="", *, writes=False, **headers):
    named = {name.replace("_", "-"): value for name, value in {"host": "127.0.0.1:8765", **headers}.items()}
    refusal = rules.refuse(named, query_token, writes=writes)
    return 200 if refusal is None else refusal.status


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("LOCALHOST", 200),
        ("localhost.", 200),
        ("[::1]:8765", 200),
        ("192.168.1.7:8765", 200),  # an address cannot be pointed elsewhere
        ("evil.example:8765", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("", 421),
        ("[::1", 421),
        ("user@evil.example", 421),
    ],
)
def test_names_that_were_pointed_here(host, expected):
    assert status(OPEN, host=host) == expected


def test_a_name_of_ours_is_let_in():
    assert status(AccessRules(allowed_hosts=["Show.Example"]), host="show.example:443") == 200


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 200),  # no browser
        ({"origin": "http://127.0.0.1:8765"}, 200),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "http://localhost:8765"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec_fetch_site": "same-origin", "sec_fetch_mode": "no-cors"}, 200),
        ({"sec_fetch_site": "none", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}, 200),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}, 200),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "image"}, 403),
        ({"sec_fetch_site": "same-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "script"}, 403),
    ],
)
def test_pages_of_other_sites(headers, expected):
    assert status(OPEN, **headers) == expected


def test_writing_by_following_a_link_is_refused():
    link = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert status(OPEN, writes=True, **link) == 403
    assert status(OPEN, writes=True, origin="http://127.0.0.1:8765") == 200


def test_an_origin_that_was_let_in():
    rules = AccessRules(allowed_origins=["http://localhost:3000/"])
    assert status(rules, origin="http://localhost:3000") == 200
    assert status(rules, origin="http://localhost:3001") == 403


@pytest.mark.parametrize(
    ("query", "headers", "expected"),
    [
        ("a-secret-token", {}, 200),
        ("", {"authorization": "Bearer a-secret-token"}, 200),
        ("", {"authorization": "bearer a-secret-token"}, 200),
        ("", {}, 401),
        ("a-secret-toke", {}, 401),
        ("a-secret-token2", {}, 401),
        ("ä", {}, 401),
        ("", {"authorization": "Basic a-secret-token"}, 401),
        ("a-secret-token", {"authorization": "Bearer wrong"}, 401),
    ],
)
def test_the_token(query, headers, expected):
    assert status(CLOSED, query, **headers) == expected


def test_the_token_is_not_shown():
    assert "a-secret-token" not in repr(CLOSED)


@pytest.mark.parametrize("token", ["", "short", "with space in it", "a" * 201, "ümlaut-token", "a&b=cdefghi"])
def test_a_token_that_does_not_fit_an_address(token):
    with pytest.raises(UserError, match="the token must be"):
        AccessRules(token=token)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("192.168.0.4", False), ("::", False), ("example.com", False)],
)  # fmt: skip
def test_loopback(host, expected):
    assert is_loopback(host) is expected
