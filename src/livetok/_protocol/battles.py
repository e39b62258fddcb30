"""Battles: hosts, teams, scores and winner of a battle, tracked from its messages (protocol notes 5.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import define, field

from livetok.events.derived import MicBattleEndEvent, MicBattleStartEvent
from livetok.proto import (
    BattleResultResult,
    BattleSetting,
    BattleTeamUserArmies,
    LinkMicArmiesTriggerReason,
    MicBattleUpdateEvent,
)
from livetok.state import Battle, Team

__all__ = ["BattleTracker"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_HOSTS: Final = 64  # TikTok has four; a hostile server must not fill the memory


@define
class BattleTracker:
    """Tracks one battle: who takes part, the scores, when it ends, who won.

    Attributes:
        battle_id: The battle.
    """

    battle_id: int
    _names: dict[int, tuple[str, str]] = field(factory=dict[int, tuple[str, str]], init=False)
    _scores: dict[int, int] = field(factory=dict[int, int], init=False)
    # In a battle of teams: the points of each member, as far as told, and the host who stands for each host's team.
    _sides: dict[int, int] = field(factory=dict[int, int], init=False)
    _member_scores: dict[int, int] = field(factory=dict[int, int], init=False)
    _starts_ms: int = field(default=0, init=False)
    _ends_ms: int = field(default=0, init=False)
    _over: bool = field(default=False, init=False)
    _winner: int = field(default=0, init=False)

    def announce(self, event: MicBattleStartEvent | MicBattleEndEvent) -> None:
        """Update hosts and teams from the message that starts or ends the battle, and the result from the latter."""
        self._set_times(event.battle_settings)
        self._assign_teams(event.team_armies)
        for anchor in event.anchors_info:
            user = anchor.value.user
            self._score(anchor.key)
            if anchor.key in self._names or len(self._names) < _MOST_HOSTS:
                self._names[anchor.key] = user.display_id, user.nick_name
        self._score_hosts(
            {result.user_id or host: result.score for host, result in event.battle_result.items()},
            event.team_armies,
        )
        if isinstance(event, MicBattleEndEvent):
            self._over, self._winner = True, self._named_winner(event)

    def update(self, event: MicBattleUpdateEvent) -> None:
        """Update the scores; the battle is over when the message says so."""
        self._set_times(event.battle_settings)
        self._assign_teams(event.team_armies)
        self._score_hosts({host: army.host_score for host, army in event.armies.items()}, event.team_armies)
        self._over = self._over or event.trigger_reason == LinkMicArmiesTriggerReason.BATTLE_END

    def snapshot(self, now: datetime) -> Battle:
        """Return the battle as a frozen value.

        Args:
            now: The time to count `time_left` from.
        """
        ranked = sorted(self._scores.items(), key=lambda item: -item[1])
        teams = tuple(self._team(host, score) for host, score in ranked)
        ends_at = _moment(self._ends_ms)
        left = max(0.0, (ends_at - now).total_seconds()) if ends_at and not self._over else 0.0
        return Battle(
            battle_id=self.battle_id,
            teams=teams,
            over=self._over,
            started_at=_moment(self._starts_ms),
            ends_at=ends_at,
            time_left=left,
            winner=self._best(teams) if self._over else None,
        )

    def _set_times(self, settings: BattleSetting) -> None:
        self._starts_ms = settings.start_time_ms or self._starts_ms
        self._ends_ms = settings.end_time_ms or _planned_end(settings) or self._ends_ms

    def _assign_teams(self, teams: Iterable[BattleTeamUserArmies]) -> None:
        """Learn which hosts fight together; the first of a team stands for it."""
        for team in teams:
            members = [member.user_id for member in team.team_user]
            for member in members:
                if len(self._sides) < _MOST_HOSTS:
                    self._sides[member] = members[0]
                if member != members[0]:
                    self._scores.pop(member, None)
            if members:
                self._score(members[0], team.team_total_score)

    def _score_hosts(self, scores: Mapping[int, int], teams: Iterable[BattleTeamUserArmies]) -> None:
        """Set scores that are told host by host.

        In a battle of teams, members have points of their own, and a team has the sum of them; the total that the same
        message tells is the better one.
        """
        totals = {self._sides.get(member.user_id) for team in teams for member in team.team_user}
        for host, points in scores.items():
            side = self._sides.get(host)
            if side is None:
                self._score(host, points)
            elif side not in totals:
                self._member_scores[host] = points
                members = (
                    score for member, score in self._member_scores.items() if self._sides[member] == side
                )
                self._score(side, max(self._scores.get(side, 0), sum(members)))

    def _score(self, host: int, points: int | None = None) -> None:
        """Set the score of a host's side; without points, only see to it that the side is there."""
        side = self._sides.get(host, host)
        before = self._scores.get(side)
        if before is not None or len(self._scores) < _MOST_HOSTS:
            self._scores[side] = points if points is not None else before or 0

    def _named_winner(self, event: MicBattleEndEvent) -> int:
        """Return the side that is said to have won, 0 for a draw; WIN is enum value 0, which is never sent."""
        results = event.battle_result
        winners = [
            result.user_id or host
            for host, result in results.items()
            if result.result == BattleResultResult.WIN
        ]
        return self._sides.get(winners[0], winners[0]) if len(winners) == 1 and len(results) > 1 else 0

    def _team(self, host: int, score: int) -> Team:
        unique_id, nickname = self._names.get(host, ("", ""))
        partners = tuple(partner for partner, side in self._sides.items() if side == host and partner != host)
        return Team(host_id=host, unique_id=unique_id, nickname=nickname, score=score, partner_ids=partners)

    def _best(self, teams: tuple[Team, ...]) -> Team | None:
        if self._winner:
            return next((team for team in teams if team.host_id == self._winner), None)
        scores = [team.score for team in teams[:2]]
        return teams[0] if len(set(scores)) > 1 else None


def _planned_end(settings: BattleSetting) -> int:
    length = settings.duration + settings.extra_duration_second
    return settings.start_time_ms + length * 1000 if settings.start_time_ms and length > 0 else 0


def _moment(milliseconds: int) -> datetime | None:
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds) if milliseconds else None
    except OverflowError:  # a number no calendar reaches
        return None
