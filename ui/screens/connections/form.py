"""The form of one connection: its kind, and the fields of that kind. What is secret goes in and never comes out."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from exporters import mapping
from exporters.connectors.registry import KINDS, Kind, factory
from models import connections
from models.casework import Desk
from models.connections import ConnectionView
from models.errors import KnownError
from ui.screens.connections.words import FROM_FILES, SWITCHES, field_words, kind_words, tr
from ui.screens.desk_page import Problem, side_by_side
from ui.seams import seams
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, Label, LineField, PassphraseField, Switch, clear, column


class ConnectionForm(Card):
    """``kept(id)`` when it was kept, ``left()`` when it was not. ``view``: the one to change, None for a new one."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, view: ConnectionView | None = None, parent: QWidget | None = None) -> None:
        super().__init__(line="line", corner="sheet", parent=parent)
        self.setObjectName("connectionForm")
        self._desk, self.view = desk, view
        self.kind: Kind = KINDS[view.kind if view else "folder"]
        self._files: dict[str, str] = {}
        self._fields: dict[str, LineField | Switch] = {}
        self._secrets: dict[str, PassphraseField] = {}
        body = column(self, (24, 18, 24, 20), gap=10)
        body.addWidget(Label(tr("Change {name}").format(name=view.name) if view else tr("A new connection"), "lead"))
        if view is None:
            body.addWidget(self._kinds())
        body.addWidget(Label(tr("What you call it"), "label"))
        self.name = LineField(view.name if view else "", name="connectionName", heard=tr("What you call it"),
                              placeholder=tr("the case system"))  # fmt: skip
        body.addWidget(self.name)
        holder = QWidget()
        self._own = column(holder, gap=8)
        body.addWidget(holder)
        body.addWidget(Label(tr("Field file (mapping)"), "label"))
        self.mapping = LineField(view.mapping if view else "", name="connectionMapping",
                                 heard=tr("Field file (mapping)"), placeholder=tr("ours"))  # fmt: skip
        body.addWidget(self.mapping)
        hint = tr("The name of the authority's file in the practice folder that says which of their fields is which.")
        body.addWidget(Label(hint, "caption", "ink2"))
        self.problem = Problem("connectionProblem")
        body.addWidget(self.problem)
        keep = Button(tr("Keep it"), name="keepConnection", kind="primary")
        keep.clicked.connect(self.keep)
        leave = Button(tr("Leave it"), name="leaveConnection", kind="quiet")
        leave.clicked.connect(self.left)
        body.addLayout(side_by_side(keep, leave))
        self._make_fields()

    def _kinds(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(8))
        for kind in KINDS.values():
            button = Button(kind_words(kind.name), name=f"kind-{kind.name}", size="small", pill=True)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(kind is self.kind)
            button.setProperty("kind", kind.name)
            button.clicked.connect(self._choose_kind)
            row.addWidget(button)
        return holder

    def _choose_kind(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.kind = KINDS[str(button.property("kind"))]
            self._make_fields()

    # ---- fields -----------------------------------------------------------------------------------------------
    def _make_fields(self) -> None:
        clear(self._own)
        self._fields, self._secrets = {}, {}
        known: Mapping[str, Any] = self.view.settings if self.view else {}
        for name in self.kind.settings:
            self._add_setting(name, known.get(name))
        for name in self.kind.secrets:
            self._add_secret(name)
        if self.kind.secrets:
            words = tr("What you type here stays locked in this vault and is never shown again.")
            if self.view:
                words = tr("What is kept is not shown. Leave a field empty to keep it as it is.")
            self._own.addWidget(Label(words, "caption", "ink2"))

    def _add_setting(self, name: str, value: Any) -> None:
        label, hint = field_words(name)
        if name in SWITCHES:
            switch = Switch(label, name=f"set-{name}", on=bool(name == "sidecar" if value is None else value))
            self._fields[name] = switch
            self._own.addWidget(switch)
            return
        self._own.addWidget(Label(label if name in self.kind.needed else tr("{field} (if needed)").format(field=label),
                                  "label"))  # fmt: skip
        if name in FROM_FILES:
            self._own.addLayout(self._file_row(name, label, bool(value)))
            return
        field = LineField(str(value or ""), name=f"set-{name}", heard=label, placeholder=hint)
        self._fields[name] = field
        self._own.addWidget(field)

    def _add_secret(self, name: str) -> None:
        label, _hint = field_words(name)
        self._own.addWidget(Label(label, "label"))
        if name in FROM_FILES:
            self._own.addLayout(self._file_row(name, label, has_one=False))
            return
        field = PassphraseField(name=f"secret-{name}", heard=label, height=44)
        self._secrets[name] = field
        self._own.addWidget(field)

    def _file_row(self, name: str, label: str, has_one: bool) -> Any:
        button = Button(tr("Choose the file"), name=f"file-{name}", icon="folder-open", size="small",
                        heard=tr("Choose the file: {label}").format(label=label))  # fmt: skip
        button.setProperty("field", name)
        button.clicked.connect(self._choose_file)
        said = Label(tr("One is kept") if has_one else "", "caption", "ink2", wrap=False)
        said.setObjectName(f"chosen-{name}")
        return side_by_side(button, said)

    def _choose_file(self) -> None:
        button = self.sender()
        if not isinstance(button, QWidget):
            return
        name = str(button.property("field"))
        path = seams().open_file(self, field_words(name)[0], [tr("All files (*)")])
        if path is None:
            return
        try:
            words = path.read_text(encoding="utf-8-sig")
            if name == "ca_pem":
                ssl.create_default_context(cadata=words)
        except ssl.SSLError:
            self.problem.tell(tr("There is no certificate in this file. Nothing was kept. Ask for it in PEM format."))
            return
        except (OSError, UnicodeDecodeError):
            self.problem.tell(tr("This file cannot be read as text. Nothing was kept. Check its name and place."))
            return
        self._files[name] = words
        self.problem.tell("")
        said = self.findChild(Label, f"chosen-{name}")
        if said is not None:
            said.setText(path.name)

    # ---- keeping ----------------------------------------------------------------------------------------------
    def _settings(self) -> dict[str, Any]:
        settings: dict[str, Any] = {}
        for name in self.kind.settings:
            field = self._fields.get(name)
            if isinstance(field, Switch):
                settings[name] = field.isChecked()
            elif field is not None and field.text().strip():
                settings[name] = field.text().strip()
            elif name in self._files:
                settings[name] = self._files[name]
            elif name in FROM_FILES and self.view and self.view.settings.get(name):
                settings[name] = self.view.settings[name]
        return settings

    def _typed(self) -> dict[str, str]:
        typed = {name: field.text() for name, field in self._secrets.items() if field.text()}
        return typed | {name: self._files[name] for name in self.kind.secrets if name in self._files}

    def keep(self) -> None:
        """Check and keep; what is wrong is told in place."""
        try:
            self.kept.emit(self._keep())
        except KnownError as error:
            self.problem.tell(str(error))

    def _keep(self) -> str:
        settings, secrets = self._settings(), self._typed()
        if missing := [name for name in self.kind.needed if not settings.get(name)]:
            words = tr("“{field}” is still empty. Nothing was kept. Fill it in.")
            raise KnownError(words.format(field=field_words(missing[0])[0]))
        if self.view is not None:
            # One kind of secret replaces another: a new password is not to be tried beside an old token.
            secrets = secrets or dict(connections.way(self._desk, self.view.id).secrets)
        factory(self.kind.name)(settings, secrets)
        name, mapped = self.name.text().strip(), self.mapping.text().strip()
        if mapped:
            mapping.load(mapped)
        if self.view is None:
            return connections.add(self._desk, name, self.kind.name, settings, secrets, mapping=mapped)
        if not name:
            raise KnownError(tr("A connection needs a name. Nothing was kept. Say what you call the system."))
        connections.change(self._desk, self.view.id, name=name, settings=settings, secrets=secrets, mapping=mapped)
        return self.view.id
