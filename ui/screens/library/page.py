"""The practice library as a page of the desk: every guide at the left, the chosen one with room to read."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import library
from ui.screens.desk_page import DeskContext, DeskPage
from ui.screens.library.finder import Found
from ui.screens.library.guide_view import GuideView
from ui.screens.library.paper import print_guides, save_guides
from ui.theme import theme
from ui.widgets import Button, FlowLayout, Label, LinkButton, ScrollArea, SearchField, announce, column


class LibraryPage(DeskPage):
    """Chapters and their guides, one search over guides, examples and questions."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "", "libraryPage", parent)
        self.title.setText(self.tr("Practice library"))
        self.title.setMinimumWidth(self.title.sizeHint().width())
        self.library, fault = library.in_force()
        self.view: GuideView | None = None
        self._links: dict[str, LinkButton] = {}
        self.search = SearchField(name="librarySearch", heard=self.tr("Find a guide, an example, a question"),
                                  placeholder=self.tr("Find a guide, an example, a question"))  # fmt: skip
        self.search.setMinimumWidth(theme().px(240))
        self.search.setMaximumWidth(theme().px(420))
        self.search.textChanged.connect(self._on_search)
        self.head.addWidget(self.search, 10)
        row = QHBoxLayout()
        row.setSpacing(theme().px(28))
        self.body.addLayout(row, 1)
        row.addWidget(self._make_list())
        reading, text = QWidget(), QWidget()
        text.setMaximumWidth(theme().px(760))
        beside = QHBoxLayout(reading)
        beside.setContentsMargins(theme().px(8), 0, theme().px(16), theme().px(32))
        beside.addWidget(text, 10)
        beside.addStretch(1)
        self._place = column(text, gap=10)
        self._acts = self._make_acts()
        self._place.addWidget(self._acts)
        self.found = Found(self.desk)
        self.found.opened.connect(self.open)
        self.found.said.connect(self.said)
        self.found.hide()
        self._place.addWidget(self.found)
        self._place.addStretch(1)
        self._scroll = ScrollArea(reading, name="libraryScroll")
        row.addWidget(self._scroll, 1)
        self.open(self.library.guides[0].key)
        self.tell(fault)

    def _make_acts(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        for words, name, icon, act in (
            (self.tr("Save as PDF"), "librarySave", "download-simple", self._save),
            (self.tr("Print"), "libraryPrint", "printer", self._print),
            (self.tr("All as PDF"), "librarySaveAll", "file-pdf", self._save_all),
        ):
            button = Button(words, name=name, icon=icon, size="small")
            button.clicked.connect(act)
            flow.addWidget(button)
        return holder

    def _make_list(self) -> ScrollArea:
        holder = QWidget()
        body = column(holder, (4, 0, 8, 24), gap=2)
        for number, chapter in enumerate(self.library.chapters):
            if number:
                body.addSpacing(theme().px(10))
            body.addWidget(Label(chapter.title, "label", "ink2"))
            for guide in chapter.guides:
                link = LinkButton(guide.title, name=f"guide-{guide.key}")
                link.setProperty("guide", guide.key)
                link.clicked.connect(self._go)
                self._links[guide.key] = link
                body.addWidget(link)
        body.addStretch(1)
        area = ScrollArea(holder, name="libraryList")
        area.setFixedWidth(theme().px(270))
        return area

    # ---- showing ----------------------------------------------------------------------------------------------
    def open(self, key: str) -> None:
        """Show a guide."""
        guide = self.library.guide(key)
        if guide is None:
            return
        if self.search.text():
            self.search.clear()
        self._forget()
        self.view = GuideView(guide, library.own_note(self.desk, key), large=True)
        self.view.note_written.connect(self._keep_note)
        self._place.insertWidget(1, self.view)
        self.view.show()
        self._place.activate()
        self._scroll.verticalScrollBar().setValue(0)
        for name, link in self._links.items():
            is_here = name == key
            link.icon_name = "caret-right" if is_here else ""
            link.setAccessibleName(self.tr("{guide}, open").format(guide=link.text()) if is_here else link.text())
            link.updateGeometry()
            link.update()
        announce(self, guide.title)

    def _forget(self) -> None:
        if self.view is None:
            return
        self.view.note.commit()
        self._place.removeWidget(self.view)
        self.view.hide()
        self.view.deleteLater()
        self.view = None

    def _go(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.open(str(link.property("guide")))

    def _on_search(self, words: str) -> None:
        is_searched = bool(words.strip())
        if is_searched:
            self.found.show_for(self.library, words)
        else:
            self.found.clear()
        self.found.setVisible(is_searched)
        for part in (self.view, self._acts):
            if part is not None:
                part.setVisible(not is_searched)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _keep_note(self, key: str, text: str) -> None:
        self.attempt(lambda: library.keep_own_note(self.desk, key, text))

    def _save(self) -> None:
        if self.view is not None:
            self._save_these([self.view.guide])

    def _save_all(self) -> None:
        self._save_these(list(self.library.guides))

    def _save_these(self, guides: list[library.Guide]) -> None:
        words = self.tr("Save the guide") if len(guides) == 1 else self.tr("Save the library")
        done: list[bool] = []
        self.attempt(lambda: done.append(save_guides(self, self.context.services, self.desk, guides, words)))
        if any(done):
            self.said.emit(self.tr("Saved"))

    def _print(self) -> None:
        if self.view is not None:
            guide = self.view.guide
            self.attempt(lambda: print_guides(self, self.desk, [guide]))
