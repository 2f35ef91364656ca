"""The tour's stop over all work: the whiteboard, the measures of all and of one family, what goes to the council."""

from __future__ import annotations

from sofs_desk.tour.window import Tour


def board(tour: Tour) -> None:
    """The whiteboard with names and without, measures, files for the council."""
    from ui.screens.measures.works import WorkList

    tour.window.show_home()
    tour.settle()
    tour.press("toWhiteboard")
    tour.wait_for(lambda: tour.is_there("board"))
    tour.shot("whiteboard")
    tour.press("boardNames")
    tour.shot("whiteboard-without-names")
    tour.press("boardNames")
    tour.press("toMeasures")
    tour.wait_for(lambda: tour.is_there("measure-mapped"))
    tour.shot("measures")
    works = tour.find(WorkList)
    works.setCurrentIndex(works.work.index(works.work.rowCount() - 1, 0))
    tour.settle(1.0)
    tour.shot("measures-of-one")
    tour.press("measuresOut")
    tour.shot("measures-files")
    tour.press("backToMeasures")
    tour.press("deskBack")
