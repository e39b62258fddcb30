"""``python -m tools.options`` carries the texts of the options to where they are read, ``--check`` only compares."""

import argparse
import sys
from pathlib import Path

from tools.options.render import rendered

ROOT = Path(__file__).resolve().parents[2]


def drift(root: Path = ROOT) -> dict[str, str]:
    """Gives the files that differ from what they should be, each with its right text."""
    return {
        name: text
        for name, text in rendered(root).items()
        if not (root / name).exists() or (root / name).read_text(encoding="utf-8") != text
    }


def main() -> int:
    """Runs the command line; 1 means that ``--check`` found a difference."""
    parser = argparse.ArgumentParser(prog="python -m tools.options", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail and name what differs")
    check = parser.parse_args().check
    changed = drift()
    for name, text in changed.items():
        print(f"{'differs' if check else 'written'}: {name}")
        if not check:
            (ROOT / name).write_text(text, encoding="utf-8")
    return int(check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
