"""Every fact of the Doyle / Rahman family, typed from what the family and the workers said."""

from __future__ import annotations

from typing import Any

COUNTS = {
    "casefile": 1, "workspace": 2, "person": 32, "household": 8, "household_member": 16, "partnership": 8,
    "child_link": 10, "tie": 11, "ecomap_link": 18,
    "pathway_period": 4, "workspace_child": 4, "strand": 6, "scale": 6, "round": 23,
    "score": 165, "card": 59, "card_person": 62, "different_view": 2, "wording": 9, "map_version": 3,
    "harm_matrix": 3, "matrix_cell": 63, "open_question": 4, "safety_circle": 2, "circle_move": 30,
    "plan_version": 1, "plan_rule": 5,
    "plan_entry": 6, "timeline_event": 15, "network_meeting": 3, "child_sheet": 4, "sheet_item": 31,
    "sheet_permission": 4, "person_look": 20, "story": 3, "scene": 16, "scene_item": 565,
    "story_frame": 12, "story_approval": 7, "story_telling": 1, "learning_session": 2, "session_item": 6,
    "audit_answer": 5, "restriction": 8,
}  # fmt: skip


def test_no_row_is_missing(doyle: Any) -> None:
    assert doyle.counts() == COUNTS


def test_one_family_two_workspaces(doyle: Any) -> None:
    case = doyle.one("casefile")
    assert (case["number"], case["name"]) == ("WEX-B-0932", "Doyle / Rahman family")
    assert case["is_example"] and case["reference_on"] == "2025-07-01"
    spaces = {w["id"]: w["ref"] for w in doyle.tables["workspace"]}
    assert [(w["ref"], w["title"]) for w in doyle.rows("workspace")] == [
        ("B-HOME", "Doyle / Rahman"), ("B-LEAH", "Leah Doyle"),
    ]  # fmt: skip
    periods = [
        (spaces[p["workspace_id"]], p["pathway"], p["begun_on"], p["ended_on"], doyle.name(p["worker_id"]))
        for p in doyle.tables["pathway_period"]
    ]
    assert periods == [
        ("B-HOME", "wellbeing", "2023-11-13", "2024-10-07", "Owen"),
        ("B-HOME", "safety", "2024-10-08", "2025-06-09", "Nadia"),
        ("B-HOME", "wellbeing", "2025-06-10", None, "Owen"),
        ("B-LEAH", "success", "2024-11-04", None, "Luke"),
    ]
    assert "the three safety goals" in doyle.tables["pathway_period"][2]["note"]
    children = [(spaces[c["workspace_id"]], doyle.name(c["person_id"])) for c in doyle.tables["workspace_child"]]
    assert children == [("B-HOME", "Amir"), ("B-HOME", "Zayn"), ("B-HOME", "Safiya"), ("B-LEAH", "Leah")]
    versions = [(v["number"], v["made_on"], v["pathway"]) for v in doyle.tables["map_version"]]
    assert versions == [(1, "2023-11-20", "wellbeing"), (4, "2025-06-03", "safety"), (3, "2025-06-17", "success")]


def test_the_people(doyle: Any) -> None:
    said = """
        B01 | Safiya Rahman | Safiya | 2021-01-09 | female | index child
        B02 | Amir Rahman | Amir | 2018-03-27 | male | brother, identical twin of Zayn
        B03 | Zayn Rahman | Zayn | 2018-03-27 | male | brother, identical twin of Amir
        B04 | Leah Doyle | Leah | 2010-02-18 | female | half-sister (same mum)
        B05 | Noor Rahman | Noor | 2016-09-05 | female | sister
        B06 | Joshua Tillman | Joshua | 2006-10-30 | male | half-brother, adopted outside the family in 2007
        B07 | Karen Doyle | Karen | 1987-04-21 | female | mum
        B08 | Imran Rahman | Imran | 1985-06-02 | male | dad
        B09 | Scott Weir | Scott | 1984-01-11 | male | Leah's dad
        B10 | Father not known | Father not known | None | unknown | Joshua's father
        B11 | Craig Nolan | Craig | 1983-08-25 | male | mum's boyfriend 2024-03 to 2025-01
        B12 | Brenda Doyle | Brenda | 1958-11-03 | female | mum's mum
        B13 | Yusuf Rahman | Yusuf | 1957-02-14 | male | dad's dad
        B14 | Nasreen Rahman | Nasreen | 1961-05-30 | female | dad's mum
        B15 | Farah Rahman | Farah | 1990-09-19 | female | dad's sister (aunty)
        B16 | Tom Sykes | Tom | 1988-12-07 | male | Farah's fiance
        B17 | Ash Doyle-Byrne | Ash | 2005-08-12 | non_binary | mum's cousin's child, Leah's best ally
    """
    family = doyle.rows("person", kind="family")
    columns = ("ref", "name", "known_as", "born", "gender", "relation")
    assert [[str(p[c]) for c in columns] for p in family] == doyle.cells(said)
    lives = {p["ref"]: (p["life"], p["died"]) for p in family if p["life"] != "alive"}
    assert lives == {"B05": ("stillborn", None), "B08": ("dead", "2022-03-15"), "B10": ("unknown", None)}
    assert "fall at work" in doyle.one("person", ref="B08")["note"]
    assert doyle.one("person", ref="B17")["pronouns"] == "they/them"
    assert "Dada" in doyle.one("person", ref="B13")["note"] and "Dadi" in doyle.one("person", ref="B14")["note"]
    dog = doyle.one("person", kind="pet")
    assert (dog["ref"], dog["name"], dog["species"], dog["born"]) == ("B18", "Biscuit", "dog", "2019")


def test_carers_friends_and_professionals(doyle: Any) -> None:
    assert [(p["name"], p["age_said"]) for p in doyle.rows("person", kind="carer")] == [
        ("Pauline Casson", "58"), ("Roy Casson", "61"),
    ]  # fmt: skip
    assert [(p["name"], p["age_said"], p["relation"]) for p in doyle.rows("person", kind="friend")] == [
        ("Denise Achebe", "45", "mum of the twins' friend Caleb"),
        ("Hamid Malik", "52", "imam's assistant and football van driver"), ("Mrs Joy Petrov", "70", "over the road"),
    ]  # fmt: skip
    assert [(p["name"], p["known_as"], p["role"], p["agency"]) for p in doyle.rows("person", kind="professional")] == [
        ("Owen Farrell", "Owen", "early help worker", None), ("Nadia Sharif", "Nadia", "social worker", None),
        ("Luke Brandon", "Luke", "social worker", None),
        ("Marian Teale", "Marian", "independent reviewing officer", None),
        ("Miss Fiona Garvey", "Miss Garvey", "head of year", "Holt Academy"),
        ("Mr Dan Ruddock", "Mr Ruddock", "head", "St Brannoc's Primary"),
        ("Grace Oduya", "Grace", "practice champion", None),
        ("Dr Helen Amadi", "Dr Amadi", "community mental health nurse prescriber", None),
        ("Kath Lumley", "Kath", "school nurse", None),
    ]  # fmt: skip
    assert doyle.one("person", name="Owen Farrell")["note"] == "2023-11 to 2024-10, again from 2025-06."


def test_households(doyle: Any) -> None:
    homes = {h["id"]: h["ref"] for h in doyle.tables["household"]}
    who: dict[str, set[str]] = {}
    for member in doyle.rows("household_member", kind="lives"):
        who.setdefault(homes[member["household_id"]], set()).add(doyle.name(member["person_id"]))
    assert who == {
        "HH1": {"Karen", "Amir", "Zayn", "Safiya", "Biscuit"}, "HH2": {"Pauline", "Roy"}, "HH3": {"Brenda"},
        "HH4": {"Yusuf", "Nasreen"}, "HH5": {"Farah", "Tom"}, "HH6": {"Joshua"}, "HH7": {"Craig"}, "HH8": {"Ash"},
    }  # fmt: skip
    foster = doyle.one("household_member", kind="foster")
    assert (doyle.name(foster["person_id"]), homes[foster["household_id"]]) == ("Leah", "HH2")
    assert foster["begun_on"] == "2024-11-04"
    facts = {h["ref"]: (h["address"], h["distance"], h["note"]) for h in doyle.tables["household"]}
    assert facts["HH1"] == ("31 Ferry Lane", None, None)
    assert facts["HH2"] == (None, "9 miles away", None)
    assert facts["HH4"] == (None, "2 streets away", None)
    assert facts["HH6"] == (None, None, "Letterbox contact once a year.")


def test_unions(doyle: Any) -> None:
    assert doyle.union("Karen", "Father not known") == ("brief", "2006", None, None, ["Joshua"])
    assert doyle.union("Karen", "Scott") == ("cohabiting", "2008", "2012", "separated", ["Leah"])
    children = ["Noor", "Amir", "Zayn", "Safiya"]
    assert doyle.union("Karen", "Imran") == ("married", "2014-07-26", "2022-03-15", "death", children)
    assert doyle.union("Karen", "Craig") == ("dating", "2024-03", "2025-01", "separated", [])
    assert doyle.union("Yusuf", "Nasreen") == ("married", "1983", None, None, ["Imran", "Farah"])
    assert doyle.union("Farah", "Tom") == ("engaged", "2021", None, None, [])
    assert doyle.union("Pauline", "Roy") == ("married", "1990", None, None, ["Leah"])
    assert doyle.union("Brenda", "-") == ("unknown", "1985", "1989", "separated", ["Karen"])
    links = {
        (doyle.name(c["child_id"]), c["kind"], c["begun_on"], c["ended_on"], c["twins"], c["identical"])
        for c in doyle.tables["child_link"] if doyle.name(c["child_id"]) in ("Joshua", "Leah", "Amir", "Zayn")
    }  # fmt: skip
    assert links == {
        ("Joshua", "birth", None, "2007-09", None, False), ("Leah", "birth", None, None, None, False),
        ("Leah", "foster", "2024-11-04", None, None, False), ("Amir", "birth", None, None, "a", True),
        ("Zayn", "birth", None, None, "a", True),
    }  # fmt: skip
    assert doyle.one("child_link", ended_on="2007-09")["note"] == "Adopted out 2007-09."


def test_ties(doyle: Any) -> None:
    assert doyle.ties() == {
        ("Karen", "Safiya", "close", None, "", None, None, None),
        ("Karen", "Leah", "close_hostile", None, "", None, None, "conflict and love"),
        ("Leah", "Craig", "cut_off", None, "", None, None, 'he "came into my room drunk looking for cigs"'),
        ("Leah", "Safiya", "very_close", None, "", None, None, "Leah mothered her 2022 to 2024"),
        ("Leah", "Ash", "very_close", None, "", None, None, None),
        ("Karen", "Nasreen", "distant", "mending", "", None, "2025-01", "row over the funeral"),
        ("Farah", "Amir", "close", None, "", None, None, None),
        ("Farah", "Zayn", "close", None, "", None, None, None),
        ("Scott", "Leah", "cut_off", None, "", "2013", None, None),
        ("Brenda", "Karen", "caring", "worn_out", "", None, None, "Brenda has COPD"),
        ("Amir", "Zayn", "fused", None, "", None, None, '"they answer for each other"'),
    }


def test_strands_and_the_scales_they_keep(doyle: Any) -> None:
    strands = [(s["name"], s["pathway"], s["opened_on"], s["closed_on"]) for s in doyle.tables["strand"]]
    assert strands == [
        ("Ordinary days", "wellbeing", "2023-11-20", "2024-10-07"),
        ("Purple weeks", "safety", "2024-10-15", "2025-06-09"), ("8:40", "safety", "2024-10-15", "2025-06-09"),
        ("Believe first", "safety", "2024-10-15", "2025-06-09"),
        ("Ordinary days at home", "wellbeing", "2025-06-10", None),
        ("Knowing who my people are", "success", "2024-11-18", None),
    ]  # fmt: skip
    ends = {s["ref"]: (doyle.strand_of(s), s["zero_text"], s["ten_text"]) for s in doyle.tables["scale"]}
    low = "The children's needs are not being met and Owen must ask a social worker to step in."
    high = "The children are doing well and the family does not need a worker."
    assert ends == {
        "SW1": ("Ordinary days", low, high),
        "SC1": ("Purple weeks", "The children will be left alone at night again and cannot live at home.",
                "Whenever Karen is purple someone safe is there, seen for 6 months; close."),
        "SC2": ("8:40", "Safiya and the twins are going without so badly they cannot stay.",
                "Two whole terms of ordinary days, whoever does them."),
        "SC3": ("Believe first", "A man nobody knows sleeps here and no child would tell.",
                "The girls tell and Mum acts, every time."),
        "SW2": ("Ordinary days at home", low, high),
        "SS1": ("Knowing who my people are",
                "Leah is not settled or safe where she lives and feels she belongs to nobody.",
                "Leah is settled, doing well, and knows who her people are for life."),
    }  # fmt: skip


DATES = ["2024-10-15", "2024-12-03", "2025-02-25", "2025-04-22", "2025-06-03"]


def test_every_score(doyle: Any) -> None:
    assert doyle.scale("SW1") == (["2023-11-20", "2024-02-12", "2024-06-10", "2024-09-16"], {
        "Karen": "4 6 5 6", "Leah": "3 5 4 2", "Amir": "6 7 6 5", "Zayn": "6 7 6 5", "Brenda": "3 5 4 3",
        "Owen": "4 6 5 3", "Mr Ruddock": "4 6 5 4",
    })  # fmt: skip
    assert doyle.scale("SC1") == (DATES, {
        "Karen": "3 5 7 8 8", "Amir": "4 4 6 8 9", "Zayn": "1 3 6 7 9", "Brenda": "2 4 6 7 8", "Farah": "1 4 7 7 8",
        "Nasreen": "0 3 6 7 8", "Nadia": "1 3 6 7 8", "Dr Amadi": "3 4 7 7 8", "Mr Ruddock": "2 4 6 7 8",
    })  # fmt: skip
    assert doyle.scale("SC2") == (DATES, {
        "Karen": "4 5 6 7 8", "Amir": "5 6 7 8 8", "Zayn": "5 6 7 8 8", "Nadia": "3 4 5 7 8", "Kath": "2 4 5 6 8",
        "Mr Ruddock": "4 5 6 7 8",
    })  # fmt: skip
    assert doyle.scale("SC3") == (DATES, {
        "Karen": "9 7 7 7 8", "Leah": "0 1 3 4 6", "Ash": "1 2 4 5 6", "Nadia": "2 3 5 6 7", "Luke": "1 2 4 5 6",
        "Miss Garvey": "2 - 4 - 6",
    })  # fmt: skip
    assert doyle.scale("SW2") == ([], {})
    assert doyle.scale("SS1") == (["2024-11-18", "2025-02-04", "2025-04-29", "2025-06-17"], {
        "Leah": "2 3 6 7", "Karen": "3 5 5 7", "Ash": "3 4 6 7", "Pauline": "4 5 7 8", "Roy": "4 6 7 8",
        "Luke": "2 4 6 7", "Miss Garvey": "3 4 - 8", "Marian": "3 4 6 7",
    })  # fmt: skip
    assert "Safiya" not in {doyle.name(s["person_id"]) for s in doyle.tables["score"]}


def test_reasons(doyle: Any) -> None:
    assert doyle.reasons() == {
        ("2024-10-15", "SC1", "Zayn", 1, "I couldn't find Mum and the road was long.", True,
         "If Dadi's house key is mine.", True),
        ("2024-10-15", "SC1", "Nasreen", 0, "My son's boy was barefoot in the road.", True,
         "If Karen opens the door to me.", True),
        ("2024-10-15", "SC3", "Karen", 9, "Craig was drunk, not dirty.", True, "Nothing.", True),
        ("2024-12-03", "SC3", "Leah", 1, "She said sorry but she still texts him.", True,
         "She blocks him and shows me.", True),
        ("2025-06-03", "SC3", "Leah", 6, "She said no to that man before anyone told her to.", True,
         "If I can be the one to say when I'm ready.", True),
        ("2025-06-03", "SC1", "Nadia", 8,
         "Two real purple spells handled (February and May); nobody left alone for 8 months; "
         "the children can name who comes.", False,
         "A third time handled with no worker told until after.", False),
    }  # fmt: skip


def test_the_wellbeing_map_of_2023(doyle: Any) -> None:
    old = doyle.rows("card", written_on="2023-11-20")
    assert {(c["pathway"], c["closed_on"]) for c in old} == {("wellbeing", "2024-10-07")}
    assert sorted((c["part"], c["ref"] or "") for c in old) == [
        ("complicating", ""), ("complicating", ""), ("complicating", ""), ("danger", "WS1"), ("goal", "WG1"),
        ("past_harm", "UN1"), ("past_harm", "UN2"), ("past_harm", "UN3"), ("safety", ""), ("strength", ""),
        ("strength", ""), ("strength", ""),
    ]  # fmt: skip
    texts = " ".join(c["text"] for c in old)
    for words in (
        "attendance 81%", "Leah (13) gets the little ones up", "no words anyone outside can follow",
        "think Mum's sadness is their fault", "No car.", "Funeral debt.", '"dishonours him"',
        "reads to Safiya every night", "House is warm.", "funny and honest", "at 7am", "by 8:40 every school day",
        "95% for one whole term",
    ):  # fmt: skip
        assert words in texts
    worry = doyle.one("card", ref="WS1")
    assert doyle.with_card(worry, "worried") == ["Owen", "Mr Ruddock", "Brenda", "Karen"]
    better = doyle.one("card", part="safety", written_on="2023-11-20")
    assert (better["occurred"], doyle.with_card(better, "acted")) == ("2023-11-07", ["Karen", "Brenda"])
    assert doyle.with_card(better, "seen_by") == ["Mr Ruddock"]


def test_the_safety_map_of_2025(doyle: Any) -> None:
    harm = [c for c in doyle.cards("B-HOME", "past_harm") if c["pathway"] == "safety"]
    assert [(c["ref"], c["occurred"], c["occurred_until"]) for c in harm] == [
        ("PH1", "2024-10-06", None), ("PH2", "2023-09", "2024-10"), ("PH3", "2024-08-17", None),
    ]  # fmt: skip
    assert "at 4:10am by Joy Petrov. He was cold and had cut feet." in harm[0]["text"]
    assert "three trips to hospital for infected sores" in harm[1]["text"]
    assert harm[2]["text"].endswith("Leah slept at Ash's for 9 nights.")
    dangers = [c for c in doyle.cards("B-HOME", "danger", state="agreed") if c["pathway"] == "safety"]
    assert [(c["ref"], doyle.strand_of(c), c["closed_on"]) for c in dangers] == [
        ("DS1", "Purple weeks", None), ("DS2", "8:40", None), ("DS3", "Believe first", None),
    ]  # fmt: skip
    assert "Karen says: \"I am worried about that too. I don't remember that night properly" in dangers[0]["text"]
    assert dangers[1]["text"].endswith("Karen agrees.")
    meant = ("Karen", "Karen does not agree Craig meant harm; she agrees she should have listened.", False)
    assert doyle.views(dangers[2]) == [meant]
    assert dangers[2]["note"] == "Also in B-LEAH."
    factors = [c["text"] for c in doyle.cards("B-HOME", "complicating", closed_on=None)]
    assert [text.split()[0] for text in factors] == ["Illness:", "Brenda's", "The", "Professionals:"]
    strengths = [c["text"] for c in doyle.cards("B-HOME", "strength", closed_on=None)]
    assert strengths == [
        "Karen has had her injection every month since January 2025.", "Twins at 96% this term.",
        "Safiya started speech group, has about 80 words.", "Nasreen cooks for all on Thursdays.",
    ]  # fmt: skip
    lines = [(c["ref"], c["text"]) for c in doyle.cards("B-HOME", "bottom_line")]
    assert lines == [
        ("BL1", "Never the only adult at night in a purple week."),
        ("BL2", "Five adults who know everything, at least one who lives within 10 minutes."),
        ("BL3", "Craig is not in the home."), ("BL4", "The twins and Safiya have heard the words and pictures."),
    ]  # fmt: skip


def test_existing_safety_and_next_steps(doyle: Any) -> None:
    cards = [c for c in doyle.cards("B-HOME", "safety", state="agreed") if c["pathway"] == "safety"]
    safety = [
        (c["ref"], c["occurred"], doyle.with_card(c, "acted"), doyle.with_card(c, "seen_by"),
         doyle.strand_of(c, "danger_id"))
        for c in cards
    ]  # fmt: skip
    assert safety == [
        ("ES1", "2025-02-21", ["Karen", "Farah", "Dr Amadi"], ["Farah", "Dr Amadi", "Mr Ruddock"], "Purple weeks"),
        ("ES2", "2025-04-08", ["Joy", "Hamid", "Farah"], ["Joy", "Mr Ruddock"], "8:40"),
        ("ES3", "2025-05-16", ["Karen"], ["Nasreen"], "Believe first"),
    ]
    steps = [
        (c["ref"], c["text"], doyle.with_card(c, "responsible"), c["due_on"], c["done_on"])
        for c in doyle.cards("B-HOME", "next_step")
    ]
    assert steps == [
        ("NS1", "Handover meeting Nadia to Owen, family in the lead", ["Karen"], "2025-06-10", "2025-06-10"),
        ("NS2", "Add Denise to the purple rota", ["Farah"], "2025-07-12", None),
        ("NS3", "Summer holiday chart (no school to notice)", ["Karen", "Nasreen", "Joy"], "2025-07-18", None),
        ("NS4", "Leah's sleepover at Farah's", ["Luke", "Leah", "Farah"], "2025-07-05", None),
    ]


def test_goals_are_carried_forward_at_the_step_down(doyle: Any) -> None:
    goals = [c for c in doyle.cards("B-HOME", "goal", state="agreed") if c["ref"] != "WG1"]
    before = [(c["ref"], c["text"]) for c in goals if c["pathway"] == "safety" and c["closed_on"] == "2025-06-09"]
    now = [(c["ref"], c["text"]) for c in goals if c["pathway"] == "wellbeing" and c["closed_on"] is None]
    assert before == now and [ref for ref, _ in now] == ["SG1", "SG2", "SG3"] and len(goals) == 6
    assert {doyle.strand_of(c) for c in goals if c["closed_on"] is None} == {"Ordinary days at home"}
    ends = ("who comes and why.", "seen two whole terms.", "seen Karen do this.")
    assert all(text.endswith(end) for (_, text), end in zip(now, ends, strict=True))


def test_drafts(doyle: Any) -> None:
    jargon = "Karen is non-compliant with meds and there are ongoing concerns around neglect and parenting capacity."
    assert {(c["ref"], c["part"], c["text"]) for c in doyle.rows("card", state="draft")} == {
        ("WSx", "danger", jargon), ("WGx", "goal", "Karen will not be depressed."),
        ("ESx", "safety", "Karen engages well with mental health."),
    }  # fmt: skip


def test_leah_s_map(doyle: Any) -> None:
    hurt = [(c["ref"], c["text"], c["occurred"], c["occurred_until"]) for c in doyle.cards("B-LEAH", "past_harm")]
    moves = "Three moves before the Cassons (Ash's floor, emergency carer, emergency carer)."
    assert hurt == [("SPH1", moves, None, None), ("SPH2", "Self-harm.", "2024-08", "2025-01")]
    worries = [(c["ref"], doyle.with_card(c, "worried"), c["pathway"]) for c in doyle.cards("B-LEAH", "danger")]
    assert worries == [
        ("SCW1", ["Luke", "Pauline", "Roy", "Miss Garvey", "Ash", "Leah"], "success"),
        ("SCW2", ["Luke", "Ash", "Leah"], "success"),
        ("DS3", ["Nadia", "Luke", "Miss Garvey", "Ash", "Leah"], "safety"),
    ]
    shared = {c["text"] for c in doyle.rows("card", ref="DS3")}
    assert len(shared) == 1, "the shared statement says the same in both workspaces"
    assert [c["text"] for c in doyle.cards("B-LEAH", "complicating")] == ["Scott not found.", "9 miles and two buses."]
    strengths = [c["text"] for c in doyle.cards("B-LEAH", "strength")]
    assert strengths == ["Art, predicted grade 8.", 'Pauline "argues fair".']
    sundays, sharpener = doyle.cards("B-LEAH", "safety")
    assert "(18 of 20 kept)" in sundays["text"] and sundays["occurred"] == "2025-02-02"
    assert sharpener["occurred"] == "2025-03-14" and doyle.with_card(sharpener, "seen_by") == ["Roy", "Ash"]
    goals = doyle.cards("B-LEAH", "goal")
    assert [(c["ref"], doyle.strand_of(c)) for c in goals] == [
        ("SSG1", "Knowing who my people are"), ("SSG2", "Knowing who my people are"),
    ]  # fmt: skip
    assert goals[0]["text"].endswith("sits all her exams in 2026.")
    assert goals[1]["text"].endswith("say in her own words where she belongs.")


def test_own_wordings(doyle: Any) -> None:
    own = {doyle.name(w["person_id"]): w["text"] for w in doyle.tables["wording"]}
    ends = {
        "Nadia": "one of them will die on the road.", "Mr Ruddock": "will learn to hide how bad it is.",
        "Kath": "very ill in hospital.", "Dr Amadi": "take the children with her in the car.",
        "Miss Garvey": "be hurt by someone there.", "Brenda": "nobody will know Karen's gone high.",
        "Farah": "we will bury another child in this family.", "Karen": "I left because I don't love them.",
        "Leah": "Saf won't have me there.",
    }  # fmt: skip
    assert own.keys() == ends.keys() and all(own[name].endswith(end) for name, end in ends.items())
    assert {w["written_on"] for w in doyle.tables["wording"]} == {"2024-10-15"}
