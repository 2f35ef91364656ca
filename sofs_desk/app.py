"""Where the app is put together: settings, services, rooms, window."""

from __future__ import annotations

import dataclasses
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import KnownError
from sofs_desk import __version__, crash
from sofs_desk.settings import Settings, documents_folder, escrow_public_key, load_settings, save_settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from models.casework import Desk
    from models.vault import Vault
    from ui.context import CaseContext, Example, Services
    from ui.shell import MainWindow

VAULT_NAME = "Families.sofs"


def run_app(vault: Path | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code. ``vault``: the file to open."""
    application = make_application(sys.argv)
    window = make_window(make_services(load_settings(), vault))
    install_error_hooks(window)
    window.start()
    window.show()
    prepare_behind_the_door()
    return application.exec()


def prepare_behind_the_door() -> None:
    """Import the database while somebody looks at the locked door, so that neither start nor unlocking waits for it.

    Nothing of Qt is imported here: that belongs to the main thread. The process is hardened before a passphrase can
    have been typed to its end.
    """

    def prepare() -> None:
        from models.vault import harden_process

        harden_process()
        import models.casework  # noqa: F401

    threading.Thread(target=prepare, name="prepare", daemon=True).start()


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with our fonts and look."""
    from PySide6.QtWidgets import QApplication

    from ui.theme import theme

    crash.install_qt_messages()
    application = QApplication(arguments)
    application.setApplicationName("SofS Desk")
    application.setApplicationVersion(__version__)
    theme().apply()
    return application


def make_window(services: Services) -> MainWindow:
    """The window with every room there is."""
    from ui.plugged import PluggedCover
    from ui.shell import MainWindow

    register_rooms()
    window = MainWindow(services)
    PluggedCover(window)
    return window


def register_rooms() -> None:
    """Tell the rail which rooms exist. A room's code is only loaded when somebody goes there."""
    from ui.screens.registry import register

    for room, make in {
        "map": _map, "strands": _strands, "scaling": _scaling, "family": _family, "circles": _circles,
        "harm": _harm, "timeline": _timeline, "plan": _plan, "words": _words, "children": _children,
        "share": _share, "session": _session, "audit": _audit,
        "held": _held,
    }.items():  # fmt: skip
        register(room, make)


def _map(context: CaseContext) -> QWidget:
    from ui.screens.map import MapScreen

    return MapScreen(context)


def _session(context: CaseContext) -> QWidget:
    from ui.screens.session import SessionScreen

    return SessionScreen(context)


def _audit(context: CaseContext) -> QWidget:
    from ui.screens.audit import AuditScreen

    return AuditScreen(context)


def _strands(context: CaseContext) -> QWidget:
    from ui.screens.strands import StrandsScreen

    return StrandsScreen(context)


def _scaling(context: CaseContext) -> QWidget:
    from ui.screens.scaling import ScalingScreen

    return ScalingScreen(context)


def _held(context: CaseContext) -> QWidget:
    from ui.restricting import HeldRegister

    return HeldRegister(context)


def _family(context: CaseContext) -> QWidget:
    from ui.screens.family.screen import FamilyScreen

    return FamilyScreen(context)


def _circles(context: CaseContext) -> QWidget:
    from ui.screens.circles import CirclesScreen

    return CirclesScreen(context)


def _harm(context: CaseContext) -> QWidget:
    from ui.screens.harm import HarmScreen

    return HarmScreen(context)


def _timeline(context: CaseContext) -> QWidget:
    from ui.screens.timeline import TimelineScreen

    return TimelineScreen(context)


def _plan(context: CaseContext) -> QWidget:
    from ui.screens.plan import PlanScreen

    return PlanScreen(context)


def _words(context: CaseContext) -> QWidget:
    from ui.screens.words import WordsScreen

    return WordsScreen(context)


def _children(context: CaseContext) -> QWidget:
    from ui.screens.children import ChildrenScreen

    return ChildrenScreen(context)


def _share(context: CaseContext) -> QWidget:
    from ui.screens.share import ShareScreen

    return ShareScreen(context)


def make_services(settings: Settings, vault: Path | None = None) -> Services:
    """What the window is handed: where things are, what was chosen, how to change it."""
    from ui.context import Services

    keeper = _SettingsKeeper(settings)
    chosen = vault or (Path(settings.vault) if settings.vault else documents_folder() / "SofS Desk" / VAULT_NAME)
    return Services(
        vault_path=chosen,
        preferences=settings,
        change_preferences=keeper.change,
        choose_vault=keeper.choose_vault,
        create=keeper.create,
        has_escrow=bool(settings.escrow_key),
        examples=_examples(),
        documents_folder=documents_folder(),
        version=__version__,
    )


class _SettingsKeeper:
    """Keeps the settings file in step. A settings file that cannot be written is no reason to stop anybody's work."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def change(self, **chosen: Any) -> Settings:
        self._settings = dataclasses.replace(self._settings, **chosen)
        try:
            save_settings(self._settings)
        except OSError:
            crash.log.warning("The settings could not be written")
        return self._settings

    def create(self, path: Path, passphrase: str) -> tuple[Vault, str]:
        from models.vault import Vault

        return Vault.create(path, passphrase, escrow_public_key=escrow_public_key(self._settings))

    def choose_vault(self, path: Path) -> None:
        if str(path) != self._settings.vault:
            self.change(vault=str(path))


def _examples() -> tuple[Example, ...]:
    from ui.context import Example

    def load(number: str, desk: Desk) -> str:
        from exporters.bundle import example_bundles, import_bundle

        bundle = next(b for b in example_bundles() if b.case["number"] == number)
        with desk.reading() as connection:
            there = connection.exec_driver_sql(
                "SELECT id FROM casefile WHERE number = ? AND is_example = 1", (number,)
            ).scalar()
        return str(there) if there else import_bundle(desk, bundle)

    return (
        Example("The Harlow and Pryce family", partial(load, "WEX-A-0417")),
        Example("The Doyle and Rahman family", partial(load, "WEX-B-0932")),
    )


def install_error_hooks(window: MainWindow) -> None:
    """A known error in a slot is told as a sentence; anything else is a bug: reported, told, the case safe."""
    crash.install(window.say)
    bug = sys.excepthook

    def caught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        if isinstance(error, KnownError):
            window.say(str(error))
        else:
            bug(kind, error, trace)

    sys.excepthook = caught
