"""How words are folded and cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.recogniser.subwords import LETTERS, UNKNOWN, Vocabulary, fold_spelling

SCORES = {
    "<s>": 0.0,
    "<pad>": 0.0,
    "</s>": 0.0,
    "<unk>": 0.0,
    "▁": -5.0,
    "▁حلب": -6.0,
    "▁ح": -5.0,
    "لب": -5.0,
    "ي": -4.0,
}


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("أَحْمَد", "احمد"),
        ("إيران", "ايران"),
        ("آسيا", "اسيا"),
        ("الرئيـــس", "الرئيس"),
        ("ﷲ", "الله"),
        ("\u200fحلب\u200e", "حلب"),
        ("٢٠١٦", "2016"),
        ("ایران", "ايران"),
        ("على", "على"),
        ("NATO", "NATO"),
        ("ًٌٍ", ""),
    ],
)
def test_spellings_fold(word: str, folded: str) -> None:
    assert fold_spelling(word) == folded


def test_the_likeliest_cut_wins() -> None:
    assert Vocabulary(SCORES).cut("حلب") == (5,)


def test_a_suffix_is_cut_off() -> None:
    assert Vocabulary(SCORES).cut("حلبي") == (5, 8)


def test_an_unknown_character_costs_one_piece() -> None:
    assert Vocabulary(SCORES).cut("حلبق") == (5, UNKNOWN)


def test_a_word_of_marks_alone_is_one_unknown_piece() -> None:
    assert Vocabulary(SCORES).cut("ًٌٍ") == (UNKNOWN,)


@given(word=st.text())
def test_every_word_has_a_piece(word: str) -> None:
    vocabulary = Vocabulary(SCORES)
    assert vocabulary.cut(word)
    assert vocabulary.cut(word) == vocabulary.cut(word)


def test_of_a_word_without_end_only_the_beginning_is_cut() -> None:
    vocabulary = Vocabulary(SCORES)
    assert vocabulary.cut("ي" * LETTERS) == vocabulary.cut("ي" * 1_000_000)
