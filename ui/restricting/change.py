"""What will change when it is held back: who reads what, and some of the record's own texts as they would stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.audience import Reader
from models.restrictions import Effect, HoldBack
from ui.restricting.words import as_it_is_line, copies_line, tr
from ui.widgets import Card, Label, Rule, column


class ChangeCard(Card):
    """Follows the answers of the sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(corner="sheet", parent=parent)
        self.setObjectName("whatChanges")
        self._body = column(self, (20, 16, 20, 18), gap=10)
        self._body.addWidget(Label(tr("What will change"), "lead"))
        self.copies = Label("", "body")
        self.as_it_is = Label("", "body", "ink2")
        self.counts = Label("", "body", "ink2")
        for label in (self.copies, self.as_it_is, self.counts):
            self._body.addWidget(label)
        self._samples = QWidget()
        self._body.addWidget(self._samples)

    def show_change(self, wanted: HoldBack, hidden_from: Sequence[Reader], seen: Effect) -> None:
        """Tell what ``wanted`` does."""
        public = wanted.public_name.strip() if wanted.with_public_name else ""
        self.copies.setText(copies_line(hidden_from, public, wanted.field))
        line = as_it_is_line(wanted.shown_to)
        self.as_it_is.setText(line)
        self.as_it_is.setVisible(bool(line))
        counts = self._counts(seen)
        self.counts.setText(counts)
        self.counts.setVisible(bool(counts))
        self._show_samples(seen)

    def _counts(self, seen: Effect) -> str:
        found = []
        if seen.said_instead == 1:
            found.append(tr("One text says it in other words."))
        elif seen.said_instead:
            found.append(tr("{n} texts say it in other words.").format(n=seen.said_instead))
        if seen.gone == 1:
            found.append(tr("One text is left out whole, for what must never appear stands in it."))
        elif seen.gone:
            found.append(
                tr("{n} texts are left out whole, for what must never appear stands in them.").format(n=seen.gone)
            )
        return " ".join(found)

    def _show_samples(self, seen: Effect) -> None:
        holder = QWidget()
        body = column(holder, gap=8)
        for before, after in seen.samples:
            body.addWidget(Rule())
            body.addWidget(Label(tr("Now: {words}").format(words=before), "caption", "ink2", max_lines=3))
            body.addWidget(Label(tr("Then: {words}").format(words=after), "body", max_lines=3))
        self._body.replaceWidget(self._samples, holder)
        self._samples.hide()
        self._samples.deleteLater()
        self._samples = holder
        self._samples.setVisible(bool(seen.samples))
