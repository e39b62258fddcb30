"""Events that the README leaves out, and what is not a new one of its kind."""

from __future__ import annotations

from compat.conftest import Site
from livetok.compat.tiktoklive import TikTokLiveClient
from livetok.compat.tiktoklive.client import config
from livetok.compat.tiktoklive.types.events import AbstractEvent
from livetok.proto import (
    EnvelopeDisplay,
    EnvelopeEvent,
    HourlyRankEvent,
    LikeEvent,
    MessageRedEnvelopInfo,
    MessageType,
    RankContainer,
    SubNotifyEvent,
    Text,
    TextPiece,
)


def heard(site: Site, name: str, *acts) -> list[AbstractEvent]:
    client = TikTokLiveClient("@ann", process_initial_data=False)
    events: list[AbstractEvent] = []
    client.add_listener(name, events.append)
    site.run(client, *acts)
    return events


def test_question(site: Site) -> None:
    (event,) = heard(site, "question", lambda: site.ann.question("why?", user="bo"))
    assert (event.question, event.user.unique_id) == ("why?", "bo")


def test_subscribe(site: Site) -> None:
    user = site.ann.person("bo").user
    message = SubNotifyEvent(message_type=MessageType.SUB_SUCCESS, user=user)
    (event,) = heard(site, "subscribe", lambda: site.ann.message("WebcastSubNotifyMessage", message))
    assert event.user.unique_id == "bo"


def test_the_older_ranking(site: Site) -> None:
    text = Text(key="weekly", default_pattern="No. {0:string}", pieces=[TextPiece(type=1, string_value="3")])
    message = HourlyRankEvent(data=RankContainer(rankings=text))
    (event,) = heard(site, "ranking_update", lambda: site.ann.message("WebcastHourlyRankMessage", message))
    assert (event.type, event.rank, event.user.unique_id) == ("weekly", 3, "ann")
    assert [one.value for one in event.details] == ["3"]


def test_an_envelope_of_somebody_without_a_handle(site: Site) -> None:
    info = MessageRedEnvelopInfo(send_user_id="17", send_user_name="Bo", diamond_count=5)
    message = EnvelopeEvent(envelope_info=info, display=EnvelopeDisplay.NEW)
    (event,) = heard(site, "envelope", lambda: site.ann.message("WebcastEnvelopeMessage", message))
    assert (event.treasure_box_user.user_id, event.treasure_box_user.nickname) == (17, "Bo")


def test_an_envelope_that_goes_is_none_that_comes(site: Site) -> None:
    message = EnvelopeEvent(display=EnvelopeDisplay.HIDE)
    assert heard(site, "envelope", lambda: site.ann.message("WebcastEnvelopeMessage", message)) == []


def test_messages_without_anything(site: Site) -> None:
    """What is absent reads as empty, nothing fails."""
    (event,) = heard(site, "like", lambda: site.ann.message("WebcastLikeMessage", LikeEvent()))
    assert (event.user.unique_id, event.user.is_following, event.likes, event.label) == ("", None, 0, "")


def test_constants_of_the_original() -> None:
    assert config.TIKTOK_URL_WEB == "https://www.tiktok.com/"
    assert config.TIKTOK_URL_WEBCAST == "https://webcast.tiktok.com/webcast/"
    assert config.TIKTOK_SIGN_API.startswith("https://")
