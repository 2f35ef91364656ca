"""Hair and what is worn on it, round a head of radius 30 whose middle is (0, 0).

Each style has a part behind the body (``back``), and one over the head (``front``). In styles of cloth (headscarf,
hijab, turban, cap) the hair colour is the cloth's.
"""

from __future__ import annotations

from collections.abc import Callable

from models.drawing import Path
from models.drawings.inking import Ink, Place, curve, mixed, round_points

_CAP: list[Place] = [
    (-30, -1), (-31, -18), (-14, -33), (8, -33), (27, -21), (30.5, -1), (22, -11), (5, -18), (-9, -14), (-24, -8)
]  # fmt: skip
"""Hair with a side parting, down to the ears."""
_SHORT: list[Place] = [
    (-29.5, -4), (-30, -20), (-14, -34), (8, -35), (28, -24), (29.5, -4), (24, -15), (4, -20), (-15, -16), (-26, -12)
]  # fmt: skip
_CLOSE: list[Place] = [
    (-29.5, -3), (-26, -19), (-11, -32), (12, -32), (26, -19), (29.5, -3), (20, -14), (0, -18), (-20, -14)
]  # fmt: skip
"""Hair close to the head."""
_PARTED: list[Place] = [
    (-30, 1), (-31, -17), (-15, -32), (0, -34), (15, -32), (31, -17), (30, 1), (23, -9), (0, -22), (-23, -9)
]  # fmt: skip

WITH_EARS = frozenset({"short", "lines", "bald", "tuft", "bun", "ponytail", "cap", "turban", "bunches"})
"""Styles that leave the ears free."""
CLOTH = frozenset({"headscarf", "hijab", "turban", "cap"})
"""Styles whose colour is a cloth's."""


def back(style: str, colour: str) -> list[Path]:
    """What hangs behind the body. Nothing for an unknown style."""
    ink = Ink()
    if style in _BACK:
        _BACK[style](ink, colour)
    return ink.paths


def front(style: str, colour: str) -> list[Path]:
    """What lies over the head. Nothing for an unknown style."""
    ink = Ink()
    if style in _FRONT:
        _FRONT[style](ink, colour)
    return ink.paths


def _shine(colour: str) -> str:
    """A lighter or darker line in hair, whichever shows."""
    dark = int(colour[1:3], 16) + int(colour[3:5], 16) + int(colour[5:7], 16) < 240
    return mixed(colour, "#e8c8a0", 0.45) if dark else mixed(colour, "#2e2824", 0.35)


# -- behind


def _long_back(ink: Ink, colour: str) -> None:
    ink.shape(
        [(-33, -7), (-26, -29), (-1, -37), (28, -29), (33, -6), (37, 27), (28, 46), (0, 41), (-27, 46), (-36, 26)],
        colour,
    )


def _bun_back(ink: Ink, colour: str) -> None:
    ink.disc(0, -40, 14, colour, ry=13)
    ink.line([(-7, -38), (0, -45), (7, -38)], 1.8, _shine(colour))


def _curly_back(ink: Ink, colour: str) -> None:
    rim = [(-33, 14, 12), (33, 14, 12), (-35, 0, 12), (35, 0, 12), (-33, -15, 12), (33, -15, 12)]
    for x, y, radius in [*rim, (-22, -28, 12), (22, -28, 12), (-8, -35, 12), (8, -35, 12)]:
        ink.disc(x, y, radius, colour)


def _afro_back(ink: Ink, colour: str) -> None:
    bumps = [(x * (1 + 0.045 * (-1) ** step), y) for step, (x, y) in enumerate(round_points(0, -10, 46, 42, 22))]
    ink.shape(bumps, colour)


def _ponytail_back(ink: Ink, colour: str) -> None:
    ink.shape([(14, -30), (32, -33), (46, -16), (49, 10), (42, 32), (37, 14), (32, -4), (20, -14)], colour)


def _braids_back(ink: Ink, colour: str) -> None:
    for side in (-1, 1):
        for step in range(5):
            ink.disc(side * (31 + step * 0.8), 10 + step * 11, 8.4 - step * 0.5, colour, ry=7.4)
        ink.disc(side * 34.5, 61, 5.0, colour, ry=6.5)
        ink.line([(side * 34.5 - 5, 54.5), (side * 34.5 + 5, 54.5)], 3.4, "#c8693a")


def _bunches_back(ink: Ink, colour: str) -> None:
    for side in (-1, 1):
        ink.disc(side * 36, 2, 12, colour, ry=16)


def _waves_back(ink: Ink, colour: str) -> None:
    for x, y, radius in (
        (-35, 0, 12.5), (-32, -14, 12.5), (-20, -29, 12), (-7, -35, 12), (7, -36, 12), (20, -29, 12), (32, -14, 12.5),
        (35, 0, 12.5), (-32, 13, 11), (32, 13, 11),
    ):  # fmt: skip
        ink.disc(x, y, radius, colour)


def _scarf_back(ink: Ink, colour: str) -> None:
    ink.shape([(-33, -4), (-24, -30), (0, -37), (24, -30), (33, -4), (33, 22), (20, 40), (-20, 40), (-33, 22)], colour)


def _hijab_back(ink: Ink, colour: str) -> None:
    ink.shape(
        [(-34, -4), (-25, -30), (0, -38), (25, -30), (34, -4), (33, 26), (38, 52), (0, 60), (-38, 52), (-33, 26)],
        colour,
    )


# -- over the head


def _long(ink: Ink, colour: str) -> None:
    ink.shape(_CAP, colour)


def _short(ink: Ink, colour: str) -> None:
    ink.shape(_SHORT, colour)


def _parted(ink: Ink, colour: str) -> None:
    ink.shape(_PARTED, colour)
    ink.line([(0, -33), (0, -23)], 1.8, _shine(colour))


def _pulled(ink: Ink, colour: str) -> None:
    ink.shape(_CLOSE, colour)
    for x in (-14, 0, 14):
        ink.line([(x * 1.1, -19), (x * 0.75, -29)], 1.8, _shine(colour))


def _ponytail(ink: Ink, colour: str) -> None:
    ink.shape(_CAP, colour)
    ink.line([(23, -29), (29, -22)], 4.2, "#c8693a")


def _lines(ink: Ink, colour: str) -> None:
    ink.shape(_CLOSE, colour)
    for x, y in ((-18, -15), (-9, -18), (0, -19), (9, -18), (18, -15)):
        ink.line([(x, y), (x * 0.86, y - 11)], 1.8, _shine(colour))


def _curls(ink: Ink, colour: str) -> None:
    for x, y, radius in ((-21, -18, 10.5), (21, -18, 10.5), (-8, -24, 10.5), (8, -24, 10.5)):
        ink.disc(x, y, radius, colour)
    for x, y in ((-9, -24), (8, -24), (-21, -17), (21, -18)):
        ink.line([(x - 4, y + 1), (x, y - 4), (x + 4, y + 1)], 1.6, _shine(colour))


def _afro(ink: Ink, colour: str) -> None:
    ink.add(
        curve(
            [(-29.5, 2), (-34, -16), (-18, -36), (0, -41), (18, -36), (34, -16), (29.5, 2), (25, -8), (17, -15),
             (8, -18), (0, -18.5), (-8, -18), (-17, -15), (-25, -8)], closed=True,
        ),
        colour, 0,
    )  # fmt: skip
    ink.line([(-29.5, 2), (-25, -8), (-17, -15), (-8, -18), (0, -18.5), (8, -18), (17, -15), (25, -8), (29.5, 2)])


def _waves(ink: Ink, colour: str) -> None:
    for x, y in ((-18, -18), (-6, -22), (7, -22), (19, -18)):
        ink.disc(x, y, 9.6, colour)


def _tuft(ink: Ink, colour: str) -> None:
    ink.line([(-3, -29), (2, -40), (6, -30)], 3.0, colour)
    ink.line([(2, -30), (8, -38), (10, -29)], 3.0, colour)


def _bald(ink: Ink, colour: str) -> None:
    for side in (-1, 1):
        ink.shape([(side * 30, 1), (side * 31.5, -9), (side * 28, -13), (side * 26.5, -4)], colour, 2.2)


def _headscarf(ink: Ink, colour: str) -> None:
    ink.shape(
        [(-31, 4), (-32, -16), (-16, -34), (0, -37), (16, -34), (32, -16), (31, 4), (25, -10), (0, -20), (-25, -10)],
        colour,
    )
    ink.line([(-22, -18), (0, -27), (22, -18)], 1.8, mixed(colour, "#ffffff", 0.45))
    ink.shape([(-31, 2), (-26, 18), (-8, 31), (-6, 36), (-22, 29), (-33, 14)], colour)
    ink.shape([(31, 2), (26, 18), (8, 31), (6, 36), (22, 29), (33, 14)], colour)
    ink.shape([(-2, 31), (-11, 42), (-4, 45), (0, 37), (5, 46), (11, 42), (3, 31)], colour, 2.6)


def _hijab(ink: Ink, colour: str) -> None:
    """A cloth with an oval left open for the face."""
    outer = curve(
        [(-33, -4), (-25, -29), (0, -37), (25, -29), (33, -4), (31, 22), (40, 45), (22, 56), (0, 58), (-22, 56),
         (-40, 45), (-31, 22)], closed=True,
    )  # fmt: skip
    ink.add(outer + curve(round_points(0, 3, 23.5, 25), closed=True), colour)
    ink.line([(22, 17), (8, 34), (-20, 42)], 2.0, mixed(colour, "#2e2824", 0.45))


def _turban(ink: Ink, colour: str) -> None:
    ink.shape(
        [(-31, -7), (-36, -24), (-22, -43), (0, -48), (22, -43), (36, -24), (31, -7), (18, -14), (0, -21), (-18, -14)],
        colour,
    )
    fold = mixed(colour, "#2e2824", 0.45)
    ink.line([(-32, -16), (-12, -34), (6, -45)], 2.0, fold)
    ink.line([(-26, -11), (-4, -26), (22, -40)], 2.0, fold)
    ink.line([(32, -15), (18, -24), (4, -29)], 2.0, fold)
    ink.line([(0, -21), (0, -28)], 2.0, fold)


def _cap(ink: Ink, colour: str) -> None:
    ink.shape([(-30, -10), (-27, -27), (-10, -37), (10, -37), (27, -27), (30, -10), (0, -14)], colour)
    ink.line([(0, -37), (1, -16)], 1.8, mixed(colour, "#2e2824", 0.4))
    ink.shape([(-24, -11), (0, -18), (30, -13), (44, -6), (28, -4), (0, -9), (-22, -7)], mixed(colour, "#2e2824", 0.2))


_BACK: dict[str, Callable[[Ink, str], None]] = {
    "long": _long_back,
    "bun": _bun_back,
    "curly": _curly_back,
    "afro": _afro_back,
    "ponytail": _ponytail_back,
    "braids": _braids_back,
    "bunches": _bunches_back,
    "waves": _waves_back,
    "headscarf": _scarf_back,
    "hijab": _hijab_back,
}
_FRONT: dict[str, Callable[[Ink, str], None]] = {
    "long": _long,
    "short": _short,
    "bun": _pulled,
    "curly": _curls,
    "afro": _afro,
    "ponytail": _ponytail,
    "braids": _parted,
    "bunches": _parted,
    "waves": _waves,
    "lines": _lines,
    "tuft": _tuft,
    "bald": _bald,
    "headscarf": _headscarf,
    "hijab": _hijab,
    "turban": _turban,
    "cap": _cap,
}
STYLES = frozenset(_FRONT)
"""Every style that is drawn."""
