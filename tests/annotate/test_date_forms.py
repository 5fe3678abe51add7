"""The table of date forms, generated: each is one date, read whole and to its value."""

from __future__ import annotations

from collections.abc import Iterable

from date_forms import STRETCHES, YEARS, clock_times, dates_of_days, dates_of_hijri_months

from reader.annotate.dates.pattern_annotator import Patterns
from reader.model import Article


def _misread(
    forms: Iterable[tuple[str, str]], *, before: str = "وقع ذلك في"
) -> list[tuple[str, list[tuple[str, str]]]]:
    wrong = []
    for form, value in forms:
        text = f"{before} {form}، بحسب شهود"
        proposed = Patterns().annotate(Article(text, date="2017-05-10"), ())
        read = [(each.span.of(text), each.attribute("value")) for each in proposed]
        if read != [(form, value)]:
            wrong.append((form, read))
    return wrong


def test_days_of_every_month_by_every_name() -> None:
    assert _misread(dates_of_days()) == []


def test_days_of_the_hijri_months() -> None:
    assert _misread(dates_of_hijri_months()) == []


def test_every_hour_with_every_fraction_and_part_of_the_day() -> None:
    assert _misread(clock_times()) == []


def test_years() -> None:
    assert _misread(YEARS.items()) == []


def test_stretches_of_time() -> None:
    assert _misread(STRETCHES.items()) == []
