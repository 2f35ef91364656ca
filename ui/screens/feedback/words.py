"""The words of the feedback forms around what their template says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.quality_views import FACES, Form


def tr(text: str) -> str:
    """A text of these pages in the language in force."""
    return QCoreApplication.translate("Feedback", text)


def kind_words(kind: str) -> str:
    """Who fills in a kind of form."""
    return {"family": tr("Family"), "child": tr("Child or young person"), "staff": tr("Colleagues")}[kind]


def face_words(form: Form, value: int) -> str:
    """What a face says, for whoever cannot see it."""
    between = (tr("a little"), tr("in between"), tr("quite"))
    return dict(zip(FACES, (form.low, *between, form.high), strict=True))[value]
