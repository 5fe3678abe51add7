"""Hits in their context: what stands around them, which are one line, and in which order."""

import pytest
from library.small_library import make_index

from reader.library.queries.concordance import make_concordance, sort_lines
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import Hit, find_articles
from reader.model import Article, Span

TEXT = "قال حسن نصر الله (أمس): «لن نقبل».\nثم قال حسن إن نصر قريب، ولم يزد."
OTHER = "كتب حسن المقال " + "و" * 5_000 + " كلمة"
LIBRARY = [
    Article(TEXT, "عنوان آخر", "a.txt", "2016-12-05", (("publisher", "النهار"),)),
    Article(OTHER, "", "b.txt", "2017-01-01", (("publisher", "الأخبار"),)),
    Article("بلا تاريخ: حسن", "", "c.txt"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with make_index(tmp_path_factory.mktemp("concordance"), LIBRARY) as index:
        yield index


def lines_of(index, written, **options):
    hits = find_articles(index, parse_query(written), who="Sara", order="oldest")
    return list(make_concordance(index, hits, **options))


def around(line):
    return line.before, line.keyword, line.after


def test_so_many_words_stand_on_each_side_and_line_ends_are_blanks(index):
    first, second = lines_of(index, "حسن date:2016", width_words=3)
    assert around(first) == ("قال", "حسن", "نصر الله (أمس):")
    assert around(second) == ("نقبل». ثم قال", "حسن", "إن نصر قريب،")
    assert [first.span.of(TEXT), second.span.of(TEXT)] == ["حسن", "حسن"]
    assert (first.title, first.outlet, first.place, first.day.isoformat()) == (
        "عنوان آخر",
        "النهار",
        "a.txt",
        "2016-12-05",
    )


def test_words_side_by_side_are_one_line(index):
    lines = lines_of(index, "حسن نصر الله", width_words=1)
    assert [line.keyword for line in lines] == ["حسن نصر الله", "حسن", "نصر"]


def test_an_article_that_was_not_found_by_its_words_shows_its_beginning(index):
    (line,) = lines_of(index, "date:2016", width_words=2)
    assert around(line) == ("", "", "قال حسن")
    assert line.span == Span(0, 0)


def test_no_words_and_very_long_words_do_no_harm(index):
    assert around(lines_of(index, "حسن date:2017", width_words=0)[0]) == ("", "حسن", "")
    line = lines_of(index, "حسن date:2017", width_words=5)[0]
    assert line.before == "كتب"
    assert line.after.startswith("المقال ووو")
    assert len(line.after) <= 200


def test_an_article_shows_so_many_lines_at_most(index):
    assert len(lines_of(index, "حسن date:2016", most_lines=1)) == 1


def test_an_article_that_is_gone_has_no_line(index):
    assert list(make_concordance(index, [Hit(99, "gone", (Span(0, 1),))])) == []


def test_lines_are_sorted_by_the_word_next_to_the_hit(index):
    lines = lines_of(index, "حسن")
    assert [line.before.split()[-1] for line in sort_lines(lines, "left")] == ["تاريخ:", "قال", "قال", "كتب"]
    assert [line.after[:3] for line in sort_lines(lines, "right")] == ["", "الم", "إن ", "نصر"]
    assert [line.place for line in sort_lines(lines, "date")] == ["a.txt", "a.txt", "b.txt", "c.txt"]
    assert [line.outlet for line in sort_lines(lines, "source")] == ["", "الأخبار", "النهار", "النهار"]
