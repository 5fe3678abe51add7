"""However many articles are opened, only the latest stay laid out; the caret of the others is remembered."""

from __future__ import annotations

from reader.load import Loaded
from reader.model import Article
from reader.reading.session import Session, View
from reader.ui.open_articles import _KEPT, OpenArticles


def open_one(articles: OpenArticles, at: int) -> Session:
    session = articles.session(at, Loaded(Article(f"الخبر رقم {at}")))
    articles.put_away()
    return session


def test_only_the_latest_stay_ready() -> None:
    articles = OpenArticles(View(width=90))
    for at in range(1_000):
        open_one(articles, at)
    assert [at for at in range(1_000) if at in articles] == list(range(1_000 - _KEPT, 1_000))


def test_one_that_is_opened_again_is_one_of_the_latest() -> None:
    articles = OpenArticles(View(width=90))
    first = open_one(articles, 0)
    for at in range(1, _KEPT):
        open_one(articles, at)
    assert open_one(articles, 0) is first
    open_one(articles, _KEPT)
    assert open_one(articles, 0) is first
    assert 1 not in articles


def test_the_caret_is_where_it_was() -> None:
    articles = OpenArticles(View(width=90))
    open_one(articles, 0).move_to(6)
    for at in range(1, 2 * _KEPT):
        open_one(articles, at)
    assert 0 not in articles
    assert open_one(articles, 0).caret == 6
