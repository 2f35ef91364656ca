"""Photographs turned, mirrored and cut off: alike in every painter, and without what a camera wrote."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from exporters.painters import DocumentMeta, to_pdf, to_png, to_svg
from models.drawing import Block, Clip, Drawing, Page, Picture, Rect, joined, moved
from ui.painter import paint_page

PLANTED = b"51.5074N-planted-camera-owner"


def _photo(kind: str = "PNG", planted: bool = False) -> bytes:
    """Left half red, right half blue, the top quarter of the left green."""
    picture = Image.new("RGB", (80, 40), "blue")
    picture.paste("red", (0, 0, 40, 40))
    picture.paste("lime", (0, 0, 40, 10))
    exif = Image.Exif()
    exif[0x010F] = PLANTED.decode()
    held = io.BytesIO()
    picture.save(held, kind, quality=95, **({"exif": exif} if planted else {}))
    return held.getvalue()


def _pdf(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(to_png(Drawing("x", (page,), ()), DocumentMeta("x"), 72))).convert("RGB")


def _screen(page: Page) -> Image.Image:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_page(painter, page)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(held.data())).convert("RGB")


def _colour(image: Image.Image, at: tuple[int, int]) -> str:
    pixel = image.getpixel(at)
    assert isinstance(pixel, tuple)
    red, green, blue = (part > 128 for part in pixel[:3])
    return {(True, True, True): "white", (True, False, False): "red", (False, True, False): "green"}.get(
        (red, green, blue), "blue"
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("painted", [_pdf, _screen])
def test_a_photograph_is_turned_and_mirrored_alike(painted: object, kind: str) -> None:
    assert callable(painted)
    data = _photo(kind)
    plain = painted(Page(100, 100, (Picture(10, 30, 80, 40, data),)))
    assert [_colour(plain, at) for at in ((20, 33), (20, 60), (80, 60))] == ["green", "red", "blue"]
    mirrored = painted(Page(100, 100, (Picture(10, 30, 80, 40, data, flipped=True),)))
    assert [_colour(mirrored, at) for at in ((80, 33), (80, 60), (20, 60))] == ["green", "red", "blue"]
    turned = painted(Page(100, 100, (Picture(10, 30, 80, 40, data, rotation=90),)))
    assert [_colour(turned, at) for at in ((67, 20), (40, 20), (40, 80), (12, 50))] == ["green", "red", "blue", "white"]
    both = painted(Page(100, 100, (Picture(10, 30, 80, 40, data, rotation=90, flipped=True),)))
    assert [_colour(both, at) for at in ((67, 80), (40, 80), (40, 20))] == ["green", "red", "blue"]


@pytest.mark.parametrize("painted", [_pdf, _screen])
def test_what_reaches_over_the_edge_is_cut_off(painted: object) -> None:
    assert callable(painted)
    red = Rect(0, 0, 100, 100, fill="#ff0000")
    page = Page(100, 100, (Clip(20, 20, 60, 60, (red,), radius=20), Rect(0, 0, 10, 10, fill="#0000ff")))
    image = painted(page)
    found = [_colour(image, at) for at in ((50, 50), (15, 50), (50, 85), (22, 22), (5, 5), (28, 50))]
    assert found == ["red", "white", "white", "white", "blue", "red"]


def test_svg_turns_and_cuts_too() -> None:
    picture = Picture(10, 30, 80, 40, _photo(), rotation=90, flipped=True)
    page = Page(100, 100, (Clip(0, 0, 50, 50, (picture,)), Clip(0, 0, 50, 50, (picture,), radius=5)))
    svg = to_svg(Drawing("x", (page,), ()), DocumentMeta("x")).decode()
    assert svg.count("rotate(90) scale(-1 1)") == 2
    assert 'overflow="hidden"' in svg and 'clip-path="url(#clip-' in svg


def test_a_clip_moves_and_keeps_its_block() -> None:
    inside = Rect(1, 1, 5, 5, fill="#ff0000", block=0)
    clip = moved(Clip(0, 0, 9, 9, (inside,), block=0), 10, 20)
    assert isinstance(clip, Clip) and (clip.x, clip.y) == (10, 20)
    assert isinstance(clip.items[0], Rect) and (clip.items[0].x, clip.items[0].y) == (11, 21)
    one = Drawing("x", (Page(100, 100, (clip,)),), (Block("Figure", alt="a house"),))
    page = joined("x", [one, one]).pages[1]
    assert isinstance(page.items[0], Clip) and (page.items[0].block, page.items[0].items[0].block) == (1, 1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_a_camera_wrote_is_in_no_file(kind: str) -> None:
    data = _photo(kind, planted=True)
    assert PLANTED in data
    drawing = Drawing("x", (Page(100, 100, (Picture(10, 30, 80, 40, data),)),), ())
    meta = DocumentMeta("x")
    assert PLANTED not in to_pdf(drawing, meta) and PLANTED not in to_png(drawing, meta)
    (held,) = re.findall(r"base64,([A-Za-z0-9+/=]+)\"", to_svg(drawing, meta).decode())
    assert PLANTED not in base64.b64decode(held)


def test_a_clean_photograph_goes_into_a_pdf_as_it_is() -> None:
    """Twelve photographs must not make a file of fifty megabytes."""
    data = _photo("JPEG")
    pdf = to_pdf(Drawing("x", (Page(100, 100, (Picture(10, 30, 80, 40, data),)),), ()), DocumentMeta("x"))
    assert data in pdf and b"DCTDecode" in pdf
