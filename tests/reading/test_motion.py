"""Where the caret lands; ‸ marks it before and after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notation import show_caret, with_caret

from reader.layout import lay_out
from reader.reading import motion


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        (motion.word_forward, "‸قال الوزير، أمس", "قال ‸الوزير، أمس"),
        (motion.word_forward, "قال الو‸زير، أمس", "قال الوزير، ‸أمس"),
        (motion.word_forward, "قال الوزير، ‸أمس", "قال الوزير، أمس‸"),
        (motion.word_back, "قال الوزير، ‸أمس", "قال ‸الوزير، أمس"),
        (motion.word_back, "قال الو‸زير، أمس", "قال ‸الوزير، أمس"),
        (motion.word_back, "‸قال", "‸قال"),
        (motion.word_forward, "‸القا\u00adهرة أمس", "القا\u00adهرة ‸أمس"),
        (motion.word_back, "القا\u200fهرة ‸أمس", "‸القا\u200fهرة أمس"),
        (motion.word_forward, "قال ‸@BBC_Arabic أمس", "قال @BBC_Arabic ‸أمس"),
        (motion.word_back, "في #حلب_اليوم‸", "في ‸#حلب_اليوم"),
        (motion.sentence_forward, "تم ‸الأمر. ثم عاد.", "تم الأمر. ‸ثم عاد."),
        (motion.sentence_back, "تم الأمر. ثم ‸عاد.", "تم الأمر. ‸ثم عاد."),
        (motion.sentence_back, "تم الأمر. ‸ثم عاد.", "‸تم الأمر. ثم عاد."),
    ],
)
def test_movements_along_the_text(move, before: str, after: str) -> None:
    text, offset = with_caret(before)
    assert show_caret(text, move(text, offset)) == after


@pytest.mark.parametrize(
    ("before", "left", "right"),
    [
        ("ق‸ال", "قا‸ل", "‸قال"),
        # Latin inside Arabic: the eye goes on to the left, the text jumps to the end of the Latin word.
        ("في‸ AB ثم", "في A‸B ثم", "ف‸ي AB ثم"),
        ("في A‸B ثم", "في ‸AB ثم", "في‸ AB ثم"),
        # Lam-alef is one cell, so it is one step.
        ("س‸لام", "سلا‸م", "‸سلام"),
        # Marks go with their letter.
        ("مُ‸حَمَّد", "مُحَ‸مَّد", "‸مُحَمَّد"),
    ],
)
def test_arrow_keys_move_as_the_eye_does(before: str, left: str, right: str) -> None:
    text, offset = with_caret(before)
    layout = lay_out(text, 40)
    assert show_caret(text, motion.cell_left(layout, offset)) == left
    assert show_caret(text, motion.cell_right(layout, offset)) == right


def test_left_at_the_end_of_a_line_goes_on_with_the_next() -> None:
    text, offset = with_caret("كلمة أول‸ى ثانية")
    layout = lay_out(text, 10)
    assert show_caret(text, motion.cell_left(layout, offset)) == "كلمة أولى ‸ثانية"


def test_the_word_under_the_caret() -> None:
    text, offset = with_caret("قال الوز‸ير.")
    word = motion.word_at(text, offset)
    assert word is not None
    assert word.text == "الوزير"
    assert motion.word_at("، ،", 1) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("‸القا\u2060هرة", "القا\u2060هرة"),
        ("القا‸\u2060هرة", "القا\u2060هرة"),
        ("‸#حلب", "حلب"),
        ("#‸حلب", "حلب"),
        ("#حلب_‸اليوم", "#حلب_اليوم"),
        ("‸@ali", "@ali"),
    ],
)
def test_what_a_word_names(text: str, name: str) -> None:
    text, offset = with_caret(text)
    found = motion.name_at(text, offset)
    assert found is not None
    assert found.of(text) == name


def test_a_paragraph_movement_skips_empty_lines() -> None:
    text = "أول\n\nثان\n\nثالث"
    layout = lay_out(text, 20)
    assert motion.paragraph_forward(layout, 0) == text.index("ثان")
    assert motion.paragraph_back(layout, text.index("ثالث")) == text.index("ثان")


_TEXTS = st.text(alphabet="ابلا مَّ.A1(\n،", max_size=60)


@given(_TEXTS, st.integers(0, 60), st.integers(4, 20))
def test_no_movement_leaves_the_text(text: str, offset: int, width: int) -> None:
    offset = min(offset, len(text))
    layout = lay_out(text, width)
    landings = [
        motion.word_forward(text, offset),
        motion.word_back(text, offset),
        motion.sentence_forward(text, offset),
        motion.sentence_back(text, offset),
        motion.paragraph_forward(layout, offset),
        motion.paragraph_back(layout, offset),
        motion.cell_left(layout, offset),
        motion.cell_right(layout, offset),
        motion.line_down(layout, offset, 1),
        motion.line_down(layout, offset, -1),
        motion.line_start(layout, offset),
        motion.line_end(layout, offset),
    ]
    assert all(0 <= landing <= len(text) for landing in landings)


@given(_TEXTS, st.integers(4, 20))
def test_the_left_arrow_reaches_the_end_and_the_right_arrow_the_start(text: str, width: int) -> None:
    layout = lay_out(text, width, base="rtl")
    offset = 0
    for _ in range(3 * len(text) + 3):
        offset = motion.cell_left(layout, offset)
    assert layout.place_of(offset) == layout.last
    for _ in range(3 * len(text) + 3):
        offset = motion.cell_right(layout, offset)
    assert layout.place_of(offset) == layout.first


@pytest.mark.parametrize(
    ("text", "word", "clause"),
    [
        ("قال الوزير، إن بلاده ستدعم الهدنة؛ ثم صمت.", "بلاده", "إن بلاده ستدعم الهدنة"),
        ("دفع 1,500 دولار (نقدا) أمس.", "دولار", "دفع 1,500 دولار"),
        ("دفع 1,500 دولار (نقدا) أمس.", "نقدا", "نقدا"),
        ("وصل - كما قيل - إلى جنيف!", "إلى", "إلى جنيف"),
        ("وصل 10:30 إلى جنيف", "جنيف", "وصل 10:30 إلى جنيف"),
    ],
)
def test_a_clause_lies_between_punctuation(text: str, word: str, clause: str) -> None:
    assert motion.clause_at(text, text.index(word)).of(text) == clause
