"""Helpers on users, badges, pictures, texts and comments."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livetok import CommentEvent, GiftEvent, MoreShareEvent, User, proto
from livetok._codec.message import spec_of
from livetok.proto import (
    BadgeSceneType,
    BadgeStruct,
    BadgeText,
    CombineBadgeStruct,
    CommonMessageData,
    EmoteModel,
    EmoteWithIndex,
    FansClubInfo,
    FollowInfo,
    Gift,
    ImageBadge,
    ImageModel,
    PatternRef,
    PrivilegeLogExtra,
    StringBadge,
    SubscribeInfo,
    Text,
    TextBadge,
    TextPiece,
    TextPieceGift,
    TextPieceHeart,
    TextPieceImage,
    TextPiecePatternRef,
    TextPieceUser,
    UserAttr,
)
from support.recorded import captures

HELPED = [getattr(proto, name) for name in dir(proto) if hasattr(getattr(proto, name), "__mro__")]
HELPED = [
    message_class
    for message_class in HELPED
    if any(base.__name__.endswith("Mixin") for base in message_class.__mro__)
]


def badge(scene: int = 0, *addresses: str, level: str = "") -> BadgeStruct:
    image = ImageBadge(image=ImageModel(url_list=list(addresses))) if addresses else None
    return BadgeStruct(
        scene_type=BadgeSceneType(scene), image=image, privilege_log_extra=PrivilegeLogExtra(level=level)
    )


def test_there_are_helpers():
    assert {message_class.__name__ for message_class in HELPED} >= {
        "User",
        "Text",
        "GiftEvent",
        "CommentEvent",
        "BadgeStruct",
    }


@pytest.mark.parametrize("helped", HELPED, ids=lambda message_class: message_class.__name__)
def test_no_helper_has_the_name_of_a_field(helped: type):
    mixins = [base for base in helped.__mro__ if base.__module__.startswith("livetok._mixins")]
    names = set(chain.from_iterable(vars(base) for base in mixins if base.__name__ != "Event"))
    fields = {field.name for field in spec_of(helped).fields}
    assert {name for name in names & fields if not name.startswith("__")} == set()


@pytest.mark.parametrize("helped", HELPED, ids=lambda message_class: message_class.__name__)
def test_helpers_answer_when_nothing_is_known(helped: type):
    for empty in (helped(), helped.parse(b""), helped.absent()):
        for name in chain.from_iterable(
            vars(base) for base in helped.__mro__ if base.__name__.endswith("Mixin")
        ):
            if not name.startswith("_") and name != "dissect":
                getattr(empty, name)


# --- users


def test_a_user_of_whom_nothing_is_known():
    user = CommentEvent().user
    assert (user.unique_id, user.nickname, user.avatar_url, user.avatar_urls) == ("", "", "", ())
    assert not (user.is_moderator)
    assert not (user.is_subscriber)
    assert not (user.is_friend)
    assert (user.gifter_level, user.member_level, user.top_gifter_rank) == (0, 0, 0)
    assert user.badges(BadgeSceneType.ADMIN) == []


@pytest.mark.parametrize(
    "user",
    [
        User(user_attr=UserAttr(is_admin=True)),
        User(user_attr=UserAttr(is_super_admin=True)),
        User(badge_list=[badge(8), badge(BadgeSceneType.ADMIN)]),
        User(badge_list=[BadgeStruct(text=TextBadge(key="pm_mt_moderator_im"))]),
    ],
    ids=["admin", "super admin", "badge", "key"],
)
def test_moderators(user: User):
    assert user.is_moderator
    assert not user.is_subscriber


@pytest.mark.parametrize(
    "user",
    [
        User(is_subscribe=True),
        User(subscribe_info=SubscribeInfo(is_subscribed_to_anchor=True)),
        User(badge_list=[badge(BadgeSceneType.SUBSCRIBER)]),
        User(badge_list=[badge(BadgeSceneType.NEW_SUBSCRIBER)]),
        User(badge_list=[badge(0, "https://p16.example/webcast/sub_123.png")]),
    ],
    ids=["flag", "info", "badge", "new", "address"],
)
def test_subscribers(user: User):
    assert user.is_subscriber
    assert not user.is_moderator


@pytest.mark.parametrize(("status", "friend"), [(0, False), (1, False), (2, True), (3, False)])
def test_friends_follow_each_other(status: int, friend: bool):
    assert User(follow_info=FollowInfo(follow_status=status)).is_friend is friend


@pytest.mark.parametrize(
    ("shown", "level"),
    [
        (badge(8, level="27"), 27),
        (badge(8, "https://p16.example/grade_badge_icon_lite_lv15_v1.png"), 15),
        (badge(8, "https://p16.example/grade_badge_icon_lite_lv15_v1.png", level="oops"), 15),
        (badge(8, level="٣"), 0),
        (badge(8, level="-4"), 0),
        (badge(8, level="9" * 5000), 0),
        (badge(4, level="27"), 0),
        (badge(8), 0),
    ],
)
def test_gifter_levels(shown: BadgeStruct, level: int):
    assert User(badge_list=[shown]).gifter_level == level


def test_member_levels():
    by_picture = badge(BadgeSceneType.FANS, "https://p16.example/fans_badge_icon_lv9_v0.png")
    assert User(badge_list=[badge(10, level="3")]).member_level == 3
    assert User(badge_list=[by_picture]).member_level == 9
    assert User(badge_list=[by_picture], fans_club_info=FansClubInfo(fans_level=12)).member_level == 12
    assert User(fans_club_info=FansClubInfo(fans_level=-1)).member_level == 0


def test_top_gifters():
    address = "https://p16.example/webcast/ranklist_top_gifter_{}.png~tplv"
    assert User(badge_list=[badge(6, address.format(3))]).top_gifter_rank == 3
    assert User(badge_list=[badge(6, address.format("x"))]).top_gifter_rank == 0
    assert User(badge_list=[badge(1, address.format(3))]).top_gifter_rank == 0


def test_badges_by_kind():
    user = User(badge_list=[badge(1), badge(8, level="2"), badge(8, level="5")])
    assert [badge.level for badge in user.badges(BadgeSceneType.USER_GRADE)] == [2, 5]
    assert len(user.badges(BadgeSceneType.USER_GRADE, BadgeSceneType.ADMIN)) == 3
    assert user.badges() == []


def test_the_largest_avatar_comes_first():
    small, large = ImageModel(url_list=["s1", "s2"]), ImageModel(url_list=["", "l1"])
    assert User(avatar_thumb=small, avatar_large=large).avatar_urls == ("l1", "s1", "s2")
    assert User(avatar_thumb=small, avatar_large=large).avatar_url == "l1"
    assert User(avatar_medium=small).avatar_url == "s1"


@pytest.mark.parametrize(("addresses", "url"), [([], ""), ([""], ""), (["a", "b"], "a"), (["", "b"], "b")])
def test_pictures(addresses: list[str], url: str):
    assert ImageModel(url_list=addresses).url == url


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        (BadgeStruct(combine=CombineBadgeStruct(str="12")), "12"),
        (BadgeStruct(combine=CombineBadgeStruct(text=BadgeText(default_pattern="New"))), "New"),
        (BadgeStruct(str=StringBadge(str="Top")), "Top"),
        (BadgeStruct(text=TextBadge(default_pattern="Moderator")), "Moderator"),
        (badge(1, "picture"), ""),
    ],
)
def test_labels_of_badges(shown: BadgeStruct, label: str):
    assert shown.label == label


def test_pictures_of_badges():
    assert badge(1, "a", "b").picture.url == "a"
    assert BadgeStruct(combine=CombineBadgeStruct(icon=ImageModel(url_list=["c"]))).picture.url == "c"
    assert BadgeStruct().picture.url == ""


# --- texts

MILA = TextPiece(type=11, user_value=TextPieceUser(user=User(nickname="Mila", display_id="mila")))
NAMELESS = TextPiece(type=11, user_value=TextPieceUser(user=User(display_id="mila")))
ROSE = TextPiece(type=12, gift_value=TextPieceGift(gift_id=5655, name_ref=PatternRef(default_pattern="Rose")))
FIVE = TextPiece(type=1, string_value="5")
HEART = TextPiece(heart_value=TextPieceHeart(color="red"))
PICTURE = TextPiece(image_value=TextPieceImage(image=ImageModel(url_list=["a"])))
REFERENCE = TextPiece(pattern_ref_value=TextPiecePatternRef(key="k", default_pattern="Gaming"))


@pytest.mark.parametrize(
    ("pattern", "pieces", "rendered"),
    [
        ("{0:user} liked the LIVE", [MILA], "Mila liked the LIVE"),
        ("{0:user} sent {1:gift} x {2:string}", [MILA, ROSE, FIVE], "Mila sent Rose x 5"),
        ("{2:string} {1:gift} {0:user}", [MILA, ROSE, FIVE], "5 Rose Mila"),
        ("{0} and {0}", [NAMELESS], "mila and mila"),
        ("a box with {0:image} x {1:string}", [PICTURE, FIVE], "a box with  x 5"),
        ("{0:heart}{1:pattern}", [HEART, REFERENCE], "Gaming"),
        ("{0:user} joined", [], " joined"),
        ("{7:user} joined", [MILA], " joined"),
        ("{0:user} joined", [TextPiece()], " joined"),
        ("100 % {x} {} {-1} {0", [MILA], "100 % {x} {} {-1} {0"),
        ("no placeholder", [MILA], "no placeholder"),
        ("", [MILA, HEART, FIVE], "Mila 5"),
        ("", [], ""),
        ("{0}", [TextPiece(string_value="{1}"), FIVE], "{1}"),
        ("{\u0660}", [FIVE], "{\u0660}"),
    ],
)
def test_texts(pattern: str, pieces: list[TextPiece], rendered: str):
    assert Text(default_pattern=pattern, pieces=pieces).rendered == rendered


def test_a_hostile_pattern_does_not_unfold():
    long = TextPiece(string_value="x" * 1_000_000)
    assert len(Text(default_pattern="{0}" * 10_000, pieces=[long]).rendered) < 200_000
    assert len(Text(pieces=[long] * 10_000).rendered) < 200_000


@given(
    st.text(alphabet="{}0123:usergift ٣", max_size=60),
    st.lists(st.sampled_from([MILA, ROSE, FIVE]), max_size=3),
)
def test_any_pattern_is_rendered(pattern: str, pieces: list[TextPiece]):
    assert isinstance(Text(default_pattern=pattern, pieces=pieces).rendered, str)


@pytest.mark.parametrize(
    ("key", "amount"),
    [
        ("pm_mt_guidance_viewer_5_share", 5),
        ("pm_mt_guidance_viewer_100_share", 100),
        ("pm_mt_guidance_share", 0),
        ("", 0),
        ("pm_mt_guidance_viewer_" + "9" * 5000 + "_share", 0),
        ("pm_2_guidance_viewer_5_share", 5),
        ("PM_MT_GUIDANCE_VIEWER_10_SHARE", 10),
    ],
)
def test_how_many_came_through_a_share(key: str, amount: int):
    event = MoreShareEvent(common=CommonMessageData(display_text=Text(key=key)))
    assert event.amount == amount


# --- comments


def comment(content: str, **emotes: int) -> CommentEvent:
    placed = [EmoteWithIndex(index=place, emote=EmoteModel(emote_id=name)) for name, place in emotes.items()]
    return CommentEvent(content=content, emotes=placed)


def read(event: CommentEvent) -> list[str]:
    return [part if isinstance(part, str) else f"<{part.emote_id}>" for part in event.parts]


@pytest.mark.parametrize(
    ("event", "parts"),
    [
        (comment("hello"), ["hello"]),
        (comment(""), []),
        (comment("", wave=0), ["<wave>"]),
        (comment("hello", wave=0), ["<wave>", "hello"]),
        (comment("hello", wave=5), ["hello", "<wave>"]),
        (comment("hello you", wave=6, heart=0, fire=6), ["<heart>", "hello ", "<wave>", "<fire>", "you"]),
        (comment("hi", wave=99, heart=-3), ["<heart>", "hi", "<wave>"]),
        (comment("🎁🎁", wave=1), ["🎁", "<wave>", "🎁"]),
    ],
)
def test_comments_with_emotes(event: CommentEvent, parts: list[str]):
    assert read(event) == parts


@given(st.text(max_size=20), st.lists(st.integers(-(2**31), 2**31 - 1), max_size=5))
def test_no_text_and_no_emote_is_lost(content: str, places: list[int]):
    event = comment(content, **{f"e{number}": place for number, place in enumerate(places)})
    assert "".join(part for part in event.parts if isinstance(part, str)) == content
    assert sum(isinstance(part, EmoteModel) for part in event.parts) == len(places)


# --- gifts


def test_gifts_by_hand():
    rose = Gift(type=1, diamond_count=5)
    running = GiftEvent(gift=rose, repeat_count=3)
    assert (running.streak_over, running.is_single, running.delta, running.diamonds) == (False, False, 3, 15)
    assert GiftEvent(gift=rose, repeat_count=3, repeat_end=1).streak_over
    assert GiftEvent(gift=Gift(type=2)).streak_over
    assert not GiftEvent().streak_over
    assert (GiftEvent().delta, GiftEvent().diamonds) == (1, 0)


# --- real ones


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_helpers_on_real_messages():
    comments = [CommentEvent.parse(capture.payload) for capture in captures() if capture.cls is CommentEvent]
    users = [event.user for event in comments]
    assert all(user.avatar_url.startswith("https://") and user.unique_id for user in users)
    assert {level for user in users if (level := user.gifter_level)} >= {1, 5, 12}
    assert any(user.is_moderator for user in users)
    assert any(user.member_level for user in users)
    gifts = [GiftEvent.parse(capture.payload) for capture in captures() if capture.cls is GiftEvent]
    lines = [event.common.display_text.rendered for event in gifts]
    assert all(f"{event.user.nickname} sent " in line for event, line in zip(gifts, lines, strict=True))
