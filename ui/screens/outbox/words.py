"""The outbox in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.outbox_views import OutboxLine

ICONS = {
    "queued": "clock", "sending": "cloud", "unknown": "question", "delivered": "check-circle",
    "conflict": "arrows-split", "rejected": "warning-circle", "withdrawn": "arrow-u-up-left",
}  # fmt: skip
INKS = {"delivered": "well", "conflict": "askInk", "rejected": "stopInk"}


def tr(text: str) -> str:
    """Translate a word of the outbox."""
    return QCoreApplication.translate("Outbox", text)


def state_words(state: str) -> str:
    """How a delivery stands."""
    known = {
        "queued": tr("Waiting to be sent"),
        "sending": tr("Being sent"),
        "unknown": tr("May have arrived: we ask there first"),
        "delivered": tr("Delivered"),
        "conflict": tr("Something else is there under its name"),
        "rejected": tr("Not accepted"),
        "withdrawn": tr("Taken back"),
    }
    return known.get(state, state)


def reader_words(reader: str) -> str:
    """Whom a copy was made for ("case-system, parent:Danny")."""
    known = {
        "case-system": tr("the case system"), "court": tr("the court"), "network": tr("the network"),
        "supervision": tr("supervision"), "family": tr("the family"), "child": tr("a child"),
    }  # fmt: skip
    parts = []
    for each in reader.split(", "):
        kind, _, name = each.partition(":")
        parts.append(name or known.get(kind, kind))
    return ", ".join(parts)


def size_words(size: int) -> str:
    """A size as people say it."""
    if size < 1000:
        return tr("{n} bytes").format(n=size)
    if size < 1_000_000:
        return tr("{n} kB").format(n=round(size / 1000))
    return tr("{n} MB").format(n=f"{size / 1_000_000:.1f}")


def way_words(way: str) -> tuple[str, str]:
    """What a way on is called, and its icon."""
    known = {
        "retry": (tr("Try now"), "arrow-clockwise"), "withdraw": (tr("Take it back"), "arrow-u-up-left"),
        "give_up": (tr("Give it up"), "x"), "keep_theirs": (tr("Keep theirs"), "check"),
        "send_anew": (tr("Send ours beside it"), "paper-plane-tilt"),
    }  # fmt: skip
    return known[way]


def heard(line: OutboxLine, family: str) -> str:
    """A delivery in one sentence, for a screen reader."""
    return ", ".join(word for word in (line.title, family, state_words(line.state), line.to) if word)
