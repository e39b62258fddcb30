"""Handles of user ids."""

from __future__ import annotations

from livetok.compat.tiktoklive.client.errors import FailedParseAppInfo, FailedResolveUserId
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute
from livetok.errors import LiveError, UserNotFound

__all__ = ["FailedParseAppInfo", "FailedResolveUserId", "FetchUserUniqueIdRoute"]


class FetchUserUniqueIdRoute(ClientRoute):
    """Asks the profile page, which TikTok also shows for a user's id."""

    async def __call__(self, user_id: int) -> str:
        """Return the handle of a user.

        Args:
            user_id: The user's id.

        Raises:
            FailedResolveUserId: There is no such user, or the page names nobody else.
            FailedParseAppInfo: The page cannot be had, or holds no data.
        """
        number = str(int(user_id))
        try:
            async with self._web.resolver(unique_id=number) as resolver:
                user = (await resolver.fetch_profile(number)).user
        except UserNotFound as error:
            raise FailedResolveUserId(f"there is no user {number}") from error
        except LiveError as error:
            raise FailedParseAppInfo(f"the profile of user {number} cannot be read: {error}") from error
        if user.unique_id == number:
            raise FailedResolveUserId(f"the profile of user {number} holds no handle")
        return user.unique_id
