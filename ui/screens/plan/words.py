"""The words of the plan's room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import dates


def tr(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Plan", text)


ICONS = {"kept": "check-circle", "used": "hand-palm", "slip": "arrow-bend-down-right", "sign": "bell"}
"""The icon of each kind of line in the diary."""

INKS = {"kept": "well", "used": "next", "slip": "worry", "sign": "worry"}


def kind_words(kind: str) -> str:
    """What a press on a kind of line says."""
    return {
        "kept": tr("To plan"), "used": tr("Used a rule"), "slip": tr("It slipped"), "sign": tr("An early sign"),
    }[kind]  # fmt: skip


def state_words(state: str) -> str:
    """What somebody says of a version."""
    return {"agreed": tr("Agreed"), "not_yet": tr("Still to be asked"), "disagrees": tr("Disagrees")}[state]


def in_days(days: int) -> str:
    """How far off a day is: "today", "in 3 days", "in 9 weeks"."""
    if days == 0:
        return tr("now")
    if days == 1:
        return tr("tomorrow")
    if days < 14:
        return tr("in {n} days").format(n=days)
    if days < 98:
        return tr("in {n} weeks").format(n=round(days / 7))
    return tr("in {n} months").format(n=round(days / 30.4))


def days_ago(days: int) -> str:
    """How long ago: "today", "yesterday", "11 days ago"."""
    if days == 0:
        return tr("today")
    return tr("yesterday") if days == 1 else tr("{n} days ago").format(n=days)


def weekday_and_day(iso: str) -> str:
    """ "Tuesday 1 July 2025"."""
    return f"{dates.weekday(iso)} {dates.written(iso)}".strip()
