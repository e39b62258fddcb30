"""The HTTP side: what each address answers, what it insists on, and how it fails on demand."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from livetok.proto import CommentEvent, ProtoMessageFetchResult
from livetok.testing import Simulator, Switches
from livetok.testing._connection.handshake import Accepted, Refused, UpgradeRequest, upgrade
from livetok.testing._site.http import Request, Response
from livetok.testing._site.routing import respond
from support.socket_bench import target as socket_target

LOOKUP = "/api-live/user/room/?aid=1988&sourceType=54&uniqueId=anna"
SESSION = "sessionid=abc; sid_tt=abc"


@pytest.fixture
def sim() -> Simulator:
    simulator = Simulator()
    simulator.room("anna")
    return simulator


def get(sim: Simulator, target: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> Response:
    given = {"user-agent": "Mozilla/5.0 (X11)", "host": "127.0.0.1:8080"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    pairs = [(name, value) for name, value in given.items() if value]
    return respond(sim, Request(method=method, target=target, headers=pairs, body=body))


def data(response: Response) -> Any:
    assert response.status == 200
    return json.loads(response.body)


def webcast(path: str, sim: Simulator, **more: str) -> str:
    query = {"aid": "1988", "room_id": str(sim.room("anna").room_id)} | more
    return f"/webcast/{path}/?" + "&".join(f"{name}={value}" for name, value in query.items() if value)


# Lookup


@pytest.mark.parametrize("path", ["/api-live/user/room", "/api-live/user/room/"])
def test_lookup(sim: Simulator, path: str) -> None:
    facts = data(get(sim, LOOKUP.replace("/api-live/user/room/", path)))
    room = sim.room("anna")
    assert facts["statusCode"] == 0
    user, live = facts["data"]["user"], facts["data"]["liveRoom"]
    assert (user["roomId"], user["uniqueId"], user["status"]) == (str(room.room_id), "anna", 2)
    assert user["id"] == str(room.host.user_id)
    assert user["secUid"].startswith("MS4wLjABAAAA")
    assert (live["status"], live["title"], live["startTime"]) == (2, "Just talking", 1790000000)
    streams = json.loads(live["streamData"]["pull_data"]["stream_data"])
    assert streams["data"]["origin"]["main"]["flv"].startswith("http://127.0.0.1:8080/")
    assert json.loads(streams["data"]["ld"]["main"]["sdk_params"])["resolution"] == "640x360"


@pytest.mark.parametrize(
    "target",
    [LOOKUP.replace("aid=1988&", ""), LOOKUP.replace("54", "55"), LOOKUP.replace("&uniqueId=anna", "")],
)
def test_lookup_insists_on_base_parameters(sim: Simulator, target: str) -> None:
    facts = data(get(sim, target))
    assert (facts["statusCode"], facts["message"], facts["data"]) == (19881005, "params_error", None)
    assert sim.violations.rules() == ["lookup-params"]


def test_lookup_of_nobody(sim: Simulator) -> None:
    facts = data(get(sim, LOOKUP + "x"))
    assert (facts["statusCode"], facts["message"], facts["data"]) == (19881007, "user_not_found", None)


def test_offline_keeps_the_stale_room_id(sim: Simulator) -> None:
    room = sim.room("anna")
    room.end()
    facts = data(get(sim, LOOKUP))["data"]
    assert (facts["user"]["roomId"], facts["user"]["status"], facts["liveRoom"]["status"]) == (
        str(room.room_id),
        4,
        4,
    )
    room.start()
    assert data(get(sim, LOOKUP))["data"]["user"]["roomId"] == str(room.room_id) != facts["user"]["roomId"]


@pytest.mark.parametrize(("fault", "status"), [("offline", 4), ("paused", 3)])
def test_lookup_status_faults(sim: Simulator, fault: str, status: int) -> None:
    sim.fault(fault)
    assert [data(get(sim, LOOKUP))["data"]["liveRoom"]["status"] for _ in range(2)] == [status, 2]


@pytest.mark.parametrize(
    ("fault", "code"), [("user_not_found", 19881007), ("params_error", 19881005), ("code_404000", 404000)]
)
def test_lookup_code_faults(sim: Simulator, fault: str, code: int) -> None:
    sim.fault(fault)
    assert [data(get(sim, LOOKUP))["statusCode"] for _ in range(2)] == [code, 0]


# Pages


def test_live_page_suits_both_kinds_of_reader(sim: Simulator) -> None:
    sim.room("anna").title = "</script><script>alert(1)//"
    page = get(sim, "/@anna/live?").body.decode()
    (text,) = re.findall(r'<script id="SIGI_STATE" type="application/json">(.*?)</script>', page)
    user = json.loads(text)["LiveRoom"]["liveRoomUserInfo"]
    room_id = str(sim.room("anna").room_id)
    assert user["user"]["roomId"] == room_id
    assert user["liveRoom"]["title"] == "</script><script>alert(1)//"
    assert re.findall('"roomId":"([0-9]*)"', page) == [room_id]
    assert "og:url" in page


def test_profile_page_sets_the_cookie_among_others(sim: Simulator) -> None:
    answer = get(sim, "/@anna")
    cookies = [value for name, value in answer.headers if name == "Set-Cookie"]
    (ttwid,) = [
        cookie.partition(";")[0].removeprefix("ttwid=") for cookie in cookies if cookie.startswith("ttwid=")
    ]
    assert re.fullmatch(r"1%7C[\w-]+%7C1790000000%7C[0-9a-f]{64}", ttwid)
    assert sim.issued_ttwid(ttwid)
    assert not sim.issued_ttwid(ttwid[:-1])
    assert len(cookies) == 3
    (text,) = re.findall(r'id="__UNIVERSAL_DATA_FOR_REHYDRATION__"[^>]*>(.*?)</script>', answer.body.decode())
    detail = json.loads(text)["__DEFAULT_SCOPE__"]["webapp.user-detail"]
    assert (detail["statusCode"], detail["userInfo"]["user"]["uniqueId"]) == (0, "anna")


def test_cookie_attributes_fit_the_address(sim: Simulator) -> None:
    def ttwid(host: str, *, secure: bool) -> str:
        pairs = [("user-agent", "x"), ("host", host)]
        answer = respond(sim, Request(target="/@anna", headers=pairs, secure=secure))
        return next(value for _, value in answer.headers if value.startswith("ttwid="))

    assert "Domain=tiktok.com; Secure" in ttwid("www.tiktok.com", secure=True)
    assert "Domain" not in ttwid("127.0.0.1:8080", secure=False)
    assert "Secure" not in ttwid("127.0.0.1:8080", secure=False)


def test_profile_of_nobody_still_sets_the_cookie(sim: Simulator) -> None:
    answer = get(sim, "/@tiktok")
    assert b'"statusCode":10221' in answer.body
    assert any(value.startswith("ttwid=") for _, value in answer.headers)


def test_cookie_by_chance() -> None:
    sim = Simulator(switches=Switches(ttwid_chance=0.5))
    sim.room("anna")
    got = [any(value.startswith("ttwid=") for _, value in get(sim, "/@anna").headers) for _ in range(50)]
    assert 10 < sum(got) < 40
    again = Simulator(switches=Switches(ttwid_chance=0.5))
    assert got == [
        any(value.startswith("ttwid=") for _, value in get(again, "/@anna").headers) for _ in range(50)
    ]


@pytest.mark.parametrize(
    ("fault", "path", "evidence"),
    [
        ("please_wait", "/@anna/live", b"Please wait"),
        ("please_wait", LOOKUP, b"Please wait"),
        ("verify_page", "/@anna/live", b"tiktok-verify-page"),
    ],
)
def test_challenges(sim: Simulator, fault: str, path: str, evidence: bytes) -> None:
    sim.fault(fault)
    answer = get(sim, path)
    assert answer.status == 200
    assert evidence in answer.body
    assert not any(name == "Set-Cookie" for name, _ in answer.headers)
    assert evidence not in get(sim, path).body


def test_broken_live_pages(sim: Simulator) -> None:
    sim.fault("no_sigi")
    assert b"SIGI_STATE" not in get(sim, "/@anna/live").body
    sim.fault("no_live_room")
    assert b"LiveRoom" not in get(sim, "/@anna/live").body
    sim.fault("broken_sigi")
    (text,) = re.findall(r'id="SIGI_STATE"[^>]*>(.*?)</script>', get(sim, "/@anna/live").body.decode())
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


def test_withheld_cookie_and_challenge_header(sim: Simulator) -> None:
    sim.fault("no_ttwid=2")
    assert [any(name == "Set-Cookie" for name, _ in get(sim, "/@anna").headers) for _ in range(3)] == [
        False,
        False,
        True,
    ]
    sim.fault("challenge")
    answer = get(sim, "/@anna")
    assert ("X-TT-System-Error", "3") in answer.headers
    assert not any(name == "Set-Cookie" for name, _ in answer.headers)


# Webcast


def test_room_info(sim: Simulator) -> None:
    room = sim.room("anna")
    room.gift("Galaxy", user="bob")
    facts = data(get(sim, webcast("room/info", sim)))["data"]
    assert (facts["id"], facts["id_str"]) == (room.room_id, str(room.room_id))
    assert facts["owner"]["display_id"] == "anna"
    assert facts["owner"]["id_str"] == str(facts["owner"]["id"])
    assert facts["top_fans"][0]["user"]["display_id"] == "bob"
    assert facts["stream_url"]["flv_pull_url"]["HD1"].endswith(tuple("0123456789abcdef"))
    by_name = data(get(sim, "/webcast/room/info_by_user/?aid=1988&unique_id=anna"))["data"]
    assert by_name["id_str"] == facts["id_str"]


def test_room_info_of_the_restricted(sim: Simulator) -> None:
    sim.room("anna").age_restricted = True
    facts = data(get(sim, webcast("room/info", sim)))
    assert facts["status_code"] == 4003110
    assert set(facts["data"]) == {"prompts", "message"}
    assert data(get(sim, webcast("room/info", sim), cookie=SESSION))["status_code"] == 0


def test_room_info_of_an_ended_broadcast(sim: Simulator) -> None:
    old = webcast("room/info", sim)
    sim.room("anna").start()
    assert data(get(sim, old))["data"]["status"] == 4
    assert data(get(sim, webcast("room/info", sim)))["data"]["status"] == 2


def test_webcast_insists_on_aid_agent_and_origin(sim: Simulator) -> None:
    assert data(get(sim, webcast("room/info", sim, aid="")))["status_code"] == 10011
    assert get(sim, webcast("room/info", sim), user_agent="").status == 403
    assert get(sim, webcast("room/info", sim), origin="https://www.tiktok.com/").status == 403
    assert get(sim, webcast("room/info", sim), origin="https://www.tiktok.com").status == 200


def test_check_alive_in_batches(sim: Simulator) -> None:
    other = sim.room("ben")
    ids = f"{sim.room('anna').room_id},{other.room_id},5,x"
    other.end()
    facts = data(get(sim, webcast("room/check_alive", sim, room_ids=ids)))["data"]
    assert [(fact["alive"], fact["room_id_str"]) for fact in facts] == [
        (True, str(sim.room("anna").room_id)),
        (False, str(other.room_id)),
    ]
    sim.fault("alive_empty")
    assert data(get(sim, webcast("room/check_alive", sim, room_ids=ids)))["data"] == []


def test_gift_list(sim: Simulator) -> None:
    gifts = {gift["name"]: gift for gift in data(get(sim, webcast("gift/list", sim)))["data"]["gifts"]}
    assert (gifts["Rose"]["id"], gifts["Rose"]["type"], gifts["Rose"]["diamond_count"]) == (5655, 1, 1)
    assert gifts["Galaxy"]["type"] != 1
    sim.fault("gifts_403")
    assert get(sim, webcast("gift/list", sim)).status == 403


def test_audience_needs_a_session_and_the_host(sim: Simulator) -> None:
    room = sim.room("anna")
    room.gift("Galaxy", user="bob")
    assert data(get(sim, webcast("ranklist/online_audience", sim)))["status_code"] == 20003
    assert data(get(sim, webcast("ranklist/online_audience", sim), cookie=SESSION))["status_code"] == 10011
    target = webcast("ranklist/online_audience", sim, anchor_id=str(room.host.user_id))
    facts = data(get(sim, target, cookie=SESSION))
    assert facts["data"]["ranks"][0]["user"]["display_id"] == "bob"


def test_chat(sim: Simulator) -> None:
    room = sim.room("anna")
    target = webcast("room/chat", sim, content="hello%20there")
    signed = target + "&X-Gnarly=1"
    assert data(get(sim, signed, method="POST"))["status_code"] == 20003
    assert get(sim, target, method="POST", cookie=SESSION).status == 403
    assert get(sim, signed, cookie=SESSION).status == 405
    assert data(get(sim, signed, method="POST", cookie=SESSION))["status_code"] == 0
    assert data(get(sim, signed, method="POST", cookie=SESSION))["status_code"] == 50007
    body = json.dumps({"room_id": str(room.room_id), "content": "from the body"}).encode()
    assert (
        data(get(sim, "/webcast/room/chat/?aid=1988&X-Bogus=1", method="POST", body=body, cookie=SESSION))[
            "status_code"
        ]
        == 0
    )
    long = webcast("room/chat", sim, content="x" * 151) + "&X-Gnarly=1"
    assert data(get(sim, long, method="POST", cookie=SESSION))["status_code"] == 10011
    assert [CommentEvent.parse(message.payload).content for message in room.broadcast.chats] == [
        "hello there",
        "from the body",
    ]


def test_fetch_is_gated(sim: Simulator) -> None:
    sim.room("anna").comment("backlog")
    assert get(sim, webcast("im/fetch", sim)).body == b""
    answer = get(sim, webcast("im/fetch", sim) + "&X-Gnarly=1")
    result = ProtoMessageFetchResult.parse(answer.body)
    assert [(message.method, message.is_history) for message in result.messages] == [
        ("WebcastChatMessage", True)
    ]
    sim.fault("fetch_403")
    refused = get(sim, webcast("im/fetch", sim) + "&X-Gnarly=1")
    assert (refused.status, refused.body, refused.headers[0][0]) == (403, b"", "x-ms-token")


def test_libraries_of_2022_sign_by_get_and_learn_the_websocket_from_the_signed_fetch() -> None:
    sim = Simulator(seed=1, switches=Switches(old_clients=True))
    sim.room("anna").comment("backlog")
    url = f"https://webcast.tiktok.com{webcast('im/fetch', sim)}"
    signed = data(get(sim, f"/webcast/sign_url/?client=ttlive-node&uuc=1&url={quote(url, safe='')}"))
    assert set(signed) == {"signedUrl", "User-Agent", "msToken"}
    parts = urlsplit(signed["signedUrl"])
    assert get(sim, webcast("im/fetch", sim)).body == b""
    answer = ProtoMessageFetchResult.parse(get(sim, f"{parts.path}?{parts.query}").body)
    assert answer.push_server.endswith("/webcast/im/ws_proxy/ws_reuse_supplement/")
    assert answer.route_params["imprp"]
    assert any(message.method == "WebcastChatMessage" for message in answer.messages)
    assert get(sim, "/webcast/sign_url/?url=nothing").status == 400


def test_login_wanted(sim: Simulator) -> None:
    assert get(sim, webcast("room/enter", sim), method="POST").status == 403


@pytest.mark.parametrize("path", [LOOKUP, "room/info", "room/check_alive", "gift/list"])
@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        ("http_403", 403, b""),
        ("http_429", 429, b""),
        ("http_500", 500, b"<html><body>Internal Server Error</body></html>"),
        ("not_json", 200, b"<html><body>no JSON</body></html>"),
        ("empty_json", 200, b""),
        ("json_list", 200, b"[]"),
        ("http_slow=4", 504, b""),
    ],
)
def test_faults_of_any_call(sim: Simulator, path: str, fault: str, status: int, body: bytes) -> None:
    target = path if path.startswith("/") else webcast(path, sim)
    sim.fault(fault)
    answer = get(sim, target)
    assert (answer.status, answer.body) == (status, body)
    assert get(sim, target).body not in {b"", body}


def test_faults_of_delivery(sim: Simulator) -> None:
    sim.fault("http_abort")
    assert get(sim, LOOKUP).abort
    sim.fault("http_cut")
    assert get(sim, LOOKUP).cut
    sim.fault("http_huge=1000000")
    assert len(get(sim, LOOKUP).body) == 1_000_000
    sim.fault("http_slow=4")
    assert get(sim, LOOKUP).delay == 4


def test_unknown_address(sim: Simulator) -> None:
    assert get(sim, "/nowhere").status == 404


# Signature server


def connect_targets(sim: Simulator) -> list[str]:
    room_id = sim.room("anna").room_id
    return [
        f"/webcast/fetch?client=ttlive-python&room_id={room_id}&user_agent=UA&client_enter=true&platform=web",
        f"/webcast/fetch/?client=ttlive-python&uuc=1&room_id={room_id}",
        f"/im/fetch/?room_id={room_id}",
        f"/webcast/rooms/{room_id}/connect?client=ttlive-node&cursor=&user_agent=UA",
        "/webcast/anchors/anna/connect?client=ttlive-node",
    ]


@pytest.mark.parametrize("number", range(5))
def test_sign_server_answers_old_and_new_paths(sim: Simulator, number: int) -> None:
    sim.room("anna").comment("backlog")
    answer = get(sim, connect_targets(sim)[number])
    result = ProtoMessageFetchResult.parse(answer.body)
    assert result.is_first
    assert result.push_server == "ws://127.0.0.1:8080/webcast/im/ws_proxy/ws_reuse_supplement/"
    assert list(result.route_params) == ["wrss", "imprp"]
    assert result.cursor
    assert [message.is_history for message in result.messages] == [False] * 3 + [True] + [False] * 5
    assert result.history_comment_cursor == str(result.messages[3].msg_id)
    headers = dict(answer.headers)
    assert headers["X-Set-TT-Cookie"].startswith("ttwid=1%7C")
    assert headers["X-Room-Id"] == str(sim.room("anna").room_id)


def test_sign_server_of_before(sim: Simulator) -> None:
    sim.switches = Switches(old_frames=True)
    sim.room("anna").comment("backlog")
    result = ProtoMessageFetchResult.parse(get(sim, connect_targets(sim)[0]).body)
    assert (list(result.route_params), result.heartbeat_duration) == (["imprp"], 10_000)
    assert [message.is_history for message in result.messages] == [True, False, False, False]


def test_a_signed_socket_is_bound_to_its_agent(sim: Simulator) -> None:
    room_id = sim.room("anna").room_id
    answer = get(sim, f"/webcast/fetch?room_id={room_id}&user_agent=UA")
    token = ProtoMessageFetchResult.parse(answer.body).route_params["imprp"]
    cookie = dict(answer.headers)["X-Set-TT-Cookie"].partition(";")[0]
    url = socket_target(room_id, imprp=token)
    good = upgrade(sim, UpgradeRequest(target=url, headers=[("user-agent", "UA"), ("cookie", cookie)]))
    bad = upgrade(sim, UpgradeRequest(target=url, headers=[("user-agent", "other"), ("cookie", cookie)]))
    assert isinstance(good, Accepted)
    assert isinstance(bad, Refused)
    assert sim.violations.rules() == ["upgrade-agent"]


def test_a_socket_signed_with_a_session_needs_it(sim: Simulator) -> None:
    room_id = sim.room("anna").room_id
    answer = get(sim, f"/webcast/rooms/{room_id}/connect", x_cookie_header="sessionid=s3; tt-target-idc=x")
    token = ProtoMessageFetchResult.parse(answer.body).route_params["imprp"]
    cookie = dict(answer.headers)["X-Set-TT-Cookie"].partition(";")[0]
    url = socket_target(room_id, imprp=token)
    without = upgrade(sim, UpgradeRequest(target=url, headers=[("user-agent", "UA"), ("cookie", cookie)]))
    assert isinstance(without, Refused)
    assert dict(without.headers)["Handshake-Msg"] == "illegal secret key"
    both = [("user-agent", "UA"), ("cookie", f"{cookie}; sessionid=s3")]
    assert isinstance(upgrade(sim, UpgradeRequest(target=url, headers=both)), Accepted)


@pytest.mark.parametrize(
    "target", ["/webcast/anchors/nobody/connect", "/webcast/fetch?room_id=5", "/webcast/fetch?room_id=x"]
)
def test_sign_server_does_not_know_the_room(sim: Simulator, target: str) -> None:
    assert get(sim, target).status == 404


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("sign_401", 401), ("sign_402", 402), ("sign_403", 403), ("sign_404", 404), ("sign_420", 420),
        ("sign_429", 429), ("sign_429_bare", 429), ("sign_500", 500), ("sign_502", 502), ("sign_503", 503),
        ("sign_504", 504), ("sign_json_403", 200), ("sign_empty", 200), ("sign_garbage", 200), ("sign_slow=3", 504),
    ],
)  # fmt: skip
def test_sign_faults(sim: Simulator, fault: str, status: int) -> None:
    sim.fault(fault)
    target = connect_targets(sim)[0]
    assert get(sim, target).status == status
    assert ProtoMessageFetchResult.parse(get(sim, target).body).is_first


def test_sign_faults_in_detail(sim: Simulator) -> None:
    target = connect_targets(sim)[0]
    sim.fault("sign_429=9")
    headers = dict(get(sim, target).headers)
    assert (headers["Retry-After"], headers["RateLimit-Reset"], headers["RateLimit-Remaining"]) == (
        "9",
        "9",
        "0",
    )
    assert headers["X-RateLimit-Reset"] == "1790000009"
    sim.fault("sign_no_cookie")
    assert "X-Set-TT-Cookie" not in dict(get(sim, target).headers)
    sim.fault("sign_stub")
    stub = ProtoMessageFetchResult.parse(get(sim, target).body)
    assert (len(stub.messages), stub.push_server) == (1, "wss://ws-fallback.example/?token=stub")
    sim.fault("sign_json_403")
    assert data(get(sim, target))["code"] == 403
    sim.fault("sign_503")
    assert "error" in json.loads(get(sim, target).body)
    sim.fault("sign_abort")
    assert get(sim, target).abort


def test_anonymous_quota() -> None:
    sim = Simulator(switches=Switches(sign_quota=2))
    sim.room("anna")
    target = connect_targets(sim)[4]
    assert [get(sim, target).status for _ in range(3)] == [200, 200, 429]
    assert get(sim, target, x_api_key="key").status == 200
    limits = data(get(sim, "/webcast/rate_limits"))
    assert (limits["minute"]["max"], limits["minute"]["remaining"]) == (2, 0)
    clock = [0.0]
    sim.world.start_clock(lambda: clock[0])
    clock[0] = 61.0
    assert get(sim, target).status == 200


def test_a_quota_of_none() -> None:
    sim = Simulator(switches=Switches(sign_quota=0))
    sim.room("anna")
    answer = get(sim, connect_targets(sim)[4])
    assert answer.status == 429
    assert dict(answer.headers)["Retry-After"] == "60"


def test_other_sign_calls(sim: Simulator) -> None:
    room = sim.room("anna")
    assert data(get(sim, "/webcast/room_id?uniqueId=anna"))["room_id"] == str(room.room_id)
    assert data(get(sim, "/webcast/anchors/anna/room_id"))["is_live"] is True
    assert data(get(sim, "/webcast/room_info?uniqueId=anna"))["data"]["room_info"]["id_str"] == str(
        room.room_id
    )
    assert data(get(sim, f"/webcast/rooms/{room.room_id}/gifts"))["data"]["gifts"]
    body = json.dumps(
        {"url": "https://webcast.tiktok.com/webcast/im/fetch/?aid=1988", "userAgent": "UA"}
    ).encode()
    for path in ("/webcast/sign_url", "/tiktok/sign_url", "/tiktok/signing/encrypt/sign_url"):
        signed = data(get(sim, path, method="POST", body=body))["response"]
        assert "X-Gnarly=" in signed["signedUrl"]
        assert "msToken=" in signed["signedUrl"]
        assert signed["userAgent"] == "UA"
    assert get(sim, "/webcast/sign_url", method="POST", body=b"[").status == 400
    said = json.dumps({"content": "hi", "targetRoomId": str(room.room_id)}).encode()
    assert get(sim, "/webcast/chat", method="POST", body=said).status == 401
    assert get(sim, "/webcast/chat", method="POST", body=said, x_oauth_token="t").status == 200
    assert len(room.broadcast.chats) == 1
