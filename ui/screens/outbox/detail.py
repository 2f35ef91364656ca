"""One delivery in full: how it stands and why, the ways on, its files, the proof, what happened."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.outbox_views import DeliveryView, PartLine
from ui.screens.desk_page import DeskContext, side_by_side, turned
from ui.screens.outbox.words import ICONS, INKS, reader_words, size_words, state_words, tr, way_words
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, IconMark, Label, LinkButton, column


class DeliveryDetail(QWidget):
    """``way_chosen(name)``: retry, withdraw, keep_theirs, send_anew, print, save, case."""

    way_chosen = Signal(str)

    def __init__(self, context: DeskContext, view: DeliveryView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deliveryDetail")
        self.context, self.view = context, view
        self._body = column(self, (4, 0, 12, 20), gap=14)
        self._body.addWidget(self._standing())
        if view.line.state == "conflict":
            self._body.addWidget(self._conflict())
        self._body.addWidget(self._files())
        if view.line.state == "delivered":
            self._body.addWidget(self._receipt())
        self._body.addWidget(self._trail())
        self._body.addStretch(1)

    def _section(self, title: str, fill: str = "card") -> tuple[Card, QVBoxLayout]:
        card = Card(fill=fill, corner="sheet")
        body = column(card, (18, 14, 18, 16), gap=8)
        if title:
            body.addWidget(Label(title, "label"))
        return card, body

    # ---- how it stands ----------------------------------------------------------------------------------------
    def _standing(self) -> Card:
        line = self.view.line
        card, body = self._section("")
        body.addWidget(Label(line.title, "lead"))
        made_for = tr("For {reader}, to {place}").format(
            reader=reader_words(line.reader), place=line.to or tr("nowhere")
        )
        body.addWidget(Label(made_for, "body", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        ink = INKS.get(line.state, "ink")
        row.addWidget(IconMark(ICONS[line.state], ink), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(state_words(line.state), "body", bold=True), 1)
        body.addLayout(row)
        if line.words and line.words != state_words(line.state):
            why = Label(line.words, "body")
            why.setObjectName("deliveryWords")
            body.addWidget(why)
        body.addWidget(Label(self._when(), "caption", "ink2"))
        if line.ways_on and line.state != "conflict":
            body.addWidget(self._ways(line.ways_on))
        return card

    def _when(self) -> str:
        line, when = self.view.line, self.context.when
        words = [tr("Put in {when}").format(when=when(line.created_at))]
        if line.ended_at:
            words.append(tr("ended {when}").format(when=when(line.ended_at)))
        elif line.next_at:
            words.append(tr("next try {when}").format(when=when(line.next_at)))
        if line.attempts:
            words.append(tr("tried {n} times").format(n=line.attempts) if line.attempts > 1 else tr("tried once"))
        return ". ".join(word[0].upper() + word[1:] for word in words) + "."

    def _ways(self, ways: tuple[str, ...]) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme().px(10), row_gap=theme().px(8))
        for place, way in enumerate(ways):
            words, icon = way_words(way)
            button = Button(words, name=f"way-{way}", icon=icon, kind="outline" if place else "primary")
            button.setProperty("way", way)
            button.clicked.connect(self._choose)
            row.addWidget(button)
        return holder

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.way_chosen.emit(str(button.property("way")))

    # ---- a conflict: theirs and ours --------------------------------------------------------------------------
    def _conflict(self) -> Card:
        card, body = self._section(tr("Which one is right?"), fill="ask")
        self._sides = QHBoxLayout()
        self._sides.setSpacing(theme().px(12))
        theirs, ours = dict(self.view.theirs), _our_side(self.view)
        for key, title, facts, way, note in (
            ("theirs", tr("There now"), theirs, "keep_theirs", tr("Nothing is changed there; ours is not sent.")),
            ("ours", tr("Ours"), ours, "send_anew", tr("Ours goes under a new name with a version number; "
                                                       "theirs stays.")),
        ):  # fmt: skip
            side = Card(line="line")
            side.setObjectName(f"side-{key}")
            inner = column(side, (14, 12, 14, 14), gap=8)
            inner.addWidget(Label(title, "body", bold=True))
            for name, value in _said(facts):
                inner.addWidget(Label(f"{name}: {value}", "caption", "ink2"))
            inner.addStretch(1)
            inner.addWidget(Label(note, "caption", "ink2"))
            words, icon = way_words(way)
            button = Button(words, name=f"way-{way}", icon=icon)
            button.setProperty("way", way)
            button.clicked.connect(self._choose)
            inner.addLayout(side_by_side(button))
            self._sides.addWidget(side, 1)
        body.addLayout(self._sides)
        return card

    def fit(self, width: int) -> None:
        """Theirs and ours stand one above the other where it is narrow."""
        sides: QBoxLayout | None = getattr(self, "_sides", None)
        if sides is not None:
            turned(sides, across=width >= theme().px(520))

    # ---- files, proof, trail ----------------------------------------------------------------------------------
    def _files(self) -> Card:
        card, body = self._section(tr("Files"))
        for part in self.view.parts:
            body.addWidget(Label(part.name, "body"))
            body.addWidget(Label(_part_words(part), "caption", "ink2"))
        return card

    def _receipt(self) -> Card:
        card, body = self._section(tr("Receipt"))
        card.setObjectName("receipt")
        receipt = self.view.receipt
        to = tr("{place}: every file was read back there, or its system gave this receipt.")
        body.addWidget(Label(to.format(place=receipt.get("to") or self.view.line.to)))
        for name, value in _said({k: v for k, v in receipt.items() if k not in {"to", "files", "delivered_at"}}):
            body.addWidget(Label(f"{name}: {value}", "caption", "ink2"))
        body.addWidget(Label(tr("SHA-256 {hash}").format(hash=self.view.sha256), "caption", "ink2"))
        buttons = []
        for way, words, icon in (("print", tr("Print the proof"), "printer"), ("save", tr("Save the proof"),
                                                                              "download-simple")):  # fmt: skip
            button = Button(words, name=f"proof-{way}", icon=icon)
            button.setProperty("way", way)
            button.clicked.connect(self._choose)
            buttons.append(button)
        body.addLayout(side_by_side(*buttons))
        return card

    def _trail(self) -> Card:
        card, body = self._section(tr("What happened"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(6))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, each in enumerate(self.view.trail):
            grid.addWidget(Label(self.context.when(each.at), "caption", "ink2", wrap=False), row, 0, top)
            grid.addWidget(Label(each.words or state_words(each.state), "caption"), row, 1, top)
        body.addLayout(grid)
        if self.view.line.state != "delivered":
            link = LinkButton(tr("Save this as a file"), name="proof-save")
            link.setProperty("way", "save")
            link.clicked.connect(self._choose)
            body.addLayout(side_by_side(link))
        return card


def _our_side(view: DeliveryView) -> dict[str, Any]:
    theirs = view.theirs.get("name")
    part = next((part for part in view.parts if part.name == theirs), None)
    if part is None:
        return {"sha256": view.theirs.get("ours") or view.sha256, "at": view.line.created_at}
    return {"name": part.name, "bytes": part.size, "sha256": part.sha256}


def _part_words(part: PartLine) -> str:
    if part.state == "delivered" or part.sent >= part.size:
        return tr("{size}, arrived").format(size=size_words(part.size))
    if part.sent:
        return tr("{sent} of {size} arrived").format(sent=size_words(part.sent), size=size_words(part.size))
    return tr("{size}, not sent yet").format(size=size_words(part.size))


def _said(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What a server told, as names and values a person can compare."""
    names = {
        "name": tr("Name"), "bytes": tr("Size"), "sha256": tr("SHA-256"), "identifier": tr("Number there"),
        "at": tr("When"), "kind": tr("Kind"), "address": tr("Where"), "receipt": tr("Receipt"),
        "id": tr("Number there"), "ours": "",
    }  # fmt: skip
    lines = []
    for key, value in sorted(facts.items(), key=lambda each: (*names, each[0]).index(each[0])):
        name = names.get(key, key)
        if not name or value in ("", None):
            continue
        words = size_words(int(value)) if key == "bytes" else value
        lines.append((name, words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)))
    return lines
