"""A form takes the whole window: nothing of the case is in sight, and only the worker's gesture leads back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from models.acts import feedback as acts
from models.feedback import form
from ui.context import CaseContext
from ui.screens.feedback.filling import Filling
from ui.screens.feedback.form_pages import FormPage, LastPage, QuestionPage, StoppedPage, ThanksPage, WelcomePage
from ui.screens.whole_window import PageByPage
from ui.widgets import Toast


class FeedbackMode(PageByPage[FormPage]):
    """One form from its first page to the thanks. ``left()`` when the worker has led back."""

    left = Signal()

    def __init__(self, context: CaseContext, filling: Filling, parent: QWidget | None = None) -> None:
        super().__init__("feedbackMode", scroll="formScroll", parent=parent)
        self._context, self.sitting = context, filling
        self.form = form(filling.kind)

    # ---- beginning and leaving --------------------------------------------------------------------------------
    def begin(self) -> None:
        """Take the whole window, where one was."""
        self.fill()
        for toast in self.window().findChildren(Toast):
            toast.dismiss()  # what it would undo is the worker's
        self.window().installEventFilter(self)
        if self.sitting.place > len(self.form.questions) + 1:
            self._show(ThanksPage(is_given=self.sitting.is_given))
        else:
            self.go_to(self.sitting.place)

    def leave(self) -> None:
        """The worker's gesture was made: what was not handed in is gone."""
        self.sitting.answers.clear()
        self.window().removeEventFilter(self)
        self.give_back()
        self.drop_page()
        self.left.emit()

    # ---- pages ------------------------------------------------------------------------------------------------
    def go_to(self, place: int) -> None:
        """The first page (0), a question (from 1), or the last page."""
        self.sitting.place, asked = place, self.form.questions
        if place == 0:
            self._show(WelcomePage(self.form))
        elif place <= len(asked):
            question = asked[place - 1]
            asked_so = replace(self.form, choose=self.sitting.choose or self.form.choose)
            page = QuestionPage(asked_so, question, place, self.sitting.answers.get(question.key))
            page.answered.connect(self._keep)
            page.other_wanted.connect(self._other_way)
            self._show(page)
        else:
            last = LastPage(self.form, self.sitting)
            last.named.connect(self._name)
            self._show(last)

    def _show(self, page: FormPage) -> None:
        page.onward.connect(self._onward)
        page.back.connect(self._back)
        page.stopped.connect(self.stop)
        if isinstance(page, StoppedPage):
            page.handed_in.connect(self.hand_in)
            page.thrown_away.connect(self.throw_away)
        if isinstance(page, StoppedPage | ThanksPage):
            page.left.connect(self.leave)
        self.show_page(page)
        page.begin()

    def _onward(self) -> None:
        page = self.page
        if isinstance(page, LastPage):
            self.hand_in()
        elif isinstance(page, StoppedPage):
            self.go_to(self.sitting.place)
        elif page is not None:
            page.settle()
            self.go_to(self.sitting.place + 1)

    def _back(self) -> None:
        if self.page is not None:
            self.page.settle()
        self.go_to(self.sitting.place - 1)

    def stop(self) -> None:
        """Put the answers away from sight; nothing of the desk is shown yet."""
        if self.page is not None:
            self.page.settle()
        self._show(StoppedPage(self.sitting))

    # ---- answers ----------------------------------------------------------------------------------------------
    def _keep(self, key: str, answer: int | str | None) -> None:
        self.sitting.answers[key] = answer

    def _other_way(self) -> None:
        """Faces instead of numbers, or numbers instead of faces, from here on."""
        now = self.sitting.choose or self.form.choose
        self.sitting.choose = "numbers" if now == "faces" else "faces"
        self.go_to(self.sitting.place)

    def _name(self, with_name: bool) -> None:
        self.sitting.with_name = with_name

    def hand_in(self) -> None:
        """Keep the form, all of it in one step, and thank whoever filled it in."""
        filling, context = self.sitting, self._context
        if not filling.answered:
            self._thank(is_given=False)
            return
        person = (filling.person_id if filling.with_name else "") or None
        given = context.attempt(
            lambda: acts.give(
                context.case, context.workspace_id, filling.kind, dict(filling.answers), person_id=person
            )
        )  # fmt: skip
        if given:  # else the reason is told, and the answers stay where they are
            self._thank(is_given=True)

    def throw_away(self) -> None:
        """Nothing of it is kept."""
        self._thank(is_given=False)

    def _thank(self, *, is_given: bool) -> None:
        self.sitting.answers.clear()
        self.sitting.place, self.sitting.is_given = len(self.form.questions) + 2, is_given
        for toast in self.window().findChildren(Toast):
            toast.dismiss()
        self._show(ThanksPage(is_given=is_given))

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: no key leads out of here."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys that reach the window itself lead nowhere either; closed meanwhile, it opens as it was before."""
        if watched is self.window() and event.type() == QEvent.Type.ShortcutOverride:
            return self.event(event)
        if isinstance(event, QCloseEvent) and watched is self.window():
            self.window().setWindowState(self.sitting.state)
        return False
