"""What a line of the concordance says of the places beside what was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from library.small_library import make_index, mention, propose

from reader.library.queries.concordance import make_concordance
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import find_articles
from reader.model import Article

TEXT = "وصل إلى دمشق، ثم عاد.\nقال للوزير إنه بخير"


@pytest.mark.parametrize(
    ("query", "keyword", "blank_before", "blank_after"),
    [
        ("دمشق", "دمشق", True, False),
        ("عاد", "عاد", True, False),
        ("قال", "قال", True, True),
        ("وصل", "وصل", False, True),
        ("بخير", "بخير", True, False),
        # A part of a word, as the engine marks it.
        ("label:person", "وزير", False, True),
    ],
)
def test_white_space_beside_what_was_found(
    query: str, keyword: str, blank_before: bool, blank_after: bool, tmp_path: Path
) -> None:
    with make_index(tmp_path, [Article(TEXT)]) as index:
        propose(index, 1, TEXT, [mention(TEXT, "وزير", "person")])
        (line,) = make_concordance(index, find_articles(index, parse_query(query), who="هدى"))
        assert (line.keyword, line.blank_before, line.blank_after) == (keyword, blank_before, blank_after)
