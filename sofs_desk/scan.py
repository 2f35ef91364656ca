"""``sofs-desk scan FILE --values F``: any document held against a list of words that must not leave."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

CLEAN, FOUND, NOT_READ = 0, 1, 2


def scan_command(arguments: argparse.Namespace) -> int:
    """Say where a value stands, never which: exit 0 for a clean file, 1 for a hit, 2 where nobody can tell."""
    from exporters.leakscan import Unreadable, places_in, secrets_in_list

    data, listed = _read(arguments.file), _read(arguments.values)
    if data is None or listed is None:
        which = "document" if data is None else "list of values"
        print(f"The {which} cannot be opened. Nothing was looked at. Check its name and its rights.", file=sys.stderr)
        return NOT_READ
    secrets = secrets_in_list(listed.decode("utf-8-sig", "replace").splitlines())
    if not secrets:
        print("The list holds no values, so nothing was looked for. Write one value a line.", file=sys.stderr)
        return NOT_READ
    try:
        places = places_in(data, secrets, file_name=arguments.file.name)
    except Unreadable as refusal:
        print(refusal, file=sys.stderr)
        return NOT_READ
    if places:
        print(f"Something that must not be shown stands in {', '.join(places)}.")
        return FOUND
    print("Nothing of the list was found.")
    return CLEAN


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
