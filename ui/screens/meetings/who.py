"""Who came to a meeting, or is invited: chips of who is named, and the people of the case to tap, inner ring first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from models.acts import meetings as acts
from models.meetings import Offered
from models.thinking_views import AttendeeView, MeetingView
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.map.people_field import empty_flow
from ui.screens.meetings.words import attending_words, tr
from ui.screens.people.discs import disc_of
from ui.theme import theme
from ui.widgets import Chip, FlowLayout, Label, LineField, LinkButton, Menu, column

FIRST = 8
"""How many people are offered before "More people" when nobody stands in the inner ring."""
_TONES = {"came": "", "invited": "line", "sorry": "plain"}


class _NameField(LineField):
    """Where a name is typed: Enter takes it and the field stays for the next."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Escape empties the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class WhoCame(QWidget):
    """The people of one meeting. Everything is saved as soon as it is pressed."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whoCame")
        self._context = context
        self._view: MeetingView | None = None
        self._offered: Sequence[Offered] = ()
        self._left_over: Sequence[Offered] = ()
        self._shown: tuple[object, ...] = ()
        self._all = False
        body = column(self, gap=8)
        self.title = Label("", "words", bold=True)
        body.addWidget(self.title)
        chips, self._flow = QWidget(), FlowLayout(gap=theme().px(8), row_gap=theme().px(6))
        chips.setLayout(self._flow)
        self._chips = chips
        body.addWidget(chips)
        self.everybody = LinkButton(tr("Everybody invited came"), name="everybodyCame", icon="check")
        self.everybody.clicked.connect(self._everybody_came)
        body.addWidget(self.everybody)
        self.field = _NameField(
            name="attendeeName", heard=tr("Somebody else, by name or in words"), height=36,
            placeholder=tr("Somebody else: a name, or “two neighbours”"),
        )  # fmt: skip
        self.field.setMaximumWidth(theme().px(420))
        self.field.textEdited.connect(self._narrow)
        self.field.returnPressed.connect(self._take_typed)
        self.field.editingFinished.connect(self._left)
        body.addWidget(self.field)
        self._caption = Label("", "caption", "ink2")
        body.addWidget(self._caption)
        offers, self._offer_flow = QWidget(), FlowLayout(gap=theme().px(8), row_gap=theme().px(6))
        offers.setLayout(self._offer_flow)
        self._offers = offers
        body.addWidget(offers)
        self.more = LinkButton(tr("More people"), name="morePeople", role="caption", ink="ink2")
        self.more.clicked.connect(self._toggle)
        body.addWidget(self.more)

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show_meeting(self, view: MeetingView, offered: Sequence[Offered]) -> None:
        """Show who came to the meeting, and whom one may add."""
        self._view, self._offered = view, offered
        self.title.setText(tr("Who is invited") if view.is_planned else tr("Who came"))
        waiting = any(person.state == "invited" for person in view.people)
        self.everybody.setVisible(waiting and not view.is_planned)
        there = {person.person.id for person in view.people if person.person}
        self._left_over = [offer for offer in offered if offer.person.id not in there]
        key = (view.people, view.is_planned, tuple(self._left_over), self._all)
        if key == self._shown:
            return
        self._shown = key
        self._show_people(view)
        self._show_offers()

    def _show_people(self, view: MeetingView) -> None:
        keep = self._focused(self._chips)
        empty_flow(self._flow)
        for person in view.people:
            chip = self._chip(person, view.is_planned)
            self._flow.addWidget(chip)
            chip.show()  # now, not with the next event: it may be given the keyboard
        self._chips.setVisible(bool(view.people))
        self._give_focus(self._chips, keep)

    def _chip(self, person: AttendeeView, planned: bool) -> Chip:
        usual = "invited" if planned else "came"
        state = attending_words(person.state)
        text = person.label if person.state == usual else f"{person.label}, {state}"
        heard = tr("{name}, {state}. Press to change").format(name=person.label, state=state)
        tone = _TONES[person.state] if not planned or person.state == "sorry" else ""
        chip = Chip(
            text, name=f"attendee-{person.id}", tone=tone, live=True, heard=heard, icon="" if person.person else "user",
            person=disc_of(person.person) if person.person else None,
            initials=person.person.initials if person.person else "",
        )  # fmt: skip
        chip.setProperty("attendee", person.id)
        chip.clicked.connect(self._open_menu)
        return chip

    def _show_offers(self) -> None:
        """Whom one may tap: those who know everything; more on asking; or those whose name is being typed."""
        keep, left = self._focused(self._offers), self._left_over
        empty_flow(self._offer_flow)
        inner = [offer for offer in left if offer.ring == "inner"]
        first = inner or list(left[:FIRST])
        typed = self.field.text().strip()
        shown = [o for o in left if _begins(o.person, typed)] if typed else left if self._all else first
        tap = tr("Tap whom to invite:") if self._view and self._view.is_planned else tr("Tap whoever came:")
        know = tr("They know everything.")
        self._caption.setText(f"{know} {tap}" if inner and shown is first else tap)
        self._caption.setVisible(bool(shown))
        for offer in shown:
            person = offer.person
            heard = tr("Add {name}").format(name=person.name)
            chip = Chip(person.name, name=f"offer-{person.id}", tone="line", person=disc_of(person), live=True,
                        initials=person.initials, heard=heard)  # fmt: skip
            # A press by pointer leaves the keyboard where it is, or leaving the field would take what stands in it.
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setProperty("person", person.id)
            chip.clicked.connect(self._take_offered)
            self._offer_flow.addWidget(chip)
            chip.show()  # now, not with the next event: it may be given the keyboard
        self._offers.setVisible(bool(shown))
        self.more.setText(tr("Fewer people") if self._all else tr("More people"))
        self.more.setVisible(len(first) < len(left) and not typed)
        self._give_focus(self._offers, keep)

    @staticmethod
    def _focused(holder: QWidget) -> int:
        """Which of the chips has the keyboard; -1 for none."""
        chips = holder.findChildren(Chip)
        return next((place for place, chip in enumerate(chips) if chip.hasFocus()), -1)

    def _give_focus(self, holder: QWidget, place: int) -> None:
        chips = holder.findChildren(Chip)
        if place >= 0:
            (chips[min(place, len(chips) - 1)] if chips else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self) -> None:
        self._all = not self._all
        if self._view is not None:
            self.show_meeting(self._view, self._offered)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _state(self) -> str:
        return "invited" if self._view and self._view.is_planned else "came"

    def _take_offered(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.field.clear()
            self.add(person_id=str(chip.property("person")))

    def add(self, *, person_id: str | None = None, words: str | None = None) -> None:
        """Somebody came, or is invited."""
        view, case, state = self._view, self._context.case, self._state()
        if view is not None:
            meeting = view.id
            self._context.attempt(
                lambda: acts.set_attendee(case, meeting, person_id=person_id, words=words, state=state)
            )

    def _narrow(self) -> None:
        """While a name is typed those are offered whom it may be."""
        self._show_offers()

    def _meant(self, typed: str) -> list[PersonView]:
        """Who may be meant: the one of just that name, else all whose names begin so."""
        people = [offer.person for offer in self._offered]
        same = [p for p in people if typed.casefold() in (p.name.casefold(), p.full_name.casefold())]
        return same if len(same) == 1 else [p for p in people if _begins(p, typed)]

    def _take_typed(self) -> None:
        typed = self.field.text().strip()
        self.field.clear()
        if typed:
            meant = self._meant(typed)
            if len(meant) == 1:
                self.add(person_id=meant[0].id)
            else:
                self.add(words=typed)
            self._show_offers()

    def _left(self) -> None:
        """Leaving the field takes what was typed, unless it may still become one of several names."""
        typed = self.field.text().strip()
        if typed and len(self._meant(typed)) < 2:
            self._take_typed()

    def attendee_menu(self, attendee_id: str) -> Menu:
        """What can be said of somebody (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="attendeeMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        states = ("invited", "sorry") if self._view and self._view.is_planned else ("came", "invited", "sorry")
        words = {"came": tr("Came"), "invited": tr("Is invited"), "sorry": tr("Could not come")}
        for key, text in [*((state, words[state]) for state in states), ("", tr("Take off the list"))]:
            action = QAction(text, menu)
            action.setData((attendee_id, key))
            action.triggered.connect(self._set_state)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            menu = self.attendee_menu(str(chip.property("attendee")))
            menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _set_state(self) -> None:
        action, view, case = self.sender(), self._view, self._context.case
        if not isinstance(action, QAction) or view is None:
            return
        attendee_id, state = action.data()
        row = case.rows.get("meeting_person", attendee_id)
        if row is None:
            return
        if not state:
            self._context.attempt(lambda: acts.remove_attendee(case, attendee_id))
            self._context.said_and_undoable(tr("Taken off the list"))
            return
        who = {"person_id": row["person_id"], "words": None if row["person_id"] else row["person_words"]}
        self._context.attempt(lambda: acts.set_attendee(case, view.id, state=state, **who))

    def _everybody_came(self) -> None:
        view, case = self._view, self._context.case
        if view is not None:
            self._context.attempt(lambda: acts.set_everybody(case, view.id, "came"))


def _begins(person: PersonView, typed: str) -> bool:
    """Whether a word of somebody's name (or the whole of it) begins as typed."""
    names = f"{person.name} {person.full_name}".casefold()
    return any(word.startswith(typed.casefold()) for word in [names, person.full_name.casefold(), *names.split()])
