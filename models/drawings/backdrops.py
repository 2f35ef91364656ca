"""Places for pictures: what stands behind the people of a scene of 1000 by 450.

Each is quiet, so that people and words stand out, and stays inside the scene. Floors begin at y 365; people stand
best with their feet between 395 and 440.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from models.drawing import Path, Primitive
from models.drawings.inking import INK, Ink, Place, Turn, corners, curve, mixed

WIDTH, HEIGHT = 1000.0, 450.0
FLOOR = 365.0
_NIGHT = "#3b4468"
_MOON = "#f9e7a8"
_WOOD, _DARK_WOOD = "#c89b6c", "#a9764a"
_GRASS, _GRASS_LINE = "#d7e8c8", "#7a9f62"
_CREAM = "#fff9ee"


@cache
def backdrop(key: str) -> tuple[Primitive, ...]:
    """The primitives of a place, from the back to the front. Nothing for an unknown key: paper."""
    if key not in _PLACES:
        return ()
    ink = Ink()
    _PLACES[key](ink)
    return tuple(ink.paths)


# -- what places are made of


def _plain(ink: Ink, x: float, y: float, width: float, height: float, colour: str) -> None:
    """An exact rectangle without an outline."""
    right, bottom = x + width, y + height
    ink.add((("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ())), colour, 0)


def _indoors(ink: Ink, wall: str, floor: str) -> None:
    _plain(ink, 0, 0, WIDTH, FLOOR, wall)
    _plain(ink, 0, FLOOR, WIDTH, HEIGHT - FLOOR, floor)
    ink.line([(1.6, FLOOR + 0.4), (330, FLOOR - 0.4), (700, FLOOR + 0.3), (WIDTH - 1.6, FLOOR)], 3.0)


def _meadow(ink: Ink, sky: str, tops: list[Place], grass: str = _GRASS, edge: str = _GRASS_LINE) -> None:
    """Sky, and a hill along *tops*, which reach from side to side."""
    _plain(ink, 0, 0, WIDTH, HEIGHT, sky)
    line = curve(tops)
    ink.add((*line, ("L", (WIDTH, HEIGHT)), ("L", (0.0, HEIGHT)), ("Z", ())), grass, 0)
    ink.paths.append(Path(line, stroke=edge, stroke_width=3.0))


def _window(ink: Ink, x: float, y: float, width: float, height: float, glass: str, *, sill: bool = True) -> None:
    ink.box(x, y, width, height, glass)
    ink.line([(x + width / 2, y), (x + width / 2, y + height)], 3.0)
    ink.line([(x, y + height / 2), (x + width, y + height / 2)], 3.0)
    if sill:
        ink.tube([(x - 6, y + height + 5), (x + width + 6, y + height + 5)], 5, _CREAM, 2.4)


def _night_window(ink: Ink, x: float, y: float) -> None:
    _window(ink, x, y, 118, 126, _NIGHT)
    _moon(ink, x + 92, y + 34, 0.55)
    for dx, dy in ((25, 26), (36, 88), (86, 98)):
        ink.dot(x + dx, y + dy, 2.5, _MOON)


def _moon(ink: Ink, x: float, y: float, size: float) -> None:
    moon = Ink()
    moon.shape([(6, -28), (20, -12), (20, 8), (8, 26), (-14, 28), (2, 14), (7, -4), (2, -20)], _MOON, 3.0)
    ink.put(moon.paths, Turn().moved(x, y).scaled(size))


def _door(ink: Ink, x: float, y: float, colour: str, width: float = 132.0) -> None:
    height = FLOOR - y
    panel = mixed(colour, "#ffffff", 0.3)
    ink.box(x, y, width, height, colour, 3.6)
    inner = width * 0.74
    ink.box(x + width * 0.13, y + 22, inner, height * 0.42, panel, 2.6)
    ink.box(x + width * 0.13, y + 40 + height * 0.42, inner, height * 0.58 - 64, panel, 2.6)
    ink.disc(x + width * 0.91, y + height * 0.56, 6, "#f3c766", 2.4)


@cache
def home_outside(*, with_trees: bool) -> tuple[Primitive, ...]:
    """The place in front of a home, for a cover."""
    ink = Ink()
    _home_outside(ink, with_trees=with_trees)
    return tuple(ink.paths)


def cloud(x: float, y: float, size: float) -> tuple[Primitive, ...]:
    """A cloud alone, its middle at (x, y)."""
    ink = Ink()
    _cloud(ink, x, y, size)
    return tuple(ink.paths)


def _tree(ink: Ink, x: float, y: float, size: float, leaves: str = "#7fa65a") -> None:
    tree = Ink()
    tree.corners([(-9, 0), (-8, -84), (8, -84), (9, 0)], "#8a6a4b")
    tree.shape([(-48, -80), (-62, -120), (-37, -160), (1, -177), (39, -160), (61, -119), (47, -78), (0, -64)], leaves)
    ink.put(tree.paths, Turn().moved(x, y).scaled(size))


def _sun(ink: Ink, x: float, y: float, size: float = 1.0) -> None:
    sun = Ink()
    for step in range(12):
        ray = Turn().turned(step * 30 + 4)
        sun.line([ray.at(0, -54), ray.at(0, -70)], 3.0, "#d9a23f")
    sun.disc(0, 0, 42, "#f9dc84", 3.2)
    ink.put(sun.paths, Turn().moved(x, y).scaled(size))


def _cloud(ink: Ink, x: float, y: float, size: float, colour: str = "#ffffff") -> None:
    cloud = Ink(pen=2.6, outline=mixed(colour, "#8fa6b2", 0.75))
    cloud.shape(
        [(-48, 14), (-52, -4), (-32, -12), (-20, -30), (6, -32), (22, -16), (44, -14), (52, 4), (42, 16)], colour
    )
    ink.put(cloud.paths, Turn().moved(x, y).scaled(size))


def _house(ink: Ink, x: float, y: float, size: float, roof: str = "#c8693a", door: str = "#4c54a8") -> None:
    """A house whose middle stands at (x, y); 300 wide with its roof 350."""
    house = Ink(pen=3.6)
    house.box(84, -338, 38, 120, "#9c5a3c")
    house.box(-148, -184, 296, 184, _CREAM)
    house.corners([(-178, -184), (0, -314), (178, -184)], roof)
    for side in (-122, 66):
        _window(house, side, -146, 58, 66, "#f6d988", sill=False)
    house.box(-34, -108, 70, 108, door)
    house.dot(23, -50, 5.4, "#f9dc84")
    ink.put(house.paths, Turn().moved(x, y).scaled(size))


def _picture(ink: Ink, x: float, y: float, width: float, height: float) -> None:
    ink.box(x, y, width, height, _DARK_WOOD)
    ink.box(x + 8, y + 8, width - 16, height - 16, "#dcebe8", 2.2)
    ink.line([(x + 14, y + height - 16), (x + width * 0.45, y + height * 0.5), (x + width - 14, y + height - 18)], 2.6)
    ink.dot(x + width * 0.7, y + height * 0.34, 6, "#f3c766")


def _lamp(ink: Ink, x: float) -> None:
    ink.tube([(x, 150), (x, 386)], 5, _DARK_WOOD, 2.8)
    ink.disc(x, 388, 26, _DARK_WOOD, 3.0, ry=7)
    ink.corners([(x - 24, 108), (x + 24, 108), (x + 42, 166), (x - 42, 166)], "#f6d988")


# -- places


def _room(ink: Ink) -> None:
    _indoors(ink, "#f4e8d8", "#dcc4a2")
    _window(ink, 120, 70, 150, 130, "#cfe6ef")
    _picture(ink, 470, 84, 110, 84)
    _lamp(ink, 900)
    ink.disc(520, 412, 300, "#c9a9a0", 0, ry=30)
    ink.shape([(560, 232), (600, 214), (760, 214), (800, 232), (806, 330), (554, 330)], "#7f9fb8")
    ink.box(566, 296, 228, 56, "#94b2c8")
    ink.line([(680, 298), (680, 350)], 2.6)
    for x in (536, 790):
        ink.shape([(x, 272), (x + 34, 268), (x + 36, 366), (x - 2, 368)], "#7f9fb8")
    for x in (556, 804):
        ink.tube([(x, 372), (x, 382)], 6, _DARK_WOOD, 2.8)


def _stairs(ink: Ink) -> None:
    _indoors(ink, "#f4e8d8", "#dcc4a2")
    steps: list[Place] = []
    for step in range(7):
        steps += [(430 - step * 66, FLOOR - step * 48), (430 - step * 66, FLOOR - (step + 1) * 48)]
    steps += [(1, FLOOR - 336), (1, FLOOR)]
    ink.add(corners(steps, by=0.3), _WOOD, 3.4)
    for step in range(7):
        y = FLOOR - (step + 1) * 48
        ink.line([(430 - step * 66, y), (max(3.0, 364 - step * 66), y)], 5.0, "#e7c79c")
    for step in range(5):
        x = 424 - step * 66
        ink.line([(x, FLOOR - 52 - step * 48), (x, FLOOR - 144 - step * 48)], 4.0)
    ink.tube([(430, FLOOR - 148), (240, FLOOR - 287), (140, 7.5)], 9, _DARK_WOOD, 2.8)
    _night_window(ink, 530, 44)
    _door(ink, 760, 106, "#b9d3d6")


def _bedroom(ink: Ink) -> None:
    _indoors(ink, "#e9e4f1", "#d8c3b0")
    _night_window(ink, 120, 58)
    for x, colour in ((103, "#8c6fa8"), (249, "#8c6fa8")):
        ink.shape([(x - 12, 48), (x + 12, 48), (x + 15, 130), (x + 10, 206), (x - 10, 206), (x - 15, 130)], colour)
    ink.tube([(78, 44), (274, 44)], 4, _DARK_WOOD, 2.6)
    _picture(ink, 420, 84, 96, 76)
    ink.box(560, 196, 22, 196, _DARK_WOOD)
    ink.box(934, 256, 20, 136, _DARK_WOOD)
    ink.box(574, 312, 366, 58, _WOOD)
    ink.shape([(586, 280), (690, 276), (696, 316), (584, 318)], "#f7f3ea")
    ink.shape([(668, 288), (800, 282), (936, 288), (940, 352), (800, 358), (664, 352)], "#7d9cc4")
    ink.line([(700, 287), (694, 353)], 2.4)
    ink.box(470, 318, 70, 62, _WOOD)
    ink.line([(470, 348), (540, 348)], 2.6)
    ink.tube([(505, 316), (505, 292)], 4, _DARK_WOOD, 2.4)
    ink.corners([(492, 256), (518, 256), (530, 294), (480, 294)], "#f6d988")


def _kitchen(ink: Ink) -> None:
    _indoors(ink, "#eef2e4", "#d9cbb4")
    _window(ink, 150, 60, 160, 120, "#cfe6ef")
    for x in (420, 520, 740, 840):
        ink.box(x, 50, 98, 106, "#b9d3d6")
        ink.dot(x + 84, 106, 4)
    ink.box(640, 50, 78, 70, "#a3a7ab")
    ink.box(80, 262, 870, 120, "#b9d3d6")
    for x in (214, 348, 482, 780):
        ink.line([(x, 274), (x, 380)], 2.8)
    for x in (196, 230, 464, 500):
        ink.dot(x, 304, 4)
    ink.tube([(74, 256), (956, 256)], 12, _WOOD)
    ink.box(626, 262, 106, 118, "#e4e6e8")
    ink.box(640, 298, 78, 62, "#4f5b78", 2.8)
    for x in (646, 668, 690, 712):
        ink.dot(x, 282, 5)
    ink.shape([(646, 220), (712, 220), (708, 248), (650, 248)], "#c8693a")
    ink.line([(640, 218), (718, 218)], 4.0)
    ink.line([(232, 250), (232, 214), (252, 206), (258, 224)], 5.0)


def _garden(ink: Ink) -> None:
    _meadow(ink, "#eaf4f4", [(0, 300), (260, 290), (560, 296), (1000, 288)])
    _sun(ink, 120, 92)
    _cloud(ink, 640, 76, 0.9)
    for step in range(20):
        x = 4.0 + step * 50
        ink.corners([(x, 316), (x, 214), (x + 21, 198), (x + 42, 214), (x + 42, 316)], "#e3c79c", 2.6)
    for y in (240, 290):
        ink.line([(2, y), (998, y)], 2.6)
    _tree(ink, 830, 352, 1.25)
    for x, colour in ((90, "#d9849a"), (130, "#f3c766"), (178, "#8c6fa8"), (226, "#c8693a")):
        ink.line([(x, 350), (x, 322)], 3.0, "#5d8648")
        ink.disc(x, 314, 10, colour, 2.4)
        ink.dot(x, 314, 3.6, "#f9dc84")


def _park(ink: Ink) -> None:
    _meadow(ink, "#eaf4f4", [(0, 274), (190, 250), (470, 266), (760, 246), (1000, 264)])
    _sun(ink, 118, 86)
    _cloud(ink, 520, 62, 0.8)
    net = mixed(INK, "#eaf4f4", 0.62)
    for step in range(11):
        ink.line([(266 + step * 38, 136), (272 + step * 37, 290)], 1.6, net)
    for y in (164, 196, 228, 260):
        ink.line([(262, y), (656, y)], 1.6, net)
    ink.tube([(252, 300), (252, 130), (666, 130), (666, 300)], 9, "#ffffff", 2.8, bent=True)
    _tree(ink, 916, 288, 1.05)
    _tree(ink, 58, 290, 0.66, "#5f9c82")


def _street_night(ink: Ink) -> None:
    _plain(ink, 0, 0, WIDTH, 330, "#2f3858")
    for x, y in ((90, 60), (210, 110), (330, 44), (520, 82), (610, 36), (760, 96), (930, 54), (450, 130)):
        ink.dot(x, y, 2.6, _MOON)
    _moon(ink, 860, 88, 1.1)
    for x, width, top, wall in ((36, 200, 150, "#4d5579"), (236, 170, 190, "#565e84"), (560, 190, 166, "#4d5579")):
        ink.box(x, top, width, 330 - top, wall)
        ink.corners([(x - 10, top), (x + width / 2, top - 58), (x + width + 10, top)], "#3c4364")
        for column in (0.2, 0.6):
            lit = (x + column * 100) % 3 < 1.6
            ink.box(x + width * column, top + 26, 36, 42, "#f6d988" if lit else "#38405f", 2.6)
        ink.box(x + width / 2 - 18, 266, 36, 64, "#7d5a4a", 2.6)
    _plain(ink, 0, 330, WIDTH, 42, "#8b8f9c")
    _plain(ink, 0, 372, WIDTH, 78, "#5d6172")
    ink.line([(1.6, 330), (998.4, 330)], 3.0)
    ink.line([(1.6, 372), (998.4, 372)], 3.0)
    for step in range(7):
        ink.line([(20 + step * 150, 414), (80 + step * 150, 414)], 5.0, "#d9dbe2")
    ink.tube([(480, 352), (480, 104), (524, 104)], 6, "#3b3f46", 2.4, bent=True)
    ink.corners([(512, 104), (548, 104), (556, 120), (504, 120)], "#f6d988")


def _school(ink: Ink) -> None:
    _meadow(ink, "#eaf4f4", [(0, 330), (1000, 330)], "#ddd6c6", "#a89f8b")
    _cloud(ink, 140, 70, 0.9)
    _sun(ink, 900, 76, 0.8)
    ink.box(180, 150, 640, 182, "#d89c78")
    ink.corners([(164, 150), (200, 102), (800, 102), (836, 150)], "#8a5648")
    ink.box(430, 84, 140, 248, "#e3b08e")
    ink.corners([(414, 88), (500, 30), (586, 88)], "#8a5648")
    ink.disc(500, 118, 22, "#ffffff")
    ink.bent([(500, 104), (500, 118), (510, 124)], 2.8)
    for x in (210, 320, 598, 708):
        _window(ink, x, 186, 84, 84, "#cfe6ef")
    ink.box(456, 222, 44, 110, "#4c54a8")
    ink.box(500, 222, 44, 110, "#4c54a8")
    for x in (490, 510):
        ink.dot(x, 280, 4, "#f9dc84")
    ink.box(440, 164, 120, 34, _CREAM, 2.6)
    for step, colour in enumerate(("#c8693a", "#2c8a7f", "#f3c766", "#4c54a8")):
        ink.disc(462 + step * 25, 181, 7, colour, 2.2)


def _hospital(ink: Ink) -> None:
    _indoors(ink, "#e6f1f1", "#cfd9d6")
    _window(ink, 90, 66, 150, 120, "#cfe6ef")
    ink.box(440, 60, 76, 76, "#ffffff")
    ink.corners([(468, 72), (488, 72), (488, 88), (504, 88), (504, 108), (488, 108), (488, 124), (468, 124), (468, 108),
                 (452, 108), (452, 88), (468, 88)], "#2c8a7f", 2.4)  # fmt: skip
    ink.tube([(600, 40), (960, 40)], 5, "#a3a7ab", 2.4)
    ink.shape([(880, 44), (956, 44), (962, 150), (956, 300), (930, 292), (904, 302), (878, 294)], "#a9d0cc")
    ink.line([(906, 46), (904, 294)], 2.2)
    ink.line([(934, 46), (932, 286)], 2.2)
    ink.box(544, 226, 16, 160, "#a3a7ab")
    ink.box(846, 276, 14, 110, "#a3a7ab")
    ink.box(556, 322, 292, 26, "#d8dde0")
    ink.shape([(562, 286), (640, 266), (656, 318), (564, 322)], "#ffffff")
    ink.shape([(636, 296), (744, 290), (846, 298), (848, 336), (744, 340), (632, 336)], "#a9d0cc")
    for x in (580, 826):
        ink.disc(x, 386, 9, "#4f5b78", 2.8)
    ink.tube([(410, 384), (410, 190)], 4, "#a3a7ab", 2.4)
    ink.shape([(396, 196), (424, 196), (424, 238), (410, 248), (396, 238)], "#cfe6ef", 2.6)


def _beach(ink: Ink) -> None:
    _plain(ink, 0, 0, WIDTH, 200, "#e4f2f6")
    _plain(ink, 0, 196, WIDTH, 110, "#8fc3d6")
    _sun(ink, 860, 84)
    _cloud(ink, 240, 70, 1.0)
    _cloud(ink, 560, 100, 0.7)
    for x, y in ((120, 226), (360, 238), (560, 226), (820, 246), (240, 262), (520, 264)):
        ink.line([(x - 30, y), (x - 14, y - 6), (x, y), (x + 14, y - 6), (x + 30, y)], 3.0, "#ffffff")
    shore = curve([(0, 296), (200, 284), (420, 300), (660, 284), (860, 298), (1000, 288)])
    ink.add((*shore, ("L", (WIDTH, HEIGHT)), ("L", (0.0, HEIGHT)), ("Z", ())), "#f3dfb4", 0)
    ink.paths.append(Path(shore, stroke="#ffffff", stroke_width=4.0))
    ink.corners([(650, 214), (714, 214), (704, 232), (660, 232)], "#b5493f")
    ink.line([(682, 214), (682, 150)], 3.0)
    ink.corners([(686, 152), (686, 206), (722, 206)], "#fff9ee", 2.8)
    ink.shape([(820, 390), (832, 366), (850, 366), (868, 366), (880, 390)], "#e3c58c", 2.8)
    ink.corners([(846, 366), (848, 346), (864, 352), (849, 358)], "#c8693a", 2.2)
    ink.shape([(908, 384), (932, 380), (926, 412), (914, 412)], "#4c54a8", 2.8)
    ink.line([(909, 384), (919, 362), (931, 381)], 2.6)


def _home_outside(ink: Ink, *, with_trees: bool = True) -> None:
    _meadow(ink, "#faefdc", [(0, 318), (190, 296), (460, 310), (760, 288), (1000, 306)])
    path = (*curve([(664, 354), (622, 398), (560, 448)]), *curve([(800, 448), (768, 396), (724, 354)])[1:])
    ink.add((path[0], *path[1:3], ("L", (800.0, 448.0)), *path[3:], ("Z", ())), "#f3e2c2", 0)
    _sun(ink, 360, 84)
    if with_trees:
        _tree(ink, 120, 350, 1.05)
        _tree(ink, 930, 340, 0.9, "#5f9c82")
    _house(ink, 694, 358, 1.0)


def _hand(ink: Ink) -> None:
    """A hand with five fingers, to write a name at each: who can you tell?"""
    _plain(ink, 0, 0, WIDTH, HEIGHT, "#eaf4f2")
    fingers = [
        [(424, 366), (334, 330), (268, 280)],
        [(442, 300), (412, 214), (394, 128)],
        [(502, 284), (505, 190), (506, 92)],
        [(562, 296), (596, 214), (620, 138)],
        [(600, 350), (672, 290), (722, 236)],
    ]
    skin = "#d7a679"
    top = curve([(420, 448), (400, 400), (396, 348), (408, 292), (452, 268), (504, 262), (556, 268), (602, 290),
                 (618, 346), (604, 400), (590, 448)])  # fmt: skip
    for finger in fingers:
        ink.line(finger, 82)
    ink.paths.append(Path(top, fill=skin, stroke=INK, stroke_width=8.0, round=True))
    for finger in fingers:
        ink.line(finger, 74, skin)
    ink.add((*top, ("Z", ())), skin, 0)
    _plain(ink, 424, 440, 162, HEIGHT - 440, skin)
    ink.shape(
        [(505, 396), (480, 368), (480, 348), (495, 344), (505, 356), (515, 344), (530, 348), (530, 368)], "#d9849a"
    )


_PLACES: dict[str, Callable[[Ink], None]] = {
    "room": _room,
    "stairs": _stairs,
    "bedroom": _bedroom,
    "kitchen": _kitchen,
    "garden": _garden,
    "park": _park,
    "home_outside": _home_outside,
    "street_night": _street_night,
    "school": _school,
    "hospital": _hospital,
    "beach": _beach,
    "hand": _hand,
}
KEYS = tuple(_PLACES)
"""Every place, in the order they are offered."""
