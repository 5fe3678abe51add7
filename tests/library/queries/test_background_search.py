"""The thread that searches: first lines first, the rest when they are asked for, and the next query instead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from library.small_library import make_index

from reader.library.index.library_index import LibraryIndex
from reader.library.queries.background_search import _FIRST, _MORE, BackgroundSearch, Findings
from reader.library.queries.query_parsing import parse_query
from reader.model import Article

COUNT = 500
ARTICLES = [
    Article(f"خبر {'بعيد' if number % 2 else 'قريب'} رقم {number} من حلب", source=f"{number}.txt")
    for number in range(COUNT)
]
PATIENCE = 30


class Answers:
    """What a search reports, in the order in which it comes."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self.findings: list[Findings] = []

    def take(self, findings: Findings) -> None:
        with self._arrived:
            self.findings.append(findings)
            self._arrived.notify_all()

    def wait(self, turn: int, lines: int = 0, *, is_last: bool = False) -> list[Findings]:
        def has_come() -> bool:
            mine = [each for each in self.findings if each.turn == turn]
            return any(each.is_last for each in mine) if is_last else sum(len(each.lines) for each in mine) >= lines

        with self._arrived:
            assert self._arrived.wait_for(has_come, PATIENCE)
            return [each for each in self.findings if each.turn == turn]


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def search(tmp_path: Path, answers: Answers) -> Iterator[BackgroundSearch]:
    index = make_index(tmp_path, ARTICLES)

    @contextmanager
    def open_index() -> Iterator[LibraryIndex]:
        with index:
            yield index

    found = BackgroundSearch(open_index, who="هدى", report=answers.take)
    yield found
    found.close()


def test_the_first_page_comes_alone_and_the_number_of_articles_after_it(
    search: BackgroundSearch, answers: Answers
) -> None:
    turn = search.search(parse_query("حلب"), "oldest")
    answers.wait(turn, _FIRST + _MORE)
    first, counted, second = answers.findings[:3]
    assert len(first.lines) == _FIRST
    assert first.articles is None
    assert counted.articles == COUNT
    assert not counted.lines
    assert len(second.lines) == _MORE
    assert first.lines[0].keyword == "حلب"


def test_no_more_is_found_than_is_asked_for(search: BackgroundSearch, answers: Answers) -> None:
    turn = search.search(parse_query("حلب"), "oldest")
    answers.wait(turn, _MORE)
    assert not any(each.is_last for each in answers.findings)
    search.go_on(COUNT)
    found = answers.wait(turn, is_last=True)
    assert sum(len(each.lines) for each in found) == COUNT
    assert found[-1].articles == COUNT


def test_the_next_query_takes_the_place_of_the_one_before(search: BackgroundSearch, answers: Answers) -> None:
    first = search.search(parse_query("خبر"), "oldest")
    turns = [search.search(parse_query("رقم 17"), "newest") for _ in range(5)]
    assert turns == list(range(first + 1, first + 6))
    found = answers.wait(turns[-1], is_last=True)
    assert [line.id for line in found[-1].lines] == [ARTICLES[17].id]


@pytest.mark.parametrize(("order", "nearest"), [("left", "بعيد"), ("right", "رقم")])
def test_lines_are_sorted_by_the_words_beside_what_was_found(
    order: str, nearest: str, search: BackgroundSearch, answers: Answers
) -> None:
    query, at = ("رقم", "before") if order == "left" else ("بعيد OR قريب", "after")
    turn = search.search(parse_query(query), order)  # type: ignore[arg-type]
    (found,) = answers.wait(turn, is_last=True)
    words = [getattr(line, at).split() for line in found.lines]
    assert len(words) == found.articles == COUNT
    assert (words[0][-1] if order == "left" else words[0][0]) == nearest
    assert words == sorted(words, key=lambda each: each[::-1] if order == "left" else each)


def test_an_index_that_cannot_be_searched_is_reported(tmp_path: Path, answers: Answers) -> None:
    index = make_index(tmp_path, ARTICLES[:3])
    with index.writing() as connection:
        connection.execute("DROP TABLE words")

    @contextmanager
    def open_index() -> Iterator[LibraryIndex]:
        with index:
            yield index

    search = BackgroundSearch(open_index, who="هدى", report=answers.take)
    (found,) = answers.wait(search.search(parse_query("حلب"), "newest"), is_last=True)
    assert "index.db" in found.trouble
    assert not found.lines
    search.close()
