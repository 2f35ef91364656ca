"""What a person chose for this computer: one typed table in one small JSON file. Never anything about a case.

The file lies in the system's folder for settings (``SOFS_DESK_HOME`` moves it, for tests and portable use). A value
that is damaged, of the wrong type or out of its bounds falls back to its default; unknown values are dropped.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from models.errors import KnownError

APP_NAME = "sofs-desk"
THEMES = ("light", "contrast", "projector")
CHOICES = "choices"
BOUNDS = "bounds"


@dataclass(frozen=True)
class Settings:
    """The table. A field's metadata may name its ``choices`` or its ``bounds`` (lowest, highest)."""

    vault: str = ""
    """Path of the vault opened last; empty before the first."""
    idle_minutes: int = field(default=5, metadata={BOUNDS: (1, 60)})
    """Minutes without a touch after which the vault locks."""
    backup_minutes: int = field(default=30, metadata={BOUNDS: (5, 240)})
    """Minutes between automatic backups while something changes."""
    theme: str = field(default="light", metadata={CHOICES: THEMES})
    text_percent: int = field(default=100, metadata={BOUNDS: (80, 200)})
    """Size of all text, in percent."""
    reading_font: bool = False
    """Lexend, the easier-reading letters, instead of Atkinson Hyperlegible."""
    touch: bool = False
    """Targets of 44 px instead of 32."""
    reduced_motion: bool = False
    spelling: bool = True
    """Mark words that the en_GB dictionary does not know."""
    prompts_open: bool = True
    """Whether the panel with questions stands beside the map."""
    map_zoom_percent: int = field(default=100, metadata={BOUNDS: (50, 300)})
    window_geometry: str = ""
    """Place and size of the window: Qt's own bytes in base64."""
    escrow_key: str = ""
    """Path of the council's public escrow key (PEM): new vaults open with its private half as well. Empty: none."""


def home() -> Path:
    """The folder for settings and crash reports."""
    moved = os.environ.get("SOFS_DESK_HOME")
    return Path(moved) if moved else Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))


def documents_folder() -> Path:
    """Where a new vault and finished documents are proposed to go."""
    moved = os.environ.get("SOFS_DESK_HOME")
    return Path(moved) if moved else Path(platformdirs.user_documents_dir())


def settings_path() -> Path:
    """The settings file."""
    return home() / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; every problem with the file or a value gives the default instead."""
    try:
        stored = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    default = Settings()
    good = {
        entry.name: stored[entry.name]
        for entry in fields(Settings)
        if entry.name in stored and _fits(stored[entry.name], getattr(default, entry.name), entry.metadata)
    }
    return replace(default, **good)


def escrow_public_key(settings: Settings) -> bytes | None:
    """The council's public key, or None where none is set. Raises KnownError when the file cannot be read."""
    if not settings.escrow_key:
        return None
    try:
        return Path(settings.escrow_key).read_bytes()
    except OSError:
        raise KnownError(
            "The council's escrow key named in the settings cannot be read, so no vault was made. "
            "Ask your IT for the key file, or take it out of the settings."
        ) from None


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings in one step: a reader sees the old file or the new one. Raises OSError when it cannot."""
    target = path or settings_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    values = {entry.name: getattr(settings, entry.name) for entry in fields(Settings)}
    draft = target.with_suffix(".new")
    draft.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(target)


def _fits(value: object, default: object, metadata: Any) -> bool:
    """Whether a stored value has the default's type and lies within what its field allows."""
    if type(value) is not type(default):
        return False
    if CHOICES in metadata:
        return value in metadata[CHOICES]
    if BOUNDS in metadata:
        lowest, highest = metadata[BOUNDS]
        return isinstance(value, int) and lowest <= value <= highest
    return True
