from __future__ import annotations

import random
from zoneinfo import available_timezones

import pytest

from livetok._webapi.browser_identity import _HOMES, _TIME_ZONES, BrowserIdentity

SEEDS = range(40)


def identities(language: str = "en-US") -> list[BrowserIdentity]:
    return [BrowserIdentity.choose(random.Random(seed), language=language) for seed in SEEDS]


def test_the_choice_depends_on_the_seed_alone() -> None:
    assert identities() == identities()
    assert len({identity.user_agent for identity in identities()}) > 3


def test_browser_and_system_agree() -> None:
    marks = {
        "Win32": ("windows", "Windows NT"),
        "MacIntel": ("mac", "Macintosh"),
        "Linux x86_64": ("linux", "X11; Linux"),
    }
    for identity in identities():
        os, mark = marks[identity.platform]
        assert identity.os == os
        assert mark in identity.user_agent
        assert f"{identity.browser_name}/{identity.browser_version}" == identity.user_agent
        assert identity.user_agent.count("(") == identity.user_agent.count(")")


@pytest.mark.parametrize(
    ("language", "locale", "time_zone"),
    [
        ("en-US", "en-US", "America/New_York"),
        ("en", "en-US", "America/New_York"),
        ("en-GB", "en-GB", "Europe/London"),
        ("de", "de-DE", "Europe/Berlin"),
        ("de-AT", "de-AT", "Europe/Vienna"),
        ("ja", "ja-JP", "Asia/Tokyo"),
        ("xx", "xx-US", "America/New_York"),
        ("fr-XX", "fr-XX", "Etc/UTC"),
    ],
)
def test_the_language_sets_all_that_it_must(language: str, locale: str, time_zone: str) -> None:
    identity = BrowserIdentity.choose(random.Random(1), language=language)
    assert (identity.locale, identity.time_zone) == (locale, time_zone)
    assert identity.accept_language == f"{locale},{language[:2]};q=0.9"


def test_every_home_has_a_time_zone_that_exists() -> None:
    assert set(_HOMES.values()) <= set(_TIME_ZONES)
    known = available_timezones()
    if not known:
        pytest.skip("this system has no time zone data")
    assert set(_TIME_ZONES.values()) <= known


def test_a_refused_browser_is_not_chosen_again() -> None:
    for seed in SEEDS:
        rng = random.Random(seed)
        first = BrowserIdentity.choose(rng)
        assert BrowserIdentity.choose(rng, unlike=first).user_agent != first.user_agent


def test_the_callers_browser_is_kept_and_described() -> None:
    identity = BrowserIdentity.choose(random.Random(1), user_agent="Mozilla/5.0 (Macintosh; mine)")
    assert (identity.user_agent, identity.platform, identity.os) == (
        "Mozilla/5.0 (Macintosh; mine)",
        "MacIntel",
        "mac",
    )
    assert BrowserIdentity.choose(random.Random(1), user_agent="mine").browser_version == ""
