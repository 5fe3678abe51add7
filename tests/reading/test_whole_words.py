"""What is selected by hand is tagged without the signs around its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notation import marked

from reader.model import Span
from reader.reading.whole_words import trim


@pytest.mark.parametrize(
    ("selected", "kept"),
    [
        ("أكد ⟦على ذلك.,⟧ ثم", "على ذلك"),
        ("قال ⟦ روسيا، ⟧ثم", "روسيا"),
        ("وكالة ⟦«رويترز»⟧ أمس", "رويترز"),
        ('قناة ⟦"العربية".⟧', "العربية"),
        ("نقلت ⟦(رويترز)⟧ أمس", "رويترز"),
        # A bracket that is closed again inside belongs to the name.
        ("حزب ⟦البعث (العراق)⟧ أمس", "البعث (العراق)"),
        ("⟦(سانا) الرسمية⟧ أمس", "(سانا) الرسمية"),
        ("بنسبة ⟦-12%⟧ أمس", "-12%"),
        ("بنسبة ⟦٪5٫5.⟧", "٪5٫5"),
        ("بنسبة ⟦5٫5٪.⟧", "5٫5٪"),
        ("وسم ⟦#حلب⟧ أمس", "#حلب"),
        ("قاله ⟦د. محمد⟧ أمس", "د. محمد"),
        ("شركة ⟦Apple Inc.⟧ أمس", "Apple Inc."),
        ("نعم ⟦!⟧ لا", "!"),
    ],
)
def test_outer_signs_are_left_out(selected: str, kept: str) -> None:
    text, (span,) = marked(selected)
    assert trim(span, text).of(text) == kept


@given(st.text(alphabet="ابت «»()., #%-د5\n", max_size=12))
def test_what_is_trimmed_lies_inside_and_is_trimmed_once(text: str) -> None:
    trimmed = trim(Span(0, len(text)), text)
    assert text.find(trimmed.of(text)) != -1
    assert trim(trimmed, text) == trimmed
    assert trimmed.of(text) == trimmed.of(text).strip()
