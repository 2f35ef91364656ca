"""GEDCOM 5.5.1 and 7.0, the families' exchange format."""

from exporters.gedcom.layout import layout_gedcom
from exporters.gedcom.reading import Family, read_family

__all__ = ["Family", "layout_gedcom", "read_family"]
