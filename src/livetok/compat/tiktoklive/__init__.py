"""The callback interface of TikTokLive 4 and 5, on livetok: change the import line, and the program runs.

::

    from livetok.compat.tiktoklive import TikTokLiveClient
    from livetok.compat.tiktoklive.types.events import CommentEvent

Module paths below this one are those of the original. What that README documents is what happens; where it is silent,
release 5.0.8 decides; names of 4.5.2 are understood with a `DeprecationWarning`. The differences stand in
docs/migrating.md.
"""

from livetok.compat.tiktoklive.client.client import TikTokLiveClient

__all__ = ["TikTokLiveClient"]
