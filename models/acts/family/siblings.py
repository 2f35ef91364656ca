"""Where children stand among their siblings: by age unless somebody ordered them by hand, twins side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import count
from string import ascii_lowercase

from sqlalchemy.orm import Session

from models import dates
from models.acts.family import lookups
from models.acts.places import GAP
from models.casework import Case
from models.entities import ChildLink, Person
from models.errors import KnownError

_DAYS = {"d": 1, "w": 7, "m": 30}


def order_sibling(
    case: Case, child_link_id: str, before_link_id: str | None, *, shown: Sequence[str] | None = None
) -> None:
    """Put a child (and its twins) before a sibling by hand, or last with None.

    ``shown``: the links as they stand on the screen, left to right; without it the order is worked out from the places
    given by hand and the births. Raises KnownError when the two are not siblings.
    """
    with case.edit("Ordered the children") as session:
        link = lookups.child_link(case, session, child_link_id)
        before = lookups.child_link(case, session, before_link_id) if before_link_id else None
        if before is not None and before.partnership_id != link.partnership_id:
            raise KnownError("These two children have different parents here. Nothing was changed.")
        links = in_order(session, lookups.links_below(session, link.partnership_id), case.desk.now().date())
        if shown is not None:
            links.sort(key=lambda each: list(shown).index(each.id) if each.id in shown else len(shown))
        moving = [each for each in links if _together(each, link)]
        staying = [each for each in links if each not in moving]
        if before is None or before in moving:
            at = len(staying) if before is None else len([e for e in links[: links.index(moving[0])] if e in staying])
        else:
            at = next(index for index, each in enumerate(staying) if _together(each, before))
        wanted = [*staying[:at], *moving, *staying[at:]]
        if wanted != links:
            for number, each in enumerate(wanted, 1):
                each.position = GAP * number


def order_by_age(case: Case, union_id: str) -> None:
    """Forget the order given by hand: the children of a union stand by age again."""
    with case.edit("Ordered the children by age") as session:
        for link in lookups.links_below(session, lookups.union(case, session, union_id).id):
            link.position = 0.0


def set_twins(case: Case, child_link_ids: Iterable[str], identical: bool = False) -> None:
    """Say that these children of one union were born together. Raises KnownError for fewer than two."""
    with case.edit("Made them twins") as session:
        links = [lookups.child_link(case, session, each) for each in dict.fromkeys(child_link_ids)]
        if len(links) < 2 or len({each.partnership_id for each in links}) > 1:
            raise KnownError("Twins are two children of the same parents. Nothing was changed. Choose both of them.")
        join_twins(session, links, identical)


def unset_twins(case: Case, child_link_ids: Iterable[str]) -> None:
    """Say that these children were not born together after all."""
    with case.edit("Made them single births") as session:
        for each in child_link_ids:
            link = lookups.child_link(case, session, each)
            link.twins, link.identical = None, False
            tidy_twins(session, link.partnership_id)


def join_twins(session: Session, links: Sequence[ChildLink], identical: bool) -> None:
    """Give links of one union the same letter; twins one of them had already stay with them."""
    below = lookups.links_below(session, links[0].partnership_id)
    letters = {each.twins for each in links} - {None}
    letter = min((each for each in letters if each), default=None) or _free_letter(below)
    for each in below:
        if each in links or each.twins in letters:
            each.twins, each.identical = letter, identical
    session.flush()
    tidy_twins(session, links[0].partnership_id)


def tidy_twins(session: Session, union_id: str) -> None:
    """Nobody is a twin alone."""
    session.flush()
    below = lookups.links_below(session, union_id)
    for each in below:
        if each.twins and not any(other.twins == each.twins for other in below if other is not each):
            each.twins, each.identical = None, False


def place_among(session: Session, links: Sequence[ChildLink], new: ChildLink, today: dt.date) -> None:
    """Give a new child a place where its siblings were ordered by hand: before the first that is younger, else last."""
    if not any(each.position for each in links):
        return
    ordered = in_order(session, links, today)
    born = _born(session, new, today)
    younger = [each for each in ordered if born and (theirs := _born(session, each, today)) and theirs > born]
    at = ordered.index(younger[0]) if younger else len(ordered)
    for number, each in enumerate([*ordered[:at], new, *ordered[at:]], 1):
        each.position = GAP * number


def in_order(session: Session, links: Iterable[ChildLink], today: dt.date) -> list[ChildLink]:
    """Siblings from the left: by the place given by hand, then by birth (or age), then as they were added."""

    def key(link: ChildLink) -> tuple[float, str, float, str]:
        child = session.get(Person, link.child_id)
        assert child is not None
        return link.position, _born(session, link, today) or "9999", child.position, link.id

    ordered = sorted(links, key=key)
    first: dict[str | None, int] = {each.twins: at for at, each in reversed(list(enumerate(ordered))) if each.twins}
    place = {each.id: (first.get(each.twins, at), at) for at, each in enumerate(ordered)}
    return sorted(ordered, key=lambda each: place[each.id])


def _born(session: Session, link: ChildLink, today: dt.date) -> str | None:
    """When a child was born, as text that sorts; worked out from the age where only that was said."""
    child = session.get(Person, link.child_id)
    assert child is not None
    said = child.born or child.due or (child.died if child.life in ("miscarriage", "abortion", "stillborn") else None)
    if said:
        return dates.sort_key(said)
    age = re.match(r"(\d{1,3})\s*([dwm])?", child.age_said or "")
    if age is None or child.life != "alive":
        return None
    number, unit = int(age.group(1)), age.group(2)
    if unit is None:
        return f"{today.year - number:04}"
    return (today - dt.timedelta(days=number * _DAYS[unit])).isoformat()


def _together(one: ChildLink, other: ChildLink) -> bool:
    return one is other or (one.twins is not None and one.twins == other.twins)


def _free_letter(links: Iterable[ChildLink]) -> str:
    taken = {each.twins for each in links}
    letters = (ascii_lowercase[n % 26] * (1 + n // 26) for n in count())
    return next(each for each in letters if each not in taken)
