"""Prints the figures that the README quotes. Figures of different runs or machines do not compare."""

from __future__ import annotations

import argparse
import platform

from benchmarks import decoding, importing


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each contestant has its turn")
    rounds = parser.parse_args().rounds
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}\n")
    decoding.measure(rounds)
    print()
    importing.measure(rounds)


if __name__ == "__main__":
    main()
