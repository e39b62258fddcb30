"""`python -m livetok` is the command `livetok`."""

from livetok.cli import run_program

if __name__ == "__main__":
    run_program()
