"""Whatever joins terms, the articles found are those of set algebra, and the places those of the terms that hold."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library.small_library import make_index, mark

from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import count_articles, find_articles, where_sql
from reader.model import Article

WORDS = ["الوزير", "وزير", "لبنان", "ولبنان", "قال", "السلام", "2016", "bbc", "أمة"]
MANY = 80
EVERY = set(range(1, MANY + 1))
TERMS = ["وزير", "~وزير", '"قال الوزير"', '~"قال وزير"', '"وز* لبنان"', "NEAR(~لبنان قال, 2)", "title:bbc", "ام*", "tag:x", "date:2016", "has:tags", "text:~سلام"]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    chance = random.Random(5)
    library = [
        Article(
            " ".join(chance.choices(WORDS, k=chance.randint(1, 12))) + f" {number}",
            " ".join(chance.choices(WORDS, k=2)),
            "",
            f"201{chance.randint(5, 7)}-01-01",
        )
        for number in range(MANY)
    ]
    with make_index(tmp_path_factory.mktemp("joined"), library) as index:
        for number in range(1, MANY, 3):
            mark(index, number, "Sara", "tag", "x")
        yield index


@pytest.fixture(scope="module")
def alone(index):
    """What each term finds by itself: the places by article."""
    return {term: places(index, term) for term in TERMS}


def places(index, written):
    hits = find_articles(index, parse_query(written), who="Sara")
    return {hit.article: set(hit.spans) for hit in hits}


joined = st.recursive(
    st.sampled_from(TERMS),
    lambda parts: st.one_of(
        st.tuples(st.just("AND"), st.lists(parts, min_size=2, max_size=3)),
        st.tuples(st.just("OR"), st.lists(parts, min_size=2, max_size=3)),
        st.tuples(st.just("NOT"), parts),
    ),
    max_leaves=7,
)


def write(tree):
    match tree:
        case ("NOT", part):
            return f"-({write(part)})"
        case (sign, parts):
            return f" {sign} ".join(f"({write(part)})" for part in parts)
    return tree


def expect(tree, alone):
    match tree:
        case ("NOT", part):
            inside = expect(part, alone)
            return {number: set() for number in EVERY if number not in inside}
        case (sign, parts):
            found = [expect(part, alone) for part in parts]
            numbers = (set.intersection if sign == "AND" else set.union)(*(set(each) for each in found))
            return {number: set().union(*(each.get(number, set()) for each in found)) for number in numbers}
    return alone[tree]


@settings(max_examples=150, deadline=None)
@given(tree=joined)
def test_joined_terms(index, alone, tree):
    query = parse_query(write(tree))
    expected = expect(tree, alone)
    assert places(index, write(tree)) == expected
    assert count_articles(index, query, who="Sara") == len(expected)
    # What SQL alone decides leaves none of them out.
    sql, values = where_sql(query, who="Sara")
    rows = index.connection.execute(f"SELECT number FROM articles WHERE {sql}", values)
    assert {number for (number,) in rows} >= set(expected)


def test_the_terms_find_some_articles_and_not_all(alone):
    assert [term for term, found in alone.items() if not 0 < len(found) < MANY] == []
