"""Places for pictures: every one that is offered is drawn, and none reaches out of its scene."""

from __future__ import annotations

import pytest

from models.drawing import Path
from models.drawings.backdrops import HEIGHT, KEYS, WIDTH, backdrop
from models.drawings.figures import choices
from models.drawings.inking import around


@pytest.mark.parametrize("key", KEYS)
def test_a_place_fills_its_scene_and_stays_inside(key: str) -> None:
    items = [item for item in backdrop(key) if isinstance(item, Path)]
    extent = around(items)
    assert extent.left >= -2
    assert extent.top >= -2
    assert extent.right <= WIDTH + 2
    assert extent.bottom <= HEIGHT + 2
    assert (extent.right - extent.left, extent.bottom - extent.top) >= (WIDTH - 2, HEIGHT - 2)


def test_every_place_offered_is_drawn() -> None:
    assert tuple(each.key for each in choices().backdrops) == KEYS
    assert backdrop("nowhere") == ()
