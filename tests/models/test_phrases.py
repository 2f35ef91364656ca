"""Lines of a children's book end where a voice rests."""

from __future__ import annotations

import pytest

from models.drawings.phrases import broken
from models.typeset import Style, text_width

STYLE = Style(20.0)


def wide(words: str) -> float:
    return text_width(words, STYLE) + 0.5


@pytest.mark.parametrize(
    ("text", "width_of", "lines"),
    [
        # A sentence that has room on one line is not torn.
        ("You saw it. It was scary. It was not your fault.", "You saw it. It was scary. It was",
         ["You saw it. It was scary.", "It was not your fault."]),
        # Before "and" rather than after "the".
        ("She went out in the car and you were on your own.", "She went out in the car and you were",
         ["She went out in the car", "and you were on your own."]),
        # No word alone on the last line, none after "Mr".
        ("You can tell Mum, Dad, Nan and old Mr Ruddock.", "You can tell Mum, Dad, Nan and old Mr",
         ["You can tell Mum, Dad, Nan", "and old Mr Ruddock."]),
        # "very, very" stays together.
        ("Sometimes it makes her very, very sad and she hides.", "Sometimes it makes her very, very sad",
         ["Sometimes it makes her very, very sad", "and she hides."]),
        # What was typed as two lines stays two.
        ("Mum loves you.\nDad loves you.", "Mum loves you. Dad loves you.", ["Mum loves you.", "Dad loves you."]),
        ("ایک رات امی چلی گئیں۔ آپ اکیلے رہ گئے۔", "ایک رات امی چلی گئیں۔ آپ اکیلے",
         ["ایک رات امی چلی گئیں۔", "آپ اکیلے رہ گئے۔"]),
    ],
)  # fmt: skip
def test_lines_end_where_a_voice_rests(text: str, width_of: str, lines: list[str]) -> None:
    assert list(broken(text, STYLE, wide(width_of))[0]) == lines


@pytest.mark.parametrize("width", range(120, 700, 45))
@pytest.mark.parametrize("easier", [False, True])
def test_every_word_is_kept_and_no_line_is_too_long(width: int, easier: bool) -> None:
    text = "Nanna Mo, Mrs Gilroy at school and Bev the baby nurse were worried. It was not your fault, and Mum says so."
    style = Style(20.0, easier=easier)
    lines, cost = broken(text, style, width)
    assert " ".join(lines) == text
    assert all(text_width(line, style) <= width for line in lines)
    assert cost == cost and len(lines[-1].split()) > 1


def test_with_little_room_there_are_fewer_lines_and_a_word_too_long_is_left_to_others() -> None:
    text = "You saw it. It was scary. It was not your fault. You can always tell Nan about it."
    width = wide("You can always tell Nan about it. You")
    free, few = broken(text, STYLE, width)[0], broken(text, STYLE, width, room=3)[0]
    assert len(free) >= len(few) == 3
    assert broken("Llanfairpwllgwyngyll is far.", STYLE, 60.0)[0] == ()
