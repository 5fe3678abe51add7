"""Sheets for Excel: what is written is read back, whatever it is."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reader.errors import ReaderError
from reader.exchange import xlsx_sheet
from reader.exchange.xlsx_sheet import write_xlsx


def written(*rows: list[object]) -> list[tuple[object, ...]]:
    """The cells below the header, read back."""
    target = io.BytesIO()
    header = [f"column {at}" for at in range(len(rows[0]))]
    write_xlsx(rows, target, title="سجل", header=header, widths=[10] * len(header))
    target.seek(0)
    sheet = load_workbook(target).active
    assert [cell.value for cell in sheet[1]] == header
    return list(sheet.iter_rows(min_row=2))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "=", "1e5", "2017-01-01"])
def test_a_text_stays_a_text(text: str) -> None:
    ((cell,),) = written([text])
    assert (cell.value, cell.data_type) == (text, "s")


def test_numbers_and_days_are_numbers_and_days() -> None:
    ((number, score, day, nothing),) = written([3, 0.5, date(2017, 1, 2), None])
    assert (number.value, score.value, day.value, nothing.value) == (3, 0.5, datetime(2017, 1, 2), None)
    assert day.is_date
    assert day.number_format == "yyyy-mm-dd"


def test_a_day_that_excel_does_not_know_is_a_text() -> None:
    ((day,),) = written([date(1881, 5, 12)])
    assert day.value == "1881-05-12"


def test_what_xml_forbids_is_replaced_and_a_long_text_cut() -> None:
    ((bad, long),) = written(["a\x00\x0b\ud800\ufffe\uffffب", "😀" * 20_000])
    assert bad.value == "a�����ب"
    assert long.value == "😀" * 16_383 + "…"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=4))
def test_any_text_makes_a_workbook_that_can_be_read(texts: list[str]) -> None:
    (cells,) = written(list(texts))
    for text, cell in zip(texts, cells, strict=True):
        assert cell.data_type in ("s", "inlineStr", "n")
        assert (cell.value or "").replace("\r", "").replace("\n", "") == xlsx_sheet.clean_text(text).replace(
            "\r", ""
        ).replace("\n", "")


def test_more_rows_than_a_sheet_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "MOST_ROWS", 2)
    assert len(written([1], [2])) == 2
    with pytest.raises(ReaderError, match="A sheet takes 2 rows"):
        written([1], [2], [3])
