"""Words and pictures, and children's own sheets, leave through the one way out: chosen, tagged, cut down, scanned."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from exporters.export import export, pages_of
from exporters.order import Order
from models.casework import Case
from models.errors import KnownError
from models.readers import US, Reader
from models.secrets import Secrets
from tests.exporters.story_helpers import pages_in

READERS = (Reader("family"), Reader("parent", "Danny"), Reader("child"), Reader("network"), Reader("court"))


@pytest.mark.parametrize(("layout", "pages"), [("storybook", 8), ("booklet", 4), ("strip", 1)])
def test_every_layout_holds_every_frame_of_the_example(
    example_work: dict[str, tuple[Case, str]], layout: str, pages: int
) -> None:
    case, workspace = example_work["A"]
    found = pages_in(export(case, workspace, Order("story", US, layout=layout)))
    assert len(found) == pages
    story = next(iter(case.rows.where("story", workspace_id=workspace)))
    frames = case.rows.where("story_frame", story_id=story["id"])
    whole = " ".join(found)
    assert all(" ".join(row["words"].split())[:30] in whole for row in frames)


@pytest.mark.parametrize(("what", "layout"), [("story", "storybook"), ("story", "booklet"), ("story", "strip"),
                                             ("houses", "storybook")])  # fmt: skip
@pytest.mark.parametrize("code", ["A", "B-HOME"])
def test_the_examples_pass_both_checkers(
    example_work: dict[str, tuple[Case, str]],
    code: str,
    what: str,
    layout: str,
    assert_accessible: Callable[[bytes], None],
) -> None:
    case, workspace = example_work[code]
    assert_accessible(export(case, workspace, Order(what, US, layout=layout)))


def test_what_is_not_there_is_told_with_what_there_is(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    for order, said in (
        (Order("story", US, story_version=40), "version 4"),
        (Order("story", US, lang="Welsh"), "version 4"),
        (Order("story", US, layout="poster"), "storybook, booklet, strip"),
        (Order("story", US, frame=30), "pictures"),
        (Order("houses", US, child="Nobody"), "no such"),
    ):
        with pytest.raises(KnownError, match=said):
            export(case, workspace, order)


@pytest.mark.parametrize("file_format", ["pdf", "svg", "png", "json"])
@pytest.mark.parametrize("what", ["story", "houses"])
def test_every_format_comes_out(example_work: dict[str, tuple[Case, str]], what: str, file_format: str) -> None:
    case, workspace = example_work["A"]
    data = export(case, workspace, Order(what, US, file_format))
    starts = {"pdf": b"%PDF", "svg": b"<svg", "png": b"\x89PNG"}
    if file_format == "json":
        assert json.loads(data)
    else:
        assert data.startswith(starts[file_format])


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.kind)
@pytest.mark.parametrize("code", ["A", "B-HOME"])
def test_no_secret_of_the_examples_leaves(example_work: dict[str, tuple[Case, str]], reader: Reader, code: str) -> None:
    case, workspace = example_work[code]
    secrets = Secrets.of(case.rows)
    for order in (Order("story", reader), Order("houses", reader, child="Jayden")):
        try:
            words = pages_of(case, workspace, order).text()
        except KnownError:
            continue  # nothing of it is for this reader
        assert secrets.in_text(words) == []
