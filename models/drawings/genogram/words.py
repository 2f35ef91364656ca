"""What each piece of the picture says in words: for a screen reader, the outline and the PDF's alternative."""

from __future__ import annotations

from functools import cached_property

from models import dates
from models.drawings.genogram.presets import Presets
from models.family_views import ChildView, FamilyView, GenogramPerson, HomeView, TieView, UnionView

_GONE = {
    "unborn": "a pregnancy", "miscarriage": "a miscarriage", "abortion": "a pregnancy that was ended",
    "stillborn": "stillborn",
}  # fmt: skip


class Speaker:
    """Says people, couples, children, ties and homes in plain sentences; with ``names`` off by initials only."""

    def __init__(self, view: FamilyView, presets: Presets, names: bool = True) -> None:
        self.view = view
        self.presets = presets
        self.names = names

    @cached_property
    def people(self) -> dict[str, GenogramPerson]:
        """Everybody by id."""
        return {person.id: person for person in self.view.people}

    @cached_property
    def homes(self) -> dict[str, list[HomeView]]:
        """The homes of each person."""
        found: dict[str, list[HomeView]] = {}
        for home in self.view.homes:
            for member in home.members:
                found.setdefault(member.person.id, []).append(home)
        return found

    def label(self, key: str) -> str:
        """What somebody is called under their symbol."""
        person = self.people.get(key)
        if person is None:
            return "somebody"
        if person.stands_for:
            return ""
        return person.person.name if self.names else person.person.initials

    def name(self, key: str) -> str:
        """What somebody is called in a sentence."""
        person = self.people.get(key)
        if person is None or person.stands_for:
            return "somebody not known"
        return person.person.name if self.names else person.person.initials

    def person(self, person: GenogramPerson) -> str:
        """Somebody: name, age, what they are to the children, where they live."""
        if person.stands_for:
            return "Somebody not known."
        said = [person.person.full_name if self.names else person.person.initials]
        if person.person.life in _GONE:
            said.append(_GONE[person.person.life])
        if person.person.age and person.person.life in ("alive", "unknown"):
            said.append(person.person.age)
        if person.species:
            said.append(person.species)
        said += self.lines(person)
        if person.is_index:
            said.append("the child this is about")
        words = ", ".join(dict.fromkeys(word for word in said if word)) + "."
        homes = [home.name for home in self.homes.get(person.id, ()) if home.name]
        if homes and self.names:
            words += f" Lives at {' and '.join(homes)}."
        return words[:1].upper() + words[1:]

    def lines(self, person: GenogramPerson) -> tuple[str, ...]:
        """What stands below the name; with names off only what can name nobody."""
        if self.names:
            return tuple(line for line in person.lines if line not in (person.person.name, person.person.full_name))
        return tuple(line for line in person.lines if line.startswith(("died", "due")))

    def couple(self, union: UnionView) -> str:
        """Both partners."""
        return " and ".join(self.name(partner) for partner in union.partners) or "Parents not known"

    def union(self, union: UnionView) -> str:
        """A couple: what they are or were to each other, and when."""
        if len(union.partners) < 2:
            return f"{self.couple(union)}, one parent."
        said = [self.presets.unions.get(union.kind, self.presets.unions["unknown"]).words]
        if union.dates:
            said.append(union.dates.removeprefix("m. ").removeprefix("eng. "))
        if union.ended_by in self.presets.endings:
            said.append(self.presets.endings[union.ended_by].words)
        words = f"{self.couple(union)}: {', '.join(said)}."
        return words[:1].upper() + words[1:]

    def child(self, link: ChildView) -> str:
        """A child of a couple, and how."""
        kind = self.presets.children.get(link.kind, self.presets.children["birth"]).words
        union = next((union for union in self.view.unions if union.id == link.union), None)
        parents = self.couple(union) if union else "parents not known"
        how = ""
        if link.twins:
            how = f", {(self.presets.twins.identical if link.identical else self.presets.twins.label).lower()}"
        return f"{self.name(link.child)}, {kind} of {parents}{how}."

    def tie(self, tie: TieView) -> str:
        """How two people are with each other."""
        known = [
            (kind.replace("_", " "), self.presets.ties[kind].words) for kind in tie.kinds if kind in self.presets.ties
        ]
        said = tie.words or ", ".join(key for key, _ in known) or "not said how"
        start = ", ".join(key for key, _ in known)
        if start and said.startswith(start):
            said = ", ".join(words for _, words in known) + said[len(start) :]
        if tie.note and self.names:
            said += f" ({dates.within(tie.note).strip().rstrip('.')})"
        between = "to" if tie.directed else "and"
        words = f"{self.name(tie.start)} {between} {self.name(tie.end)}: {said}."
        return words[:1].upper() + words[1:]

    def home(self, home: HomeView) -> str:
        """A home and who lives there."""
        who = [self.name(member.person.id) for member in home.members if member.person.id in self.people]
        who = who or [member.person.name if self.names else member.person.initials for member in home.members]
        said = f"{', '.join(who[:-1])} and {who[-1]}" if len(who) > 1 else "".join(who)
        return f"{home.name if self.names else 'A home'}: {said or 'nobody now'}."
