"""The measures worked out a second time, from a case bundle alone: own code that knows nothing of the product's."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

Row = dict[str, Any]
COLUMNS = {
    "past_harm": "worry", "danger": "worry", "complicating": "worry", "strength": "well", "safety": "well",
    "own_words": "well", "goal": "next", "bottom_line": "next", "next_step": "next",
}  # fmt: skip


def measured(bundle: Row, workspace: str) -> Row:
    """key → value for one workspace of a bundle."""
    return _Again(bundle["tables"], workspace).all()


class _Again:
    def __init__(self, tables: dict[str, list[Row]], workspace: str) -> None:
        self.t, self.w = tables, workspace
        self.today = dt.date.fromisoformat(tables["casefile"][0]["reference_on"])
        self.kind = {p["id"]: p.get("kind") or "family" for p in tables["person"]}
        self.cards = [
            c for c in self.of("card") if c.get("state") != "draft" and not c.get("closed_on")
        ]  # fmt: skip

    def of(self, name: str) -> list[Row]:
        return [r for r in self.t.get(name, []) if r.get("workspace_id", self.w) == self.w]

    def role(self, card: Row, role: str) -> list[str | None]:
        return [p.get("person_id") for p in self.of("card_person") if p["card_id"] == card["id"] and p["role"] == role]

    def days(self, said: list[str]) -> int | None:
        found = [(self.today - dt.date.fromisoformat(day)).days for day in said]
        return min((n for n in found if n >= 0), default=None)

    def all(self) -> Row:
        running = [s for s in self.of("strand") if not s.get("closed_on")]
        safe = [c for c in self.cards if c["part"] == "safety"]
        late = [c for c in self.cards if c["part"] == "next_step" and not c.get("done_on") and c.get("due_on")]
        told = [t["told_on"] for t in self.of("story_telling")]
        diary = self.of("plan_entry")
        newest = max([r["version"] for r in self.of("plan_rule")], default=0)
        return {
            "mapped": {COLUMNS[c["part"]] for c in self.cards} == {"worry", "well", "next"},
            "strands": len(running),
            "strands_whole": sum(self.whole(s["id"]) for s in running),
            "existing_safety": sum(
                bool(c.get("occurred") and c.get("danger_id") and self.role(c, "acted") and self.role(c, "seen_by"))
                for c in safe
            ),
            "danger_grade": self.grade("danger"),
            "goal_grade": self.grade("goal"),
            "explained": bool(told),
            "days_since_explained": self.days(told),
            "meetings": sum(m["held_on"] <= str(self.today) for m in self.of("network_meeting")),
            "plan_rules": sum(r["version"] == newest for r in self.of("plan_rule")),
            "plan_tests": sum(e["kind"] in ("kept", "used") for e in diary),
            "days_since_tried": self.days([e["on"] for e in diary]),
            "steps_late": sum(c["due_on"] < str(self.today)[: len(c["due_on"])] for c in late),
            **self.statements(), **self.children(), **self.network(), **self.scores(running),
        }  # fmt: skip

    def whole(self, strand: str) -> bool:
        parts = [c["part"] for c in self.cards if c.get("strand_id") == strand]
        return "danger" in parts and "goal" in parts and any(s["strand_id"] == strand for s in self.of("scale"))

    def grade(self, part: str) -> float | None:
        """0.39 words a part + 11.8 syllables a word - 15.59, syllables as groups of vowels, a silent e left out."""
        ends = words = beats = 0
        for card in self.cards:
            if card["part"] == part and not card.get("is_quotation"):
                text = re.sub(r"\b(Mr|Mrs|Ms|Dr|St)\.", r"\1", card["text"])
                for piece in re.split(r"[.!?…]+[”\"’»)]*", text):
                    parts = self.parts(piece)
                    ends += len(parts)
                    words += sum(map(len, parts))
                    beats += sum(self.beats(word.lower()) for part_ in parts for word in part_)
        return max(0.0, round(0.39 * words / ends + 11.8 * beats / words - 15.59, 1)) if words else None

    @staticmethod
    def parts(sentence: str) -> list[list[str]]:
        """The words between commas, of names in a row only the first; fewer than five go with their neighbours."""
        tokens = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]", sentence)
        kept: list[str] = []
        at, was_name = 0, False
        while at < len(tokens):
            joint = at
            while joint < len(tokens) and tokens[joint] == "," and was_name and joint == at:
                joint += 1
            joint += was_name and joint < len(tokens) and tokens[joint] in ("and", "or")
            if was_name and joint < len(tokens) and tokens[joint][0].isupper():
                at = joint + 1
                continue
            kept.append(tokens[at])
            was_name = tokens[at][0].isupper()
            at += 1
        found: list[list[str]] = []
        for piece in re.split(r"[,;:–—]|(?=\bso that\b)", " ".join(kept)):
            said = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", piece)
            if found and (len(said) < 5 or len(found[-1]) < 5):
                found[-1] += said
            else:
                found.append(said)
        return [each for each in found if each]

    @staticmethod
    def beats(word: str) -> int:
        silent = re.search(r"[^ley]e$", word) or re.search(r"[^td]ed$", word)
        return max(1, len(re.findall("[aeiouy]+", word)) - (1 if silent else 0))

    def shown_scores(self) -> list[tuple[Row, Row]]:
        rounds = {r["id"]: r for r in self.of("round") if r.get("revealed_at")}
        return [(rounds[s["round_id"]], s) for s in self.of("score")
                if s["round_id"] in rounds and s.get("value") is not None]  # fmt: skip

    def statements(self) -> Row:
        own = [w for w in self.of("wording") if w.get("kind", "danger") == "danger"]
        takes = {s["person_id"] for _, s in self.shown_scores()} | {w["person_id"] for w in own}
        takes |= {p for c in self.cards if c["part"] == "danger" for p in self.role(c, "worried") if p}
        takes = {p for p in takes if self.kind[p] == "professional"}
        wrote = [w["person_id"] for w in own if self.kind[w["person_id"]] == "professional"]
        return {
            "professionals": len(takes), "professionals_own": len(set(wrote)),
            "own_per_professional": round(len(wrote) / len(takes), 2) if takes else None,
            "family_own": len({w["person_id"] for w in own} - set(wrote)),
        }  # fmt: skip

    def children(self) -> Row:
        ids = [c["person_id"] for c in self.of("workspace_child")]
        born = {p["id"]: p.get("born") for p in self.t["person"]}
        three = self.today.replace(year=self.today.year - 3).isoformat()
        talking = [child for child in ids if not born[child] or born[child] <= three]
        ways = [self.ways(child) for child in talking]
        return {
            "children": len(ids), "children_talking": len(talking), "children_heard": sum(w > 0 for w in ways),
            "voice_least": min(ways, default=None),
        }  # fmt: skip

    def ways(self, child: str) -> int:
        sheets = {s["id"] for s in self.of("child_sheet") if s["child_id"] == child}
        scores = [s for _, s in self.shown_scores() if s["person_id"] == child]
        said = [s for s in scores if s.get("reason") or s.get("higher")]
        said += [w for w in self.of("wording") if w["person_id"] == child]
        said += [c for c in self.cards if child in self.role(c, "speaker")]
        asked = [a for a in self.of("story_asked") if a.get("asked_by_id") == child and a.get("asked")]
        drawn = [i for i in self.of("sheet_item") if i["sheet_id"] in sheets]
        return sum(map(bool, (drawn, scores, said, asked)))

    def network(self) -> Row:
        order = ("inner", "middle", "outer", "left")
        children = {c["person_id"] for c in self.of("workspace_child")}
        paths: dict[tuple[str, str], list[int]] = {}
        for move in sorted(self.of("circle_move"), key=lambda m: m["moved_on"]):
            who = move["person_id"]
            if who not in children and self.kind[who] not in ("professional", "pet"):
                paths.setdefault((move["circle_id"], who), []).append(order.index(move["ring"]))
        best: dict[str, int] = {}
        for (_, who), path in paths.items():
            best[who] = min(best.get(who, 9), path[-1])
        knowing = {who for who, ring in best.items() if ring < 2}
        linked = self.linked(children)
        return {
            "network": len(knowing), "network_inner": sum(ring == 0 for ring in best.values()),
            "network_others": sum(self.kind[w] != "family" and w not in linked for w in knowing),
            "moved_in": len({w for (_, w), p in paths.items() if p[-1] < p[0]}),
            "moved_out": len({w for (_, w), p in paths.items() if p[-1] > p[0]}),
        }  # fmt: skip

    def linked(self, children: set[str]) -> set[str]:
        """Everybody whom birth, adoption or a union joins to the children, step by step."""
        unions = {u["id"]: {u.get("first_id"), u.get("second_id")} - {None} for u in self.t["partnership"]}
        for link in self.t["child_link"]:
            if link.get("kind", "birth") not in ("foster", "kinship"):
                unions[link["partnership_id"]].add(link["child_id"])
        found, before = set(children), -1
        while before != len(found):
            before = len(found)
            found |= {p for group in unions.values() if group & found for p in group if p}
        return found

    def scores(self, running: list[Row]) -> Row:
        scales = {s["id"] for s in self.of("scale") if s["strand_id"] in {r["id"] for r in running}}
        last: dict[str, str] = {}
        for held, _ in self.shown_scores():
            last[held["scale_id"]] = max(last.get(held["scale_id"], ""), held["held_on"])
        now = [(self.kind[s["person_id"]] == "professional", s["value"]) for held, s in self.shown_scores()
               if held["scale_id"] in scales and held["held_on"] == last[held["scale_id"]]]  # fmt: skip
        family, others = [v for is_prof, v in now if not is_prof], [v for is_prof, v in now if is_prof]
        return {
            "days_since_score": self.days([held["held_on"] for held, _ in self.shown_scores()]),
            "family_lowest": min(family, default=None), "family_highest": max(family, default=None),
            "professionals_lowest": min(others, default=None), "professionals_highest": max(others, default=None),
        }  # fmt: skip
