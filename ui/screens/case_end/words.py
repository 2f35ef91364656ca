"""The end of a case, and what was done with it, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import dates
from models.audit import AuditLine
from models.life import LifeView
from ui.screens.outbox.words import reader_words


def tr(text: str) -> str:
    """Translate a word of a case's end."""
    return QCoreApplication.translate("CaseEnd", text)


def life_words(view: LifeView, days: int) -> str:
    """Where a case stands, in a sentence or two."""
    if view.state == "open":
        return tr("The work goes on. Nothing is due.")
    if view.state == "held":
        words = tr("Under a legal hold since {day}: it is kept whatever the clock says.")
        return words.format(day=dates.written(view.held_on))
    if view.state == "closed":
        words = tr("Closed on {day}. The clock starts when the whole record has been delivered to the case system; "
                   "then it is kept {days} days more.")  # fmt: skip
        return words.format(day=dates.written(view.closed_on), days=days)
    if view.state == "kept":
        words = tr("Delivered on {day}. It is kept until {until}; then you are asked whether to erase it.")
    else:
        words = tr("Delivered on {day} and kept until {until}. That time is over: it may be erased.")
    return words.format(day=dates.written(view.delivered_on), until=dates.written(view.keep_until))


def deed_words(deed: str) -> str:
    """Something that was done."""
    known = {
        "opened": tr("Opened"), "exported": tr("Saved a copy"), "printed": tr("Printed"),
        "revealed": tr("Showed what is held back"), "queued": tr("Put in the outbox"), "sent": tr("Sent"),
        "delivered": tr("Delivered"), "received": tr("Received"), "merged": tr("Took a colleague's work in"),
        "held": tr("Held"), "erased": tr("Erased"), "withdrawn": tr("Taken back"),
    }  # fmt: skip
    return known.get(deed, deed)


def what_words(line: AuditLine) -> str:
    """Of what, and for whom."""
    if line.deed == "held":
        return {"begun": tr("a legal hold began"), "ended": tr("the legal hold ended")}.get(
            line.what, tr("back, for something in it is not to be shown"))  # fmt: skip
    what = tr("the whole case") if line.what == "handover" else line.what.replace("-", " ")
    parts = [what] if what else []
    if line.reader:
        parts.append(tr("for {reader}").format(reader=reader_words(line.reader)))
    return ", ".join(parts)
