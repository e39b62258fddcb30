"""The life of a battle, as the state tells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from livetok import Battle, Event, MicBattleEndEvent, MicBattleStartEvent, MicBattleUpdateEvent
from livetok._protocol.classify import classify
from livetok._protocol.room_state import RoomStateBuilder
from livetok.proto import (
    BattleBaseUserInfo,
    BattleResult,
    BattleResultResult,
    BattleSetting,
    BattleTeamUser,
    BattleTeamUserArmies,
    BattleUserArmies,
    BattleUserInfo,
    BattleUserInfoWrapper,
    LinkMicArmiesTriggerReason,
)
from support.recorded import captures

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOON_MS = int(NOON.timestamp() * 1000)


def battle_after(*events: Event, builder: RoomStateBuilder | None = None, now: datetime = NOON) -> Battle:
    builder = builder or RoomStateBuilder()
    for event in events:
        builder.add(event)
    battle = builder.snapshot(now).battle
    assert battle is not None
    return battle


def opened(battle_id: int = 1, *hosts: int, seconds: int = 300) -> MicBattleStartEvent:
    return MicBattleStartEvent(
        battle_id=battle_id,
        battle_settings=BattleSetting(battle_id=battle_id, start_time_ms=NOON_MS, duration=seconds),
        anchors_info=[known(host) for host in hosts or (10, 20)],
    )


def known(host: int) -> BattleUserInfoWrapper:
    user = BattleBaseUserInfo(user_id=host, display_id=f"host{host}", nick_name=f"Host {host}")
    return BattleUserInfoWrapper(key=host, value=BattleUserInfo(user=user))


def scored(battle_id: int = 1, *, over: bool = False, **scores: int) -> MicBattleUpdateEvent:
    reason = LinkMicArmiesTriggerReason.BATTLE_END if over else LinkMicArmiesTriggerReason.SCORE_UPDATE
    armies = {int(host[1:]): BattleUserArmies(host_score=score) for host, score in scores.items()}
    return MicBattleUpdateEvent(battle_id=battle_id, armies=armies, trigger_reason=reason)


def finished(battle_id: int = 1, **results: tuple[BattleResultResult, int]) -> MicBattleEndEvent:
    by_host = {
        int(host[1:]): BattleResult(user_id=int(host[1:]), result=result, score=score)
        for host, (result, score) in results.items()
    }
    return MicBattleEndEvent(battle_id=battle_id, battle_result=by_host)


def standing(battle: Battle) -> list[tuple[int, int]]:
    return [(team.host_id, team.score) for team in battle.teams]


WIN, LOSE, DRAW = BattleResultResult.WIN, BattleResultResult.LOSE, BattleResultResult.DRAW


def test_a_battle_from_beginning_to_end():
    builder = RoomStateBuilder()
    start = battle_after(opened(), builder=builder)
    assert standing(start) == [(10, 0), (20, 0)]
    assert (start.teams[0].unique_id, start.teams[0].nickname) == ("host10", "Host 10")
    assert (start.started_at, start.ends_at) == (NOON, NOON + timedelta(seconds=300))
    assert (start.time_left, start.over, start.winner) == (300, False, None)

    later = battle_after(scored(_10=5, _20=70), builder=builder, now=NOON + timedelta(seconds=100))
    assert standing(later) == [(20, 70), (10, 5)]
    assert (later.time_left, later.winner) == (200, None)

    end = battle_after(finished(_10=(WIN, 90), _20=(LOSE, 71)), builder=builder)
    assert (end.over, end.time_left, standing(end)) == (True, 0, [(10, 90), (20, 71)])
    assert end.winner is not None
    assert end.winner.unique_id == "host10"
    assert standing(start) == [(10, 0), (20, 0)]


def test_a_battle_that_is_found_under_way():
    update = scored(_10=1, _20=2)
    update.battle_settings = BattleSetting(start_time_ms=NOON_MS, duration=60, extra_duration_second=30)
    battle = battle_after(update, now=NOON + timedelta(seconds=1000))
    assert (standing(battle), battle.time_left, battle.teams[0].unique_id) == ([(20, 2), (10, 1)], 0, "")


def test_the_end_may_be_told_by_the_scores_alone():
    battle = battle_after(opened(), scored(over=True, _10=3, _20=4))
    assert battle.over
    assert battle.winner is not None
    assert battle.winner.host_id == 20


@pytest.mark.parametrize(
    "last",
    [
        finished(_10=(DRAW, 5), _20=(DRAW, 5)),
        scored(over=True, _10=5, _20=5),
        finished(
            _10=(WIN, 5), _20=(WIN, 5)
        ),  # WIN is enum value 0, which is never sent, so this says nothing
    ],
    ids=["told", "equal", "untold"],
)
def test_a_draw(last: Event):
    battle = battle_after(opened(), last)
    assert (battle.over, battle.winner) == (True, None)


def test_a_battle_nobody_came_to_has_no_winner():
    assert battle_after(finished()).winner is None


def test_the_next_battle_takes_the_place_of_the_last_whose_stragglers_change_nothing():
    builder = RoomStateBuilder()
    battle_after(opened(1), finished(1, _10=(WIN, 9), _20=(LOSE, 1)), opened(2), builder=builder)
    battle = battle_after(scored(1, over=True, _10=9, _20=1), finished(1), builder=builder)
    assert (battle.battle_id, battle.over, standing(battle)) == (2, False, [(10, 0), (20, 0)])


def test_a_battle_of_teams_has_a_side_for_each_team():
    def team(number: int, *members: int, total: int) -> BattleTeamUserArmies:
        users = [BattleTeamUser(user_id=member) for member in members]
        return BattleTeamUserArmies(team_id=number, team_user=users, team_total_score=total)

    start = opened(1, 10, 11, 20, 21)
    update = MicBattleUpdateEvent(
        battle_id=1,
        armies={11: BattleUserArmies(host_score=3), 20: BattleUserArmies(host_score=9)},
        team_armies=[team(1, 10, 11, total=3), team(2, 20, 21, total=9), team(3, total=4)],
    )
    battle = battle_after(start, update, finished(_11=(LOSE, 3), _21=(WIN, 9)))
    assert [(team.host_id, team.partner_ids, team.score) for team in battle.teams] == [
        (20, (21,), 9),
        (10, (11,), 3),
    ]
    assert battle.winner == battle.teams[0]


def test_members_of_a_team_have_points_of_their_own():
    def team(number: int, *members: int, total: int) -> BattleTeamUserArmies:
        users = [BattleTeamUser(user_id=member) for member in members]
        return BattleTeamUserArmies(team_id=number, team_user=users, team_total_score=total)

    def update(totals: bool, **scores: int) -> MicBattleUpdateEvent:
        event = scored(**scores)
        if totals:
            event.team_armies = [team(1, 10, 11, total=300), team(2, 20, 21, total=70)]
        return event

    builder = RoomStateBuilder()
    battle = battle_after(
        opened(1, 10, 11, 20, 21), update(True, _10=100, _11=200, _20=30, _21=40), builder=builder
    )
    assert standing(battle) == [(10, 300), (20, 70)]
    assert standing(battle_after(update(False, _11=200, _21=50), builder=builder)) == [(10, 300), (20, 70)]
    later = update(False, _10=120, _11=210, _20=30, _21=50)
    assert standing(battle_after(later, builder=builder)) == [(10, 330), (20, 80)]
    end = finished(_10=(WIN, 120), _11=(WIN, 210), _20=(LOSE, 30), _21=(LOSE, 50))
    assert standing(battle_after(end, builder=builder)) == [(10, 330), (20, 80)]


def test_hosts_are_bounded():
    crowd = MicBattleUpdateEvent(
        battle_id=1,
        armies={host: BattleUserArmies(host_score=1) for host in range(1, 500)},
        team_armies=[
            BattleTeamUserArmies(team_user=[BattleTeamUser(user_id=host) for host in range(500, 999)])
        ],
    )
    start = opened(1, *range(1, 500))
    builder = RoomStateBuilder()
    assert len(battle_after(start, crowd, builder=builder).teams) <= 64
    assert len(battle_after(opened(1, *range(2000, 2500)), builder=builder).teams) <= 64
    tracker = builder._battle
    assert tracker is not None
    assert max(len(tracker._names), len(tracker._sides)) <= 64


def test_times_that_no_calendar_reaches():
    start = opened()
    start.battle_settings.start_time_ms = 2**62
    battle = battle_after(start)
    assert (battle.started_at, battle.ends_at, battle.time_left) == (None, None, 0)


# --- real ones


def events_of(method: str) -> list[Event]:
    return [
        classify(capture.cls.parse(capture.payload)) for capture in captures() if capture.method == method
    ]


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_real_battles():
    events = events_of("WebcastLinkMicBattle")
    assert {type(event) for event in events} == {MicBattleStartEvent, MicBattleEndEvent}
    for event in events:
        battle = battle_after(event)
        assert isinstance(event, MicBattleStartEvent | MicBattleEndEvent)
        assert len(battle.teams) == 2
        assert battle.started_at is not None
        assert battle.ends_at == battle.started_at + timedelta(seconds=301)
        assert battle.over == isinstance(event, MicBattleEndEvent)
        if isinstance(event, MicBattleEndEvent):
            [best] = [result.user_id for result in event.battle_result.values() if result.result == WIN]
            assert battle.winner == battle.teams[0]
            assert best in {battle.teams[0].host_id, *battle.teams[0].partner_ids}


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_real_scores():
    for event in events_of("WebcastLinkMicArmies"):
        assert isinstance(event, MicBattleUpdateEvent)
        if event.team_armies:
            continue  # making the keys of maps anonymous took away that they are ids of the users beside them
        battle = battle_after(event)
        assert sorted(team.score for team in battle.teams) == sorted(
            army.host_score for army in event.armies.values()
        )
