"""reportlab's canvas and document for tagged files that say nothing of their makers.

Everything this app changes about reportlab is here, through subclasses and its own settings: no names in the file, no
built-in font that nothing uses, and pages that know their place in the structure tree.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFInfo, PDFName, PDFString, PDFText
from reportlab.pdfgen.canvas import Canvas

# Set here, because reportlab also reads them from the environment and from files in the home directory.
rl_config.useA85 = 0
rl_config.pdfMultiLine = 0
rl_config.pdfComments = 0

_VERSION = (1, 7)
_SIGNED = b"ReportLab Generated PDF document (opensource)"


class _TitleOnly(PDFInfo):  # type: ignore[misc]
    """The information dictionary without author, program and dates."""

    def format(self, document: PDFDocument) -> bytes:
        written: bytes = PDFDictionary({"Title": PDFString(self.title)}).format(document)
        return written


class _QuietDocument(PDFDocument):  # type: ignore[misc]
    """A document that does not say what wrote it. The same input gives the same bytes."""

    def __init__(self, lang: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=_VERSION, lang=lang)
        self.info = _TitleOnly()
        # Afresh: reportlab has put a time into it, and takes that from the environment where it finds one.
        self.signature = hashlib.md5(usedforsecurity=False)

    def ID(self) -> PDFArray:
        """The file's two identifiers: a digest of its title and its pages."""
        digest = PDFText(self.signature.digest(), enc="raw")
        return PDFArray([digest, digest])

    def format(self) -> bytes:
        """The file. The comment in its second line keeps its length, because objects are found by their offset."""
        written: bytes = super().format()
        return written.replace(_SIGNED, b" " * len(_SIGNED), 1)


class WholeJpeg(ImageReader):  # type: ignore[misc]
    """A JPEG that goes into the file as it is. reportlab would decode all of it only to tell it from other pictures."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._data, self._dataA, self.mode = data, None, "RGB"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages belong to a structure tree."""

    def __init__(self, title: str, lang: str) -> None:
        super().__init__(None, invariant=1, pageCompression=1, pdfVersion=_VERSION, lang=lang)
        self._doc = _QuietDocument(lang)
        self.setTitle(title)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setCatalogEntry("MarkInfo", {"Marked": "true"})

    @property
    def document(self) -> Any:
        """reportlab's document: where objects are registered."""
        return self._doc

    def _make_preamble(self) -> None:
        """Nothing before a page's own content: reportlab would choose a font that is not embedded."""
        self._preamble = ""

    def showPage(self) -> None:
        """End the page; its marked content is found in the structure tree under its number, from 0."""
        self._doc.updateSignature(self.getCurrentPageContent())
        super().showPage()
        pages = self._doc.Pages.pages
        page = pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(pages) - 1
        page.Tabs = PDFName("S")
