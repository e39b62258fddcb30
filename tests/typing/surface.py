# pyright: strict
"""Every public name that is no event, for type checkers. Nobody runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, assert_type

import betterproto2

from livetok import (
    COLUMNS,
    AgeRestricted,
    Audience,
    Battle,
    Blocked,
    BlockingEvents,
    BlockingLive,
    Capture,
    CaptureError,
    ClosedByServer,
    Command,
    Commands,
    CommentEvent,
    ConnectionLost,
    ConnectOptions,
    DecodeError,
    Detected,
    DeviceBlocked,
    Endpoints,
    EulerSigner,
    Event,
    Followed,
    Gift,
    Gifter,
    GiftEvent,
    GiftSettledEvent,
    Goal,
    HttpRequest,
    HttpResponse,
    JoinEvent,
    LikeEvent,
    Live,
    LiveError,
    Lives,
    LiveState,
    LiveStatus,
    MediaFormat,
    Message,
    Meta,
    NetworkError,
    OnError,
    Options,
    Overflow,
    Profile,
    Progress,
    Quota,
    RateLimited,
    Recording,
    RecordingError,
    RecordKeywords,
    RecordOptions,
    Resume,
    Retry,
    RoomEnded,
    RoomError,
    RoomInfo,
    RoomPinEvent,
    RoomState,
    RoomStatus,
    Row,
    Segment,
    Selection,
    Session,
    SessionRequired,
    Signature,
    Signer,
    SignerError,
    SignRequest,
    Sink,
    SinkAddress,
    SinkError,
    SinkStatistics,
    SinkUnavailable,
    Stale,
    Statistics,
    StreamUrl,
    Team,
    Ticket,
    TopViewer,
    UrlSigner,
    User,
    UserError,
    UserNotFound,
    UserOffline,
    Viewer,
    Writer,
    connect,
    decode,
    follow,
    is_live,
    message,
    open_live,
    open_sink,
    recover,
    register,
    register_sink,
    replay,
    watch,
)
from livetok.proto import EmoteModel


@message
class Mood(Message):
    word: str = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class MoodEvent(Event):
    mood: Mood = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


def classes_of_ones_own(event: MoodEvent) -> None:
    register("WebcastMoodMessage", MoodEvent)
    assert_type(event.mood.word, str)
    assert_type(MoodEvent(mood=Mood(word="fine")), MoodEvent)


async def reading(signer: Signer, session: Session) -> None:
    async with connect("@user", signer=[signer, EulerSigner()], session=session) as live:
        assert_type(live, Live)
        assert_type(await anext(live), Event)
        assert_type(live.room, RoomInfo | None)
        assert_type(live.statistics, Statistics)
        assert_type(live.gifts, Mapping[int, Gift])
        assert_type(await live.fetch_audience(), Audience)
        assert_type(await live.fetch_profile("@user"), Profile)
        assert_type(live.connected, bool)


async def selecting(live: Live) -> None:
    assert_type(live.only(CommentEvent), Selection[CommentEvent])
    assert_type(live.only(CommentEvent, GiftEvent), Selection[CommentEvent | GiftEvent])
    assert_type(
        live.only(CommentEvent, GiftEvent, LikeEvent), Selection[CommentEvent | GiftEvent | LikeEvent]
    )
    assert_type(live.only(CommentEvent, GiftEvent, LikeEvent, JoinEvent), Selection[Event])
    async for event in live.only(GiftSettledEvent):
        assert_type(event, GiftSettledEvent)
        assert_type(event.diamonds, int)
    with live.only(CommentEvent) as comments:
        assert_type(await anext(comments), CommentEvent)
    assert_type(await live.wait_for(GiftEvent), GiftEvent)
    assert_type(await live.wait_for(GiftEvent, where=lambda gift: gift.streak_over), GiftEvent)


async def commanding(live: Live) -> None:
    assert_type(live.commands("!"), Commands)
    async for command in live.commands():
        assert_type(command, Command)
        assert_type(command.arguments, tuple[str, ...])
        assert_type(command.user, User)
        assert_type(command.event, CommentEvent)


def state(live: Live) -> None:
    now: RoomState = live.state
    assert_type(now.viewers, int)
    assert_type(now.leaderboard, tuple[Gifter, ...])
    assert_type(now.top_viewers, tuple[TopViewer, ...])
    assert_type(now.goals, tuple[Goal, ...])
    assert_type(now.pinned, RoomPinEvent | None)
    assert_type(now.battle, Battle | None)
    if now.battle is not None:
        assert_type(now.battle.teams, tuple[Team, ...])
        assert_type(now.battle.winner, Team | None)
        assert_type(now.battle.ends_at, datetime | None)


def helpers(user: User, gift: GiftEvent, comment: CommentEvent) -> None:
    assert_type(user.unique_id, str)
    assert_type(user.is_moderator, bool)
    assert_type(user.is_subscriber, bool)
    assert_type(user.is_friend, bool)
    assert_type(user.gifter_level, int)
    assert_type(user.member_level, int)
    assert_type(user.top_gifter_rank, int)
    assert_type(user.avatar_url, str)
    assert_type(user.avatar_urls, tuple[str, ...])
    assert_type(user.avatar_thumb.url, str)
    assert_type([badge.level for badge in user.badges(8)], list[int])
    assert_type(gift.delta, int)
    assert_type(gift.diamonds, int)
    assert_type(gift.gift.streakable, bool)
    assert_type(comment.parts, list[str | EmoteModel])
    assert_type(comment.common.display_text.rendered, str)
    assert_type(comment.meta, Meta)
    assert_type(comment.key, str)
    assert_type(comment.compact(), dict[str, Any])
    assert_type({name: comment.columns()[name] for name in COLUMNS}, dict[str, Any])
    assert_type(comment.meta.resume, Resume | None)
    assert_type(Resume.parse("livetok1."), Resume)


async def many_rooms(signer: UrlSigner) -> None:
    async with watch("@user", signer=signer) as lives:
        assert_type(lives, Lives)
        assert_type(await anext(lives), Live)
    async with follow(["@user", "@other"]) as followed:
        assert_type(followed, Followed)
        assert_type(await anext(followed), tuple[Live, Event])
    assert_type(await is_live("@user"), LiveStatus)


def without_await() -> None:
    with open_live("@user") as live:
        assert_type(live, BlockingLive)
        assert_type(next(live), Event)
        assert_type(live.only(CommentEvent), BlockingEvents[CommentEvent])
    assert_type(decode(b""), list[Event])


async def recording(live: Live, options: RecordOptions) -> None:
    async with live.record("live.mp4") as handle:
        assert_type(handle, Recording)
    assert_type(await recover("live.mp4"), tuple[Path, ...])
    async with replay("live.capture") as again:
        assert_type(again, Live)
    print(options)


def values(
    info: RoomInfo, status: LiveStatus, audience: Audience, request: SignRequest, ticket: Ticket
) -> None:
    assert_type(info.status, RoomStatus)
    assert_type(status.state, LiveState)
    assert_type(audience.viewers, tuple[Viewer, ...])
    assert_type(info.streams, tuple[StreamUrl, ...])
    print(request, ticket, Retry(attempts=3), Endpoints(web="https://www.tiktok.com"))


def errors(error: Exception) -> str:
    match error:
        case AgeRestricted() | UserNotFound() | UserOffline() | RoomEnded():
            assert_type(error.room_id, int)
        case RateLimited():
            assert_type(error.retry_after, float | None)
        case Detected() | DeviceBlocked() | SignerError() | SessionRequired():
            assert_type(error.hint, str)
        case ClosedByServer():
            assert_type(error.code, int)
        case Stale() | NetworkError():
            assert_type(error.hint, str)
        case SinkUnavailable():
            assert_type(error.retry_after, float | None)
        case SinkError():
            assert_type(error.unwritten, int)
        case UserError() | DecodeError() | CaptureError() | RecordingError():
            assert_type(error.hint, str)
        case RoomError() | Blocked() | ConnectionLost():
            assert_type(error.hint, str)
        case LiveError():
            return error.hint
        case _:
            pass
    return str(error)


async def helpers_of_ones_own(live: Live, request: SignRequest, signer: EulerSigner) -> None:
    """What wraps the library needs names for what it hands on."""
    on_error: OnError = "log"
    await live.run(on_error=on_error)
    overflow: Overflow = "drop_oldest"
    connecting: ConnectOptions = {"overflow": overflow, "heartbeat_interval": 5}
    assert_type(Options.of(connecting).overflow, Overflow)
    keywords: RecordKeywords = {"duration": 60}
    async with live.record("live.mp4", **keywords) as recording:
        assert_type(recording.progress(), Progress)
        assert_type(recording.segments, tuple[Segment, ...])
        assert_type(recording.segments[0].form, MediaFormat)
    assert_type(live.capture("live.capture"), Capture)
    response = await request.send(HttpRequest(url="https://sign.example.com", headers={"Accept": "*/*"}))
    assert_type(response, HttpResponse)
    assert_type(await signer.quota(request), tuple[Quota, ...])
    assert_type(await signer.sign_request(request), Signature)


class OwnWriter:
    """What satisfies the protocol `Writer` without knowing it."""

    def write(self, rows: Sequence[Row]) -> None:
        for row in rows:
            assert_type(row.compact, dict[str, Any])
            assert_type(row.at, datetime | None)
            assert_type(row.data, bytes)
            assert_type(row.columns(), dict[str, Any])

    def close(self) -> None: ...


class OwnAsyncWriter:
    """The same as coroutine functions."""

    async def write(self, rows: Sequence[Row]) -> None: ...

    async def close(self) -> None: ...


def open_own(address: SinkAddress, *, wide: str = "no") -> Writer:
    assert_type(address.path, Path)
    return OwnWriter() if wide == "no" else OwnAsyncWriter()


async def sinks(event: CommentEvent) -> None:
    register_sink("own", open_own, batch=10, interval=1.0, spool=True)
    async with open_sink("own:x", batch=5) as sink:
        assert_type(sink, Sink)
        await sink.put(event)
        await sink.flush()
        assert_type(sink.statistics, SinkStatistics)
        assert_type(sink.statistics.blocked_seconds, float)
