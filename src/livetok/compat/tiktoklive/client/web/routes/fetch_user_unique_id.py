"""Handles of user ids, which livetok cannot look up."""

from __future__ import annotations

from livetok.compat.tiktoklive.client.errors import FailedParseAppInfo, FailedResolveUserId
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute

__all__ = ["FailedParseAppInfo", "FailedResolveUserId", "FetchUserUniqueIdRoute"]


class FetchUserUniqueIdRoute(ClientRoute):
    """Not served."""

    async def __call__(self, user_id: int) -> str:
        """Raise.

        Args:
            user_id: The user.

        Raises:
            FailedResolveUserId: Always.
        """
        raise FailedResolveUserId(f"livetok cannot look up user {user_id}: pass the handle instead")
