"""What there is to choose from for a figure, from ``resources/pictures/figures.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from resources.files import read_text


@dataclass(frozen=True, slots=True)
class Choice:
    """A key as it is stored (a colour is its own) and its English name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Every choice, in the order they are offered."""

    skins: tuple[Choice, ...]
    hair: tuple[Choice, ...]
    hair_colours: tuple[Choice, ...]
    clothes: tuple[Choice, ...]
    bottoms: tuple[Choice, ...]
    extras: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    faces: tuple[Choice, ...]
    poses: tuple[Choice, ...]
    backdrops: tuple[Choice, ...]
    cloth_styles: tuple[str, ...]
    """Hair styles whose colour is a cloth's: any colour of clothes fits them."""
    plain_hair_colours: list[str]
    """Colours hair has by itself before it turns grey."""


@cache
def choices() -> Choices:
    """The choices as shipped."""
    raw = json.loads(read_text("pictures", "figures.json"))

    def many(key: str) -> tuple[Choice, ...]:
        return tuple(Choice(each["key"], each["name"]) for each in raw[key])

    return Choices(
        many("skins"),
        many("hair"),
        many("hair_colours"),
        many("clothes"),
        many("bottoms"),
        many("extras"),
        many("sizes"),
        many("faces"),
        many("poses"),
        many("backdrops"),
        tuple(each["key"] for each in raw["hair"] if each.get("cloth")),
        [each["key"] for each in raw["hair_colours"] if not each.get("grey")],
    )
