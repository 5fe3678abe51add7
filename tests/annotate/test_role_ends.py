"""Where the span of a role begins and ends: whole words, no marks, whole brackets and whole names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from possible_cues import find_words

from reader.annotate.commitments.span_ends import cut_at_end, take_whole_names, trim
from reader.annotate.tokens import read_tokens
from reader.model import Span


@pytest.mark.parametrize(
    ("text", "stretch", "trimmed"),
    [
        ("قال، بحسب الوزير، أمس", "، بحسب الوزير،", "بحسب الوزير"),
        ('وصف "الخطة الجديدة" بالفاشلة', '"الخطة الجديدة"', "الخطة الجديدة"),
        ("دفع 20 مليون دولار (USD) غدا", "20 مليون دولار (USD)", "20 مليون دولار (USD)"),
        ("دفع 20 مليون دولار (USD) غدا", "20 مليون دولار (USD", "20 مليون دولار (USD)"),
        ("دفع 20 مليون دولار (USD غدا", "20 مليون دولار (USD", "20 مليون دولار (USD"),
        ("دفع (20 مليون) دولار", "20 مليون)", "20 مليون"),
        ("قال ، … أمس", "، …", None),
    ],
)
def test_marks_at_the_ends_are_left_out_but_a_bracket_is_closed(text: str, stretch: str, trimmed: str | None) -> None:
    tokens = read_tokens(text)
    found = trim(tokens, *find_words(tokens, stretch))
    assert (found and tokens.span(*found).of(text)) == trimmed


@pytest.mark.parametrize(
    ("stretch", "other", "left"),
    [
        ("بدفع الأجور خلال أسبوع", "خلال أسبوع", "بدفع الأجور"),
        ("بدفع الأجور خلال", "خلال أسبوع", "بدفع الأجور"),
        ("خلال أسبوع كامل", "خلال أسبوع", "كامل"),
        ("بدفع الأجور خلال أسبوع كامل", "خلال أسبوع", "بدفع الأجور خلال أسبوع كامل"),
        ("بدفع الأجور", "خلال أسبوع", "بدفع الأجور"),
        ("بدفع الأجور", None, "بدفع الأجور"),
        ("خلال أسبوع", "خلال أسبوع", "خلال أسبوع"),
    ],
)
def test_an_action_ends_where_its_deadline_begins(stretch: str, other: str | None, left: str) -> None:
    tokens = read_tokens("تعهد بدفع الأجور خلال أسبوع كامل.")
    found = cut_at_end(tokens, find_words(tokens, stretch), other and find_words(tokens, other))
    assert found is not None
    assert tokens.span(*found).of(tokens.text) == left


NAMED = "قال الأمين العام بان كي مون إن روسيا وافقت"


@pytest.mark.parametrize(
    ("stretch", "whole"),
    [("الأمين العام بان", "الأمين العام بان كي مون"), ("مون", "بان كي مون"), ("روسيا", "روسيا"), ("قال", "قال")],
)
def test_a_name_that_is_cut_is_taken_whole(stretch: str, whole: str) -> None:
    tokens = read_tokens(NAMED)
    names = [Span(NAMED.index(name), NAMED.index(name) + len(name)) for name in ("بان كي مون", "روسيا")]
    found = take_whole_names(tokens, find_words(tokens, stretch), names)
    assert tokens.span(*found).of(NAMED) == whole


@settings(deadline=None)
@given(st.text(alphabet='ابت «»"()[]،.\n', min_size=1), st.data())
def test_what_stays_lies_inside_and_begins_and_ends_at_a_word(text: str, data: st.DataObject) -> None:
    tokens = read_tokens(text)
    if not len(tokens):
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    if (found := trim(tokens, first, last)) is None:
        assert not any(character.isalnum() for character in tokens.span(first, last).of(text))
        return
    assert first <= found[0] <= found[1] <= last + 1
    words = tokens.span(*found).of(text)
    assert words[0].isalnum()
    assert words[-1].isalnum() or words[-1] in ")]»"
