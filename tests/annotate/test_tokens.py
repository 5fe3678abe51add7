"""Words and marks with their offsets, and the ways to read a word as proclitics and a stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.tokens import read_tokens, without_proclitics
from reader.arabic.words import fold


def test_words_are_folded_and_marks_and_line_ends_stand_between_them() -> None:
    tokens = read_tokens("قالَ: «حلب»\nو٢٠ـ")
    assert tokens.folded == ["قال", ":", "«", "حلب", "»", "\n", "و", "20"]


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("حلب", {"حلب"}),
        ("وكفريا", {"وكفريا", "كفريا", "فريا"}),
        ("للفوعه", {"للفوعه", "الفوعه"}),
        ("وللسوريين", {"وللسوريين", "للسوريين", "السوريين"}),
        ("في", {"في"}),
        ("و", {"و"}),
    ],
)
def test_stems_of_a_word(word: str, stems: set[str]) -> None:
    assert {stem for _, stem in without_proclitics(word)} == stems


def test_letters_left_out_are_counted_in_the_text_with_its_marks() -> None:
    text = "وَبِحَلَبَ"
    assert read_tokens(text).span(0, 0, 2).of(text) == "حَلَبَ"


def test_a_ligature_is_left_out_whole() -> None:
    text = "ﻻجئ"
    assert read_tokens(text).span(0, 0, 1).of(text) == "جئ"


@given(st.text())
def test_tokens_are_in_order_and_hold_what_they_say(text: str) -> None:
    tokens = read_tokens(text)
    spans = [tokens.span(index, index) for index in range(len(tokens))]
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    for folded, span in zip(tokens.folded, spans, strict=True):
        assert folded == "\n" or folded in (span.of(text), fold(span.of(text)))


def test_parts_of_an_address_have_a_sign_so_that_they_are_no_names() -> None:
    tokens = read_tokens("راسل info@bbc.com، Booking.com")
    assert tokens.folded == ["راسل", "@info", "@", "@bbc", ".", "@com", "،", "booking.com"]
