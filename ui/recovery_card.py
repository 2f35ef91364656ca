"""The recovery card: one page with the code that opens the vault when the passphrase is gone."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from models.errors import KnownError
from ui import fonts


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecoveryCard", text)


def card_lines(code: str, made_on: str) -> list[str]:
    """The card in plain lines: title, what it is for, the code, where to keep it."""
    return [
        _tr("Recovery card for SofS Desk"),
        _tr("Made on {date}").format(date=made_on),
        code,
        _tr("If the passphrase is forgotten, this code opens everything. Choose “I have forgotten it” and type it in."),
        _tr("Keep it away from the laptop, say in a locked drawer. Whoever has both can read everything."),
        _tr("A new card makes this one void."),
    ]


def card_document(code: str, made_on: str) -> QTextDocument:
    """The card as a document to print or to save as PDF."""
    title, made, shown, *rest = (escape(line) for line in card_lines(code, made_on))
    half = shown.replace("-", " ").split()
    rows = [" &nbsp; ".join(half[:4]), " &nbsp; ".join(half[4:])]
    body = "".join(f"<p style='font-size:13pt'>{line}</p>" for line in rest)
    document = QTextDocument()
    document.setDefaultFont(fonts.base_font())
    document.setHtml(
        f"<h1 style='font-size:24pt'>{title}</h1><p style='font-size:11pt'>{made}</p>"
        f"<p style='font-size:26pt; font-weight:700'><br/>{rows[0]}<br/>{rows[1]}<br/></p>{body}"
    )
    return document


def save_pdf(path: Path, code: str, made_on: str) -> None:
    """Write the card as an A4 page. Raises KnownError when the file cannot be written."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
    writer.setTitle(_tr("Recovery card for SofS Desk"))
    document = card_document(code, made_on)
    document.print_(writer)
    del writer
    if not path.is_file() or path.stat().st_size == 0:
        raise KnownError(_tr("The card could not be written there. Nothing else was changed. Choose another folder."))


def save_text(path: Path, code: str, made_on: str) -> None:
    """Write the card as a text file. Raises KnownError when the file cannot be written."""
    try:
        path.write_text("\n\n".join(card_lines(code, made_on)) + "\n", encoding="utf-8")
    except OSError:
        raise KnownError(
            _tr("The card could not be written there. Nothing else was changed. Choose another folder.")
        ) from None
