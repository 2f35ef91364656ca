"""A full journey through the app with planted words everywhere: ``journey.py FOLDER SECRETS.json``.

Everything the app may write goes below FOLDER (its home, caches and temporary files are moved there by the caller).
The only files allowed to hold a planted word are those in FOLDER/exports.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from exporters.export import export
from exporters.order import Order
from models.acts import cards, harm, meetings, people, plan, scenes, sheets, stories, strands, timeline
from models.casework import Case
from models.harm import harm_view
from models.keyslots import KdfCost
from models.projections import Projector
from models.readers import US
from models.stories import story_view
from models.vault import Vault
from sofs_desk import crash
from sofs_desk.app import install_error_hooks, make_application, make_services, make_window
from sofs_desk.settings import Settings
from ui.screens.case_shell import CaseShell
from ui.screens.map.screen import MapScreen
from ui.shell import MainWindow

PASSPHRASE = "a planted passphrase Zyxwv"


def main(folder: Path, planted: list[str]) -> None:
    """Map, score, search, export, crash, back up, lock and leave."""
    application = make_application(sys.argv[:1])
    path = folder / "data" / "Families.sofs"
    vault, code = Vault.create(path, PASSPHRASE, cost=KdfCost.LIGHT)
    window = make_window(make_services(Settings(reduced_motion=True), path))
    install_error_hooks(window)
    window.start()
    window.show()
    window._unlocked(vault)
    assert window.desk is not None
    case = window.desk.new_case(planted[0], number=planted[1])
    write_everywhere(case, planted[2:-1])
    in_the_window(window, case, planted)
    exports = folder / "exports"
    exports.mkdir()
    for what in (
        "map", "strands", "scales", "harm-matrix", "plan", "timeline", "questions", "story", "houses", "everything",
    ):  # fmt: skip
        for file_format in ("pdf", "svg", "png", "json"):
            made = export(case, next(iter(case.rows.table("workspace"))), Order(what, US, file_format))
            (exports / f"{what}.{file_format}").write_bytes(made)
    break_something(planted)
    vault.back_up(reason="timer")
    window.lock()
    application.processEvents()
    window.close()
    (folder / "secrets-of-the-vault.json").write_text(json.dumps([PASSPHRASE, code]))


def write_everywhere(case: Case, planted: list[str]) -> None:
    """Each planted word goes into another field."""
    words = iter(planted)
    workspace = next(iter(case.rows.table("workspace")))
    person = people.add_person(case, next(words), note=next(words), role=next(words), agency=next(words))
    people.set_person(case, person, known_as=next(words), relation=next(words))
    people.move_home(case, person, people.add_household(case, next(words), address=next(words), note=next(words)))
    strand = strands.add_strand(case, workspace, next(words))
    for part in ("past_harm", "danger", "strength", "own_words", "goal", "next_step"):
        card = cards.add_card(case, workspace, part, next(words), note=next(words), strand_id=strand)
        cards.set_people(case, card, "source", [(person, None), (None, next(words))])
        cards.add_dispute(case, card, person, next(words))
    scale = next(iter(case.rows.table("scale")))
    strands.set_scale(case, scale, zero_text=next(words), ten_text=next(words))
    round_id = strands.start_round(case, scale, [person], occasion=next(words))
    strands.give_score(case, round_id, person, 4, reason=next(words), higher=next(words))
    strands.reveal(case, round_id)
    strands.keep_version(case, workspace, next(words))
    think_slowly(case, workspace, words)
    explain_to_children(case, workspace, words)
    cards.delete_cards(case, [card])
    case.undo()
    case.redo()


def think_slowly(case: Case, workspace: str, words: Iterator[str]) -> None:
    """A harm matrix with a question, a plan with its diary, a date, a meeting."""
    matrix = harm.add_matrix(case, workspace, next(words))
    rows = harm_view(Projector(case.rows), workspace, US).matrices[0].rows
    harm.write_cell(case, matrix, rows[1], "worst", next(words))
    question = harm.add_question(case, workspace, next(words), matrix_id=matrix, row=rows[1], column_key="first")
    harm.answer_question(case, question, next(words))
    plan.start_plan(case, workspace)
    plan.add_rule(case, workspace, next(words), who=next(words))
    plan.log(case, workspace, "kept", text=next(words))
    timeline.add_event(case, workspace, on="2025-01-05", text=next(words))
    meeting = meetings.add_meeting(case, workspace, "2025-01-06", note=next(words))
    meetings.add_item(case, meeting, "question", next(words), answer=next(words))


def explain_to_children(case: Case, workspace: str, words: Iterator[str]) -> None:
    """Words and pictures with what was asked, and a child's own pages with a drawing and a yes."""
    story = stories.start(case, workspace, title=next(words), for_words=next(words))
    view = story_view(Projector(case.rows), story)
    assert view is not None
    for frame in view.frames[:2]:
        stories.set_frame(case, frame.id, words=next(words), picture=next(words), whose_words=next(words))
        _, scene = stories.scene_for(case, frame.id)
        scenes.add_words(case, scene, next(words), 300, 200)
        scenes.add_bubble(case, scene, next(words), 300, 100)
        scenes.add_picture(case, scene, "1F3E0", 500, 200, alt=next(words))
    telling = stories.tell(case, story, read_by=next(words), there=next(words), place=next(words))
    stories.add_asked(case, telling, next(words), answered=next(words))
    child = people.add_person(case, next(words), child_of_workspace=workspace)
    sheet = sheets.start_sheet(case, workspace, "three_houses", child, made_with=next(words), place=next(words))
    item = sheets.add_item(case, sheet, "worries", next(words))
    scenes.add_words(case, sheets.item_scene(case, item), next(words), 100, 100)
    sheets.let_see(case, sheet, "yes", item_id=item, words=next(words))


def in_the_window(window: MainWindow, case: Case, planted: list[str]) -> None:
    """Type, copy and look for planted words in the real widgets."""
    window.open_case(case.id, next(iter(case.rows.table("workspace"))))
    shell = window.page
    assert isinstance(shell, CaseShell)
    screen = shell.findChild(MapScreen)
    assert screen is not None
    screen.add("complicating")
    assert screen.draft is not None
    QTest.keyClicks(screen.draft.field, planted[-1])
    QTest.keyClick(screen.draft.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.draft.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.draft.field, Qt.Key.Key_Return)
    for room in ("strands", "scaling", "family", "harm", "timeline", "plan", "words", "children", "share"):
        window.show_screen(room)
        QApplication.processEvents()
    assert window.desk is not None
    window.desk.search(planted[3])


def break_something(planted: list[str]) -> None:
    """A bug with planted words in its message and its locals reaches the crash report."""
    said = planted[4]
    try:
        raise ValueError(f"{said} is not in the list")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    crash.log.warning("A test broke something on purpose")


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
