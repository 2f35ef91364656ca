"""The picture library: finding, suggesting, drawing, and the command."""

from __future__ import annotations

import gc
import time
from dataclasses import replace

import pytest

from models.drawing import Path
from models.errors import KnownError
from models.pictures import library
from sofs_desk.cli import main

pytestmark = pytest.mark.usefixtures("short_list")
HOUSE = "1F3E0"


@pytest.mark.parametrize(
    ("typed", "fitting"),
    [
        ("police officer came", "police"),
        ("hospital", "hospital"),
        ("Mum was crying", "crying"),
        ("shouting", "shout"),
        ("frightened", "scared"),
        ("grandma", "nan"),
        ("bedtime", "bed"),
        ("teddy", "teddy"),
        ("the judge decided", "judge"),
        ("hungry", "hungry"),
    ],
)
def test_words_of_this_work_find_their_pictures(typed: str, fitting: str) -> None:
    assert any(fitting in (hit.name, *hit.words) for hit in library.find(typed)[:3])


@pytest.mark.alone
def test_a_key_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every beginning of a sentence, as it is typed, over a list longer than the shipped one."""
    many = tuple(replace(each, code=f"{each.code}-{copy}") for copy in range(50) for each in library.entries())
    slowest = 0.0
    with monkeypatch.context() as patched:
        patched.setattr(library, "entries", lambda: many)
        library.find("warm")
        gc.collect()  # what the index left over is not the next key's
        sentence = "The police officer came to our house because Dad was hitting Mum"
        for length in range(1, len(sentence) + 1):
            for look in (library.find, library.suggest):
                begun = time.thread_time()
                look(sentence[:length])
                slowest = max(slowest, time.thread_time() - begun)
    assert slowest <= 0.03


def test_suggestions_are_for_several_words_of_the_sentence() -> None:
    names = {word for hit in library.suggest("Dad was shouting and Jay hid under the bed") for word in hit.words}
    assert {"bed", "dad"} <= {name.lower() for name in names}
    assert library.suggest("") == []


def test_a_missing_list_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: str) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(library, "read_text", gone)
    library.entries.cache_clear()
    with pytest.raises(KnownError, match="picture library is missing"):
        library.find("house")


def test_no_more_than_asked_for() -> None:
    assert len(library.find("s", limit=3)) <= 3
    assert len(library.find("home", limit=1)) == 1


def test_an_unknown_language_finds_by_english_words() -> None:
    assert library.find("house", lang="cy")[0].code == library.find("house")[0].code


def test_a_picture_fills_its_square() -> None:
    small, large = library.primitives_of(HOUSE, 36), library.primitives_of(HOUSE, 72)
    assert len(small) == len(large) > 3
    for one, other in zip(small, large, strict=True):
        assert isinstance(one, Path)
        assert isinstance(other, Path)
        assert one.stroke_width * 2 == pytest.approx(other.stroke_width)
        assert [v * 2 for _, values in one.segments for v in values] == pytest.approx(
            [v for _, values in other.segments for v in values]
        )
        assert all(-1 <= value <= 73 for _, values in other.segments for value in values)


@pytest.mark.parametrize("code", ["", "NO-SUCH", "../../LICENSE", "../svg/1F3E0", "/etc/passwd", "1F1E6"])
def test_only_listed_pictures_are_opened(code: str) -> None:
    assert library.picture_of(code) is None
    with pytest.raises(KnownError):
        library.primitives_of(code, 36)


def test_the_makers_are_named() -> None:
    assert "OpenMoji" in library.attribution()
    assert "CC BY-SA 4.0" in library.attribution()


def test_the_command_prints_the_first_eight(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pictures", "police", "officer", "came"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 1 <= len(lines) <= 8
    assert [tuple(line.split("\t")) for line in lines] == [
        (hit.code, hit.name) for hit in library.find("police officer came")
    ]
    assert main(["pictures", "xyzzyx"]) == 0
    assert capsys.readouterr().out == ""
    with pytest.raises(SystemExit) as wrong:
        main(["pictures"])
    assert wrong.value.code == 2
