"""No text is too strange for the default annotators: nothing fails, and every span lies in the text and in order."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotate.pipeline import annotate
from reader.batch.annotating import OutputForm, RunTask, annotate_item
from reader.batch.items import RunItem
from reader.model import Article

SENTENCE = "تعهدت روسيا، الأحد، بقصف أي جهة تعيق خروج المدنيين من حلب خلال ساعات"
DATES = "القرن التاسع عشر العام الشهر الماضي المقبل السبت أمس ديسمبر الربع الأول من إلى و 30 2016 ( ) - / سنوات ألفين"
PIECES = (
    *SENTENCE.split(),
    *(
        "وفي",
        "12",
        "١٢٫٥",
        "%",
        "الرئيس",
        "بوتين",
        "قال",
        "سوف",
        "لن",
        "يوافق",
        "على",
        "إذا",
        "«",
        "»",
        '"',
        "،",
        ".",
        "؟",
    ),
    *DATES.split(),
    *("\n", "\n\n", "\t", "\u00a0", "\0", "\x1b[31m", "\u200f", "\u202e", "\u2066", "\u200d", "\ufeff", "ـ", "ـــ"),
    *(
        "\ud800",
        "\udfff",
        "\u064e",
        "\u0651\u0650",
        "\u0670",
        "ﷲ",
        "ﻣﻮﺳﻜﻮ",
        "ﻻ",
        "ﷺ",
        "Moscow",
        "ß",
        "😀",
        "\U0001e900",
        "ى",
        "ة",
    ),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).flatmap(
    lambda pieces: st.sampled_from((" ", "")).map(lambda between: between.join(pieces))
)


def check(text: str) -> None:
    """Annotate a text and hold what came of it to the contract."""
    outcome = annotate(Article(text, text[:20], date="2016-02-29"))
    assert outcome.failures == ()
    for each in outcome.annotations:
        for span in (each.span, *(span for _, span in each.roles)):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
    row = json.loads(annotate_item(RunItem("x", Article(text, text[:20])), RunTask()).text)
    assert row["length"] == len(text)
    assert len(row["entities"]) + len(row["commitments"]) == len(outcome.annotations)
    for entity in row["entities"]:
        assert entity["text"] == text[entity["start"] : entity["end"]]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_is_annotated_within_itself(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_annotated_within_themselves(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t ", id="white space"),
        pytest.param("حلب", id="one word"),
        pytest.param("و", id="one letter"),
        pytest.param("Nothing here is Arabic, 12 May 2017, 5% of $3 million.", id="no Arabic"),
        pytest.param("\u064e\u0651\u0650\u0652" * 500, id="only tashkeel"),
        pytest.param("ﻣﻮﺳﻜﻮ ﺗﺘﻌﻬﺪ ﺑﻘﺼﻒ ﺃﻱ ﺟﻬﺔ ﺗﻌﻴﻖ ﺧﺮﻭﺝ ﺍﻟﻤﺪﻧﻴﻴﻦ", id="presentation forms"),
        pytest.param("تعهدت \ud800روسيا\udfff بحماية \ud83d المدنيين", id="lone surrogates"),
        pytest.param("تعهدت\0روسيا\0\0بحماية\0المدنيين", id="NULs"),
        pytest.param("ت\u0640ع\u064eه\u0651د\u064eت\u0652 رُوسِيَا بِحِمَايَةِ المَدَنِيِّينَ", id="tatweel and vowels"),
        pytest.param("حلب" * 20_000, id="a word of 60,000 letters"),
        pytest.param("9" * 20_000, id="a number of 20,000 digits"),
        pytest.param("«" * 5_000, id="quotations that never end"),
        pytest.param("(" * 5_000 + "حلب" + ")" * 5_000, id="brackets within brackets"),
        pytest.param("\n" * 20_000, id="only line ends"),
        pytest.param("تعهد تعهد " * 2_000, id="cue after cue"),
        pytest.param("محمد " * 4_000, id="name after name"),
        pytest.param("12 و" * 4_000, id="day after day without a month"),
        pytest.param("ألف وخمسة وعشرون " * 2_000, id="a number in words without an end"),
        pytest.param("من إلى على في " * 2_000, id="preposition after preposition"),
    ],
)
def test_the_strangest_texts(text: str) -> None:
    check(text)


def test_a_megabyte_without_a_full_stop() -> None:
    text = f"{SENTENCE} و" * (1_000_000 // len(SENTENCE.encode()))
    assert len(text.encode()) > 900_000
    row = json.loads(annotate_item(RunItem("x", Article(text, text[:20])), RunTask()).text)
    assert row["length"] == len(text)
    assert all(entity["text"] == text[entity["start"] : entity["end"]] for entity in row["entities"])
    assert len(row["commitments"]) > 1_000


@pytest.mark.parametrize("text", ["تعهدت \ud800\0\x1b[31m روسيا\u202e\nحلب", ""])
def test_a_table_of_them_holds_no_control_characters(text: str) -> None:
    table = annotate_item(RunItem("x\x1b", Article(text, text)), RunTask(form=OutputForm.TABLE)).text
    assert all(line.isprintable() for line in table.split("\n"))
