"""Which partitions a worker claims and hands over."""

from __future__ import annotations

import random

import pytest

from livetok.fleet.ownership import Claim, Membership, WorkerInfo, plan

PARTITIONS = 10


def membership(workers: dict[str, list[int]], full: tuple[str, ...] = ()) -> Membership:
    infos = {name: WorkerInfo(capacity=5, hosts=5 if name in full else 0) for name in workers}
    claims = {number: Claim(name, 7) for name, numbers in workers.items() for number in numbers}
    return Membership(workers=infos, claims=claims)


def test_the_first_takes_all_there_is() -> None:
    todo = plan("a", PARTITIONS, membership({"a": []}), 0.0)
    assert [number for number, _ in todo.claim] == list(range(PARTITIONS))
    assert not todo.release


def test_without_a_lease_nothing_is_done() -> None:
    assert plan("b", PARTITIONS, membership({"a": []}), 0.0) == plan("b", 1, membership({}), 0.0)


def test_nobody_claims_more_than_a_share() -> None:
    todo = plan("a", PARTITIONS, membership({"a": [1], "b": []}), 0.0)
    assert len(todo.claim) == PARTITIONS // 2 - 1


def test_who_has_more_than_a_share_hands_over_to_who_has_less() -> None:
    todo = plan("a", PARTITIONS, membership({"a": list(range(PARTITIONS)), "b": []}), 0.0)
    assert len(todo.release) == PARTITIONS // 2
    full = membership({"a": list(range(PARTITIONS)), "b": []}, full=("b",))
    assert not plan("a", PARTITIONS, full, 0.0).release


def test_a_full_worker_claims_nothing_and_others_take_its_share() -> None:
    full = membership({"a": [], "b": []}, full=("b",))
    assert not plan("b", PARTITIONS, full, 0.0).claim
    assert len(plan("a", PARTITIONS, full, 0.0).claim) == PARTITIONS


def test_a_dead_owner_has_a_moment_to_come_back() -> None:
    state = membership({"a": [0], "gone": [3, 4]})
    del state.workers["gone"]
    state.note_missing(100.0)
    early = [number for number, _ in plan("a", PARTITIONS, state, 100.5).claim]
    assert not {3, 4} & set(early)
    late = dict(plan("a", PARTITIONS, state, 102.0).claim)
    assert late[3] == late[4] == 7  # the revision that the claim is valid against
    state.workers["gone"] = WorkerInfo(capacity=5)
    state.note_missing(102.0)
    assert not state.missing_since


@pytest.mark.parametrize("seed", range(20))
def test_any_number_of_workers_comes_to_rest_with_fair_shares(seed: int) -> None:
    rng = random.Random(seed)
    partitions, names = rng.randrange(1, 60), [f"w{number}" for number in range(rng.randrange(1, 9))]
    state = membership({name: [] for name in names})
    moves = 0
    for turn in range(400):
        if turn == 200 and len(names) > 1:
            del state.workers[names.pop()]
        state.note_missing(float(turn * 10))
        idle = True
        for name in rng.sample(names, len(names)):
            todo = plan(name, partitions, state, float(turn * 10 + 5))
            idle = idle and not (todo.claim or todo.release)
            moves += len(todo.claim) + len(todo.release)
            for number, revision in todo.claim:
                assert state.claims.get(number, Claim()).revision == revision
                state.claims[number] = Claim(name, revision + 1)
            for number in todo.release:
                state.claims[number] = Claim("", state.claims[number].revision + 1)
    shares = [len(state.owned(name)) for name in names]
    assert idle
    assert sum(shares) == partitions
    assert max(shares) - min(shares) <= 1
    assert moves <= 6 * partitions + 10


def test_a_worker_describes_itself_and_a_stranger_is_bearable() -> None:
    info = WorkerInfo(address="here", capacity=3, hosts=3, rate=1.5, version="9")
    assert WorkerInfo.from_json(info.to_json()) == info
    assert info.is_full
    assert WorkerInfo.from_json(b'{"address": "there", "new": 1}').address == "there"
    assert WorkerInfo.from_json(b"nonsense") == WorkerInfo.from_json(b'{"hosts": []}') == WorkerInfo()
