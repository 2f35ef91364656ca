"""Setting up: the locks fit the project, and what may not be installed is told plainly."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)")


@pytest.fixture
def prepare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "tools" / "prepare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(kind: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / f"{kind}.lock").read_text(encoding="utf-8").splitlines():
        if match := PINNED.match(line):
            found.setdefault(match[1], set()).add(match[2])
    return found


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~! ;\[]", each)[0].lower().replace("_", "-") for each in requirements}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named(project["dependencies"]) <= pins("app").keys()
    assert named(project["optional-dependencies"]["dev"]) <= pins("dev").keys()


def test_the_checks_run_on_the_very_versions_of_the_app() -> None:
    app, dev = pins("app"), pins("dev")
    assert {name: dev[name] for name in app} == app


@pytest.mark.parametrize("kind", ["app", "dev"])
def test_locks_name_hashes_and_no_address(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    for entry in re.split(r"\n(?=[a-z0-9])", text):
        assert "--hash=sha256:" in entry


def test_missing_libraries_are_named_by_their_package(prepare: ModuleType) -> None:
    present = {"linux": "libc.so.6", "darwin": "libSystem.dylib", "win32": "kernel32"}[sys.platform]
    assert prepare.missing_packages({"no-such-library.so.9": "packaged", present: "there"}) == ["packaged"]


def test_what_may_not_be_installed_is_told_as_a_command(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "OFFSCREEN_LIBRARIES", {"no-such-library.so.9": "libneeded1"})
    monkeypatch.setattr(prepare, "may_install", lambda: False)
    monkeypatch.setattr(prepare.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(prepare.CannotPrepare, match="apt-get install -y libneeded1"):
        prepare.prepare_system(checks=False)


def test_window_libraries_do_not_matter_without_a_screen(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "OFFSCREEN_LIBRARIES", {})
    monkeypatch.setattr(prepare, "WINDOW_LIBRARIES", {"no-such-library.so.9": "libwindow1"})
    monkeypatch.setattr(prepare, "may_install", lambda: False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    prepare.prepare_system(checks=False)
    monkeypatch.setenv("DISPLAY", ":9")
    with pytest.raises(prepare.CannotPrepare, match="libwindow1"):
        prepare.prepare_system(checks=False)


def test_a_changed_lock_changes_the_stamp(prepare: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "app.lock"
    lock.write_text("one==1\n", encoding="utf-8")
    before = prepare.stamp_of(lock)
    lock.write_text("one==2\n", encoding="utf-8")
    assert prepare.stamp_of(lock) != before


def test_a_python_without_venv_is_told_which_package_to_install(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(prepare, "may_install", lambda: False)
    monkeypatch.setattr(prepare.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(prepare.CannotPrepare, match=rf"apt-get install -y python3.{sys.version_info.minor}-venv"):
        prepare.make_environment()


def test_wrong_use_is_exit_2(prepare: ModuleType) -> None:
    assert prepare.main(["nonsense"]) == 2
