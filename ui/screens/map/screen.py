"""The map screen: its bar, the canvas and the panel beside it, and every change they make to the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from models.acts import cards
from models.casework import ChangeSet
from models.readers import Reader, ReaderProjection
from models.views import MapView, PersonView
from ui.context import CaseContext
from ui.screens.map.bar import MapBar
from ui.screens.map.canvas import MapCanvas
from ui.screens.map.deeds import CardDeeds
from ui.screens.map.draft import DraftCard
from ui.screens.map.drafting import Drafting
from ui.screens.map.menu import CardMenu
from ui.screens.map.panel import LargeQuestion, MapPanel
from ui.screens.map.parts import MapParts
from ui.screens.map.past import Past
from ui.screens.map.questions import CardWords
from ui.screens.map.style import next_zoom
from ui.screens.strands.chosen import choose_strand
from ui.widgets import Drawer, Surface, across, announce, column

REST_MS = 90
"""How long a carried card rests over a part before the panel speaks of it."""

TABLES = (
    "card", "card_person", "different_view", "restriction", "person", "strand", "scale", "pathway_period",
    "workspace", "workspace_child", "map_version", "casefile",
)  # fmt: skip
"""Rows the map is made of."""


class MapScreen(Surface):
    """The map of one workspace."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent=parent)
        self.setObjectName("mapScreen")
        self.context = context
        self._part = "past_harm"
        self._wants_safety: str | None = None
        self._found: list[str] = []
        self._found_at = -1
        self._build()
        self._wire()
        self._add_keys()
        context.changed.connect(self._on_changed)
        context.lens_changed.connect(self._on_lens)
        self.refresh()

    # ---- building ---------------------------------------------------------------------------------------------
    def _build(self) -> None:
        outer = across(self)
        page = QWidget()
        body = column(page, gap=0)
        self.bar = MapBar(self)
        self.canvas = MapCanvas()
        body.addWidget(self.bar)
        body.addWidget(self.canvas, 1)
        outer.addWidget(page, 1)
        self.panel = MapPanel(self)
        self.drawer = Drawer(self.panel, self, outer)
        self.deeds = CardDeeds(self.context, self.panel, self)
        parts = MapParts(self.context, self.bar, self.canvas, self.panel, self.drawer)
        self.past = Past(parts, body)
        self.words = CardWords(parts)
        self.drafting = Drafting(parts, self.words)
        self.drafting.ended.connect(self.refresh)

    def _wire(self) -> None:
        canvas, bar = self.canvas, self.bar
        canvas.moved.connect(self.move_cards)
        canvas.typed.connect(self.write)
        canvas.edit_begun.connect(self.words.follow)
        canvas.edit_ended.connect(self._on_edit_ended)
        canvas.ticked.connect(self.tick)
        canvas.strand_wanted.connect(self.go_to_strand)
        canvas.delete_wanted.connect(self.delete)
        canvas.menu_wanted.connect(self.show_menu)
        canvas.add_wanted.connect(self.drafting.add)
        canvas.paste_wanted.connect(self.drafting.paste)
        canvas.zoom_changed.connect(bar.show_zoom)
        canvas.edit_refused.connect(self._on_refused)
        bar.zoom_stepped.connect(self._on_zoom_step)
        bar.zoom_reset.connect(self._on_zoom_reset)
        bar.show_all_wanted.connect(canvas.show_all)
        bar.find_changed.connect(self.find_words)
        bar.find_next.connect(self.find_next)
        bar.panel_wanted.connect(self._toggle_panel)
        canvas.selection_changed.connect(self._on_selection)
        canvas.part_changed.connect(self._on_part)
        canvas.aimed.connect(self._on_aimed)
        self._aimed_part = ""
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._show_aimed)
        self.past.leaving.connect(self.closing)
        self.past.turned.connect(self.refresh)
        panel = self.panel
        panel.part_wanted.connect(self._on_belongs)
        panel.test_wanted.connect(self.test_safety)
        panel.move_menu_wanted.connect(self.show_menu)
        panel.split_wanted.connect(self.split)
        panel.merge_wanted.connect(self._merge_chosen)
        panel.delete_wanted.connect(self._delete_chosen)
        panel.large_wanted.connect(self._show_large)
        panel.strand_wanted.connect(self._open_strand)

    # ---- showing ----------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show the case as it stands, for whoever looks."""
        view = self.past.view()
        self.past.show_state()
        self.canvas.frozen_ids = self._differs_from_record(view)
        today = self.context.projector.today
        self.canvas.set_view(view, just_us=self.context.lens.is_us, today=today)
        if self.canvas.find_words:
            self.find_words(self.canvas.find_words)
        self.show_panel()

    def show_panel(self) -> None:
        """Show beside the map what fits what is in the hand, chosen, or being worked on."""
        self._show_panel()
        self.words.follow()

    def _show_panel(self) -> None:
        view, canvas = self.canvas.view, self.canvas
        if view is None:
            return
        shown = {card.id: card for card in view.cards}
        if self._wants_safety not in shown:
            self._wants_safety = None
        wanted = self._wants_safety or (canvas.selected[0] if len(canvas.selected) == 1 else None)
        if wanted is None or wanted not in shown:
            many = len(canvas.selected) if canvas.may_change else 0
            self.panel.show_part(view, self._part, many=many if many > 1 else 0)
            return
        self.panel.show_card(
            view, shown[wanted], self._people(), just_us=self.context.lens.is_us, today=self.context.projector.today,
            four=self._wants_safety is not None, may_change=canvas.may_change and wanted not in canvas.frozen_ids,
        )  # fmt: skip

    def _people(self) -> list[PersonView]:
        """People one may name while this reader looks."""
        reader = ReaderProjection(self.context.case.rows, self.context.lens)
        everybody = (reader.person(person) for person in self.context.projector.people.values())
        order = {"family": 0, "friend": 1, "professional": 2}
        return sorted((p for p in everybody if p is not None), key=lambda p: (order.get(p.kind, 3), p.name))

    def _on_selection(self) -> None:
        if self._wants_safety is not None and self._wants_safety not in self.canvas.selected:
            self._wants_safety = None
        self.show_panel()

    def _on_part(self, part: str) -> None:
        if part != self._part:
            self._part = part
            self.show_panel()

    def _on_aimed(self, part: str) -> None:
        """While a card is in the hand, the panel speaks of the part it rests over: not on every frame of the way."""
        self._aimed_part = part
        self._resting.start()

    @property
    def is_following(self) -> bool:
        """Whether the panel has yet to speak of the part a carried card is over."""
        return self._resting.isActive()

    def _show_aimed(self) -> None:
        view, part = self.canvas.view, self._aimed_part
        if view is None or not self.canvas.hand.ids:
            return
        first = next((card for card in view.cards if card.id in self.canvas.hand.ids), None)
        if part == "safety" and first is not None and self._lacks_facts(first.id):
            self.panel.show_card(view, first, (), just_us=False, today=self.context.projector.today, four=True,
                                 may_change=False)  # fmt: skip
        else:
            self.panel.show_part(view, part)

    def _lacks_facts(self, card_id: str) -> bool:
        row = self.context.case.rows.get("card", card_id)
        return row is not None and bool(self.context.projector.card(row | {"part": "safety"}).missing)

    def _on_belongs(self, card_id: str, part: str) -> None:
        self._wants_safety = None
        self.move_cards((card_id,), part, None)

    def test_safety(self, card_id: str) -> None:
        """Ask for the four facts that make a strength safety, one by one; "" leaves it as it is."""
        before, self._wants_safety = self._wants_safety, card_id or None
        if card_id:
            self.canvas.select([card_id])
        self.show_panel()
        if card_id:
            self.panel.show()
            self.panel.raise_()
            self.panel.form.ask_next()
        elif before is not None:
            self.canvas.focus_card(before)

    def _merge_chosen(self) -> None:
        self.merge(self.canvas.chosen())

    def _delete_chosen(self) -> None:
        self.delete(self.canvas.chosen())

    def _toggle_panel(self) -> None:
        self.panel.setVisible(not self.panel.isVisible())
        if self.panel.isVisible():
            self.panel.raise_()

    def _show_large(self, question: str) -> None:
        large = LargeQuestion(self.panel.questions, self)
        large.setGeometry(self.rect())
        large.show()
        large.raise_()
        large.setFocus()

    def _differs_from_record(self, view: MapView) -> frozenset[str]:
        """Cards whose words are shown with a public name: written on, the public name would replace the true one."""
        if self.context.lens.is_us:
            return frozenset()
        table = self.context.case.rows.table("card")
        return frozenset(c.id for c in view.cards if c.id in table and table[c.id]["text"] != c.text)

    def _on_changed(self, change: ChangeSet) -> None:
        self.drafting.follow(change)
        if change.touches(*TABLES):
            self.refresh()
            self.past.refresh_compare()

    def _on_lens(self, reader: Reader) -> None:
        self.canvas.finish_editing()
        self.drafting.end()
        self.canvas.hand.put_back()
        self.refresh()
        self.past.refresh_compare()

    # ---- writing ----------------------------------------------------------------------------------------------
    def write(self, card_id: str, text: str) -> None:
        """Write a card's words."""
        row = self.context.case.rows.get("card", card_id)
        if row is not None and row["text"] != text:
            self.context.attempt(lambda: cards.write_card(self.context.case, card_id, text, origin=self.canvas))

    def _on_edit_ended(self, card_id: str, cancelled: bool) -> None:
        row = self.context.case.rows.get("card", card_id)
        if row is not None and not row["text"].strip() and not cancelled:
            self.delete((card_id,))
        self.words.follow()

    def _on_refused(self, card_id: str) -> None:
        self.context.say(self.tr("This card can't be changed while others are looking."))

    @property
    def draft(self) -> DraftCard | None:
        """The new card that is being written."""
        return self.drafting.draft

    def add(self, part: str) -> None:
        """Begin a new card at the end of what a part shows."""
        self.drafting.add(part)

    # ---- doing ------------------------------------------------------------------------------------------------
    def move_cards(self, ids: Sequence[str], part: str, before: str | None) -> None:
        """Move cards; those that lack what existing safety needs stay strengths, and the panel says why."""
        case = self.context.case
        section = self.canvas.section(part)
        seen = self._last_step()
        done = self.context.attempt(lambda: cards.move_cards(case, list(ids), part, before_id=before))
        if done is None or section is None:
            return
        if section.shown is not None and ids:
            section.shown += len(done.moved)
            self.refresh()
        self.canvas.arrange()
        self.canvas.select(ids)
        self.canvas.focus_card(ids[0])
        if done.needs_facts:
            self._wants_safety = next(iter(done.needs_facts))
            self.canvas.select([self._wants_safety])
            self.show_panel()
            self.panel.show()
            self.panel.raise_()
        if self._last_step() != seen:
            label = case.undo_label or ""
            self.context.said_and_undoable(label)
            announce(self.canvas, label)

    def _last_step(self) -> int:
        done = [item for item in self.context.case.history() if item.state == "done"]
        return done[0].step if done else 0

    def delete(self, ids: Sequence[str]) -> None:
        """Delete cards, with a way back."""
        if not ids or not self.canvas.may_change:
            return
        follower = self._after(ids)
        self.context.attempt(lambda: cards.delete_cards(self.context.case, list(ids)))
        self.context.said_and_undoable(self.context.case.undo_label or "")
        if follower is not None:
            self.canvas.focus_card(follower)

    def _after(self, ids: Sequence[str]) -> str | None:
        """The card that gets the keyboard when these are gone."""
        section = self.canvas.section_of(ids[0])
        order = [card.id for card in section.cards] if section is not None else []
        rest = [key for key in order[order.index(ids[0]) :] if key not in ids] if order else []
        return rest[0] if rest else next((key for key in reversed(order) if key not in ids), None)

    def go_to_strand(self, card_id: str) -> None:
        """Go to the room of the strands: to the card's own, where it has one."""
        tag = next((card.strand for card in self.context.map_view().cards if card.id == card_id), None)
        if tag is not None:
            choose_strand(self.context, tag.id)
        self.context.go("strands")

    def _open_strand(self, strand_id: str) -> None:
        choose_strand(self.context, strand_id)
        self.context.go("strands")

    def link_strand(self, ids: Sequence[str], strand_id: str | None) -> None:
        """Tie cards to a strand, or to none."""
        self.context.attempt(lambda: cards.link_strand(self.context.case, list(ids), strand_id))

    def merge(self, ids: Sequence[str]) -> None:
        """Make one card of several."""
        kept = self.context.attempt(lambda: cards.merge_cards(self.context.case, list(ids)))
        if kept:
            self.canvas.select([kept])
            self.canvas.focus_card(kept)
            self.context.said_and_undoable(self.context.case.undo_label or "")

    def split(self) -> None:
        """Cut the card that is being written on where the cursor stands."""
        card = self.canvas.editing()
        if card is None or card.field is None:
            self.context.say(self.tr("Click into the words first, where the cut should be."))
            return
        at, card_id = card.field.textCursor().position(), card.view.id
        text = card.field.toPlainText()
        at -= len(text[:at]) - len(text[:at].lstrip()) if not text[:at].strip() else len(text) - len(text.lstrip())
        card.end_edit()
        made = self.context.attempt(lambda: cards.split_card(self.context.case, card_id, at))
        if made:
            self.canvas.focus_card(made)
            self.context.said_and_undoable(self.context.case.undo_label or "")

    def tick(self, card_id: str) -> None:
        """Tick a next step off, or put it back."""
        row = self.context.case.rows.get("card", card_id)
        if row is not None:
            done_on = None if row["done_on"] else self.context.services.now().date().isoformat()
            self.context.attempt(lambda: cards.tick_step(self.context.case, card_id, done_on))
            announce(self.canvas, self.context.case.undo_label or "")

    def show_menu(self, card_id: str, at: QPoint) -> None:
        """A card's menu (without an id, that of the chosen cards)."""
        card_id = card_id or next(iter(self.canvas.chosen()), "")
        menu = self.menu_of(card_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu_of(self, card_id: str) -> CardMenu:
        """The menu of a card and those chosen with it (made apart from showing it, so that a test can press it)."""
        menu = CardMenu(self.canvas, card_id)
        menu.linked.connect(self.link_strand)
        menu.merge_wanted.connect(self.merge)
        menu.test_wanted.connect(self.test_safety)
        return menu

    # ---- zoom and find ----------------------------------------------------------------------------------------
    def _on_zoom_step(self, up: bool) -> None:
        self.canvas.set_zoom(next_zoom(self.canvas.zoom, up))

    def _on_zoom_reset(self) -> None:
        self.canvas.set_zoom(1.0)

    def find_words(self, words: str) -> None:
        """Mark words on the map."""
        self._found = self.canvas.mark_finds(words)
        self._found_at = -1
        self.bar.show_found(len(self._found) if words.strip() else None)

    def find_next(self, back: bool) -> None:
        """Go to the next card that has the words."""
        if self._found:
            self._found_at = (self._found_at + (-1 if back else 1)) % len(self._found)
            self.canvas.reveal(self._found[self._found_at])
            self.canvas.select([self._found[self._found_at]])

    def _add_keys(self) -> None:
        """Keys that work wherever the keyboard is, while the map is in sight."""
        keys: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("mapFindKey", "Ctrl+F", self.bar.open_find),
            ("zoomInKey", "Ctrl++", self._zoom_in),
            ("zoomInKeyToo", "Ctrl+=", self._zoom_in),
            ("zoomOutKey", "Ctrl+-", self._zoom_out),
            ("zoomResetKey", "Ctrl+0", self._on_zoom_reset),
        )
        for name, shortcut, act in keys:
            action = QAction(self)
            action.setObjectName(name)
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    def _zoom_in(self) -> None:
        self._on_zoom_step(True)

    def _zoom_out(self) -> None:
        self._on_zoom_step(False)

    def closing(self) -> None:
        """Save what is being written (before the page goes away)."""
        self.canvas.finish_editing()
        self.drafting.end()
        self.words.stop()
