"""Who is not asked reads no prompt: copies in which things are held back do not say that nothing is there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from exporters.export import export, pages_of
from exporters.order import Order
from models.audience import parse_reader
from models.casework import Case, Desk
from models.drawings.look import NOTHING_HERE, SEE_IT_DIFFERENTLY
from models.errors import KnownError
from models.readers import FAMILY, US, Reader

READERS = {
    "A": ("parent:Danny", "parent:Kofi", "child:Mila", "network", "case-system"),
    "B-HOME": ("parent:Karen", "parent:Craig", "parent:Scott", "child:Zayn", "court"),
    "B-LEAH": ("parent:Karen", "parent:Scott"),
}
PAGES = ("map", "strands", "plan", "scales", "timeline", "harm-matrix", "circles", "ecomap")
DANNY = "parent:Danny"
REPORTS = ("conference", "map", "core-group", "plan", "referral")
PROMPTS = re.compile(
    r"who could|nothing here yet|there (is|are) no (?!average)|which of these|no (strands|scales) yet|not written down"
    r"|not scored yet|not planned yet|still to ask|still needs|did it happen|what happened in that time|will we do\?"
    r"|what was the (first|worst|last) time|(first|worst|last) time\?|how often does|knows everything yet"
    r"|nobody (has|yet|gave|outside|within|who is not|is drawn)|(everything|some|yet): nobody",
    re.IGNORECASE,
)
"""What is asked, or said not to be there, in words that the families' own cards do not use."""
NO_LABEL = re.compile(r"^(0|10): *$", re.MULTILINE)
"""The end of a scale without its words."""


def documents(case: Case, workspace_id: str, reader: Reader, report: str) -> Iterator[tuple[str, str]]:
    """Each document a reader gets, by its name, as text; *report* as a Word file."""
    for what in PAGES:
        try:
            yield what, pages_of(case, workspace_id, Order(what, reader, paper="A4")).text()
        except KnownError:
            continue  # nothing of it is this reader's: no file is made
    file = zipfile.ZipFile(io.BytesIO(export(case, workspace_id, Order(report, reader, "docx"))))
    yield "docx", re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode())


def test_copies_for_those_who_are_not_asked_hold_no_prompt(desk: Desk, example_ids: list[str]) -> None:
    opened = [desk.open_case(key) for key in example_ids]
    work = {row["ref"]: (case, str(row["id"])) for case in opened for row in case.rows.table("workspace").values()}
    heard = []
    for ref, readers in READERS.items():
        for number, who in enumerate(readers):
            # Word files are made of the same sections: one for each reader is enough.
            for what, said in documents(*work[ref], parse_reader(who), REPORTS[number % len(REPORTS)]):
                heard += [(ref, who, what, match.group()) for match in PROMPTS.finditer(said)]
                heard += [(ref, who, what, "an empty end") for _ in NO_LABEL.finditer(said)]
    assert heard == []
    # The control: the team is asked.
    asked = {what for what, said in documents(*work["B-HOME"], US, "conference") if PROMPTS.search(said)}
    assert asked >= {"map", "strands", "plan", "scales", "harm-matrix", "circles", "docx"}


def test_no_empty_frame_speaks_for_what_is_kept_out(desk: Desk, example_ids: list[str]) -> None:
    case = next(c for c in map(desk.open_case, example_ids) if c.row["number"] == "WEX-A-0417")
    workspace_id = next(iter(case.rows.table("workspace")))
    drawn = {
        (who, what): pages_of(case, workspace_id, Order(what, parse_reader(who), paper=paper))
        for who, what, paper in (
            ("us", "circles", "A4"), ("parent:Danny", "circles", "A3"),
            ("us", "harm-matrix", "A4"), ("parent:Danny", "harm-matrix", "A4"),
        )
    }  # fmt: skip
    figures = {who: [b for b in drawn[who, "circles"].blocks if b.role == "Figure"] for who in ("us", "parent:Danny")}
    assert figures["us"] and not figures["parent:Danny"], "rings without anybody would say that nobody knows"
    whole, his = (drawn[who, "harm-matrix"].text() for who in ("us", "parent:Danny"))
    assert whole.count("Impact on Jayden") == 3 and his.count("Impact on Jayden") == 1
    assert whole.count("Most recent") == 3 and his.count("Most recent") == 2
    assert "what was different on the Fridays" in whole and "what was different on the Fridays" not in his


def test_what_a_child_will_be_asked_is_not_told_to_a_parent_first(desk: Desk, example_ids: list[str]) -> None:
    case = next(c for c in map(desk.open_case, example_ids) if c.row["number"] == "WEX-A-0417")
    workspace_id = next(iter(case.rows.table("workspace")))
    ours, his = (pages_of(case, workspace_id, Order("questions", parse_reader(who))).text() for who in ("us", DANNY))
    assert "has there been a time since the cereal?" in ours
    assert "cereal" not in his and "Questions to ask" in his
    for file_format in ("json", "csv"):
        order = Order("harm-matrix", US, file_format)
        asked = b"has there been a time since the cereal?"
        assert asked in export(case, workspace_id, order)
        assert asked not in export(case, workspace_id, replace(order, reader=parse_reader(DANNY)))


def test_the_team_and_the_family_are_asked(desk: Desk) -> None:
    """The control: the same documents of a case that has nothing ask on the team's copy and on the family's."""
    case = desk.new_case("Empty family", number="E-1")
    workspace_id = next(iter(case.rows.table("workspace")))
    for reader in (US, FAMILY):
        asked = dict(documents(case, workspace_id, reader, "map"))
        assert asked["map"].count("Nothing here yet. Who could start?") == 3
        assert all(PROMPTS.search(asked[what]) for what in ("strands", "plan", "scales", "docx"))
    told = dict(documents(case, workspace_id, Reader("court"), "map"))
    assert told["map"].count(NOTHING_HERE) == 3
    assert all(NOTHING_HERE in told[what] for what in ("strands", "plan", "scales", "docx"))


def test_papers_for_professionals_invite_nobody_to_see_it_differently(desk: Desk, example_ids: list[str]) -> None:
    case = next(c for c in map(desk.open_case, example_ids) if c.row["number"] == "WEX-A-0417")
    workspace_id = next(iter(case.rows.table("workspace")))
    for what in ("audit", "supervision", "feedback"):
        assert SEE_IT_DIFFERENTLY not in pages_of(case, workspace_id, Order(what, US)).text(), what
    assert SEE_IT_DIFFERENTLY in pages_of(case, workspace_id, Order("plan", US)).text()
