"""How long programs take to show their first window, one beside the other on this computer.

``compare_start.py NAME=COMMAND …`` starts each command in turn, several rounds, on the screen named by ``DISPLAY``
(needs ``xdotool``), and prints the median and the largest time until a window stands there. The rounds are
interleaved, so that whatever else the computer does falls on all of them alike. The programs compared need not be
part of this project.
"""

from __future__ import annotations

import os
import shlex
import signal
import statistics
import subprocess
import sys
import time

ROUNDS = 7
LONGEST = 60.0
SMALLEST = 200  # pixels; helper windows of 1 by 1 or 10 by 10 do not count


def main(words: list[str]) -> int:
    """Measure the named commands; 2 for wrong use."""
    named = [word.partition("=") for word in words]
    if not named or not all(cut for _, cut, _ in named):
        print("Use: compare_start.py NAME=COMMAND …", file=sys.stderr)
        return 2
    times: dict[str, list[float]] = {name: [] for name, _, _ in named}
    for _ in range(ROUNDS + 1):
        for name, _, command in named:
            times[name].append(first_window(shlex.split(command)))
    for name, found in times.items():
        warm = found[1:]  # the first round reads everything from the disk
        print(
            f"{name:<20} median {statistics.median(warm):6.2f} s   longest {max(warm):6.2f} s   cold {found[0]:6.2f} s"
        )
    return 0


def first_window(command: list[str]) -> float:
    """Seconds from starting the command until a window of it stands on the screen; ends the command again."""
    before = windows()
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while not windows() - before:
            if time.monotonic() - started > LONGEST or process.poll() is not None:
                raise RuntimeError(f"no window: {command[0]}")
            time.sleep(0.005)
        return time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        while windows() - before:
            time.sleep(0.05)


def windows() -> set[str]:
    """Visible windows of a real size."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "."], capture_output=True, text=True
    ).stdout.split()
    return {window for window in found if is_large(window)}


def is_large(window: str) -> bool:
    """Whether a window is more than a helper."""
    shape = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True).stdout
    values = dict(line.split("=", 1) for line in shape.splitlines() if "=" in line)
    return int(values.get("WIDTH", 0)) >= SMALLEST and int(values.get("HEIGHT", 0)) >= SMALLEST


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
