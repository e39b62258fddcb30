"""`livetok gifts @user`: the gifts that can be sent in a room, cheapest first."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from livetok.cli import common
from livetok.cli.text import escaped, harmless

if TYPE_CHECKING:
    from livetok.models import Gift

__all__ = ["add_parser", "run"]


def add_parser(commands: common.Commands) -> None:
    """Declare the command."""
    text = "print the gifts that can be sent in a live room"
    parser = commands.add_parser("gifts", help=text, description=f"{text[0].upper()}{text[1:]}.")
    common.add_connection(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line, and nothing else")


async def run(args: argparse.Namespace) -> int:
    """Print the catalogue, sorted by price.

    Raises:
        RoomError: There is no room to ask about.
        Blocked: TikTok refuses to answer.
        NetworkError: TikTok cannot be reached.
    """
    from random import Random

    from livetok._net.http import open_http
    from livetok._resolver import Resolver
    from livetok._webapi.handles import parse_user
    from livetok.cli.output import open_output
    from livetok.options import Options

    user, options = parse_user(args.user), Options.of(common.connect_options(args))
    async with open_output() as output, open_http(options) as http:
        catalogue = await Resolver(user, 0, options, http, Random()).fetch_gifts()
        gifts = sorted(catalogue.values(), key=lambda gift: (gift.diamonds, gift.id))
        lines = map(_json, gifts) if args.json else _table(gifts)
        await output.write("".join(f"{line}\n" for line in lines))
    return 0


def _table(gifts: list[Gift]) -> list[str]:
    rows = [
        (str(gift.id), f"{gift.diamonds:,}", gift.streakable, harmless(gift.name, limit=60)) for gift in gifts
    ]
    return [
        f"{'id':>19}  {'diamonds':>9}  streak  name",
        *(
            f"{number:>19}  {price:>9}  {'yes' if streak else '-':<6}  {name}"
            for number, price, streak, name in rows
        ),
        f"{len(gifts):,} gifts",
    ]


def _json(gift: Gift) -> str:
    """Return a gift as one line; ids are strings, as all 64-bit numbers."""
    facts = {
        "id": str(gift.id),
        "name": gift.name,
        "describe": gift.describe,
        "diamonds": gift.diamonds,
        "streakable": gift.streakable,
        "images": gift.images,
    }
    return escaped(json.dumps({"type": "gift", "gift": facts}, ensure_ascii=False, separators=(",", ":")))
