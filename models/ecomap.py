"""The ecomap: a household, and who and what is round it, as the case has it and as one reader may see it.

A line's ``position`` is its place round the household (see :func:`slots`), so that nobody moves when somebody is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.errors import KnownError
from models.family_projection import home_views
from models.family_readers import FamilyReading, is_veiled
from models.family_views import EcomapNode, EcomapView, HomeView
from models.projections import Projector, initials
from models.readers import US, Reader, ReaderProjection
from models.rows import Row
from models.views import PersonView

MOST_SLOTS = 64
"""Places that are counted as such; a line with a larger position takes the first free place."""


def ecomap_view(projector: Projector, household_id: str) -> EcomapView:
    """A household's ecomap, clockwise from the top. Raises KnownError where the household is not in the case."""
    home = next((home for home in home_views(projector) if home.id == household_id), None)
    if home is None:
        raise KnownError("That home is no longer in the case. Nothing was changed. Undo may bring it back.")
    case = next(iter(projector.rows.table("casefile").values()))
    members = {member.person.id: member.person for member in home.members}
    rows = projector.rows.where("ecomap_link", household_id=household_id)
    places = slots(rows)
    nodes = tuple(
        EcomapNode(
            id=row["id"],
            label=person.name if (person := projector.people.get(row["person_id"] or "")) else row["name"] or "",
            person=person,
            # Somebody who has moved out is no longer in the circle: the line then goes to the household.
            member=members.get(row["member_id"] or ""),
            kind=row["kind"],
            energy=row["energy"],
            note=row["note"],
            slot=places[row["id"]],
        )
        for row in sorted(rows, key=lambda r: clockwise(places[r["id"]]))
    )
    return EcomapView(case["name"], projector.today.isoformat(), home, nodes)


def ecomap_for(projector: Projector, household_id: str, reader: Reader) -> EcomapView | None:
    """The ecomap a reader may see; None where they may not know of the household."""
    view = ecomap_view(projector, household_id)
    reading = ReaderProjection(projector.rows, reader)
    if reader.is_us:
        return view
    home = FamilyReading(reading).home(view.home)
    if home is None:
        return None
    seen = {member.person.id for member in home.members}
    nodes = [shown for node in view.nodes if (shown := _node(reading, node, seen))]
    if len(nodes) < len(view.nodes):
        # An empty place would tell that somebody stands there.
        nodes = [replace(node, slot=place) for place, node in enumerate(sorted(nodes, key=lambda n: n.slot))]
        nodes.sort(key=lambda node: clockwise(node.slot))
    return EcomapView(reading.words(view.case_name) or "", view.as_at, home, tuple(nodes))


def _node(reading: ReaderProjection, node: EcomapNode, members: set[str]) -> EcomapNode | None:
    """One line as the reader may see it, or None: also where it leads to, or comes from, somebody they may not see."""
    if reading.hides("ecomap_link", node.id) or (node.member and node.member.id not in members):
        return None
    note = None if reading.hides("ecomap_link", node.id, "note") else reading.words(node.note)
    member = reading.person(node.member)
    if node.person is None:
        label = None if reading.hides("ecomap_link", node.id, "name") else reading.words(node.label)
        return replace(node, label=label, member=member, note=note) if label else None
    person = reading.person(node.person)
    if person is None:
        return None
    if is_veiled(person, node.person):
        note = None  # words about somebody under a public name may name them
    return replace(node, label=person.name, person=person, member=member, note=note)


def homes_for(projector: Projector, workspace_id: str, reader: Reader = US) -> tuple[HomeView, ...]:
    """The homes that can be chosen: the index child's first, then those of the other children, then the rest."""
    homes = home_views(projector)
    if not reader.is_us:
        homes = FamilyReading(ReaderProjection(projector.rows, reader)).homes(homes)
    links = projector.rows.where("workspace_child", workspace_id=workspace_id)
    links.sort(key=lambda link: (not link["is_index"], link["position"], link["id"]))
    rank = {link["person_id"]: place for place, link in reversed(list(enumerate(links)))}
    return tuple(sorted(homes, key=lambda home: min((_rank(rank, home)), default=len(rank))))


def _rank(rank: dict[str, int], home: HomeView) -> list[int]:
    return [rank[member.person.id] for member in home.members if member.person.id in rank]


def nameless(view: EcomapView) -> EcomapView:
    """The same with initials only: no name of the home, no words that might name somebody."""

    def veiled(person: PersonView) -> PersonView:
        return replace(
            person, name=person.initials, full_name=person.initials, relation=None, agency=None, household=None
        )

    members = tuple(replace(member, person=veiled(member.person)) for member in view.home.members)
    nodes = tuple(
        replace(
            node,
            label=node.person.initials if node.person else initials(node.label, node.label),
            person=veiled(node.person) if node.person else None,
            member=veiled(node.member) if node.member else None,
            note=None,
        )
        for node in view.nodes
    )
    return EcomapView("", view.as_at, HomeView(view.home.id, "", members=members), nodes)


# Places round the household


def slots(rows: Sequence[Row]) -> dict[str, int]:
    """The place of each line: the whole number nearest to its position, or the first free one if that is taken."""
    taken: set[int] = set()
    places: dict[str, int] = {}
    homeless: list[str] = []
    for row in sorted(rows, key=lambda r: (r["position"], str(r["id"]))):
        wanted = round(row["position"])
        if 0 <= wanted < MOST_SLOTS and wanted not in taken:
            places[row["id"]] = wanted
            taken.add(wanted)
        else:
            homeless.append(row["id"])
    for key in homeless:
        places[key] = first_free(taken)
        taken.add(places[key])
    return places


def first_free(taken: set[int]) -> int:
    """The first place nobody stands on."""
    return next(place for place in range(len(taken) + 1) if place not in taken)


def clockwise(slot: int) -> float:
    """How far round a place lies, as a share of the way from the top: 0, ½, ¼, ¾, ⅛ … (van der Corput's sequence).

    Whoever comes next stands in the middle of the widest gap, and nobody else has to move.
    """
    share, step = 0.0, 0.5
    while slot:
        share += step * (slot & 1)
        slot >>= 1
        step /= 2
    return share
