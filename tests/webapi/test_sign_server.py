from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from livetok._webapi.sign_server import (
    Quota,
    Signature,
    Signed,
    connect_request,
    quota_request,
    read_connect,
    read_quota,
    read_signature,
    signature_request,
    signed,
    socket_url,
)
from livetok.errors import LiveError, RateLimited, SignerError
from livetok.http_types import HttpRequest
from livetok.options import Session, SignRequest
from livetok.proto import BaseProtoMessage, ProtoMessageFetchResult

ROOM = 7300000000000000001
BASE = "https://sign.test"
SERVER = "wss://webcast-ws.tiktok.com/webcast/im/ws_proxy/ws_reuse_supplement/"
COOKIE = ("X-Set-TT-Cookie", "ttwid=1%7Cx; Path=/; Domain=.tiktok.com; Expires=Wed, 21 Oct 2026 07:28:00 GMT")


@frozen
class Got:
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


async def no_send(request: HttpRequest) -> Got:
    raise AssertionError("nothing is sent here")


def asked(url: str = "wss://w.test/webcast/?a=1", **more: Any) -> SignRequest:
    return SignRequest(url=url, room_id=ROOM, user_agent="Mozilla/5.0 (X)", send=no_send, **more)


def result(**more: Any) -> bytes:
    fields: dict[str, Any] = {
        "cursor": "c-1",
        "internal_ext": b"a:b",
        "route_params": {"imprp": "abc", "empty": ""},
        "push_server": SERVER,
        "is_first": True,
    }
    return bytes(ProtoMessageFetchResult(**(fields | more)))


def failed(status: int, code: int = 0, **more: Any) -> Got:
    return Got(status, (), json.dumps({"code": code or status, **more}).encode())


# --- asking


def test_the_present_and_the_older_path() -> None:
    request = connect_request(BASE, "k3y", asked(cursor="c"), old=False)
    assert request.url == f"{BASE}/webcast/rooms/{ROOM}/connect"
    assert dict(request.params) == {
        "client": "ttlive-other",
        "cursor": "c",
        "user_agent": "Mozilla/5.0 (X)",
        "client_enter": "true",
        "platform": "web",
    }
    assert dict(request.headers)["X-Api-Key"] == "k3y"
    older = connect_request(BASE, "", asked(), old=True)
    assert older.url == f"{BASE}/webcast/fetch"
    assert dict(older.params)["room_id"] == str(ROOM)
    assert "X-Api-Key" not in dict(older.headers)


def test_a_session_is_sent_only_when_it_is_in_the_request() -> None:
    session = Session(session_id="s3cret", target_idc="useast1a")
    without = connect_request(BASE, "", asked(), old=False)
    assert "s3cret" not in str((without.url, without.params, without.headers))
    shared = connect_request(BASE, "", asked(session=session), old=False)
    assert dict(shared.headers)["x-cookie-header"] == "sessionid=s3cret; tt-target-idc=useast1a"
    assert "s3cret" not in repr(shared)
    assert "s3cret" not in repr(asked(session=session))
    question = json.loads(signature_request(BASE, "", asked(session=session)).body)
    assert (question["sessionId"], question["ttTargetIdc"]) == ("s3cret", "useast1a")
    assert "sessionId" not in json.loads(signature_request(BASE, "", asked()).body)


def test_a_signature_and_a_quota_are_asked_for() -> None:
    request = signature_request(
        BASE, "k", asked("https://t.test/p?a=1", method="POST", cookie="ttwid=1%7Cx; b=c")
    )
    assert (request.method, request.url) == ("POST", f"{BASE}/tiktok/sign_url")
    assert json.loads(request.body) == {
        "url": "https://t.test/p?a=1",
        "userAgent": "Mozilla/5.0 (X)",
        "method": "POST",
        "type": "fetch",
        "payload": "",
        "ttwid": "1%7Cx",
    }
    paths = [urlsplit(quota_request(BASE, "", old=old).url).path for old in (False, True)]
    assert paths == ["/accounts/me/rate_limits", "/webcast/rate_limits"]


# --- usable answers


def test_a_healthy_answer() -> None:
    body = result()
    signed = read_connect(
        Got(200, (COOKIE, ("x-room-id", str(ROOM)), ("Content-Type", "application/protubuf")), body)
    )
    assert signed == Signed(
        server=SERVER,
        params={"cursor": "c-1", "internal_ext": "a:b", "imprp": "abc"},
        cookies={"ttwid": "1%7Cx"},
        room_id=ROOM,
        body=body,
    )
    url = socket_url(
        signed, "wss://own.test/x?room_id=5&cursor=old&internal_ext=&compress=&browser_version=5.0+%28X%29"
    )
    assert url.startswith(f"{SERVER}?")
    params = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    assert params == [
        ("cursor", "c-1"),
        ("internal_ext", "a:b"),
        ("imprp", "abc"),
        ("room_id", "5"),
        ("compress", ""),
        ("browser_version", "5.0 (X)"),
        ("version_code", "270000"),
    ]
    assert not set(' ()"') & set(url)


def test_several_cookies_and_odd_rooms() -> None:
    cookies = ("X-Set-TT-Cookie", "ttwid=1; Path=/, msToken=m==; SameSite=None; Secure")
    for room in ("", "x", "9" * 19, "-1"):
        signed = read_connect(Got(200, (cookies, ("X-Room-Id", room)), result()))
        assert isinstance(signed, Signed)
        assert signed.cookies == {"ttwid": "1", "msToken": "m=="}
        assert signed.room_id == 0


# --- every row of the table of failures, and what else a signer can send

STUB = result(
    cursor="0",
    push_server="wss://ws-fallback.test/?token=x",
    messages=[BaseProtoMessage(method="WebcastSystemMessage", payload=b"\x12\x04stub")],
)


@pytest.mark.parametrize(
    ("answer", "status", "says", "evidence"),
    [
        (failed(401, message="bad key"), 401, "API key: bad key", "code 401"),
        (failed(402, message="pay"), 402, "paid plan", "code 402 pay"),
        (failed(403, message="no"), 403, "does not allow", "code 403"),
        (failed(404, message="no room"), 404, "does not know the room", "code 404"),
        (Got(420), 420, "gateway blocks", "HTTP 420, 0 bytes"),
        (failed(500, message="Empty response payload received!"), 500, "Empty response", "code 500"),
        (Got(502, (("content-type", "text/html"),), b"<html>"), 502, "failed with 502", "text/html"),
        (failed(503, error="overloaded"), 503, "overloaded", "code 503"),
        (Got(504), 504, "failed with 504", "HTTP 504"),
        (failed(200, 403, message="premium"), 200, "does not allow this: premium", "code 403 premium"),
        (Got(301), 301, "failed with 301", "HTTP 301"),
        (Got(200), 200, "answered nothing", "0 bytes"),
        (Got(200, (("handshake-msg", "illegal"),), result()), 200, "no cookies", "illegal"),
        (Got(200, (COOKIE,), b"\xff" * 300), 200, "damaged", "300 bytes"),
        (Got(200, (COOKIE,), b"<html>not found</html>"), 200, "answer", "HTTP 200"),
        (Got(200, (COOKIE,), result(cursor="")), 200, "lacks the websocket's address", "HTTP 200"),
        (Got(200, (COOKIE,), result(push_server="")), 200, "lacks the websocket's address", "HTTP 200"),
        (Got(200, (COOKIE,), result(route_params={"imprp": ""})), 200, "lacks", "HTTP 200"),
        (
            Got(200, (COOKIE,), result(push_server="https://x/webcast/")),
            200,
            "names no websocket",
            "HTTP 200",
        ),
        (Got(200, (COOKIE,), result(push_server="wss://[::1/webcast/")), 200, "broken", "HTTP 200"),
        (Got(200, (), b'{"data": 1}'), 200, "answer", "HTTP 200"),
    ],
)
def test_unusable_answers(answer: Got, status: int, says: str, evidence: str) -> None:
    error = read_connect(answer)
    assert type(error) is SignerError
    assert says in str(error)
    assert (error.status, error.body) == (status, answer.body[:500])
    assert evidence in error.evidence
    assert error.hint


RESET = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("headers", "wait", "moment"),
    [
        ({}, None, None),
        ({"Retry-After": "7"}, 7.0, None),
        ({"RateLimit-Reset": "9", "RateLimit-Remaining": "0"}, 9.0, None),
        ({"Retry-After": "7", "RateLimit-Reset": "9", "X-RateLimit-Reset": str(RESET)}, 7.0, RESET),
        ({"X-RateLimit-Reset": str(RESET)}, None, RESET),
        ({"RateLimit-Remaining": "3"}, None, None),
        ({"Retry-After": "soon", "RateLimit-Reset": "x", "X-RateLimit-Reset": "9" * 30}, None, None),
    ],
)
def test_a_used_up_quota(headers: dict[str, str], wait: float | None, moment: int | None) -> None:
    body = json.dumps({"code": 429, "message": "too many", "limit_label": "minute"}).encode()
    for status in (429, 200):
        error = read_connect(Got(status, tuple(headers.items()), body))
        assert type(error) is RateLimited
        assert error.retry_after == wait
        assert error.reset_at == (moment and datetime.fromtimestamp(moment, UTC))
        assert "limit per minute" in error.evidence
        assert (str(error), bool(error.hint)) == ("too many", True)


# --- signatures and quotas

PAGE = "https://webcast.tiktok.com/webcast/room/chat/?content=hi"


def answered(url: str, **more: Any) -> Got:
    return Got(200, (), json.dumps({"code": 200, "response": {"signedUrl": url, **more}}).encode())


def test_a_signed_request_keeps_the_cookies_and_takes_the_rest() -> None:
    answer = answered(
        f"{PAGE}&X-Gnarly=s", userAgent="Other/1", requestHeaders={"X-A": "1", "Cookie": "evil=1"}
    )
    signature = read_signature(answer, asked(PAGE))
    assert signature == Signature(url=f"{PAGE}&X-Gnarly=s", user_agent="Other/1", headers=(("X-A", "1"),))
    request = HttpRequest(
        url="https://webcast.tiktok.com/webcast/room/chat/",
        params=(("a", "b"),),
        headers=(("user-agent", "Mine"), ("Cookie", "sessionid=1")),
    )
    assert signed(request, signature) == HttpRequest(
        url=f"{PAGE}&X-Gnarly=s", headers=(("Cookie", "sessionid=1"), ("User-Agent", "Other/1"), ("X-A", "1"))
    )


@pytest.mark.parametrize(
    "answer",
    [
        answered("https://evil.test/webcast/room/chat/?content=hi"),
        answered("https://webcast.tiktok.com.evil.test/webcast/room/chat/"),
        answered(""),
        Got(200, (), b"{}"),
        Got(200, (), b"[]"),
        failed(200, 403, message="premium"),
        Got(500),
    ],
)
def test_signatures_that_are_none(answer: Got) -> None:
    assert isinstance(read_signature(answer, asked(PAGE)), SignerError)


def test_a_quota() -> None:
    body = {
        "code": 200,
        "day": {"max": 100, "remaining": 99, "reset_at": None},
        "minute": {"max": 5, "remaining": 4},
    }
    assert read_quota(Got(200, (), json.dumps(body).encode())) == (
        Quota(period="minute", most=5, remaining=4),
        Quota(period="day", most=100, remaining=99),
    )
    assert isinstance(read_quota(Got(200, (), b"{}")), SignerError)
    assert isinstance(read_quota(Got(429)), RateLimited)


@given(st.binary(max_size=300), st.sampled_from([200, 429, 500]))
def test_no_bytes_raise(body: bytes, status: int) -> None:
    answer = Got(status, (COOKIE,), body)
    assert isinstance(read_connect(answer), LiveError | Signed)
    assert isinstance(read_signature(answer, asked(PAGE)), LiveError)
    assert isinstance(read_quota(answer), LiveError)


@given(st.binary(max_size=40), st.integers(0, 300))
def test_no_damage_raises(junk: bytes, at: int) -> None:
    body = result()
    assert isinstance(
        read_connect(Got(200, (COOKIE,), body[:at] + junk + body[at + 1 :])), LiveError | Signed
    )


# --- what the autumn of 2026 brought (10.4)


def test_a_relay_wants_its_own_parameters_back() -> None:
    route = {"browser_version": "5.0 (X; é) a/b", "cursor": "0", "compress": "gzip", "token": "mine"}
    body = result(cursor="0", push_server="wss://relay.test/?token=a%2Bb&x=", route_params=route)
    signed = read_connect(Got(200, (), body))
    assert isinstance(signed, Signed)
    assert (signed.is_relay, signed.cookies) == (True, {})
    url = socket_url(signed, "wss://own.test/x?browser_version=other&compress=&room_id=5&cursor=old&x=1")
    assert url.startswith("wss://relay.test/?token=a%2Bb&x=&")
    assert not set(' ()"é') & set(url)
    params = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    assert dict(params) == {
        "token": "a+b",
        "x": "",
        "browser_version": "5.0 (X; é) a/b",
        "cursor": "0",
        "compress": "gzip",
        "room_id": "5",
        "internal_ext": "a:b",
    }
    assert len(params) == len(dict(params))


def test_a_relay_without_a_query() -> None:
    signed = read_connect(Got(200, (), result(push_server="wss://relay.test")))
    assert isinstance(signed, Signed)
    assert socket_url(signed, "wss://own.test/x").startswith("wss://relay.test?cursor=c-1&")


def test_a_relay_that_is_not_wanted() -> None:
    error = read_connect(Got(200, (COOKIE,), STUB), relay=False)
    assert type(error) is SignerError
    assert "a relay of its own" in str(error)


def test_a_signer_that_fails_over_the_device() -> None:
    error = read_connect(Got(500, (), b'{"fallback_message": "illegal web id"}'))
    assert type(error) is SignerError
    assert error.device_refused
    assert "illegal web id" in str(error)
    plain = read_connect(Got(500, (), b'{"message": "x"}'))
    assert isinstance(plain, SignerError)
    assert not plain.device_refused


def test_the_newer_route_to_signatures() -> None:
    request = signature_request(BASE, "k", asked("https://t.test/p"), old=False)
    assert request.url == f"{BASE}/tiktok/signing/encrypt/sign_url"


def test_a_short_lived_key_takes_the_place_of_the_other() -> None:
    request = asked("https://t.test/p")
    for question in (
        connect_request(BASE, "", request, old=False, jwt_key="j"),
        signature_request(BASE, "", request, jwt_key="j"),
        quota_request(BASE, "", old=False, jwt_key="j"),
    ):
        headers = dict(question.headers)
        assert headers["X-Jwt-Key"] == "j"
        assert "X-Api-Key" not in headers
