"""The page without a screen: its columns, its rows, and the line of source and date."""

from __future__ import annotations

import pytest

from reader.layout import lay_out
from reader.model import Article
from reader.ui.reading.origin import describe_origin, write_date
from reader.ui.reading.page_columns import find_left, find_measure, fit_panel
from reader.ui.reading.page_rows import PageRows, choose_marking

MARGINS = {"measure": 70, "margin": 2}


@pytest.mark.parametrize(
    ("window", "panel", "measure"),
    [(60, 25, 30), (80, 26, 49), (100, 26, 69), (120, 36, 70), (160, 48, 70), (200, 48, 70), (300, 48, 70)],
)
def test_the_panel_takes_most_of_what_the_measure_leaves_within_limits(window: int, panel: int, measure: int) -> None:
    assert fit_panel(window, wanted=0, **MARGINS) == panel
    assert find_measure(window - panel, **MARGINS) == measure


def test_a_chosen_width_of_the_panel_gives_way_only_to_the_least_text() -> None:
    assert fit_panel(120, wanted=60, **MARGINS) == 60
    assert find_measure(80 - fit_panel(80, wanted=60, **MARGINS), **MARGINS) == 30


@pytest.mark.parametrize("pane", [30, 75, 76, 77, 120, 152, 300])
def test_the_page_stands_in_the_middle_between_its_margins(pane: int) -> None:
    measure = find_measure(pane, **MARGINS)
    at_left, at_right = (find_left(pane, measure=measure, margin=2, bar=bar) for bar in ("left", "right"))
    assert at_right == at_left - 1, "the bar takes a column at its side"
    right = pane - at_left - measure
    assert min(at_right, right) >= 2
    assert 0 <= at_right - right <= 1


def rows_of(text: str, title: str, *, height: int, marking: str = "auto", origin: bool = True) -> list[str]:
    """What the rows of a page show, from its first line to its last."""
    article = Article(text, title=title)
    layout = lay_out(text, 20)
    sets_apart = choose_marking(marking, height=height) == "blank"
    page = PageRows(layout, article.title_span, height=height, spacing=0, sets_apart=sets_apart, has_origin=origin)
    place, rows = layout.first, [*page.above_first()]
    while True:
        rows.append(page.of(place))
        below = layout.step(place, 1)
        if below == place:
            break
        rows += page.between(place, below)
        place = below
    return [
        row.ornament if row.place is None or row.ornament == "rule" else layout.line(row.place).span.of(text)
        for row in rows
    ]


def test_the_title_has_air_the_source_and_a_rule() -> None:
    low = rows_of("عنوان\n\nأول\nثان", "عنوان", height=20)
    assert low == ["blank", "عنوان", "origin", "rule", "أول", "ثان"]
    tall = rows_of("عنوان\n\nأول\nثان", "عنوان", height=40)
    assert tall == ["blank", "عنوان", "origin", "rule", "blank", "أول", "blank", "ثان"]
    tiny = rows_of("عنوان\n\nأول", "عنوان", height=8)
    assert tiny == ["عنوان", "origin", "rule", "أول"]


def test_a_title_without_an_empty_line_after_it_gets_the_same_rows() -> None:
    assert rows_of("عنوان\nأول", "عنوان", height=20) == ["blank", "عنوان", "origin", "rule", "أول"]
    assert rows_of("عنوان\nأول", "عنوان", height=20, origin=False) == ["blank", "عنوان", "rule", "أول"]
    assert rows_of("عنوان\n\n\nأول", "عنوان", height=20) == ["blank", "عنوان", "origin", "rule", "", "أول"]


def test_a_text_without_a_title_says_where_it_comes_from_first() -> None:
    assert rows_of("أول\nثان", "", height=20) == ["blank", "origin", "rule", "أول", "ثان"]
    assert rows_of("أول\nثان", "", height=20, origin=False) == ["أول", "ثان"]


def test_a_long_title_is_wrapped_and_ruled_off_once() -> None:
    title = "عنوان طويل لا يتسع له سطر واحد"
    rows = rows_of(f"{title}\n\nأول", title, height=20)
    assert rows == ["blank", "عنوان طويل لا يتسع له ", "سطر واحد", "origin", "rule", "أول"]


def test_the_setting_decides_about_blank_rows_whatever_the_height() -> None:
    assert choose_marking("indent", height=60) == "indent"
    assert "blank" not in rows_of("أول\nثان", "", height=20, marking="none", origin=False)
    assert rows_of("أول\nثان", "", height=20, marking="blank", origin=False) == ["أول", "blank", "ثان"]


@pytest.mark.parametrize(
    ("written", "arabic", "english"),
    [
        ("2016-12-18", "18 ديسمبر 2016", "18 December 2016"),
        ("2016-12", "ديسمبر 2016", "December 2016"),
        ("2024-05-01T10:00:00+00:00", "1 مايو 2024، 10:00 UTC", "1 May 2024, 10:00 UTC"),
        ("2024-05-01 10:05:00+0300", "1 مايو 2024، 10:05 UTC+3", "1 May 2024, 10:05 UTC+3"),
        ("2024-05-01T10:05:00", "1 مايو 2024، 10:05", "1 May 2024, 10:05"),
        ("2024-05-01T00:00:00Z", "1 مايو 2024", "1 May 2024"),
        ("1437 رجب\n5", "1437 رجب 5", "1437 رجب 5"),
        ("2016", "2016", "2016"),
        ("", "", ""),
    ],
)
def test_a_date_is_written_as_people_write_it_and_nothing_is_added(written: str, arabic: str, english: str) -> None:
    assert (write_date(written, "rtl"), write_date(written, "ltr")) == (arabic, english)


@pytest.mark.parametrize(
    ("article", "line"),
    [
        (Article("خبر", source="/news/000_11f.txt"), ""),
        (Article("خبر", source="rows.jsonl", date="2016-12-18", fields=(("publisher", "العربية"),)),
         "العربية · 18 ديسمبر 2016"),
        (Article("خبر", source="page.html", fields=(("url", "https://www.aljazeera.net/a/b"),)), "aljazeera.net"),
        (Article("خبر", source="https://example.org:8080/a"), "example.org"),
        (Article("خبر", source="https://[broken"), ""),
        (Article("خبر", source="-", date="2016-12-18"), "18 ديسمبر 2016"),
        (Article("خبر", source="-"), ""),
    ],
)  # fmt: skip
def test_the_line_of_origin_names_the_publisher_or_the_site_and_no_file(article: Article, line: str) -> None:
    without_isolates = describe_origin(article, "rtl").replace("\u2068", "").replace("\u2069", "")
    assert without_isolates == line
