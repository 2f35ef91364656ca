"""Who said yes to a version, and who could be asked next.

A yes belongs to the exact words. A new version that says the same keeps what was said of the one before; once its words
differ, everybody who answered before is asked again. The order of asking is suggested, never forced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models import dates
from models.picture_views import ApprovalView
from models.projections import Projector
from models.readers import ReaderProjection
from models.rows import Row
from models.story_rows import answers_of, asked_key, before, wording
from models.story_template import in_force
from models.views import PersonView

ASKED_STEPS = ("mother", "father", "network", "manager")
"""Steps of the trail that ask somebody; the others are things to do."""


class Asking:
    """The trail of one version, for one reader."""

    def __init__(self, projector: Projector, reading: ReaderProjection, story: Row) -> None:
        self._projector, self._reading, self._story = projector, reading, story
        self._rows = projector.rows

    def approvals(self) -> tuple[ApprovalView, ...]:
        """Answers in the order they came; then those to be asked again; then whom the trail suggests."""
        answers = self._standing()
        said = {asked_key(row) for row in answers}
        again = self._to_ask_again(said)
        shown = [view for row in answers if (view := self._answer(row))]
        shown += [view for row in again if (view := self._again(row))]
        return (*shown, *self._suggested([*answers, *again]))

    def _standing(self) -> list[Row]:
        """What was said of these words: of this version, and of earlier ones that say just the same."""
        found = answers_of(self._rows, self._story["id"])
        words = wording(self._rows, self._story)
        for story in before(self._rows, self._story):
            if wording(self._rows, story) != words:
                break
            said = set(map(asked_key, found))
            found += [row for row in answers_of(self._rows, story["id"]) if asked_key(row) not in said]
        return sorted(found, key=lambda row: (row["on"] or "", row["position"], row["id"]))

    def _to_ask_again(self, said: set[str]) -> list[Row]:
        found: dict[str, Row] = {}
        for story in before(self._rows, self._story):
            for row in answers_of(self._rows, story["id"]):
                if asked_key(row) not in said:
                    found.setdefault(asked_key(row), row)
        return sorted(found.values(), key=lambda row: (row["position"], row["id"]))

    # ---- as a reader may see them -----------------------------------------------------------------------------
    def _answer(self, row: Row) -> ApprovalView | None:
        if self._reading.hides("story_approval", row["id"]):
            return None
        person = self._person(row)
        who = person.name if person else "" if row["person_id"] else self._reading.words(row["who"]) or ""
        if not who:
            return None
        hidden = self._reading.hides("story_approval", row["id"], "asked_for")
        asked_for = "" if hidden else self._reading.words(row["asked_for"]) or ""
        when = dates.short(row["on"], self._projector.today)
        return ApprovalView(row["id"], who, person, self._step(row), row["on"], when, row["state"], asked_for)

    def _again(self, row: Row) -> ApprovalView | None:
        view = self._answer(row)
        since = dates.short(self._story["made_on"], self._projector.today)
        when = f"asked again since {since}" if since else "asked again"
        return replace(view, id="", on=None, when=when, state="open", asked_for="") if view else None

    def _suggested(self, rows: list[Row]) -> Iterator[ApprovalView]:
        """Steps nobody has been asked at yet, in the trail's order."""
        asked = {asked_key(row) for row in rows}
        steps = {self._step(row) for row in rows}
        for step in in_force()[0].steps:
            if step.key in ("mother", "father"):
                parents = [p for p in self._parents(step.key) if p.id not in asked]
                for parent in filter(None, map(self._reading.person, parents)):
                    yield ApprovalView("", parent.name, parent, step.key, None, "", "open")
            elif step.key in ASKED_STEPS and step.key not in steps:
                yield ApprovalView("", step.title, None, step.key, None, "", "open")

    def _person(self, row: Row) -> PersonView | None:
        return self._reading.person(self._projector.people.get(row["person_id"] or ""))

    def _step(self, row: Row) -> str:
        """Where on the trail somebody stands: as it was written down, else by who they are to the children."""
        if row["step"]:
            return str(row["step"])
        person = self._projector.people.get(row["person_id"] or "")
        for key in ("mother", "father"):
            if person is not None and person in self._parents(key):
                return key
        role = (person.role or "") if person else row["who"] or ""
        return "manager" if "manager" in role.casefold() else "network"

    def _parents(self, step: str) -> list[PersonView]:
        """The living parents of the children the work is about, by birth or adoption."""
        gender = {"mother": "female", "father": "male"}[step]
        children = {child.id for child in self._projector.children(self._story["workspace_id"])}
        found: dict[str, PersonView] = {}
        for link in self._rows.table("child_link").values():
            couple = self._rows.get("partnership", link["partnership_id"])
            if couple is None or link["child_id"] not in children or link["kind"] not in ("birth", "adopted"):
                continue
            for person_id in (couple["first_id"], couple["second_id"]):
                person = self._projector.people.get(person_id or "")
                if person is not None and person.gender == gender and person.life == "alive":
                    found[person.id] = person
        return sorted(found.values(), key=lambda person: (person.name, person.id))
