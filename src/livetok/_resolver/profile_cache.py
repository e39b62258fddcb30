"""Profiles of users, remembered for a while: programs ask for the same few again and again."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import anyio
from attrs import define, field

from livetok._webapi.user_responses import read_profile
from livetok.errors import Detected, LiveError, RoomError

if TYPE_CHECKING:
    from livetok._resolver.web_client import WebClient
    from livetok.models import Profile

__all__ = ["ProfileCache"]

_KEPT_SECONDS: Final = 300.0
_MOST_KEPT: Final = 200


@define
class ProfileCache:
    """Looks profiles up and keeps the clear answers for five minutes, "no such user" included."""

    client: WebClient
    _kept: OrderedDict[str, tuple[float, Profile | LiveError]] = field(
        factory=OrderedDict[str, "tuple[float, Profile | LiveError]"], init=False
    )

    async def fetch(self, user: str) -> Profile:
        """Return a user's profile.

        Raises:
            UserNotFound: There is no such user.
            AgeRestricted: The account is private.
            Blocked: TikTok refuses to answer.
            NetworkError: There was no answer.
        """
        now = anyio.current_time()
        made, result = self._kept.get(user, (-_KEPT_SECONDS, None))
        if result is None or now - made >= _KEPT_SECONDS:
            result = await self._look(user)
            if not isinstance(result, LiveError) or isinstance(result, RoomError):
                self._keep(user, now, result)
        if isinstance(result, LiveError):
            raise result.with_traceback(None)
        return result

    async def _look(self, user: str) -> Profile | LiveError:
        result = await self._ask(user)
        if isinstance(result, Detected) and not self.client.requests.ttwid:
            # TikTok shows the page to clients with a device cookie only: get one, and ask again.
            await self.client.obtain_cookie(user)
            result = await self._ask(user)
        return result

    async def _ask(self, user: str) -> Profile | LiveError:
        return read_profile(await self.client.send(self.client.requests.profile_page(user)), user=user)

    def _keep(self, user: str, now: float, result: Profile | LiveError) -> None:
        self._kept[user] = (now, result)
        self._kept.move_to_end(user)
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
