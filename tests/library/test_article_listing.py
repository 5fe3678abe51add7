"""The list of articles without a screen: what is let through, in which order, and what is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.arabic.words import fold
from reader.journal.article_marks import Flag
from reader.library.index.article_rows import AnnotationCounts
from reader.library.listing.article_listing import ArticleListing
from reader.library.listing.listed_article import ListedArticle, list_loaded
from reader.library.listing.row_filter import Facet, RowFilter, RowOrder
from reader.load import Loaded
from reader.model import Article
from reader.store.known_articles import ArticleRecord

PLEDGE = Article("سيفتح المعبر غدا", "المعبر", "news/a.txt", "2016-12-01")
VIRUS = Article("الفيروس ينتشر في غزة والضفة", "الفيروس", "https://www.example.org/b", "2016-11-30")
UNDATED = Article("نص", "نصّ قصير", "old/c.txt", "أمس")


def record(article: Article, **work: object) -> ArticleRecord:
    empty = ArticleRecord(article.id, article.title, article.date, (), "", (), (), ())
    return replace(empty, **work)


@pytest.fixture
def listing() -> ArticleListing:
    made = ArticleListing(who="سارة")
    made.add(list_loaded(Loaded(each), at) for at, each in enumerate((PLEDGE, VIRUS, UNDATED)))
    for number, each in enumerate(made.every, 1):
        each.number = number
    made.counts = {1: AnnotationCounts(3, 1, 2), 2: AnnotationCounts(5, 0, 5)}
    made.holders = {Facet.LABEL: {"place": {1, 2}, "person": {1}}, Facet.TYPE: {"pledge": {1}}}
    made.records = {
        PLEDGE.id: record(PLEDGE, layers=(("سارة", 2), ("خالد", 1)), flags=(("سارة", Flag.DONE),), tags=("هدنة",)),
        VIRUS.id: record(VIRUS, flags=(("خالد", Flag.READ),)),
    }
    return made


def shown(listing: ArticleListing) -> list[str]:
    listing.show()
    return [each.title for each in listing.shown]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (RowFilter(), ["المعبر", "الفيروس", "نصّ قصير"]),
        (RowFilter("نص"), ["نصّ قصير"]),
        (RowFilter("EXAMPLE ٢٠١٦"), ["الفيروس"]),
        (RowFilter("المعبر 2017"), []),
        (RowFilter().toggled(Facet.MONTH, "2016-12"), ["المعبر"]),
        (RowFilter().toggled(Facet.MONTH, ""), ["نصّ قصير"]),
        (RowFilter().toggled(Facet.MONTH, "2016-12").toggled(Facet.MONTH, "2016-11"), ["المعبر", "الفيروس"]),
        (RowFilter().toggled(Facet.STATE, "done"), ["المعبر"]),
        (RowFilter().toggled(Facet.STATE, "unread"), ["الفيروس", "نصّ قصير"]),
        (RowFilter().toggled(Facet.TAG, "هدنة"), ["المعبر"]),
        (RowFilter().toggled(Facet.ANNOTATOR, "خالد"), ["المعبر", "الفيروس"]),
        (RowFilter().toggled(Facet.OUTLET, "example.org"), ["الفيروس"]),
        (RowFilter().toggled(Facet.OUTLET, "old"), ["نصّ قصير"]),
        (RowFilter().toggled(Facet.LABEL, "place").toggled(Facet.TYPE, "pledge"), ["المعبر"]),
        (RowFilter().toggled(Facet.LABEL, "place").toggled(Facet.LABEL, "place"), ["المعبر", "الفيروس", "نصّ قصير"]),
    ],
)
def test_a_filter_takes_all_words_and_of_each_facet_any_value(
    wanted: RowFilter, titles: list[str], listing: ArticleListing
) -> None:
    listing.filter = wanted
    assert shown(listing) == titles


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (RowOrder.FILES, ["المعبر", "الفيروس", "نصّ قصير"]),
        (RowOrder.DATE, ["المعبر", "الفيروس", "نصّ قصير"]),
        (RowOrder.TITLE, ["الفيروس", "المعبر", "نصّ قصير"]),
        (RowOrder.WORDS, ["الفيروس", "المعبر", "نصّ قصير"]),
        (RowOrder.OPEN, ["الفيروس", "المعبر", "نصّ قصير"]),
        (RowOrder.COMMITMENTS, ["المعبر", "الفيروس", "نصّ قصير"]),
        (RowOrder.STATE, ["الفيروس", "نصّ قصير", "المعبر"]),
    ],
)
def test_an_order_begins_with_what_one_looks_for_and_is_reversed(
    order: RowOrder, titles: list[str], listing: ArticleListing
) -> None:
    listing.order = order
    assert shown(listing) == titles
    listing.is_reversed = True
    assert shown(listing)[0] == {RowOrder.STATE: "المعبر", RowOrder.COMMITMENTS: "الفيروس"}.get(order, "نصّ قصير")


def test_values_are_counted_among_what_the_other_facets_let_through(listing: ArticleListing) -> None:
    assert listing.count_values(Facet.LABEL) == [("place", 2), ("person", 1)]
    listing.filter = RowFilter().toggled(Facet.STATE, "unread")
    assert listing.count_values(Facet.LABEL) == [("place", 1)]
    assert listing.count_values(Facet.STATE) == [("unread", 2), ("done", 1)]
    assert listing.count_values(Facet.MONTH) == [("2016-11", 1), ("", 1)]


def test_the_next_wanted_row_is_found_round_the_end(listing: ArticleListing) -> None:
    listing.show()
    assert listing.find_next(1, 1, listing.has_open) == 0
    assert listing.find_next(0, -1, listing.is_unread) == 2
    assert listing.find_next(0, 1, listing.lacks_second_reader) == 1
    assert listing.find_next(0, 1, lambda _: False) is None


def test_an_article_is_listed_once_wherever_it_comes_from(listing: ArticleListing) -> None:
    indexed = ListedArticle(PLEDGE.id, "المعبر", "", "", "", "", None, 7, 0, fold("المعبر"), number=9)
    assert listing.add([indexed, list_loaded(Loaded(PLEDGE), 5)]) == 0
    assert (listing.every[0].number, listing.every[0].words, listing.every[0].loaded_at) == (9, 7, 0)
    listing.forget_loaded()
    assert {each.loaded_at for each in listing.every} == {-1}
    listing.note_loaded({PLEDGE.id: 4})
    assert listing.every[0].loaded_at == 4


def test_actions_are_about_the_marked_articles_or_else_about_the_row(listing: ArticleListing) -> None:
    listing.show()
    assert [each.title for each in listing.targets(1)] == ["الفيروس"]
    listing.mark(listing.shown[2])
    listing.mark(listing.shown[0])
    assert [each.title for each in listing.targets(1)] == ["المعبر", "نصّ قصير"]
    listing.mark_shown()
    assert len(listing.marked) == 3
    listing.mark_shown()
    assert not listing.marked
