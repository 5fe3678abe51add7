"""Deadlines and dates as intervals of days: readings by hand, the open ends, and what holds for every text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.arabic.words import fold
from reader.library.deadlines import Days, article_day, resolve_date, resolve_deadline
from reader.library.deadlines.deadline_terms import read_terms

WEDNESDAY = date(2017, 5, 17)
CASES = Path(__file__).parent / "data" / "deadlines_by_hand.tsv"
WORDINGS = Path(resolve_deadline.__code__.co_filename).parent / "deadline_readings.toml"


def read_rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


JUDGED = [
    pytest.param(*row[:4], marks=[] if row[4] == "right" else pytest.mark.xfail(strict=True), id=f"{row[0]} ({row[1]})")
    for row in read_rows(CASES)
]


def as_day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


@pytest.mark.parametrize(("words", "on", "first", "last"), JUDGED)
def test_deadlines_judged_by_hand(words: str, on: str, first: str, last: str) -> None:
    days = resolve_deadline(words, on=as_day(on))

    if first == last == "unread":
        assert days is None
    else:
        assert days is not None
        assert (days.first, days.last) == (as_day(first), as_day(last))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("خلال ساعات", "2017-05-17", "2017-05-18"),
        ("خلال 48 ساعة", "2017-05-17", "2017-05-19"),
        ("خلال الـ48 ساعة المقبلة", "2017-05-17", "2017-05-19"),
        ("في غضون أسبوعين", "2017-05-17", "2017-05-31"),
        ("خلال الأيام القليلة المقبلة", "2017-05-17", "2017-05-27"),
        ("السبت", "2017-05-20", "2017-05-20"),
        ("الأربعاء", "2017-05-17", "2017-05-17"),
        ("الأربعاء المقبل", "2017-05-24", "2017-05-24"),
        ("يوم السبت الماضي", "2017-05-13", "2017-05-13"),
        ("الجمعة والسبت المقبلين", "2017-05-19", "2017-05-20"),
        ("الاثنين من الأسبوع المقبل", "2017-05-22", "2017-05-22"),
        ("غدا الخميس", "2017-05-18", "2017-05-18"),
        ("بعد غد", "2017-05-19", "2017-05-19"),
        ("مساء اليوم", "2017-05-17", "2017-05-17"),
        ("الأسبوع المقبل", "2017-05-21", "2017-05-28"),
        ("نهاية الشهر الجاري", "2017-05-21", "2017-05-31"),
        ("نهاية العام", "2017-10-01", "2017-12-31"),
        ("قبل نهاية العام", "", "2017-12-31"),
        ("مطلع العام القادم", "2018-01-01", "2018-03-31"),
        ("قبل منتصف الشهر المقبل", "", "2017-06-15"),
        ("بحلول عام 2030", "", "2030-12-31"),
        ("قبل 1 يناير", "", "2017-12-31"),
        ("لغاية 30 جوان", "", "2017-06-30"),
        ("إلى ما بعد 30 جوان", "2017-07-01", ""),
        ("اعتبارا من 12 جويلية المقبل", "2017-07-12", ""),
        ("بعد رمضان", "2017-06-25", ""),
        ("قبل عيد الفطر", "", "2017-06-24"),
        ("15 رمضان 1438", "2017-06-10", "2017-06-10"),
        ("بدءًا من 1 / 11 / 1438 هـ", "2017-07-24", ""),
        ("20 كانون الثاني 2018", "2018-01-20", "2018-01-20"),
        ("20 آب/أغسطس الجاري", "2017-08-20", "2017-08-20"),
        ("أوت المقبل", "2017-08-01", "2017-08-31"),
        ("الصيف المقبل", "2017-06-01", "2017-08-31"),
        ("الربع الأول من 2018", "2018-01-01", "2018-03-31"),
        ("موفى شهر جوان لسنة 2018", "2018-06-21", "2018-06-30"),
        ("صيف هذا العام", "2017-06-01", "2017-08-31"),
        ("خلال صيف العام المقبل", "2018-06-01", "2018-08-31"),
        ("صيف عام 2019", "2019-06-01", "2019-08-31"),
        ("السداسي الثاني من السنة الجارية", "2017-07-01", "2017-12-31"),
        ("الثلاثة أشهر الأولى من 2018", "2018-01-01", "2018-03-31"),
        ("خلال الفترة من 8 إلى 10 - 11  -1438", "2017-07-31", "2017-08-02"),
        ("على مدار السنوات الثلاث القادمة", "2017-05-17", "2020-05-17"),
        ("خلال الأسبوع الثاني من جوان", "2017-06-08", "2017-06-14"),
        ("شهري جوان وجويلية من سنة 2017", "2017-06-01", "2017-07-31"),
        ("من اليوم الأربعاء", "2017-05-17", ""),
        ("صباح الأحد القادم 25 شعبان 1438 هـ", "2017-05-21", "2017-05-21"),
        ("عام 2020", "2020-01-01", "2020-12-31"),
        ("خلال عامين", "2017-05-17", "2019-05-17"),
        ("بعد عشرة أيام", "2017-05-27", "2017-05-27"),
        ("حتى إشعار آخر", "2017-05-17", ""),
        ("من 15 إلى 20 يونيو", "2017-06-15", "2017-06-20"),
        ("من 28 ديسمبر إلى 5 جانفي 2018", "2017-12-28", "2018-01-05"),
        ("لمدة ثلاثة أيام ابتداء من غد", "2017-05-18", "2017-05-20"),
        ("الأسبوع المقبل ابتداء من الاثنين", "2017-05-22", "2017-05-28"),
        ("أيام 13 و14 و15 جوان من الساعة التاسعة صباحا إلى الرابعة مساء", "2017-06-13", "2017-06-15"),
        ("الخميس 8 يونيو 2017 الموافق 13 رمضان 1438", "2017-06-08", "2017-06-08"),
    ],
)
def test_each_form_of_a_deadline(words: str, first: str, last: str) -> None:
    days = resolve_deadline(words, on=WEDNESDAY)

    assert days is not None
    assert (days.first, days.last) == (as_day(first), as_day(last))


@pytest.mark.parametrize(
    "words",
    [
        "قريبا",
        "فورا",
        "لمدة عامين",  # Nothing shows when the two years begin.
        "على 3 سنوات",
        "طيلة ثلاثة أشهر",
        "خلال ثلاث سنوات من توقيعه",
        "قبل الاجتماع",
        "الموسم المقبل",
        "مطلع العام الدراسي المقبل",
        "كل ستة أشهر",
        "30 فبراير 2018",
        "10 ماي",  # It has only just passed: a year ahead, or a date of last week.
        "خلال 2500 سنة",
        "في الفترة المقبلة",
        "3",
        "",
    ],
)
def test_what_cannot_be_read_has_no_days(words: str) -> None:
    assert resolve_deadline(words, on=WEDNESDAY) is None


@pytest.mark.parametrize(
    ("words", "ahead", "nearest"),
    [
        ("يوم 31 جانفي", date(2018, 1, 31), date(2017, 1, 31)),
        ("فجر الأحد", date(2017, 5, 21), date(2017, 5, 14)),
        ("رأس السنة", date(2018, 1, 1), date(2017, 1, 1)),
    ],
)
def test_deadlines_look_ahead_and_other_dates_are_the_nearest(words: str, ahead: date, nearest: date) -> None:
    deadline, mention = resolve_deadline(words, on=WEDNESDAY), resolve_date(words, on=WEDNESDAY)

    assert deadline is not None
    assert mention is not None
    assert (deadline.first, mention.first) == (ahead, nearest)


def test_a_date_without_the_article_s_day_is_read_only_where_it_is_whole() -> None:
    assert resolve_deadline("السبت المقبل", on=None) is None
    assert resolve_deadline("30 يونيو", on=None) is None
    days = resolve_deadline("قبل 30 يونيو 2018", on=None)
    assert days is not None
    assert days.last == date(2018, 6, 29)


def test_a_weekday_corrects_a_day_by_one_and_chooses_the_year() -> None:
    moved = resolve_deadline("غدا الجمعة", on=WEDNESDAY)
    assert moved is not None
    assert moved.first == date(2017, 5, 19)
    assert moved.reading == "relative day by weekday"
    assert resolve_deadline("غدا الاثنين", on=WEDNESDAY) is None

    passed = resolve_deadline("الأربعاء 10 ماي", on=WEDNESDAY)
    assert passed is not None
    assert passed.first == date(2017, 5, 10)


def test_the_reading_is_worded_in_two_languages() -> None:
    days = resolve_deadline("قبل السبت المقبل", on=WEDNESDAY)

    assert days is not None
    assert days.last == date(2017, 5, 19)
    assert days.word_reading("en") == "before the Saturday after the article's date"
    assert days.word_reading("ar") == "قبل يوم السبت التالي لتاريخ المقال"
    assert days.word_reading("fr") == days.word_reading("en")


def test_every_reading_is_worded_in_both_languages() -> None:
    words = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))

    for part in ("readings", "bounds"):
        assert words["en"][part].keys() == words["ar"][part].keys()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-01-20T21:43:00+01:00", "2017-01-20"),
        ("2015-08-01 20:39:22", "2015-08-01"),
        ("Wed, 01 May 2024 23:30:00 -0500", "2024-05-01"),
        ("الأحد 12 يناير 2020", "2020-01-12"),
        ("11/12/2015", "2015-12-11"),
        ("15 رمضان 1438 هـ", "2017-06-10"),
        ("1436-10-18", "2015-08-03"),
        ("الاثنين 18 شوال 1436هـ 10:30", "2015-08-03"),
        ("السبت 15 رمضان 1438هـ - 10 يونيو 2017م", "2017-06-10"),
        ("2017-05", ""),
        ("أمس", ""),
        ("غير معروف", ""),
    ],
)
def test_the_article_s_own_date(written: str, day: str) -> None:
    assert article_day(written) == as_day(day)


WORDS = """
قبل بعد حتى من إلى خلال منذ نهاية الشهر العام الأسبوع المقبل الماضي رمضان شتاء عيد الفطر الربع الأول و أو / - 30 2018
1438 ٥ ساعات أيام عامين هذا يوم غد السبت عاشوراء منتصف الموافق هـ 31/12/2017 على شهري مارس الآن
"""
PIECES = sorted({word for words, *_ in read_rows(CASES) for word in words.split()} | set(WORDS.split()))
PHRASES = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join) | st.text(max_size=30)
DAYS = st.none() | st.dates()


def in_order(days: Days | None) -> bool:
    return days is None or days.first is None or days.last is None or days.first <= days.last


@given(PHRASES, DAYS)
@settings(max_examples=600, deadline=None)
@example("بعد 10000 سنة", date.max)
@example("قبل 10 عقود", date.min)
@example("محرم المقبل", date(2077, 11, 16))
def test_no_text_raises_and_no_interval_ends_before_it_begins(words: str, on: date | None) -> None:
    for days in (resolve_deadline(words, on=on), resolve_date(words, on=on)):
        assert in_order(days)
        assert days is None or (days.word_reading("en") and days.word_reading("ar"))
        assert days is None or days.first or days.last
    article_day(words)


@given(PHRASES)
@settings(max_examples=300, deadline=None)
def test_spelling_and_digits_do_not_matter(words: str) -> None:
    here = resolve_deadline(words, on=WEDNESDAY)

    assert resolve_deadline(fold(words), on=WEDNESDAY) == here
    assert resolve_deadline(words.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), on=WEDNESDAY) == here


def test_a_long_text_is_no_deadline() -> None:
    assert read_terms("غدا " * 500) is None
