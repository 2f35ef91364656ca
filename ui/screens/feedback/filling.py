"""A form being filled in: what was answered so far. Kept with the window, so that it outlives a page laid out anew."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.casework import Case, Desk
from models.readers import Reader

_KEPT_AT = "feedbackFilling"


@dataclass
class Filling:
    """Somebody at the laptop with a form. Nothing of it is in the case before it is handed in.

    ``person_id``: whose name was offered ("": nobody's). ``place``: how far they are, from 0 (the first page).
    ``choose``: numbers or faces, where they wanted other than the template ("": as it says).
    After a lock the desk is another one: then what was not handed in is gone, from memory too.
    """

    desk: weakref.ref[Desk]
    case_id: str
    kind: str
    person_id: str = ""
    person_name: str = ""
    lens: Reader = field(default_factory=lambda: Reader("us"))
    state: Qt.WindowState = Qt.WindowState.WindowNoState
    answers: dict[str, int | str | None] = field(default_factory=dict)
    place: int = 0
    with_name: bool = False
    choose: str = ""
    is_given: bool = False

    @staticmethod
    def begin(case: Case, kind: str, lens: Reader, person_id: str = "", person_name: str = "") -> Filling:
        """A form that is begun now."""
        answers: dict[str, int | str | None] = {}

        def forget(_gone: Any) -> None:
            answers.clear()

        return Filling(
            weakref.ref(case.desk, forget), case.id, kind, person_id, person_name, lens, answers=answers
        )  # fmt: skip

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(answer not in (None, "") for answer in self.answers.values())

    def is_of(self, case: Case) -> bool:
        """Whether it goes on in this very desk, unlocked since it began."""
        return self.desk() is case.desk and self.case_id == case.id

    # ---- with the window --------------------------------------------------------------------------------------
    @staticmethod
    def kept_with(window: QWidget) -> Filling | None:
        """The form a window remembers."""
        kept = window.property(_KEPT_AT)
        return kept if isinstance(kept, Filling) else None

    def keep_with(self, window: QWidget) -> None:
        """Let a window remember it."""
        window.setProperty(_KEPT_AT, self)

    @staticmethod
    def forget(window: QWidget) -> None:
        """Nothing is to be remembered any more."""
        window.setProperty(_KEPT_AT, None)
