"""Which way articles and paragraphs run: Arabic news is right to left, whatever its paragraphs begin with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.layout import find_direction, find_paragraph_direction, lay_out

ARABIC = "وصل الوفد إلى القاهرة صباح اليوم لبحث الهدنة."
BEGINNINGS = [
    "CNN",
    "@user",
    "https://example.com/a?b=c",
    "RT @user:",
    "iPhone 15",
    "- BBC:",
    '"WhatsApp"',
    "1) G20:",
    "#Gaza",
]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_paragraph_of_an_arabic_article_may_begin_with_latin(beginning: str) -> None:
    paragraph = f"{beginning} نقلت عن مصدر في الوزارة أن الوفد سيصل غدا."
    for text in (f"{ARABIC}\n{paragraph}", f"{paragraph}\n{ARABIC}", paragraph):
        assert {line.base for line in lay_out(text, 30).lines} == {"rtl"}


def test_its_wrapped_lines_start_at_the_right_and_the_full_stop_stands_at_the_left() -> None:
    layout = lay_out("CNN نقلت عن مصدر.", 12)
    rows = [" " * layout.margin(line) + "".join(cell.glyph for cell in line.cells) for line in layout.lines]
    assert rows == [" ﻦﻋ ﺖﻠﻘﻧ CNN", "       .ﺭﺪﺼﻣ"]


@pytest.mark.parametrize(
    ("paragraph", "base"),
    [
        ("The minister arrived on Monday.", "ltr"),
        ("https://example.com", "ltr"),
        ("The word سلام", "rtl"),
        ("123", "rtl"),
        ("* * *", "rtl"),
        ("", "rtl"),
        ("\u200fCNN 2024", "rtl"),
        ("\u200f", "rtl"),
        ("(CNN) — עברית", "rtl"),
    ],
)
def test_only_what_has_no_right_to_left_letter_runs_otherwise(paragraph: str, base: str) -> None:
    assert find_paragraph_direction(paragraph, "rtl") == base


@pytest.mark.parametrize(
    ("paragraph", "base"),
    [
        ("سلام is what people say when they meet, and it means peace", "ltr"),
        ("He wrote «سلام» on the wall of the house", "ltr"),
        ("CNN نقلت عن مصدر في الوزارة", "rtl"),
        ("عاش السلام", "rtl"),
        ("123", "ltr"),
    ],
)
def test_an_english_article_stays_left_to_right_but_for_arabic_quotations(paragraph: str, base: str) -> None:
    english = "The delegation arrived in Cairo this morning to discuss the ceasefire.\n" * 4
    layout = lay_out(english + paragraph, 200)
    assert [line.base for line in layout.lines] == ["ltr"] * 4 + [base]


@given(st.text(alphabet="ابc1 .@\u200f\n", max_size=80))
def test_no_paragraph_with_an_arabic_letter_runs_left_to_right_in_an_arabic_article(text: str) -> None:
    layout = lay_out(text, 1_000)
    if find_direction(text) == "rtl":
        assert all(line.base == "rtl" for line in layout.lines if set("اب") & set(line.span.of(text)))


def test_a_long_article_is_not_judged_by_its_beginning_alone() -> None:
    assert find_direction("Accept all cookies and read our policy. " * 300 + ARABIC * 2_000) == "rtl"
    assert find_direction(ARABIC * 100 + "The delegation arrived in Cairo this morning. " * 2_000) == "ltr"
