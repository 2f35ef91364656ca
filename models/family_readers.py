"""The family as one reader may see it: an allow-list over :mod:`models.family_views`."""

from __future__ import annotations

from dataclasses import replace

from models.family_projection import family_view
from models.family_views import ChildView, FamilyView, GenogramPerson, HomeMember, HomeView, TieView, UnionView
from models.projections import Projector
from models.readers import Reader, ReaderProjection
from models.views import PersonView


def family_for(projector: Projector, reader: Reader) -> FamilyView:
    """The genogram for a reader. Who is restricted is not in it, nor any line that led to them."""
    return FamilyReading(ReaderProjection(projector.rows, reader)).family(family_view(projector))


class FamilyReading:
    """Cuts family views down to what one reader may see."""

    def __init__(self, reading: ReaderProjection) -> None:
        self.reading = reading

    def family(self, view: FamilyView) -> FamilyView:
        """The genogram cut down; the team sees it whole."""
        if self.reading.reader.is_us:
            return view
        people = {p.id: shown for p in view.people if not p.stands_for and (shown := self._person(p))}
        unions, children = self._couples(view, set(people))
        if self.reading.audience.is_parent:
            near = self._near(view, unions, children)
            people = {key: person for key, person in people.items() if key in near}
        shown_unions = {union.id for union in unions}
        people |= {p.id: p for p in view.people if p.stands_for in shown_unions}
        return FamilyView(
            case_id=view.case_id,
            case_name=self.reading.words(view.case_name) or "",
            title=self.reading.words(view.title) or "",
            as_at=view.as_at,
            people=tuple(people[p.id] for p in view.people if p.id in people),
            unions=unions,
            children=children,
            ties=tuple(t for tie in view.ties if tie.start in people and tie.end in people and (t := self._tie(tie))),
            homes=self.homes(view.homes),
        )

    def _near(
        self, view: FamilyView, unions: tuple[UnionView, ...], children: tuple[ChildView, ...]
    ) -> set[str | None]:
        """Who belongs into a parent's own drawing: whom a line or a home that they see leads to."""
        audience = self.reading.audience
        near: set[str | None] = {audience.person_id, *audience.own}
        near |= {partner for union in unions for partner in union.partners} | {link.child for link in children}
        near |= {end for tie in view.ties if self._tie(tie) for end in (tie.start, tie.end)}
        return near | {member.person.id for home in self.homes(view.homes) for member in home.members}

    def _person(self, person: GenogramPerson) -> GenogramPerson | None:
        shown = self.reading.person(person.person)
        if shown is None:
            return None
        if is_veiled(shown, person.person):
            # A public name says what the team chose to say. The symbol's shape goes with it, nothing else.
            return GenogramPerson(replace(shown, gender=person.person.gender), x=person.x, row=person.row)
        if self.reading.is_bare(shown.id):
            return GenogramPerson(shown, x=person.x, row=person.row)
        return replace(
            person,
            person=shown,
            lines=tuple(words for line in person.lines if (words := self.reading.words(line))),
            species=self.reading.words(person.species),
        )

    def _couples(self, view: FamilyView, people: set[str]) -> tuple[tuple[UnionView, ...], tuple[ChildView, ...]]:
        stand_ins = {p.id for p in view.people if p.stands_for}
        hidden = {u.id for u in view.unions if self.reading.hides("partnership", u.id)}
        children = tuple(
            replace(link, note=self._note("child_link", link.id, link.note)) for link in view.children
            if link.child in people and link.union not in hidden and not self.reading.hides("child_link", link.id)
        )  # fmt: skip
        unions = []
        for union in view.unions:
            partners = tuple(p for p in union.partners if p in people or p in stand_ins)
            seen = [p for p in partners if p in people]
            below = sum(link.union == union.id for link in children)
            if union.id in hidden or not (len(seen) == 2 or (seen and (below or len(partners) == 2)) or below > 1):
                continue
            whole = partners == union.partners
            unions.append(
                replace(union, partners=partners, note=self._note("partnership", union.id, union.note)) if whole
                else UnionView(union.id, "unknown", tuple(seen))
            )  # fmt: skip
        known = {union.id for union in unions}
        return tuple(unions), tuple(link for link in children if link.union in known)

    def _tie(self, tie: TieView) -> TieView | None:
        if self.reading.hides("tie", tie.id):
            return None
        return replace(tie, note=self._note("tie", tie.id, tie.note))

    def _note(self, table: str, key: str, note: str | None) -> str | None:
        return None if self.reading.hides(table, key, "note") else self.reading.words(note)

    def homes(self, homes: tuple[HomeView, ...]) -> tuple[HomeView, ...]:
        """The homes whose name may be said, with the people who may be seen in them; empty ones are left out."""
        if self.reading.reader.is_us:
            return homes
        return tuple(shown for home in homes if (shown := self.home(home)))

    def home(self, home: HomeView) -> HomeView | None:
        """One home as the reader may see it, or None."""
        name = self.reading.words(home.name)
        members = tuple(
            HomeMember(person, member.kind, member.begun_on)
            for member in home.members
            if (person := self.reading.person(member.person)) and not is_veiled(person, member.person)
        )
        hidden = self.reading.hides("household", home.id) or self.reading.hides("household", home.id, "name")
        if hidden or not name or not members:
            return None
        address = None if self.reading.hides("household", home.id, "address") else self.reading.words(home.address)
        return HomeView(home.id, name, address, self.reading.words(home.distance), members)


def is_veiled(shown: PersonView, person: PersonView) -> bool:
    """Whether somebody stands under a public name, so that nothing else about them may be told."""
    return shown.full_name != person.full_name
