"""A scripted room: call a method, and every client in the room sees it happen.

Nothing here does I/O or waits. Times and ids come from the `SimulatedWorld`, so a script
gives the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from attrs import define, evolve, field

from livetok._codec import Message
from livetok.errors import UserError
from livetok.proto import (
    ControlAction,
    Question,
    QuestionNewEvent,
    SubNotifyEvent,
    SystemEvent,
    ViewerUpdateEvent,
)
from livetok.testing._world import messages
from livetok.testing._world.actions import Abort, Close
from livetok.testing._world.activities import Battle, Poll, Streak, envelope_message, rank_text, ranking
from livetok.testing._world.broadcast import Broadcast, Published, Status
from livetok.testing._world.gifts import GiftKind
from livetok.testing._world.people import Person
from livetok.testing._world.wire_format import WireError, common_replaced, envelope
from livetok.testing._world.world import SimulatedWorld

__all__ = ["Room"]

_FILTERED = "Some comments in this LIVE were filtered to protect the community\u2019s experience"
# The sample flag of messages about the room's state (protocol notes 10.1).
_STATE = 2


@define(eq=False, kw_only=True)
class Room:
    """The room of one host, over any number of broadcasts.

    Users are named by handle; a handle that was not heard of before is made up. Every method that publishes something
    returns what was published, with its message id, and raises `UserError` while the room is not live. None of them
    waits: what is published reaches clients when their connections are next read.

    Attributes:
        world: What all rooms of a simulator share; `room.world.at(60, action)` has something happen in 60 seconds.
        host: The streamer.
        title: Title of the broadcast (default "Just talking").
        intro: Text of the intro message that is sent on entering; empty for none.
        welcome: Text of the system message that is sent on entering.
        age_restricted: Room info is refused without a session (4003110); default False.
        subscribers_only: The lookup shows `liveSubOnly`; default False.
        stream_lifetime: Seconds for which addresses of the video are good (default 14 days).
        broadcast: The running broadcast, or the last one.
    """

    world: SimulatedWorld
    host: Person
    title: str = "Just talking"
    intro: str = "Hello and welcome, be kind!"
    welcome: str = "Welcome to the LIVE! Please follow the Community Guidelines."
    age_restricted: bool = False
    subscribers_only: bool = False
    stream_lifetime: float = 14 * 86_400.0
    broadcast: Broadcast = field(init=False)
    _roles: dict[str, Person] = field(factory=dict[str, Person])
    _intro_id: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Give a host who was never live an old room id all the same (protocol notes 2.2)."""
        self._intro_id = self.world.next_id()
        self._open()
        self.broadcast.status = Status.ENDED
        self.broadcast.ended_at = self.world.now() - 3600.0

    @property
    def unique_id(self) -> str:
        """Handle of the host."""
        return self.host.unique_id

    @property
    def room_id(self) -> int:
        """Id of the running or last broadcast."""
        return self.broadcast.room_id

    @property
    def status(self) -> Status:
        """Where the broadcast stands."""
        return self.broadcast.status

    # The broadcast

    def start(self) -> Broadcast:
        """Go live and return the new broadcast, which has a new room id; a running one is ended first."""
        if self.broadcast.is_live:
            self.end()
        self._open()
        return self.broadcast

    def end(self, *, suspended: bool = False) -> Published:
        """End the broadcast; connections are closed some seconds later (`Switches.close_after_end`).

        Args:
            suspended: Whether TikTok suspends it, instead of the host ending it (default False).

        Raises:
            UserError: The room is not live.
        """
        said = self._control(ControlAction.STREAM_SUSPENDED if suspended else ControlAction.STREAM_ENDED)
        self.broadcast.end_action = 4 if suspended else 3
        self.broadcast.status = Status.ENDED
        self.broadcast.ended_at = self.world.now()
        self.broadcast.notify()
        return said

    def pause(self) -> Published:
        """Pause the stream."""
        self.broadcast.status = Status.PAUSED
        self.broadcast.paused_at = self.world.now()
        return self._control(ControlAction.STREAM_PAUSED)

    def resume(self) -> Published:
        """Go on after a pause."""
        self._unpause()
        return self._control(ControlAction.STREAM_UNPAUSED)

    def drop(self, code: int | None = None) -> None:
        """Cut every connection of the room.

        Args:
            code: Code of the close frame that is sent; None (default) for a TCP reset without any.
        """
        self.broadcast.tell(Abort(reset=True) if code is None else Close(code=code))

    # People

    def member(self, name: str, **changes: object) -> Person:
        """Give a user a part in this room, for example `member("ann", moderator=True, nickname="Ann")`.

        Args:
            name: Handle of the user.
            **changes: Attributes of `Person`, and their values in this room.
        """
        person = evolve(self.person(name), **changes)
        self._roles[person.unique_id] = person
        return person

    def with_followers(self, count: int) -> Person:
        """Return the host with another number of followers; assign it to `host` to make it so.

        Args:
            count: Followers.
        """
        return evolve(self.host, follower_count=count)

    def person(self, name: str | Person) -> Person:
        """Return a user as this room knows them.

        Args:
            name: Handle, with or without `@`; a `Person` is returned as it is.
        """
        if isinstance(name, Person):
            return name
        unique_id = name.lstrip("@").lower()
        return self._roles.get(unique_id) or self.world.person(unique_id)

    # What viewers do

    def comment(
        self,
        text: str,
        *,
        user: str | Person = "viewer",
        emotes: Sequence[str] = (),
        mentions: Sequence[str] = (),
    ) -> Published:
        """Publish a comment.

        Args:
            text: What is written.
            user: Handle of who writes (default "viewer").
            emotes: Ids of emotes that stand in the text, from its first character on.
            mentions: Handles of users who are mentioned.
        """
        mentioned = [self.person(name) for name in mentions]
        return self.publish(
            "WebcastChatMessage", messages.comment(self.person(user), text, emotes, mentioned)
        )

    def emote(self, *names: str, user: str | Person = "viewer") -> Published:
        """Publish a message of emotes and nothing else.

        Args:
            *names: Ids of the emotes (default: `wave`).
            user: Handle of who sends them (default "viewer").
        """
        return self.publish("WebcastEmoteChatMessage", messages.emotes(self.person(user), names or ("wave",)))

    def question(self, text: str, *, user: str | Person = "viewer") -> Published:
        """Publish a question of the questions panel.

        Args:
            text: What is asked.
            user: Handle of who asks (default "viewer").
        """
        data = Question(
            question_id=self.world.next_id(),
            content=text,
            create_time=self.world.unix(),
            user=self.person(user).user,
        )
        return self.publish("WebcastQuestionNewMessage", QuestionNewEvent(data=data))

    def like(self, count: int = 1, *, user: str | Person = "viewer", total: int | None = None) -> Published:
        """Publish likes of one user.

        Args:
            count: Likes (default 1); the app sends at most 15 in a message.
            user: Handle of who taps (default "viewer").
            total: The room's sum that the message tells; None (default) for the true one. TikTok's may go backwards.
        """
        person = self.person(user)
        self.broadcast.likes += count
        shown = self.broadcast.likes if total is None else total
        return self.publish("WebcastLikeMessage", messages.like(person, count, shown), shown=_liked(person))

    def join(self, user: str | Person = "viewer") -> Published:
        """Publish that a user comes in; the viewer count rises by one.

        Args:
            user: Handle of who joins (default "viewer").
        """
        person = self.person(user)
        self.broadcast.viewers += 1
        self.broadcast.total_viewers += 1
        shown = messages.shown_user("live_room_enter_toast", "{0:user} joined", person)
        return self.publish(
            "WebcastMemberMessage", messages.member(person, self.broadcast.viewers), shown=shown
        )

    def leave(self, count: int = 1) -> None:
        """Lower the viewer count. TikTok does not announce who leaves, so nothing is published.

        Args:
            count: Viewers who go (default 1).
        """
        self.broadcast.viewers = max(self.broadcast.viewers - count, 0)

    def follow(self, user: str | Person = "viewer") -> Published:
        """Publish that a user follows the host, who has one follower more from now on.

        Args:
            user: Handle of who follows (default "viewer").
        """
        self.broadcast.follows += 1
        self.host = self.with_followers(self.host.follower_count + 1)
        key = "pm_main_follow_message_viewer_2"
        return self._social(user, key, "{0:user} followed the LIVE creator", action=1)

    def share(self, user: str | Person = "viewer", *, joined: int = 0) -> Published:
        """Publish that a user shares the broadcast.

        Args:
            user: Handle of who shares (default "viewer").
            joined: Viewers who came through an earlier share of theirs (default 0), as TikTok's text tells.
        """
        self.broadcast.shares += 1
        key = f"pm_mt_guidance_viewer_{joined}_share" if joined else "pm_mt_guidance_share"
        return self._social(user, key, "{0:user} shared the LIVE", action=3)

    def subscribe(self, user: str | Person = "viewer", *, month: int = 1) -> Published:
        """Publish that a user subscribes or renews.

        Args:
            user: Handle of who subscribes (default "viewer").
            month: Months of the subscription so far (default 1).
        """
        message = SubNotifyEvent(user=self.person(user).user, sub_month=month)
        return self.publish("WebcastSubNotifyMessage", message)

    def viewers(self, count: int | None = None, *, anonymous: int = 0) -> Published:
        """Publish the viewer count and the top viewers, the first three with their user.

        Args:
            count: Viewers from now on; None (default) keeps the count.
            anonymous: Viewers who are not logged in (default 0).
        """
        if count is not None:
            self.broadcast.set_viewers(count)
        return self.publish("WebcastRoomUserSeqMessage", self._viewer_update(anonymous))

    # Gifts

    def gift(
        self,
        name: str | GiftKind = "Rose",
        *,
        user: str | Person = "viewer",
        streak: int = 1,
        to: str | Person | None = None,
        close: bool = True,
    ) -> list[Published]:
        """Publish a whole gift: counts 1 to `streak`, then the closing message; a gift without streaks is one message.

        Args:
            name: Name in the catalogue, in any case (default "Rose").
            user: Handle of who gives (default "viewer").
            streak: Gifts in the streak (default 1).
            to: Handle of a guest who receives it; None (default) for the host.
            close: Whether the closing message is sent (default True); without it the streak never ends.

        Returns:
            The messages, in order.

        Raises:
            UserError: The catalogue has no such gift, or the room is not live.
        """
        run = self.streak(name, user=user, to=to)
        said = [run.add() for _ in range(streak if run.kind.streakable else 1)]
        if close and run.kind.streakable:
            said.append(run.close())
        return said

    def streak(
        self, name: str | GiftKind = "Rose", *, user: str | Person = "viewer", to: str | Person | None = None
    ) -> Streak:
        """Begin a streak, whose messages are published with `add()` and `close()` of the object that is returned.

        Args:
            name: Name in the catalogue, in any case (default "Rose").
            user: Handle of who gives (default "viewer").
            to: Handle of a guest who receives it; None (default) for the host.

        Raises:
            UserError: The catalogue has no such gift.
        """
        receiver = self.person(to) if to is not None else None
        return Streak(room=self, kind=self.world.gift(name), sender=self.person(user), receiver=receiver)

    def gift_message(
        self,
        kind: GiftKind,
        *,
        sender: Person,
        receiver: Person | None,
        count: int,
        new: int,
        last: bool,
        group_id: int,
    ) -> Published:
        """Publish one gift message.

        Args:
            kind: What is given.
            sender: Who gives.
            receiver: A guest of the host, None for the host.
            count: Running total of the streak.
            new: How many of them are new with this message.
            last: It closes the streak.
            group_id: Start of the streak in unix milliseconds; 0 for gifts without streaks.
        """
        self.broadcast.coins[sender.unique_id] += kind.diamonds * new
        message = messages.gift(
            kind,
            sender=sender,
            host=self.host,
            receiver=receiver,
            count=count,
            last=last,
            group_id=group_id,
            time_ms=self.world.unix_ms(),
        )
        shown = messages.shown_user("webcast_aweme_gift_send", "{0:user} sent a gift", sender)
        return self.publish("WebcastGiftMessage", message, shown=shown)

    # Acts

    def battle(self, rival: str | Person = "rival", *, seconds: int = 300) -> Battle:
        """Open a battle; `score()` and `finish()` of the object that is returned go on with it.

        Args:
            rival: Handle of the other host (default "rival").
            seconds: Length that is announced (default 300). It does not end by itself.
        """
        return Battle.open(self, self.person(rival), seconds)

    def poll(self, title: str, *options: str, seconds: int = 60) -> Poll:
        """Start a poll; `vote()` and `end()` of the object that is returned go on with it.

        Args:
            title: The question.
            *options: The answers (default: `yes` and `no`).
            seconds: Length that is announced (default 60). It does not end by itself.
        """
        return Poll.open(self, title, options or ("yes", "no"), seconds)

    def envelope(
        self, diamonds: int = 20, *, people: int = 10, user: str | Person = "viewer", opens_in: int = 60
    ) -> Published:
        """Publish a treasure box.

        Args:
            diamonds: What is in it (default 20).
            people: How many can share it (default 10).
            user: Handle of who gives it (default "viewer").
            opens_in: Seconds until it opens (default 60).
        """
        return envelope_message(self, self.person(user), diamonds, people, opens_in)

    def ranking(self, rank: int) -> Published:
        """Publish the room's place in the ranking.

        Args:
            rank: The place, from 1.
        """
        return ranking(self, rank)

    def user_ranking(self, rank: int, *, user: str | Person = "viewer") -> Published:
        """Publish that a user became a top viewer.

        Args:
            rank: The place, from 1.
            user: Handle of the user (default "viewer").
        """
        return rank_text(self, self.person(user), rank)

    def message(self, method: str, message: bytes | Message) -> Published:
        """Publish any message under a new message id.

        Args:
            method: TikTok's name of its type, for example `WebcastChatMessage`.
            message: A generated message, or raw payload bytes. Its header (`common`) is replaced by one of this room;
                bytes that are no protobuf message go out as they are, so that clients can be shown damage.

        Raises:
            UserError: The room is not live.
        """
        self.check_live()
        payload = message if isinstance(message, bytes) else bytes(message)
        message_id = self.world.next_id()
        with suppress(WireError):
            payload = common_replaced(payload, method, message_id, self.room_id, self.world.unix_ms())
        said = Published.of(method, payload, message_id, self.world.now())
        self.broadcast.publish(said)
        return said

    # What a client is told on entering (protocol notes 8.2, 10.1)

    def old_greeting(self) -> list[Published]:
        """Return intro, viewer count and system message as of before 2026, made anew for each entry."""
        said: list[Published] = []
        if self.intro:
            intro = messages.intro(self.host, self.intro, self.world.next_request_id())
            said.append(self._made("WebcastLiveIntroMessage", intro, aside=True))
        said.append(self.viewers_aside())
        said.append(self._made("WebcastSystemMessage", SystemEvent(message=self.welcome), aside=True))
        return said

    def greeting(self, *, welcome: bool = True) -> list[Published]:
        """Return welcome, introduction and notice, as the answer to entering holds them.

        The welcome's ids are new each time and its envelope is called otherwise than its header; the ids of the
        other two stay, so that a client that is told twice can drop them.

        Args:
            welcome: False leaves it out, as after a change of rooms.
        """
        world, said = self.world, list[Published]()
        if welcome and self.welcome:
            head = messages.state_header(
                "SystemMessage", world.next_request_id(), self.room_id, world.unix_ms()
            )
            said.append(
                self._told("RoomMessage", head + messages.welcome(self.welcome), world.next_request_id())
            )
        if self.intro:
            head = messages.state_header("WebcastLiveIntroMessage", self._intro_id, 0, 0)
            intro = head + bytes(messages.intro(self.host, self.intro, self._intro_id))
            said.append(self._told("WebcastLiveIntroMessage", intro, self._intro_id))
        notice_id, started = self.broadcast.notice_id, self.broadcast.started
        shown = bytes(messages.shown_text("pm_mt_LIVE_commentFiltered_notif", _FILTERED))
        # In seconds, where every other message has milliseconds.
        head = messages.header("WebcastRoomMessage", notice_id, self.room_id, started, shown)
        said.append(self._told("WebcastRoomMessage", head + messages.fields({2: " ", 4: 1}), notice_id))
        return said

    def states(self) -> list[Published]:
        """Return the messages about the room's state that a client is told after entering."""
        broadcast, started = self.broadcast, int((self.world.epoch + self.broadcast.began) * 1000)
        said: list[Published] = []
        parts = messages.states(self.host, self.room_id, broadcast.started, broadcast.coins.total())
        for number, (method, body) in enumerate(parts, 1):
            message_id = broadcast.notice_id + number
            head = messages.state_header(method, message_id, self.room_id, started)
            said.append(self._told(method, head + body, message_id, sample_flag=_STATE))
        return said

    def _told(self, method: str, payload: bytes, message_id: int, *, sample_flag: int = 0) -> Published:
        encoded = envelope(method, payload, message_id, sample_flag=sample_flag)
        return Published(method, payload, message_id, self.world.now(), encoded)

    def viewers_aside(self) -> Published:
        """Return the viewer count for one connection."""
        return self._made("WebcastRoomUserSeqMessage", self._viewer_update(0), aside=True)

    # What is sent to one connection only

    def aside(self, text: str, *, room_id: int = 0) -> Published:
        """Make a comment without publishing it.

        Args:
            text: What it says.
            room_id: Another room than this that it is to belong to.
        """
        comment = messages.comment(self.person("viewer"), text)
        return self._made("WebcastChatMessage", comment, room_id=room_id, aside=True)

    def aside_like(self, total: int) -> Published:
        """Make a like without publishing it.

        Args:
            total: The room's sum that it tells, which may be anything.
        """
        person = self.person("viewer")
        like = messages.like(person, 1, total)
        return self._made("WebcastLikeMessage", like, shown=_liked(person), aside=True)

    # Inside

    def publish(self, method: str, message: bytes | Message, *, shown: bytes = b"") -> Published:
        """Publish a message that has no header yet.

        Args:
            method: TikTok's name of its type, for example `WebcastChatMessage`.
            message: The message or its bytes, without the header (`common`).
            shown: The line that the app shows, encoded as the header's display text; empty (default) for none.

        Raises:
            UserError: The room is not live.
        """
        self.check_live()
        said = self._made(method, message, shown=shown)
        self.broadcast.publish(said)
        return said

    def _made(
        self,
        method: str,
        message: bytes | Message,
        *,
        shown: bytes = b"",
        room_id: int = 0,
        aside: bool = False,
    ) -> Published:
        message_id = self.world.next_request_id() if aside else self.world.next_id()
        head = messages.header(method, message_id, room_id or self.room_id, self.world.unix_ms(), shown)
        return Published.of(method, head + bytes(message), message_id, self.world.now())

    def _unpause(self) -> None:
        broadcast, now = self.broadcast, self.world.now()
        broadcast.status = Status.LIVE
        broadcast.paused_for += now - (now if broadcast.paused_at is None else broadcast.paused_at)
        broadcast.paused_at = None

    def check_live(self) -> None:
        """Do nothing while the room is live.

        Raises:
            UserError: It is not.
        """
        if not self.broadcast.is_live:
            raise UserError(f"the room of @{self.unique_id} is not live", hint="call room.start() first")

    def _open(self) -> None:
        self.broadcast = Broadcast(
            room_id=self.world.next_id(),
            unique_id=self.host.unique_id,
            started=self.world.unix(),
            began=self.world.now(),
            notice_id=self.world.next_id(),
        )
        self.world.broadcasts[self.broadcast.room_id] = self.broadcast

    def _control(self, action: int) -> Published:
        return self.publish("WebcastControlMessage", messages.control(action))

    def _social(self, user: str | Person, key: str, pattern: str, *, action: int) -> Published:
        person, followers = self.person(user), self.host.follower_count
        message = messages.social(person, action=action, followers=followers, shares=self.broadcast.shares)
        return self.publish("WebcastSocialMessage", message, shown=messages.shown_user(key, pattern, person))

    def _viewer_update(self, anonymous: int) -> ViewerUpdateEvent:
        givers = ((self.person(name), coins) for name, coins in self.broadcast.coins.most_common(10))
        return messages.viewer_update(self.broadcast, givers, anonymous)


def _liked(person: Person) -> bytes:
    return messages.shown_user("pm_mt_msg_viewer", "{0:user} liked the LIVE", person)
