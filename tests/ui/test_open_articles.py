"""However many articles are opened, only the latest stay laid out; the caret of the others is remembered."""

from __future__ import annotations

from reader.load import Loaded
from reader.model import Article
from reader.session import View
from reader.ui.open_articles import _KEPT, OpenArticles


def opened(many: int) -> OpenArticles:
    return OpenArticles([Loaded(Article(f"الخبر رقم {number}")) for number in range(many)], View(width=90))


def test_only_the_latest_stay_ready() -> None:
    articles = opened(1_000)
    for at in range(1_000):
        articles.session(at)
        articles.put_away()
    assert [at for at in range(1_000) if at in articles] == list(range(1_000 - _KEPT, 1_000))


def test_one_that_is_opened_again_is_one_of_the_latest() -> None:
    articles = opened(_KEPT + 1)
    first = articles.session(0)
    for at in range(1, _KEPT):
        articles.session(at)
    articles.session(0)
    articles.session(_KEPT)
    assert articles.put_away()
    assert articles.session(0) is first
    assert 1 not in articles


def test_the_caret_is_where_it_was() -> None:
    articles = opened(2 * _KEPT)
    articles.session(0).move_to(6)
    for at in range(1, 2 * _KEPT):
        articles.session(at)
        articles.put_away()
    assert 0 not in articles
    assert articles.session(0).caret == 6
