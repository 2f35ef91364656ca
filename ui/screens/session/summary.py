"""After a session: its summary on file, "awaiting the manager", and what the manager decided."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from exporters.export import export, pages_of
from exporters.order import Order
from models import dates
from models.acts import sessions as acts
from models.durable import plain_disk_errors, write_private
from models.readers import Reader
from models.sessions import SessionView, session_view
from ui.context import CaseContext
from ui.screens.share.pages import Pages
from ui.seams import seams
from ui.theme import theme
from ui.widgets import Button, Card, GrowingTextEdit, Label, ScrollArea, Surface, column


class SummaryPage(QWidget):
    """The very pages that go on file, and the decision beside them. ``back()`` to the sessions."""

    back = Signal()

    def __init__(self, context: CaseContext, session_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionSummary")
        self.context, self.session_id = context, session_id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.pages = Pages()
        row.addWidget(self.pages, 1)
        side = Surface("canvas")
        side.setFixedWidth(theme().px(360))
        row.addWidget(side)
        inner = QWidget()
        self._fill(inner)
        column(side).addWidget(ScrollArea(inner, name="summarySide"))
        context.changed.connect(self._on_change)
        self.refresh()

    def _fill(self, inner: QWidget) -> None:
        body = column(inner, (20, 18, 20, 18), gap=10)
        self.title = Label("", "title")
        self.status = Label("", "body", "ink2")
        body.addWidget(self.title)
        body.addWidget(self.status)
        save = Button(self.tr("Save as PDF"), name="saveSummary", kind="primary", icon="download-simple")
        save.clicked.connect(self.save)
        body.addWidget(save)
        back = Button(self.tr("All sessions"), name="allSessions", icon="arrow-left")
        back.clicked.connect(self.back)
        body.addWidget(back)
        body.addSpacing(theme().px(10))
        self.deciding = Card()
        inside = column(self.deciding, (14, 12, 14, 12), gap=8)
        inside.addWidget(Label(self.tr("What the manager decided"), "label"))
        self.words = GrowingTextEdit(
            name="decision", heard=self.tr("What the manager decided"), min_lines=3,
            placeholder=self.tr("In the manager's words"),
        )  # fmt: skip
        inside.addWidget(self.words)
        decide = Button(self.tr("Write it down"), name="decide", icon="gavel")
        decide.clicked.connect(self._decide)
        inside.addWidget(decide)
        body.addWidget(self.deciding)
        body.addWidget(Label(self.tr("The page names nobody of the family in full, and nothing that is held back."),
                             "caption", "ink2"))  # fmt: skip
        body.addStretch(1)

    @property
    def order(self) -> Order:
        """What would be saved."""
        return Order("supervision", Reader("supervision"), session=self.session_id)

    @property
    def view(self) -> SessionView | None:
        """The session as the team sees it."""
        return session_view(self.context.projector, self.session_id)

    def refresh(self) -> None:
        """The pages and the state as they are now."""
        view = self.view
        if view is None:
            return
        self.title.setText(view.title)
        said = self.tr("{day}. Held.")
        if view.status == acts.AWAITING:
            said = self.tr("{day}. Awaiting the manager who answers for the case.")
        elif view.status == acts.APPROVED:
            said = self.tr("{day}. The manager has decided.")
        self.status.setText(said.format(day=dates.written(view.held_on)))
        if not self.words.hasFocus():
            self.words.setPlainText(view.decision)
        drawing = self.context.attempt(lambda: pages_of(self.context.case, self.context.workspace_id, self.order))
        self.pages.show_drawing(drawing)

    def save(self) -> None:
        """Save the summary as PDF where the person says."""
        view = self.view
        if view is None:
            return
        suggested = str(self.context.services.documents_folder / f"{view.title} {view.held_on}.pdf")
        path = seams().save_file(self, self.tr("Save the summary"), suggested, [self.tr("PDF (*.pdf)")])
        if path is None:
            return
        data = self.context.attempt(
            lambda: export(self.context.case, self.context.workspace_id, self.order, file_name=path.name)
        )
        if data is None:
            return

        def write() -> bool:
            with plain_disk_errors():
                write_private(path, data)
            return True

        if self.context.attempt(write):
            self.context.say(self.tr("Saved"), self.tr("Open"), lambda: seams().open_path(path))

    def _decide(self) -> None:
        self.context.attempt(lambda: acts.decide(self.context.case, self.session_id, self.words.toPlainText()))

    def _on_change(self, change: object) -> None:
        self.refresh()
