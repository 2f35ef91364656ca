"""How sending stands, in three or four words, with its icon."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from ui.sync import SyncWorker


def tr(text: str, count: int = -1) -> str:
    """Translate, with a number where there is one."""
    return QCoreApplication.translate("Sync", text, None, count)


def mark_of(sync: SyncWorker | None, zone: dt.tzinfo | None) -> tuple[str, str]:
    """Icon and words for the network's mark."""
    state = sync.state if sync is not None else None
    if sync is None or state is None or (not state.connections and not state.waiting and not state.asking):
        return "cloud-slash", tr("No network")
    if state.asking:
        return "warning-circle", tr("1 needs you") if state.asking == 1 else tr("{n} need you").format(n=state.asking)
    if sync.offline_since is not None:
        return "cloud-slash", tr("Off-line since {time}").format(time=f"{sync.offline_since.astimezone(zone):%H:%M}")
    if state.waiting:
        return "clock", tr("{n} waiting").format(n=state.waiting)
    return ("cloud-check", tr("All delivered")) if state.delivered else ("cloud", tr("Nothing waiting"))
