"""Runs flake8-async on all processors: ``python -m tools.async_rules [OPTION ...] FILE ...``.

It reads each file a dozen times and takes longer than all other judges together; it has no option for that itself.
"""

from __future__ import annotations

import os
import subprocess
import sys

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Judge the files; return 1 when one of the processes found something."""
    options = [argument for argument in arguments if argument.startswith("-")]
    files = [argument for argument in arguments if not argument.startswith("-")]
    count = os.cpu_count() or 1
    running = [
        subprocess.Popen(["flake8-async", *options, *part])
        for part in (files[start::count] for start in range(count))
        if part
    ]
    codes = [process.wait() for process in running]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
