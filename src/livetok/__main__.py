"""`python -m livetok` is the command `livetok`."""

import sys

from livetok.cli import main

sys.exit(main())
