"""The only way to the data that ships with the app."""

from __future__ import annotations

from importlib.resources import files


def read_text(*parts: str) -> str:
    """A shipped text file, by its path inside this package."""
    return files("resources").joinpath(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """A shipped file's bytes, by its path inside this package."""
    return files("resources").joinpath(*parts).read_bytes()
