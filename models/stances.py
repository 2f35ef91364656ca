"""Who says a statement too, who sees it differently, and who is still to be asked: told from views alone."""

from __future__ import annotations

from collections.abc import Sequence

from models.thinking_views import StanceView
from models.views import CardView, Mention, PersonView, ScaleView, WordingView

TALKS_AT = 3
"""The age from which a child is counted among those who could be asked."""


def stances(
    card: CardView, wordings: Sequence[WordingView], scale: ScaleView | None, children: Sequence[PersonView]
) -> tuple[StanceView, ...]:
    """Everybody who has a say in a statement, and what they say of it.

    They have own ``wordings``, are worried or agreed, see it differently, score on the strand's ``scale``, or are
    ``children`` old enough to be asked. All views come as one reader may see them.
    """
    own = {w.person.id: w for w in wordings if w.person and w.kind == card.part}
    agreed = agreeing(card)
    disputed: dict[str, list[str]] = {}
    for dispute in card.disputes:
        if dispute.who:
            disputed.setdefault(dispute.who.id, []).append(dispute.words)
    everybody = [w.person for w in own.values()]
    everybody += [mention.person for mention in agreed]
    everybody += [dispute.who for dispute in card.disputes]
    everybody += [child for child in children if talks(child)]
    everybody += [score.person for round_ in (scale.rounds if scale else ()) for score in round_.scores]
    said_too = {mention.person.id for mention in agreed if mention.person}
    found = {}
    for person in everybody:
        if person is not None and person.life == "alive" and person.id not in found:
            words = "\n".join(disputed.get(person.id, ()))
            stance = "disputed" if words else "agreed" if person.id in said_too else "missing"
            found[person.id] = StanceView(person, own.get(person.id), stance, words)
    return tuple(found.values())


def agreeing(card: CardView) -> tuple[Mention, ...]:
    """Who says a statement too: the worried of a danger, the agreed of either."""
    return (*card.worried, *card.agreed) if card.part == "danger" else card.agreed


def talks(child: PersonView) -> bool:
    """Whether a child is old enough to be asked; one whose age is told in months is not."""
    return not child.age or (child.age.isdecimal() and int(child.age) >= TALKS_AT)
