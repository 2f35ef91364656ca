"""The verbs of the family drawing: each is one step that undo takes back whole.

All take ids of rows of the case. A union is also found by the id of its unknown partner's symbol
(``"?" + the union's id``). What cannot be is refused with a KnownError, and nothing has changed then.
"""

from models.acts.family.growing import (
    add_children,
    add_parent,
    add_parents,
    add_partner,
    add_sibling,
    add_twin,
    name_partner,
)
from models.acts.family.homes import add_home_for, leave_home, live_in
from models.acts.family.lookups import Fields, Newcomer
from models.acts.family.placing import pin, pin_many, set_drawn, take_out, unpin, unpin_all
from models.acts.family.siblings import order_by_age, order_sibling, set_twins, unset_twins
from models.acts.family.ties import DIRECTED, add_tie, remove_tie, set_tie
from models.acts.family.unions import (
    link_child,
    link_partners,
    place_with,
    remove_child_link,
    remove_union,
    set_child_link,
    set_partner,
    set_union,
)

__all__ = [
    "DIRECTED",
    "Fields",
    "Newcomer",
    "add_children",
    "add_home_for",
    "add_parent",
    "add_parents",
    "add_partner",
    "add_sibling",
    "add_tie",
    "add_twin",
    "leave_home",
    "link_child",
    "link_partners",
    "live_in",
    "name_partner",
    "order_by_age",
    "order_sibling",
    "pin",
    "pin_many",
    "place_with",
    "remove_child_link",
    "remove_tie",
    "remove_union",
    "set_child_link",
    "set_drawn",
    "set_partner",
    "set_tie",
    "set_twins",
    "set_union",
    "take_out",
    "unpin",
    "unpin_all",
    "unset_twins",
]
