"""From a case to a watched folder: made, scanned, queued, delivered once, proved; cut at every step."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exporters.connectors import folder as folder_module
from exporters.connectors.base import Outcome
from exporters.connectors.folder import FolderConnector
from exporters.leakscan import LeakFound
from exporters.order import Order
from exporters.outbox import Deliverer, put_in_outbox, what_would_be_sent
from models import audit, connections
from models.acts import cards
from models.base import new_id
from models.casework import Desk
from models.entities import Restriction
from models.errors import KnownError
from models.outbox import Outbox
from models.readers import Reader
from tests.conftest import SmallFamily

COURT = Reader("court")
JSON, SVG = Order("map", COURT, "json"), Order("strands", COURT, "svg")


@pytest.fixture
def inbox(desk: Desk, tmp_path: Path) -> Path:
    there = tmp_path / "share"
    there.mkdir()
    connections.add(desk, "County", "folder", {"folder": str(there)}, {})
    return there


def sync(desk: Desk) -> str:
    """One sync; returns the states it led to."""
    return ",".join(sorted(Deliverer(desk, draw=lambda: 0.0).sync_once().states))


def assert_delivered_once(inbox: Path, desk: Desk, item: str) -> None:
    view = Outbox(desk).delivery(item)
    assert view.line.state == "delivered"
    assert {p.name for p in inbox.iterdir()} == {*(part.name for part in view.parts), f"{item}.delivery.json"}
    for part in view.parts:
        assert hashlib.sha256((inbox / part.name).read_bytes()).hexdigest() == part.sha256


def test_a_copy_goes_from_the_case_to_the_folder_and_is_proved(family: SmallFamily, inbox: Path) -> None:
    desk = family.case.desk
    item = put_in_outbox(family.case, family.workspace_id, [JSON, SVG], "county")
    assert list(inbox.iterdir()) == [], "nothing leaves before a sync"
    with desk.reading() as connection:
        copies = connection.exec_driver_sql("SELECT what, reader, lines_json FROM copy_made ORDER BY what").all()
    assert [tuple(row[:2]) for row in copies] == [("map", "court"), ("strands", "court")]
    assert "Loud nights" in copies[1][2], "the next copy can be held beside this one"
    assert sync(desk) == "delivered"
    assert_delivered_once(inbox, desk, item)
    names = [p.name for p in inbox.iterdir()]
    assert any(name.startswith("T-1_map_") for name in names)
    assert not [name for name in names if "marsh" in name.lower() or "ruby" in name.lower()]
    listed = json.loads((inbox / f"{item}.delivery.json").read_text(encoding="utf-8"))
    assert listed["key"] == item and len(listed["files"]) == 2 and listed["case"] == "T-1"
    assert Outbox(desk).delivery(item).receipt["to"] == "County"
    assert [line.deed for line in audit.entries(desk)] == ["delivered", "queued"]
    assert sync(desk) == "", "nothing is left to do"


def test_the_teams_own_copy_and_a_leak_are_not_queued(family: SmallFamily, inbox: Path) -> None:
    with pytest.raises(KnownError, match="team's own"):
        put_in_outbox(family.case, family.workspace_id, [Order("map", file_format="json")], "County")
    with pytest.raises(KnownError, match="no such connection"):
        put_in_outbox(family.case, family.workspace_id, [JSON], "Elsewhere")
    with family.case.edit("x") as session:
        session.add(Restriction(id=new_id(), case_id=family.case.id, values_json='["strands"]', reason="test"))
    with pytest.raises(LeakFound):
        put_in_outbox(family.case, family.workspace_id, [SVG], "County")
    assert Outbox(family.case.desk).lines() == ()


@pytest.mark.parametrize("file_format", ["json", "svg", "pdf", "png"])
def test_what_was_restricted_since_it_was_queued_does_not_leave(
    family: SmallFamily, inbox: Path, file_format: str
) -> None:
    words = "Ruby phones Tamsin Orme at number nineteen."
    cards.add_card(family.case, family.workspace_id, "strength", words)
    order = Order("map", COURT, file_format)
    first = put_in_outbox(family.case, family.workspace_id, [order], "County")
    assert sync(family.case.desk) == "delivered", "control: before the restriction it leaves"
    item = put_in_outbox(family.case, family.workspace_id, [order], "County")
    with family.case.edit("Restricted") as session:
        session.add(Restriction(id=new_id(), case_id=family.case.id, values_json='["Tamsin Orme"]', reason="safety"))
    assert sync(family.case.desk) == "rejected"
    view = Outbox(family.case.desk).delivery(item)
    assert "held back" in view.line.words and "Tamsin" not in view.line.words
    assert not [p for p in inbox.iterdir() if view.parts[0].name in p.name]
    assert audit.entries(family.case.desk)[0].deed == "held"
    Outbox(family.case.desk).retry_now(item)
    assert sync(family.case.desk) == "rejected", "trying again looks again"
    assert Outbox(family.case.desk).delivery(first).line.state == "delivered"


def test_a_share_that_is_away_for_weeks_loses_nothing(family: SmallFamily, inbox: Path) -> None:
    desk = family.case.desk
    item = put_in_outbox(family.case, family.workspace_id, [JSON], "County")
    inbox.rename(inbox.with_name("away"))
    for _ in range(5):
        assert sync(desk) == "queued"
    line = Outbox(desk).delivery(item).line
    assert "not there" in line.words and line.attempts == 5 and line.next_at
    assert not inbox.exists(), "a share that is not mounted is not made anew"
    inbox.with_name("away").rename(inbox)
    assert sync(desk) == "delivered"
    assert_delivered_once(inbox, desk, item)


def test_another_file_of_that_name_is_never_overwritten(family: SmallFamily, inbox: Path) -> None:
    desk = family.case.desk
    item = put_in_outbox(family.case, family.workspace_id, [JSON], "County")
    name = Outbox(desk).delivery(item).parts[0].name
    (inbox / name).write_text("theirs", encoding="utf-8")
    assert sync(desk) == "conflict"
    theirs = Outbox(desk).delivery(item).theirs
    assert theirs["sha256"] == hashlib.sha256(b"theirs").hexdigest() and theirs["name"] == name
    assert [p.name for p in inbox.iterdir()] == [name]
    new = Outbox(desk).send_anew(item)
    assert sync(desk) == "delivered"
    assert (inbox / name).read_text(encoding="utf-8") == "theirs"
    assert Outbox(desk).delivery(new).parts[0].name == name.replace(".json", "-v2.json")


def test_a_collected_file_is_not_sent_twice(family: SmallFamily, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = family.case.desk
    item = put_in_outbox(family.case, family.workspace_id, [JSON, SVG], "County")
    first, second = (part.name for part in Outbox(desk).delivery(item).parts)
    real = folder_module._rename_without_replacing

    def full_at_the_second(source: Path, target: Path) -> None:
        if target.name == second:
            raise OSError(errno.ENOSPC, "full")
        real(source, target)

    monkeypatch.setattr(folder_module, "_rename_without_replacing", full_at_the_second)
    assert sync(desk) == "queued"
    (inbox / first).rename(inbox.with_name("collected"))
    monkeypatch.setattr(folder_module, "_rename_without_replacing", real)
    connections.resume(desk, connections.views(desk)[0].id)
    assert sync(desk) == "delivered"
    assert not (inbox / first).exists() and (inbox / second).exists()


def crash(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["write_unfinished", "give_name", "hash_of", "after_naming", "before_settle"])
def test_the_app_dies_at_any_step(family: SmallFamily, inbox: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    desk = family.case.desk
    item = put_in_outbox(family.case, family.workspace_id, [JSON, SVG], "County")
    with monkeypatch.context() as patch:
        if step == "after_naming":
            real = FolderConnector.give_name
            patch.setattr(FolderConnector, "give_name", lambda *a: (real(*a), crash())[1])
        elif step == "before_settle":
            patch.setattr(Outbox, "settle", crash)
        else:
            patch.setattr(FolderConnector, step, crash)
        with pytest.raises(KeyboardInterrupt):
            sync(desk)
    assert Outbox(desk).delivery(item).line.state == "sending"
    assert sync(desk) == "delivered"
    assert_delivered_once(inbox, desk, item)


def test_a_file_cut_anywhere_goes_on_and_never_has_its_name_before_it_is_whole(
    family: SmallFamily, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = family.case.desk
    item = put_in_outbox(family.case, family.workspace_id, [JSON], "County")
    size = Outbox(desk).delivery(item).parts[0].size
    written: list[int] = []
    real: Callable[[int, bytes], int] = os.write

    def some(handle: int, data: bytes) -> int:
        if written and written[-1] < 0:
            raise OSError(errno.ENOSPC, "full")
        done = real(handle, data[: size // 7])
        written.append(done)
        written.append(-1)
        return done

    for _ in range(20):
        written.clear()
        with monkeypatch.context() as patch:
            patch.setattr(folder_module.os, "write", some)
            state = sync(desk)
        assert (
            all(p.name.endswith(".part") for p in inbox.iterdir())
            or state == "delivered"
            or (
                {p.name for p in inbox.iterdir() if not p.name.endswith(".part")}
                == {Outbox(desk).delivery(item).parts[0].name}
            )
        )
        if state == "delivered":
            break
        connections.resume(desk, connections.views(desk)[0].id)
    assert_delivered_once(inbox, desk, item)


def taken_away(*_: Any) -> None:
    raise OSError(errno.ENOENT, "somebody tidied up")


def test_what_was_begun_and_is_not_to_be_sent_is_taken_away(
    family: SmallFamily, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = family.case.desk
    outbox = Outbox(desk)
    taken_back = put_in_outbox(family.case, family.workspace_id, [JSON], "County")
    held = put_in_outbox(family.case, family.workspace_id, [SVG], "County")
    with monkeypatch.context() as patch:
        patch.setattr(folder_module, "_rename_without_replacing", taken_away)
        assert sync(desk) == "queued"
    assert len(list(inbox.glob("*.part"))) == 2
    outbox.withdraw(taken_back)
    with family.case.edit("Restricted") as session:
        session.add(Restriction(id=new_id(), case_id=family.case.id, values_json='["Loud nights"]', reason="safety"))
    sync(desk)
    assert len(list(inbox.glob("*.part"))) == 1 and outbox.delivery(held).line.state == "rejected"
    sync(desk)
    assert list(inbox.iterdir()) == []
    assert outbox.to_clear() == []


def test_without_links_the_systems_own_exclusive_rename_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(folder_module.os, "link", no_links)
    source, target = tmp_path / "a.part", tmp_path / "a"
    source.write_bytes(b"ours")
    folder_module._rename_without_replacing(source, target)
    assert target.read_bytes() == b"ours" and not source.exists()
    source.write_bytes(b"again")
    with pytest.raises(FileExistsError):
        folder_module._rename_without_replacing(source, target)
    assert target.read_bytes() == b"ours"


def test_a_connector_that_is_broken_stops_nobody_else(family: SmallFamily, inbox: Path) -> None:
    desk = family.case.desk
    first = put_in_outbox(family.case, family.workspace_id, [JSON], "County")
    second = put_in_outbox(family.case, family.workspace_id, [JSON], "County")

    class Broken(FolderConnector):
        def send(self, parcel: Any, transit: Any) -> Outcome:
            if parcel.key == first:
                raise ZeroDivisionError
            return super().send(parcel, transit)

    with pytest.raises(ZeroDivisionError):
        Deliverer(desk, connect=lambda _way: Broken(inbox), draw=lambda: 0.0).sync_once()
    outbox = Outbox(desk)
    assert outbox.delivery(first).line.state == "unknown" and outbox.delivery(second).line.state == "delivered"
    assert sync(desk) == "delivered"


def test_the_dry_run_shows_what_would_be_sent_and_queues_nothing(family: SmallFamily, inbox: Path) -> None:
    made = what_would_be_sent(family.case, family.workspace_id, [JSON], "County")
    assert made.to == "County" and len(made.draft.parts) == 1 and made.draft.facts == {}
    assert Outbox(family.case.desk).lines() == () and list(inbox.iterdir()) == []


def test_trying_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    assert "there" in FolderConnector(tmp_path).try_it() and list(tmp_path.iterdir()) == []
    with pytest.raises(KnownError, match="not there"):
        FolderConnector(tmp_path / "missing").try_it()
    with pytest.raises(KnownError, match="in full"):
        folder_module.connect({"folder": "share"}, {})
