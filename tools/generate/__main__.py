"""``python -m tools.generate`` writes the generated package, ``--check`` only compares it."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.generate.compiler import compile_protos
from tools.generate.emit import emit_package
from tools.generate.names import Names, find_mixins

ROOT = Path(__file__).resolve().parents[2]
PROTO = ROOT / "proto"
PACKAGE = ROOT / "src" / "livetok" / "proto"
MIXINS = ROOT / "src" / "livetok" / "_mixins"


def formatted(sources: dict[str, str]) -> dict[str, str]:
    """Passes all sources through the project's formatter."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sources.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        config = ROOT / "pyproject.toml"
        command = [sys.executable, "-m", "ruff", "format", "--quiet", "--config", str(config), folder]
        subprocess.run(command, check=True)
        return {name: Path(folder, name).read_text(encoding="utf-8") for name in sources}


def generate() -> dict[str, str]:
    """Gives the text of every generated file by its path inside the package."""
    files = compile_protos(PROTO)
    return formatted(emit_package(files, Names(files, find_mixins(MIXINS))))


def drift(sources: dict[str, str]) -> list[str]:
    """Names the files on disk that differ from the sources, are missing, or are left over."""
    present = {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
    }
    return sorted(name for name in sources.keys() | present.keys() if sources.get(name) != present.get(name))


def write(sources: dict[str, str], changed: list[str]) -> None:
    """Brings the files named in ``changed`` in line with the sources."""
    for name in changed:
        path = PACKAGE / name
        if name in sources:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sources[name], encoding="utf-8")
        else:
            path.unlink()


def main() -> int:
    """Runs the command line; 1 means that ``--check`` found a difference."""
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail and name what differs")
    check = parser.parse_args().check
    sources = generate()
    changed = drift(sources)
    for name in changed:
        print(f"{'differs' if check else 'written'}: src/livetok/proto/{name}")
    if not check:
        write(sources, changed)
    return int(check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
