"""The words of the studio."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models.picture_views import StoryLine
from models.story_template import ENGLISH, in_force


def tr(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("WordsAndPictures", text)


def joined(names: Sequence[str]) -> str:
    """ "Mila, Jayden and Alfie"."""
    if len(names) < 2:
        return "".join(names)
    return tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def language_name(code: str) -> str:
    """What a language is called here: "Urdu"."""
    return in_force()[0].language(code).name


def line_name(line: StoryLine) -> str:
    """A version in a menu: "Version 4", "Shorter, version 1", "Urdu, version 2"."""
    version = tr("Version {n}").format(n=line.version)
    said = []
    if line.form == "shorter":
        said.append(tr("Shorter"))
    if line.form == "translation" or line.language != ENGLISH:
        said.append(language_name(line.language))
    return ", ".join([*said, version[:1].lower() + version[1:]]) if said else version
