"""Measures in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import pathways
from models.measure_definitions import Measures
from models.measures_shown import MeasureLine


def tr(text: str) -> str:
    """Translate a word of the measures."""
    return QCoreApplication.translate("Measures", text)


def group_words(group: str) -> str:
    """What a part is called."""
    return {
        "map": tr("The map"), "statements": tr("Statements"), "voice": tr("Children's voice"),
        "network": tr("Network"), "plan": tr("The plan"), "scores": tr("Scores"),
    }[group]  # fmt: skip


def under_work(found: Measures) -> str:
    """What stands beneath a piece of work: its pathway, number, whether it is made up."""
    pathway = pathways.pathway(found.pathway).short if found.pathway in pathways.PATHWAYS else found.pathway
    return ", ".join(filter(None, (pathway, found.number, tr("made up") if found.is_example else "")))


def definition_words(line: MeasureLine) -> str:
    """What a measure means, and when it is thin."""
    where = tr(" Thin: {rule}.").format(rule=line.thin_where) if line.thin_where else ""
    return line.definition.definition + where
