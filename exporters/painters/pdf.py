"""Drawings to tagged PDF (PDF/UA-1): structure tree, alternatives, languages, bookmarks, subset fonts, no authors.

Written straight to PDF objects rather than through a drawing library: tagging, exact ToUnicode maps and the absence
of producer and machine names are then ours to promise (see docs/decisions/0002-documents.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from exporters.painters.meta import DocumentMeta
from exporters.painters.pdffonts import EmbeddedFont, show_text
from exporters.painters.pdfimages import image_object
from exporters.painters.pdfobjects import Latin, Name, PdfObjects, Ref, Stream, Text, Value, number
from exporters.painters.theme import rgb
from models.drawing import Drawing, Line, Page, Path, Picture, Primitive, Rect, Segment, Symbol
from models.drawing import Text as TextRun
from models.drawings.symbols import VIEW_BOX, symbol_path
from models.typeset import clean

_KAPPA = 0.5523
"""How far the handles of a quarter circle reach, as a part of its radius."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>{date}
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def to_pdf(drawing: Drawing, meta: DocumentMeta) -> bytes:
    """The drawing as a tagged PDF file. The same drawing and metadata give the same bytes."""
    return _PdfPainter(drawing, meta).file()


class _PdfPainter:
    """Paints one drawing: pages first (collecting fonts and marked content), then structure, then the catalogue."""

    def __init__(self, drawing: Drawing, meta: DocumentMeta) -> None:
        self._drawing = drawing
        self._meta = meta
        self._objects = PdfObjects()
        self._fonts: dict[str, EmbeddedFont] = {}
        self._images: dict[bytes, tuple[str, Ref]] = {}
        self._content: dict[int, list[tuple[int, int]]] = {}
        """For each block its marked content: (page number, content id on that page)."""
        self._by_page: list[list[int]] = []
        """For each page the block of each content id."""
        self._turned: set[int] = set()
        """Blocks with right-to-left runs, drawn in visual order: their words in reading order stand in the tree."""

    def file(self) -> bytes:
        objects = self._objects
        pages = objects.add()
        contents = [self._content_of(number_, page) for number_, page in enumerate(self._drawing.pages)]
        page_refs = [objects.add() for _page in contents]
        resources = objects.add(self._resources())
        for index, (ref, content) in enumerate(zip(page_refs, contents, strict=True)):
            page = self._drawing.pages[index]
            objects.put(
                ref,
                {
                    "Type": Name("Page"),
                    "Parent": pages,
                    "MediaBox": [0, 0, page.width, page.height],
                    "Resources": resources,
                    "Contents": objects.add(Stream(content)),
                    "StructParents": index,
                    "Tabs": Name("S"),
                },
            )
        kids: list[Value] = list(page_refs)
        objects.put(pages, {"Type": Name("Pages"), "Kids": kids, "Count": len(page_refs)})
        elements = self._structure(page_refs)
        return objects.file(self._catalogue(pages, page_refs, elements), objects.add({"Title": Text(self._meta.title)}))

    # -- pages

    def _content_of(self, page_number: int, page: Page) -> bytes:
        """The content stream of a page: primitives of one block in a row share one marked content."""
        operators: list[str] = []
        owners: list[int] = []
        for block, items in groupby(page.items, key=lambda item: item.block):
            if block is None:
                operators.append("/Artifact <</Type /Layout>> BDC")
            else:
                operators.append(f"/{self._drawing.blocks[block].role} <</MCID {len(owners)}>> BDC")
                self._content.setdefault(block, []).append((page_number, len(owners)))
                owners.append(block)
            for item in items:
                operators += self._paint(item, page.height)
            operators.append("EMC")
        self._by_page.append(owners)
        return "\n".join(operators).encode("ascii")

    def _paint(self, item: Primitive, height: float) -> list[str]:
        if isinstance(item, TextRun):
            if item.rtl and item.block is not None:
                self._turned.add(item.block)
            font = self._fonts.setdefault(item.face, EmbeddedFont(item.face, f"F{len(self._fonts) + 1}"))
            return [_fill(item.colour), *show_text(item, font, height)]
        if isinstance(item, Picture):
            name, _ref = self._image(item.data)
            box = f"{number(item.width)} 0 0 {number(item.height)} {number(item.x)} "
            return ["q", f"{box}{number(height - item.y - item.height)} cm", f"/{name} Do", "Q"]
        if isinstance(item, Symbol):
            zoom = item.size / VIEW_BOX
            shape = _moved(symbol_path(item.name), zoom, item.x, item.y)
            return [_fill(item.colour), *_outline(shape, height), "f"]
        if isinstance(item, Line):
            segments: tuple[Segment, ...] = (("M", (item.x1, item.y1)), ("L", (item.x2, item.y2)))
            return _drawn(segments, height, "", item.colour, item.width, item.dash)
        if isinstance(item, Rect):
            return _drawn(rect_path(item), height, item.fill, item.stroke, item.stroke_width, item.dash)
        return _drawn(item.segments, height, item.fill, item.stroke, item.stroke_width, item.dash)

    def _image(self, data: bytes) -> tuple[str, Ref]:
        if data not in self._images:
            self._images[data] = (f"I{len(self._images) + 1}", image_object(self._objects, data))
        return self._images[data]

    def _resources(self) -> Value:
        fonts: dict[str, Value] = {font.resource: font.embed(self._objects) for font in self._fonts.values()}
        images: dict[str, Value] = dict(self._images.values())
        return {"Font": fonts, "XObject": images} if images else {"Font": fonts}

    # -- structure

    def _structure(self, pages: Sequence[Ref]) -> tuple[Ref, dict[int, Ref]]:
        """The structure tree: its root, and the element of each block that has any content."""
        objects, blocks = self._objects, self._drawing.blocks
        children: dict[int | None, list[int]] = {}
        for index in self._filled():
            children.setdefault(blocks[index].parent, []).append(index)
        root, document = objects.add(), objects.add()
        elements = {index: objects.add() for index in sorted(self._filled())}
        for index, ref in elements.items():
            parent = blocks[index].parent
            entries = self._element(index, pages)
            entries["P"] = document if parent is None else elements[parent]
            kids: list[Value] = [elements[child] for child in children.get(index, [])]
            entries["K"] = kids + self._marked(index, pages)
            objects.put(ref, entries)
        top: list[Value] = [elements[index] for index in children.get(None, [])]
        objects.put(document, {"Type": Name("StructElem"), "S": Name("Document"), "P": root, "K": top})
        tree: list[Value] = []
        for page_number, owners in enumerate(self._by_page):
            held: list[Value] = [elements[block] for block in owners]
            tree += [page_number, objects.add(held)]
        entries = {
            "Type": Name("StructTreeRoot"),
            "K": [document],
            "ParentTree": objects.add({"Nums": tree}),
            "ParentTreeNextKey": len(self._by_page),
        }
        objects.put(root, entries)
        return root, elements

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

    def _element(self, index: int, pages: Sequence[Ref]) -> dict[str, Value]:
        block = self._drawing.blocks[index]
        entries: dict[str, Value] = {"Type": Name("StructElem"), "S": Name(block.role)}
        if index in self._content:
            entries["Pg"] = pages[self._content[index][0][0]]
        if block.alt:
            entries["Alt"] = Text(clean(block.alt))
        if block.lang:
            entries["Lang"] = Latin(block.lang)
        said = block.actual_text or (self._drawing.text_of(index) if index in self._turned else "")
        if said:
            entries["ActualText"] = Text(clean(said))
        if block.role == "TH":
            entries["A"] = {"O": Name("Table"), "Scope": Name(block.scope or "Column")}
        if block.role == "Figure":
            entries["A"] = {"O": Name("Layout"), "Placement": Name("Block"), "BBox": self._box(index)}
        return entries

    def _marked(self, index: int, pages: Sequence[Ref]) -> list[Value]:
        found: list[Value] = []
        for page_number, content_id in self._content.get(index, []):
            if page_number == self._content[index][0][0]:
                found.append(content_id)
            else:
                found.append({"Type": Name("MCR"), "Pg": pages[page_number], "MCID": content_id})
        return found

    def _box(self, index: int) -> list[Value]:
        """The bounding box of a figure on its first page, in PDF coordinates."""
        page = self._drawing.pages[self._content[index][0][0]]
        boxes = [bounds(item) for item in page.items if item.block == index]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        return [left, page.height - bottom, right, page.height - top]

    # -- catalogue

    def _catalogue(self, pages: Ref, page_refs: Sequence[Ref], structure: tuple[Ref, dict[int, Ref]]) -> Ref:
        root, elements = structure
        date = self._meta.date.isoformat() if self._meta.date else ""
        stamp = f"\n<xmp:CreateDate>{date}</xmp:CreateDate>" if date else ""
        xmp = _XMP.format(title=escape(self._meta.title), lang=escape(self._meta.lang), date=stamp)
        metadata = Stream(xmp.encode(), {"Type": Name("Metadata"), "Subtype": Name("XML")}, plain=True)
        entries: dict[str, Value] = {
            "Type": Name("Catalog"),
            "Pages": pages,
            "Lang": Latin(self._meta.lang),
            "MarkInfo": {"Marked": True},
            "StructTreeRoot": root,
            "ViewerPreferences": {"DisplayDocTitle": True},
            "Metadata": self._objects.add(metadata),
        }
        outline = self._outline(page_refs, elements)
        if outline:
            entries["Outlines"] = outline
            entries["PageMode"] = Name("UseOutlines")
        return self._objects.add(entries)

    def _outline(self, pages: Sequence[Ref], elements: dict[int, Ref]) -> Ref | None:
        """Bookmarks: one for each heading, nested by its level."""
        headings = [i for i in sorted(elements) if self._drawing.blocks[i].role in ("H1", "H2", "H3")]
        if not headings:
            return None
        root = self._objects.add()
        refs = {index: self._objects.add() for index in headings}
        children: dict[Ref, list[int]] = {}
        parent_of: dict[int, Ref] = {}
        open_: list[tuple[str, Ref]] = []
        for index in headings:
            role = self._drawing.blocks[index].role
            while open_ and open_[-1][0] >= role:
                open_.pop()
            parent_of[index] = open_[-1][1] if open_ else root
            children.setdefault(parent_of[index], []).append(index)
            open_.append((role, refs[index]))
        for parent, kids in children.items():
            for place, index in enumerate(kids):
                entries = self._bookmark(index, pages)
                entries |= {"Parent": parent, "SE": elements[index]}
                if place:
                    entries["Prev"] = refs[kids[place - 1]]
                if place + 1 < len(kids):
                    entries["Next"] = refs[kids[place + 1]]
                entries |= _family(children.get(refs[index], []), refs)
                self._objects.put(refs[index], entries)
        self._objects.put(root, {"Type": Name("Outlines"), **_family(children[root], refs)})
        return root

    def _bookmark(self, index: int, pages: Sequence[Ref]) -> dict[str, Value]:
        page_number, _content_id = self._content[index][0]
        page = self._drawing.pages[page_number]
        box = next(bounds(item) for item in page.items if item.block == index)
        place: list[Value] = [pages[page_number], Name("XYZ"), box[0], page.height - box[1], None]
        return {"Title": Text(self._drawing.text_of(index)), "Dest": place}


def _family(kids: list[int], refs: dict[int, Ref]) -> dict[str, Value]:
    return {"First": refs[kids[0]], "Last": refs[kids[-1]], "Count": len(kids)} if kids else {}


def _fill(role: str) -> str:
    return " ".join(number(part) for part in rgb(role)) + " rg"


def _drawn(
    segments: Iterable[Segment], height: float, fill: str, stroke: str, width: float, dash: tuple[float, ...]
) -> list[str]:
    operators = [_fill(fill)] if fill else []
    if stroke:
        operators.append(" ".join(number(part) for part in rgb(stroke)) + " RG")
        operators.append(f"{number(width)} w [{' '.join(number(part) for part in dash)}] 0 d")
    paint = "B" if fill and stroke else "f" if fill else "S"
    return [*operators, *_outline(segments, height), paint]


def _outline(segments: Iterable[Segment], height: float) -> list[str]:
    """Path operators, y turned upwards."""
    operators = []
    for verb, values in segments:
        turned = (number(height - value) if index % 2 else number(value) for index, value in enumerate(values))
        operators.append(" ".join([*turned, {"M": "m", "L": "l", "C": "c", "Z": "h"}[verb]]))
    return operators


def _moved(segments: Iterable[Segment], zoom: float, x: float, y: float) -> list[Segment]:
    return [
        (verb, tuple((y if index % 2 else x) + value * zoom for index, value in enumerate(values)))
        for verb, values in segments
    ]


def rect_path(item: Rect) -> tuple[Segment, ...]:
    """A rectangle with round corners as a path."""
    x, y, w, h = item.x, item.y, item.width, item.height
    r = min(item.radius, w / 2, h / 2)
    if r <= 0:
        return (("M", (x, y)), ("L", (x + w, y)), ("L", (x + w, y + h)), ("L", (x, y + h)), ("Z", ()))
    k = r * (1 - _KAPPA)
    return (
        ("M", (x + r, y)),
        ("L", (x + w - r, y)),
        ("C", (x + w - k, y, x + w, y + k, x + w, y + r)),
        ("L", (x + w, y + h - r)),
        ("C", (x + w, y + h - k, x + w - k, y + h, x + w - r, y + h)),
        ("L", (x + r, y + h)),
        ("C", (x + k, y + h, x, y + h - k, x, y + h - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def bounds(item: Primitive) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a primitive; text counts its size above and a quarter of it below the line."""
    if isinstance(item, TextRun):
        return (item.x, item.y - item.size, item.x + item.width, item.y + item.size / 4)
    if isinstance(item, Line):
        return (min(item.x1, item.x2), min(item.y1, item.y2), max(item.x1, item.x2), max(item.y1, item.y2))
    if isinstance(item, Path):
        values = [value for _verb, points in item.segments for value in points]
        return (min(values[::2]), min(values[1::2]), max(values[::2]), max(values[1::2]))
    if isinstance(item, Symbol):
        return (item.x, item.y, item.x + item.size, item.y + item.size)
    return (item.x, item.y, item.x + item.width, item.y + item.height)
