"""The panel beside the frame: what can be put in the picture, who said yes, when it was read; and its forms."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from models.picture_views import ApprovalView, SceneItemView
from ui.restricting import RestrictRow
from ui.screens.words.asking import AnswerForm, AskedList
from ui.screens.words.look import LookPage
from ui.screens.words.pictures import FigureRow, PictureShelf
from ui.screens.words.state import StudioState
from ui.screens.words.telling import AskedForm, TellingForm, TellingList
from ui.screens.words.versions import ChangesPage, HeadingPage, ShorterPage
from ui.screens.words.wording import tr
from ui.theme import theme
from ui.widgets import IconButton, Label, Rule, SidePanel, column, focus_first

Form = TypeVar("Form", bound=QWidget)


class StudioSide(SidePanel):
    """The panel. ``shorter_made(story id)``: a shorter story was made, or shows other frames."""

    shorter_made = Signal(str)

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(tr("Beside the story"), name="studioSide", width=312, parent=parent)
        self._state = state
        self._page: QWidget | None = None
        self._from: QWidget | None = None
        self._forms: list[QWidget] = []
        self.title.hide()
        self._make_head()
        self.main = QWidget()
        main = column(self.main, gap=12)
        self.making = QWidget()
        making = column(self.making, gap=10)
        self.shelf, self.figures = PictureShelf(state), FigureRow(state)
        making.addWidget(self.shelf)
        making.addWidget(self.figures)
        making.addWidget(Rule())
        main.addWidget(self.making)
        self.asked, self.tellings = AskedList(state), TellingList(state)
        main.addWidget(self.asked)
        main.addWidget(self.tellings)
        self.restriction = RestrictRow(state.context)
        main.addWidget(self.restriction)
        self.body.addWidget(self.main)
        self.body.addStretch(1)
        state.story_changed.connect(self._show_restriction)
        state.frame_changed.connect(self._show_restriction)
        self.figures.look_wanted.connect(self.open_look)
        self.asked.answer_wanted.connect(self.open_answer)
        self.tellings.tell_wanted.connect(self.open_telling)
        self.tellings.asked_wanted.connect(self.open_question)

    def _show_restriction(self) -> None:
        """Whether the picture shown is held back."""
        row = self._state.frame_row()
        self.restriction.show_thing("scene", str(row["scene_id"] or "") if row else "")

    # ---- forms, each made when it is first wanted -------------------------------------------------------------
    def _placed(self, form: Form) -> Form:
        self.body.insertWidget(self.body.count() - 1, form)
        form.hide()
        self._forms.append(form)
        return form

    @cached_property
    def look(self) -> LookPage:
        """How somebody is drawn."""
        return self._placed(LookPage(self._state))

    @cached_property
    def answer(self) -> AnswerForm:
        """What somebody says of these words."""
        form = self._placed(AnswerForm(self._state))
        form.done.connect(self.close_page)
        return form

    @cached_property
    def telling(self) -> TellingForm:
        """When it was read."""
        form = self._placed(TellingForm(self._state))
        form.done.connect(self.close_page)
        return form

    @cached_property
    def question(self) -> AskedForm:
        """What a child asked."""
        form = self._placed(AskedForm(self._state))
        form.done.connect(self.close_page)
        return form

    @cached_property
    def changes(self) -> ChangesPage:
        """What changed since the version before."""
        return self._placed(ChangesPage(self._state))

    @cached_property
    def shorter(self) -> ShorterPage:
        """Which frames a shorter story keeps."""
        form = self._placed(ShorterPage(self._state))
        form.made.connect(self.shorter_made)
        return form

    @cached_property
    def heading(self) -> HeadingPage:
        """Title, for whom, letters."""
        return self._placed(HeadingPage(self._state))

    def _make_head(self) -> None:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        self.back = IconButton("caret-left", tr("Back"), name="sideBack", size="small")
        self.back.clicked.connect(self.close_page)
        self._name = Label("", "lead")
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._name, 1)
        self.body.addWidget(self._head)
        self._head.hide()

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_all(self, *, drawing: bool) -> None:
        """Show everything as it stands; ``drawing``: the picture of this frame can be changed."""
        frame = self._state.frame
        self.making.setVisible(drawing)
        if drawing:
            self.shelf.show_words(frame.words if frame else "")
            self.shelf.show_pictures()
            self.figures.show_people()
        self.asked.setVisible(self._state.context.lens.kind != "child")
        self.asked.show_answers()
        self.tellings.show_tellings()
        page = self._page
        if isinstance(page, HeadingPage):
            page.show_heading()
        elif isinstance(page, ChangesPage):
            page.show_changes()
        elif isinstance(page, LookPage) and not page.show_person(page.person_id):
            self.close_page()

    def show_chosen(self, item: SceneItemView | None) -> None:
        """Another thing is chosen on the page."""
        self.shelf.show_chosen(item)
        self.figures.show_chosen(item)

    # ---- opening them -----------------------------------------------------------------------------------------
    def _open(self, page: QWidget, title: str) -> None:
        if self._page is None:
            self._from = QApplication.focusWidget()
        self._page = page
        self._name.setText(title)
        self.main.hide()
        for form in self._forms:
            form.setVisible(form is page)
        self._head.show()
        self.setAccessibleName(title)
        self.show()
        self.raise_()
        focus_first(page)

    def close_page(self) -> None:
        """Back from a form, to what it was opened from."""
        now = QApplication.focusWidget()
        is_here = now is not None and self.isAncestorOf(now)
        self._page = None
        before, self._from = self._from, None
        self.main.show()
        if is_here and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_here:
            focus_first(self.main)
        for form in self._forms:
            form.hide()
        self._head.hide()
        self.setAccessibleName(tr("Beside the story"))

    @property
    def page(self) -> QWidget | None:
        """The form that is shown."""
        return self._page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back from a form."""
        if event.key() == Qt.Key.Key_Escape and self._page is not None:
            self.close_page()
        else:
            super().keyPressEvent(event)

    def open_look(self, person_id: str) -> None:
        """How somebody is drawn."""
        if self.look.show_person(person_id) and self.look.preview.look is not None:
            self._open(self.look, tr("How {who} looks").format(who=self.look.preview.look.name))

    def open_answer(self, approval: ApprovalView | None) -> None:
        """What somebody says of these words."""
        self._open(self.answer, self.answer.show_answer(approval))

    def open_telling(self, telling_id: str) -> None:
        """When it was read."""
        self.telling.show_telling(telling_id)
        self._open(self.telling, tr("Read to the children"))

    def open_question(self, telling_id: str, asked_id: str) -> None:
        """What a child asked."""
        self.question.show_asked(telling_id, asked_id)
        self._open(self.question, tr("What did they ask?"))

    def open_changes(self) -> None:
        """What changed since the version before."""
        self.changes.show_changes()
        self._open(self.changes, tr("What changed"))

    def open_shorter(self, *, of_existing: bool) -> None:
        """A shorter story."""
        self.shorter.show_choice(of_existing=of_existing)
        self._open(self.shorter, tr("A shorter story"))

    def open_heading(self) -> None:
        """Title, for whom, letters."""
        self.heading.show_heading()
        self._open(self.heading, tr("About this version"))
