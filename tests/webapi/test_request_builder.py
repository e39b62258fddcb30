from __future__ import annotations

import random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from livetok._webapi.browser_identity import BrowserIdentity
from livetok._webapi.request_builder import RequestBuilder, callers_ttwid
from livetok.http_types import HttpRequest
from livetok.options import Endpoints, Options, Session

ROOM = 7300000000000000001
SOCKET = "wss://webcast-ws.tiktok.com/webcast/im/ws_proxy/ws_reuse_supplement/?room_id=7"
SESSION = Session(session_id="s3cret", target_idc="useast1a")


def build(ttwid: str = "t%7C1", **options: Any) -> RequestBuilder:
    identity = BrowserIdentity.choose(random.Random(3), language=options.get("language", "en-US"))
    return RequestBuilder(identity=identity, options=Options(**options), ttwid=ttwid)


def test_the_lookup_asks_for_exactly_what_is_needed() -> None:
    request = build().room_lookup("ann")
    assert request.url == "https://www.tiktok.com/api-live/user/room/"
    assert dict(request.params) == {
        "aid": "1988",
        "app_name": "tiktok_web",
        "device_platform": "web_pc",
        "app_language": "en",
        "browser_language": "en-US",
        "region": "US",
        "user_is_login": "false",
        "sourceType": "54",
        "staleTime": "600000",
        "uniqueId": "ann",
    }
    assert "Cookie" not in dict(request.headers)


def test_the_websocket_url_has_the_parameters_of_the_direct_flow() -> None:
    requests = build()
    url = requests.websocket_url(ROOM, random.Random(1))
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        "wss://webcast-ws.tiktok.com/webcast/im/ws_proxy/ws_reuse_supplement/"
    )
    pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)
    params = dict(pairs)
    assert len(params) == len(pairs)
    width, height = requests.identity.screen
    assert 100 <= float(params.pop("last_rtt")) <= 200
    assert params == {
        "version_code": "180800",
        "device_platform": "web",
        "cookie_enabled": "true",
        "screen_width": str(width),
        "screen_height": str(height),
        "browser_language": "en-US",
        "browser_platform": requests.identity.platform,
        "browser_name": "Mozilla",
        "browser_version": requests.identity.browser_version,
        "browser_online": "true",
        "tz_name": "America/New_York",
        "app_name": "tiktok_web",
        "sup_ws_ds_opt": "1",
        "update_version_code": "2.0.0",
        "compress": "gzip",
        "webcast_language": "en",
        "ws_direct": "1",
        "aid": "1988",
        "live_id": "12",
        "app_language": "en",
        "client_enter": "1",
        "room_id": str(ROOM),
        "identity": "audience",
        "history_comment_count": "6",
        "heartbeat_duration": "10000",
        "resp_content_type": "protobuf",
        "did_rule": "3",
    }
    assert not set(' ()"<>') & set(parts.query), "raw spaces and parentheses are refused with 400"


def test_tokens_options_and_own_parameters_show_in_the_url() -> None:
    requests = build(
        compress=False, heartbeat_interval=2.5, params={"aid": "1", "X": "a b"}, language="de-AT"
    )
    url = requests.websocket_url(ROOM, random.Random(1), cursor="t-1_r-1", internal_ext="a:b|c:d")
    params = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    assert params["compress"] == ""
    assert params["heartbeat_duration"] == "2500"
    assert (params["cursor"], params["internal_ext"]) == ("t-1_r-1", "a:b|c:d")
    assert (params["aid"], params["X"]) == ("1", "a b")
    assert (params["webcast_language"], params["app_language"], params["browser_language"]) == (
        "de",
        "de",
        "de-AT",
    )
    assert params["tz_name"] == "Europe/Vienna"


def test_the_upgrade_carries_cookie_and_user_agent() -> None:
    requests = build()
    assert requests.websocket_headers(SOCKET) == (
        ("User-Agent", requests.identity.user_agent),
        ("Cookie", "ttwid=t%7C1"),
        ("Origin", "https://www.tiktok.com"),
        ("Referer", "https://www.tiktok.com/"),
        ("Accept-Language", "en-US,en;q=0.9"),
        ("Cache-Control", "no-cache"),
    )


def test_own_headers_win_whatever_their_case() -> None:
    requests = build(headers={"accept-language": "fr", "X-Mine": "1", "COOKIE": "theme=dark; ttwid=mine"})
    headers = requests.websocket_headers(SOCKET)
    assert ("accept-language", "fr") in headers
    assert ("X-Mine", "1") in headers
    assert [name for name, _ in headers].count("Accept-Language") == 0
    assert dict(headers)["Cookie"] == "ttwid=t%7C1; theme=dark"
    assert callers_ttwid(requests.options) == "mine"


def everything(requests: RequestBuilder) -> dict[str, HttpRequest]:
    return {
        "lookup": requests.room_lookup("ann"),
        "live page": requests.live_page("ann"),
        "profile": requests.profile_page("ann"),
        "start": requests.start_page(),
        "info": requests.room_info(ROOM),
        "alive": requests.check_alive([ROOM, 5]),
        "gifts": requests.gift_list(ROOM),
        "audience": requests.online_audience(ROOM, 7),
        "chat": requests.chat(ROOM, "hello"),
    }


def test_the_session_goes_only_where_it_is_asked_for() -> None:
    requests = everything(build(session=SESSION))
    carrying = {
        name for name, request in requests.items() if "s3cret" in dict(request.headers).get("Cookie", "")
    }
    assert carrying == {"live page", "info", "gifts", "audience", "chat"}
    for name in carrying:
        cookies = dict(pair.split("=", 1) for pair in dict(requests[name].headers)["Cookie"].split("; "))
        secrets = {cookies[key] for key in ("sessionid", "sessionid_ss", "sid_tt")}
        assert (secrets, cookies["tt-target-idc"]) == ({"s3cret"}, "useast1a")
    assert dict(requests["info"].params)["user_is_login"] == "true"
    assert not any("s3cret" in repr(request) for request in requests.values())


def test_without_a_session_nobody_is_logged_in() -> None:
    for request in everything(build()).values():
        assert dict(request.params).get("user_is_login", "false") == "false"
        assert "sessionid" not in dict(request.headers).get("Cookie", "")


def test_every_request_goes_to_the_configured_hosts() -> None:
    endpoints = Endpoints(web="http://a.test:1/", webcast="http://b.test:2", websocket="ws://c.test:3")
    requests = build(endpoints=endpoints)
    hosts = {name: urlsplit(request.url).netloc for name, request in everything(requests).items()}
    pages = {"lookup", "live page", "profile", "start"}
    assert {name for name, host in hosts.items() if host == "a.test:1"} == pages
    assert set(hosts.values()) == {"a.test:1", "b.test:2"}
    assert requests.websocket_url(ROOM, random.Random(1)).startswith("ws://c.test:3/webcast/")


def test_the_parameters_of_the_webcast_host() -> None:
    requests = everything(build())
    assert dict(requests["info"].params)["room_id"] == str(ROOM)
    assert dict(requests["alive"].params)["room_ids"] == f"{ROOM},5"
    assert dict(requests["audience"].params)["anchor_id"] == "7"
    assert dict(requests["chat"].params)["content"] == "hello"
    assert requests["chat"].method == "POST"
    assert dict(requests["info"].headers)["Origin"] == "https://www.tiktok.com", "with a slash it is refused"
    assert all(dict(request.params).get("aid", "1988") == "1988" for request in requests.values())


@pytest.mark.parametrize("name", ["live page", "profile", "start"])
def test_pages_have_no_parameters(name: str) -> None:
    assert everything(build(params={"a": "b"}))[name].params == ()


MINE = {"Authorization": "Bearer t0ken", "X-Mine": "k3y", "Cookie": "sid_guard=pasted; msToken=m; theme=dark"}
SECRETS = ("s3cret", "useast1a", "pasted", "t0ken", "k3y", "t%7C1", "dark")


def told(url: str, **options: Any) -> set[str]:
    """The secrets among the headers of an upgrade at a URL."""
    headers = str(build(session=SESSION, headers=MINE, **options).websocket_headers(url))
    return {secret for secret in SECRETS if secret in headers}


@pytest.mark.parametrize(
    "url",
    [
        SOCKET,
        "wss://webcast-ws.tiktokn.com/webcast/im/",
        "wss://WEBCAST-WS.eu.TikTok.com:443/webcast/im/",
        "wss://push.tiktokv.com/webcast/im/",
    ],
)
def test_tiktoks_own_hosts_are_told_everything(url: str) -> None:
    assert told(url) == set(SECRETS)


@pytest.mark.parametrize(
    "url",
    [
        "ws://evil.test/webcast/im/",
        "wss://evil.test/webcast/im/",
        "ws://webcast-ws.tiktok.com/webcast/im/",
        "wss://eviltiktok.com/",
        "wss://tiktok.com.evil.test/",
        "wss://evil.test/.tiktok.com",
        "wss://evil.test?.tiktok.com",
        "wss://evil.test#.tiktok.com",
        "wss://www.tiktok.com@evil.test/",
        "wss://evil.test\\.tiktok.com/",
        "wss://evil.test\n.tiktok.com/",
        "wss://[::1/",
        "wss://www.tiktok.com:x/",
        "ws://127.0.0.1:9/",
        "",
        "tiktok.com",
    ],
)
def test_a_foreign_host_is_told_nothing(url: str) -> None:
    assert told(url) == set()


def test_a_configured_server_is_told_as_much_as_is_safe() -> None:
    mine = Endpoints(websocket="ws://10.1.2.3:80")
    assert told("ws://10.1.2.3/webcast/", endpoints=mine) == {"t%7C1", "t0ken", "k3y"}
    assert told("wss://10.1.2.3/webcast/", endpoints=mine) == set(), "another port"
    for host in ("127.0.0.1", "localhost", "[::1]", "sim.localhost", "127.9.9.9"):
        local = Endpoints.at(f"http://{host}:8080")
        assert told(f"ws://{host}:8080/webcast/", endpoints=local) == set(SECRETS)
        assert told(f"ws://{host}:8081/webcast/", endpoints=local) == set()
    own = Endpoints(websocket="wss://live.example.org")
    assert told("wss://live.example.org/", endpoints=own) == set(SECRETS)
    # Who configures TikTok's host without TLS has not said that everybody may listen.
    plain = Endpoints(websocket="ws://webcast-ws.tiktok.com")
    assert told("ws://webcast-ws.tiktok.com/", endpoints=plain) == set()


def test_no_request_carries_a_session_in_the_clear() -> None:
    plain = Endpoints.at("http://10.1.2.3:8080")
    for request in everything(build(session=SESSION, headers=MINE, endpoints=plain)).values():
        assert not any(secret in str(request.headers) for secret in ("s3cret", "useast1a", "pasted"))
        assert dict(request.params).get("user_is_login", "false") == "false"


def test_the_sign_servers_host_is_not_trusted_for_signing() -> None:
    assert told("wss://api.eulerstream.com/webcast/") == set()


def test_an_anonymous_cookie_holds_no_session_by_any_path() -> None:
    requests = build(session=SESSION, headers=MINE)
    assert requests.anonymous_cookie() == "ttwid=t%7C1; msToken=m"
