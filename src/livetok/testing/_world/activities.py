"""Things in a room that have a beginning, a course and an end: streaks, battles, polls."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, field

from livetok.proto import (
    BattleBaseUserInfo,
    BattleResult,
    BattleResultResult,
    BattleSetting,
    BattleSettingsBattleStatus,
    BattleUserArmies,
    BattleUserArmy,
    BattleUserInfo,
    BattleUserInfoWrapper,
    EnvelopeBusinessType,
    EnvelopeDisplay,
    EnvelopeEvent,
    LinkMicArmiesTriggerReason,
    LinkMicBattleBattleAction,
    LinkMicBattleEvent,
    LinkMicBattlePunishFinishEvent,
    MessageRedEnvelopInfo,
    MicBattleUpdateEvent,
    PollEndContent,
    PollEvent,
    PollOptionInfo,
    PollStartContent,
    PollUpdateVotesContent,
    ProfitRankType,
    RankingUpdateEvent,
    RankTextMessageRankTestMessageScene,
    RankUpdate,
    UserArmiesWrapper,
    UserRankingUpdateEvent,
)
from livetok.testing._world.messages import shown_text, shown_user

if TYPE_CHECKING:
    from livetok.testing._world.broadcast import Published
    from livetok.testing._world.gifts import GiftKind
    from livetok.testing._world.people import Person
    from livetok.testing._world.publisher import Publisher

__all__ = ["Battle", "Poll", "Streak", "envelope_message", "rank_text", "ranking"]


@define(eq=False, kw_only=True)
class Streak:
    """A running gift streak (protocol notes 5.4, 10.1).

    Attributes:
        room: Where.
        kind: What is given.
        sender: Who gives.
        receiver: A guest of the host, None for the host.
        count: Gifts so far; every message says the total.
        group_id: Shared by all messages: the start in unix milliseconds, 0 for gifts without streaks.
    """

    room: Publisher
    kind: GiftKind
    sender: Person
    receiver: Person | None = None
    count: int = 0
    group_id: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.group_id = self.room.world.next_moment() if self.kind.streakable else 0

    def add(self, count: int = 1) -> Published:
        """Give more, and publish the new total.

        Args:
            count: How many (default 1).

        Raises:
            UserError: The room is not live.
        """
        self.count += count
        return self._say(new=count, last=False)

    def close(self) -> Published:
        """Publish the closing message, which repeats the last total.

        Raises:
            UserError: The room is not live.
        """
        return self._say(new=0, last=True)

    def _say(self, *, new: int, last: bool) -> Published:
        return self.room.gift_message(
            self.kind,
            sender=self.sender,
            receiver=self.receiver,
            count=self.count,
            new=new,
            last=last,
            group_id=self.group_id,
        )


@define(eq=False, kw_only=True)
class Battle:
    """A match between the host and a rival (protocol notes 5.7); `Room.battle` opens it.

    Attributes:
        room: Where it is shown.
        rival: The other host.
        seconds: Length that was announced.
        battle_id: Its id.
        started_ms: Start in unix milliseconds.
    """

    room: Publisher
    rival: Person
    seconds: int
    battle_id: int
    started_ms: int
    _scores: dict[str, Counter[str]] = field(factory=dict[str, Counter[str]])

    @classmethod
    def open(cls, room: Publisher, rival: Person, seconds: int) -> Battle:
        """Announce a battle, and return it.

        Args:
            room: Where it is shown.
            rival: The other host.
            seconds: Length that is announced.
        """
        world = room.world
        battle = cls(
            room=room, rival=rival, seconds=seconds, battle_id=world.next_id(), started_ms=world.unix_ms()
        )
        battle._scores = {room.unique_id: Counter(), rival.unique_id: Counter()}
        battle._announce(LinkMicBattleBattleAction.OPEN, BattleSettingsBattleStatus.BATTLE_STARTED)
        return battle

    @property
    def hosts(self) -> tuple[Person, Person]:
        """Both sides."""
        return self.room.host, self.rival

    def total(self, host: Person) -> int:
        """Return the score of a side.

        Args:
            host: Which side: the room's host, or the rival.
        """
        return self._scores[host.unique_id].total()

    def score(self, points: int, *, user: str | Person = "viewer", rival: bool = False) -> Published:
        """Publish that a viewer scores.

        Args:
            points: What is added to the score.
            user: Handle of who scores (default "viewer").
            rival: Whether it is for the rival (default False).
        """
        side = self.rival if rival else self.room.host
        self._scores[side.unique_id][self.room.person(user).unique_id] += points
        return self._update(LinkMicArmiesTriggerReason.SCORE_UPDATE)

    def finish(self, *, cut_short: bool = False) -> Published:
        """Publish the last scores, the result, and the end of the punishment; returns the last of these.

        Args:
            cut_short: Whether a host ended it before its time (default False).
        """
        self._update(LinkMicArmiesTriggerReason.BATTLE_END)
        action = LinkMicBattleBattleAction.CUT_SHORT if cut_short else LinkMicBattleBattleAction.FINISH
        self._announce(action, BattleSettingsBattleStatus.BATTLE_FINISHED, results=self._results())
        over = LinkMicBattlePunishFinishEvent(battle_id=self.battle_id)
        return self.room.publish("WebcastLinkMicBattlePunishFinish", over)

    def _announce(
        self,
        action: int,
        status: int,
        *,
        results: dict[int, BattleResult] | None = None,
    ) -> None:
        settings = BattleSetting(
            battle_id=self.battle_id,
            start_time_ms=self.started_ms,
            duration=self.seconds,
            end_time_ms=self.started_ms + self.seconds * 1000,
            status=BattleSettingsBattleStatus(status),
        )
        message = LinkMicBattleEvent(
            battle_id=self.battle_id,
            battle_settings=settings,
            action=LinkMicBattleBattleAction(action),
            battle_result=results or {},
            armies=[UserArmiesWrapper(key=host.user_id, value=self._army(host)) for host in self.hosts],
            anchors_info=[
                BattleUserInfoWrapper(key=host.user_id, value=BattleUserInfo(user=_base(host)))
                for host in self.hosts
            ],
        )
        self.room.publish("WebcastLinkMicBattle", message)

    def _update(self, reason: int) -> Published:
        message = MicBattleUpdateEvent(
            battle_id=self.battle_id,
            armies={host.user_id: self._army(host) for host in self.hosts},
            trigger_reason=LinkMicArmiesTriggerReason(reason),
        )
        return self.room.publish("WebcastLinkMicArmies", message)

    def _army(self, host: Person) -> BattleUserArmies:
        supporters = [
            BattleUserArmy(user_id=person.user_id, score=score, nickname=person.nickname)
            for name, score in self._scores[host.unique_id].most_common(3)
            for person in (self.room.person(name),)
        ]
        return BattleUserArmies(
            user_armies=supporters, host_score=self.total(host), anchor_id_str=str(host.user_id)
        )

    def _results(self) -> dict[int, BattleResult]:
        ours, theirs = (self.total(host) for host in self.hosts)
        draw = BattleResultResult.DRAW
        win, lose = BattleResultResult.WIN, BattleResultResult.LOSE
        host_result = draw if ours == theirs else win if ours > theirs else lose
        rival_result = draw if ours == theirs else lose if ours > theirs else win
        return {
            host.user_id: BattleResult(user_id=host.user_id, result=result, score=score)
            for host, result, score in zip(
                self.hosts, (host_result, rival_result), (ours, theirs), strict=True
            )
        }


def _base(person: Person) -> BattleBaseUserInfo:
    return BattleBaseUserInfo(user_id=person.user_id, nick_name=person.nickname, display_id=person.unique_id)


@define(eq=False, kw_only=True)
class Poll:
    """A poll of the host (protocol notes 5.8); `Room.poll` starts it.

    Attributes:
        room: Where it is shown.
        title: The question.
        options: The answers.
        poll_id: Its id.
        votes: Votes by place of the answer, from 0.
    """

    room: Publisher
    title: str
    options: tuple[str, ...]
    poll_id: int
    votes: Counter[int] = field(factory=Counter[int])

    @classmethod
    def open(cls, room: Publisher, title: str, options: tuple[str, ...], seconds: int) -> Poll:
        """Announce a poll, and return it.

        Args:
            room: Where it is shown.
            title: The question.
            options: The answers.
            seconds: Length that is announced.
        """
        poll = cls(room=room, title=title, options=options, poll_id=room.world.next_id())
        started = room.world.unix()
        content = PollStartContent(
            start_time=started,
            end_time=started + seconds,
            title=title,
            option_list=poll._options(),
            operator=room.host.user,
        )
        poll._say(PollEvent(start_content=content))
        return poll

    def vote(self, option: int, count: int = 1) -> Published:
        """Add votes, and publish the new sums.

        Args:
            option: Place of the answer, from 0.
            count: Votes (default 1).

        Raises:
            UserError: The room is not live.
        """
        self.votes[option] += count
        return self._say(PollEvent(update_votes_content=PollUpdateVotesContent(option_list=self._options())))

    def end(self) -> Published:
        """Publish the end and the final sums.

        Raises:
            UserError: The room is not live.
        """
        return self._say(PollEvent(end_content=PollEndContent(option_list=self._options())))

    def _options(self) -> list[PollOptionInfo]:
        return [
            PollOptionInfo(votes=self.votes[place], display_content=option, option_idx=place)
            for place, option in enumerate(self.options)
        ]

    def _say(self, message: PollEvent) -> Published:
        message.poll_id = self.poll_id
        return self.room.publish("WebcastPollMessage", message)


def envelope_message(room: Publisher, sender: Person, diamonds: int, people: int, opens_in: int) -> Published:
    """A treasure box."""
    info = MessageRedEnvelopInfo(
        envelope_id=str(room.world.next_id()),
        business_type=EnvelopeBusinessType.BUSINESS_TYPE_USER_DIAMOND,
        send_user_name=sender.nickname,
        diamond_count=diamonds,
        people_count=people,
        unpack_at=room.world.unix() + opens_in,
        send_user_id=str(sender.user_id),
        create_at=str(room.world.unix()),
        room_id=str(room.room_id),
    )
    shown = shown_user("pm_mt_treasure_box", "{0:user} sent a treasure box", sender)
    message = EnvelopeEvent(envelope_info=info, display=EnvelopeDisplay.NEW)
    return room.publish("WebcastEnvelopeMessage", message, shown=shown)


def ranking(room: Publisher, rank: int) -> Published:
    """The room's place in the daily ranking."""
    content = shown_text("pm_mt_live_ranking_daily", "Daily ranking: No. {0:string}", strings=[str(rank)])
    update = RankUpdate(rank_type=ProfitRankType.TYPE_DAILY_RANK, own_rank=rank, default_content=content)
    return room.publish("WebcastRankUpdateMessage", RankingUpdateEvent(updates=[update]))


def rank_text(room: Publisher, person: Person, rank: int) -> Published:
    """Somebody became a top viewer."""
    pattern = "{0:user} just became a top {1:string} viewer!"
    message = UserRankingUpdateEvent(
        scene=RankTextMessageRankTestMessageScene.ONLINE_AUDIENCE_TOP_N_UPDATE_PUBLIC_SCREEN,
        owner_idx_after_update=rank,
        self_get_badge_msg=shown_text(
            "pm_mt_topviewer_self", "You are a top {0:string} viewer!", strings=[str(rank)]
        ),
        other_get_badge_msg=shown_text("pm_mt_topviewer_other", pattern, person, strings=[str(rank)]),
        cur_user_id=person.user_id,
    )
    return room.publish("WebcastRankTextMessage", message)
