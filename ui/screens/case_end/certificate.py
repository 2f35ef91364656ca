"""One certificate of erasure, to read, save and print: on the day itself, and again whenever it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.certificates import Certificate
from models.errors import KnownError
from ui.plain_papers import print_lines, save_bytes
from ui.screens.case_end.words import tr
from ui.screens.desk_page import DeskContext, Problem, side_by_side
from ui.theme import theme
from ui.widgets import Button, Card, Label, column


class CertificateCard(Card):
    """``said(words)``. ``hint``: what is worth knowing before it is left; ``first``: saving is the thing to do now."""

    said = Signal(str)

    def __init__(
        self, context: DeskContext, certificate: Certificate, *, hint: str = "", first: bool = False,
        wrong: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(corner="sheet", parent=parent)
        self.setObjectName("certificate" if first else f"certificate-{certificate.id}")
        self._context, self.certificate = context, certificate
        self.setMaximumWidth(theme().px(760))
        body = column(self, (24, 18, 24, 20), gap=10)
        title, _, rest = certificate.words().strip().partition("\n")
        body.addWidget(Label(title, "lead"))
        body.addWidget(Label(rest.strip()))
        self.problem = Problem(f"certificateProblem-{certificate.id}")
        self.problem.words.setText(wrong)
        self.problem.setVisible(bool(wrong))
        body.addWidget(self.problem)
        if hint:
            body.addWidget(Label(hint, "body", "askInk"))
        number = certificate.number or certificate.id
        end = "" if first else f"-{certificate.id}"
        save = Button(tr("Save the certificate"), name=f"saveCertificate{end}", icon="download-simple",
                      kind="primary" if first else "outline",
                      heard=tr("Save the certificate of {number}").format(number=number))  # fmt: skip
        save.clicked.connect(self.save)
        print_it = Button(tr("Print it"), name=f"printCertificate{end}", icon="printer",
                          heard=tr("Print the certificate of {number}").format(number=number))  # fmt: skip
        print_it.clicked.connect(self.print_it)
        body.addLayout(side_by_side(save, print_it))

    def print_it(self) -> None:
        """Print it."""
        print_lines(self, self.certificate.words())

    def save(self) -> None:
        """Ask where, and write it."""
        done = self.certificate
        name = f"{tr('Erased')} {done.number or done.id}.txt"
        try:
            path = save_bytes(self, self._context.services, tr("Save the certificate"), name, [tr("Text (*.txt)")],
                              done.words().encode())  # fmt: skip
        except KnownError as error:
            self.said.emit(str(error))
            return
        if path is not None:
            self.said.emit(tr("Saved as {name}").format(name=path.name))
