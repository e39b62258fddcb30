"""What a failure means, and how long to wait."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livetok import errors
from livetok._session.retry import Verdict, classify, delay, needs_new_identity
from livetok.errors import LiveError
from livetok.options import Retry

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LEAVES = [kind for name in errors.__all__ if not (kind := getattr(errors, name)).__subclasses__()]
AGAIN = {
    errors.ClosedByServer,
    errors.Detected,
    errors.DeviceBlocked,
    errors.EntryRefused,
    errors.NetworkError,
    errors.RateLimited,
    errors.SignerError,
    errors.Stale,
    errors.UserNotFound,
}


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_every_leaf_has_a_verdict(leaf: type[LiveError]) -> None:
    expected = Verdict.AGAIN if leaf in AGAIN else Verdict.FATAL
    if leaf in {errors.RoomEnded, errors.UserOffline}:
        expected = Verdict.ENDED
    assert classify(leaf("x")) is expected
    assert needs_new_identity(leaf("x")) is (
        leaf in {errors.DeviceBlocked, errors.Detected, errors.EntryRefused}
    )


def test_the_ladder() -> None:
    retry = Retry(first_delay=1, factor=2, max_delay=30, jitter=0)
    assert [delay(retry, n, 1.0, now=NOW) for n in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]
    assert delay(retry, 10**9, 0.0, now=NOW) == 30
    assert delay(Retry(first_delay=0), 5, 0.0, now=NOW) == 0


@given(
    st.integers(1, 10**6),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1e6),
    st.floats(1, 100),
    st.floats(1e-3, 1e6),
)
def test_never_above_the_cap_nor_below_the_jitter(
    failures: int, luck: float, jitter: float, first: float, factor: float, cap: float
) -> None:
    retry = Retry(first_delay=first, factor=factor, max_delay=cap, jitter=jitter)
    seconds = delay(retry, failures, luck, now=NOW)
    assert 0 <= seconds <= cap
    assert math.isfinite(seconds)
    least = min(cap, first) * (1 - jitter)
    assert seconds >= least or math.isclose(seconds, least)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (errors.RateLimited("slow down", retry_after=120), 120),
        (errors.RateLimited("slow down", reset_at=NOW + timedelta(seconds=90)), 90),
        (errors.RateLimited("slow down", retry_after=5, reset_at=NOW + timedelta(seconds=90)), 5),
        (errors.RateLimited("slow down", reset_at=NOW - timedelta(seconds=90)), 1),
        (errors.RateLimited("slow down", retry_after=0), 1),
        (errors.RateLimited("slow down"), 1),
        (errors.NetworkError("gone"), 1),
        (None, 1),
    ],
)
def test_a_rate_limit_is_obeyed(error: LiveError | None, seconds: float) -> None:
    retry = Retry(first_delay=1, max_delay=2, jitter=0)
    assert delay(retry, 1, 0.5, error, now=NOW) == seconds
