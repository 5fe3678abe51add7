"""The dates of rows, in the forms that feeds and corpora write."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
import tomli
from dateutil.parser import isoparse
from hypothesis import given
from hypothesis import strategies as st

from reader import load as load_package
from reader.load import Loaded, Source, load_all, load_each
from reader.load.fields import sort_fields
from reader.load.row_dates import read_date

MONTHS = tomli.loads(Path(load_package.__file__).with_name("date_words.toml").read_text(encoding="utf-8"))["months"]
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"),
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-01 10:00", "2024-05-01 10:00"),
        ("٢٠٢٤-٠٥-٠١", "2024-05-01"),
        ("\u200f٢٠٢٤-٠٥-٠١\u200f", "2024-05-01"),
        ("1 مايو 2024", "2024-05-01"),
        ("الأربعاء 1 مايو 2024", "2024-05-01"),
        ("الأربعاء، 1 مايو/ أيار 2024 - 10:30 ص", "2024-05-01T10:30:00"),
        ("01 مايو، 2024 10:22 م", "2024-05-01T22:22:00"),
        ("22 نيسان/أبريل 2017", "2017-04-22"),
        ("15 يوليو 2015م", "2015-07-15"),
        ("Wed, 01 May 2024 10:00:00 +0300", "2024-05-01T10:00:00+03:00"),
        ("Wed, 01 May 2024 10:00:00 GMT", "2024-05-01T10:00:00+00:00"),
        ("Wed May 01 10:00:00 +0000 2024", "2024-05-01T10:00:00+00:00"),
        ("May 1, 2024", "2024-05-01"),
        ("1 mai 2024", "2024-05-01"),
        ("03/04/2024", "2024-04-03"),
        ("16/01/2017", "2017-01-16"),
        ("5/13/2024", "2024-05-13"),
        ("2024/05/01", "2024-05-01"),
        ("01.05.2024", "2024-05-01"),
        ("20240501", "2024-05-01"),
        ("20240501T103000Z", "2024-05-01T10:30:00+00:00"),
        ("مايو 2024", "2024-05"),
        ("1 مايو 2024 الموافق 22 شوال 1445 هـ", "2024-05-01"),
        ("1 مايو 2024، الساعة 10:30 مساءً بتوقيت غرينتش", "2024-05-01T22:30:00+00:00"),
        ("Wed May 01 2024 10:00:00 GMT+0300 (Arabian Standard Time)", "2024-05-01T10:00:00+03:00"),
        ("1482019200", "2016-12-18T00:00:00+00:00"),
        ("1482019200000", "2016-12-18T00:00:00+00:00"),
        ("1482019200.5", "2016-12-18T00:00:00+00:00"),
    ],
)
def test_forms_in_use(written: str, read: str) -> None:
    assert read_date(written) == read


@pytest.mark.parametrize(
    ("number", "name"),
    [(number, name) for number, names in enumerate(MONTHS.values(), 1) for name in names.split(", ")],
)
def test_every_name_of_a_month(number: int, name: str) -> None:
    for form, digits in product(
        ("7 {} 2016", "الخميس 7 {} 2016", "7 {}، 2016"), (str, lambda s: s.translate(ARABIC_DIGITS))
    ):
        assert read_date(digits(form.format(name))) == f"2016-{number:02}-07"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "أمس",
        "yesterday",
        "2024-13-01",
        "2024-02-30",
        "24-05-01",
        "01/09/1445",
        "22 شوال 1445",
        "تاريخ غير معروف",
        "0",
        "12345",
        "31/31/2024",
    ],
)
def test_what_names_no_day_is_not_read(written: str) -> None:
    assert read_date(written) is None


@given(st.text() | st.text(alphabet="0123456789/-: TZمايو", max_size=20))
def test_any_text_is_read_or_not(written: str) -> None:
    found = read_date(written)
    assert found is None or isoparse(found)


def loaded(tmp_path: Path, row: dict[str, object]) -> Loaded:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (outcome,) = load_each(Source(str(path)))
    assert isinstance(outcome, Loaded)
    return outcome


@pytest.mark.parametrize(
    "field",
    [
        "date",
        "created_at",
        "publish_date",
        "datetime",
        "pubDate",
        "publishedAt",
        "date_published",
        "posted_at",
        "تاريخ النشر",
    ],
)
def test_fields_that_hold_the_date(tmp_path: Path, field: str) -> None:
    assert loaded(tmp_path, {"text": "خبر", field: "1 مايو 2024"}).article.date == "2024-05-01"


def test_a_date_that_is_not_read_stays_as_it_is_and_is_named(tmp_path: Path) -> None:
    outcome = loaded(tmp_path, {"text": "خبر", "date": "قبل ساعة"})
    assert outcome.article.date == "قبل ساعة"
    assert outcome.warnings == (
        f"{tmp_path}/rows.jsonl, line 1: the date “قبل ساعة” cannot be read and is kept as it is; write it as 2024-05-31.",
    )


def test_the_dates_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,created_at\nخبر,1 آذار 2024\nآخر,غدا\n", encoding="utf-8")
    articles, _ = load_all([str(tmp_path)])
    assert [each.article.date for each in articles] == ["2024-03-01", "غدا"]
    assert [len(each.warnings) for each in articles] == [0, 1]


def test_a_label_before_a_date_and_a_time_without_a_mark_before_it_are_read():
    assert read_date("نشر في: 1 مايو 2024") == "2024-05-01"
    assert read_date("Published: 01/05/2024 10:30") == "2024-05-01T10:30:00"
    assert read_date("20240501103000") == "2024-05-01T10:30:00"
    assert read_date("20241301103000") is None


def test_dates_in_exports_of_mongodb():
    row = sort_fields({"text": "نص", "date": {"$date": "2024-05-01T10:00:00Z"}})
    assert (row.date, row.is_date_read) == ("2024-05-01T10:00:00Z", True)
    assert sort_fields({"date": {"$date": {"$numberLong": "1714557600000"}}}).date == "2024-05-01T10:00:00+00:00"
