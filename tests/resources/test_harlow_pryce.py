"""Every fact of the Harlow / Pryce family, typed from what the family and the workers said."""

from __future__ import annotations

from typing import Any

COUNTS = {
    "casefile": 1, "workspace": 1, "person": 29, "household": 7, "household_member": 14, "partnership": 7,
    "child_link": 9, "tie": 10, "ecomap_link": 12,
    "pathway_period": 1, "workspace_child": 3, "strand": 2, "scale": 2, "round": 10,
    "score": 95, "card": 36, "card_person": 53, "different_view": 3, "wording": 8, "map_version": 1, "harm_matrix": 3,
    "matrix_cell": 57, "open_question": 4, "safety_circle": 1, "circle_move": 22, "circle_note": 1,
    "plan_version": 1, "plan_rule": 5,
    "plan_entry": 6, "timeline_event": 14, "network_meeting": 5, "child_sheet": 3, "sheet_item": 26,
    "sheet_permission": 4, "person_look": 18, "story": 1, "scene": 20, "scene_item": 266,
    "story_frame": 6,
    "story_approval": 5, "story_telling": 1, "story_asked": 1, "learning_session": 1,
    "session_item": 15, "restriction": 4,
}  # fmt: skip


def test_no_row_is_missing(harlow: Any) -> None:
    assert harlow.counts() == COUNTS


def test_the_case(harlow: Any) -> None:
    case = harlow.one("casefile")
    assert (case["number"], case["name"]) == ("WEX-A-0417", "Harlow / Pryce family")
    assert case["is_example"] and case["reference_on"] == "2025-07-01"
    period = harlow.one("pathway_period")
    assert (period["pathway"], harlow.name(period["worker_id"]), period["ended_on"]) == ("safety", "Priya", None)
    children = [(harlow.name(c["person_id"]), c["is_index"]) for c in harlow.rows("workspace_child")]
    assert children == [("Jayden", False), ("Mila", True), ("Alfie", False)]
    version = harlow.one("map_version")
    assert (version["number"], version["made_on"], harlow.name(version["worker_id"])) == (5, "2025-06-17", "Priya")


def test_the_people(harlow: Any) -> None:
    said = """
        A01 | Mila Pryce | Mila | 2019-05-23 | female | index child
        A02 | Jayden Mensah | Jayden | 2016-02-08 | male | half-brother (same mum)
        A03 | Alfie Pryce | Alfie | 2024-04-17 | male | brother
        A04 | Shauna Harlow | Shauna | 1996-03-14 | female | mum
        A05 | Daniel Pryce | Danny | 1993-09-02 | male | dad
        A06 | Kofi Mensah | Kofi | 1994-11-20 | male | Jayden's dad
        A07 | Abena Mensah | Abena | 1995-05-05 | female | Jayden's stepmum
        A08 | Kofi and Abena's baby | Kofi and Abena's baby | None | unknown | Kofi and Abena's baby
        A09 | Maureen Harlow | Nanna Mo | 1967-12-01 | female | mum's mum
        A10 | Terry Harlow | Terry | 1959-06-10 | male | mum's dad
        A11 | Lisa Fenn-Harlow | Lisa | 1991-07-30 | female | mum's sister
        A12 | Jo Fenn-Harlow | Jo | 1989-01-16 | female | Lisa's wife
        A13 | Gary Pryce | Gary | 1964-08-09 | male | dad's dad
        A14 | Carol Whitby | Carol | 1966-04-25 | female | dad's mum
        A15 | Ian Whitby | Ian | 1962-02-11 | male | Carol's husband
        A16 | Dean Pryce | Dean | 1990-12-05 | male | dad's brother
        A17 | Miscarriage at 11 weeks | Miscarriage at 11 weeks | None | unknown | Shauna and Danny's baby
    """
    family = harlow.rows("person", kind="family")
    assert [
        [str(p[c]) for c in ("ref", "name", "known_as", "born", "gender", "relation")] for p in family
    ] == harlow.cells(said)
    lives = {p["ref"]: (p["life"], p["died"], p["due"], p["age_said"]) for p in family if p["life"] != "alive"}
    assert lives == {
        "A08": ("unborn", None, "2025-10-12", None),
        "A10": ("dead", "2018-10-03", None, None),
        "A17": ("miscarriage", "2021-11", None, "11 weeks"),
    }
    assert "heart attack" in harlow.one("person", ref="A10")["note"]


def test_friends_and_professionals(harlow: Any) -> None:
    friends = [(p["name"], p["known_as"], p["age_said"], p["relation"]) for p in harlow.rows("person", kind="friend")]
    assert friends == [
        ("Sandra Okoro", "Sandra", "62", "next door"),
        ("Steph Lowe", "Steph", "35", "mum of Mila's best friend Evie"),
        ("Wes Adeyemi", "Wes", "44", "Jayden's football coach"),
    ]
    assert [(p["name"], p["role"], p["agency"]) for p in harlow.rows("person", kind="professional")] == [
        ("Priya Raman", "social worker", None), ("Hannah Prentice", "team manager", None),
        ("Colin Ainsley", "conference chair", None), ("Tess Gilroy", "safeguarding lead", "Oakfield Primary"),
        ("Bev Nattrass", "health visitor", None), ("PC Aaron Tate", "police officer", "police"),
        ("Ruth Mallory", "domestic abuse adviser (IDVA)", None), ("Mick Doran", "alcohol recovery worker", None),
        ("Grace Oduya", "practice champion", None),
    ]  # fmt: skip


def test_households(harlow: Any) -> None:
    homes = {h["id"]: h for h in harlow.tables["household"]}
    who: dict[str, set[tuple[str, str, str | None]]] = {}
    for member in harlow.tables["household_member"]:
        row = (harlow.name(member["person_id"]), member["kind"], member["begun_on"])
        who.setdefault(homes[member["household_id"]]["ref"], set()).add(row)

    def live(*names: str) -> set[tuple[str, str, str | None]]:
        return {(name, "lives", None) for name in names}

    assert who == {
        "HH1": live("Shauna", "Jayden", "Mila", "Alfie"),
        "HH2": live("Carol", "Ian") | {("Danny", "sleeps", "2024-10-21")},
        "HH3": live("Kofi", "Abena"), "HH4": live("Nanna Mo"), "HH5": live("Lisa", "Jo"), "HH6": live("Gary"),
        "HH7": live("Dean"),
    }  # fmt: skip
    assert harlow.one("household", ref="HH1")["address"] == "12 Tanner's Row"
    assert harlow.one("household", ref="HH3")["address"] == "Leicester"
    assert harlow.one("household", ref="HH4")["distance"] == "6 minutes' walk from 12 Tanner's Row"


def test_unions_and_ties(harlow: Any) -> None:
    assert harlow.union("Shauna", "Kofi") == ("cohabiting", "2014", "2017", "separated", ["Jayden"])
    children = ["Mila", "Miscarriage at 11 weeks", "Alfie"]
    assert harlow.union("Shauna", "Danny") == ("cohabiting", "2018-02", "2024-10-21", "separated", children)
    assert harlow.union("Kofi", "Abena") == ("married", "2022-08-13", None, None, ["Kofi and Abena's baby"])
    assert harlow.union("Nanna Mo", "Terry") == ("married", "1990-06-16", "2018-10-03", "death", ["Lisa", "Shauna"])
    assert harlow.union("Gary", "Carol") == ("married", "1989", "2005", "divorced", ["Dean", "Danny"])
    assert harlow.union("Carol", "Ian") == ("married", "2009", None, None, [])
    assert harlow.union("Lisa", "Jo") == ("married", "2019-05-04", None, None, [])
    wrong = 'both say "we love each other and it goes wrong"'
    assert harlow.ties() == {
        ("Danny", "Shauna", "violence", "close", "directed", None, None, wrong),
        ("Danny", "Jayden", "fearful", "conflict", "directed", None, None, "Jayden hides when Danny's voice changes"),
        ("Danny", "Mila", "close", None, "", None, None, None),
        ("Jayden", "Nanna Mo", "very_close", None, "", None, None, None),
        ("Jayden", "Kofi", "distant", "mending", "", None, None, "phone calls restarted 2025-01"),
        ("Shauna", "Nanna Mo", "close", None, "", None, None, None),
        ("Shauna", "Lisa", "cut_off", None, "", "2023-06", "2025-02", "row about Danny"),
        ("Danny", "Dean", "cut_off", None, "", "2022", None, None),
        ("Gary", "Danny", "physical_abuse", "past", "directed", None, None, 'Danny: "Dad used the belt"'),
        ("Carol", "Danny", "close", None, "", None, None, None),
    }


def test_past_harm(harlow: Any) -> None:
    first, second, third, fourth = harlow.cards("A", "past_harm")
    assert (first["ref"], first["occurred"], first["occurred_until"]) == ("PH1", "2024-09-27", None)
    assert first["text"].startswith("After drinking about 10 cans, Danny punched Shauna")
    assert first["text"].endswith("the hospital found no injury.")
    assert harlow.with_card(first, "source") == ["hospital", "police", "Jayden", "Shauna"]
    assert harlow.views(first) == [("Danny", "Danny says he pushed but did not punch.", False)]
    assert (second["ref"], second["occurred"], second["occurred_until"]) == ("PH2", "2019-08", "2024-09")
    assert harlow.with_card(second, "source") == ["Shauna", "Sandra next door", "4 police calls"]
    assert (third["ref"], third["occurred"]) == ("PH3", "2024-06-15")
    assert "Alfie (8 weeks)" in third["text"] and "cold tap water" in third["text"]
    assert harlow.with_card(third, "source") == ["Jayden, told to Nanna Mo"]
    assert (fourth["ref"], fourth["occurred"]) == ("PH4", "2024-05-03")
    assert fourth["text"].endswith("left finger-mark bruises seen by his teacher.")
    assert harlow.views(fourth) == [("Danny", "I held him too hard", True)]


def test_danger_goals_and_what_makes_it_harder(harlow: Any) -> None:
    one, two = harlow.cards("A", "danger", state="agreed")
    assert (one["ref"], harlow.strand_of(one)) == ("DS1", "No more Friday voices")
    worried = ["Priya", "Tess", "Bev", "PC Tate", "Ruth", "Nanna Mo", "Lisa", "Shauna"]
    assert harlow.with_card(one, "worried") == worried
    assert one["text"].endswith("frightened at home, not sleeping and blaming themselves.")
    assert harlow.views(one) == [
        ("Danny", "Danny is worried about the shouting; he does not agree that Shauna could be killed.", False)
    ]
    assert (two["ref"], harlow.strand_of(two)) == ("DS2", "One grown-up on duty")
    assert harlow.with_card(two, "worried") == ["Priya", "Bev", "Mick", "Tess", "Nanna Mo", "Shauna", "Danny"]
    assert two["text"].endswith("Shauna and Danny both share this worry.")
    goals = harlow.cards("A", "goal", state="agreed")
    assert [(g["ref"], harlow.strand_of(g)) for g in goals] == [
        ("SG1", "No more Friday voices"), ("SG2", "One grown-up on duty"),
    ]  # fmt: skip
    assert "only ever see arguments that stop with words" in goals[0]["text"]
    assert goals[0]["text"].endswith("home feels calm and they know who to tell.")
    assert "including Christmas or a birthday" in goals[1]["text"]
    factors = [(c["ref"], c["text"]) for c in harlow.cards("A", "complicating")]
    assert factors == [
        ("CF1", "Danny lost his warehouse job in May 2023 and money is short."),
        ("CF2", "Danny was beaten with a belt as a boy and says he never learned another way to calm down."),
        ("CF3", 'Dad\'s family thinks "social services break up families".'),
        ("CF4", "Shauna did not tell the health visitor in 2023 because she feared losing the children."),
        ("CF5", "Professionals: three different social workers between October and December 2024."),
    ]


def test_what_works(harlow: Any) -> None:
    strengths = [(c["ref"], c["text"]) for c in harlow.cards("A", "strength")]
    assert [ref for ref, _ in strengths] == ["ST1", "ST2", "ST3", "ST4"]
    for words, (_, text) in zip(
        ("96% this year", "every Sunday", "19 of 22 sessions", "Wes's team"), strengths, strict=True
    ):
        assert words in text
    safety = [
        (c["ref"], c["occurred"], harlow.with_card(c, "acted"), harlow.with_card(c, "seen_by"),
         harlow.strand_of(c, "danger_id"))
        for c in harlow.cards("A", "safety", state="agreed")
    ]  # fmt: skip
    friday, duty = "No more Friday voices", "One grown-up on duty"
    assert safety == [
        ("ES1", "2024-09-27", ["Jayden", "Nanna Mo"], ["PC Tate"], friday),
        ("ES2", "2025-01-19", ["Shauna", "Sandra", "Ian"], ["Sandra", "Ian", "police log"], friday),
        ("ES3", "29 March, 26 April and 24 May 2025", ["Shauna", "Nanna Mo"], ["Nanna Mo", "Bev"], duty),
        ("ES4", "2025-05-10", ["Danny"], ["Ian", "Lisa", "Shauna"], friday),
    ]
    texts = " ".join(c["text"] for c in harlow.cards("A", "safety"))
    for words in ("there in 7 minutes", '"Is Nan\'s oven on?"', "within 10 minutes", "slept at Nan's", '"the fizz"'):
        assert words in texts


def test_own_words_bottom_lines_and_next_steps(harlow: Any) -> None:
    own = [(*harlow.with_card(c, "speaker"), c["text"], c["is_quotation"]) for c in harlow.cards("A", "own_words")]
    assert own == [
        ("Shauna", "I want us to be a boring family.", True),
        ("Danny", "I want to come home and not be the one they're scared of.", True),
        ("Jayden", "No more Friday voices.", True),
    ]
    lines = {c["ref"]: c["text"] for c in harlow.cards("A", "bottom_line")}
    assert list(lines) == ["BL1", "BL2", "BL3", "BL4"]
    for ref, words in {"BL1": "until the next conference agrees", "BL2": "two of them not relatives",
                       "BL3": "unwatched time", "BL4": "at least once a fortnight"}.items():  # fmt: skip
        assert words in lines[ref]
    steps = [
        (c["ref"], c["text"], harlow.with_card(c, "responsible"), c["due_on"], c["done_on"])
        for c in harlow.cards("A", "next_step")
    ]
    birthday = "Write the birthday plan for Danny's birthday (2 Sept)"
    assert steps == [
        ("NS1", "Invite Dean to the next network meeting", ["Ian rings him"], "2025-07-04", None),
        ("NS2", birthday, ["Shauna", "Danny", "Jo"], "2025-08-15", None),
        ("NS3", "Practise the text code with Mila", ["Nanna Mo"], "2025-06-28", "2025-06-25"),
        ("NS4", "Kofi to have Jayden for a weekend", ["Kofi", "Shauna", "Priya checks"], "2025-07-19", None),
        ("NS5", "Four more sober Friday spot visits", ["Sandra", "Lisa"], "2025-07-31", None),
    ]


def test_what_was_left_wrong_on_purpose_is_a_draft(harlow: Any) -> None:
    drafts = {(c["ref"], c["part"], c["text"]) for c in harlow.rows("card", state="draft")}
    jargon = "There are concerns re DV and emotional harm due to parental substance misuse and lack of engagement."
    assert drafts == {
        ("DSx", "danger", jargon),
        ("SGx", "goal", "Danny to complete the perpetrator programme and Shauna to attend Freedom."),
        (None, "safety", "Mum loves the children very much."),
    }
    for card in harlow.rows("card", state="draft"):
        assert not harlow.rows("card_person", card_id=card["id"])


DATES = ["2024-10-14", "2024-12-09", "2025-01-22", "2025-03-18", "2025-06-17"]


def test_every_score(harlow: Any) -> None:
    one = {
        "Shauna": "6 6 3 5 7", "Danny": "8 7 4 5 6", "Jayden": "2 4 2 5 7", "Mila": "5 6 3 6 8",
        "Nanna Mo": "4 5 4 6 7", "Lisa": "- - 3 5 7", "Kofi": "- - 2 4 6", "Priya": "2 4 3 5 6", "Tess": "3 4 3 5 7",
        "Bev": "4 5 3 5 7", "PC Tate": "1 - 2 - 5", "Ruth": "- 3 2 4 6",
    }  # fmt: skip
    two = {
        "Shauna": "5 6 6 7 8", "Danny": "7 6 3 5 6", "Jayden": "3 5 4 6 7", "Nanna Mo": "4 5 4 6 7",
        "Priya": "3 4 3 5 6", "Bev": "3 5 4 6 7", "Mick": "- 5 3 5 7",
    }  # fmt: skip
    assert harlow.scale("SC1") == (DATES, one)
    assert harlow.scale("SC2") == (DATES, two)
    assert list(harlow.scale("SC1")[1]) == list(one), "people stand in the order of the table"


def test_scale_ends_reasons_and_own_wordings(harlow: Any) -> None:
    one, two = harlow.one("scale", ref="SC1"), harlow.one("scale", ref="SC2")
    assert one["zero_text"].endswith("in front of the children again this month and they cannot live at home.")
    assert one["ten_text"].endswith("everyone knows the children are safe enough and the council can close.")
    assert two["zero_text"] == "Most weekends no sober grown-up is looking after the children and Alfie could die."
    assert two["ten_text"] == "There is always a sober grown-up on duty and everyone has seen it for 6 months."
    assert harlow.reasons() == {
        ("2024-10-14", "SC1", "Danny", 8, "It was one bad night.", True,
         "If she told me before she rings anyone.", True),
        ("2024-10-14", "SC1", "Jayden", 2, "I listen on the stairs every Friday.", True,
         "If Nan stayed on Fridays.", True),
        ("2024-10-14", "SC1", "PC Tate", 1, "Broken wrist, five years of calls, getting worse.", False,
         "Danny living somewhere else.", False),
        ("2025-01-22", "SC1", "Danny", 4, "I turned up. I said I wouldn't.", True,
         "Ian keeps my bank card on Fridays.", True),
        ("2025-01-22", "SC1", "Nanna Mo", 4, "He came drunk, but the plan worked.", True,
         "Knowing Carol will ring me, not cover for him.", True),
        ("2025-06-17", "SC1", "Mila", 8, "Daddy does the story and goes to Grandma Carol's.", True,
         "If he could do breakfast.", True),
        ("2025-06-17", "SC1", "Priya", 6,
         "Five months without violence, seen by six people; not yet tested by Danny's birthday.", False,
         "The birthday goes to plan and Dean joins the network.", False),
    }  # fmt: skip
    own = {harlow.name(w["person_id"]): (w["written_on"], w["text"]) for w in harlow.tables["wording"]}
    assert {name: on for name, (on, _) in own.items()} == {
        "Priya": "2024-10-14", "Tess": "2024-10-14", "Bev": "2024-10-14", "PC Tate": "2024-10-14",
        "Ruth": "2024-12-09", "Nanna Mo": "2024-10-14", "Shauna": "2024-10-14", "Danny": "2024-10-14",
    }  # fmt: skip
    ends = {
        "Priya": "killed or brain-damaged by a fall.", "Tess": "stop learning because he is so tired.",
        "Bev": "burnt by a bottle that Jayden has made up.",
        "PC Tate": "Shauna will die with the children in the house.",
        "Ruth": "he will hurt her for having told.", "Nanna Mo": "my daughter is dead and the little ones saw it.",
        "Shauna": "grow up thinking this is how you talk to women.",
        "Danny": "remember me shouting and be scared of me like I was of my dad.",
    }  # fmt: skip
    for name, end in ends.items():
        assert own[name][1].startswith("I am worried") and own[name][1].endswith(end)
    assert all(w["is_quotation"] and w["kind"] == "danger" for w in harlow.tables["wording"])


def test_harm_matrices(harlow: Any) -> None:
    heads = [(m["ref"], harlow.name(m["adult_id"]), m["how_long"], m["how_often"]) for m in harlow.rows("harm_matrix")]
    assert heads == [
        ("HM1", "Danny", "2019-08 to 2025-01 (5 years 5 months)",
         "about monthly to 2023; most Fridays 2023-07 to 2024-09; once since"),
        ("HM2", "-", "2023-06 to 2024-10", '2 or 3 nights a month (Jayden says "loads")'),
        ("HM3", "Danny", "2022 to 2024-09", "not known"),
    ]  # fmt: skip
    assert harlow.matrix("HM1") == [
        ("when", "2019-08 (day not known)", "2024-09-27", "2025-01-19"),
        ("what", "Shouted, threw a plate at the wall", "Punched, pushed down two stairs after about 10 cans",
         "Banged on the door and shouted for 15 minutes, drunk"),
        ("how_bad", "Nobody touched", "Broken wrist, bruised ribs; arrest", "Nobody hurt; door panel cracked"),
        ("impact Jayden", 'Cried, was 3; Nan says "he went quiet"',
         "Locked himself in the bathroom and rang Nan; wet the bed for 3 weeks",
         "Shook, then slept at Sandra's; back in school next day"),
        ("impact Mila", "NOT_KNOWN 3 months old", 'Saw Mum on the floor; drew "red Daddy" at school',
         'Asked "Is Daddy cross with me?"'),
        ("impact Alfie", "NOT_BORN", "Dropped on to sofa, no injury found", "Slept through"),
        ("who_says", "Shauna", "Hospital, police, Jayden, Shauna; Danny says push only", "Sandra, Ian, police"),
    ]  # fmt: skip
    assert harlow.matrix("HM2") == [
        ("when", "2023-06-24", "2024-06-15", "2024-10-05"),
        ("what", "Both asleep drunk on the sofa, front door open", "Could not be woken when Alfie cried",
         "Danny had come back on 2024-10-01. Shauna had wine at Steph's; Danny, on duty, drank 4 cans"),
        ("how_bad", "Mila (4) found in the street by Sandra", "8-week-old fed with cold tap water by an 8-year-old",
         "Alfie in wet nappy until morning"),
        ("impact Jayden", "NOT_KNOWN", '"I thought he was going to die"', "Changed Alfie at 6am"),
        ("impact Mila", "Lost and crying for 10 minutes", "Slept", "Slept"),
        ("impact Alfie", "NOT_BORN", "Sick and crying for an hour", "Sore skin"),
        ("who_says", "Sandra", "Jayden to Nan", "Bev, Shauna"),
    ]  # fmt: skip
    assert harlow.matrix("HM3") == [
        ("when", "2022 (month not known)", "2024-05-03", "GAP"),
        ("what", 'Shouted "you\'re not mine anyway"', "Gripped his arm", "GAP"),
        ("how_bad", "Words", "Four finger-mark bruises", "GAP"),
        ("impact Jayden", 'Asked Nan "whose am I?"', "Would not go home; hid at Nan's", "GAP"),
        ("who_says", "Jayden", 'Tess, photo, Danny "too hard"', "GAP"),
    ]
    assert [(q["ref"], harlow.name(q["person_id"]), q["text"]) for q in harlow.rows("open_question")] == [
        ("Q1", "Jayden", "Jayden, has there been a time since the cereal?"),
        ("Q2", "Danny", "Danny, how often did you grab Jayden that summer?"),
        ("Q3", "Carol", "Carol, what did you see at Christmas 2023?"),
        ("Q4", "Shauna", "Shauna, what was different on the Fridays when it did not happen?"),
    ]


def test_circles_on_each_day(harlow: Any) -> None:
    assert {m["moved_on"] for m in harlow.tables["circle_move"]} == {"2024-10-14", "2025-01-22", "2025-06-17"}
    assert harlow.rings("Safety circles", "2024-10-14") == (
        {"Nanna Mo"}, {"Sandra", "Carol"}, {"Lisa", "Jo", "Ian", "Kofi", "Steph", "Wes", "Gary", "Dean"},
    )  # fmt: skip
    assert harlow.rings("Safety circles", "2025-01-22") == (
        {"Nanna Mo", "Sandra", "Ian"}, {"Carol", "Lisa", "Steph"}, {"Jo", "Kofi", "Wes", "Abena", "Gary", "Dean"},
    )  # fmt: skip
    assert harlow.rings("Safety circles", "2025-06-17") == (
        {"Nanna Mo", "Sandra", "Ian", "Carol", "Lisa", "Jo", "Kofi"}, {"Steph", "Wes", "Abena"}, {"Gary", "Dean"},
    )  # fmt: skip
    helped = [m for m in harlow.tables["circle_move"] if m["helped"]]
    assert [(harlow.name(m["person_id"]), m["asked"], m["helped"]) for m in helped] == [
        ("Lisa", "Shauna", '"I texted sorry first, then I told her the stairs bit."')
    ]
    said = [(s["kind"], harlow.name(s["by_id"]), harlow.name(s["person_id"])) for s in harlow.rows("circle_note")]
    assert said == [("nervous", "Danny", "Dean")]


def test_children_s_sheets(harlow: Any) -> None:
    assert harlow.sheet("Jayden", "three_houses") == {
        "worries": ['"Friday voices."', '"When Mum\'s arm went bendy."', '"I have to be awake so I can ring Nan."',
                    '"Alfie\'s milk."'],
        "good": ['"Nan\'s curry."', '"Football with Wes."', '"Mum does my hair in lines."',
                 '"Mila laughs when I do the robot."'],
        "dreams": ['"Danny drinks Fanta."', '"My dad comes to a match."', '"I go to sleep and it\'s just night."'],
    }  # fmt: skip
    assert harlow.sheet("Mila", "fairy") == {
        "clothes": ['"Daddy\'s cross face."'], "wings": ['"Stories, Nanna, Evie."'],
        "wand": ['"Daddy and Mummy hold hands and no bang."'],
    }  # fmt: skip
    assert harlow.sheet("Jayden", "safety_house") == {
        "inside": ["Mum", "Mila", "Alfie", "me"], "visits": ["Nan", "Sandra", "Lisa", "Wes"],
        "outside": ['"Danny when he smells of beer."'],
        "roof": ['"Nobody hits. Grown-ups sleep at night. If voices, text Nan."'],
        "path": ["5 2025-03-10", "7 2025-06-10"],
    }  # fmt: skip
    houses = harlow.one("child_sheet", kind="three_houses")
    assert (houses["made_on"], houses["made_with"], houses["place"]) == ("2024-10-21", "Priya", "at school")
    football = '"yes but when I\'m at football"'
    assert houses["permission"] == f"show Mum, Dad and Nan: yes; show Danny the first worry: {football}"
    assert harlow.one("sheet_item", text="Friday voices.")["permission"] == f"show Danny: {football}"
    said = [(p["person_id"], p["item_id"], p["answer"], p["words"]) for p in harlow.rows("sheet_permission")]
    assert said == [
        *((person, None, "yes", None) for person in ("A04", "A06", "A09")),  # his dad is Kofi
        ("A05", "A-sheet-item-1", "when", "yes but when I'm at football"),
    ]
    assert harlow.one("child_sheet", kind="fairy")["made_on"] == "2024-10-28"
    assert harlow.one("child_sheet", kind="safety_house")["made_on"] == "2025-03-10"


def test_words_and_pictures(harlow: Any) -> None:
    story = harlow.one("story")
    assert (story["version"], story["for_words"]) == (4, "for Mila and Jayden (and Alfie later)")
    frames = [(f["number"], f["question"], f["picture"], f["whose_words"]) for f in harlow.tables["story_frame"]]
    assert frames == [
        (1, "About us", "Five people by a goal post, Nan with oranges", "Shauna"),
        (2, "Who is worried?", "Faces in a row with thinking bubbles", "Priya, agreed"),
        (3, "What are they worried about?", "Stairs, Mummy holding her arm, Jayden with a phone",
         'Danny: "I hurt Mummy. That was wrong."'),
        (4, "What happened then?", "Police car, Grandma Carol's house with Daddy waving", "Danny and Shauna"),
        (5, "What is happening now?", "Clock, story book, a phone with an oven on it", "Everyone in the network"),
        (6, "Who can you tell?", "Hand with five fingers, one name on each", "Jayden chose the hand"),
    ]  # fmt: skip
    for frame, words in zip(harlow.tables["story_frame"], (
        "We like pancakes, the park and Saturday football.", "Mummy and Daddy are worried too.",
        "It was not your fault. Jayden was very brave to ring Nan, but that is a job for grown-ups.",
        "Daddy sees Mick, who helps him stop drinking.", "If there are loud voices Mummy texts Nan and someone comes.",
        "Everyone is working hard so that home feels calm.",
    ), strict=True):  # fmt: skip
        assert frame["words"].endswith(words)
    assert [(harlow.name(a["person_id"]), a["on"]) for a in harlow.rows("story_approval")] == [
        ("Shauna", "2025-02-03"), ("Danny", "2025-02-11"), ("Nanna Mo", "2025-02-12"), ("Kofi", "2025-02-14"),
        ("Hannah", "2025-02-13"),
    ]  # fmt: skip
    assert 'he asked for "hurt"' in harlow.one("story_approval", on="2025-02-11")["asked_for"]
    told = harlow.one("story_telling")
    assert (told["told_on"], told["read_by"], told["place"]) == ("2025-02-16", "Shauna and Danny", "Nanna Mo's")
    assert told["there"] == "Jayden and Mila, with Nan and Priya"
    asked = harlow.one("story_asked", telling_id=told["id"])
    assert (harlow.name(asked["asked_by_id"]), asked["asked"]) == ("Mila", "Is the beer still at Grandma's?")
    assert (harlow.name(asked["answered_by_id"]), asked["answered"]) == ("Danny", "No, Ian poured it away.")


def test_the_plan_and_its_diary(harlow: Any) -> None:
    rules = [(r["number"], r["who"], r["how_we_know"], r["if_it_slips"]) for r in harlow.tables["plan_rule"]]
    assert rules == [
        (1, "Danny; Ian drives him", "Sandra looks out; Ian's text",
         "Shauna keeps the door shut, sends the oven text; Nan and Sandra come"),
        (2, "Shauna, Nan, Lisa", "Chart photo to the group every Friday",
         "Whoever sees it rings Nan; children sleep at Nan's"),
        (3, "Shauna, Danny", "Diary", "Ian or Jo comes"),
        (4, "All adults", "Jayden's smiley chart", "Nan asks him, tells Priya"),
        (5, "Mila, Jayden", "Practised 2025-06-25", "Nan rings back inside 5 minutes"),
    ]  # fmt: skip
    assert [r["text"] for r in harlow.tables["plan_rule"]] == [
        "Danny is never at Tanner's Row after a drink.",
        "One grown-up on duty, on the fridge chart, nothing to drink.",
        '"Fizz" rule: first one to feel it says "fizz" and goes outside for 20 minutes.',
        "Jayden is off duty.",
        "Mila and Jayden can text the oven picture to Nan or Lisa.",
    ]
    assert {(r["version"], r["made_on"]) for r in harlow.tables["plan_rule"]} == {(3, "2025-03-18")}
    diary = [(e["on"], e["kind"], e["text"], harlow.name(e["logged_by"])) for e in harlow.tables["plan_entry"]]
    assert diary == [
        ("2025-04-11", "kept", "OK", "Sandra"), ("2025-04-18", "kept", "OK", "Lisa"),
        ("2025-04-25", "slip", "chart not filled in, Nan rang, Shauna was sober", "Nanna Mo"),
        ("2025-05-02", "kept", "OK", "Sandra"), ("2025-05-10", "used", "rule 3 used", "Ian"),
        ("2025-06-20", "kept", "OK", "Lisa"),
    ]  # fmt: skip


def test_over_time(harlow: Any) -> None:
    events = [(e["on"], e["text"], e["is_planned"]) for e in harlow.rows("timeline_event")]
    assert events == [
        ("2024-09-27", "Worst incident", False), ("2024-10-14", "Conference", False),
        ("2024-10-21", "Danny moves to Carol's", False), ("2024-11-18", "First network meeting (4 people)", False),
        ("2024-12-09", "Plan v1", False), ("2025-01-19", "Setback, plan held", False),
        ("2025-02-16", "Words and pictures", False), ("2025-03-18", "Review conference, plan v3", False),
        ("2025-05-04", "Danny Sunday stories with Nan there", False), ("2025-07-19", "Jayden at Kofi's", True),
        ("2025-09-02", "Danny's birthday test", True), ("2025-09-16", "Review conference", True),
        ("2025-11-30", "If all at 8 or above, step down", True), ("2026-01-15", "Close", True),
    ]  # fmt: skip
    meetings = [(m["held_on"], m["came"]) for m in harlow.tables["network_meeting"]]
    assert meetings == [
        ("2024-11-18", 4), ("2024-12-09", 6), ("2025-01-22", 8), ("2025-03-18", 9), ("2025-06-17", 10),
    ]  # fmt: skip


def test_group_supervision(harlow: Any) -> None:
    session = harlow.one("learning_session")
    who = [harlow.name(session[c]) for c in ("worker_id", "facilitator_id", "adviser_id")]
    assert (session["held_on"], session["minutes"], session["people"], who) == (
        "2025-01-28", 55, 7, ["Priya", "Grace", "Hannah"],
    )  # fmt: skip
    assert "projector" in session["status"] and harlow.strand_of(session) == "No more Friday voices"
    said = [(i["stage"], i["text"], i["value"], i["due_on"]) for i in harlow.rows("session_item")]
    assert said == [
        ("goal", "Work out what to ask Carol so she stops covering.", None, None),
        ("statements_drafted", "Group danger statements drafted", 5, None),
        ("lines_kept", "Priya kept two lines from them", 2, None),
        *[("score", "", value, None) for value in (2, 3, 3, 4, 3, 5, 3)],
        ("question", "Carol, what will Mila say about you when she is 18 if you keep the secret?", None, None),
        ("question", "When Danny tells the truth, who did he tell first?", None, None),
        ("question", "What would Jayden notice you doing on Friday?", None, None),
        ("next_step", "Visit Carol with Ian", None, "2025-02-04"),
        ("liked", "Nobody told me what to do.", None, None),
    ]


def test_restricted_facts(harlow: Any) -> None:
    facts = {r["ref"]: r["fact"] for r in harlow.tables["restriction"]}
    assert facts == {
        "RX1": "Ruth's note: Shauna has a second phone Danny does not know about.",
        "RX2": "The address of the refuge worker.",
        "RX3": "Referrer's identity for the 2024-05-03 contact.",
    }
    targets = {(r["target_table"], r["target_field"]) for r in harlow.tables["restriction"] if r["target_id"]}
    assert targets == {("card", "text"), ("matrix_cell", "text")}


def test_who_is_round_the_home(harlow: Any) -> None:
    home = harlow.one("household", ref="HH1")["id"]
    lines = [
        [link["name"] or harlow.name(link["person_id"]), harlow.name(link["member_id"]), link["kind"], link["energy"]]
        for link in harlow.rows("ecomap_link", household_id=home)
    ]
    assert lines == harlow.cells("""
        Nanna Mo | - | strong | in
        Ian | - | ordinary | in
        Bev | Alfie | ordinary | in
        Danny | Shauna | stressful | both
        Oakfield Primary | - | ordinary | in
        Wes | Jayden | strong | in
        Sandra | - | strong | in
        Lisa | Shauna | ordinary | in
        Steph | Mila | ordinary | none
        Priya | - | ordinary | none
        Mick | - | ordinary | in
        Kofi | Jayden | weak | none
    """)
