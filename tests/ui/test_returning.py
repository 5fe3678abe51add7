"""The article that was read last is found among those being loaded, by its text or else by its file."""

from __future__ import annotations

from collections.abc import Iterator

from reader.errors import LoadError
from reader.load import Loaded
from reader.model import Article
from reader.ui.returning import describe_place, is_the_one, load_up_to

DATABASE = "/news/.reader/reader.db"
ARTICLES = [Loaded(Article(f"الخبر رقم {number}", source=f"/news/{number}.txt")) for number in range(5)]


def test_it_is_known_by_its_text_wherever_it_lies_and_by_its_file_whatever_it_holds() -> None:
    wanted = describe_place(ARTICLES[1], DATABASE)
    assert wanted["source"] == "1.txt"
    assert is_the_one(Loaded(Article("الخبر رقم 1", source="/elsewhere/x.txt")), wanted, DATABASE)
    assert is_the_one(Loaded(Article("نص جديد", source="/news/1.txt")), wanted, DATABASE)
    assert not is_the_one(ARTICLES[2], wanted, DATABASE)
    assert not is_the_one(Loaded(Article("من الأنبوب", source="-")), {"id": "", "source": "-"}, DATABASE)


def test_what_stands_before_it_is_loaded_too_and_nothing_after_it() -> None:
    outcomes: Iterator[Loaded | LoadError] = iter([LoadError("broken"), *ARTICLES[1:]])
    ready, at = load_up_to(describe_place(ARTICLES[2], DATABASE), DATABASE, ARTICLES[0], outcomes)
    assert (len(ready), at) == (4, 2)
    assert list(outcomes) == ARTICLES[3:]


def test_the_first_is_not_waited_for_where_nothing_is_wanted_or_the_wanted_one_is_gone() -> None:
    outcomes = iter(ARTICLES[1:])
    assert load_up_to({}, DATABASE, ARTICLES[0], outcomes) == ([ARTICLES[0]], 0)
    assert load_up_to({"id": "gone"}, DATABASE, ARTICLES[0], outcomes) == (ARTICLES, 0)
