"""The fixed words that columns of a case may hold, in one place for imports, checks and menus.

The tables' own docstrings say what each word means; a column that is not listed here holds free text.
"""

from __future__ import annotations

from models.pathways import PARTS, PATHWAYS

TIE_KINDS = (
    "close", "very_close", "fused", "distant", "conflict", "hostile", "close_hostile", "violence", "fearful",
    "physical_abuse", "emotional_abuse", "sexual_abuse", "neglect", "controlling", "cut_off", "caring", "worn_out",
    "mending", "past",
)  # fmt: skip
"""How two people are with each other; ``mending``, ``past`` and ``worn_out`` usually stand as the second kind."""

CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("pathway_period", "pathway"): PATHWAYS,
    ("person", "kind"): ("family", "friend", "carer", "professional", "pet"),
    ("person", "life"): ("alive", "dead", "unborn", "miscarriage", "abortion", "stillborn", "unknown"),
    ("person", "gender"): ("female", "male", "non_binary", "unknown"),
    ("household_member", "kind"): ("lives", "sleeps", "foster"),
    ("partnership", "kind"): ("married", "cohabiting", "engaged", "dating", "brief", "unknown"),
    ("partnership", "ended_by"): ("separated", "divorced", "death"),
    ("child_link", "kind"): ("birth", "adopted", "foster", "kinship", "step"),
    ("tie", "kind"): TIE_KINDS,
    ("tie", "second_kind"): TIE_KINDS,
    ("strand", "pathway"): PATHWAYS,
    ("scale", "pathway"): PATHWAYS,
    ("score", "state"): ("given", "skipped", "not_asked"),
    ("card", "part"): PARTS,
    ("card", "pathway"): PATHWAYS,
    ("card", "state"): ("draft", "agreed"),
    ("card_person", "role"): ("source", "speaker", "acted", "seen_by", "about", "worried", "responsible", "agreed"),
    ("wording", "kind"): ("danger", "goal"),
    ("map_version", "pathway"): PATHWAYS,
    ("matrix_cell", "state"): ("said", "not_known", "not_born", "none", "same_as_worst", "gap"),
    ("open_question", "topic"): ("matrix", "circle", "scale", "map", "plan", "timeline"),
    ("open_question", "field"): ("how_long", "how_often"),
    ("circle_move", "ring"): ("inner", "middle", "outer", "left"),
    ("circle_note", "kind"): ("nervous", "chosen"),
    ("network_question", "time"): ("past", "present", "future"),
    ("network_question", "side"): ("worry", "opening"),
    ("ecomap_link", "kind"): ("strong", "ordinary", "weak", "stressful", "broken"),
    ("ecomap_link", "energy"): ("none", "in", "out", "both"),
    ("arrangement", "kind"): ("genogram",),
    ("plan_entry", "kind"): ("kept", "slip", "used", "sign"),
    ("plan_agreement", "state"): ("agreed", "not_yet", "disagrees"),
    ("meeting_person", "state"): ("came", "invited", "sorry"),
    ("meeting_item", "kind"): ("question", "said", "step"),
    ("timeline_event", "kind"): (
        "event", "harm", "setback", "meeting", "conference", "plan", "step_up", "step_down", "close",
    ),
    ("child_sheet", "kind"): ("three_houses", "fairy", "wizard", "safety_house"),
    ("sheet_item", "part"): (
        "worries", "good", "dreams", "clothes", "wings", "wand", "inside", "visits", "outside", "roof", "path",
    ),
    ("sheet_permission", "answer"): ("yes", "no", "when"),
    ("story", "font"): ("plain", "easier"),
    ("story_approval", "state"): ("approved", "asked_change"),
    ("scene_item", "kind"): ("stroke", "shape", "picture", "photo", "figure", "bubble", "words"),
    ("person_look", "size"): ("baby", "toddler", "child", "teenager", "adult", "older"),
    ("learning_session", "kind"): (
        "supervision", "appreciative", "network_meeting", "conference", "core_group", "audit",
    ),
    ("session_item", "stage"): (
        "goal", "statement", "statements_drafted", "line_kept", "lines_kept", "score", "question", "next_step",
        "liked", "answer", "worry", "well", "needs", "decision", "learned",
    ),
    ("sharing_decision", "decision"): ("show", "hold"),
    ("feedback", "kind"): ("family", "child", "staff"),
}  # fmt: skip
"""(table, column) → the words it may hold."""

ZERO_TO_TEN: frozenset[tuple[str, str]] = frozenset(
    {("score", "value"), ("timeline_event", "target"), ("audit_answer", "worker_score"),
     ("audit_answer", "auditor_score"), ("audit_answer", "family_score")}
)  # fmt: skip
"""(table, column) that hold a whole number from 0 to 10."""
