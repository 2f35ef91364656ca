"""Settings: typed, bounded, never in the way."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from sofs_desk.settings import Settings, load_settings, save_settings, settings_path


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    changed = replace(Settings(), vault="/somewhere/α.sofs", idle_minutes=12, theme="contrast", touch=True)
    save_settings(changed, tmp_path / "deep" / "settings.json")
    assert load_settings(tmp_path / "deep" / "settings.json") == changed


def test_home_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path))
    save_settings(Settings(text_percent=150))
    assert settings_path() == tmp_path / "settings.json"
    assert load_settings().text_percent == 150


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"words"', "\x00\xff"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert load_settings(path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idle_minutes", 0),
        ("idle_minutes", True),
        ("idle_minutes", "5"),
        ("text_percent", 5000),
        ("theme", "purple"),
        ("touch", 1),
        ("vault", None),
        ("no_such_setting", 1),
    ],
)
def test_a_wrong_value_gives_its_default_and_keeps_the_others(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"reduced_motion": True, name: value}), encoding="utf-8")
    assert load_settings(path) == replace(Settings(), reduced_motion=True)


def test_defaults_lie_within_their_own_limits(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(), path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert set(stored) == {entry.name for entry in fields(Settings)}
    assert load_settings(path) == Settings()
