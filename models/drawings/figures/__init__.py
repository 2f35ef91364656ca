"""People as simple figures that keep their skin, hair and clothes from picture to picture.

A figure says who somebody is by the way they chose to be drawn, never by guessing: what nobody has chosen yet is
picked by the person's id alone (see :func:`default_look`).
"""

from __future__ import annotations

from functools import lru_cache

from models.drawing import Path, Primitive
from models.drawings.figures import body
from models.drawings.figures.baby import BABY_HEIGHT, draw_baby
from models.drawings.figures.choices import Choice, Choices, choices
from models.drawings.figures.default import default_look, size_of
from models.drawings.figures.faces import FACES, draw_face
from models.drawings.figures.hair import CLOTH, STYLES, WITH_EARS, back, front
from models.drawings.inking import Extent, Ink, Turn, around, put, round_points
from models.picture_views import LookView

POSES = body.POSES


def figure(look: LookView, face: str, pose: str, height: float) -> tuple[Primitive, ...]:
    """Somebody, with their feet's middle at (0, 0), y downwards (so the figure stands above 0).

    ``height`` is how tall they are standing; sitting they are smaller, lying as long. Unknown faces are calm, unknown
    poses standing. All paths, so that :func:`models.drawings.inking.put` can turn and mirror them.
    """
    paths = _figure(look.skin, look.hair, look.hair_colour, look.top, look.bottom, look.extras, look.size, face, pose)
    return put(paths, Turn().scaled(height / standing_height(look.size)))


def portrait(look: LookView, face: str, size: float) -> tuple[Primitive, ...]:
    """Head and shoulders in a square of *size* whose top left corner is (0, 0)."""
    ink = Ink()
    head = Turn().moved(60, 62).scaled(1.12)
    ink.put(back(look.hair, look.hair_colour), head)
    ink.shape(
        [(4, 119), (16, 106), (36, 97), (60, 96), (84, 97), (104, 106), (116, 119), (60, 119.5)],
        body.top_colour(look),
    )
    _head(ink, look, face, head)
    return put(ink.paths, Turn().scaled(size / 120.0))


def standing_height(size: str) -> float:
    """How tall a size stands, in units in which a grown-up is 213: children beside grown-ups keep their measure."""
    return BABY_HEIGHT if size == "baby" else body.BUILDS.get(size, body.BUILDS["adult"]).height


def extent(look: LookView, face: str, pose: str, height: float) -> Extent:
    """The rectangle round a figure from its feet's middle, pens included."""
    return around(item for item in figure(look, face, pose, height) if isinstance(item, Path))


@lru_cache(maxsize=256)
def _figure(
    skin: str, hair: str, hair_colour: str, top: str, bottom: str, extras: tuple[str, ...], size: str, face: str,
    pose: str,
) -> tuple[Path, ...]:  # fmt: skip
    """The figure in its own measure. Names and ids are left away, so nothing of a case is kept."""
    look = LookView("", "", skin, hair, hair_colour, top, bottom, extras, size)
    if size == "baby":
        paths = _baby(look, face, pose)
    else:
        paths = _person(look, face, pose)
    if pose == "lying":
        return _laid(paths, look, face)
    return tuple(paths)


def _person(look: LookView, face: str, pose: str) -> list[Path]:
    build = body.BUILDS.get(look.size, body.BUILDS["adult"])
    sat = body.seat(look, build, pose)
    head = Turn().moved(0, build.head_y + sat.drop).scaled(build.zoom)
    left, right = body.arms(build, "sitting" if sat.kind and pose == "standing" else pose, sat.drop)
    ink = Ink()
    body.draw_furniture(ink, build, sat)
    if sat.kind != "floor":
        body.draw_legs(ink, build, look, sat)
    ink.put(back(look.hair, look.hair_colour), head)
    body.draw_torso(ink, build, look, sat)
    body.draw_uniform(ink, build, look, sat.drop)
    if sat.kind == "floor":
        body.draw_legs(ink, build, look, sat)
    if "sling" in look.extras:
        left = body.arms(build, "arm_hurt", sat.drop)[0]
    body.draw_arm(ink, build, look, left)
    if "sling" in look.extras:
        body.draw_sling(ink, build, look, left, sat.drop)
    body.draw_arm(ink, build, look, right)
    if pose == "arm_hurt":
        body.draw_hurt(ink, left)
    body.draw_neck(ink, build, look, sat.drop)
    _head(ink, look, face, head)
    if face == "asleep" and pose != "lying":
        _draw_sleep(ink, head)
    if pose == "phone":
        body.draw_phone(ink, build, sat.drop)
    if sat.kind == "wheels":
        body.draw_wheels(ink, build, sat)
    elif "stick" in look.extras and pose in ("standing", "waving", "phone"):
        body.draw_stick(ink, left[-1])
    return ink.paths


def _baby(look: LookView, face: str, pose: str) -> list[Path]:
    ink = Ink()
    head = Turn().moved(0, -60).scaled(0.8)
    ink.put(back(look.hair, look.hair_colour), head)
    draw_baby(ink, look)
    _head(ink, look, face, head)
    if face == "asleep" and pose != "lying":
        _draw_sleep(ink, head)
    return ink.paths


def _head(ink: Ink, look: LookView, face: str, turn: Turn) -> None:
    """A head, its hair and its face, put by *turn*."""
    head = Ink()
    if look.hair in WITH_EARS:
        for side in (-1, 1):
            head.disc(side * 30, 3, 5, look.skin, 2.6, ry=6)
    head.shape(round_points(0, 0, 30, 30.4), look.skin)
    beard = "#5b4331" if look.hair in CLOTH else look.hair_colour
    head.paths += draw_face(face, look.skin, beard, look.extras)
    head.paths += front(look.hair, look.hair_colour)
    if "police" in look.extras and look.hair not in CLOTH:
        _police_hat(head)
    if "hearing_aid" in look.extras:
        head.line([(29, -6), (33.5, -3), (33.5, 6), (30, 9)], 4.2)
        head.line([(29, -6), (33.5, -3), (33.5, 6), (30, 9)], 2.0, "#6fa3c8")
    ink.put(head.paths, turn)


def _draw_sleep(ink: Ink, turn: Turn) -> None:
    """Two z beside a head."""
    signs = Ink()
    for x, y, size in ((38, -32, 7), (50, -44, 9)):
        signs.bent([(x, y), (x + size, y), (x, y + size), (x + size, y + size)], 2.4, "#4c54a8")
    ink.put(signs.paths, turn)


def _police_hat(ink: Ink) -> None:
    ink.shape([(-31, -22), (-35, -33), (-16, -43), (0, -45), (16, -43), (35, -33), (31, -22), (0, -26)], "#31405f")
    for step in range(8):
        x = -28 + step * 7
        ink.box(x, -25.5, 7, 4.4, "#ffffff" if step % 2 else "#1f2738", 0)
    ink.shape([(-29, -19), (0, -23), (29, -19), (22, -13), (0, -15.5), (-22, -13)], "#1f2738", 2.6)
    ink.disc(0, -34, 5, "#d8dde2", 2.0)


def _laid(paths: list[Path], look: LookView, face: str) -> tuple[Path, ...]:
    """Lying on the back, head to the left; asleep: on a pillow and under a blanket."""
    height = standing_height(look.size)
    half = 44.0 if look.size in ("adult", "older", "teenager") else 36.0
    ink = Ink()
    down = Turn().moved(height / 2, -half).turned(-90)
    if face == "asleep":
        ink.shape(
            [(-height / 2 - 22, -half - 31), (-height / 2 + 52, -half - 32), (-height / 2 + 56, -half + 27),
             (-height / 2 - 24, -half + 27)], "#f7f3ea",
        )  # fmt: skip
    ink.put(paths, down)
    if face == "asleep":
        neck = -height / 2 + (74.0 if look.size != "baby" else 58.0)
        ink.shape(
            [(neck, -half - 43), (height / 2, -half - 42), (height / 2 + 12, -half), (height / 2, -3), (neck, -2),
             (neck - 5, -half)], "#7d9cc4",
        )  # fmt: skip
        ink.line([(neck + 17, -half - 43), (neck + 12, -half), (neck + 17, -2)], 2.4)
        _draw_sleep(ink, Turn().moved(-height / 2 - 10, -half - 16))
    return tuple(ink.paths)


__all__ = [
    "FACES",
    "POSES",
    "STYLES",
    "Choice",
    "Choices",
    "Extent",
    "choices",
    "default_look",
    "extent",
    "figure",
    "portrait",
    "size_of",
    "standing_height",
]
