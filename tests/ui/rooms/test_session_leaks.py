"""Made-up names, addresses and secrets in a session: none in the text of any frame painted for the room.

200 of them in each check; the long run (``-m slow``) goes through 10,000, in fifty sessions of 200.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.acts.cards import add_cards
from models.acts.family.growing import add_parents
from models.base import new_id
from models.entities import Household, Person, Restriction
from models.sessions import session_view
from tests.ui.rooms.session_helpers import Led
from ui.screens.session import SessionScreen, board, projector
from ui.screens.session import screen as screen_module
from ui.screens.session import state as state_module

_NAMES, _PLACES, _SECRETS = 120, 40, 40
_SESSIONS = 50
"""Of the long run."""


def _word(draw: random.Random) -> str:
    return "".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(4)).capitalize()


@pytest.fixture
def planted(bare: Any, request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """Names, addresses and secrets in the case: what must be on no wall. The long run draws others each time."""
    draw = random.Random(getattr(request, "param", 7))
    case = bare.case
    names = [f"{_word(draw)} {_word(draw)}" for _ in range(_NAMES)]
    places = [f"{draw.randint(100, 999)} {_word(draw)} Street" for _ in range(_PLACES)]
    secrets = [f"{_word(draw)} {_word(draw).lower()}" for _ in range(_SECRETS)]
    with case.edit("Planted") as session:
        for name in names:
            session.add(Person(id=new_id(), case_id=case.id, name=name, kind="family"))
        for place in places:
            session.add(Household(id=new_id(), case_id=case.id, name=f"Home {_word(draw)}", address=place))
        for secret in secrets:
            values = json.dumps([secret])
            session.add(Restriction(id=new_id(), case_id=case.id, reason="not for the room", values_json=values))
    said = [f"Known to {', '.join(names[at : at + 20])}, {places[at % 40]}." for at in range(0, len(names), 20)]
    add_cards(case, bare.workspace_id, "complicating", [*said, f"{secrets[0]} told us."])
    add_parents(case, bare.people["Jayden"], ("Quillon Farrabee", {}), ("Ottoline Farrabee", {}))
    return {"names": [*names, "Quillon Farrabee", "Ottoline Farrabee"], "places": places, "secrets": secrets}


@pytest.fixture
def led(
    bare: Any, planted: dict[str, list[str]], show: Callable[..., QWidget], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Led]:
    """The session with its room's window open; every frame's words are kept."""
    monkeypatch.setattr(screen_module, "other_screen", lambda widget: QGuiApplication.primaryScreen())
    screen = SessionScreen(bare.context)
    made = Led(bare, screen)
    monkeypatch.setattr(projector, "paint_board", made.listen(board.paint_board))
    show(screen, 1366, 768)
    screen.start.worker.choose(bare.people["Priya"])
    screen.begin("supervision")
    screen.show_console()
    screen.toggle_room()
    made.room.showNormal()
    made.room.resize(1920, 1080)
    yield made
    screen._let_go()


def _tell_all(led: Led, planted: dict[str, list[str]], *, is_long: bool = False) -> None:
    """Say every planted thing, and look at all pages of every stage.

    Each is said at one of the stages that collect anything; in the long run at the questions too.
    """
    said = [*planted["names"], *planted["places"], *(name.split()[0] for name in planted["names"])]
    texts = [f"What would {', '.join(said[at : at + 24])} say?" for at in range(0, len(said), 24)]
    texts += [f"Nobody knows of {secret}." for secret in planted["secrets"]]
    kinds = {"goal": "goal", "columns": "worry", "statements": "statement", "questions": "question",
             "next_step": "next_step"}  # fmt: skip
    for place, stage in enumerate(led.state.whole.stages):
        led.state.go(stage.key)
        led.state.show_map(stage.key == "columns")
        led.room.repaint()
        if stage.key in kinds:
            at = list(kinds).index(stage.key)
            for text in texts if is_long and stage.key == "questions" else texts[at :: len(kinds)]:
                part = "complicating" if stage.key == "columns" else ""
                led.state.add(kinds[stage.key], text, who=planted["names"][place], part=part)
                led.room.repaint()
            led.state.reveal()
        for _ in range(len(texts)):
            before = led.frames[-1] if led.frames else ""
            led.state.turn(1)
            led.room.repaint()
            if led.frames[-1] == before:
                break


def _found(frames: list[str], planted: dict[str, list[str]]) -> list[str]:
    wall = " ".join(frames).casefold()
    tokens = {word for name in planted["names"] for word in name.split()}
    tokens |= {place.split()[1] for place in planted["places"]} | {secret.split()[0] for secret in planted["secrets"]}
    return sorted(token for token in tokens if token.casefold() in wall)


def test_nothing_planted_is_on_any_frame(led: Led, planted: dict[str, list[str]]) -> None:
    _tell_all(led, planted)
    assert len(led.frames) > 40
    assert "What would" in " ".join(led.frames)
    assert "Known to" in " ".join(led.frames)
    assert _found(led.frames, planted) == []


@pytest.mark.slow
@pytest.mark.parametrize("planted", range(100, 100 + _SESSIONS), indirect=True)
def test_ten_thousand_are_on_no_frame(led: Led, planted: dict[str, list[str]]) -> None:
    assert sum(map(len, planted.values())) * _SESSIONS >= 10_000
    _tell_all(led, planted, is_long=True)
    assert "What would" in " ".join(led.frames)
    assert _found(led.frames, planted) == []


def test_the_control_finds_them_when_the_room_gets_the_facilitators_view(
    led: Led, planted: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "room_view", lambda projector, key, cover: session_view(projector, key))
    led.state.cover_anew()
    led.state.go("questions")
    for text in (*planted["names"][:3], planted["places"][0], planted["secrets"][0]):
        led.state.add("question", text)
    led.room.repaint()
    assert len(_found(led.frames, planted)) >= 5


def test_the_control_finds_them_when_the_drawing_is_not_covered(
    led: Led, planted: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    led.state.go("family")
    led.room.repaint()
    assert _found(led.frames, planted) == []
    from models.family_projection import family_view

    monkeypatch.setattr(state_module, "room_family", lambda projector, key: family_view(projector))
    led.state.cover_anew()
    led.room.refresh()
    led.room.repaint()
    assert "Farrabee" in _found(led.frames, planted) or "Quillon" in _found(led.frames, planted)
