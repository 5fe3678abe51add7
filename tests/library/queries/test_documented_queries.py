"""Every query in docs/library.md can be read, and a library is searched with it."""

import re
from pathlib import Path

import pytest
from library.small_library import make_index

from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import find_articles
from reader.model import Article

PAGE = (Path(__file__).parents[3] / "docs" / "library.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Search\n")[2].partition("\n## ")[0]
QUERIES = re.findall(r"^\| `([^`]+)` \|", SECTION, re.MULTILINE)
NAMED_IN_ARABIC = re.findall(r"`([^`]*[\u0621-\u064a_]+:[^`]+)`", SECTION)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with make_index(tmp_path_factory.mktemp("documented"), [Article("روسيا وسوريا")]) as index:
        yield index


def test_the_page_shows_queries_of_every_kind():
    assert len(QUERIES) >= 35
    assert len(NAMED_IN_ARABIC) >= 3


@pytest.mark.parametrize("written", [*QUERIES, *NAMED_IN_ARABIC])
def test_a_query_that_is_shown_can_be_asked(index, written):
    assert len(list(find_articles(index, parse_query(written), who="Sara"))) <= 1
