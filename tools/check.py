"""Run every check of SofS Desk; ``./check`` prepares the machine and calls this.

Two lanes run side by side: style, types, contracts, the frozen app and the tests that need a screen in one;
all other tests in the other. What measures time or kills processes runs afterwards, alone. Name steps
to run only those: ``./check style types``. Following every line costs a third more time, so coverage is only
taken when it is named: ``./check covered coverage``. The last line counts passed and failed checks; the exit
code is 0 only when none failed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 4000  # seconds for one step, generous for a slow machine; the whole run aims at less than twelve minutes
ROOM = 3 * 1024**3  # bytes free in memory for what tests write; they use a tenth of it
COVERAGE_FLOOR = 80  # percent of lines and branches
_printing = threading.Lock()


@dataclass(frozen=True)
class Step:
    """One thing to run. ``marked`` is a pytest marker expression; empty for a plain command."""

    name: str
    command: tuple[str, ...]
    marked: str = ""
    screen: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a step came to: counts of checks (a plain command counts as one) and seconds taken."""

    step: Step
    passed: int
    failed: int
    seconds: float


def python(*arguments: str) -> tuple[str, ...]:
    """A command run by this environment's Python."""
    return (sys.executable, "-P", *arguments)


def tests(name: str, marked: str, *arguments: str, screen: bool = False) -> Step:
    """A step that runs the tests with a marker."""
    return Step(name, python("-m", "pytest", "-m", marked, *arguments), marked, screen)


# Each worker takes half of the tests as they lie in the files, so that what a file shares is made once; who is done
# early takes from the other. What a test wrote goes when it has passed.
TWO_WORKERS = ("-n", "2", "--dist=worksteal", "--override-ini=tmp_path_retention_policy=failed")
BESIDE = [
    Step("style", python("-m", "ruff", "check", ".")),
    Step("format", python("-m", "ruff", "format", "--check", ".")),
    Step("types", python("-m", "mypy")),
    Step("types of tools", python("-m", "mypy", "--strict", "tools/prepare.py", "tools/check.py")),
    Step("contracts", (str(Path(sys.executable).with_name("lint-imports")),)),
    tests("frozen", "frozen and not slow", "--timeout=3000"),
    tests("display", "display and not slow", screen=True),
]
TESTS = [tests("tests", "not slow and not display and not frozen and not alone", *TWO_WORKERS)]
ALONE = [tests("alone", "alone and not slow and not display and not frozen")]
WHEN_NAMED = [
    tests("covered", "not slow and not display and not frozen", *TWO_WORKERS, "--cov", "--cov-report="),
    Step("coverage", python("-m", "coverage", "report", "--skip-covered", f"--fail-under={COVERAGE_FLOOR}")),
]


def main(names: list[str]) -> int:
    """Run all steps, or those named; 0 when every one passed, 2 for a name that is no step."""
    usual = [step.name for step in [*BESIDE, *TESTS, *ALONE]]
    known = [*usual, *(step.name for step in WHEN_NAMED)]
    if unknown := set(names) - set(known):
        print(f"No such step: {', '.join(sorted(unknown))}. Steps: {', '.join(known)}", file=sys.stderr)
        return 2
    chosen = set(names or usual)
    with tempfile.TemporaryDirectory(prefix="sofs-check-", dir=quick_folder()) as scratch:
        home = Path(scratch)
        home.chmod(0o711)  # some tests and the servers they start are another user: they pass through, and list nothing
        (home / "run").mkdir(mode=0o700)
        with ThreadPoolExecutor(2) as lanes:
            side_by_side = [lanes.submit(run_lane, lane, chosen, home) for lane in (BESIDE, TESTS)]
            outcomes = [outcome for lane in side_by_side for outcome in lane.result()]
        outcomes += run_lane([*ALONE, *WHEN_NAMED], chosen, home)
    return conclude(outcomes)


def quick_folder() -> str | None:
    """A folder in memory, where there is room: waiting for the disk took a third of the tests' time."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or shutil.disk_usage(memory).free < ROOM or os.statvfs(memory).f_flag & os.ST_NOEXEC:
        return None
    return str(memory)


def run_lane(lane: list[Step], chosen: set[str], home: Path) -> list[Outcome]:
    """Run the chosen steps of a lane one after the other."""
    return [run_step(step, home) for step in lane if step.name in chosen]


def run_step(step: Step, home: Path) -> Outcome:
    """Run one step, print what it said and return what it came to."""
    report = home / f"{step.name}.xml"
    command = [*step.command, f"--junitxml={report}"] if step.marked else list(step.command)
    if step.screen and shutil.which("dbus-run-session"):
        command = ["dbus-run-session", "--", *command]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(home / "run")}
    if step in TESTS and quick_folder():
        environment["TMPDIR"] = str(home)
    started = time.monotonic()
    try:
        with screen(environment, home) if step.screen else contextlib.nullcontext():
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=LIMIT,
            )
        said, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        said, code = f"{(late.stdout or b'').decode(errors='replace')}\nStopped after {LIMIT} seconds.\n", 1
    seconds = time.monotonic() - started
    passed, failed = counts(report, code) if step.marked else (int(code == 0), int(code != 0))
    with _printing:
        print(f"\n== {step.name}: {'passed' if not failed else 'FAILED'} in {seconds:.0f} s\n{said}", flush=True)
    return Outcome(step, passed, failed, seconds)


def counts(report: Path, code: int) -> tuple[int, int]:
    """Passed and failed tests of a pytest run; a run that broke off or ran no test counts as one failure."""
    passed = failed = 0
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            failed += bad
            passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    return passed, max(failed, int(code != 0 or passed == 0))


@contextlib.contextmanager
def screen(environment: dict[str, str], home: Path) -> Iterator[None]:
    """A virtual screen with a window manager for the block; elsewhere than on Linux the real one."""
    if not sys.platform.startswith("linux"):
        environment.pop("QT_QPA_PLATFORM")
        yield
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as number:
        environment["DISPLAY"] = f":{number.readline().strip()}"
    environment["QT_QPA_PLATFORM"] = "xcb"
    environment["HOME"] = str(home)
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def conclude(outcomes: list[Outcome]) -> int:
    """Print the table of steps and the closing line; 1 when anything failed."""
    print(f"\n{'step':<16}{'passed':>8}{'failed':>8}{'seconds':>9}")
    for outcome in outcomes:
        print(f"{outcome.step.name:<16}{outcome.passed:>8}{outcome.failed:>8}{outcome.seconds:>9.0f}")
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"\n{sum(outcome.passed for outcome in outcomes)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.platform.startswith("linux") and not shutil.which("Xvfb"):
        print("Start the checks with ./check: it installs what they need.", file=sys.stderr)
        sys.exit(1)
    sys.exit(main(sys.argv[1:]))
