"""Bodies under the heads: how each size is built, where limbs go in each pose, what is worn."""

from __future__ import annotations

from dataclasses import dataclass

from models.drawing import Segment
from models.drawings.inking import Ink, Place, Turn, curve, mixed
from models.picture_views import LookView

SHOE = "#4a3f38"
_WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Build:
    """Measures of one size, feet at y 0. ``reach``: how long arms are beside an adult's.

    ``shoulder``: half of their width. ``top``: of the clothes; ``hem``: their end (half its width, y).
    """

    head_y: float
    head: float
    top: float
    shoulder: float
    hem: Place
    leg_x: float
    leg: float
    arm: float
    hand: float
    reach: float

    @property
    def height(self) -> float:
        """How tall somebody stands, hair and all."""
        return self.head - self.head_y + 7.0

    @property
    def zoom(self) -> float:
        """How large the head is beside the one that faces are drawn for."""
        return self.head / 30.0

    @property
    def arm_at(self) -> Place:
        """The right shoulder."""
        return self.shoulder - 0.3, self.top + 17.0 * self.reach


BUILDS = {
    "toddler": Build(-93.0, 25.5, -66.0, 15.5, (20.0, -25.0), 9.5, 11.5, 10.0, 5.8, 0.6),
    "child": Build(-124.0, 27.0, -95.5, 17.5, (21.5, -38.0), 10.6, 13.0, 11.0, 6.6, 0.82),
    "teenager": Build(-152.0, 28.5, -119.0, 20.5, (25.0, -51.0), 12.6, 15.0, 12.6, 7.0, 0.92),
    "adult": Build(-176.0, 30.0, -141.0, 23.0, (28.0, -62.0), 14.0, 17.0, 14.0, 7.5, 1.0),
    "older": Build(-168.0, 30.0, -134.0, 22.5, (28.5, -58.0), 13.8, 16.5, 13.6, 7.4, 0.98),
}

_RELAXED: tuple[Place, Place] = ((21, 24), (5, 40))
_ARMS: dict[str, tuple[tuple[Place, Place], tuple[Place, Place]]] = {
    "standing": (_RELAXED, _RELAXED),
    "waving": (_RELAXED, ((24, 5), (31, -28))),
    "hugging": (((25, 3), (50, -17)), ((25, 3), (50, -17))),
    "arm_hurt": (((15, 28), (-27, 36)), ((14, 26), (-17, 28))),
    "sitting": (((16, 25), (-7, 42)), ((16, 25), (-7, 42))),
    "holding": (((17, 25), (-9, 27)), ((17, 25), (-9, 27))),
    "lying": (((14, 26), (12, 46)), ((14, 26), (12, 46))),
}
"""Elbow and hand of the left and the right arm from their shoulder, outwards and down, in an adult's measure."""
POSES = frozenset({*_ARMS, "phone"})
"""Every pose that is drawn."""


@dataclass(frozen=True, slots=True)
class Seat:
    """How somebody sits: how much lower than standing, and on what (floor, chair, wheels; "" for standing)."""

    drop: float
    kind: str


def seat(look: LookView, build: Build, pose: str) -> Seat:
    """Grown-ups sit on a chair, children on the floor; whoever uses a wheelchair sits in it in every pose but lying."""
    if "wheelchair" in look.extras and pose != "lying":
        return Seat(-build.hem[1] * 0.30, "wheels")
    if pose != "sitting":
        return Seat(0.0, "")
    if look.size in ("adult", "older"):
        return Seat(-build.hem[1] * 0.36, "chair")
    return Seat(-build.hem[1] - 11.0, "floor")


def top_colour(look: LookView) -> str:
    """What is worn above: a uniform's colour, else the person's own."""
    if "police" in look.extras:
        return "#31405f"
    return "#8fbfe0" if "nurse" in look.extras else look.top


def draw_furniture(ink: Ink, build: Build, sat: Seat) -> None:
    """The chair or wheelchair behind somebody."""
    hip = build.hem[1] + sat.drop
    half = build.shoulder + 9
    if sat.kind == "chair":
        ink.box(-half, hip - 46, 2 * half, 40, "#c89b6c")
        ink.box(-half, hip - 4, 2 * half, 12, "#a9764a")
        for side in (-1, 1):
            ink.tube([(side * (half - 4), hip + 8), (side * (half - 2), -3)], 5, "#a9764a")
    elif sat.kind == "wheels":
        ink.box(-half + 3, hip - 58, 2 * half - 6, 62, "#4f5b78")
        for side in (-1, 1):
            ink.tube([(side * (half - 2), hip - 56), (side * (half + 8), hip - 60)], 4, "#3b3f46")


def draw_wheels(ink: Ink, build: Build, sat: Seat) -> None:
    """The wheels of a wheelchair, in front of whoever sits in it."""
    hip = build.hem[1] + sat.drop
    half = build.shoulder + 13
    for side in (-1, 1):
        ink.disc(side * half, -27, 7, "#b9c0c8", 4.4, ry=25)
        ink.line([(side * half, -48), (side * half, -6)], 1.8)
        ink.tube([(side * (half - 5), hip - 16), (side * (half + 5), hip - 16)], 5, "#3b3f46")


def draw_legs(ink: Ink, build: Build, look: LookView, sat: Seat) -> None:
    """Legs and shoes."""
    colour = look.skin if "dress" in look.extras or "shorts" in look.extras else look.bottom
    if sat.kind == "floor":
        for side in (-1, 1):
            ink.tube([(side * build.leg_x, -16), (side * 36, -14), (side * -6, -8.5)], build.leg, colour)
        for side in (-1, 1):
            ink.disc(side * -10, -6.6, 10, SHOE, 2.8, ry=6.4)
        return
    hip = build.hem[1] + sat.drop - (6 if sat.kind else 8)
    for side in (-1, 1):
        way = [(side * (build.leg_x - 1.2), hip), (side * build.leg_x, (hip - 8) / 2), (side * build.leg_x, -8)]
        if sat.kind:
            way = [
                (side * (build.leg_x - 1), hip),
                (side * (build.leg_x + 3), hip + 16),
                (side * (build.leg_x + 2), -8),
            ]
        ink.tube(way, build.leg, colour)
        _shoe(ink, side, way[-1][0])
    if sat.kind == "wheels":
        ink.tube([(-build.leg_x - 14, 0), (build.leg_x + 14, 0)], 3, "#3b3f46")


def _shoe(ink: Ink, side: int, x: float) -> None:
    points = [(-12, -9), (-3, -14.4), (5.5, -9.5), (8, -5.5), (4.4, 1.6), (-13.5, 1.6)]
    ink.shape([(x - side * px, py) for px, py in points], SHOE, 2.8)


def draw_torso(ink: Ink, build: Build, look: LookView, sat: Seat) -> None:
    """Clothes above the legs; a dress or a skirt falls further and wider."""
    drop, (half, low), top = sat.drop, build.hem, build.top
    shoulder = build.shoulder
    middle = (top + low) / 2
    is_dress = "dress" in look.extras
    if "shorts" in look.extras and not is_dress and not sat.kind:
        _shorts(ink, build, look.bottom)
    if is_dress:
        half, low, middle = half * 1.5, low * 0.66 if not sat.kind else low + 6, middle + 4
    points = [
        (-shoulder, top + 8), (-8, top), (8, top), (shoulder, top + 8), (shoulder + (4.6 if is_dress else 2.6), middle),
        (half, low), (0, low + 4), (-half, low), (-shoulder - (4.6 if is_dress else 2.6), middle),
    ]  # fmt: skip
    ink.shape([(x, y + drop) for x, y in points], top_colour(look))


def _shorts(ink: Ink, build: Build, colour: str) -> None:
    half, low = build.hem
    for side in (-1, 1):
        inner, outer = side * 1.5, side * (half - 3)
        ink.shape([(inner, low - 4), (outer, low - 4), (outer + side * 1.5, low * 0.55), (inner, low * 0.55)], colour)


def arms(build: Build, pose: str, drop: float) -> tuple[list[Place], list[Place]]:
    """Shoulder, elbow and hand of the left and of the right arm."""
    x, y = build.arm_at
    left, right = _ARMS.get(pose, _ARMS["standing"])

    def way(points: tuple[Place, Place], side: int) -> list[Place]:
        placed = [(side * (x + px * build.reach), y + py * build.reach + drop) for px, py in points]
        return [(side * x, y + drop), *placed]

    ways = way(left, -1), way(right, 1)
    if pose == "phone":
        hand = (build.head * 1.22, build.head_y + build.head * 0.5 + drop)
        ways[1][1:] = [(x + 25 * build.reach, y - 2 + drop), hand]
    return ways


def draw_arm(ink: Ink, build: Build, look: LookView, way: list[Place]) -> None:
    """A sleeve and a hand at its end."""
    ink.tube(way, build.arm, top_colour(look))
    x, y = way[-1]
    ink.disc(x, y, build.hand + 1.0, look.skin, 2.8, ry=build.hand + 0.6)


def draw_hurt(ink: Ink, way: list[Place]) -> None:
    """Three short lines beside an elbow: it hurts."""
    x, y = way[1]
    for dx, dy, ex, ey in ((-10, -9, -17, -14), (-13, 0, -22, 0), (-11, 9, -18, 14)):
        ink.line([(x + dx, y + dy), (x + ex, y + ey)], 2.8, "#c0492f")


def draw_sling(ink: Ink, build: Build, look: LookView, way: list[Place], drop: float) -> None:
    """A sling over the left forearm, tied behind the neck; the hand looks out."""
    (x, y), (hand_x, hand_y), top = way[1], way[-1], build.top + drop
    ink.line([(7, top + 3), (hand_x + 1, hand_y - 4)], 4.0, "#f3efe6")
    ink.corners(
        [
            (-8, top + 3),
            (-4, top + 5),
            (hand_x - 2, hand_y - 8),
            (hand_x - 4, hand_y + 9),
            (x + 4, y + 12),
            (x - 7, y + 4),
        ],
        "#f3efe6",
        2.8,
    )
    ink.disc(hand_x, hand_y, build.hand + 1.0, look.skin, 2.8)


def draw_uniform(ink: Ink, build: Build, look: LookView, drop: float) -> None:
    """What is worn over clothes: police, nurse, apron, lanyard."""
    top, (half, low) = build.top + drop, (build.hem[0], build.hem[1] + drop)
    extras = look.extras
    if "police" in extras:
        ink.line([(0, top + 1), (0, low + 3)], 2.0)
        ink.box(-17, top + 24, 12, 10, "#1f2738", 2.0)
        ink.disc(11, top + 24, 5, "#d8dde2", 2.0)
        for step in range(6):
            x, y = -half + 2 + step * (2 * half - 4) / 6, low - 16
            ink.add(_cell(x, y, (2 * half - 4) / 6, 5), _WHITE if step % 2 else "#d9e04a", 0)
    if "nurse" in extras:
        ink.corners([(-9, top), (0, top + 12), (9, top), (13, top + 7), (0, top + 19), (-13, top + 7)], _WHITE, 2.2)
        ink.box(8, top + 26, 8, 11, _WHITE, 2.0)
        ink.line([(0, top + 19), (0, low + 3)], 1.8)
    if "apron" in extras:
        ink.shape([(-12, top + 20), (12, top + 20), (half - 7, low - 22), (half - 5, low - 2), (0, low + 1),
                   (5 - half, low - 2), (7 - half, low - 22)], "#f7efdc", 2.4)  # fmt: skip
        for side in (-1, 1):
            ink.line([(side * 11, top + 21), (side * 8, top + 2)], 2.4)
        ink.line([(-10, low - 20), (0, low - 17), (10, low - 20)], 2.0)
    if "lanyard" in extras:
        ink.line([(-8, top + 1), (0, top + 36 * build.reach)], 2.4, "#c8693a")
        ink.line([(8, top + 1), (0, top + 36 * build.reach)], 2.4, "#c8693a")
        ink.box(-7, top + 36 * build.reach, 14, 17, _WHITE, 2.0)
        ink.dot(0, top + 36 * build.reach + 7, 3, mixed(look.skin, "#2e2824", 0.25))


def _cell(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    """An exact small rectangle."""
    return (("M", (x, y)), ("L", (x + width, y)), ("L", (x + width, y + height)), ("L", (x, y + height)), ("Z", ()))


def draw_stick(ink: Ink, hand: Place) -> None:
    """A walking stick from the left hand to the floor."""
    x, y = hand
    ink.tube([(x + 9, y - 6), (x + 3, y - 12), (x - 4, y - 8), (x - 6, y + 6), (x - 8, -1)], 4.4, "#8a5a34", 2.6)


def draw_phone(ink: Ink, build: Build, drop: float) -> None:
    """A telephone at the right ear."""
    turn = Turn().moved(build.head * 1.1, build.head_y + build.head * 0.22 + drop).turned(-8).scaled(build.zoom)
    held = Ink()
    held.box(-6, -16, 12, 30, "#3b4468", 2.6)
    ink.put(held.paths, turn)


def draw_neck(ink: Ink, build: Build, look: LookView, drop: float) -> None:
    """The neck, between the clothes and the chin."""
    top, low = build.head_y + build.head * 0.76 + drop, build.top + 6 + drop
    ink.add(curve([(-7, top), (7, top), (7.8, low), (0, low + 2.5), (-7.8, low)], closed=True), look.skin, 2.6)
