"""A sheet as its worker reads it: the page itself, whom the child lets see what, where it stood, when it was made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.acts.sheets import remove_sheet, set_sheet
from models.drawings.figures import default_look
from models.drawings.houses import Pictures, houses_sheet
from models.looks import look_view
from models.one_line import as_iso
from models.photos import load_blobs
from models.picture_views import SheetView
from models.scenes import photo_keys
from models.sheets import sheet_view
from ui.context import CaseContext
from ui.screens.children.words import answer_words, called, number_said, tr
from ui.screens.scaling.answers import ScoreTag
from ui.screens.share.pages import PageView
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Button, IconButton, IconMark, Label, ScrollArea, SidePanel, clear, column


def pages_of(context: CaseContext, view: SheetView) -> list[PageView]:
    """The pages of a sheet as they are printed for whoever looks."""
    scenes = [view.scene, *(item.scene for part in view.parts for item in part.items)]
    blobs = load_blobs(context.case, {key for scene in scenes if scene for key in photo_keys(scene)})
    look = context.projector, context.lens
    pictures = Pictures(blobs, look=lambda person: look_view(look[0], person.id, look[1]) or default_look(person))
    drawing = houses_sheet(view, pictures=pictures, with_permissions=context.lens.is_us).drawing()
    said = drawing.text()
    pages = [PageView(page, f"{view.title}, {n}") for n, page in enumerate(drawing.pages, start=1)]
    if pages:
        pages[0].setAccessibleDescription(said)
    return pages


class ReadingPage(QWidget):
    """One sheet, read. ``back()``, ``go_on(sheet id)``."""

    back = Signal()
    go_on = Signal(str)

    def __init__(self, context: CaseContext, view: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheetReading")
        self.context, self.sheet_id = context, view.id
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        left = QWidget()
        body = column(left, (24, 12, 24, 0), gap=8)
        body.addLayout(self._make_head(view))
        self._page = QWidget()
        self._pages = column(self._page, (0, 0, 8, 24), gap=12)
        body.addWidget(ScrollArea(self._page, name="sheetPages"), 1)
        outer.addWidget(left, 1)
        self.panel = SidePanel(tr("Whom {name} lets see it").format(name=view.child.name), name="sheetSeen",
                               width=316, closable=False)  # fmt: skip
        outer.addWidget(self.panel)
        self._show(view)

    def _make_head(self, view: SheetView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        away = Button(tr("All sheets"), name="sheetBack", kind="quiet", icon="caret-left")
        away.clicked.connect(self.back)
        row.addWidget(away)
        self.title = Label(view.title, "title", wrap=False)
        row.addWidget(self.title, 1)
        self.remove_button = IconButton("trash", tr("Remove this sheet"), name="sheetRemove")
        self.remove_button.clicked.connect(self._remove)
        row.addWidget(self.remove_button)
        copy = Button(tr("Give a copy"), name="sheetShare", icon="paper-plane-tilt")
        copy.clicked.connect(self._share)
        row.addWidget(copy)
        words = tr("Go on with {name}").format(name=view.child.name)
        more = Button(words, name="sheetGoOn", kind="primary", icon="house-line")
        more.clicked.connect(self._go_on)
        row.addWidget(more)
        return row

    def refresh(self) -> bool:
        """Show it as it stands now; False where it is no longer there for whoever looks."""
        view = sheet_view(self.context.projector, self.sheet_id, self.context.lens)
        if view is None:
            return False
        self._show(view)
        return True

    def _show(self, view: SheetView) -> None:
        self.title.setText(view.title)
        for layout in (self._pages, self.panel.body):
            clear(layout)
        for page in pages_of(self.context, view):
            self._pages.addWidget(page)
        self._pages.addStretch(1)
        if self.context.lens.is_us:
            self._add_seen(view)
        self.panel.title.setText(
            tr("Whom {name} lets see it").format(name=view.child.name) if self.context.lens.is_us else tr("About it")
        )
        self._add_path(view)
        self._add_facts(view)
        self.panel.body.addStretch(1)

    # ---- the panel --------------------------------------------------------------------------------------------
    def _add_seen(self, view: SheetView) -> None:
        body = self.panel.body
        whole = [(each.person.name if each.person else tr("Everybody else"), answer_words(each))
                 for each in view.may_see]  # fmt: skip
        body.addWidget(_Seen(tr("The whole sheet"), whole, view.permission))
        for part in view.parts:
            for item in part.items:
                if item.may_see or item.permission:
                    answers = [(each.person.name if each.person else tr("Everybody else"), answer_words(each))
                               for each in item.may_see]  # fmt: skip
                    body.addWidget(_Seen(called(item), answers, item.permission))
        if not whole and not view.permission:
            text = tr("Nothing was said about the rest: outside the team nobody sees it.")
            body.addWidget(Label(text, "caption", "ink2"))

    def _add_path(self, view: SheetView) -> None:
        if not view.path:
            return
        body = self.panel.body
        body.addWidget(Label(tr("On the path"), "label"))
        for step in view.path:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme().px(8))
            if step.value is not None:
                row.addWidget(ScoreTag(step.value))
            held = self.context.case.rows.get("sheet_item", step.id)
            counts = tr("also a score in its round") if held and held["score_id"] and self.context.lens.is_us else ""
            row.addWidget(Label(", ".join(filter(None, (step.when, counts))), "body", "ink2"), 1)
            body.addWidget(line)
            if step.text:
                body.addWidget(Label(f"“{step.text}”", "words"))

    def _add_facts(self, view: SheetView) -> None:
        body = self.panel.body
        body.addSpacing(theme().px(6))
        may_write = self.context.lens.is_us
        for key, heading, words in (
            ("made_on", tr("Made on"), view.when), ("made_with", tr("With"), view.made_with),
            ("place", tr("Where"), view.place),
        ):  # fmt: skip
            if not may_write and not words:
                continue
            body.addWidget(Label(heading, "caption", "ink2"))
            if may_write:
                field = WordsField(words, name=f"sheet-{key}", heard=heading, role="body", single=True,
                                   empty=tr("Add it"))  # fmt: skip
                field.setProperty("field", key)
                field.written.connect(self._write)
                body.addWidget(field)
            else:
                body.addWidget(Label(words, "body"))
        things = sum(len(part.items) for part in view.parts)
        done = tr("finished") if view.finished_on else tr("not finished")
        body.addWidget(Label(f"{number_said(things)}, {done}", "caption", "ink2"))

    def _write(self, words: str) -> None:
        field = self.sender()
        key = str(field.property("field"))
        value = as_iso(words) if key == "made_on" else words
        case, sheet_id = self.context.case, self.sheet_id
        self.context.attempt(lambda: set_sheet(case, sheet_id, origin=self, **{key: value}))

    # ---- doing ------------------------------------------------------------------------------------------------
    def _go_on(self) -> None:
        self.go_on.emit(self.sheet_id)

    def _share(self) -> None:
        self.context.share("houses")

    def _remove(self) -> None:
        case, sheet_id = self.context.case, self.sheet_id
        self.context.attempt(lambda: remove_sheet(case, sheet_id))
        self.context.said_and_undoable(tr("Sheet removed"))


class _Seen(QWidget):
    """A thing and who may see it."""

    def __init__(self, title: str, answers: list[tuple[str, str]], words: str) -> None:
        super().__init__()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, theme().px(6))
        body.setSpacing(theme().px(2))
        body.addWidget(Label(title, "words"))
        for name, answer in answers:
            row = QHBoxLayout()
            row.setSpacing(theme().px(6))
            row.addWidget(IconMark("eye-slash" if answer == tr("no") else "eye", size=16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(f"{name}: {answer}", "body", "ink2"), 1)
            body.addLayout(row)
        if words and not answers:
            body.addWidget(Label(words, "body", "ink2"))
        if not answers and not words:
            body.addWidget(Label(tr("Nothing was said."), "body", "ink2"))
