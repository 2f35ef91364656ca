"""Guides on their way to paper: saved as a PDF file, or printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models import library
from models.casework import Desk
from models.library import Guide
from ui.context import Services
from ui.plain_papers import save_bytes
from ui.seams import seams


def save_guides(parent: QWidget, services: Services, desk: Desk, guides: Sequence[Guide], words: str) -> bool:
    """Save guides as one PDF file where the person says; False when they changed their mind. ``words``: the dialog's
    title. Raises KnownError where it cannot be written."""
    from exporters.library_files import TITLE, guides_pdf  # loaded when somebody wants paper

    title = guides[0].title if len(guides) == 1 else TITLE
    data = guides_pdf(guides, _notes(desk, guides))
    return save_bytes(parent, services, words, f"{title}.pdf", ["PDF (*.pdf)"], data) is not None


def print_guides(parent: QWidget, desk: Desk, guides: Sequence[Guide]) -> bool:
    """Print guides; False when the person changed their mind."""
    from exporters.library_files import guides_drawing
    from ui.painter import print_drawing

    printer = seams().printer(parent)
    if printer is None:
        return False
    return bool(print_drawing(guides_drawing(guides, _notes(desk, guides)), printer))


def _notes(desk: Desk, guides: Sequence[Guide]) -> dict[str, str]:
    return {guide.key: library.own_note(desk, guide.key) for guide in guides}
