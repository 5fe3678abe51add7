"""The articles in which a form may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.deadlines import article_day
from reader.library.index.article_putting import find_article, put_article
from reader.library.index.form_candidates import find_candidates
from reader.library.index.library_index import LibraryIndex
from reader.load import Loaded
from reader.model import Article

TEXTS = ("وكلبها في البيت", "كلب وقطة", "الفيروسات", "كتاب")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("كلب", [1, 2]),  # also with something before and after it
        ("فيروس", [3]),
        ("كلب قطه", [2]),
        ("حصان", []),
        ("", [1, 2, 3, 4]),
        ('" OR *', []),
    ],
)
def test_no_article_with_the_form_is_missed(words: str, found: list[int], tmp_path: Path) -> None:
    with LibraryIndex(tmp_path / "index.db") as index, index.writing() as connection:
        for text in TEXTS:
            put_article(connection, Loaded(Article(text)), read_day=article_day)
        assert list(find_candidates(connection, words)) == found


@pytest.mark.parametrize("name", ["", "7", "corpus.jsonl:3"])
def test_an_article_comes_back_with_its_place(name: str, tmp_path: Path) -> None:
    loaded = Loaded(Article("نص", "عنوان", "corpus.jsonl", "2016", (("publisher", "و"),)), name=name)
    with LibraryIndex(tmp_path / "index.db") as index, index.writing() as connection:
        put_article(connection, loaded, read_day=article_day)
        assert find_article(connection, loaded.article.id) == loaded
        assert find_article(connection, "0") is None
