"""The files of a vault's measures: work and summary, each as CSV and Parquet, with what their columns mean."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from exporters.measures.columns import Line, Pseudonyms, columns, line_of
from exporters.measures.dictionary import csvw, dictionary
from exporters.measures.summary import COLUMNS, summary_lines
from exporters.measures.tables import to_csv, to_parquet
from models import audit, durable
from models.casework import Desk
from models.errors import KnownError
from models.measure_definitions import Measures
from models.measures_course import vault_course
from models.vault_measures import vault_measures

KEY_NOTE = "measures-key"
"""Under which name the vault keeps the key of its pseudonyms."""

DICTIONARY = "data-dictionary.json"


def pseudonyms(desk: Desk) -> Pseudonyms:
    """The vault's own pseudonyms; the first call makes their key. KnownError for a vault that cannot keep one."""
    kept = desk.note(KEY_NOTE)
    if kept is None:
        desk.keep_note(KEY_NOTE, secrets.token_hex(32))
        kept = desk.note(KEY_NOTE)
    if kept is None:
        raise KnownError(
            "This vault can only be read, so it cannot keep the key of its pseudonyms. Nothing was written. Open it "
            "with the version of SofS Desk it was made with."
        )
    return Pseudonyms(bytes.fromhex(kept))


def measures_files(found: Sequence[Measures], names: Pseudonyms, course: Sequence[Measures] = ()) -> dict[str, bytes]:
    """File name → content. The names hold nothing but a pseudonym, so many workers' files can lie in one folder.

    ``course``: the same work at earlier months' ends, for a table of its own.
    """
    worker = names.of("worker", "")
    tables = {"work": (columns(), _lines(found, names)), "summary": (COLUMNS, summary_lines(found, worker))}
    if course:
        tables["course"] = columns(), _lines(course, names)
    files = {DICTIONARY: dictionary()}
    for kind, (known, lines) in tables.items():
        stem = f"{kind}-{worker[:12]}"
        files[f"{stem}.csv"] = to_csv(known, lines)
        files[f"{stem}.csv-metadata.json"] = csvw(f"{stem}.csv", known)
        files[f"{stem}.parquet"] = to_parquet(known, lines)
    return files


def _lines(found: Sequence[Measures], names: Pseudonyms) -> list[Line]:
    return sorted((line_of(each, names) for each in found), key=lambda line: (str(line["work"]), str(line["month"])))


def write_measures(desk: Desk, folder: Path, *, over_time: bool = False) -> list[Path]:
    """Write the measures of a vault into a folder (made if need be); earlier files of the same worker are replaced.

    ``over_time``: also of every month since the work began.
    """
    found = vault_measures(desk)
    course = vault_course(desk) if over_time else ()
    written = write_files(measures_files(found, pseudonyms(desk), course), folder)
    note_written(desk, len(found))
    return written


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write finished files into a folder (made if need be), each whole or not at all; does not touch the vault."""
    with durable.plain_disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            draft = folder / f".{name}.new"
            durable.write_private(draft, data)
            durable.move(draft, folder / name)
    return [folder / name for name in files]


def note_written(desk: Desk, work: int) -> None:
    """Keep in the list of who did what that the measures of so much work left the vault."""
    audit.note(desk, "exported", case_id=None, what="measures", detail=f"{work} pieces of work")
