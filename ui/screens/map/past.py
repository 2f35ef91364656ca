"""Looking back on the map screen: which state is shown, the banner, keeping a version, comparing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from models.acts import strands
from models.readers import ReaderProjection
from models.views import MapView, VersionView
from ui.screens.map.parts import MapParts
from ui.screens.map.versions import CompareView, KeepBar, PastBanner, VersionMenu, version_words
from ui.screens.map.wording import tr
from ui.widgets import announce


class Past(QObject):
    """Which state of the map its room shows. ``leaving`` before another one is shown, ``turned`` after.

    ``page`` holds the bar and the canvas; banners and a comparison are put there.
    """

    leaving = Signal()
    turned = Signal()

    def __init__(self, parts: MapParts, page: QVBoxLayout) -> None:
        super().__init__(parts.bar)
        self._parts, self._page = parts, page
        self.version_id: str | None = None
        self.compared: CompareView | None = None
        self._compared_with: str | None = None
        self.banner, self.keep_bar = PastBanner(), KeepBar()
        for place, widget in ((1, self.banner), (2, self.keep_bar)):
            page.insertWidget(place, widget)
            widget.hide()
        parts.bar.versions.clicked.connect(self._open_menu)
        self.banner.back.connect(self.show_today)
        self.banner.compare_wanted.connect(self._compare_shown)
        self.keep_bar.kept.connect(self.keep)
        self.keep_bar.closed.connect(self.keep_bar.hide)

    # ---- what is shown ----------------------------------------------------------------------------------------
    def _versions(self) -> tuple[VersionView, ...]:
        context = self._parts.context
        return context.projector.versions(context.workspace_id)

    def _version(self, version_id: str) -> VersionView | None:
        return next((version for version in self._versions() if version.id == version_id), None)

    def view(self) -> MapView:
        """The map to show: today's, or the version looked at, as the lens allows it."""
        if self.version_id is not None and self._version(self.version_id) is None:
            self.version_id = None  # it was undone meanwhile
        return self._parts.context.map_view() if self.version_id is None else self._kept(self.version_id)

    def _kept(self, version_id: str) -> MapView:
        context = self._parts.context
        # Restrictions of today hold for the past as well.
        return ReaderProjection(context.case.rows, context.lens).map(context.projector.version(version_id))

    def show_state(self) -> None:
        """Bring banner and bar in line with what is shown."""
        version = self._version(self.version_id) if self.version_id else None
        self.banner.setVisible(version is not None)
        self._parts.canvas.may_change = version is None
        shown = version or next(iter(self._versions()), None)
        if version is not None:
            words = tr("{version}. You can look; nothing here can be changed.").format(version=version_words(version))
            self.banner.words.setText(words)
        self._parts.bar.versions.setText(version_words(shown) if shown is not None else tr("Today"))

    # ---- turning ----------------------------------------------------------------------------------------------
    def menu(self) -> VersionMenu:
        """The version menu (built apart from showing it, so a test can read it)."""
        menu = VersionMenu(self._versions(), self.version_id, self._parts.bar)
        menu.today_wanted.connect(self.show_today)
        menu.version_wanted.connect(self.show_version)
        menu.compare_wanted.connect(self.compare)
        menu.keep_wanted.connect(self._ask_to_keep)
        return menu

    def _open_menu(self) -> None:
        button = self._parts.bar.versions
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def show_version(self, version_id: str) -> None:
        """Look at a kept version."""
        self._turn(version_id)
        announce(self._parts.bar, self.banner.words.text())

    def show_today(self) -> None:
        """Back to the map as it is."""
        self._turn(None)
        announce(self._parts.bar, tr("Back to today"))

    def _turn(self, version_id: str | None) -> None:
        self.leaving.emit()
        self.close_compare()
        self.version_id = version_id
        self._parts.canvas.hand.put_back()
        self._parts.canvas.select(())
        self.turned.emit()

    def _ask_to_keep(self) -> None:
        if self.version_id is not None:
            self.show_today()
        self.leaving.emit()
        self.keep_bar.show()
        self.keep_bar.field.setFocus()

    def keep(self, label: str) -> None:
        """Keep the map as it is now."""
        context = self._parts.context
        made = context.attempt(lambda: strands.keep_version(context.case, context.workspace_id, label or None))
        self.keep_bar.hide()
        if made:
            context.said_and_undoable(context.case.undo_label or "")

    # ---- comparing --------------------------------------------------------------------------------------------
    def _compare_shown(self) -> None:
        if self.version_id is not None:
            self.compare(self.version_id)

    def compare(self, version_id: str) -> None:
        """A version and today, side by side."""
        version = self._version(version_id)
        if version is None:
            return
        self.leaving.emit()
        self.close_compare()
        before, after = self._kept(version_id), self._parts.context.map_view()
        self.compared = CompareView(before, after, (version_words(version), tr("Today")))
        self._compared_with = version_id
        self.compared.closed.connect(self.close_compare)
        self._parts.canvas.hide()
        self._parts.panel.hide()
        self._page.addWidget(self.compared, 1)
        self.compared.setFocus()
        many = sum(len(part.changes) for part in self.compared.found)
        announce(self._parts.bar, tr("{count} cards differ").format(count=many))

    def refresh_compare(self) -> None:
        """After a change, or for another reader: compare again."""
        if self._compared_with is not None:
            self.compare(self._compared_with)

    def close_compare(self) -> None:
        """Back from comparing to the map."""
        if self.compared is None:
            return
        self._page.removeWidget(self.compared)
        self.compared.hide()
        self.compared.deleteLater()
        self.compared = self._compared_with = None
        self._parts.canvas.show()
        if not self._parts.drawer.floating:
            self._parts.panel.show()
