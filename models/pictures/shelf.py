"""The pictures somebody used last and likes best: kept for the desk's owner, never with a case."""

from __future__ import annotations

import json

from models.casework import Desk
from models.picture_views import PictureHit
from models.pictures.library import picture_of

MOST_RECENT = 24
"""How many of the last used are kept."""
_FAVOURITES, _RECENT = "pictures.favourites", "pictures.recent"


def recent(desk: Desk, lang: str = "en") -> tuple[PictureHit, ...]:
    """The pictures used last, the newest first."""
    return _hits(_kept(desk, _RECENT), lang)


def favourites(desk: Desk, lang: str = "en") -> tuple[PictureHit, ...]:
    """The favourites, the newest first."""
    return _hits(_kept(desk, _FAVOURITES), lang)


def keep_used(desk: Desk, code: str) -> None:
    """Remember that a picture was used. Not for use inside an edit."""
    codes = [code, *(each for each in _kept(desk, _RECENT) if each != code)]
    desk.keep_note(_RECENT, json.dumps(codes[:MOST_RECENT]))


def keep_favourite(desk: Desk, code: str, *, is_favourite: bool) -> None:
    """Put a picture among the favourites, or take it out. Not for use inside an edit."""
    codes = [each for each in _kept(desk, _FAVOURITES) if each != code]
    desk.keep_note(_FAVOURITES, json.dumps([code, *codes] if is_favourite else codes))


def is_favourite(desk: Desk, code: str) -> bool:
    """Whether a picture is among the favourites."""
    return code in _kept(desk, _FAVOURITES)


def _kept(desk: Desk, key: str) -> list[str]:
    """Codes under a name. A note that cannot be read counts as empty: nothing of a case is in it."""
    try:
        codes = json.loads(desk.note(key) or "[]")
    except ValueError:
        return []
    return [code for code in codes if isinstance(code, str)] if isinstance(codes, list) else []


def _hits(codes: list[str], lang: str) -> tuple[PictureHit, ...]:
    """The pictures of some codes; what the list has no longer is left out."""
    return tuple(hit for code in codes if (hit := picture_of(code, lang)) is not None)
