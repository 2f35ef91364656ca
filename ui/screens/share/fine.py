"""The finer choices of a document: which version, home or circles; with or without drafts, lines, homes, names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from exporters.export import Order
from exporters.thinking_files import ALL_SETS
from models import dates, question_bank
from models.circles import circles
from models.ecomap import homes_for
from models.harm import harm_view
from models.plan import plan_view
from models.readers import Reader
from ui.context import CaseContext
from ui.widgets import Button, Label, Menu, Switch, column

_MAP = ("map", "everything")
_DRAFTS = ("map", "strands", "everything")
_FAMILY = ("genogram", "ecomap", "circles")


class FineChoices(QWidget):
    """Shown beside the pages; only what the chosen document knows. ``changed`` when something else is wanted."""

    changed = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._what, self._choices, self._chosen = "map", [("", "")], ""
        body = column(self, (0, 0, 0, 0), gap=8)
        self._title = Label("", "label")
        self.which = Button("", name="shareWhich", menu=True, heard=self.tr("Which one"))
        self.which.clicked.connect(self._open_menu)
        self.ties = Switch(self.tr("How people get on"), name="shareTies", on=True)
        self.homes = Switch(self.tr("Homes"), name="shareHomes", on=True)
        self.names = Switch(self.tr("Names"), name="shareNames", on=True)
        self.drafts = Switch(self.tr("With drafts"), name="shareDrafts")
        self.fridge = Switch(self.tr("Only the page for the fridge"), name="shareFridge")
        body.addWidget(self._title)
        body.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        for switch in (self.ties, self.homes, self.names, self.drafts, self.fridge):
            switch.toggled.connect(self._toggled)
            body.addWidget(switch)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_for(self, what: str, reader: Reader) -> None:
        """What this document lets choose, for this reader."""
        self._what = what
        self._choices = self._things(what, reader)
        if self._chosen not in {key for key, _ in self._choices}:
            self._chosen = ""
        titles = {
            "ecomap": self.tr("Home"), "circles": self.tr("Circles"), "harm-matrix": self.tr("Behaviour"),
            "questions": self.tr("Which questions"),
        }  # fmt: skip
        self._title.setText(titles.get(what, self.tr("Version")))
        self.which.setText(next(name for key, name in self._choices if key == self._chosen))
        for widget in (self._title, self.which):
            widget.setVisible(len(self._choices) > 1)
        self.ties.setVisible(what == "genogram")
        self.homes.setVisible(what == "genogram")
        self.names.setVisible(what in _FAMILY)
        self.fridge.setVisible(what == "plan")
        # A draft is the team's own: nobody else has one in their copy.
        self.drafts.setVisible(what in _DRAFTS and reader.is_us)

    def _things(self, what: str, reader: Reader) -> list[tuple[str, str]]:
        projector, workspace = self._context.projector, self._context.workspace_id
        if what == "ecomap":
            homes = [(home.id, home.name) for home in homes_for(projector, workspace, reader)]
            return [("", homes[0][1]), *homes[1:]] if homes else [("", "")]
        if what == "circles":
            known = [(key, title) for key, title, _ in circles(projector, workspace, reader)]
            return [("", self.tr("All of them")), *known] if len(known) > 1 else [("", "")]
        if what == "harm-matrix":
            known = [(each.id, each.short) for each in harm_view(projector, workspace, reader).matrices]
            return [("", self.tr("All of them")), *known] if len(known) > 1 else [("", "")]
        if what == "questions":
            bank = question_bank.with_own(question_bank.in_force()[0], question_bank.shelf(self._context.case.desk))
            known = [(each.key, each.title) for each in bank.sets]
            return [("", self.tr("Still to ask, and favourites")), *known, (ALL_SETS, self.tr("All of them"))]
        if what == "plan":
            return self._plans(reader)
        if what in _MAP:
            kept = projector.versions(workspace)
            name = self.tr("Version {n}, {day}")
            return [
                ("", self.tr("As it is today")),
                *((v.id, name.format(n=v.number, day=dates.written(v.made_on))) for v in kept),
            ]
        return [("", "")]

    def _plans(self, reader: Reader) -> list[tuple[str, str]]:
        versions = plan_view(self._context.projector, self._context.workspace_id, reader).versions
        older = [v for v in versions if not v.is_current]
        name = self.tr("Version {n}, {day}")
        in_force = self.tr("The plan in force")
        return [("", in_force), *((str(v.number), name.format(n=v.number, day=v.when)) for v in older)]

    def applied(self, order: Order) -> Order:
        """The order with what is chosen here."""
        order = replace(
            order, ties=self.ties.isChecked(), homes=self.homes.isChecked(), names=self.names.isChecked(),
            drafts=self.drafts.isChecked() and order.reader.is_us and order.what in _DRAFTS,
        )  # fmt: skip
        if order.what == "ecomap":
            return replace(order, home=self._chosen)
        if order.what == "circles":
            return replace(order, circle=self._chosen)
        if order.what == "harm-matrix":
            return replace(order, behaviour=self._chosen)
        if order.what == "plan":
            version = int(self._chosen) if self._chosen else None
            return replace(order, plan_version=version, fridge=self.fridge.isChecked())
        if order.what == "questions":
            return replace(order, sets=(self._chosen,) if self._chosen else ())
        return replace(order, version_id=self._chosen or None) if order.what in _MAP else order

    # ---- choosing ---------------------------------------------------------------------------------------------
    def menu(self) -> Menu:
        """What there is to choose from."""
        menu = Menu(self, name="shareWhichMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in self._choices:
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(key == self._chosen)
            action.setData(key)
            action.triggered.connect(self._choose)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.which.mapToGlobal(self.which.rect().bottomLeft()))

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.choose(str(action.data()))

    def choose(self, key: str) -> None:
        """Another version, home or circles ("" for the first, or today's)."""
        self._chosen = key
        self.changed.emit()

    def _toggled(self) -> None:
        self.changed.emit()
