"""GEDCOM 5.5.1 and 7.0, the families' exchange format: a family written, laid out, brought in."""

from exporters.gedcom.layout import layout_gedcom
from exporters.gedcom.reading import Family, read_family
from exporters.gedcom.writing import VERSIONS, write_gedcom

__all__ = ["VERSIONS", "Family", "layout_gedcom", "read_family", "write_gedcom"]
