"""The words of sentences for the user."""

import pytest

from reader.errors import QueryError, line_of
from reader.wording import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 matches"), (1, "1 match"), (2, "2 matches"), (1204, "1,204 matches")]
)
def test_a_noun_agrees_with_its_number(number, words):
    assert counted(number, "{number} match", "{number} matches") == words


def test_a_line_is_named_after_its_file():
    assert line_of("a\n.jsonl", 1204) == "a\\n.jsonl, line 1204"


def test_a_query_says_where_it_cannot_be_read():
    assert str(QueryError("close it.", words="(", offset=3)) == "The query cannot be read at ( (character 4): close it."
    assert str(QueryError("write a word.", offset=3)) == "The query cannot be read at character 4: write a word."
