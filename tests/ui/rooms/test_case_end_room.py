"""The end of a case in the window: closed, held, due, erased for good; and who did what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import text

from models import audit, life
from models.backups import list_backups
from models.outbox import Outbox
from tests.ui.desk_helpers import flush, unlock
from tests.ui.rooms.sharing_window import (
    Answers,
    case_of,
    folder_connection,
    page_of,
    press,
    queued,
    until,
)
from ui.screens.case_end import CaseEndScreen, ErasedScreen
from ui.screens.case_shell import CaseShell
from ui.screens.home import HomeScreen
from ui.screens.outbox import OutboxScreen
from ui.seams import use
from ui.shell import MainWindow
from ui.widgets import LinkButton


def at_the_end(window: MainWindow) -> CaseEndScreen:
    case, workspace_id = case_of(window)
    window.open_case(case.id, workspace_id)
    flush()
    window.show_screen("caseEnd")
    return page_of(window, CaseEndScreen)


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def deeds(window: MainWindow) -> list[str]:
    assert window.desk is not None
    return [line.deed for line in audit.entries(window.desk)]


def mean_it(page: CaseEndScreen) -> None:
    page.life.why.setText("Practice is over")
    page.life.typed.setText(page.life.wanted)


def test_the_history_leads_here_and_back(window: MainWindow) -> None:
    case, workspace_id = case_of(window)
    window.open_case(case.id, workspace_id)
    flush()
    press(window, "history")
    press(window, "toCaseEnd")
    page = page_of(window, CaseEndScreen)
    assert page.life.wanted == case.row["number"]
    press(page, "deskBack")
    assert page_of(window, CaseShell).context.case.id == case.id


def test_closed_and_open_again(window: MainWindow) -> None:
    page = at_the_end(window)
    press(page, "closeCase")
    assert "The clock starts when the whole record has been delivered" in page.life.standing.text()
    press(page, "openAgain")
    assert "The work goes on" in page.life.standing.text()


def test_a_hold_needs_its_reason_and_stops_erasing(window: MainWindow) -> None:
    page = at_the_end(window)
    press(page, "beginHold")
    assert "needs its reason" in words_of(page.life)
    page.life.reason.setText("The family court, letter of 3 May")
    press(page, "beginHold")
    assert "The family court, letter of 3 May" in words_of(page.life)
    mean_it(page)
    press(page, "eraseNow")
    until(lambda: "under a legal hold" in words_of(page.life))
    assert window.sync is not None  # everything goes on
    press(page, "endHold")
    assert deeds(window)[:2] == ["held", "held"]


def test_home_says_quietly_whose_time_is_over(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_connection(window, tmp_path / "county")
    case, _workspace = case_of(window)
    assert window.desk is not None
    life.close_case(window.desk, case.id)
    item = queued(window, "record", "json")
    box = Outbox(window.desk)
    until(lambda: box.delivery(item).line.state == "delivered")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=life.retention().days + 1)
    monkeypatch.setattr(window.desk, "now", lambda: later)
    window.show_home()
    link = page_of(window, HomeScreen).findChild(LinkButton, f"due-{case.id}")
    assert link is not None
    assert case.row["name"] in link.text()
    link.click()
    flush()
    assert "it may be erased" in page_of(window, CaseEndScreen).life.standing.text()


def test_nothing_is_erased_unless_somebody_types_it(window: MainWindow) -> None:
    page = at_the_end(window)
    assert not page.life.go.isEnabled()
    page.life.why.setText("Practice is over")
    page.life.typed.setText("yes")
    assert not page.life.go.isEnabled()
    page.life.erase()
    QTest.qWait(20)
    assert page.life.certificate is None
    mean_it(page)
    assert page.life.go.isEnabled()


def test_erased_for_good_with_a_certificate(window: MainWindow, tmp_path: Path) -> None:
    assert window.vault is not None
    window.vault.back_up(reason="by-hand")
    case, _workspace = case_of(window)
    case_id, name, case_number = case.id, str(case.row["name"]), str(case.row["number"])
    page = at_the_end(window)
    mean_it(page)
    press(page, "eraseNow")
    assert window.sync is None  # nothing else uses the vault meanwhile
    until(lambda: page.life.certificate is not None)
    assert window.sync is not None
    assert page.life.certificate is not None
    assert page.life.certificate.backups == len(list_backups(window.vault.path))
    answers = Answers(tmp_path)
    with use(answers):
        press(page, "saveCertificate")
        press(page, "printCertificate")
    assert "Certificate of erasure" in answers.printed[0]
    (saved,) = tmp_path.glob("Erased *.txt")
    assert name not in saved.read_text()
    assert name not in words_of(page)
    window.resize(1920, 1080)  # larger text lays pages out again, but not this one
    flush()
    assert page_of(window, CaseEndScreen) is page
    press(page, "deskBack")
    page_of(window, HomeScreen)
    assert window.desk is not None
    assert case_id not in window.desk.case_ids()
    window.show_desk_page("erased")
    kept = page_of(window, ErasedScreen)
    (card,) = kept.cards
    answers.printed.clear()
    with use(answers):
        press(kept, f"printCertificate-{card.certificate.id}")
    assert case_number in answers.printed[0] and name not in answers.printed[0]
    assert "Practice is over" not in answers.printed[0]  # own words are on the day's paper only
    assert "Practice is over" in saved.read_text()
    assert not card.problem.isVisible()
    with window.vault.engine.connect() as connection:
        assert not connection.execute(text("SELECT 1 FROM person WHERE case_id = :c"), {"c": case_id}).first()
    assert deeds(window)[0] == "erased"


def test_a_reason_that_tells_nothing_is_offered(window: MainWindow) -> None:
    page = at_the_end(window)
    press(page, "eraseReason-3")
    assert page.life.why.text() == "It was for practice only."


def test_settings_lead_to_what_was_erased(window: MainWindow) -> None:
    window.show_settings()
    flush()
    press(window, "to-erased")
    assert "No case was erased here yet" in words_of(page_of(window, ErasedScreen))


def test_a_lock_in_the_middle_waits_until_it_is_erased_and_noted(window: MainWindow) -> None:
    case_id = case_of(window)[0].id
    page = at_the_end(window)
    mean_it(page)
    page.life.erase()
    window.lock()
    assert window.sync is None
    unlock(window)
    assert window.desk is not None
    assert case_id not in window.desk.case_ids()
    assert deeds(window)[0] == "erased"


def test_opening_is_noted_once_and_filtered_and_printed(window: MainWindow, tmp_path: Path) -> None:
    page = at_the_end(window)
    assert deeds(window).count("opened") == 1
    press(page, "deskBack")
    window.show_screen("outbox")
    page_of(window, OutboxScreen)
    press(window, "deskBack")
    assert deeds(window).count("opened") == 1  # coming back is not opening
    window.show_home()
    page = at_the_end(window)
    assert deeds(window).count("opened") == 2
    page.show_part(1)
    assert words_of(page.audit).count("Opened") == 2
    answers = Answers(tmp_path)
    with use(answers):
        press(page, "printAudit")
    assert "Who did what with case" in answers.printed[0]
    assert deeds(window)[0] == "printed"
    page.audit.filter.set_current(3)
    page.audit.refresh()
    assert "Nothing of this kind" in words_of(page.audit)


def test_a_list_that_was_changed_is_said_to_be(window: MainWindow) -> None:
    page = at_the_end(window)
    assert not page.audit.problem.isVisible()
    assert window.vault is not None
    with window.vault.engine.begin() as connection:
        connection.execute(text("UPDATE audit_entry SET who = 'somebody else'"))
    page.show_part(1)
    page.audit.refresh()
    assert "changed after it was written" in page.audit.problem.words.text()
