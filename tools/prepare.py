"""Make this copy of SofS Desk ready to run or to check. Standard library only; quick when nothing is
missing.

``prepare.py app`` readies the app, ``prepare.py dev`` readies the checks as well. It makes ``.venv``
beside this folder, installs the versions locked in ``requirements/`` (only ready-made wheels, each
compared with its hash) and, on Debian and Ubuntu, the system libraries Qt needs. Where it may not install
something it prints the command that a person with the right to do so can type, and ends with 1.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")

# Comes without a wheel; it is plain Python, and its source is checked against its hash like everything else.
ONLY_AS_SOURCE = "pymeeus,wsgidav"

# What Qt loads on Linux: the file it looks for, and the Debian and Ubuntu package that holds it.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libcups.so.2": "libcups2",
}
# What the checks call: the command, and the package that holds it.
CHECK_COMMANDS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "dbus-run-session": "dbus-daemon",
    "dbus-launch": "dbus-x11",
    "strace": "strace",
    "objdump": "binutils",
    "git": "git",
    "apache2": "apache2-bin",
    "sshd": "openssh-server",
    "node": "nodejs",
    "npm": "npm",
}
# The FHIR server that deliveries are tested against: node packages, locked in its folder, installed beside Python's.
FHIR_SERVER = ROOT / "tests" / "servers" / "fhir"


class CannotPrepare(Exception):
    """Something is missing that may not be installed from here; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Prepare for ``app`` or ``dev``; 0 when ready, 1 with one plain message when not, 2 for wrong use."""
    if arguments not in (["app"], ["dev"]):
        print("Use: prepare.py app | dev", file=sys.stderr)
        return 2
    checks = arguments == ["dev"]
    try:
        if sys.platform.startswith("linux"):
            prepare_system(checks)
        prepare_environment("dev" if checks else "app")
        if checks:
            prepare_fhir_server()
    except CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def prepare_system(checks: bool) -> None:
    """Install the system packages that are missing; nothing happens when none is."""
    needed = missing_packages(OFFSCREEN_LIBRARIES)
    for_window = missing_packages(WINDOW_LIBRARIES)
    if checks:
        for_window += [package for command, package in CHECK_COMMANDS.items() if not has_command(command)]
        if not shared_python():
            for_window.append(f"libpython3.{sys.version_info.minor}")
    if not (needed or for_window):
        return
    if may_install():
        install_packages(sorted({*needed, *for_window}))
    elif needed or checks or has_screen():
        raise CannotPrepare(how_to_install(sorted({*needed, *for_window})))


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Packages of those libraries that the loader cannot find."""
    missing = []
    for name, package in libraries.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(package)
    return missing


def has_command(name: str) -> bool:
    """Whether a command is there; servers lie where only the administrator's path leads."""
    return bool(shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin"))


def shared_python() -> bool:
    """Whether this Python's shared library is there: freezing the app needs it."""
    name = f"libpython3.{sys.version_info.minor}.so.1.0"
    if (Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib") / name).exists():
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_screen() -> bool:
    """Whether a window can be opened here."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def as_administrator() -> list[str]:
    """The words before a command that make it run as administrator without asking for a password."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def may_install() -> bool:
    """Whether system packages may be installed from here without asking anybody anything."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        return True
    return bool(shutil.which("sudo")) and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


def install_packages(packages: list[str]) -> None:
    """Install system packages, refreshing the package lists first."""
    print("Installing system packages: " + ", ".join(packages), flush=True)
    quiet = [
        *as_administrator(),
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
    ]
    updated = subprocess.run([*quiet, "update"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    install = [*quiet, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(install, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        print(updated.stderr + done.stderr, file=sys.stderr)
        raise CannotPrepare(how_to_install(packages))


def how_to_install(packages: list[str]) -> str:
    """The plain message for somebody who may install system packages."""
    if not shutil.which("apt-get"):
        return (
            "Some system libraries are missing. On Debian and Ubuntu they are called: "
            f"{' '.join(packages)}. Install what your system calls them, then start again."
        )
    return (
        "Some system packages are missing and may not be installed from here. Ask an administrator to type:\n"
        f"  sudo apt-get update && sudo apt-get install -y {' '.join(map(shlex.quote, packages))}\n"
        "Then start again. Nothing else was changed."
    )


def prepare_environment(kind: str) -> None:
    """Bring ``.venv`` to the versions locked for ``kind`` (app or dev)."""
    if not environment_works():
        make_environment()
    lock = ROOT / "requirements" / f"{kind}.lock"
    wanted = stamp_of(lock)
    if stamped(kind) != wanted:
        install_locked(lock, kind)
    link_tree()
    (VENV / f"sofs-{kind}.stamp").write_text(wanted, encoding="utf-8")


def environment_works() -> bool:
    """Whether ``.venv`` holds a Python of this version that starts and has pip."""
    if not PYTHON.exists():
        return False
    question = "import sys, importlib.util as u; print(*sys.version_info[:2], bool(u.find_spec('pip')))"
    answer = subprocess.run([PYTHON, "-I", "-c", question], capture_output=True, text=True)
    return answer.stdout.split() == [*map(str, sys.version_info[:2]), "True"]


def make_environment() -> None:
    """Make ``.venv`` anew."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not may_install():
            raise CannotPrepare(how_to_install([package]))
        install_packages([package])
    print("Making the app's own Python environment in .venv", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        print(made.stdout + made.stderr, file=sys.stderr)
        raise CannotPrepare("The environment .venv could not be made; the lines above say why.")


def stamp_of(lock: Path) -> str:
    """A name for exactly these locked versions on exactly this Python."""
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version_info[:3]}"


def stamped(kind: str) -> str:
    """The stamp of what ``.venv`` holds; empty when nothing was installed for ``kind``."""
    stamp = VENV / f"sofs-{kind}.stamp"
    return stamp.read_text(encoding="utf-8") if stamp.exists() else ""


def install_locked(lock: Path, kind: str) -> None:
    """Install the locked versions, wheels only, each checked against its hash."""
    purpose = "the app" if kind == "app" else "the app and its checks"
    print(f"Installing what {purpose} needs into .venv (once; this can take some minutes)", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--only-binary", ":all:", "--no-binary", ONLY_AS_SOURCE, "--require-hashes", "-r", str(lock)]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run(command, env=environment).returncode:
        raise CannotPrepare(
            "Some Python packages could not be installed; the lines above say which. "
            "Check the network connection, then start again."
        )


def prepare_fhir_server() -> None:
    """Install the FHIR test server's packages as locked; without them its tests are skipped, and nothing else."""
    npm = shutil.which("npm")
    lock = FHIR_SERVER / "package-lock.json"
    home = VENV / "fhir-server"
    stamp, wanted = home / "stamp", hashlib.sha256(lock.read_bytes()).hexdigest()
    if npm is None or (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        return
    print("Installing the FHIR server that deliveries are tested against", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FHIR_SERVER / name, home / name)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    done = subprocess.run(command, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr + "\nIt could not be installed; its tests are skipped.", file=sys.stderr)
        return
    stamp.write_text(wanted, encoding="utf-8")


def link_tree() -> None:
    """Let ``.venv`` run this folder's code: a path file, and the command ``sofs-desk``."""
    paths = sysconfig.get_paths("nt_venv" if WINDOWS else "posix_venv", vars={"base": str(VENV), "platbase": str(VENV)})
    write_changed(Path(paths["purelib"]) / "sofs_desk_tree.pth", f"{ROOT}\n")
    if WINDOWS:
        write_changed(SCRIPTS / "sofs-desk.cmd", f'@"{PYTHON}" -P -m sofs_desk %*\n')
        return
    command = SCRIPTS / "sofs-desk"
    write_changed(command, f'#!/bin/sh\nexec "{PYTHON}" -P -m sofs_desk "$@"\n')
    command.chmod(0o755)


def write_changed(path: Path, text: str) -> None:
    """Write a file only when its text differs."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
