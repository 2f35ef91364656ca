"""Faces on a head of radius 30 whose middle is (0, 0): what somebody feels, and what they wear in their face."""

from __future__ import annotations

from collections.abc import Callable, Collection

from models.drawing import Path
from models.drawings.inking import INK, Ink, Place, mixed

_MOUTH = "#7d2e22"
_TEAR = "#6db3dd"
_LINE = 2.8
_BROW = 2.4


def draw_face(face: str, skin: str, hair_colour: str, extras: Collection[str] = ()) -> list[Path]:
    """Eyes, mouth, cheeks; freckles, beard, moustache, glasses. An unknown face is calm."""
    ink = Ink(outline=_features(skin))
    cheeks = mixed(skin, "#c8452a" if face == "angry" else "#d9704f", 0.5 if face == "angry" else 0.32)
    for side in (-1, 1):
        ink.dot(side * 16.5, 12, 5.1, cheeks, 3.3)
    if "freckles" in extras:
        _freckles(ink, skin)
    if "beard" in extras:
        _beard(ink, hair_colour)
    _FACES.get(face, _calm)(ink)
    if "moustache" in extras:
        _moustache(ink, hair_colour)
    if "glasses" in extras:
        _glasses(ink)
    return ink.paths


def _features(skin: str) -> str:
    """The colour of eyes and lines: the outline's, darker on dark skin."""
    light = int(skin[1:3], 16) * 0.3 + int(skin[3:5], 16) * 0.59 + int(skin[5:7], 16) * 0.11
    return INK if light > 110 else "#140d0a"


def _eyes(ink: Ink, size: float = 2.9) -> None:
    for side in (-1, 1):
        ink.dot(side * 10.2, 3, size)
        ink.dot(side * 10.2 - 0.9, 2.1, size * 0.28, "#ffffff")


def _closed_eyes(ink: Ink) -> None:
    for side in (-1, 1):
        ink.line([(side * 10.2 - 4.6, 2.4), (side * 10.2, 5.2), (side * 10.2 + 4.6, 2.4)], _BROW)


def _brows(ink: Ink, inner: Place, outer: Place) -> None:
    """Both brows; points are of the right one."""
    for side in (-1, 1):
        ink.line([(side * outer[0], outer[1]), (side * inner[0], inner[1])], _BROW)


def _calm(ink: Ink) -> None:
    _eyes(ink)
    ink.line([(-6.5, 15), (-2.5, 17.4), (2.5, 17.4), (6.5, 15)], _LINE)


def _happy(ink: Ink) -> None:
    _eyes(ink)
    ink.shape([(-9, 13.5), (0, 15), (9, 13.5), (6.5, 20.5), (0, 23), (-6.5, 20.5)], _MOUTH, 2.2)
    ink.dot(0, 20.4, 3.4, "#d9705f", 1.7)


def _sad(ink: Ink) -> None:
    _eyes(ink)
    _brows(ink, (5.5, -7.5), (14, -4))
    ink.line([(-8, 20), (-3, 16), (3, 16), (8, 20)], _LINE)


def _worried(ink: Ink) -> None:
    _eyes(ink)
    _brows(ink, (5.5, -9), (14.5, -4.5))
    ink.line([(-8, 18.5), (-4, 15.6), (0, 17.6), (4, 15.6), (8, 18.5)], _LINE)


def _scared(ink: Ink) -> None:
    for side in (-1, 1):
        ink.disc(side * 10.5, 2, 5.6, "#ffffff", 2.0, ry=6.4)
        ink.dot(side * 10.5, 2.5, 2.1)
    _brows(ink, (6, -12), (15, -8))
    ink.disc(0, 18.5, 4.6, _MOUTH, 2.2, ry=5.2)


def _angry(ink: Ink) -> None:
    _eyes(ink)
    _brows(ink, (4.5, -2.5), (15, -8))
    ink.line([(-8.5, 19.5), (-4, 16.4), (4, 16.4), (8.5, 19.5)], _LINE + 0.4)


def _crying(ink: Ink) -> None:
    _closed_eyes(ink)
    _brows(ink, (5.5, -8), (14, -4))
    ink.shape([(-7.5, 20.5), (-4.5, 15.5), (0, 14), (4.5, 15.5), (7.5, 20.5), (0, 19.4)], _MOUTH, 2.2)
    for side in (-1, 1):
        x = side * 13.5
        ink.shape([(x, 6.5), (x + 3.4, 13.5), (x, 17), (x - 3.4, 13.5)], _TEAR, 1.4)
        ink.shape(
            [(x + side * 3, 19), (x + side * 3 + 2.2, 23), (x + side * 3, 25), (x + side * 3 - 2.2, 23)], _TEAR, 1.2
        )


def _asleep(ink: Ink) -> None:
    _closed_eyes(ink)
    ink.line([(-4, 16), (0, 17.6), (4, 16)], _LINE)


def _freckles(ink: Ink, skin: str) -> None:
    colour = mixed(skin, "#8a4a22", 0.6)
    for side in (-1, 1):
        for x, y in ((13, 9.5), (17, 8.2), (20, 11), (15.4, 13)):
            ink.dot(side * x, y, 0.95, colour)


def _beard(ink: Ink, colour: str) -> None:
    ink.shape(
        [(-29, 3), (-27, 19), (-14, 31), (0, 34), (14, 31), (27, 19), (29, 3), (23, 11), (11, 10.5), (0, 12.5),
         (-11, 10.5), (-23, 11)], colour, 2.6,
    )  # fmt: skip
    ink.disc(0, 17.5, 10, mixed(colour, "#f3cfb3", 0.75), 0, ry=5.6)


def _moustache(ink: Ink, colour: str) -> None:
    ink.shape([(0, 9.5), (7, 9), (13, 14), (6, 13.6), (0, 12.6), (-6, 13.6), (-13, 14), (-7, 9)], colour, 1.6)


def _glasses(ink: Ink) -> None:
    for side in (-1, 1):
        ink.paths += _rim(ink, side)
        ink.line([(side * 19, 1), (side * 28, -2)], 2.0)
    ink.line([(-3, 2), (0, 0.8), (3, 2)], 2.0)


def _rim(ink: Ink, side: int) -> list[Path]:
    ring = Ink(outline=ink.outline)
    ring.disc(side * 11, 3, 8.2, "", 2.1)
    return ring.paths


_FACES: dict[str, Callable[[Ink], None]] = {
    "calm": _calm,
    "happy": _happy,
    "sad": _sad,
    "worried": _worried,
    "scared": _scared,
    "angry": _angry,
    "crying": _crying,
    "asleep": _asleep,
}
FACES = frozenset(_FACES)
"""Every face that is drawn."""
