"""Pictures used last and liked best, kept for the desk's owner."""

from __future__ import annotations

import pytest

from models.casework import Desk
from models.pictures import shelf

pytestmark = pytest.mark.usefixtures("short_list")
HOUSE, BED, POLICE = "1F3E0", "1F6CF", "1F46E"


def codes(hits: tuple[shelf.PictureHit, ...]) -> list[str]:
    return [hit.code for hit in hits]


def test_the_newest_used_comes_first_and_once(desk: Desk) -> None:
    assert shelf.recent(desk) == ()
    for code in (HOUSE, BED, HOUSE):
        shelf.keep_used(desk, code)
    assert codes(shelf.recent(desk)) == [HOUSE, BED]


def test_favourites_are_put_in_and_taken_out(desk: Desk) -> None:
    shelf.keep_favourite(desk, HOUSE, is_favourite=True)
    shelf.keep_favourite(desk, BED, is_favourite=True)
    assert codes(shelf.favourites(desk)) == [BED, HOUSE]
    shelf.keep_favourite(desk, BED, is_favourite=False)
    assert codes(shelf.favourites(desk)) == [HOUSE]
    assert shelf.is_favourite(desk, HOUSE)
    assert not shelf.is_favourite(desk, BED)


def test_what_the_list_has_not_and_what_cannot_be_read_is_left_out(desk: Desk) -> None:
    shelf.keep_used(desk, "NO-SUCH")
    shelf.keep_used(desk, POLICE)
    assert codes(shelf.recent(desk)) == [POLICE]
    desk.keep_note("pictures.recent", "{not json")
    assert shelf.recent(desk) == ()
    desk.keep_note("pictures.recent", '{"a": 1}')
    assert shelf.recent(desk) == ()


def test_only_the_last_used_are_kept(desk: Desk) -> None:
    for number in range(shelf.MOST_RECENT + 5):
        shelf.keep_used(desk, f"1F{number:03}")
    shelf.keep_used(desk, HOUSE)
    assert (desk.note("pictures.recent") or "").count(",") == shelf.MOST_RECENT - 1
