"""Round ends and corners: the same in every painter, and only where a path asks for them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from PySide6.QtGui import QImage, QPainter

from exporters.painters import DocumentMeta, to_png, to_svg
from models.drawing import Drawing, Page, Path, moved
from ui.painter import paint_page


def _page(is_round: bool) -> Page:
    """A thick stroke from the middle to the right: what lies left of the middle is its end."""
    first = Path((("M", (50, 20)), ("L", (80, 20))), stroke="#000000", stroke_width=20.0, round=is_round)
    flat_after = Path((("M", (50, 60)), ("L", (80, 60))), stroke="#000000", stroke_width=20.0)
    return Page(100, 80, (first, flat_after))


def _pdf(page: Page) -> Callable[[int, int], int]:
    image = Image.open(io.BytesIO(to_png(Drawing("x", (page,), ()), DocumentMeta("x"), 72))).convert("RGB")
    pixels = image.tobytes()
    return lambda x, y: pixels[(y * image.width + x) * 3]


def _screen(page: Page) -> Callable[[int, int], int]:
    image = QImage(100, 80, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_page(painter, page)
    painter.end()
    return lambda x, y: image.pixelColor(x, y).red()


@pytest.mark.parametrize("painted", [_pdf, _screen])
def test_a_round_pen_ends_round_on_screen_and_paper(painted: Callable[[Page], Callable[[int, int], int]]) -> None:
    round_, flat = painted(_page(True)), painted(_page(False))
    assert (round_(44, 20), flat(44, 20)) == (0, 255)
    assert round_(41, 12) == 255
    assert round_(44, 60) == 255


def test_a_round_pen_is_said_in_svg_and_kept_when_moved() -> None:
    svg = to_svg(Drawing("x", (_page(True),), ()), DocumentMeta("x")).decode()
    assert svg.count('stroke-linecap="round"') == 1
    shifted = moved(_page(True).items[0], 5, 5)
    assert isinstance(shifted, Path)
    assert shifted.round
