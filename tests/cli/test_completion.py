"""Completion: what is offered, and that three shells offer it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from livetok.cli.completion import SHELLS, candidates
from livetok.cli.parser import build_parser


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("wa", ["watch"]),
        ("re", ["record", "replay"]),
        ("--v", ["--version"]),
        ("watch --sec", ["--seconds"]),
        ("watch --backend ", ["trio", "asyncio"]),
        ("watch --backend=as", ["--backend=asyncio"]),
        ("watch @ann --only comment", ["comment", "comment_tray", "comments"]),
        ("watch @ann --only gift,follo", ["gift,follow", "gift,follow_card"]),
        ("record @ann --chat v", ["vtt"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("record @ann -o ", []),
        ("watch @", []),
        ("nonsense --", []),
        ("watch --proxy ", []),
    ],
)
def test_candidates(line, expected):
    assert candidates(line.split(" "), *build_parser()) == expected


def test_every_option_of_every_command_is_offered():
    for command, parser in build_parser()[1].items():
        offered = candidates([command, "--"], *build_parser())
        assert offered == [
            name for action in parser.options() for name in action.option_strings if name[:2] == "--"
        ]


ASK = {
    "bash": """
source script
COMP_WORDS=(livetok {words}) COMP_CWORD={position}
_livetok
printf '%s\\n' "${{COMPREPLY[@]}}"
""",
    "zsh": """
compdef() {{ : }}
_files() {{ print files }}
compadd() {{ shift; print -l -- ${{(P)1}} }}
source ./script
words=(livetok {words}) CURRENT={position_from_1}
_livetok
""",
    "fish": """
source script
complete -C 'livetok {line}'
""",
}


@pytest.mark.parametrize("shell", [*SHELLS])
@pytest.mark.parametrize(
    ("line", "expected"),
    [("simu", ["simulate"]), ("watch --back", ["--backend"]), ("watch --backend a", ["asyncio"])],
)
def test_the_shells(shell, line, expected, tmp_path):
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    program = tmp_path / "livetok"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m livetok "$@"\n')
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    script = subprocess.run(
        [program, "completion", shell], env=environment, capture_output=True, check=True
    ).stdout
    (tmp_path / "script").write_bytes(script)
    words = line.split(" ")
    ask = ASK[shell].format(
        words=" ".join(words), position=len(words), position_from_1=len(words) + 1, line=line
    )
    ran = subprocess.run(
        [shell, "-c", ask],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stdout.split() == expected, ran.stderr
