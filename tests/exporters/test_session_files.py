"""A session's summary on file: awaiting the manager, no full name, nothing restricted, as pages and as data."""

from __future__ import annotations

import json

import pypdfium2
import pytest

from exporters.export import export
from exporters.order import Order
from models.acts import sessions as acts
from models.casework import Case, Desk
from models.errors import KnownError
from models.readers import US, Reader


@pytest.fixture
def case(desk: Desk, example_ids: list[str]) -> Case:
    return next(c for c in (desk.open_case(i) for i in example_ids) if c.row["number"] == "WEX-A-0417")


def _workspace(case: Case) -> str:
    return next(iter(case.rows.table("workspace")))


def _pages(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def _held(case: Case) -> str:
    """A session in which everybody is named in full and a secret is told."""
    session = acts.begin(case, _workspace(case), "supervision", people=7)
    full = [row["name"] for row in case.rows.table("person").values() if len(row["name"].split()) == 2]
    acts.add_item(case, session, "goal", "Find out what to ask Carol.", is_quotation=True)
    for at in range(0, len(full), 6):
        acts.add_item(case, session, "statement", f"Worried about {', '.join(full[at : at + 6])}.", who=full[at])
    acts.add_item(case, session, "question", "Does he know of the second phone?")
    acts.add_item(case, session, "worry", "Shouting")
    acts.star(case, acts.add_item(case, session, "question", "What did Jayden see?"))
    for value in (2, 5):
        acts.add_item(case, session, "score", value=value)
    acts.add_item(case, session, "next_step", "Visit her", due_on="2025-02-04")
    acts.end(case, session)
    return session


@pytest.mark.parametrize("reader", [Reader("supervision"), Reader("case-system"), US])
def test_the_summary_waits_for_the_manager_and_names_nobody_in_full(case: Case, reader: Reader) -> None:
    session = _held(case)
    text = _pages(export(case, _workspace(case), Order("supervision", reader, session=session)))
    for part in ("Awaiting the manager", "Find out what to ask", "Questions to take along", "2, 5",
                 "by 4 February 2025", "Which of this does the manager agree to"):  # fmt: skip
        assert part in text
    full = [row["name"] for row in case.rows.table("person").values() if len(row["name"].split()) == 2]
    assert [name for name in full if name in text] == []
    assert "Carol" not in text
    assert "second phone" not in text
    told = " ".join(row["text"] for row in case.rows.where("session_item", session_id=session))
    assert all(name in told for name in full)  # the control: it was all said
    assert "second phone" in told


def test_the_decision_stands_on_it_with_names_covered(case: Case) -> None:
    session = _held(case)
    acts.decide(case, session, "Agreed. Carol Whitby is asked on Monday.", on="2025-02-01")
    text = _pages(export(case, _workspace(case), Order("supervision", Reader("supervision"), session=session)))
    assert "Agreed." in text
    assert "1 February 2025" in text
    assert "Whitby" not in text
    assert "Seen by the manager" in text


def test_an_older_record_and_a_day_and_data(case: Case) -> None:
    order = Order("supervision", Reader("supervision"), "json", session="2025-01-28")
    plain = json.loads(export(case, _workspace(case), order))
    assert plain["held_on"] == "2025-01-28"
    assert "stages" not in plain
    text = _pages(export(case, _workspace(case), Order("supervision", Reader("supervision"))))
    assert "Group danger statements drafted: 5" in text
    with pytest.raises(KnownError, match="no such session"):
        export(case, _workspace(case), Order("supervision", session="1999-01-01"))


@pytest.mark.parametrize("kind", ["family", "child", "parent", "network", "court"])
def test_it_is_for_colleagues_only(case: Case, kind: str) -> None:
    reader = Reader(kind, "Danny" if kind == "parent" else None)
    with pytest.raises(KnownError, match="for them, the manager and the case system"):
        export(case, _workspace(case), Order("supervision", reader))
