"""Who gave how much, from lines of the compact form: livetok replay evening.livetok --compact | python gift_report.py

Lines of several programs or runs may be thrown together: what is there twice counts once.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable


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


def main() -> None:
    for name, diamonds in gifts_by_giver(sys.stdin).most_common():
        print(f"{diamonds:>8} {name}")


if __name__ == "__main__":
    if sys.stdin.isatty():
        sys.exit(__doc__)
    main()
