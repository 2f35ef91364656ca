"""Everything that would stop and wait for a person: file dialogs, print dialogs, opening a finished file.

Screens ask ``seams()``; tests put their own answers there with ``use(...)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget


class Seams(Protocol):
    """The questions the application asks outside its own page."""

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        """Where to save; None when the person changed their mind."""

    def open_file(self, parent: QWidget, title: str, filters: Sequence[str]) -> Path | None:
        """Which file to read; None when the person changed their mind."""

    def choose_folder(self, parent: QWidget, title: str, begin: str) -> Path | None:
        """Which folder, looking from ``begin`` on; None when the person changed their mind."""

    def confirm(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> bool:
        """A question that must be answered (only to delete a whole family, or to replace everything by a backup)."""

    def print_document(self, parent: QWidget, document: QTextDocument) -> bool:
        """Print; false when the person changed their mind."""

    def printer(self, parent: QWidget) -> QPrinter | None:
        """The printer to use; None when the person changed their mind."""

    def open_path(self, path: Path) -> bool:
        """Show a finished file in the program the machine uses for it."""


class QtSeams:
    """The real dialogs."""

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        """Where to save; None when the person changed their mind."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, suggested, ";;".join(filters))
        return Path(chosen) if chosen else None

    def open_file(self, parent: QWidget, title: str, filters: Sequence[str]) -> Path | None:
        """Which file to read; None when the person changed their mind."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", ";;".join(filters))
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget, title: str, begin: str) -> Path | None:
        """Which folder, looking from ``begin`` on; None when the person changed their mind."""
        chosen = QFileDialog.getExistingDirectory(parent, title, begin)
        return Path(chosen) if chosen else None

    def confirm(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> bool:
        """A question that must be answered; the safe answer is the default."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.NoButton, parent)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        box.exec()
        agreed = box.clickedButton() is agree
        box.deleteLater()
        return agreed

    def print_document(self, parent: QWidget, document: QTextDocument) -> bool:
        """Print; false when the person changed their mind."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if agreed:
            document.print_(printer)
        return agreed

    def printer(self, parent: QWidget) -> QPrinter | None:
        """The printer to use; None when the person changed their mind."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return printer if agreed else None

    def open_path(self, path: Path) -> bool:
        """Show a finished file in the program the machine uses for it."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


_current: list[Seams] = [QtSeams()]


def seams() -> Seams:
    """The seams in force."""
    return _current[-1]


@contextmanager
def use(other: Seams) -> Iterator[Seams]:
    """Answer with ``other`` inside the block (tests)."""
    _current.append(other)
    try:
        yield other
    finally:
        _current.remove(other)
