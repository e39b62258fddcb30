"""The `livetok` command.

Exit codes: 0 ended normally, 1 anything not listed here, 2 usage, 3 offline or not found, 4 blocked or rate
limited, 5 connection lost, 130 interrupted, 143 terminated. A closed pipe on standard output (`| head`) is a normal
end. An error is printed on standard error, in one line and a hint.
"""

from livetok.cli.program import main, run_program

__all__ = ["main", "run_program"]
