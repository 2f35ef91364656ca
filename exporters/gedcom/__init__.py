"""GEDCOM 5.5.1 and 7.0, the families' exchange format: a family written, laid out, brought in."""

from exporters.gedcom.bringing import ImportSummary, bring_in
from exporters.gedcom.importing import LEAVE, NEW, ImportPerson, ImportPreview, ImportUnion, preview, with_matches
from exporters.gedcom.layout import layout_gedcom
from exporters.gedcom.reading import Family, read_family
from exporters.gedcom.writing import VERSIONS, write_gedcom

__all__ = [
    "LEAVE", "NEW", "VERSIONS", "Family", "ImportPerson", "ImportPreview", "ImportSummary", "ImportUnion", "bring_in",
    "layout_gedcom", "preview", "read_family", "with_matches",
    "write_gedcom",
]  # fmt: skip
