"""``sofs-desk import FILE.ged``: a family file into a case of the vault, or into a new one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.errors import KnownError
from sofs_desk.passphrase import passphrase_from
from sofs_desk.vaults import find_case, opened

SUFFIXES = (".ged", ".gedcom")


def is_family_file(path: Path) -> bool:
    """Whether a file's name says it is GEDCOM."""
    return path.suffix.lower() in SUFFIXES


def import_family(arguments: argparse.Namespace) -> int:
    """Bring everybody in; who is surely in the case already is joined to them. Prints the case's id.

    Without ``--case`` a new case is made, named after the file. What is odd in the file goes to standard error.
    """
    from exporters.gedcom import bring_in, preview, with_matches

    if arguments.as_copy:
        raise KnownError("A family file cannot come in “as a copy”. Nothing was changed. Leave --as-copy away.")
    seen = preview(arguments.file)
    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        case = find_case(desk, arguments.case)[0] if arguments.case else desk.new_case(arguments.file.stem)
        seen = with_matches(seen, case)
        done = bring_in(case, seen)
        print(case.id)
    print(
        f"People: {done.new} new, {done.same} already there. Couples: {done.unions}. Child links: {done.children}. "
        f"Ties: {done.ties}. Homes: {done.homes}.",
        file=sys.stderr,
    )
    for words in seen.warnings:
        print(words, file=sys.stderr)
    return 0
