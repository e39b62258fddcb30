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
    assert len({one.user_agent for one in identities()}) > 3


def test_browser_and_system_agree() -> None:
    marks = {
        "Win32": ("windows", "Windows NT"),
        "MacIntel": ("mac", "Macintosh"),
        "Linux x86_64": ("linux", "X11; Linux"),
    }
    for one in identities():
        os, mark = marks[one.platform]
        assert one.os == os
        assert mark in one.user_agent
        assert f"{one.browser_name}/{one.browser_version}" == one.user_agent
        assert one.user_agent.count("(") == one.user_agent.count(")")


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
    one = BrowserIdentity.choose(random.Random(1), language=language)
    assert (one.locale, one.time_zone) == (locale, time_zone)
    assert one.accept_language == f"{locale},{language[:2]};q=0.9"


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
    one = BrowserIdentity.choose(random.Random(1), user_agent="Mozilla/5.0 (Macintosh; mine)")
    assert (one.user_agent, one.platform, one.os) == ("Mozilla/5.0 (Macintosh; mine)", "MacIntel", "mac")
    assert BrowserIdentity.choose(random.Random(1), user_agent="mine").browser_version == ""
