"""As what a document leaves, and on which paper."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exporters.record_files import AS_TABLES, IN_WORD, RECORD, REPORTS
from ui.screens.share.offers import BUNDLE, tr
from ui.screens.share.pick import Pick
from ui.widgets import SegmentedControl

_DRAWN = ("pdf", "png", "svg")
_OF_ITS_OWN = {"genogram": "gedcom", "harm-matrix": "csv", "audit": "csv", "story": "json", "houses": "json"}
"""A further format of what has one: a family file, a table, data for other programs."""
_OF_A_RECORD = ("zip", "fhir")
_ENDS = {"gedcom": "ged", "fhir": "json"}
NO_PAGES = ("gedcom", "csv", "json", "docx", "zip", "fhir")
"""Formats without pages of their own."""
_PAPERS = ("A3", "A4")
_ON_EITHER_PAPER = ("map", "everything", "genogram", "ecomap", "circles", "blank")


def formats_of(what: str) -> tuple[str, ...]:
    """The formats of a document, the usual one first."""
    if what == BUNDLE:
        return ("json",)
    if what == RECORD:
        return _OF_A_RECORD
    if what in REPORTS:
        return ("pdf", "docx")
    word = ("docx",) if what in IN_WORD else ()
    table = ("csv",) if what in AS_TABLES else ()
    own = (_OF_ITS_OWN[what],) if what in _OF_ITS_OWN else ()
    return (*_DRAWN, *word, *table, *own)


def ending(file_format: str) -> str:
    """How the name of a file of a format ends."""
    return f".{_ENDS.get(file_format, file_format)}"


def format_words(file_format: str) -> str:
    """A format as people call it."""
    names = {
        "pdf": tr("PDF"), "png": tr("Picture"), "svg": tr("SVG"), "docx": tr("Word"), "csv": tr("Table"),
        "gedcom": tr("Family file"), "json": tr("Data"), "zip": tr("Archive"), "fhir": tr("FHIR"),
    }  # fmt: skip
    return names[file_format]


def file_kind(what: str, file_format: str) -> str:
    """What a dialog that asks for a file's name calls its kind."""
    if what == BUNDLE:
        return tr("Case file (*.json)")
    ends = ending(file_format)
    return f"{format_words(file_format)} (*{ends})"


class FormatChoice(QObject):
    """Format and paper: ``widgets`` stand in the row over the pages. ``changed`` when another is chosen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._what = "map"
        self.formats = Pick("shareFormat", always=True)
        self.formats.changed.connect(self._choose)
        self.papers = SegmentedControl(list(_PAPERS), name="paper", heard=tr("Paper"))
        self.papers.chosen.connect(self.changed)
        self.widgets: tuple[QWidget, ...] = (self.formats, self.papers)

    def show_for(self, what: str) -> None:
        """Offer what this document can leave as."""
        self._what = what
        self.formats.show_choices(tr("As"), [(each, format_words(each)) for each in formats_of(what)])
        self.formats.setVisible(what != BUNDLE)
        self.papers.setVisible(what in _ON_EITHER_PAPER and self.file_format == "pdf")

    @property
    def file_format(self) -> str:
        """The format chosen."""
        return self.formats.chosen

    @property
    def paper(self) -> str:
        """The paper chosen."""
        return _PAPERS[max(0, self.papers.current)]

    def _choose(self) -> None:
        self.show_for(self._what)
        self.changed.emit()
