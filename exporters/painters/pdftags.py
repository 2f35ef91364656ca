"""What makes a PDF readable aloud, and reportlab has no words for: marked content, structure tree, XMP. And bookmarks.

The objects are registered in reportlab's document, which numbers and writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFString

from exporters.painters.meta import DocumentMeta
from exporters.painters.pdfcanvas import TaggedCanvas
from models.drawing import Drawing, Line, Path, Primitive, Symbol, Text
from models.typeset import clean

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>{date}
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""


class Tags:
    """The structure of one document: marks content while pages are drawn, then writes the tree over it."""

    def __init__(self, drawing: Drawing, canvas: TaggedCanvas) -> None:
        self._drawing = drawing
        self._canvas = canvas
        self._document = canvas.document
        self._content: dict[int, list[tuple[int, int]]] = {}
        """For each block its marked content: (page number from 0, content id on that page)."""
        self._by_page: list[list[int]] = [[] for _page in drawing.pages]
        """For each page the block of each content id."""
        self._turned: set[int] = set()

    @contextmanager
    def content(self, block: int | None) -> Iterator[None]:
        """What is drawn inside belongs to *block*; None is decoration."""
        page = self._canvas.getPageNumber() - 1
        if block is None:
            self._canvas.addLiteral("/Artifact <</Type /Layout>> BDC")
        else:
            owners = self._by_page[page]
            self._canvas.addLiteral(f"/{self._drawing.blocks[block].role} <</MCID {len(owners)}>> BDC")
            if block not in self._content:
                self._bookmark(block, page)
            self._content.setdefault(block, []).append((page, len(owners)))
            owners.append(block)
        yield
        self._canvas.addLiteral("EMC")

    def turned(self, block: int) -> None:
        """*block* has right-to-left runs, drawn in visual order: its words in reading order shall stand in the tree."""
        self._turned.add(block)

    def write(self, meta: DocumentMeta) -> None:
        """The structure tree, the bookmarks and the description of the file, once all pages are drawn."""
        self._canvas.setCatalogEntry("StructTreeRoot", self._structure())
        self._outline()
        date = f"\n<xmp:CreateDate>{meta.date.isoformat()}</xmp:CreateDate>" if meta.date else ""
        xmp = _XMP.format(title=escape(meta.title), lang=escape(meta.lang), date=date).encode()
        self._canvas.setCatalogEntry("Metadata", XMP(creator=lambda _document: xmp))

    # -- structure

    def _structure(self) -> PDFDictionary:
        blocks, refer = self._drawing.blocks, self._document.Reference
        filled = self._filled()
        root, top = PDFDictionary({"Type": PDFName("StructTreeRoot")}), _element("Document")
        elements = {index: _element(blocks[index].role) for index in filled}
        refs = {index: refer(element) for index, element in elements.items()}
        children: dict[int | None, list[Any]] = {}
        for index in filled:
            children.setdefault(blocks[index].parent, []).append(refs[index])
        for index, element in elements.items():
            parent = blocks[index].parent
            element["P"] = refer(top) if parent is None else refs[parent]
            element["K"] = PDFArray(children.get(index, []) + self._marked(index))
            self._describe(index, element)
        top["P"] = refer(root)
        top["K"] = PDFArray(children.get(None, []))
        tree: list[Any] = []
        for page, owners in enumerate(self._by_page):
            tree += [page, refer(PDFArray([refs[block] for block in owners]))]
        root["K"] = PDFArray([refer(top)])
        root["ParentTree"] = refer(PDFDictionary({"Nums": PDFArray(tree)}))
        root["ParentTreeNextKey"] = len(self._by_page)
        return root

    def _filled(self) -> list[int]:
        """The blocks that have content, or have children that do, in reading order."""
        blocks = self._drawing.blocks
        filled = set(self._content)
        for index in sorted(self._content):
            parent = blocks[index].parent
            while parent is not None and parent not in filled:
                filled.add(parent)
                parent = blocks[parent].parent
        return sorted(filled)

    def _describe(self, index: int, element: PDFDictionary) -> None:
        """What is said of an element beside its content: words, language, place."""
        block = self._drawing.blocks[index]
        if index in self._content:
            element["Pg"] = self._page(self._content[index][0][0])
        if block.alt:
            element["Alt"] = PDFString(clean(block.alt))
        if block.lang:
            element["Lang"] = PDFString(block.lang)
        said = block.actual_text or (self._drawing.text_of(index) if index in self._turned else "")
        if said:
            element["ActualText"] = PDFString(clean(said))
        if block.role == "TH":
            scope = PDFName(block.scope or "Column")
            element["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": scope})
        if block.role == "Figure":
            layout = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": PDFArray(self._box(index))}
            element["A"] = PDFDictionary(layout)

    def _marked(self, index: int) -> list[Any]:
        found: list[Any] = []
        for page, content_id in self._content.get(index, []):
            if page == self._content[index][0][0]:
                found.append(content_id)
            else:
                entries = {"Type": PDFName("MCR"), "Pg": self._page(page), "MCID": content_id}
                found.append(PDFDictionary(entries))
        return found

    def _page(self, number: int) -> Any:
        return self._document.Reference(self._document.Pages[number])

    def _box(self, index: int) -> list[float]:
        """The bounding box of a figure on its first page, in PDF coordinates."""
        page = self._drawing.pages[self._content[index][0][0]]
        boxes = [bounds(item) for item in page.items if item.block == index]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        return [left, page.height - bottom, right, page.height - top]

    # -- bookmarks

    def _bookmark(self, block: int, page_number: int) -> None:
        """Where a heading's bookmark leads: here, on the page being drawn."""
        if _is_heading(self._drawing.blocks[block].role):
            page = self._drawing.pages[page_number]
            box = next(bounds(item) for item in page.items if item.block == block)
            self._canvas.bookmarkPage(str(block), "XYZ", left=box[0], top=page.height - box[1])

    def _outline(self) -> None:
        """Bookmarks: one for each heading, nested by its level. A level left out does not count."""
        blocks = self._drawing.blocks
        headings = [index for index in sorted(self._content) if _is_heading(blocks[index].role)]
        above: list[str] = []
        for index in headings:
            role = blocks[index].role
            while above and above[-1] >= role:
                above.pop()
            self._canvas.addOutlineEntry(self._drawing.text_of(index), str(index), len(above))
            above.append(role)
        if headings:
            self._canvas.showOutline()


def _element(role: str) -> PDFDictionary:
    return PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(role)})


def _is_heading(role: str) -> bool:
    return role in ("H1", "H2", "H3")


def bounds(item: Primitive) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a primitive; text counts its size above and a quarter of it below the line."""
    if isinstance(item, Text):
        return (item.x, item.y - item.size, item.x + item.width, item.y + item.size / 4)
    if isinstance(item, Line):
        return (min(item.x1, item.x2), min(item.y1, item.y2), max(item.x1, item.x2), max(item.y1, item.y2))
    if isinstance(item, Path):
        values = [value for _verb, points in item.segments for value in points]
        return (min(values[::2]), min(values[1::2]), max(values[::2]), max(values[1::2]))
    if isinstance(item, Symbol):
        return (item.x, item.y, item.x + item.size, item.y + item.size)
    return (item.x, item.y, item.x + item.width, item.y + item.height)
