"""A child's own sheet on paper: three houses, a fairy or a wizard, a safety house; A4 landscape, the words large.

What a child said stands word for word, in quotation marks; nothing is added to it. Long sheets go on on further pages.
"""

from __future__ import annotations

from models.drawing import Structure
from models.drawings.houses.fairy import fairy_or_wizard
from models.drawings.houses.safety import safety_house
from models.drawings.houses.setting import (
    SIZES,
    LaidSheet,
    Pictures,
    Setter,
    drawn_over,
    permission_words,
    title_of,
)
from models.drawings.houses.three import three_houses
from models.drawings.look import Copy
from models.drawings.pages import Part
from models.picture_views import SheetView

_LAYOUTS = {"fairy": fairy_or_wizard, "wizard": fairy_or_wizard, "safety_house": safety_house}


def houses_sheet(
    view: SheetView, copy: Copy | None = None, *, pictures: Pictures | None = None, with_permissions: bool = True
) -> Part:
    """The sheet of one child, in the largest words with which it stands on one page.

    ``pictures``: the photographs in drawings and how people look. ``with_permissions``: say whom the child lets see
    what (the child's own copy and the file's; not a copy for somebody else).
    """
    made = pictures or Pictures()
    # In a house, three to a page, larger words would break too often.
    sizes = SIZES if view.kind in ("fairy", "wizard") else SIZES[2:]
    for size in sizes:
        laid = _laid(view, copy or Copy(), made, size, with_permissions)
        if laid.count == (2 if view.scene and view.scene.items else 1):
            break
    return laid


def _laid(view: SheetView, copy: Copy, pictures: Pictures, size: float, with_permissions: bool) -> LaidSheet:
    setter = Setter(view, Structure(), size, pictures, with_permissions)
    contents = _LAYOUTS.get(view.kind, three_houses)(setter)
    contents += drawn_over(view, pictures, setter.structure, len(contents))
    allowed = permission_words(view.permission, view.may_see) if with_permissions else ""
    note = f"Who may see this: {allowed}" if allowed else ""
    return LaidSheet(title_of(view), tuple(setter.structure.blocks), tuple(contents), note, copy)


__all__ = ["Pictures", "houses_sheet"]
