"""Plain lines on paper or in a file: receipts, certificates, lists."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from models.durable import plain_disk_errors, write_private
from ui import fonts
from ui.context import Services
from ui.seams import seams


def paper(text: str) -> QTextDocument:
    """Lines as a document: the first is its title, spaces at their beginning stay."""
    title, _, rest = text.partition("\n")
    lines = []
    for line in rest.strip("\n").split("\n"):
        bare = line.lstrip(" ")
        lines.append("&nbsp;" * (len(line) - len(bare)) + escape(bare))
    document = QTextDocument()
    document.setDefaultFont(fonts.base_font())
    document.setHtml(
        f"<h1 style='font-size:18pt'>{escape(title)}</h1><p style='font-size:10.5pt'>{'<br/>'.join(lines)}</p>"
    )
    return document


def print_lines(parent: QWidget, text: str) -> bool:
    """Print; False when the person changed their mind."""
    return seams().print_document(parent, paper(text))


def save_bytes(
    parent: QWidget, services: Services, title: str, name: str, filters: list[str], data: bytes
) -> Path | None:
    """Ask where, and write; None when the person changed their mind. Raises KnownError when it cannot be written."""
    path = seams().save_file(parent, title, str(services.documents_folder / name), filters)
    if path is None:
        return None
    with plain_disk_errors():
        write_private(path, data)
    return path
