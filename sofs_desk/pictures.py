"""``sofs-desk pictures``: what the picture library offers for some words."""

from __future__ import annotations

import argparse

from models.pictures.library import find

OFFERED = 8


def pictures_command(arguments: argparse.Namespace) -> int:
    """Print a line a picture, the best first: its code, a tab, its name. Nothing where none fits."""
    for hit in find(" ".join(arguments.words), arguments.lang, OFFERED):
        print(f"{hit.code}\t{hit.name}")
    return 0
