"""``python -m tools.release --check [--tag v1.2.3]``: build in dist/, and look at everything. It publishes nothing."""

from __future__ import annotations

import argparse
import sys

from tools.release.facts import ROOT, Mistake, check_changelog, check_version, version
from tools.release.files import build_twice, check_links, check_sdist, check_wheel, run
from tools.release.trial import try_sdist, try_wheel, write_sbom


def check(tag: str) -> None:
    """Looks at everything; the first mistake ends it.

    Args:
        tag: What the release is to be called; empty where there is none yet.
    """
    check_version(tag)
    check_changelog(dated=bool(tag))
    wheel, sdist = build_twice(ROOT / "dist")
    check_wheel(wheel)
    check_sdist(sdist)
    check_links(wheel)
    run(sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist))
    with try_wheel(wheel) as python:
        write_sbom(python, ROOT / "dist" / f"livetok-{version()}.cdx.json")
    try_sdist(sdist)


def main() -> int:
    """Runs the command line; 1 means that something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument("--check", action="store_true", required=True, help="the one thing that is done here")
    parser.add_argument("--tag", default="", help="the tag that is to be pushed, v1.2.3")
    try:
        check(parser.parse_args().tag)
    except Mistake as mistake:
        print(f"not ready: {mistake}", file=sys.stderr)
        return 1
    print(f"livetok {version()} can be released: see dist/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
