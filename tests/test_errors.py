"""The words of sentences for the user."""

import pytest

from reader.wording import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 matches"), (1, "1 match"), (2, "2 matches"), (1204, "1,204 matches")]
)
def test_a_noun_agrees_with_its_number(number, words):
    assert counted(number, "match", "matches") == words


def test_a_plural_ends_in_s_unless_another_is_given():
    assert counted(2, "action") == "2 actions"
