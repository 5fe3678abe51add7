"""What is typed above the list: which words are plain, and which are a query."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.labels import default_labels
from reader.library.listing.row_filter import RowFilter
from reader.library.listing.typed_filter import read_filter


def read(typed: str) -> RowFilter:
    return read_filter(typed, chosen={}, labels=default_labels())


@pytest.mark.parametrize(
    "typed",
    ["المعبر ٢٠١٦", "https://example.org/c", "وزير: كذا", "AT&T", "(PER) [x]", "12:30", "سنة 2016-12-01", "and or"],
)
def test_plain_words_are_no_query(typed: str) -> None:
    assert read(typed) == RowFilter(typed, {}, typed)


@pytest.mark.parametrize(
    ("typed", "words", "query"),
    [
        ("type:pledge", (), "type:pledge"),
        ("المعبر type:pledge ٢٠١٦", ("المعبر", "2016"), "type:pledge"),
        ("النوع: تهديد غزة", ("غزه",), "النوع: تهديد"),
        ("type:pledge committer:~روسيا غزة", ("غزه",), "type:pledge committer:~روسيا"),
        ('"حسن نصر الله" لبنان', ("لبنان",), '"حسن نصر الله"'),
        ("لبنان -tag:قديم -سوريا", ("لبنان",), "-tag:قديم -سوريا"),
        ("label:place https://example.org", ("https://example.org",), "label:place"),
        # With AND, OR and parentheses, all of it is a query.
        ("روسيا OR لبنان", (), "روسيا OR لبنان"),
        ("غزة type:(pledge | demand)", (), "غزة type:(pledge | demand)"),
        ("NEAR(روسيا انسحاب, 5) غزة", (), "NEAR(روسيا انسحاب, 5) غزة"),
    ],
)
def test_words_beside_terms_are_plain(typed: str, words: tuple[str, ...], query: str) -> None:
    found = read(typed)
    assert found.words == words
    assert found.typed == typed
    assert found.query is not None
    assert found.query.written.split() == query.split()


@pytest.mark.parametrize(
    ("typed", "offset", "why"),
    [
        ("غزة typ:pledge", 4, "no field of this name"),
        ("غزة type:", 4, "nothing stands after the colon"),
        ("غزة type:ميثاق", 9, "ميثاق"),
        ('غزة "حسن', 4, "never closed"),
        ("type:pledge OR", 14, "missing"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(typed: str, offset: int, why: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(typed)
    assert caught.value.offset == offset
    assert why in str(caught.value)


@given(st.text(alphabet='اب xAND:OR-~"«»()&|,/NEAR12'))
def test_anything_can_be_typed(typed: str) -> None:
    with suppress(QueryError):
        assert read(typed).typed == typed
