"""Who gave how much, from lines of the compact form: python gift_report.py evening.jsonl

`livetok watch @user --compact > evening.jsonl` writes such lines, `livetok replay FILE --compact` too. Lines of several
programs or runs may be thrown together: what is there twice counts once.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path


def gifts_by_giver(lines: Iterable[str]) -> Counter[str]:
    """Diamonds of each giver; a gift counts once, however often its line is there."""
    seen = set[str]()
    diamonds = Counter[str]()
    for line in lines:
        event = json.loads(line)
        if event["type"] == "gift_settled" and event["id"] not in seen:
            seen.add(event["id"])
            gift = event["gift"]
            diamonds[event["user"]["name"]] += gift["count"] * gift.get("diamonds", 0)
    return diamonds


def main(path: str) -> None:
    with Path(path).open(encoding="utf-8") as lines:
        for name, diamonds in gifts_by_giver(lines).most_common():
            print(f"{diamonds:>8} {name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
