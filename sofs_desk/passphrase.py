"""Where the command line gets the passphrase: a file, the environment, or a prompt that does not show it."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from models.errors import KnownError

VARIABLE = "SOFS_DESK_PASSPHRASE"


def passphrase_from(file: Path | None, *, for_new_vault: bool = False) -> str:
    """The passphrase; a prompt for a new vault asks twice. Raises KnownError when none can be had."""
    if file is not None:
        return _not_empty(_first_line(file))
    if VARIABLE in os.environ:
        return _not_empty(os.environ[VARIABLE])
    if not sys.stdin.isatty():
        raise KnownError(
            f"No passphrase was given and nobody can be asked. Nothing was changed. "
            f"Use --passphrase-file FILE or {VARIABLE}."
        )
    typed = _not_empty(getpass.getpass("Passphrase: "))
    if for_new_vault and getpass.getpass("The same once more: ") != typed:
        raise KnownError("The two passphrases differ, so no vault was made. Start again.")
    return typed


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise KnownError(
            "The passphrase file cannot be read. Nothing was changed. Check its name and its rights."
        ) from None


def _not_empty(passphrase: str) -> str:
    if not passphrase:
        raise KnownError("The passphrase is empty. Nothing was changed. Give one with at least one letter.")
    return passphrase
