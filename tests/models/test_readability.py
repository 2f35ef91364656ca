"""How hard statements are to read: neither their names nor their parts make them so, heavy words do."""

from __future__ import annotations

import csv
from pathlib import Path

from models.casework import Desk
from models.measure_definitions import definitions
from models.readability import grade
from models.vault_measures import vault_measures

FIXTURE = Path(__file__).parents[1] / "fixtures" / "plain_words.tsv"


def test_names_in_a_row_count_as_one_word() -> None:
    plain = "is worried that Mila will be hit again and will hide."
    assert grade([f"Priya {plain}"]) == grade([f"Priya, Tess, PC Tate, Nanna Mo and Émile {plain}"])
    assert grade(["Leah and her people (Ash, Farah, Roy) will eat."]) == grade(["Leah and her people Ash will eat."])


def test_a_part_between_commas_is_a_sentence_unless_it_is_short() -> None:
    two = grade(["Mum will shout at Jay all night. And Jay will sleep in his wardrobe."])
    assert grade(["Mum will shout at Jay all night, and Jay will sleep in his wardrobe."]) == two
    assert grade(["Mum will shout, swear, hit."]) == grade(["Mum will shout swear hit."])


def test_good_statements_are_not_thin_and_heavy_words_still_are(desk: Desk, example_ids: list[str]) -> None:
    for found in vault_measures(desk):
        assert not {"danger_grade", "goal_grade"} & set(found.thin), found.title
    above = {each.key: each.thin.above for each in definitions() if each.thin}["danger_grade"]
    assert above is not None
    with FIXTURE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] == "danger"]
    good = [row["text"] for row in rows if row["codes"] == "-" and row["is_quotation"] == "0"]
    heavy = [row["text"] for row in rows if "jargon" in row["codes"] and row["is_quotation"] == "0"]
    assert sum((grade([text]) or 0) > above for text in good) < 0.1 * len(good)
    assert sum((grade([text]) or 0) > above for text in heavy) > 0.6 * len(heavy)


def test_so_that_begins_a_part_like_a_comma() -> None:
    begin, then = "Mum will shout at Jay all night", "so that Jay will sleep in his wardrobe."
    assert grade([f"{begin} {then}"]) == grade([f"{begin}, {then}"]) != grade([f"{begin} so then Jay will {then[16:]}"])
