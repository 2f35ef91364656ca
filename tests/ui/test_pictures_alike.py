"""Every picture of the library looks the same on paper, on screen, and as its own file says.

The paper is our PDF as an independent reader shows it, the screen is our Qt painter, and the file is read and drawn by
Qt's SVG renderer, which shares nothing with our reading of it.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from exporters.painters.meta import DocumentMeta
from exporters.painters.png import to_png
from models.drawing import Drawing, Page
from models.pictures import library
from models.pictures.svg import read_svg
from ui.painter import paint_page

SIDE = 144
FAINT = 24
"""A difference of colour, of 255, that nobody sees."""
MOST_UNLIKE = 0.002
"""The share of a picture that may look different: some forty of its dots."""
SAMPLE = json.loads((Path(__file__).parents[1] / "fixtures" / "picture_words.json").read_text("utf-8"))["pictures"]
"""Pictures of every kind, with those that are hard: scribbles, spirals, see-through shapes, dots, sharp corners."""
EVERY = 40
"""Of so many pictures of the shipped list one is looked at each time; all of them in the slow run."""


def on_paper(page: Page) -> Image.Image:
    png = to_png(Drawing("Picture", (page,), ()), DocumentMeta("Picture"), dpi=round(72 * SIDE / page.width))
    return Image.open(io.BytesIO(png)).convert("RGB")


def on_screen(page: Page) -> Image.Image:
    image, painter = blank()
    painter.scale(SIDE / page.width, SIDE / page.height)
    paint_page(painter, page)
    painter.end()
    return plain(image)


def as_its_file_says(svg: bytes) -> Image.Image:
    image, painter = blank()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return plain(image)


def blank() -> tuple[QImage, QPainter]:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    return image, QPainter(image)


def plain(image: QImage) -> Image.Image:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(held.data().data())).convert("RGB")


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of a picture in which two of it differ clearly, by more than the smoothing of an edge.

    A colour counts as different where the other picture has nothing like it, not even a dot away.
    """
    return max(_missing(one, other), _missing(other, one))


def _missing(one: Image.Image, other: Image.Image) -> float:
    seen = np.asarray(one, dtype=int)
    darkest, lightest = (
        np.asarray(other.filter(each(3)), dtype=int) for each in (ImageFilter.MinFilter, ImageFilter.MaxFilter)
    )
    return float(np.mean(((seen < darkest - FAINT) | (seen > lightest + FAINT)).any(axis=2)))


def looks_alike(code: str) -> bool:
    svg = (library.folder() / f"{code}.svg").read_bytes()
    page = Page(72, 72, read_svg(svg.decode()).paths)
    paper = on_paper(page)
    return unlike(paper, on_screen(page)) <= MOST_UNLIKE and unlike(paper, as_its_file_says(svg)) <= MOST_UNLIKE


@pytest.mark.parametrize("code", [each["code"] for each in SAMPLE])
def test_a_sample_looks_alike(qtbot: QtBot, code: str) -> None:
    assert looks_alike(code)


def test_one_in_forty_of_the_list_looks_alike(qtbot: QtBot) -> None:
    assert [entry.code for entry in library.entries()[::EVERY] if not looks_alike(entry.code)] == []


@pytest.mark.slow
def test_every_picture_looks_alike(qtbot: QtBot) -> None:
    assert [entry.code for entry in library.entries() if not looks_alike(entry.code)] == []


def test_a_lost_shape_is_noticed(qtbot: QtBot) -> None:
    """The control: with any one of its shapes gone, a house no longer passes."""
    svg = (library.folder() / "1F3E0.svg").read_bytes()
    paths = read_svg(svg.decode()).paths
    whole = as_its_file_says(svg)
    assert unlike(whole, on_paper(Page(72, 72, paths))) <= MOST_UNLIKE
    for gone in range(1, len(paths)):
        rest = Page(72, 72, (*paths[:gone], *paths[gone + 1 :]))
        assert unlike(whole, on_paper(rest)) > MOST_UNLIKE
