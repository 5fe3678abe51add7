"""The table of number forms, generated: each is read whole and to its value."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_forms import CONSTRUCT, DEFINITE, TASHKEEL, forms_below_thousand, forms_of

from reader.annotate.dates.pattern_annotator import Patterns
from reader.model import Article

_NOUN = "جريحا"
_NEITHER = "لوحظ"


def _read(text: str) -> list[tuple[str, str]]:
    proposed = Patterns().annotate(Article(text), ())
    return [(each.span.of(text), each.attribute("value")) for each in proposed if each.label == "quantity"]


def _misread(forms: list[tuple[str, int]], *, before: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """The forms that are not read whole, or to another value; many are put into one text, which is quicker."""
    wrong = []
    for start in range(0, len(forms), 200):
        chunk = forms[start : start + 200]
        text = f" {_NEITHER}\n".join(f"{before}{form} {_NOUN}" for form, _ in chunk)
        expected = [(f"{form} {_NOUN}", str(number)) for form, number in chunk]
        if _read(text) != expected:
            wrong += [
                (form, read)
                for form, number in chunk
                if (read := _read(f"{before}{form} {_NOUN}")) != [(f"{form} {_NOUN}", str(number))]
            ]
    return wrong


def test_every_form_below_a_thousand() -> None:
    # One alone is no number: أحد أطفال.
    forms = [(form, number) for number in range(2, 1_000) for form in forms_below_thousand(number)]
    assert len(forms) == 25_625
    assert _misread(forms) == []


def test_every_number_to_five_thousand() -> None:
    forms = [(form, number) for number in range(1_000, 5_001) for form in forms_of(number, most=4)]
    assert _misread(forms) == []


def test_samples_to_ten_million() -> None:
    chance = random.Random(9)
    numbers = [chance.randrange(5_000, 10 ** chance.randrange(4, 8)) for _ in range(1_500)]
    numbers += [11_000, 12_000, 21_000, 100_000, 111_000, 200_000, 999_999, 1_000_000, 1_200_000, 2_000_001, 9_999_999]
    assert _misread([(form, number) for number in numbers for form in forms_of(number, most=3)]) == []


@pytest.mark.parametrize("forms", [CONSTRUCT, DEFINITE], ids=["duals", "definite"])
def test_duals_before_their_noun_and_the_article(forms: dict[int, tuple[str, ...]]) -> None:
    assert _misread([(form, number) for number, each in forms.items() for form in each]) == []


def test_tashkeel() -> None:
    assert _misread([(form, number) for number, form in TASHKEEL.items()]) == []


@pytest.mark.parametrize("proclitic", ["و", "ب", "ل", "ف", "ك", "وب", "ول"])
def test_proclitics_stay_outside(proclitic: str) -> None:
    forms = [(form, number) for number in (3, 11, 12, 26, 126, 200, 345, 3_525) for form in forms_of(number, most=4)]
    # كمئة and كمية fold alike.
    assert _misread([each for each in forms if f"{proclitic}{each[0]}"[:4] != "كمئة"], before=proclitic) == []


@given(st.integers(2, 9_999_999), st.randoms(use_true_random=False))
def test_any_number_is_read_whole(number: int, chance: random.Random) -> None:
    form = chance.choice(list(forms_of(number, most=8)))
    assert _read(f"{form} {_NOUN}") == [(f"{form} {_NOUN}", str(number))]


@given(st.integers(2, 999), st.integers(1, 999))
def test_digits_and_words_add_up_over_and(thousands: int, rest: int) -> None:
    for text in (f"{thousands} ألفا و{rest}", f"{thousands} ألف و {rest}"):
        assert _read(f"{text} شخصا") == [(f"{text} شخصا", str(thousands * 1_000 + rest))]


@given(st.integers(1_000, 9_999_999), st.sampled_from(" \u00a0\u2009\u202f,٬،."))
def test_grouped_digits_are_one_number(number: int, separator: str) -> None:
    text = f"{number:,}".replace(",", separator)
    assert _read(f"{text} شخصا") == [(f"{text} شخصا", str(number))]
