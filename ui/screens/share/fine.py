"""The finer choices of a document: which version, home, child or picture; how it is laid out, what it shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exporters.children_files import LAYOUTS
from exporters.order import Order
from exporters.record_files import REPORTS
from exporters.thinking_files import ALL_SETS
from models import dates, question_bank
from models.audits import audits_held
from models.circles import circles
from models.ecomap import homes_for
from models.harm import harm_view
from models.picture_views import SheetView, StoryLine
from models.plan import plan_view
from models.readers import Reader
from models.sheets import KINDS, sheets
from models.stories import stories, story_view
from models.story_template import ENGLISH, in_force
from ui.context import CaseContext
from ui.screens.share.pick import Pick
from ui.widgets import Label, SegmentedControl, Switch

_KEPT = ("map", "strands", "scales", "everything", *REPORTS)
"""What can be made from a kept version of the map."""
_DRAFTS = ("map", "strands", "everything", *REPORTS)
_FAMILY = ("genogram", "ecomap", "circles")


class FineChoices(QObject):
    """``widgets`` stand over the pages, those the chosen document knows; ``changed`` when something else is wanted."""

    changed = Signal()

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._what = "map"
        self.which = Pick("shareWhich")
        self.part = Pick("sharePart")
        self.layouts = SegmentedControl(
            [self.tr("Book"), self.tr("To fold"), self.tr("One page")], name="shareLayout", heard=self.tr("Layout")
        )
        self.fold_hint = Label(self.tr(
            "Print on both sides, flip on the short edge. Fold the sheets in the middle and staple them there."
        ), "caption", "ink2")  # fmt: skip
        self.fold_hint.setObjectName("shareFoldHint")
        self.ties = Switch(self.tr("How people get on"), name="shareTies", on=True)
        self.homes = Switch(self.tr("Homes"), name="shareHomes", on=True)
        self.names = Switch(self.tr("Names"), name="shareNames", on=True)
        self.drafts = Switch(self.tr("With drafts"), name="shareDrafts")
        self.fridge = Switch(self.tr("Only the page for the fridge"), name="shareFridge")
        self.layouts.chosen.connect(self._toggled)
        for pick in (self.which, self.part):
            pick.changed.connect(self._toggled)
        switches = (self.ties, self.homes, self.names, self.drafts, self.fridge)
        for switch in switches:
            switch.toggled.connect(self._toggled)
        self.widgets: tuple[QWidget, ...] = (self.which, self.part, self.layouts, *switches)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_for(self, what: str, reader: Reader) -> None:
        """What this document lets choose, for this reader."""
        self._what = what
        titles = {
            "ecomap": self.tr("Home"), "circles": self.tr("Circles"), "harm-matrix": self.tr("Behaviour"),
            "questions": self.tr("Which questions"), "houses": self.tr("Whose"), "audit": self.tr("Which audit"),
        }  # fmt: skip
        self.which.show_choices(titles.get(what, self.tr("Version")), self._things(what, reader))
        title = self.tr("Pictures") if what == "story" else self.tr("Pages")
        self.part.show_choices(title, self._parts(what, reader))
        laid = what == "story" and not self.part.chosen
        self.layouts.setVisible(laid)
        self.fold_hint.setVisible(laid and self._layout == "booklet")
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
        if what == "audit":
            return self._audits(reader)
        if what == "story":
            lines = stories(projector, workspace, reader)
            return [("" if not n else line.id, self._story_name(line)) for n, line in enumerate(lines)]
        if what == "houses":
            return self._whose(reader)
        if what in _KEPT:
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

    def _audits(self, reader: Reader) -> list[tuple[str, str]]:
        held = audits_held(self._context.projector, self._context.workspace_id, reader)
        with_whom = self.tr("{day}, with {name}")
        said = [(d, with_whom.format(day=dates.written(d), name=n) if n else dates.written(d)) for d, n in held]
        return [("" if not place else day, words) for place, (day, words) in enumerate(said)] or [("", "")]

    def _parts(self, what: str, reader: Reader) -> list[tuple[str, str]]:
        """The pictures of a story, the pages of a child."""
        projector = self._context.projector
        every = ("", self.tr("All of them"))
        if what == "story":
            lines = stories(projector, self._context.workspace_id, reader)
            shown = next((line.id for line in lines if line.id == self.which.chosen), lines[0].id if lines else "")
            view = story_view(projector, shown, reader)
            return [every, *((str(f.number), f"{f.number}  {f.question}") for f in (view.frames if view else ()))]
        if what == "houses":
            return [every, *((view.id, _sheet_name(view)) for view in self._sheets(reader, self.which.chosen))]
        return [every]

    def _whose(self, reader: Reader) -> list[tuple[str, str]]:
        """The children who have pages this reader may see; a child's own copy is of one child."""
        children = self._context.projector.children(self._context.workspace_id)
        known = [(child.id, child.name) for child in children if self._sheets(reader, child.id)]
        return known if reader.kind == "child" else [("", self.tr("All the children")), *known]

    def _sheets(self, reader: Reader, child_id: str) -> list[SheetView]:
        projector, workspace = self._context.projector, self._context.workspace_id
        if self._context.lens.is_us:
            return list(sheets(projector, workspace, reader, child_id or None))
        # Somebody else looks at this screen: a child's pages stand here only where that needs no choice of a child.
        shown = sheets(projector, workspace, reader)
        return [view for view in shown if child_id in ("", view.child.id)]

    def _story_name(self, line: StoryLine) -> str:
        language = in_force()[0].language(line.language).name if line.language != ENGLISH else ""
        form = self.tr("Shorter") if line.form == "shorter" else ""
        version = self.tr("version {n}").format(n=line.version)
        name = ", ".join(part for part in (language, form, version) if part)
        return name[:1].upper() + name[1:]

    @property
    def _layout(self) -> str:
        return LAYOUTS[max(0, self.layouts.current)]

    def applied(self, order: Order) -> Order:
        """The order with what is chosen here."""
        order = replace(
            order, ties=self.ties.isChecked(), homes=self.homes.isChecked(), names=self.names.isChecked(),
            drafts=self.drafts.isChecked() and order.reader.is_us and order.what in _DRAFTS,
        )  # fmt: skip
        if order.what == "ecomap":
            return replace(order, home=self.which.chosen)
        if order.what == "circles":
            return replace(order, circle=self.which.chosen)
        if order.what == "harm-matrix":
            return replace(order, behaviour=self.which.chosen)
        if order.what == "plan":
            version = int(self.which.chosen) if self.which.chosen else None
            return replace(order, plan_version=version, fridge=self.fridge.isChecked())
        if order.what == "questions":
            return replace(order, sets=(self.which.chosen,) if self.which.chosen else ())
        if order.what == "story":
            frame = int(self.part.chosen) if self.part.chosen else None
            return replace(order, story=self.which.chosen, layout=self._layout, frame=frame)
        if order.what == "audit":
            return replace(order, on=self.which.chosen or None)
        if order.what == "houses":
            return replace(order, child=self.which.chosen, sheet=self.part.chosen)
        return replace(order, version_id=self.which.chosen or None) if order.what in _KEPT else order

    def _toggled(self) -> None:
        self.changed.emit()


def _sheet_name(view: SheetView) -> str:
    name = KINDS[view.kind].name
    return f"{name[:1].upper()}{name[1:]}{f', {view.when}' if view.when else ''}"
