"""The tour's stops in the outbox, the connections, with colleagues, and at the end of a case."""

from __future__ import annotations

from exporters.handover import receive, take_in, write_handover
from exporters.order import Order
from exporters.outbox import put_in_outbox
from models import connections
from models.acts import cards as card_acts
from models.casework import Desk
from models.colleagues import OwnKeys, add_colleague, make_own_keys, set_checked
from models.keyslots import KdfCost
from models.outbox import Outbox
from models.readers import Reader
from models.vault import Vault
from sofs_desk.tour.window import Tour
from sofs_desk.vaults import find_case

SYSTEM = "County case system"


def share(tour: Tour) -> None:
    """What leaves, and who will read it."""
    from ui.screens.share import ShareScreen

    tour.go("share")
    tour.shot("share")
    tour.find(ShareScreen).choose_reader("parent:Danny")
    tour.settle(0.3)
    tour.shot("share-danny")


def outbox(tour: Tour) -> None:
    """Connections, a form; what was delivered, what waits, a conflict with both sides."""
    from ui.screens.connections import ConnectionsScreen

    desk, window = tour.desk, tour.window
    window.show_desk_page("outbox")
    tour.shot("outbox-empty")
    window.show_desk_page("connections")
    way = connections.add(desk, SYSTEM, "webdav", {"address": "https://files.county.example/inbox", "user": "desk"}, {})
    connections.change(desk, way, is_on=False)
    page = tour.find(ConnectionsScreen)
    page.refresh()
    tour.shot("connections")
    tour.press(f"change-{way}")
    tour.shot("connections-form")
    connections.remove(desk, way)
    _deliveries(tour)


def _deliveries(tour: Tour) -> None:
    from ui.screens.outbox import OutboxScreen

    desk, folder = tour.desk, tour.services.documents_folder / "inbox"
    folder.mkdir()
    way = connections.add(desk, SYSTEM, "folder", {"folder": str(folder)}, {})
    box = Outbox(desk)
    case, workspace_id = find_case(desk, "A")
    workspace_id = workspace_id or next(iter(case.rows.table("workspace")))

    def queued(what: str) -> str:
        return put_in_outbox(case, workspace_id, [Order(what, Reader("case-system"), "pdf", "A4")], SYSTEM)

    first = queued("map")
    tour.wait_for(lambda: box.delivery(first).line.state == "delivered")
    connections.change(desk, way, is_on=False)
    second = queued("strands")
    for part in box.delivery(second).parts:
        (folder / part.name).write_bytes(b"written by somebody else")
    connections.change(desk, way, is_on=True)
    tour.wait_for(lambda: box.delivery(second).line.state == "conflict")
    connections.change(desk, way, is_on=False)
    queued("plan")
    tour.window.show_desk_page("outbox")
    tour.settle()
    page = tour.find(OutboxScreen)
    page.choose(second)
    tour.shot("outbox-conflict")
    page.choose(box.lines()[0].id)
    tour.shot("outbox")


def colleagues(tour: Tour) -> None:
    """Our key card, handing a case over, and what came back."""
    from ui.screens.handing import HandingScreen

    folder = tour.services.documents_folder
    vault, _code = Vault.create(folder / "colleague.sofs", "another passphrase here", cost=KdfCost.LIGHT)
    theirs = Desk(vault)
    try:
        their_keys, our_keys = make_own_keys(theirs, "Nadia Khan"), make_own_keys(tour.desk, "Priya Shah")
        set_checked(tour.desk, add_colleague(tour.desk, their_keys.card))
        add_colleague(theirs, our_keys.card)
        _come_back(tour, theirs, their_keys, our_keys)
    finally:
        theirs.close()
        vault.close()
    tour.window.show_desk_page("handing")
    page = tour.find(HandingScreen)
    for part, name in ((0, "colleagues"), (1, "hand-over")):
        page.show_part(part)
        tour.shot(name)
    page.show_part(2)
    page.taking.look_at_newest()
    tour.shot("received")


def _come_back(tour: Tour, theirs: Desk, their_keys: OwnKeys, our_keys: OwnKeys) -> None:
    """A colleague has the case, works on it, and gives it back."""
    case, _workspace = find_case(tour.desk, "A")
    copy = theirs.open_case(take_in(theirs, receive(theirs, write_handover(case, to=their_keys.card))))
    workspace_id = next(iter(copy.rows.table("workspace")))
    strength = next(key for key, row in copy.rows.table("card").items() if row["part"] == "strength")
    card_acts.write_card(copy, strength, "Nanna Mo rings every evening, and the children answer.")
    card_acts.write_card(case, strength, "Nanna Mo rings every evening at seven.")
    card_acts.add_card(copy, workspace_id, "safety", "Kofi was there on the bad Friday, from six until Danny had gone.")
    receive(tour.desk, write_handover(copy, to=our_keys.card))


def case_end(tour: Tour) -> None:
    """How a case ends, and who did what with it."""
    from ui.screens.case_end import CaseEndScreen

    case, _workspace = find_case(tour.desk, "A")
    tour.window.show_desk_page("caseEnd", case.id)
    tour.settle()
    page = tour.find(CaseEndScreen)
    tour.shot("case-end")
    page.show_part(1)
    tour.shot("who-did-what")
    tour.window.show_home()
