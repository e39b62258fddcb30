from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from livetok._util.json_view import Json
from livetok._webapi import responses
from livetok._webapi.responses import (
    cookie_missing,
    cookie_set,
    read_check_alive,
    read_gift_list,
    read_live_page,
    read_room_info,
    read_room_lookup,
    refusal,
    retry_after,
)
from livetok.errors import (
    AgeRestricted,
    ClosedByServer,
    Detected,
    DeviceBlocked,
    LiveError,
    NetworkError,
    RateLimited,
    SessionRequired,
    UserNotFound,
)
from livetok.models import RoomInfo, RoomStatus

ROOM = 7300000000000000001


@frozen
class Got:
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", "application/json"),)
    body: bytes = b""


def got(value: Any, status: int = 200) -> Got:
    return Got(status, body=json.dumps(value).encode())


def page(state: str, tag: str = '<script id="SIGI_STATE" type="application/json">') -> Got:
    return Got(200, (("content-type", "text/html"),), f"<html>{tag}{state}</script></html>".encode())


LOOKUP = {
    "data": {
        "user": {
            "id": "6779789250017592326",
            "uniqueId": "Name",
            "nickname": "Name",
            "secUid": "MS4w",
            "roomId": str(ROOM),
            "status": 2,
            "verified": True,
            "signature": "bio",
            "avatarThumb": "https://x/100",
            "avatarMedium": "https://x/720",
            "avatarLarger": "https://x/1080",
        },
        "stats": {"followerCount": 1234, "followingCount": 56},
        "liveRoom": {
            "status": 2,
            "title": "hello",
            "startTime": 1789072789,
            "coverUrl": "https://x/cover",
            "paidEvent": {"event_id": 0, "paid_type": 1},
            "liveSubOnly": 1,
            "liveRoomStats": {"userCount": 81, "enterCount": 1500},
            "streamData": {
                "pull_data": {
                    "options": {
                        "qualities": [{"sdk_key": "hd", "level": 3}, {"sdk_key": "origin", "level": 10}]
                    },
                    "stream_data": json.dumps(
                        {
                            "data": {
                                "hd": {"main": {"flv": "https://p/hd.flv", "hls": "https://p/hd.m3u8"}},
                                "origin": {
                                    "main": {
                                        "flv": "https://p/or.flv",
                                        "hls": "",
                                        "sdk_params": json.dumps(
                                            {"VCodec": "h264", "vbitrate": 2500000, "resolution": "1280x720"}
                                        ),
                                    }
                                },
                            }
                        }
                    ),
                }
            },
            "hevcStreamData": {"pull_data": {"stream_data": ""}},
        },
    },
    "message": "",
    "statusCode": 0,
}


def room_of(answer: Got) -> RoomInfo:
    result = read_room_lookup(answer, user="name")
    assert isinstance(result, RoomInfo)
    return result


def test_a_lookup_in_full() -> None:
    room = room_of(got(LOOKUP))
    assert (room.room_id, room.status, room.title) == (ROOM, RoomStatus.LIVE, "hello")
    assert (room.viewer_count, room.total_viewers) == (81, 1500)
    assert room.started_at is not None
    assert room.started_at.isoformat() == "2026-09-10T20:39:49+00:00"
    assert (room.cover, room.share_url) == ("https://x/cover", "https://www.tiktok.com/@name/live")
    assert room.restrictions == ("subscribers", "paid")
    host = room.host
    assert (host.id, host.unique_id, host.sec_uid, host.bio) == (6779789250017592326, "name", "MS4w", "bio")
    assert (host.avatar_thumb, host.avatar_large) == ("https://x/100", "https://x/1080")
    assert (host.follower_count, host.following_count, host.verified) == (1234, 56, True)
    best = room.streams[0]
    assert (best.quality, best.protocol, best.level, best.codec) == ("origin", "flv", 10, "h264")
    assert (best.resolution, best.bitrate) == ("1280x720", 2500000)
    assert [(stream.quality, stream.protocol) for stream in room.streams[1:]] == [
        ("hd", "flv"),
        ("hd", "hls"),
    ]
    assert room.raw == LOOKUP["data"]
    assert evolve(room, status=RoomStatus.PAUSED).raw == LOOKUP["data"]
    assert RoomInfo().raw == {}


@pytest.mark.parametrize(
    ("room", "user", "room_id", "status"),
    [
        (2, 2, ROOM, RoomStatus.LIVE),
        (4, 2, ROOM, RoomStatus.LIVE),
        (2, 4, ROOM, RoomStatus.LIVE),
        (4, 4, ROOM, RoomStatus.ENDED),
        (4, None, ROOM, RoomStatus.ENDED),
        (None, 4, ROOM, RoomStatus.ENDED),
        (3, None, ROOM, RoomStatus.PAUSED),
        (1, None, ROOM, RoomStatus.PREPARING),
        (None, None, ROOM, RoomStatus.UNKNOWN),
        (99, None, ROOM, RoomStatus.UNKNOWN),
        ("2", None, ROOM, RoomStatus.LIVE),
        (2, 2, "", RoomStatus.ENDED),
        (2, 2, "0", RoomStatus.ENDED),
        (2, 2, None, RoomStatus.ENDED),
    ],
)
def test_two_statuses_make_one(room: Any, user: Any, room_id: Any, status: RoomStatus) -> None:
    data = {"user": {"uniqueId": "ann", "roomId": room_id, "status": user}, "liveRoom": {"status": room}}
    assert room_of(got({"data": data, "statusCode": 0})).status is status


# --- every answer that is not data, by leaf, status, hint and evidence

BLOCK_PAGE = Got(200, (("content-type", "text/html"),), b"<html>Please wait...</html>")
CAPTCHA = Got(200, (), b"<html><div id=tiktok-verify-page></div></html>")
CHALLENGE = Got(200, (("X-TT-System-Error", "3"),), b"<html></html>")
EMPTY = Got(200)
FORBIDDEN = Got(403, (("x-ms-token", "abc"),))
LIMITED = Got(429, (("Retry-After", "12"),))

DATA_ANSWERS = [
    (BLOCK_PAGE, Detected, 200, "Please wait"),
    (CAPTCHA, Detected, 200, "captcha"),
    (CHALLENGE, Detected, 200, "X-TT-System-Error 3"),
    (EMPTY, Detected, 200, "0 bytes"),
    (Got(200, body=b"[1, 2]"), Detected, 200, "6 bytes"),
    (Got(200, body=b"null"), Detected, 200, "4 bytes"),
    (Got(200, body=b'{"a":'), Detected, 200, "5 bytes"),
    (Got(200, body=b"\xff\xfe{"), Detected, 200, "3 bytes"),
    (Got(200, body=b"[" * 100_000), Detected, 200, "100000 bytes"),
    (Got(200, body=b'{"a": ' + b"9" * 100_000 + b"}"), Detected, 200, "bytes"),
    (FORBIDDEN, Detected, 403, "HTTP 403"),
    (Got(404), Detected, 404, "HTTP 404"),
    (Got(302, (("location", "/x"),)), Detected, 302, "HTTP 302"),
    (LIMITED, RateLimited, 429, "HTTP 429"),
    (Got(500), NetworkError, 500, "HTTP 500"),
    (Got(503), NetworkError, 503, "HTTP 503"),
]
READERS: dict[str, Any] = {
    "lookup": lambda answer: read_room_lookup(answer, user="ann"),
    "room info": lambda answer: read_room_info(answer, user="ann", room_id=ROOM),
    "check_alive": read_check_alive,
    "gift list": read_gift_list,
}


def check(error: Any, leaf: type[LiveError], status: int, evidence: str) -> None:
    assert type(error) is leaf
    assert error.status == status
    assert evidence in error.evidence
    assert error.hint


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("answer", "leaf", "status", "evidence"), DATA_ANSWERS)
def test_answers_that_are_no_data(
    reader: str, answer: Got, leaf: type[LiveError], status: int, evidence: str
) -> None:
    check(READERS[reader](answer), leaf, status, evidence)


def failed_lookup(code: int, message: str) -> Got:
    return got({"data": None, "message": message, "statusCode": code})


@pytest.mark.parametrize(
    ("answer", "leaf", "evidence"),
    [
        (failed_lookup(19881007, "user_not_found"), UserNotFound, "19881007 user_not_found"),
        (failed_lookup(0, "user_not_found"), UserNotFound, "user_not_found"),
        (failed_lookup(19881005, "params_error"), Detected, "19881005 params_error"),
        (failed_lookup(404000, ""), Detected, "404000"),
        (failed_lookup(20003, ""), SessionRequired, "20003"),
        (got({"data": {"user": [], "liveRoom": None}, "statusCode": 0}), Detected, "HTTP 200"),
        (got({"data": [], "statusCode": "0"}), Detected, "HTTP 200"),
        (got({}), Detected, "HTTP 200"),
    ],
)
def test_lookups_that_name_no_room(answer: Got, leaf: type[LiveError], evidence: str) -> None:
    error = read_room_lookup(answer, user="ann")
    check(error, leaf, 200, evidence)
    assert not isinstance(error, Detected) or "404000" not in evidence or error.code == 404000
    assert getattr(error, "user", "ann") == "ann"


STATE = json.dumps({"LiveRoom": {"liveRoomUserInfo": LOOKUP["data"]}})


@pytest.mark.parametrize(
    "answer",
    [
        page(STATE),
        page(STATE, "<script nonce='x' id='SIGI_STATE'>"),
        page(f"window['SIGI_STATE']={STATE};window.x=1", '<script id="sigi-persisted-data">'),
    ],
)
def test_a_live_page(answer: Got) -> None:
    assert read_live_page(answer, user="name") == room_of(got(LOOKUP))


@pytest.mark.parametrize(
    ("answer", "leaf", "status", "evidence"),
    [
        (Got(302, (("Location", "https://www.tiktok.com/login"),)), SessionRequired, 302, "/login"),
        (BLOCK_PAGE, Detected, 200, "Please wait"),
        (CAPTCHA, Detected, 200, "captcha"),
        (CHALLENGE, Detected, 200, "X-TT-System-Error 3"),
        (EMPTY, Detected, 200, "no SIGI_STATE"),
        (Got(body=b"\xff\xff" * 100), Detected, 200, "no SIGI_STATE"),
        (page("{broken"), Detected, 200, "not JSON"),
        (page("[]"), Detected, 200, "not JSON"),
        (page('{"AppContext":{}}'), UserNotFound, 200, "no LiveRoom"),
        (page('{"LiveRoom":null}'), Detected, 200, "HTTP 200"),
        (page('{"LiveRoom":{"liveRoomUserInfo":[]}}'), Detected, 200, "HTTP 200"),
        (FORBIDDEN, Detected, 403, "HTTP 403"),
        (LIMITED, RateLimited, 429, "HTTP 429"),
        (Got(502), NetworkError, 502, "HTTP 502"),
    ],
)
def test_live_pages_that_name_no_room(answer: Got, leaf: type[LiveError], status: int, evidence: str) -> None:
    check(read_live_page(answer, user="ann"), leaf, status, evidence)


INFO = {
    "id": 1.0e18,
    "id_str": str(ROOM),
    "status": 2,
    "title": "hello",
    "user_count": 81,
    "create_time": 1789072789,
    "owner": {
        "id": 5,
        "id_str": "6779789250017592326",
        "display_id": "Name",
        "nickname": "Name",
        "avatar_thumb": {"url_list": [3, "https://x/1", "https://x/2"]},
        "follow_info": {"follower_count": 9, "following_count": 3},
    },
    "stats": {"total_user": 1500, "like_count": 7},
    "like_count": 0,
    "share_url": "https://x/share",
    "cover": {"url_list": ["https://x/cover"]},
    "age_restricted": {"restricted": True},
    "stream_url": {
        "flv_pull_url": {"FULL_HD1": "https://p/1.flv", "SD2": "https://p/2.flv", "AUDIO": ""},
        "hls_pull_url": "https://p/index.m3u8",
        "rtmp_pull_url": "https://p/1.flv",
    },
}


def test_room_info_in_full() -> None:
    room = read_room_info(got({"data": INFO, "status_code": 0}))
    assert isinstance(room, RoomInfo)
    assert (room.room_id, room.status, room.viewer_count) == (ROOM, RoomStatus.LIVE, 81)
    assert (room.total_viewers, room.like_count, room.restrictions) == (1500, 7, ("age",))
    assert (room.host.id, room.host.unique_id) == (6779789250017592326, "name")
    assert (room.host.avatar_thumb, room.host.follower_count) == ("https://x/1", 9)
    assert (room.cover, room.share_url) == ("https://x/cover", "https://x/share")
    assert [(stream.quality, stream.protocol, stream.url) for stream in room.streams] == [
        ("origin", "flv", "https://p/1.flv"),
        ("origin", "hls", "https://p/index.m3u8"),
        ("ld", "flv", "https://p/2.flv"),
    ]


@pytest.mark.parametrize(
    ("answer", "leaf", "restriction"),
    [
        (got({"data": {"prompts": "18+", "message": "18+"}, "status_code": 4003110}), AgeRestricted, "age"),
        (got({"data": {"prompts": "18+"}, "status_code": 0}), AgeRestricted, "age"),
        (got({"data": {}, "status_code": 0}), AgeRestricted, "age"),
        (
            got({"data": {"message": "Follow the creator to watch their LIVE"}, "status_code": 1}),
            AgeRestricted,
            "followers",
        ),
        (got({"data": {"message": "This account is private"}, "status_code": 1}), AgeRestricted, "private"),
        (got({"data": {"message": "?"}, "status_code": 10011}), Detected, ""),
        (got({"data": {"message": "log in"}, "status_code": 20003}), SessionRequired, ""),
        (got({"data": [], "status_code": 50007}), RateLimited, ""),
    ],
)
def test_rooms_that_are_not_for_everybody(answer: Got, leaf: type[LiveError], restriction: str) -> None:
    error = read_room_info(answer, user="ann", room_id=ROOM)
    check(error, leaf, 200, "HTTP 200")
    if isinstance(error, AgeRestricted):
        assert (error.restriction, error.user, error.room_id) == (restriction, "ann", ROOM)


def test_a_title_that_quotes_a_restriction_restricts_nothing() -> None:
    room = read_room_info(got({"data": INFO | {"title": "This account is private"}, "status_code": 0}))
    assert isinstance(room, RoomInfo)


def test_check_alive_knows_only_what_is_said() -> None:
    entries = [
        {"alive": True, "room_id": 5, "room_id_str": "6"},
        {"alive": False, "room_id": 7},
        {"alive": "yes", "room_id": 8},
        {"room_id": 9},
        {"alive": True},
        3,
        None,
    ]
    assert read_check_alive(got({"data": entries, "status_code": 0})) == {6: True, 7: False}
    assert read_check_alive(got({"status_code": 0})) == {}
    assert read_check_alive(got({"data": {"alive": True}, "status_code": 0})) == {}
    assert isinstance(read_check_alive(got({"data": {}, "status_code": 4})), Detected)


def test_gifts_with_refusals() -> None:
    gifts = read_gift_list(got({"data": {"gifts": [{"id": 1, "type": 2, "icon": {"url_list": ["u"]}}]}}))
    assert not isinstance(gifts, LiveError)
    assert (gifts[1].streakable, gifts[1].images) == (False, ("u",))
    assert read_gift_list(got({"data": None})) == {}
    assert isinstance(read_gift_list(got({"status_code": 20003})), SessionRequired)


# --- headers


@pytest.mark.parametrize(
    ("headers", "value"),
    [
        ([("Set-Cookie", "ttwid=1%7Cx; Path=/; Secure")], "1%7Cx"),
        ([("set-cookie", "a=b"), ("set-cookie", "ttwid=1")], "1"),
        ([("set-cookie", "ttwid=; Max-Age=0")], ""),
        ([("set-cookie", "xttwid=1"), ("set-cookie", "a=ttwid=2")], ""),
        ([("set-cookie", "")], ""),
        ([], ""),
    ],
)
def test_the_device_cookie_among_the_headers(headers: list[tuple[str, str]], value: str) -> None:
    assert cookie_set(headers, "ttwid") == value


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12", 12.0),
        ("0.5", 0.5),
        ("", None),
        ("-1", None),
        ("nan", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("9" * 99, None),
    ],
)
def test_retry_after(text: str, seconds: float | None) -> None:
    assert retry_after([("Retry-After", text)]) == seconds


def test_a_missing_cookie_has_its_reasons() -> None:
    check(cookie_missing(CHALLENGE), Detected, 200, "X-TT-System-Error 3")
    check(cookie_missing(EMPTY), Detected, 200, "no ttwid")
    check(cookie_missing(LIMITED), RateLimited, 429, "HTTP 429")


def handshake(message: str = "", status: str = "") -> dict[str, str]:
    given = {"Handshake-Msg": message, "handshake-status": status}
    return {name: value for name, value in given.items() if value}


NO_COOKIE = "http: named cookie not present"


@pytest.mark.parametrize(
    ("status", "headers", "leaf", "message", "code", "hint"),
    [
        (200, handshake("DEVICE_BLOCKED", "415"), DeviceBlocked, "DEVICE_BLOCKED", 415, "identity"),
        (415, {}, DeviceBlocked, "", 0, "identity"),
        (200, handshake("", "415"), DeviceBlocked, "", 415, "identity"),
        (
            200,
            handshake("illegal secret key", "417"),
            DeviceBlocked,
            "illegal secret key",
            417,
            "try a signer",
        ),
        (200, handshake("illegal app_id", "417"), DeviceBlocked, "illegal app_id", 417, "without the signer"),
        (200, handshake(NO_COOKIE, "417"), DeviceBlocked, NO_COOKIE, 417, "ttwid"),
        (200, handshake("something new", "x"), DeviceBlocked, "something new", 0, "identity"),
        (400, {}, Detected, "", 0, "malformed"),
        (200, {}, Detected, "", 0, "distrusts"),
        (403, {}, Detected, "", 0, "distrusts"),
        (301, {}, Detected, "", 0, "distrusts"),
        (414, {"Handshake-Options": "reconnect-interval=30"}, RateLimited, "", 0, "15 connections"),
        (429, {"Retry-After": "9"}, RateLimited, "", 0, "15 connections"),
        (511, {}, RateLimited, "", 0, "15 connections"),
        (512, {}, RateLimited, "", 0, "15 connections"),
        (502, {}, NetworkError, "", 0, "later"),
    ],
)
def test_refused_websockets(
    status: int, headers: dict[str, str], leaf: type[LiveError], message: str, code: int, hint: str
) -> None:
    error = refusal(status, headers.items(), signed=True)
    check(error, leaf, status, f"HTTP {status}")
    assert hint in error.hint
    if isinstance(error, DeviceBlocked):
        assert (error.handshake_msg, error.handshake_status) == (message, code)
    if isinstance(error, RateLimited):
        assert error.retry_after == {414: 30.0, 429: 9.0}.get(status)


def test_without_a_signer_no_signer_is_blamed() -> None:
    for message in ("illegal app_id", "illegal secret key", "DEVICE_BLOCKED", NO_COOKIE, "something new"):
        hint = refusal(200, handshake(message, "417").items(), signed=False).hint
        assert "the signer" not in hint
    assert "aid" in refusal(200, handshake("illegal app_id", "417").items(), signed=False).hint


FORGED = "ok\x1b[2J\r\n2026-11-28 ERROR root: all is lost\x9b31m\u202e\u2028."


def test_what_servers_say_is_one_harmless_line() -> None:
    """In the error's text, its evidence and its attributes; `.raw` keeps what came."""
    said = json.dumps(
        {"status_code": 7, "statusCode": 7, "message": FORGED, "data": {"message": FORGED}}
    ).encode()
    headers = (("content-type", FORGED), ("X-TT-System-Error", FORGED), ("location", FORGED))
    refused = [
        refusal(status, (("Handshake-Msg", FORGED), ("Handshake-Status", "417")), signed=True)
        for status in (200, 415, 502)
    ]
    answers = [Got(status, headers, said) for status in (200, 302, 403, 429, 502)]
    errors = [reader(answer) for reader in READERS.values() for answer in answers]
    errors += [read_live_page(answer, user="ann") for answer in answers]
    closed = ClosedByServer(code=4001, reason=FORGED)
    failures = [error for error in (*refused, *errors, closed) if isinstance(error, LiveError)]
    assert len(failures) > 20
    for error in failures:
        notes, named = getattr(error, "__notes__", ()), ("reason", "handshake_msg")
        texts = (
            str(error),
            error.evidence,
            error.hint,
            *notes,
            *(str(getattr(error, name, "")) for name in named),
        )
        assert "".join(texts).isprintable(), texts
    assert closed.raw == FORGED
    assert isinstance(refused[0], DeviceBlocked)
    assert refused[0].raw == FORGED
    assert "\\x1b[2J\\r\\n2026" in refused[0].handshake_msg


# --- no input raises

_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(
        ["data", "user", "liveRoom", "status", "statusCode", "status_code", "message", "roomId", "owner", "stats",
         "stream_url", "live_core_sdk_data", "pull_data", "options", "qualities", "stream_data", "gifts", "alive",
         "room_id", "cover", "url_list", "create_time", "startTime", "id", "id_str", "LiveRoom", "liveRoomUserInfo",
         "hd", "main", "flv", "flv_pull_url", "streamData", "prompts", "follow_info", "type"]
    ), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@given(_values, st.sampled_from([200, 204, 302, 403, 429, 500]))
def test_no_shape_of_json_raises(value: Any, status: int) -> None:
    answer = got(value, status)
    for reader in READERS.values():
        reader(answer)
    read_live_page(Got(status, body=page(json.dumps(value)).body), user="ann")


@given(st.binary(max_size=200), st.lists(st.tuples(st.text(max_size=9), st.text(max_size=30)), max_size=3))
def test_no_bytes_and_headers_raise(body: bytes, headers: list[tuple[str, str]]) -> None:
    answer = Got(200, tuple(headers), body)
    for reader in READERS.values():
        assert isinstance(reader(answer), LiveError | dict | RoomInfo)
    read_live_page(answer, user="ann")
    refusal(200, headers, signed=False)


def test_halves_of_characters_are_replaced() -> None:
    node = Json.parse(b'{"a": "x\\ud800y", "b": "\\ud83d\\ude00"}')
    assert node.text("a").encode() == "x\ufffdy".encode()
    assert node.text("b") == "\U0001f600"


def test_numbers_in_every_disguise() -> None:
    node = Json.parse(
        b'{"a": "12", "b": -3, "c": 1e3, "d": "1e3", "e": 1e999, "f": 99999999999999999999, "g": true, "h": []}'
    )
    assert [node.integer(key) for key in "abcdefghz"] == [12, -3, 1000, 0, 0, 0, 1, 0, 0]
    assert node.integer("z", "d", "b") == -3
    assert node.text("b", "a") == "-3"
    assert [node.flag(key) for key in "ahg"] == [True, False, True]


@pytest.mark.parametrize(
    ("value", "year"), [(1789072789, 2026), (1789072789000, 2026), (0, None), (-5, None), (2**62, None)]
)
def test_moments_by_magnitude(value: int, year: int | None) -> None:
    moment = Json({"t": value}).moment("t")
    assert (moment.year if moment else None) == year


def test_public_names_exist() -> None:
    assert all(hasattr(responses, name) for name in responses.__all__)
