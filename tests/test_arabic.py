"""Folding, words and sentences keep their way back to the original's offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.arabic import fold, fold_with_map, sentences, strip_proclitics, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأُمَّة", "الامه"),
        ("مستشفى", "مستشفي"),
        ("مســـتقبل", "مستقبل"),
        ("٢٠١٦", "2016"),
        ("ﻻﺟﺊ", "لاجئ"),
        ("Gaza", "GAZA"),
    ],
)
def test_spellings_that_a_reader_takes_for_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert fold("حلب") != fold("حرب")


def test_a_hit_in_the_folded_text_maps_to_the_original_with_its_marks() -> None:
    text = "قال مُحَمَّدٌ نعم"
    folded = fold_with_map(text)
    at = folded.text.index("محمد")
    assert folded.original(at, at + 4).of(text) == "مُحَمَّدٌ "[:-1]


def test_half_a_ligature_stands_for_the_whole() -> None:
    folded = fold_with_map("ﻻ")
    assert folded.text == "لا"
    assert folded.original(0, 1).of("ﻻ") == "ﻻ"


@given(st.text(alphabet=st.characters(codec=None)))
def test_folding_with_and_without_a_map_agree(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert list(folded.origins) == sorted(folded.origins)


def test_words_keep_marks_and_leave_punctuation() -> None:
    assert [word.text for word in words("وقال: «لا» في 12.5% من ٢٠١٦/١٢/١٨، لـ\"العربية\".")] == [
        "وقال", "لا", "في", "12.5", "من", "٢٠١٦/١٢/١٨", "لـ", "العربية",
    ]  # fmt: skip


def test_sentences_end_at_stops_and_lines_but_not_inside_numbers_or_initials() -> None:
    text = "نما 2.5 في المئة. قال د. أحمد: هل تم؟ نعم\nعنوان"
    assert [span.of(text) for span in sentences(text)] == ["نما 2.5 في المئة.", "قال د. أحمد: هل تم؟", "نعم", "عنوان"]


@pytest.mark.parametrize(
    ("word", "stem"), [("وبالمدينة", "المدينة"), ("للفوعة", "لفوعة"), ("كفريا", "فريا"), ("من", "من")]
)
def test_proclitics_by_shape(word: str, stem: str) -> None:
    assert word[strip_proclitics(word) :] == stem
