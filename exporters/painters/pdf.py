"""Drawings to tagged PDF (PDF/UA-1): reportlab writes the file and draws, the structure and the shaped words are ours.

See docs/decisions/0002-documents.md for what reportlab does not know and is done in the modules beside this one.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import groupby

from PIL import Image
from reportlab.lib.utils import ImageReader

from exporters.painters.meta import DocumentMeta
from exporters.painters.pdfcanvas import TaggedCanvas, WholeJpeg
from exporters.painters.pdffonts import EmbeddedFont, text_operators
from exporters.painters.pdftags import Tags
from exporters.painters.theme import rgb
from models.drawing import Clip, Drawing, Line, Page, Picture, Primitive, Rect, Segment, Symbol, Text
from models.drawings.symbols import VIEW_BOX, symbol_path
from models.photos import is_bare

_JPEG = b"\xff\xd8"
_STEPS = {"M": "%.2f %.2f m", "L": "%.2f %.2f l", "C": "%.2f %.2f %.2f %.2f %.2f %.2f c", "Z": "h"}
_PAINT = {(False, False): "n", (False, True): "f", (True, False): "S", (True, True): "B"}
"""How a path is painted, by whether it has a line and whether it is filled."""


def to_pdf(drawing: Drawing, meta: DocumentMeta) -> bytes:
    """The drawing as a tagged PDF file. The same drawing and metadata give the same bytes."""
    return _PdfPainter(drawing, meta).file()


class _PdfPainter:
    """Paints one drawing: pages first (collecting fonts and marked content), then the structure over them."""

    def __init__(self, drawing: Drawing, meta: DocumentMeta) -> None:
        self._drawing = drawing
        self._meta = meta
        self._canvas = TaggedCanvas(meta.title, meta.lang)
        if meta.is_folded:
            self._canvas.setViewerPreference("Duplex", "DuplexFlipShortEdge")
            self._canvas.setViewerPreference("PrintScaling", "None")
        self._tags = Tags(drawing, self._canvas)
        self._fonts: dict[str, EmbeddedFont] = {}
        self._images: dict[bytes, ImageReader] = {}
        self._height = 0.0
        self._brush = ""
        """The colour that fills now; a page starts without."""
        self._pen: tuple[str, float, tuple[float, ...]] | None = None
        """The colour, width and dashes of lines now."""
        self._round = False
        """Whether lines end and turn round now."""

    def file(self) -> bytes:
        for page in self._drawing.pages:
            self._page(page)
        self._tags.write(self._meta)
        data: bytes = self._canvas.getpdfdata()
        return data

    def _page(self, page: Page) -> None:
        """One page: primitives of one block in a row share one marked content."""
        self._height = page.height
        self._brush, self._pen, self._round = "", None, False
        self._canvas.setPageSize((page.width, page.height))
        for block, items in groupby(page.items, key=lambda item: item.block):
            with self._tags.content(block):
                for item in items:
                    self._paint(item)
        self._canvas.showPage()

    def _paint(self, item: Primitive) -> None:
        canvas = self._canvas
        if isinstance(item, Text):
            self._text(item)
        elif isinstance(item, Picture):
            self._picture(item)
        elif isinstance(item, Clip):
            self._clip(item)
        elif isinstance(item, Symbol):
            self._symbol(item)
        elif isinstance(item, Line):
            self._colours("", item.colour, item.width, item.dash)
            canvas.line(item.x1, self._height - item.y1, item.x2, self._height - item.y2)
        elif isinstance(item, Rect):
            self._rect(item)
        else:
            self._colours(item.fill, item.stroke, item.stroke_width, item.dash, item.round)
            self._path(_turned(item.segments, self._height), "*", item.stroke, item.fill)

    def _colours(self, fill: str, stroke: str, width: float, dash: tuple[float, ...], is_round: bool = False) -> None:
        if fill:
            self._fill(fill)
        if stroke and self._round != is_round:
            self._round = is_round
            self._canvas.setLineCap(int(is_round))
            self._canvas.setLineJoin(int(is_round))
        if stroke and self._pen != (stroke, width, dash):
            self._pen = (stroke, width, dash)
            self._canvas.setStrokeColorRGB(*rgb(stroke))
            self._canvas.setLineWidth(width)
            self._canvas.setDash(list(dash))

    def _fill(self, colour: str) -> None:
        if self._brush != colour:
            self._brush = colour
            self._canvas.setFillColorRGB(*rgb(colour))

    def _rect(self, item: Rect) -> None:
        self._colours(item.fill, item.stroke, item.stroke_width, item.dash)
        radius = min(item.radius, item.width / 2, item.height / 2)
        place = (item.x, self._height - item.y - item.height, item.width, item.height)
        look = {"stroke": int(bool(item.stroke)), "fill": int(bool(item.fill))}
        if radius > 0:
            self._canvas.roundRect(*place, radius, **look)
        else:
            self._canvas.rect(*place, **look)

    def _picture(self, item: Picture) -> None:
        canvas, image = self._canvas, self._image(item.data)
        middle = (item.x + item.width / 2, self._height - item.y - item.height / 2)
        canvas.saveState()
        canvas.translate(*middle)
        canvas.rotate(-item.rotation)
        canvas.scale(-1 if item.flipped else 1, 1)
        canvas.drawImage(image, -item.width / 2, -item.height / 2, item.width, item.height, mask="auto")
        canvas.restoreState()

    def _clip(self, item: Clip) -> None:
        """What lies inside the rectangle; what colours and pens were before holds again after it."""
        before = self._brush, self._pen, self._round
        self._canvas.saveState()
        path = self._canvas.beginPath()
        box = (item.x, self._height - item.y - item.height, item.width, item.height)
        if item.radius > 0:
            path.roundRect(*box, min(item.radius, item.width / 2, item.height / 2))
        else:
            path.rect(*box)
        self._canvas.clipPath(path, stroke=0, fill=0)
        for inside in item.items:
            self._paint(inside)
        self._canvas.restoreState()
        self._brush, self._pen, self._round = before

    def _symbol(self, item: Symbol) -> None:
        zoom = item.size / VIEW_BOX
        self._fill(item.colour)
        self._canvas.saveState()
        self._canvas.transform(zoom, 0, 0, -zoom, item.x, self._height - item.y)
        self._path(symbol_path(item.name), "", stroke="", fill=item.colour)
        self._canvas.restoreState()

    def _path(self, segments: Iterable[Segment], rule: str, stroke: str, fill: str) -> None:
        """Lines and curves as the file says them. ``rule``: "*" for the even-odd rule of filling, "" for the other.

        Written here: the canvas's own path takes most of the time a page of pictures needs.
        """
        steps = [_STEPS[verb] % values for verb, values in segments]
        paint = _PAINT[bool(stroke), bool(fill)]
        self._canvas.addLiteral(f"{' '.join(steps)} {paint}{rule if fill else ''}")

    def _text(self, item: Text) -> None:
        if item.rtl and item.block is not None:
            self._tags.turned(item.block)
        font = self._fonts.get(item.face)
        if font is None:
            font = self._fonts[item.face] = EmbeddedFont(item.face, f"F{len(self._fonts) + 1}")
            self._canvas.document.delayedFonts.append(font)
        self._fill(item.colour)
        self._canvas.addLiteral(text_operators(item, font, self._height))

    def _image(self, data: bytes) -> ImageReader:
        """A PNG or JPEG as bare pixels, so nothing a camera wrote about the place or the owner goes along.

        A JPEG that holds nothing else goes in as it is: written from its pixels it would be many times as large.
        """
        if data not in self._images:
            if data.startswith(_JPEG) and is_bare(data):
                self._images[data] = WholeJpeg(data)
            else:
                picture = Image.open(io.BytesIO(data))
                self._images[data] = ImageReader(picture.convert("RGBA" if picture.has_transparency_data else "RGB"))
        return self._images[data]


def _turned(segments: Iterable[Segment], height: float) -> Iterable[Segment]:
    """The same path with y upwards. Curves, nearly all there are, are spelt out."""
    for verb, values in segments:
        if len(values) == 6:
            x1, y1, x2, y2, x3, y3 = values
            yield verb, (x1, height - y1, x2, height - y2, x3, height - y3)
        else:
            yield verb, tuple(height - value if index % 2 else value for index, value in enumerate(values))
