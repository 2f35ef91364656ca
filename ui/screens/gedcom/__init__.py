"""A family file (GEDCOM) brought into the case: who is in it, who they are here, what is odd."""

from ui.screens.gedcom.page import ImportPage

__all__ = ["ImportPage"]
