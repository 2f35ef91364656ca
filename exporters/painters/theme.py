"""Colour roles to colours for paper: the light theme of the design tokens."""

from __future__ import annotations

import json
from functools import cache

from resources.files import read_text


@cache
def colours() -> dict[str, str]:
    """Role name to ``#RRGGBB``; ``scale0`` … ``scale10`` are the ramp, ``scaleText0`` … the text on it."""
    tokens = json.loads(read_text("design", "tokens.json"))
    found: dict[str, str] = dict(tokens["color"]["themes"]["light"])
    for step in tokens["color"]["scaleRamp"]["steps"]:
        found[f"scale{step['score']}"] = step["fill"]
        found[f"scaleText{step['score']}"] = step["text"]
    found["paper"] = "#FFFFFF"
    return found


def colour(role: str) -> str:
    """The ``#RRGGBB`` of a role; a colour that somebody chose to draw with (``#rrggbb``) is itself."""
    return role if role.startswith("#") else colours()[role]


def rgb(role: str) -> tuple[float, float, float]:
    """The red, green and blue of a role, 0 to 1."""
    value = colour(role)
    return (int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:7], 16) / 255)
