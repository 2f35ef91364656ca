"""Where there is no screen: the example vault, its documents and a picture of every screen, written into a folder.

``./run`` does this on a computer without a screen. Everything goes through the command line's own commands.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from sofs_desk.cli import main as command_line
from sofs_desk.passphrase import VARIABLE

PASSPHRASE = "the made-up families only"
"""Of the example vault: it holds nobody's life."""

DOCUMENTS = (
    ("A", "map", "us", "pdf"),
    ("A", "map", "family", "pdf"),
    ("A", "map", "family", "png"),
    ("A", "map", "family", "svg"),
    ("A", "strands", "us", "pdf"),
    ("A", "scales", "us", "pdf"),
    ("A", "blank", "us", "pdf"),
    ("A", "genogram", "us", "pdf"),
    ("A", "genogram", "family", "pdf"),
    ("A", "genogram", "us", "svg"),
    ("A", "genogram", "us", "gedcom"),
    ("A", "ecomap", "us", "pdf"),
    ("A", "circles", "us", "pdf"),
    ("B-LEAH", "genogram", "us", "pdf"),
    ("A", "harm-matrix", "us", "pdf"),
    ("A", "harm-matrix", "family", "csv"),
    ("A", "plan", "family", "pdf"),
    ("A", "timeline", "family", "pdf"),
    ("A", "questions", "family", "pdf"),
    ("A", "everything", "us", "pdf"),
    ("A", "everything", "us", "json"),
    ("B-HOME", "map", "us", "pdf"),
    ("B-LEAH", "map", "us", "pdf"),
)


def main(folder: Path) -> int:
    """Write everything into ``folder`` (what an earlier run wrote there is replaced); returns the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ[VARIABLE] = PASSPHRASE
    print(f"There is no screen here, so the app's work is written into {folder}")
    vault = folder / "example.sofs"
    for own in ("documents", "screens"):
        shutil.rmtree(folder / own, ignore_errors=True)
    print(f"{vault} (its passphrase: {PASSPHRASE})")
    worst = command_line(["demo", "--vault", str(vault)])
    for case, what, reader, form in DOCUMENTS:
        out = folder / "documents" / f"{case.lower()}-{what}-{reader}.{'ged' if form == 'gedcom' else form}"
        words = ["export", case, what, "--vault", str(vault), "--reader", reader, "--out", str(out)]
        worst = max(worst, command_line(words))
    return max(worst, command_line(["screens", "--out", str(folder / "screens")]))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
