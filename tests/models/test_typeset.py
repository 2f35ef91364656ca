"""Shaping, direction and line breaking, in the languages families speak."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import KnownError
from models.typeset import (
    Span,
    Style,
    clean,
    forget,
    guess_lang,
    paragraphs,
    require_shaping,
    set_paragraph,
    shape,
    shaping,
    text_width,
)
from models.typeset.fonts import FACES, face_for, face_path, subset_font

BODY = Style(10.0)
URDU = "امی اور ابو گھر میں زور زور سے چلّا رہے تھے۔"
ARABIC = "كان أبي يصرخ على أمي في المطبخ."
BENGALI = "মা আর বাবা বাড়িতে চিৎকার করছিলেন। স্ত্রী কর্তৃপক্ষ"
POLISH = "Mama płakała, a Zosia słyszała wszystko przez ścianę."


def lines(text: str, width: float) -> list[str]:
    return [line.text for line in set_paragraph([Span(text, BODY)], width).lines]


def test_every_face_is_there() -> None:
    for face in FACES.values():
        assert face_path(face).is_file()


@pytest.mark.parametrize(
    "text", [URDU, ARABIC, BENGALI, POLISH, "ਪੰਜਾਬੀ ਗੁਰਮੁਖੀ", "ગુજરાતી", "தமிழ்", "አማርኛ", "עברית", "Українська"]
)
def test_no_letter_becomes_an_empty_box(text: str) -> None:
    for run in set_paragraph([Span(text, BODY)], 1e6).lines[0].runs:
        assert all(glyph.gid != 0 for glyph in shape(run.text, run.face, run.rtl, run.lang))


def test_an_unknown_sign_is_shown_not_dropped() -> None:
    (line,) = set_paragraph([Span("a\U000f1234b", BODY)], 100).lines
    assert line.text == "a\U000f1234b"


def test_arabic_letters_join_and_bengali_conjuncts_form() -> None:
    alone = {glyph.gid for glyph in shape("ب", "arabic", True) if glyph.advance}
    joined = [glyph.gid for glyph in shape("ببب", "arabic", True) if glyph.advance]
    assert len(joined) == 3 and not alone & set(joined)
    assert len(shape("স্ত্র", "bengali")) < 5


def test_start_fails_without_shaping(monkeypatch: pytest.MonkeyPatch) -> None:
    require_shaping()
    plain = shaping.shape

    def unshaped(text: str, face: str, rtl: bool = False, lang: str = "") -> tuple[object, ...]:
        return tuple(glyph for char in text for glyph in plain(char, face, rtl, lang))

    monkeypatch.setattr(shaping, "shape", unshaped)
    with pytest.raises(KnownError):
        require_shaping()


def test_lines_break_at_spaces_and_after_hyphens() -> None:
    assert lines("one grown-up on duty", text_width("one grown-", BODY) + 0.5) == ["one grown-", "up on duty"]
    assert lines("first\nsecond", 200) == ["first", "second"]
    assert lines("", 200) == [""]


def test_no_line_starts_with_closing_punctuation() -> None:
    for width in range(66, 160, 3):
        for line in lines("Qui a crié ? Danny ! “Personne” , dit-il .", float(width)):
            assert line.strip()[0] not in "?!,.”"


def test_a_word_wider_than_the_line_is_split_not_cut() -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    found = lines(f"at {word} station", 60)
    assert "".join(found).replace(" ", "") == f"at{word}station"
    assert all(text_width(line.strip(), BODY) <= 60.01 for line in found)


def test_a_letter_keeps_its_marks_when_split() -> None:
    found = lines("স্ত্রীস্ত্রীস্ত্রীস্ত্রীস্ত্রীস্ত্রী", 30)
    assert len(found) > 1
    assert all(not line.startswith(("\u09cd", "\u09c0")) for line in found)


def test_urdu_runs_right_to_left_with_english_inside() -> None:
    paragraph = set_paragraph([Span("امی (Nanna Mo) گھر", BODY)], 500)
    assert paragraph.rtl
    runs = paragraph.lines[0].runs
    assert "".join(run.text for run in runs) == "امی (Nanna Mo) گھر"
    first, name, last = runs[0], next(r for r in runs if "Nanna" in r.text), runs[-1]
    assert first.x > name.x > last.x
    assert (first.rtl, name.rtl, last.rtl) == (True, False, True)


def test_an_isolated_date_keeps_its_order_in_urdu() -> None:
    spans = [Span("27 September 2024. ", BODY, isolate=True), Span(URDU, BODY)]
    runs = set_paragraph(spans, 1000, rtl=True).lines[0].runs
    date = runs[0]
    assert date.text == "27 September 2024." and not date.rtl
    assert all(run.x < date.x for run in runs[1:])
    # Control: without the isolate the number falls on the far side of the month.
    loose = [Span("27 September 2024. ", BODY), Span(URDU, BODY)]
    assert set_paragraph(loose, 1000, rtl=True).lines[0].runs[0].text != date.text


def test_the_break_keeps_its_space_for_whoever_copies() -> None:
    paragraph = set_paragraph([Span("mum and dad", BODY)], text_width("mum and", BODY) + 1)
    assert [line.text for line in paragraph.lines] == ["mum and ", "dad"]
    assert paragraph.lines[0].width == pytest.approx(text_width("mum and", BODY), abs=0.01)


@pytest.mark.parametrize(
    ("text", "lang"),
    [(URDU, "ur"), (ARABIC, "ar"), (BENGALI, "bn"), (POLISH, "pl"), ("No more Friday voices.", ""),
     ("Łukasz came to the door and Mum did not open it.", ""), ("", "")],
)  # fmt: skip
def test_language_is_guessed_only_when_plain(text: str, lang: str) -> None:
    assert guess_lang(text) == lang


def test_bold_and_italic_have_their_own_faces() -> None:
    assert face_for("a", True, True) == "atkinson-bold-italic"
    assert face_for("ب", True, True) == "arabic-bold"
    assert text_width("Danny", BODY.but(bold=True)) > text_width("Danny", BODY)
    assert text_width("মা", BODY.but(bold=True)) != text_width("মা", BODY)


def test_subsets_are_small() -> None:
    gids = {glyph.gid for glyph in shape(POLISH, "atkinson")}
    assert len(subset_font("atkinson", gids).data) < 12_000


TEXTS = st.text(alphabet="ab é-–.,!“”()\n\u00a0ابپ۔মাস্ত1२ął", max_size=60)


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.floats(15, 200))
def test_no_letter_is_ever_lost(text: str, width: float) -> None:
    paragraph = set_paragraph([Span(text, BODY)], width)
    shown = "".join(line.text for line in paragraph.lines)
    wanted = clean(text)
    assert shown.replace(" ", "").replace("\n", "") == wanted.replace(" ", "").replace("\n", "")


def test_what_no_file_can_hold_is_cleaned() -> None:
    assert clean("a\x00b\tc\r\nd\ud800e\u0301") == "a b c\nd\ufffdé"


def test_locking_can_drop_every_word() -> None:
    set_paragraph([Span("a planted secret, سر", BODY)], 50)
    guess_lang("a planted secret")
    kept = (paragraphs.paragraph_of, shaping.advance, shaping.shape, shaping.faces_of, shaping.guess_lang)
    assert all(cached.cache_info().currsize for cached in kept)
    forget()
    assert not any(cached.cache_info().currsize for cached in kept)
