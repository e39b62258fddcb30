"""What programs ask of TikTok by other ways than a room's events: user ids, the signature server, comments."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from compat.conftest import Site
from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.client._socket_options import SocketOptions
from livetok.compat.tiktoklive.client.errors import (
    FailedParseAppInfo,
    FailedResolveUserId,
    SignAPIError,
    SignatureRateLimitError,
    UserNotFoundError,
)
from livetok.compat.tiktoklive.client.web.web_settings import WebDefaults
from livetok.compat.tiktoklive.client.web.web_signer import TikTokSigner
from livetok.compat.tiktoklive.events import ConnectEvent
from livetok.compat.tiktoklive.types.errors import (
    ChatMessageRepeat,
    ChatMessageSendFailure,
    InvalidSessionId,
)

# --- user ids


def test_the_handle_of_a_user_id(site: Site) -> None:
    client = TikTokLiveClient("@somebody")
    assert asyncio.run(client.web.fetch_user_unique_id(site.ann.host.user_id)) == "ann"
    with pytest.raises(FailedResolveUserId, match="there is no user 12345"):
        asyncio.run(client.web.fetch_user_unique_id(12345))
    site.call(lambda: site.simulator.fault("http_abort", times=None))
    with pytest.raises(FailedParseAppInfo, match="cannot be read"):
        asyncio.run(client.web.fetch_user_unique_id(site.ann.host.user_id))


@pytest.mark.parametrize("option", ["is_user_id", "is_userid"])
def test_a_client_of_a_user_id(site: Site, option: str) -> None:
    client = TikTokLiveClient(site.ann.host.user_id, **{option: True})  # type: ignore[arg-type]
    entered: list[str] = []
    client.add_listener(ConnectEvent, lambda event: entered.append(event.unique_id))
    site.run(client)
    assert entered == ["ann"]
    assert client.unique_id == "ann"
    site.call(site.ann.start)
    site.run(client)  # the handle is known by now
    assert entered == ["ann", "ann"]


def test_a_user_id_that_is_none(site: Site) -> None:
    with pytest.raises(ValueError, match="a number"):
        TikTokLiveClient("@ann", is_user_id=True)
    with pytest.raises(FailedResolveUserId):
        TikTokLiveClient(12345, is_user_id=True).run()
    with pytest.raises(UserNotFoundError):  # without the option digits are a handle
        TikTokLiveClient(12345).run()


# --- the websocket's own options

OPTIONS: dict[str, Any] = {
    "extra_headers": {"X-Mine": "yes", "origin": "https://mine.test"},
    "base_uri_params": {"aid": 1988, "identity": "audience"},
    "base_uri_append_str": "&really=last",
    "proxy_conn_timeout": 7,
}


def test_parameters_of_the_websocket_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WebDefaults, "ws_client_params", {"mine": "1", "aid": "1"})
    monkeypatch.setattr(WebDefaults, "ws_client_params_append_str", "&last=9")
    client = TikTokLiveClient("@ann", ws_kwargs=OPTIONS)
    assert client._settings.ws_timeout == 7
    assert "mine" not in client.web.params
    queries: list[dict[str, str]] = []

    def note_queries() -> None:
        queries.extend(dict(connection.query) for connection in site.simulator.connections)  # type: ignore[attr-defined]

    site.run(client, note_queries)
    (query,) = queries
    assert (query["mine"], query["aid"], query["last"], query["really"]) == ("1", "1988", "9", "last")
    assert query["room_id"] == str(site.ann.room_id)


def test_headers_of_the_websocket_alone() -> None:
    settings = TikTokLiveClient("@ann", ws_kwargs=OPTIONS)._settings
    assert "X-Mine" not in dict(settings.http_headers or {})
    headers = settings.ws_options.change_headers([("Origin", "https://www.tiktok.com"), ("Cookie", "a=b")])
    assert headers == [("Cookie", "a=b"), ("X-Mine", "yes"), ("origin", "https://mine.test")]


def test_a_websocket_that_nothing_is_changed_of() -> None:
    url = "wss://webcast-ws.tiktok.com/webcast/im/?aid=1988&cursor=a%2Fb&empty=&twice=1&twice=2"
    assert SocketOptions().change_url(url) == url
    changed = SocketOptions(params={"cursor": "c d"}, query="&x=%20").change_url(url)
    assert changed.endswith("&x=%20")
    assert dict(parse_qsl(urlsplit(changed).query))["cursor"] == "c d"


# --- the signature server


def test_what_the_signature_server_says(site: Site) -> None:
    client = TikTokLiveClient("@ann", sign_api_key="a-key")
    first = asyncio.run(client.web.fetch_signed_websocket("web", room_id=site.ann.room_id))
    assert first.cursor
    assert "WebcastRoomMessage" in {message.method for message in first.messages} or first.push_server


def test_the_signature_server_wants_a_key(site: Site) -> None:
    with pytest.raises(SignAPIError, match="needs a key") as caught:
        asyncio.run(TikTokLiveClient("@ann").web.fetch_signed_websocket())
    assert caught.value.reason is SignAPIError.ErrorReason.PREMIUM_ENDPOINT


@pytest.mark.parametrize(
    ("fault", "error"),
    [("sign_429", SignatureRateLimitError), ("sign_500", SignAPIError), ("sign_garbage", SignAPIError)],
)
def test_the_signature_server_fails(site: Site, fault: str, error: type[Exception]) -> None:
    site.call(lambda: site.simulator.fault(fault, times=None))
    client = TikTokLiveClient("@ann", sign_api_key=f"a-key-{fault}")
    with pytest.raises(error):
        asyncio.run(client.web.fetch_signed_websocket(room_id=site.ann.room_id))


def test_the_signer_of_a_client() -> None:
    client = TikTokLiveClient("@ann")
    assert isinstance(client.web.signer, TikTokSigner)
    assert client.web.options().signer == ()
    client.web.signer.sign_api_key = "a-key"
    client.web.signer.sign_api_base = "http://127.0.0.1:1"
    assert client.web.options().signer != ()
    assert client.web.options().endpoints.sign == "http://127.0.0.1:1"
    alone = TikTokSigner("key", "http://127.0.0.1:2")
    assert (alone.sign_api_key, alone.sign_api_base) == ("key", "http://127.0.0.1:2")


# --- comments of release 4


async def sign(url: str, session_id: str) -> tuple[str, dict[str, str]]:
    assert session_id == "my-session"
    return f"{url}&X-Bogus=signed", {"X-Signed": "yes"}


def send(client: TikTokLiveClient, text: str, session_id: str | None = "my-session") -> Any:
    return asyncio.run(client.send_message(text, sign, session_id))


def test_a_comment(site: Site) -> None:
    client = TikTokLiveClient("@ann")
    assert send(client, "hello")["content"] == "hello"
    with pytest.raises(ChatMessageRepeat):
        send(client, "hello", None)  # the session is known by now
    with pytest.raises(ValueError, match="150 characters"):
        send(client, "x" * 151)


def test_comments_that_are_not_taken(site: Site) -> None:
    with pytest.raises(InvalidSessionId, match="needs a session"):
        send(TikTokLiveClient("@ann"), "hello", None)
    site.call(lambda: site.simulator.room("bo", live=False))
    with pytest.raises(ChatMessageSendFailure):
        send(TikTokLiveClient("@bo"), "hello")

    async def without_a_signature(url: str, _: str) -> tuple[str, dict[str, str]]:
        return url, {}

    with pytest.raises(ChatMessageSendFailure, match="403"):
        asyncio.run(TikTokLiveClient("@ann").send_message("hello", without_a_signature, "my-session"))
    site.simulator.violations.clear()


def test_the_session_stays_with_tiktok(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the program sends the comment somewhere else."""
    from livetok._resolver.web_client import WebClient

    sent: list[Any] = []
    send_on = WebClient.send

    async def keep(self: WebClient, request: Any) -> Any:
        sent.append(request)
        return await send_on(self, request)

    monkeypatch.setattr(WebClient, "send", keep)

    async def elsewhere(url: str, _: str) -> tuple[str, dict[str, str]]:
        return "http://127.0.0.1:9/chat", {"X-Signed": "yes"}

    with pytest.raises(ChatMessageSendFailure):
        asyncio.run(TikTokLiveClient("@ann").send_message("hello", elsewhere, "my-session"))
    names = {name.lower() for name, _ in sent[-1].headers}
    assert "x-signed" in names
    assert "my-session" not in str(sent[-1].headers)
