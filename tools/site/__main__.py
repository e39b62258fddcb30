"""``python -m tools.site`` lays the pages out in `.site/docs`, where `zensical.toml` looks for them."""

import sys

from tools.site.layout import ROOT, LinkError, lay_out


def main() -> int:
    """Runs the command line; 1 means that a link leads nowhere."""
    try:
        pages = lay_out(ROOT / ".site" / "docs")
    except LinkError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{pages} pages in .site/docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
