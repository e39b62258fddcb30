"""``python -m tools.reference`` writes the reference of the events, ``--check`` only compares it."""

import argparse
import sys
from pathlib import Path

from tools.reference.facts import all_facts
from tools.reference.page import page_text
from tools.reference.schema import schema_text

DOCS = Path(__file__).resolve().parents[2] / "docs"


def reference() -> dict[str, str]:
    """Gives the text of every generated page by its name."""
    facts = all_facts()
    return {"events.md": page_text(facts), "events.schema.json": schema_text(facts)}


def drift(pages: dict[str, str]) -> list[str]:
    """Names the pages on disk that differ or are missing."""
    return sorted(
        name
        for name, text in pages.items()
        if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != text
    )


def main() -> int:
    """Runs the command line; 1 means that ``--check`` found a difference."""
    parser = argparse.ArgumentParser(prog="python -m tools.reference", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail and name what differs")
    check = parser.parse_args().check
    pages = reference()
    changed = drift(pages)
    for name in changed:
        print(f"{'differs' if check else 'written'}: docs/{name}")
        if not check:
            (DOCS / name).write_text(pages[name], encoding="utf-8")
    return int(check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
