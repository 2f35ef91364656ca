"""The window on a vault with the example families, and real places for deliveries to go."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pypdfium2
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QPushButton, QWidget

from exporters.order import Order
from exporters.outbox import put_in_outbox
from models import connections
from models.casework import Case
from models.readers import Reader
from sofs_desk.app import register_rooms as register_real_rooms
from sofs_desk.vaults import find_case
from tests.ui.desk_helpers import copy_of, flush, register_rooms, services_for, unlock
from ui.seams import QtSeams, use
from ui.shell import MainWindow
from ui.widgets import Menu

Found = TypeVar("Found", bound=QWidget)


class Answers(QtSeams):
    """Answers every question outside the page: where to save, what to open; keeps what was printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed: list[str] = []
        self.open: Path | None = None

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: object) -> Path | None:
        return self.folder / Path(suggested).name

    def open_file(self, parent: QWidget, title: str, filters: object) -> Path | None:
        return self.open

    def print_document(self, parent: QWidget, document: QTextDocument) -> bool:
        self.printed.append(document.toPlainText())
        return True


@contextmanager
def opened_window(made: Path, folder: Path, *, rooms: bool = False) -> Iterator[MainWindow]:
    """A window on a copy of a vault, unlocked. ``rooms``: with the real rooms instead of two plain ones."""
    back = register_rooms()
    if rooms:
        register_real_rooms()
    shown = MainWindow(services_for(copy_of(made, folder)))
    shown.start()
    shown.resize(1366, 768)
    shown.show()
    unlock(shown)
    yield shown
    shown.close()
    shown.deleteLater()
    flush()
    back()


def open_harlow(window: MainWindow) -> None:
    """Open the first example family at its map."""
    assert window.desk is not None
    case, _ = find_case(window.desk, "WEX-A-0417")
    window.open_case(case.id, next(iter(case.rows.table("workspace"))))


def until(ready: Callable[[], object], seconds: float = 60) -> None:
    """Let the window work until it is so."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it did not come to that"
        QCoreApplication.processEvents()
        time.sleep(0.005)
    flush()


def press(window: QWidget, name: str) -> None:
    """Press the shown button of a name."""
    flush()
    found = [each for each in window.findChildren(QPushButton, name) if each.isVisible() and each.isEnabled()]
    assert found, f"no {name} to press"
    found[-1].click()
    flush()


def saved_words(window: QWidget, button: str, menu: QWidget, busy: Callable[[], bool], folder: Path, title: str) -> str:
    """Open the menu of papers, save what is shown as a PDF, and read it; the file is gone again."""
    with use(Answers(folder)):
        press(window, button)
        save = menu.findChild(QAction, "savePdf")
        assert save is not None
        save.trigger()
        until(lambda: not busy())
        menu.findChild(Menu).close()  # type: ignore[union-attr]
    (file,) = folder.glob(f"{title}*.pdf")
    document = pypdfium2.PdfDocument(file.read_bytes())
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    file.unlink()
    return words


def page_of(window: MainWindow, kind: type[Found]) -> Found:
    """The page shown, which must be of a kind."""
    page = window.page
    assert isinstance(page, kind), page
    return page


def case_of(window: MainWindow) -> tuple[Case, str]:
    """The first case and its first workspace."""
    assert window.desk is not None
    case = window.desk.open_case(window.desk.case_ids()[0])
    return case, str(case.rows.where("workspace")[0]["id"])


def folder_connection(window: MainWindow, folder: Path, name: str = "County") -> str:
    """A connection to a folder, which is made."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    assert window.desk is not None
    return connections.add(window.desk, name, "folder", {"folder": str(folder)}, {})


def queued(window: MainWindow, what: str = "map", file_format: str = "pdf") -> str:
    """A copy for the case system in the outbox; returns the delivery's id."""
    case, workspace_id = case_of(window)
    return put_in_outbox(case, workspace_id, [Order(what, Reader("case-system"), file_format, "A4")], "County")
