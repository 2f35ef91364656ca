"""What is asked of a goal: who does what, for which child, and whether it is more than services and what stops."""

from __future__ import annotations

from models.plain_words.knowing import Known
from models.plain_words.living import after_modals, is_negated, is_noun_only, opens_with_anyone, services_in
from models.plain_words.rules import ALL, NONE, Found, at_length


def services(known: Known) -> Found:
    services = services_in(known.read)
    if not services or known.has_life:
        return NONE
    hit = min(services, key=lambda each: each.first)
    return [((hit.first, hit.last), "")]


def absence(known: Known) -> Found:
    read = known.read
    if known.wishes or known.has_life or read.has("service"):
        return NONE
    for span in read.clauses:
        if is_negated(read, span) and any(not token.quoted for token in read.tokens[span[0] : span[1]]):
            return [(span, "")]
    return NONE


def goal_who(known: Known) -> Found:
    """Nobody who does anything: no grown-up, and of a child or a name only how it will feel or be treated."""
    read = known.read
    somebody = read.names or read.has("child")
    if is_noun_only(read) or opens_with_anyone(read):
        return ALL
    is_told = read.has("adult", "helper") or bool(read.numbers("role") - read.numbers("place"))
    by = {n + 1 for n, word in enumerate(read.words) if word == "by"}
    is_told = is_told or bool(by & read.numbers("someone"))  # "looked after by people on the list"
    if known.wishes or is_told or (somebody and read.has("service")):
        return NONE
    modal = min((hit.first for hit in read.hits.get("modal", ())), default=0)
    are_treated = 0 in read.names and all(n < modal for n in read.names)  # "Kai and Mia will be washed and fed"
    if len(set(read.names.values())) > 1 and not are_treated and known.has_life:
        return NONE
    if not somebody:
        return ALL
    states = read.numbers("state") | read.numbers("goal_vague") & read.numbers("to_be")
    # What comes of it ("… so that he can walk") is not what anybody does for it.
    end = min((n for n, token in enumerate(read.tokens) if token.word == "so"), default=len(read.tokens))
    verbs = [number for number in after_modals(read) if number < end]
    # "will be in by ten and leave his phone": what is joined on is done by the same one
    start = verbs[0] if verbs else end
    doing = read.numbers("doing") - read.numbers("done_to")
    doing -= read.numbers("attributive", "hollow", "praise")  # "fed and clean"
    verbs += [n for n in doing if start < n < end and read.tokens[n - 1].word == "and"]
    return ALL if not verbs or all(number in states for number in verbs) else NONE


def goal_child(known: Known) -> Found:
    if known.wishes:
        return NONE
    lives = known.has_life
    if known.child_in_goal(lives) or (lives and known.read.names and not known.children and at_length(known)):
        return NONE
    return ALL


def goal_action(known: Known) -> Found:
    if known.wishes or known.read.has("service") or absence(known):
        return NONE
    return NONE if known.has_life else ALL
