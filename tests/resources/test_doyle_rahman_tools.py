"""Every fact of the Doyle / Rahman family’s matrices, circles, sheets, pictures, plan and kept-back words."""

from __future__ import annotations

from typing import Any

from models.rows import Rows
from models.secrets import Secrets


def test_harm_matrices(doyle: Any) -> None:
    heads = [(m["ref"], m["how_long"], m["how_often"]) for m in doyle.rows("harm_matrix")]
    assert heads == [
        ("HM1", "2022-06 to 2024-10", '3 times known; Leah says "five or six"'),
        ("HM2", "2022-04 to 2024-11", "about 2 days a week at worst (summer 2024); 3 days since 2025-01"),
        ("HM3", "2024-03 to 2025-01", "Craig stayed about 3 nights a week; one known night in Leah's room"),
    ]
    assert doyle.matrix("HM1") == [
        ("when", "2022-06 (3 months after Imran died)", "2024-10-06", "2024-10-06"),
        ("what", "Went out 2 hours at night, Leah (12) in charge", "Left them alone about 6 hours, drove to the coast",
         "SAME_AS_WORST same incident as worst"),
        ("how_bad", "Back by midnight", "No adult; door unlocked; 4 degrees outside", "SAME_AS_WORST"),
        ("impact Safiya", "Asleep (aged 1)", "Found crying in wet cot; clingy for weeks", "SAME_AS_WORST"),
        ("impact Amir", "NOT_KNOWN", "Hid in wardrobe with Biscuit", "SAME_AS_WORST"),
        ("impact Zayn", "NOT_KNOWN", "Walked 400 metres barefoot; cut feet; will not sleep alone", "SAME_AS_WORST"),
        ("impact Leah", "Missed her school trip", 'Not there (at Ash\'s); "it\'s my fault for going"',
         "SAME_AS_WORST"),
        ("who_says", "Leah", "Joy Petrov, police, Karen partly", "SAME_AS_WORST"),
    ]  # fmt: skip
    assert doyle.matrix("HM2") == [
        ("when", "2022-04", "2024-07-08 to 2024-07-19", "2025-04-08"),
        ("what", "Stayed in bed; Leah did breakfast", "In bed 9 of 12 days; no bath", "Could not get up; plan used"),
        ("how_bad", "Late for nursery", "Safiya's sores infected, 2 nights in hospital", "No child missed anything"),
        ("impact Safiya", "NOT_KNOWN", "Pain, drip in her hand, scared of baths", "Bathed, nursery on time"),
        ("impact Amir and Zayn", "Late", '8 days off; "we smell"', "In school by 8:40"),
        ("impact Leah", "Cooked for 3, aged 12", "Fell asleep in her end-of-year exam", "Not living there"),
        ("who_says", "Leah, nursery", "Hospital, Mr Ruddock, Brenda", "Joy, Mr Ruddock, Farah"),
    ]
    assert doyle.matrix("HM3") == [
        ("when", "2024-03", "2024-08-17", "2024-12 (text messages)"),
        ("what", "Craig stayed, second week of knowing him",
         'Craig came into Leah\'s room drunk; Karen said "stirring"', "Karen was still texting Craig"),
        ("how_bad", "Shouting at night", "Sat on bed; what else, if anything, is not known", "No contact in the home"),
        ("impact Leah", "Started sleeping with a chair against her door", "Left home 9 nights; cuts on her arm",
         '"I can\'t go back"'),
        ("impact Safiya", "GAP", "GAP", "GAP"),
        ("who_says", "Leah", "Leah, Ash", "Leah (saw the phone)"),
    ]  # fmt: skip
    asked = [(doyle.name(q["person_id"]), q["person_words"], q["text"]) for q in doyle.rows("open_question")]
    assert asked == [
        ("Leah", None, "Leah, is there anything about that night you'd tell Ash but not us?"),
        ("-", "Safiya's nursery", "Safiya's nursery: any change from March 2024?"),
        ("Dr Amadi", None, "Dr Amadi: how many high spells since 2016?"),
        ("Karen", None, "Karen, on the nights you felt it coming and stayed, what did you do?"),
    ]


def test_circles_on_each_day(doyle: Any) -> None:
    assert doyle.rings("Safety circles", "2024-10-15") == (
        {"Brenda"}, {"Joy", "Ash"}, {"Farah", "Nasreen", "Yusuf", "Tom", "Hamid", "Denise", "Scott"},
    )  # fmt: skip
    assert doyle.rings("Safety circles", "2025-02-25") == (
        {"Brenda", "Farah", "Nasreen", "Joy"}, {"Yusuf", "Tom", "Ash", "Hamid"}, {"Denise", "Scott"},
    )  # fmt: skip
    assert doyle.rings("Safety circles", "2025-06-03") == (
        {"Brenda", "Farah", "Nasreen", "Yusuf", "Joy", "Tom", "Hamid"}, {"Ash", "Denise"}, {"Scott"},
    )  # fmt: skip
    assert doyle.rings("Leah's circles", "2025-06-17") == (
        {"Ash", "Pauline", "Farah"}, {"Roy", "Nasreen", "Miss Garvey", "Brenda"}, {"Karen", "Joshua", "Scott"},
    )  # fmt: skip
    notes = {doyle.name(m["person_id"]): m["note"] for m in doyle.tables["circle_move"] if m["note"]}
    assert notes == {"Karen": '"for now, moving in"', "Joshua": '"I want to find him at 18"'}


def test_children_s_sheets(doyle: Any) -> None:
    assert doyle.sheet("Zayn", "three_houses") == {
        "worries": ['"The dark road."', '"Mum\'s fast talking."'],
        "good": ['"Biscuit."', '"Dadi\'s rice."', '"Aunty Farah\'s bed."'], "dreams": ['"Mum asleep."', '"A key."'],
    }  # fmt: skip
    assert doyle.sheet("Amir", "three_houses") == {
        "worries": ['"What Zayn said."', '"Leah\'s chair on the door."'],
        "good": ['"Football van."', '"Mum\'s voices for stories."'],
        "dreams": ['"Baba comes back."', '"Leah comes back."'],
    }
    twins = doyle.rows("child_sheet", kind="three_houses")
    assert {(s["made_on"], s["permission"]) for s in twins} == {("2024-10-22", "show Mum, Dadi: yes")}
    assert all("side by side" in s["side_by_side"] and "two separate sheets" in s["side_by_side"] for s in twins)
    assert doyle.sheet("Safiya", "fairy") == {
        "clothes": ["scribble", '"itchy"'], "wings": ['"Leelee (Leah)"', '"dog"'], "wand": ['"Leelee bed"'],
    }  # fmt: skip
    fairy = doyle.one("child_sheet", kind="fairy")
    assert (fairy["made_on"], fairy["made_with"]) == ("2025-02-10", "with pictures")
    assert doyle.sheet("Zayn", "safety_house") == {
        "inside": ["Mum", "Amir", "Saf", "Biscuit"],
        "visits": ["Dadi", "Farah", "Tom", "Joy", "Gran (on the sofa)"], "outside": ["Craig"],
        "roof": ['"A grown-up every night. Say purple. Shoes by the door."'],
        "path": ["6 2025-03-04", "9 2025-06-03"],
    }  # fmt: skip


def test_words_and_pictures(doyle: Any) -> None:
    story, shorter, urdu = doyle.tables["story"]
    english, translated = (doyle.rows("story_frame", story_id=each["id"]) for each in (story, urdu))
    assert (story["version"], story["for_words"]) == (3, "for Amir, Zayn and Safiya")
    assert story["note"] == "Also printed in Urdu for Dadi and Dada."
    assert (shorter["for_words"], shorter["frames_used"]) == ("for Safiya", "1, 3, 5, 6")
    assert shorter["shorter_of_id"] == story["id"]
    assert (urdu["language"], urdu["translation_of_id"], urdu["version"]) == ("ur", story["id"], 3)
    assert [f["number"] for f in translated] == [1, 2, 3, 4, 5, 6]
    frames = [(f["number"], f["question"], f["picture"], f["whose_words"]) for f in english]
    assert frames == [
        (1, "About us", "Everyone on the beach, a star, Biscuit with a sandal", "Karen"),
        (2, "Who is worried?", "Faces looking out of windows", "Nadia, agreed"),
        (3, "What are they worried about?", "Mum as a rain cloud, Mum as a rocket", "Dr Amadi and Karen"),
        (4, "What happened?", "Moon, long road, Joy with a blanket",
         'Karen: "I am sorry. I should have rung Farah."'),
        (5, "What is happening now?", "Purple pillow, calendar, Sunday dinner", "Everyone in the network"),
        (6, "Who can you tell?", "Six doors and a key", "Zayn chose the key"),
    ]  # fmt: skip
    for frame, end in zip(english, (
        "Baba loved you too. Noor is our star. Biscuit is naughty.", "Mum was worried too.",
        "It is not your fault and you can't catch it.", "now lives with Pauline and Roy.", "Craig does not come.",
        "You can look at this book whenever you like.",
    ), strict=True):  # fmt: skip
        assert frame["words"].endswith(end)
    approvals = [
        (a["who"] or doyle.name(a["person_id"]), a["on"], a["asked_for"]) for a in doyle.rows("story_approval")
    ]
    baba = 'asked to add "Baba loved you too"'
    assert approvals == [
        ("Karen", "2025-01-20", None), ("Farah", "2025-01-21", None), ("Nasreen", "2025-01-22", baba),
        ("Yusuf", "2025-01-22", baba), ("Brenda", "2025-01-22", None),
        ("Leah", "2025-01-24", "chose how Craig is put"), ("Nadia's manager", "2025-01-23", None),
    ]  # fmt: skip
    told = doyle.one("story_telling")
    assert (told["told_on"], told["read_by"], told["there"]) == ("2025-01-26", "Karen", "Farah, Dadi and Nadia")


def test_the_plan_and_over_time(doyle: Any) -> None:
    rules = [
        (r["version"], r["number"], r["who"], r["how_we_know"], r["if_it_slips"]) for r in doyle.tables["plan_rule"]
    ]
    assert rules == [
        (
            4,
            1,
            "Karen, Farah, Brenda",
            "Sleep diary on the fridge",
            "Farah or Tom comes that night; Dr Amadi rung at 9",
        ),
        (4, 2, "Farah, Tom, Nasreen, Yusuf", "Purple pillow in the window; Joy looks", "Children go to Dadi's"),
        (4, 3, "Whoever is on the chart", "Mr Ruddock's tick", "Joy does breakfast, Hamid drives"),
        (4, 4, "Yusuf", "Yusuf has them", "Yusuf asks; if no, rings Nadia or the police"),
        (4, 5, "Karen, Nasreen", "Nasreen's list", "Farah asks Karen straight"),
    ]
    diary = [(e["on"], e["kind"], e["text"], doyle.name(e["logged_by"])) for e in doyle.tables["plan_entry"]]
    assert diary == [
        ("2025-02-21", "used", "purple, Farah 3 nights", "Farah"),
        ("2025-03-27", "sign", "early sign, slept, no purple", "Brenda"),
        ("2025-04-08", "kept", "heavy day, 8:40 kept", "Joy"),
        ("2025-05-03", "slip", "chart blank, Denise noticed", "Denise"),
        ("2025-05-16", "used", "rule 5 used", "Nasreen"),
        ("2025-05-19", "used", "purple, Tom and Farah 3 nights", "Tom"),
    ]
    events = [(e["on"], e["text"], e["is_planned"]) for e in doyle.rows("timeline_event")]
    assert events == [
        ("2023-11-20", "Wellbeing map", False), ("2024-06-10", "Slipping", False), ("2024-10-06", "Night alone", False),
        ("2024-10-08", "Step up", False), ("2024-10-15", "Conference", False),
        ("2024-11-04", "Leah to the Cassons", False),
        ("2024-12-03", "First two-family network meeting (5 came)", False), ("2025-01-26", "Words and pictures", False),
        ("2025-02-21", "First real purple", False), ("2025-02-25", "Network meeting (9)", False),
        ("2025-04-22", "Review (9)", False), ("2025-06-03", "Review, all at 8 or 9 on purple weeks", False),
        ("2025-06-10", "Step down to Owen", False), ("2025-09-05", "After-summer check", True),
        ("2025-12-19", "Close if ordinary days at home are at 8 or more", True),
    ]  # fmt: skip
    meetings = [(m["held_on"], m["came"]) for m in doyle.tables["network_meeting"]]
    assert meetings == [("2024-12-03", 5), ("2025-02-25", 9), ("2025-04-22", 9)]


def test_looking_at_the_work_itself(doyle: Any) -> None:
    session = doyle.one("learning_session", kind="appreciative")
    assert (session["held_on"], doyle.name(session["facilitator_id"]), doyle.name(session["worker_id"])) == (
        "2025-03-04", "Grace", "Nadia",
    )  # fmt: skip
    assert [(i["question"], i["text"], i["value"]) for i in doyle.rows("session_item")] == [
        ("What are you most pleased with?", "Dadi and Karen in one room.", None),
        ("How did you do that?", "I asked Zayn who he wanted and showed them his drawing.", None),
        ("What was hardest, and how did you keep going?", "Farah's anger. I asked what Imran would say.", None),
        ("What would Karen say you did?", "Never told me what to do; kept asking who.", None),
        ("Scale of pride", "", 8), ("Next time", "Ask about Dad's family in week one, not week six.", None),
    ]  # fmt: skip
    held = doyle.one("learning_session", kind="audit")
    assert (held["held_on"], doyle.name(held["worker_id"]), held["status"]) == ("2025-05-20", "Nadia", "held")
    audit = [
        (a["question"], a["evidence"], a["worker_score"], a["auditor_score"], doyle.name(a["family_person_id"]),
         a["family_score"])
        for a in doyle.rows("audit_answer", held_on="2025-05-20")
    ]  # fmt: skip
    assert audit == [
        ("Would a 10-year-old understand the danger statements?", "The three danger statements", 8, 8, "Karen", 9),
        ("Is there a network that knows everything?", "7 people, 3 meetings", 9, 8, "Farah", 8),
        ("Do the children know why we are involved?", "Words and pictures 2025-01-26", 8, 9, "Zayn", 9),
        ("Has the plan been tried for real?", "3 real tests: 21 Feb, 8 Apr, 16 May", 7, 7, "Brenda", 7),
        ("Is each child's own voice there?", "Amir's is thin", 6, 5, "Amir", 6),
    ]


def test_restricted_facts(doyle: Any) -> None:
    assert {(r["ref"], r["fact"]) for r in doyle.tables["restriction"]} == {
        ("RX1", "Leah's new bus route and the Cassons' address (not for Craig or Scott)."),
        ("RX2", "Joshua Tillman's adoptive name and household: the genogram for the family shows "
                '"a son, adopted" only.'),
        ("RX3", "Leah's counsellor's note on a man being brought home."),
        ("RX4", 'Joy Petrov asked that the police call be put as "a neighbour" in anything Craig might see.'),
    }  # fmt: skip
    put_on = {(r["ref"], r["target_table"], r["not_for"], r["public_name"]) for r in doyle.tables["restriction"]}
    assert put_on == {
        ("RX1", "household", "Craig or Scott", None), ("RX2", "person", None, "a son, adopted"),
        ("RX2", "household", None, None), ("RX2", "person", None, "father of a son, adopted"),
        ("RX3", None, None, None), ("RX4", "card", None, "by a neighbour"),
        ("RX4", "matrix_cell", None, "a neighbour, police"), ("RX4", "person", "Craig", "a neighbour"),
    }  # fmt: skip


def test_the_family_reads_a_neighbour_for_the_call_and_joy_for_joy(doyle: Any) -> None:
    secrets = Secrets.of(Rows({"restriction": {r["id"]: r for r in doyle.tables["restriction"]}}))
    night = doyle.one("card", ref="PH1")["text"]
    assert "by Joy Petrov" in night and secrets.in_text(night)
    assert "at 4:10am by a neighbour. He was cold" in secrets.safe(night)
    cell = next(c["text"] for c in doyle.tables["matrix_cell"] if c["text"].startswith("Joy Petrov"))
    assert secrets.safe(cell) == "a neighbour, police, Karen partly"
    breakfast = doyle.one("card", ref="ES2")["text"]
    assert secrets.safe(breakfast) == breakfast and "Joy did breakfast" in breakfast
    assert secrets.safe("Joshua Tillman") == "a son, adopted"


def test_who_is_round_the_home(doyle: Any) -> None:
    home = doyle.one("household", ref="HH1")["id"]
    lines = [
        [link["name"] or doyle.name(link["person_id"]), doyle.name(link["member_id"]), link["kind"], link["energy"]]
        for link in doyle.rows("ecomap_link", household_id=home)
    ]
    assert lines == doyle.cells("""
        Farah | - | strong | in
        Nasreen | - | ordinary | in
        Joy | - | strong | in
        Brenda | Karen | strong | both
        St Brannoc's Primary | - | ordinary | in
        Dr Amadi | Karen | ordinary | in
        Yusuf | - | ordinary | in
        Hamid | - | ordinary | in
        Speech group | Safiya | ordinary | in
        Craig | - | broken | none
        Owen | - | ordinary | none
        Denise | - | weak | none
        Leah | Safiya | strong | both
    """)
