"""From livetok's events to those of the original."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, ClassVar, Final, TypeVar

from attrs import define

from livetok import events as native
from livetok._mixins.event import Event
from livetok._util.json_view import Json
from livetok.compat.tiktoklive.types import events, objects
from livetok.models import HostInfo
from livetok.proto import (
    BadgeStruct,
    BattleBaseUserInfo,
    BattleUserArmies,
    EmoteModel,
    EnvelopeDisplay,
    ImageModel,
    LinkMicArmiesTriggerReason,
    RankUpdate,
    Text,
)
from livetok.proto import User as NativeUser

__all__ = ["Converter", "gifts_of"]

_I = TypeVar("_I", bound=objects.TikTokImage)

_STRING_PIECE: Final = 1


@define(eq=False)
class Converter:
    """Makes the events of one client.

    Attributes:
        fetch: Fetches a picture.
        gifts: The gift list, empty unless asked for.
        host: Who broadcasts.
    """

    fetch: Callable[[str], Awaitable[bytes]]
    gifts: Callable[[], Mapping[int, objects.GiftDetailed]]
    host: Callable[[], HostInfo]

    def convert(self, event: Event) -> events.AbstractEvent | None:
        """Return what stands for an event, None for those that the original has nothing like.

        Raises:
            DecodeError: A part of the message that is needed is damaged.
        """
        kind = next((cls for cls in type(event).__mro__ if cls in self._RULES or cls in _SILENT), None)
        if kind in _SILENT:
            return None
        made = self._other(event) if kind is None else self._RULES[kind](self, event)
        if type(event) is not native.UnknownEvent:
            made.carry(event)
        return made

    # --- events

    def _other(self, event: Event) -> events.UnknownEvent:
        return events.UnknownEvent(type=event.meta.method, binary=bytes(event))

    def _unknown(self, event: native.UnknownEvent) -> events.UnknownEvent:
        return events.UnknownEvent(type=event.method, binary=event.payload)

    def _connect(self, _: native.ConnectEvent) -> events.ConnectEvent:
        return events.ConnectEvent()

    def _live_end(self, _: native.LiveEndEvent) -> events.LiveEndEvent:
        return events.LiveEndEvent()

    def _like(self, event: native.LikeEvent) -> events.LikeEvent:
        return events.LikeEvent(
            user=self.user(event.user), likes=event.count, total_likes=event.total, **_shown(event)
        )

    def _join(self, event: native.JoinEvent) -> events.JoinEvent:
        return events.JoinEvent(
            user=self.user(event.user),
            total_viewers=event.member_count,
            action_id=int(event.action),
            **_shown(event),
        )

    def _follow(self, event: native.FollowEvent) -> events.FollowEvent:
        followers = event.follow_count
        return events.FollowEvent(user=self.user(event.user), total_followers=followers, **_shown(event))

    def _share(self, event: native.ShareEvent) -> events.ShareEvent:
        return events.ShareEvent(user=self.user(event.user), **_shown(event))

    def _more_share(self, event: native.MoreShareEvent) -> events.MoreShareEvent:
        return events.MoreShareEvent(user=self.user(event.user), **_shown(event))

    def _viewers(self, event: native.ViewerUpdateEvent) -> events.ViewerUpdateEvent:
        top = [
            objects.TopViewer(
                coins_given=rank.score,
                rank=rank.rank,
                user=self.user(rank.user) if rank.has("user") else None,
            )
            for rank in event.ranks
        ]
        return events.ViewerUpdateEvent(viewer_count=event.total, top_viewers=top)

    def _comment(self, event: native.CommentEvent) -> events.CommentEvent:
        mentioned = event.mention_users or ([event.at_user] if event.has("at_user") else [])
        return events.CommentEvent(
            user=self.user(event.user),
            comment=event.content,
            mentions=[self.user(user) for user in mentioned],
            images=[
                objects.ChatImage(position=emote.index, image=self.image(emote.emote.image))
                for emote in event.emotes
            ],
            language=event.content_language,
        )

    def _gift(self, event: native.GiftEvent) -> events.GiftEvent:
        gift_id = event.gift_id or event.gift.id
        info = objects.GiftInfo(
            image=self.image(event.gift.image),
            description=event.gift.describe,
            type=event.gift.type if event.has("gift") else None,
            diamond_count=event.gift.diamond_count,
            name=event.gift.name,
        )
        recipient = objects.GiftRecipient(
            timestamp=event.monitor_info.send_gift_send_message_success_ms,
            user_id=event.to_user.id or event.monitor_info.to_user_id,
        )
        gift = objects.Gift(
            id=gift_id,
            count=event.repeat_count,
            repeat_end=event.repeat_end,
            info=info,
            recipient=recipient,
            detailed=self.gifts().get(gift_id),
        )
        return events.GiftEvent(user=self.user(event.user), gift=gift)

    def _question(self, event: native.QuestionNewEvent) -> events.QuestionEvent:
        return events.QuestionEvent(question=event.data.content, user=self.user(event.data.user))

    def _emote(self, event: native.EmoteEvent) -> events.EmoteEvent:
        emote = event.emote_list[-1] if event.emote_list else EmoteModel()
        return events.EmoteEvent(
            user=self.user(event.user),
            emote=objects.Emote(
                emote_id=emote.emote_id, image=self._filled(objects.EmoteImage(), emote.image)
            ),
        )

    def _envelope(self, event: native.EnvelopeEvent) -> events.AbstractEvent:
        if event.display == EnvelopeDisplay.HIDE:  # it is gone
            return self._other(event)
        info = event.envelope_info
        shown = self._user_in(event.common.display_text)
        named = objects.User(
            user_id=int(info.send_user_id) if info.send_user_id.isdecimal() else 0,
            nickname=info.send_user_name,
        )
        data = objects.TreasureBoxData(
            coins=info.diamond_count, openable=info.people_count, timestamp=info.unpack_at
        )
        return events.EnvelopeEvent(treasure_box_data=data, treasure_box_user=shown or named)

    def _subscribe(self, event: native.SubscribeEvent) -> events.SubscribeEvent:
        return events.SubscribeEvent(
            user=self.user(event.user),
            exhibition_type=int(event.exhibition_type),
            subscribe_type=int(event.subscribe_type),
            old_subscribe_status=int(event.old_subscribe_status),
            subscribing_status=int(event.subscribing_status),
        )

    def _ranking(self, event: native.RankingUpdateEvent) -> events.RankingUpdateEvent:
        update = event.updates[-1] if event.updates else RankUpdate()
        made = self._ranking_text(update.default_content)
        made.rank = update.own_rank or made.rank
        return made

    def _hourly(self, event: native.HourlyRankEvent) -> events.RankingUpdateEvent:
        return self._ranking_text(event.data.rankings)

    def _ranking_text(self, text: Text) -> events.RankingUpdateEvent:
        details = [objects.ValueLabel(value=piece.string_value, data=piece.type) for piece in text.pieces]
        return events.RankingUpdateEvent(
            type=text.key,
            label=text.default_pattern,
            details=details,
            extra=objects.ExtraRankData(colour=text.default_format.color, id=text.default_format.weight),
            rank=_rank_in(text),
            user=self._host(),
        )

    def _user_ranking(self, event: native.UserRankingUpdateEvent) -> events.UserRankingUpdateEvent:
        text = event.other_get_badge_msg
        return events.UserRankingUpdateEvent(
            type=text.key,
            label=text.default_pattern,
            user=self._user_in(text) or objects.User(user_id=event.cur_user_id),
            rank=_rank_in(text) or event.owner_idx_after_update,
        )

    def _intro(self, event: native.IntroMessageEvent) -> events.IntroMessageEvent:
        return events.IntroMessageEvent(
            room_id=event.meta.room_id,
            message=event.content,
            streamer=self.user(event.user),
            language=event.content_language,
        )

    def _battle_start(self, event: native.MicBattleStartEvent) -> events.MicBattleStartEvent:
        return events.MicBattleStartEvent(
            battle_users=[self._host_of(anchor.value.user) for anchor in event.anchors_info]
        )

    def _battle_end(self, event: native.MicBattleEndEvent) -> events.MicBattleUpdateEvent:
        armies = [self._army(army.key, army.value) for army in event.armies]
        return events.MicBattleUpdateEvent(battle_status=2, battle_armies=armies)

    def _battle_update(self, event: native.MicBattleUpdateEvent) -> events.MicBattleUpdateEvent:
        over = event.trigger_reason == LinkMicArmiesTriggerReason.BATTLE_END
        armies = [self._army(host_id, army) for host_id, army in event.armies.items()]
        return events.MicBattleUpdateEvent(battle_status=2 if over else 1, battle_armies=armies)

    _RULES: ClassVar[dict[type, Callable[..., events.AbstractEvent]]] = {
        native.LikeEvent: _like,
        native.JoinEvent: _join,
        native.FollowEvent: _follow,
        native.ShareEvent: _share,
        native.MoreShareEvent: _more_share,
        native.ViewerUpdateEvent: _viewers,
        native.CommentEvent: _comment,
        native.GiftEvent: _gift,
        native.QuestionNewEvent: _question,
        native.EmoteEvent: _emote,
        native.EnvelopeEvent: _envelope,
        native.SubscribeEvent: _subscribe,
        native.RankingUpdateEvent: _ranking,
        native.HourlyRankEvent: _hourly,
        native.UserRankingUpdateEvent: _user_ranking,
        native.IntroMessageEvent: _intro,
        native.MicBattleStartEvent: _battle_start,
        native.MicBattleEndEvent: _battle_end,
        native.MicBattleUpdateEvent: _battle_update,
        native.ConnectEvent: _connect,
        native.LiveEndEvent: _live_end,
        native.UnknownEvent: _unknown,
    }

    # --- objects

    def user(self, user: NativeUser) -> objects.User:
        """Make a user."""
        follow = user.follow_info
        return objects.User(
            user_id=user.id,
            nickname=user.nickname,
            avatar=self.image(user.avatar_thumb),
            unique_id=user.unique_id,
            sec_uid=user.sec_uid,
            info=objects.UserInfo(
                following=follow.following_count,
                followers=follow.follower_count,
                follow_role=follow.follow_status if user.has("follow_info") else None,
            ),
            badges=[self._badge(badge) for badge in user.badge_list],
        )

    def image(self, image: ImageModel) -> objects.TikTokImage:
        """Make a picture."""
        return self._filled(objects.TikTokImage(), image)

    def _filled(self, picture: _I, image: ImageModel) -> _I:
        picture.urls = list(image.url_list)
        picture.uri = image.uri
        picture.fetch_with(self.fetch)
        return picture

    def _badge(self, badge: BadgeStruct) -> objects.Badge:
        return objects.Badge(
            badge_scene_type=int(badge.scene_type),
            image=self.image(badge.picture),
            label=badge.text.key or badge.combine.text.key,
            name=badge.label or (str(badge.level) if badge.level else ""),
        )

    def _host(self) -> objects.User:
        host = self.host()
        urls = [url for url in (host.avatar_thumb, host.avatar_large) if url]
        avatar = self.image(ImageModel(url_list=urls))
        info = objects.UserInfo(following=host.following_count, followers=host.follower_count)
        return objects.User(
            user_id=host.id,
            nickname=host.nickname,
            unique_id=host.unique_id,
            sec_uid=host.sec_uid,
            avatar=avatar,
            info=info,
        )

    def _host_of(self, user: BattleBaseUserInfo) -> objects.LinkUser:
        avatar = self.image(user.avatar_thumb)
        return objects.LinkUser(
            user_id=user.user_id, nickname=user.nick_name, avatar=avatar, unique_id=user.display_id
        )

    def _army(self, host_id: int, army: BattleUserArmies) -> objects.BattleArmy:
        participants = [
            objects.User(
                user_id=member.user_id, nickname=member.nickname, avatar=self.image(member.avatar_thumb)
            )
            for member in army.user_armies
        ]
        return objects.BattleArmy(host_user_id=host_id, points=army.host_score, participants=participants)

    def _user_in(self, text: Text) -> objects.User | None:
        users = (piece.user_value.user for piece in text.pieces if piece.has("user_value"))
        return next((self.user(user) for user in users if user), None)


def _shown(event: Any) -> dict[str, str]:
    text: Text = event.common.display_text
    return {"display_type": text.key, "label": text.default_pattern}


def _rank_in(text: Text) -> int:
    pieces = (piece.string_value for piece in text.pieces if piece.type == _STRING_PIECE)
    return next((int(text) for text in pieces if text.isascii() and text.isdecimal()), 0)


# What livetok says of itself, and what follows from other events.
_SILENT: Final[frozenset[type]] = frozenset(
    {
        native.DisconnectEvent,
        native.ReconnectEvent,
        native.LaggedEvent,
        native.RoomErrorEvent,
        native.GiftSettledEvent,
        native.UndecodedEvent,
        *(getattr(native, name) for name in native.__all__ if name.startswith("Recording")),
    }
)


def gifts_of(catalogue: Iterable[dict[str, Any]]) -> dict[int, objects.GiftDetailed]:
    """Make the gift list out of TikTok's JSON, by gift id; what is no gift is left out."""
    return {gift.id: gift for gift in map(_gift_of, map(Json, catalogue)) if gift.id}


def _gift_of(gift: Json) -> objects.GiftDetailed:
    icon = gift["icon"]
    flags = (
        "combo", "can_put_in_gift_box", "is_box_gift", "is_broadcast_gift", "is_displayed_on_panel",
        "is_random_gift", "is_gray", "notify",
    )  # fmt: skip
    numbers = ("type", "diamond_count", "duration", "primary_effect_id", "gift_scene")
    return objects.GiftDetailed(
        id=gift.integer("id_str", "id"),
        name=gift.text("name"),
        description=gift.text("describe"),
        event_name=gift.text("event_name"),
        for_link_mic=gift.flag("for_linkmic"),
        icon=objects.GiftIcon(
            urls=[url.value for url in icon["url_list"].items if isinstance(url.value, str)],
            uri=icon.text("uri"),
            avg_color=icon.text("avg_color"),
            is_animated=icon.flag("is_animated"),
        ),
        **{name: gift.integer(name) for name in numbers},
        **{name: gift.flag(name) for name in flags},
    )
