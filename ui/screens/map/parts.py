"""What stands in the room of the map, for whatever works on several of its parts."""

from __future__ import annotations

from dataclasses import dataclass

from ui.context import CaseContext
from ui.screens.map.bar import MapBar
from ui.screens.map.canvas import MapCanvas
from ui.screens.map.panel import MapPanel
from ui.widgets import Drawer


@dataclass(frozen=True)
class MapParts:
    """The case, and the parts of its map's room."""

    context: CaseContext
    bar: MapBar
    canvas: MapCanvas
    panel: MapPanel
    drawer: Drawer
