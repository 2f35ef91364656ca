"""The commands of looking at the work itself: measures and whiteboard."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path

from models import durable
from models.errors import KnownError
from models.readers import parse_reader
from models.views import to_plain
from models.whiteboard import BOARD, PATHWAY, THIN, TITLE, WORKER, Whiteboard, arranged, filtered, whiteboard
from sofs_desk.passphrase import passphrase_from
from sofs_desk.vaults import opened

SORTS = (THIN, TITLE, WORKER, PATHWAY, *BOARD)


def measures_command(arguments: argparse.Namespace) -> int:
    """Write a vault's measures, pseudonymous, as CSV and Parquet; prints the files it wrote."""
    from exporters.measures.writing import write_measures

    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        for path in write_measures(desk, arguments.out, over_time=arguments.over_time):
            print(path)
    return 0


def whiteboard_command(arguments: argparse.Namespace) -> int:
    """Print the whiteboard of a folder of exported measures, or of a vault's own cases."""
    unknown = [key for key in (*arguments.thin, arguments.sort or THIN) if key not in SORTS]
    if unknown:
        raise KnownError(f"There is no column “{unknown[0]}”. Nothing was read. Columns: {', '.join(SORTS)}.")
    view = filtered(_board(arguments), thin=arguments.thin, pathway=arguments.pathway, examples=not arguments.real)
    if arguments.sort:
        view = arranged(view, arguments.sort, descending=arguments.descending or arguments.sort == THIN)
    if arguments.pdf:
        _write_pdf(view, arguments.pdf)
        print(arguments.pdf)
    elif arguments.json:
        print(json.dumps(to_plain(view), ensure_ascii=False, indent=1))
    elif arguments.csv:
        _print_csv(view)
    else:
        _print_text(view)
    return 0


def _board(arguments: argparse.Namespace) -> Whiteboard:
    if (arguments.folder is None) == (arguments.vault is None):
        raise KnownError("Say either a folder of measures or --vault FILE. Nothing was read.")
    if arguments.folder is not None:
        from exporters.measures.reading import read_folder

        return read_folder(arguments.folder)
    from models.vault_measures import vault_measures

    with opened(arguments.vault, passphrase_from(arguments.passphrase_file)) as desk:
        return whiteboard(vault_measures(desk, parse_reader(arguments.reader)), names=not arguments.hide_names)


def _write_pdf(view: Whiteboard, path: Path) -> None:
    import datetime as dt

    from exporters import painters
    from models.drawings.look import Copy
    from models.drawings.whiteboard_sheet import whiteboard_sheet

    today = dt.date.today()
    drawing = whiteboard_sheet(view, Copy(today)).drawing()
    meta = painters.DocumentMeta(title="Whiteboard", lang=drawing.lang, date=today)
    with durable.plain_disk_errors():
        durable.write_private(path, painters.to_pdf(drawing, meta))


def _table(view: Whiteboard) -> list[list[str]]:
    head = ["Work", "Worker", "Pathway", "As at", *(column.short for column in view.columns)]
    return [
        head,
        *(
            [
                row.title or f"Work {place}", row.worker, row.pathway, row.as_at,
                *(f"{cell.shown or '-'}{' ?' if cell.is_thin else ''}" for cell in row.cells),
            ]
            for place, row in enumerate(view.rows, 1)
        ),
    ]  # fmt: skip


def _print_text(view: Whiteboard) -> None:
    table = _table(view)
    widths = [max(len(line[place]) for line in table) for place in range(len(table[0]))]
    for line in table:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
    print(f"{len(view.rows)} of {view.of} pieces of work. A question mark: thin, worth asking about.")


def _print_csv(view: Whiteboard) -> None:
    from exporters.harm_csv import safe

    writer = csv.writer(sys.stdout, lineterminator="\n")
    names = [name for column in view.columns for name in (column.key, f"{column.key}_thin")]
    writer.writerow(["work", "title", "worker", "pathway", "as_at", *names])
    for row in view.rows:
        cells = [text for cell in row.cells for text in (cell.shown, str(cell.is_thin).lower())]
        writer.writerow([row.id, safe(row.title), safe(row.worker), row.pathway, row.as_at, *cells])


COMMANDS = {"measures": measures_command, "whiteboard": whiteboard_command}
