"""Dates and quantities: which words they cover, and what they amount to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.patterns import Patterns
from reader.model import Article


def _found(text: str, label: str, *, day: str = "") -> list[tuple[str, str]]:
    proposed = Patterns().annotate(Article(text, date=day), ())
    return [(each.span.of(text), each.attribute("value")) for each in proposed if each.label == label]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("التقيا يوم الجمعة 18 ديسمبر 2016", [("يوم الجمعة 18 ديسمبر 2016", "2016-12-18")]),
        ("في ٢٥ كانون الأول/ديسمبر ٢٠١٦", [("٢٥ كانون الأول/ديسمبر ٢٠١٦", "2016-12-25")]),
        ("الأربعاء 18 جانفي 2017", [("الأربعاء 18 جانفي 2017", "2017-01-18")]),
        ("يوم 5 دجنبر 2010", [("يوم 5 دجنبر 2010", "2010-12-05")]),
        ("الخامس والعشرين من كانون الثاني", [("الخامس والعشرين من كانون الثاني", "--01-25")]),
        ("بتاريخ (26/4/1948)", [("تاريخ (26/4/1948)", "1948-04-26")]),
        ("من 2016-12-18 إلى 31/2/2016", [("2016-12-18", "2016-12-18"), ("31/2/2016", "")]),
        ("بين يناير ومارس", [("يناير", ""), ("مارس", "")]),
        ("18 ربيع الأول 1438 هـ وشهر رمضان", [("18 ربيع الأول 1438 هـ", ""), ("شهر رمضان", "")]),
        ("عام 2015 وعامي 2014 و2015", [("عام 2015", "2015"), ("عامي 2014 و2015", "")]),
        ("ثمانينات القرن الماضي", [("ثمانينات القرن الماضي", "1980s")]),
        ("مساء الجمعة والسبت المقبل", [("مساء الجمعة", ""), ("السبت المقبل", "")]),
        ("في الساعات الأولى من صباح الجمعة", [("الساعات الأولى من صباح الجمعة", "")]),
        ("نهاية العام الحالي والسنوات الخمس الماضية", [("نهاية العام الحالي", ""), ("السنوات الخمس الماضية", "")]),
        ("الساعة 10:30 صباحا والسادسة مساء", [("الساعة 10:30 صباحا", "10:30"), ("السادسة مساء", "")]),
        ("خلال ساعات ومنذ ثلاثة أيام لمدة يومين", [("خلال ساعات", ""), ("منذ ثلاثة أيام", "3"), ("مدة يومين", "2")]),
    ],
)
def test_dates_and_times(text: str, dates: list[tuple[str, str]]) -> None:
    assert _found(text, "date") == dates


def test_words_for_days_nearby_count_from_the_articles_day() -> None:
    text = "أول من أمس، وأمس الجمعة، وغدا"
    assert _found(text, "date", day="2016-12-18T09:00") == [
        ("أول من أمس", "2016-12-16"),
        ("أمس الجمعة", "2016-12-17"),
        ("غدا", "2016-12-19"),
    ]
    assert [value for _, value in _found(text, "date", day="18 ديسمبر")] == ["", "", ""]


@pytest.mark.parametrize(
    "text",
    ["الأمين العام للحزب", "أبي واب", "مارس ضغوطا", "صالح رجب", "بعد عقد اتفاقية", "السنة النبوية"],
)
def test_words_that_only_look_like_dates(text: str) -> None:
    assert _found(text, "date") == []


def test_the_day_after_is_not_today() -> None:
    assert _found("وفي اليوم التالي", "date", day="2016-12-18") == [("اليوم التالي", "")]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("إخراج 4 آلاف شخص في 126 حافلة", [("4 آلاف شخص", "4000"), ("126 حافلة", "126")]),
        ("مئة وستة وعشرون قتيلا", [("مئة وستة وعشرون قتيلا", "126")]),
        ("ثلاثة آلاف وخمسمئة وخمسة وعشرون جنديا", [("ثلاثة آلاف وخمسمئة وخمسة وعشرون جنديا", "3525")]),
        ("نصف مليون لاجئ ومليون ونصف", [("نصف مليون لاجئ", "500000"), ("مليون ونصف", "1500000")]),
        ("3.5 مليار دولار و200 ألف يورو", [("3.5 مليار دولار", "3500000000"), ("200 ألف يورو", "200000")]),
        ("2.500 دينار و1,234,567 نسمة", [("2.500 دينار", "2500"), ("1,234,567 نسمة", "1234567")]),
        ("١٢٫٥٪ و3 في المئة وعشرون بالمائة", [("١٢٫٥٪", "12.5"), ("3 في المئة", "3"), ("عشرون بالمائة", "20")]),
        ("على بعد 15 كيلومترا", [("15 كيلومترا", "15")]),
        ("آلاف الأشخاص وعشرات القتلى", [("آلاف الأشخاص", ""), ("عشرات القتلى", "")]),
        ("قتل وخمسة جرحى", [("خمسة جرحى", "5")]),
        ("و20", [("20", "20")]),
        ("ما بين 7 آلاف و10 آلاف طالب", [("7 آلاف", "7000"), ("10 آلاف طالب", "10000")]),
        ("$20 و20$", [("$20", "20"), ("20$", "20")]),
    ],
)
def test_quantities(text: str, quantities: list[tuple[str, str]]) -> None:
    assert _found(text, "quantity") == quantities


def test_a_currency_that_names_its_state_has_a_code() -> None:
    (money,) = Patterns().annotate(Article("20 مليون ليرة سورية"), ())
    assert (money.attribute("kind"), money.attribute("currency")) == ("money", "SYP")


@pytest.mark.parametrize(
    "text",
    [
        "طائرة إف-16",
        "كوفيد-19",
        "R44716",
        "http://www.example.org/93/75587",
        "رقم 435",
        "المادة (61)",
        "فاز 2-1",
        "3 - يجب تسجيل",
        "أحد أطفال",
        "كمية من الأدوية",
        "ألف هذا الكتاب",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert _found(text, "quantity") == []


_PIECES = st.sampled_from(
    [*"وبلال 0٣4/.-:,()%٪\n\x00\ud800ـً", "2016", "ديسمبر", "كانون", "الأول", "مليون", "ونصف", "يوم", "ﻻ"]
)


@given(st.lists(_PIECES, max_size=30).map("".join) | st.text())
def test_every_span_is_a_stretch_of_the_text_and_none_overlap(text: str) -> None:
    spans = [each.span for each in Patterns().annotate(Article(text), ())]
    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))


def test_separators_that_make_no_sense_leave_the_value_open() -> None:
    text = "وصل 1.180.00 شخص"
    (found,) = Patterns().annotate(Article(text), ())
    assert found.span.of(text) == "1.180.00 شخص"
    assert found.attribute("value", "open") == "open"
