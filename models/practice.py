"""Where the authority keeps its own presets, questions and words, laid over those that ship with the app."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from models.errors import KnownError

Made = TypeVar("Made")
_UNFIT = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What reading a file raises that is not what it should be."""

_folders: list[Path] = []


def use(folder: Path | None) -> None:
    """Read the authority's files from this folder from now on (None: only what ships). The entry point says it once."""
    _folders[:] = [folder] if folder is not None else []


def folder() -> Path | None:
    """The authority's folder, or None."""
    return _folders[0] if _folders else None


def load(
    folder: Path | None, file: str, made: Callable[[Any], Made], shipped: Callable[[], Made], *, needs: str, ours: str
) -> Made:
    """What is ``made`` of the authority's JSON where there is some, else what ships.

    Raises KnownError where the file cannot be used: ``needs`` says what it must hold, ``ours`` what stands in for it.
    """
    if folder is None or not (folder / file).is_file():
        return shipped()
    try:
        return made(json.loads((folder / file).read_text(encoding="utf-8-sig")))
    except _UNFIT as error:
        raise KnownError(
            f"The file {file} in the practice folder cannot be used: {needs}. "
            f"Your cases are safe. Mend the file, or take it away to use {ours}."
        ) from error


def in_force(load: Callable[[Path | None], Made], shipped: Callable[[], Made]) -> tuple[Made, str]:
    """What to use, and a sentence on what is wrong with the authority's file where ours had to do ("" else)."""
    try:
        return load(folder()), ""
    except KnownError as error:
        return shipped(), str(error)


class Fault(KnownError):
    """The authority's file cannot be used. ``where`` names the entry ("ties.close.dash"), "" for the whole file."""

    file: ClassVar[str]
    instead: ClassVar[str]
    """What is done without it."""

    def __init__(self, where: str) -> None:
        place = f"at “{where}”" if where else "as a whole"
        super().__init__(
            f"The file {self.file} in the practice folder cannot be used {place}. "
            f"{self.instead}; nothing is lost. Mend the file, then open the case again."
        )
        self.where = where


def own(folder: Path | None, fault: type[Fault]) -> dict[str, Any] | None:
    """The entries of the authority's file, None where there is none. Raises ``fault`` where it holds no entries."""
    path = folder / fault.file if folder else None
    if path is None or not path.is_file():
        return None
    try:
        theirs = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise fault("") from error
    if not isinstance(theirs, dict):
        raise fault("")
    return theirs
