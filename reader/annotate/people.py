"""Where people are named: after a title, and by sequences of given names and surnames."""

from __future__ import annotations

from collections.abc import Iterator

from reader.annotate.candidates import Candidate
from reader.annotate.gazetteer import load_name_units
from reader.annotate.tokens import Tokens


def find_people(tokens: Tokens) -> Iterator[Candidate]:
    """The people of a text: two or more name units in a row."""
    units = load_name_units()
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and tokens.folded[end] in units:
            end += 1
        if end - index > 1 and units[tokens.folded[index]] in ("g", "b"):
            yield Candidate(index, end - 1, 0, "person", 0.6, "given name and surname")
        index = max(end, index + 1)
