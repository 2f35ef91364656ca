"""Where the authority keeps its own presets, questions and words, laid over those that ship with the app."""

from __future__ import annotations

from pathlib import Path

_folders: list[Path] = []


def use(folder: Path | None) -> None:
    """Read the authority's files from this folder from now on (None: only what ships). The entry point says it once."""
    _folders[:] = [folder] if folder is not None else []


def folder() -> Path | None:
    """The authority's folder, or None."""
    return _folders[0] if _folders else None
