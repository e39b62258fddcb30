"""The pages in a real browser, against a server on trio and on asyncio.

Time is the browser's here, and cannot be virtual: tests wait for what they want to see, and for nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from livetok.overlay import AccessRules, Hub
from livetok.overlay.images import Image
from support.chromium import open_browser
from support.overlay_site import OverlaySite, comment, gift, open_overlay

PAGES = ("chat", "alerts", "goal", "board", "battle", "all")
ELSEWHERE = "http://127.0.0.1:9/"
THEMES = ("glass", "clear", "neon", "paper", "candy", "contrast")
# What a page looks like and holds is the browser's affair: a second server gives the same, and takes as long again.
one_server = pytest.mark.parametrize("anyio_backend", ["trio"])
TEXTS = "[...document.querySelectorAll('.line .text')].map((text) => text.textContent)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def contexts(browser: Any) -> Iterator[Callable[..., Any]]:
    """Browser contexts by their options. A new one starts a process, which costs more than most tests.

    What a page keeps is its own, since each server has another port.
    """
    known: dict[str, Any] = {}

    def context(**options: Any) -> Any:
        key = repr(options)
        if key not in known:
            known[key] = browser.new_context(**options)
            known[key].new_page()  # keeps the process
        return known[key]

    yield context
    for context_of_tests in known.values():
        context_of_tests.close()


@pytest.fixture
def site(anyio_backend: str) -> Iterator[OverlaySite]:
    with open_overlay(anyio_backend) as site:
        yield site


@pytest.fixture
def visit(contexts: Callable[..., Any], site: OverlaySite) -> Iterator[Callable[..., Any]]:
    """Opens a page and waits until it listens; fails the test when a script of the page failed."""
    pages: list[Any] = []
    problems: list[str] = []

    def visit(address: str, *, script: str = "", **options: Any) -> Any:
        page = contexts(**{"viewport": {"width": 1280, "height": 720}, **options}).new_page()
        pages.append(page)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: message.type == "error" and problems.append(message.text))
        if script:
            page.add_init_script(script)
        before = site.hub.subscribers
        page.goto(f"{site.url}/{address}")
        if "sample=1" not in address:
            wait_until(lambda: site.hub.subscribers > before)
        return page

    yield visit
    for page in pages:
        page.close()
    # A server that is stopped on purpose is missed by the page, and its browser says so.
    expected = ("ERR_CONNECTION_REFUSED", ELSEWHERE)
    assert [problem for problem in problems if not any(text in problem for text in expected)] == []


def wait_until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def wait_for(page: Any, expression: str, seconds: float = 10.0) -> None:
    """Wait until something is so on a page. (playwright's own way needs eval, which they forbid.)"""
    wait_until(lambda: page.evaluate(expression), seconds)


# Chat


def test_events_appear_in_order(site, visit):
    page = visit("chat?max=100")
    for number in range(60):
        site.publish(comment(number))
    wait_for(page, "document.querySelectorAll('.line').length === 60")
    assert page.evaluate(TEXTS) == [str(number) for number in range(60)]


def test_no_more_lines_than_wanted(site, visit):
    page = visit("chat?max=5")
    site.publish(*map(comment, range(40)))
    wait_for(page, f"{TEXTS}.at(-1) === '39'")
    assert page.evaluate(TEXTS) == ["35", "36", "37", "38", "39"]


def test_a_page_that_is_opened_late_shows_what_was_said(site, visit):
    site.publish(*map(comment, range(10)))
    page = visit("chat")
    wait_for(page, "document.querySelectorAll('.line').length === 10")


def test_one_room_of_two(site, visit):
    page = visit("chat?host=bo")
    site.publish(comment(1, host="ann"), comment(2, host="bo"))
    wait_for(page, "document.querySelectorAll('.line').length === 1")
    assert page.evaluate(TEXTS) == ["2"]


@pytest.mark.parametrize(("query", "expected"), [("", "1"), ("?host=@Bo", "2"), ("?host=bo,ann", "2")])
def test_how_a_room_stands_is_not_mixed_with_another(site, visit, query, expected):
    site.state("ann", likes=1)
    page = visit(f"goal{query}")
    for likes in range(20, 30):
        site.state("ann" if expected == "2" else "bo", likes=likes)
    site.state("bo", likes=2)
    site.state("ann", likes=1)
    wait_for(page, f"document.querySelector('.goal-value')?.textContent === '{expected}'")
    page.wait_for_timeout(100)
    assert page.locator(".goal-value").inner_text() == expected


def test_lines_fade(site, visit):
    page = visit("chat?fade=1")
    site.publish(comment(1))
    page.wait_for_selector(".line")
    wait_for(page, "document.querySelectorAll('.line').length === 0", seconds=5)


def test_what_is_shown_is_chosen(site, visit):
    join = {**comment(1), "type": "join"}
    hidden = comment(2, "spam", name="spammer")
    page = visit("chat?joins=1&hide=@Spammer,other&min=10")
    site.publish(join, hidden, gift(3, price=1), gift(4, "Perfume", price=20), comment(5, "end"))
    wait_for(page, f"{TEXTS}.at(-1) === 'end'")
    assert page.evaluate(TEXTS) == ["joined", "sent Perfume \u00d71", "end"]


def test_a_streak_is_one_line_that_counts(site, visit):
    page = visit("chat")
    for count in range(1, 6):
        site.publish(gift(count, count=count, over=False))
    site.publish(gift(6, count=5), gift(7, count=1))
    wait_for(page, "document.querySelectorAll('.line').length === 2")
    assert page.evaluate(TEXTS) == ["sent Rose \u00d75", "sent Rose \u00d71"]


def test_badges_and_emotes(site, visit):
    looks = [{"id": "77", "image": "https://p16.tiktokcdn.com/77.webp"}]
    person = {"moderator": True, "subscriber": True, "level": 12}
    page = visit("chat")
    site.publish({**comment(1, "a[77]b[78]", **person), "emotes": looks})
    page.wait_for_selector(".line")
    assert page.evaluate("[...document.querySelectorAll('.badge')].map((badge) => badge.textContent)") == [
        "MOD",
        "SUB",
        "12",
    ]
    assert page.evaluate(TEXTS) == ["a🙂b[78]"]
    assert page.locator(".emote").count() == 1


@pytest.mark.parametrize("restart", ["the same program", "a new program"])
def test_a_restart_leaves_no_hole_and_no_double(site, visit, restart):
    page = visit("chat?max=100")
    site.publish(*map(comment, range(5)))
    wait_for(page, "document.querySelectorAll('.line').length === 5")
    site.stop()
    if restart == "a new program":
        site.hub = Hub()  # it entered the room again, and was given what had happened before
        site.publish(*map(comment, range(2, 5)))
    site.publish(*map(comment, range(5, 9)))
    site.start()
    wait_until(lambda: site.hub.subscribers == 1)
    site.publish(*map(comment, range(9, 12)))
    wait_for(page, f"{TEXTS}.at(-1) === '11'")
    assert page.evaluate(TEXTS) == [str(number) for number in range(12)]


def test_a_page_that_missed_too_much_says_so(site, visit):
    site.hub = Hub(replayed=5)
    site.stop()
    site.start()
    page = visit("chat?max=100")
    site.publish(comment(1))
    page.wait_for_selector(".line")
    site.stop()
    site.publish(*map(comment, range(2, 20)))
    site.start()
    wait_for(page, f"{TEXTS}.at(-1) === '19'")
    assert page.locator(".line-note").inner_text() == "some messages were skipped"
    assert page.evaluate(TEXTS) == ["1", "15", "16", "17", "18", "19"]


HOSTILE = (
    "<script>window.struck=1</script>",
    "<img src=x onerror='window.struck=1'>",
    "W" * 300,
    "wide words " * 30,
    "\u202eevil\u202d \u2066\u2066 نور",
    "\U000e0001\u200b\u200d",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢" * 10,
    "👩‍👩‍👧‍👦" * 40,
    "",
    "constructor",
    "__proto__",
)


@one_server
@pytest.mark.parametrize(("theme", "width"), [("glass", 1280), ("clear", 400), ("contrast", 400)])
def test_hostile_names(site, visit, theme, width):
    pages = [
        visit(f"{name}?theme={theme}&alert=60", viewport={"width": width, "height": 800}) for name in PAGES
    ]
    for number, name in enumerate(HOSTILE):
        person = {"nickname": name, "name": name, "id": name}
        site.publish(
            comment(number, name, **person), {**gift(100 + number), "user": person, "gift": {"name": name}}
        )
    leaders = [{"user": {"id": name, "nickname": name}, "diamonds": 9, "gifts": 1} for name in HOSTILE]
    teams = [{"id": str(number), "nickname": HOSTILE[number], "score": 1} for number in (0, 2, 3)]
    ends_at = (datetime.now(UTC) + timedelta(seconds=60)).isoformat()
    site.state(
        leaderboard=leaders, battle={"id": "1", "teams": teams, "over": False, "ends_at": ends_at}, likes=3
    )
    chat, alerts, _, board, battle, everything = pages
    wait_for(chat, f"document.querySelectorAll('.line').length === {2 * len(HOSTILE)}")
    assert HOSTILE[0] in chat.evaluate(TEXTS)
    alerts.wait_for_selector(".alert")
    wait_for(board, "document.querySelectorAll('.board-row').length === 5")
    battle.wait_for_selector(".battle-bar")
    everything.wait_for_selector(".line")
    for page in pages:
        assert page.evaluate("window.struck") is None
        assert page.evaluate("document.querySelectorAll('script').length") == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        outside = """[...document.querySelectorAll('.bubble, .alert, .board-row, .goal-row, .battle-head')]
            .filter((box) => box.getBoundingClientRect().right > innerWidth + 1).length"""
        assert page.evaluate(outside) == 0


def test_a_name_that_nobody_sees_is_replaced(site, visit):
    page = visit("chat")
    unseen = "\U000e0001\u200b\u3164 \u00a0"
    site.publish(
        comment(1, nickname=unseen, name="bo"),
        comment(2, nickname=unseen, name=""),
        comment(3, nickname="👩‍👧"),
    )
    wait_for(page, "document.querySelectorAll('.line').length === 3")
    names = page.evaluate("[...document.querySelectorAll('.name')].map((name) => name.textContent)")
    assert names == ["bo", "somebody", "👩‍👧"]


def test_a_hundred_a_second(site, visit):
    page = visit("chat")
    started = time.monotonic()
    for number in range(1000):
        site.publish(comment(number))
        time.sleep(max(0.0, started + number / 100 - time.monotonic()))
    wait_for(page, f"{TEXTS}.at(-1) === '999'", seconds=0.5)
    assert site.hub.lagged == 0
    assert page.evaluate(TEXTS) == [str(number) for number in range(970, 1000)]


@one_server
def test_memory_does_not_grow_with_what_was_shown(site, visit):
    page = visit("all?alert=1&show=chat,board,goal,battle")
    session = page.context.new_cdp_session(page)

    def measure() -> dict[str, float]:
        page.wait_for_timeout(1000)  # lines that just left still move
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in metrics}

    session.send("Performance.enable")
    seen = []
    for turn in range(3):
        for number in range(turn * 2000, turn * 2000 + 2000, 50):
            site.publish(*map(comment, range(number, number + 50)))
            site.state(likes=number)
            time.sleep(0.01)
        wait_for(page, f"{TEXTS}.at(-1) === '{turn * 2000 + 1999}'")
        seen.append(measure())

    assert seen[2]["Nodes"] <= seen[0]["Nodes"] * 1.1
    assert seen[2]["JSHeapUsedSize"] <= seen[0]["JSHeapUsedSize"] * 1.15


# Alerts

CARDS = """
window.cards = [];
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes)
    if (node.classList?.contains('alert'))
      window.cards.push([node.querySelector('.name').textContent, performance.now()]);
}).observe(document, { childList: true, subtree: true });
"""


def test_alerts_queue(site, visit):
    page = visit("alerts?alert=1", script=CARDS)
    follows = [{**comment(number), "type": "follow"} for number in range(3)]
    site.publish(comment(9), *follows)
    wait_until(lambda: page.evaluate("window.cards.length") == 3)
    cards = page.evaluate("window.cards")
    assert [name for name, _ in cards] == ["User 0", "User 1", "User 2"]
    pauses = [later - earlier for (_, earlier), (_, later) in pairwise(cards)]
    assert all(950 < pause < 3000 for pause in pauses)
    wait_for(page, "document.querySelectorAll('.alert').length === 0")


def test_an_alert_counts_the_streak_and_shows_what_it_is_worth(site, visit):
    page = visit("alerts?alert=2", script=CARDS)
    for count in range(1, 8):
        site.publish(gift(count, "Perfume", count=count, price=20, over=False))
    wait_for(page, "document.querySelector('.count')?.textContent === '\u00d77'")
    assert page.locator(".alert .worth").inner_text() == "💎 140"
    assert page.locator(".alert").get_attribute("data-tier") == "middle"
    site.publish({**gift(8, "Perfume", count=7, price=20), "type": "gift_settled"})
    wait_for(page, "document.querySelectorAll('.alert').length === 0", seconds=8)
    assert len(page.evaluate("window.cards")) == 1


def test_small_gifts_give_no_alert(site, visit):
    page = visit("alerts?min=100&show=gift", script=CARDS)
    follow = {**comment(3), "type": "follow"}
    site.publish(
        gift(1), gift(2, count=99), follow, {**gift(4, "Lion", price=29999), "user": {"nickname": "Rich"}}
    )
    page.wait_for_selector(".alert")
    assert [name for name, _ in page.evaluate("window.cards")] == ["Rich"]
    assert page.locator(".alert").get_attribute("data-tier") == "large"


def test_old_gifts_give_no_alert(site, visit):
    site.publish(gift(1))
    page = visit("all?alert=60", script=CARDS)
    site.publish({**gift(2), "history": True}, {**comment(3), "type": "follow"})
    page.wait_for_selector(".alert")
    assert [name for name, _ in page.evaluate("window.cards")] == ["User 3"]


SOUNDS = """
window.notes = []; window.spoken = [];
window.OscillatorNode = class extends OscillatorNode {
  constructor(context, options) { super(context, options); window.notes.push(options.frequency); }
};
window.speechSynthesis.speak = (utterance) => { window.spoken.push(utterance.text); utterance.onend(); };
"""


@pytest.mark.parametrize(
    ("query", "notes", "spoken"),
    [
        ("tts=gift", True, ["Bo sent 3 Rose"]),
        ("tts=off", True, []),
        ("sound=0", False, []),
        ("mute=1&tts=all", False, []),
    ],
)
def test_sound_and_reading_aloud(site, visit, query, notes, spoken):
    page = visit(f"alerts?{query}", script=SOUNDS)
    site.publish(gift(1, count=3))
    page.wait_for_selector(".alert")
    if notes:
        # the first alert wakes the audio up; a later one is heard in any case
        page.wait_for_timeout(200)
        site.publish(*({**comment(number), "type": "follow"} for number in (2,)))
        wait_for(page, "window.notes.length > 0", seconds=15)
    else:
        page.wait_for_timeout(300)
        assert page.evaluate("window.notes") == []
    assert page.evaluate("window.spoken")[: len(spoken) or None] == spoken


def test_comments_are_read_aloud(site, visit):
    page = visit("chat?tts=comment", script=SOUNDS)
    site.publish(comment(1, "see https://spam.example nooooooooo"))
    wait_for(page, "window.spoken.length === 1")
    assert page.evaluate("window.spoken") == ["User 1: see  nooo"]


# Goals, leaderboard, battle


def test_a_goal_fills(site, visit):
    page = visit("goal?metric=likes&goal=1000&title=Likes+tonight")
    site.state(likes=250)
    wait_for(page, "document.querySelector('.goal-percent')?.textContent === '25 %'")
    assert page.locator(".goal-title").inner_text() == "Likes tonight"
    wait_for(
        page,
        "(() => { const bar = document.querySelector('.goal-bar').clientWidth;"
        " return Math.abs(document.querySelector('.goal-fill').clientWidth / bar - 0.25) < 0.01; })()",
    )
    site.state(likes=1001)
    page.wait_for_selector(".goal-row.reached")


@pytest.mark.parametrize(("value", "target"), [(0, "10"), (10, "20"), (7240, "10,000"), (123456, "200K")])
def test_without_a_goal_it_is_the_next_round_number(site, visit, value, target):
    page = visit("goal?metric=diamonds")
    site.state(diamonds=value)
    page.wait_for_selector(".goal-row")
    assert page.locator(".goal-target").inner_text().strip() == f"/ {target}"


def test_the_goals_of_the_host(site, visit):
    page = visit("goal?metric=host")
    site.state(goals=[{"id": "1", "description": "New <b>chair</b>", "progress": 5, "target": 10}])
    page.wait_for_selector(".goal-row")
    assert page.locator(".goal-title").inner_text() == "New <b>chair</b>"
    site.state(goals=[])
    wait_for(page, "document.querySelectorAll('.goal-row').length === 0")


def leader(number, diamonds):
    return {"user": {"id": str(number), "nickname": f"User {number}"}, "diamonds": diamonds, "gifts": 1}


def test_the_leaderboard_changes_its_order(site, visit):
    page = visit("board?max=2")
    names = "[...document.querySelectorAll('.board-row .name')].map((name) => name.textContent).join()"
    site.state(leaderboard=[leader(1, 50), leader(2, 20), leader(3, 10)])
    wait_for(page, f"{names} === 'User 1,User 2'")
    site.state(leaderboard=[leader(3, 500), leader(1, 50), leader(2, 20)])
    wait_for(page, f"{names} === 'User 3,User 1'")
    assert page.locator(".board-row[data-rank='1'] .score").inner_text() == "💎 500"


def battle(*names, over=False, **facts):
    teams = [
        {"id": str(number), "nickname": name, "score": 100 * number, "partners": []}
        for number, name in enumerate(names, 1)
    ]
    return {"id": "1", "teams": teams, "over": over, **facts}


def test_a_battle_from_beginning_to_end(site, visit):
    page = visit("battle")
    ends_at = (datetime.now(UTC) + timedelta(seconds=65)).isoformat()
    assert page.locator("main.battle").is_hidden()
    site.state(battle=battle("Ann", "Bo", ends_at=ends_at))
    page.wait_for_selector(".battle-bar")
    assert page.locator(".battle-clock").inner_text() in {"1:04", "1:05"}
    wait_for(page, "document.querySelector('.battle-clock').textContent === '1:03'")
    assert page.evaluate(
        "[...document.querySelectorAll('.battle-score')].map((score) => score.textContent)"
    ) == [
        "100",
        "200",
    ]
    site.state(battle=battle("Ann", "Bo", over=True, winner="2"))
    page.wait_for_selector(".battle-head.winner")
    assert page.locator(".battle-head.winner .battle-name").inner_text() == "Bo"
    assert page.locator(".battle-clock").is_hidden()


@pytest.mark.parametrize(
    "facts",
    [battle("Ann", ""), battle("", ""), battle("Ann"), battle("Ann", "Bo", over=True), battle(), None],
)
def test_a_battle_of_which_too_little_is_known_is_hidden(site, visit, facts):
    page = visit("battle")
    site.state(battle=facts, likes=1)
    site.publish(comment(1))
    page.wait_for_timeout(200)
    assert page.locator("main.battle").is_hidden()


# Every page


@one_server
@pytest.mark.parametrize("name", [*PAGES, ""])
def test_no_request_leaves_for_another_host(site, visit, name):
    """Though the events are full of addresses of pictures."""
    site.images = Pictures()
    site.stop()
    site.start()
    requests: list[str] = []
    page = visit(f"{name}?show=gift,comment,chat,alerts,board" if name else "")
    page.on("request", lambda request: requests.append(request.url))
    page.on("websocket", lambda socket: requests.append(socket.url))
    page.reload()
    wait_until(lambda: site.hub.subscribers == (1 if name else 2) or not name)
    picture = "https://p16-sign.tiktokcdn.com/picture.webp"
    someone = {"id": "1", "name": "bo", "nickname": "Bo", "avatar": picture}
    present = {**gift(2)["gift"], "image": picture}
    site.publish({**comment(1), "user": someone}, {**gift(2), "user": someone, "gift": present})
    site.state(leaderboard=[{"user": someone, "diamonds": 5, "gifts": 1}], likes=1)
    page.wait_for_timeout(500)
    assert len(requests) > 5
    own = (f"{site.url}/", f"ws://127.0.0.1:{site.port}/")
    assert [url for url in requests if not url.startswith(own)] == []
    if name in {"chat", "alerts", "board", "all"}:
        assert any("/image?url=https%3A%2F%2Fp16-sign" in url for url in requests)
        page.wait_for_selector("img")
    blocked = page.evaluate(f"fetch('{ELSEWHERE}').then(() => 'sent', (error) => error.name)")
    assert blocked == "TypeError"


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc00000030101"
    "00c9fe92ef0000000049454e44ae426082"
)


class Pictures:
    def allows(self, url: str) -> bool:
        return True

    async def fetch(self, url: str) -> Image:
        return Image("image/png", PNG)


@one_server
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_fits_every_theme(site, visit, theme):
    page = visit("chat?sample=1")
    for name in PAGES:
        page.goto(f"{site.url}/{name}?theme={theme}&sample=1&mute=1")
        page.wait_for_selector(".line, .alert, .goal-row, .board-row, .battle-bar")
        for width, height in ((1280, 720), (400, 800)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == "rgba(0, 0, 0, 0)", name


def test_nothing_moves_where_motion_is_unwelcome(site, visit):
    page = visit("all", reduced_motion="reduce")
    site.publish(comment(1), gift(2, "Lion", price=29999))
    site.state(likes=7, leaderboard=[leader(1, 5), leader(2, 4)])
    page.wait_for_selector(".alert")
    site.state(likes=8, leaderboard=[leader(2, 9), leader(1, 5)])
    page.wait_for_timeout(100)
    assert page.evaluate("document.getAnimations().length") == 0


def test_custom_css_of_obs_works(site, visit):
    page = visit("chat?accent=00ff00&size=30&radius=3&font=Noto+Sans")
    site.publish(comment(1))
    page.wait_for_selector(".line")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "30px"
    assert (
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')") == "#00ff00"
    )
    page.evaluate(
        "(() => { const style = document.createElement('style');"
        " style.append('.bubble { color: rgb(1, 2, 3) }'); document.head.append(style); })()"
    )
    assert page.evaluate("getComputedStyle(document.querySelector('.bubble')).color") == "rgb(1, 2, 3)"


def test_settings_that_make_no_sense_are_left_out(site, visit):
    page = visit("chat?theme=<b>&accent=red;x&size=nan&max=-5&fade=x&font=a%22%3B}*{display:none")
    site.publish(comment(1))
    page.wait_for_selector(".line")
    assert page.evaluate("document.documentElement.dataset.theme") == "glass"


# The page for a person


def test_the_control_page(site, visit):
    site.state(viewers=12)
    page = visit("")
    wait_for(page, "document.getElementById('status').textContent === 'live, 12 watching'")
    page.click("nav button[data-page=goal]")
    page.select_option(".field select >> nth=0", "neon")
    wait_for(page, "document.getElementById('address').value.endsWith('/goal?host=ann&theme=neon')")
    wait_for(
        page, "document.getElementById('preview').contentDocument?.documentElement?.dataset.theme === 'neon'"
    )
    page.click("button[type=reset]")
    wait_for(page, "document.getElementById('address').value.endsWith('/goal?host=ann')")


def test_the_buttons_for_test_events(site, visit):
    site.state(viewers=12)
    page = visit("")
    chat = visit("chat?host=ann")
    page.click("[data-kind=comment]")
    chat.wait_for_selector(".line")
    assert "Hello from the test button" in chat.evaluate(TEXTS)[0]
    page.click("nav button[data-page=battle]")
    page.click("[data-kind=battle]")
    page.frame_locator("#preview").locator(".battle-bar").wait_for()
    site.state(viewers=13)  # the room goes on, and the test stays for a while
    page.wait_for_timeout(300)
    assert page.frame_locator("#preview").locator(".battle-bar").is_visible()


def test_a_page_of_another_site_gets_nothing(site, browser, anyio_backend):
    """A foreign page that knows the address: no picture, no script, no frame, no event, no button."""
    site.publish(comment(1))
    with open_overlay(anyio_backend) as foreign:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{foreign.url}/chat".replace("127.0.0.1", "localhost"))
        outcome = page.evaluate(
            """async (url) => ({
              read: await fetch(url + '/state').then((answer) => answer.status, () => 'refused'),
              post: await fetch(url + '/test', { method: 'POST', mode: 'no-cors', body: '{"kind":"gift"}' })
                .then((answer) => answer.type, () => 'refused'),
              socket: await new Promise((resolve) => {
                const socket = new WebSocket(url.replace('http', 'ws') + '/ws?replay=10');
                socket.onmessage = () => resolve('read'); socket.onerror = () => resolve('refused');
              }),
            })""",
            site.url,
        )
        context.close()
    assert outcome["read"] == "refused"
    assert outcome["socket"] == "refused"
    assert site.hub._recent["ann"].maxlen == 200
    assert len(site.hub._recent["ann"]) == 1


def test_with_a_token(browser, anyio_backend):
    with open_overlay(anyio_backend, rules=AccessRules(token="a-secret-token")) as site:
        page = browser.new_page()
        assert page.goto(f"{site.url}/chat").status == 401
        assert page.goto(f"{site.url}/chat?token=a-secret-token").status == 200
        wait_until(lambda: site.hub.subscribers == 1)
        site.publish(comment(1))
        page.wait_for_selector(".line")
        page.close()
