"""Which English names are guesses: those in which a word is spelt letter by letter and no list has the name."""

from __future__ import annotations

import pytest

from reader.annotate.names.glossing import describe, is_guess, mark_guess
from reader.annotate.names.romanising import is_spelt_by_rule
from reader.model import Annotation, Span


@pytest.mark.parametrize(
    ("name", "label", "shown"),
    [
        ("سامنثا باور", "person", "~Samntha Bawr"),
        ("منير السيال", "person", "~Munir al-Sayal"),
        ("فلاديمير بوتين", "person", "Vladimir Putin"),
        ("محمد علي", "person", "Muhammad Ali"),
        ("موسكو", "place", "Moscow"),
        ("جامعة حماة", "organization", "University of Hama"),
        ("شارع حماة", "place", "Street of Hama"),
    ],
)
def test_a_guess_is_told_from_what_a_list_knows(name: str, label: str, shown: str) -> None:
    gloss = describe(name, label)["gloss"]
    assert mark_guess(Annotation(Span(0, 1), label, attributes=(("entity", name), ("gloss", gloss)))) == shown


def test_an_english_name_that_somebody_else_gave_is_no_guess() -> None:
    assert not is_guess("Samantha Power", "سامنثا باور", "person")


def test_a_name_in_latin_letters_is_not_spelt_by_rule() -> None:
    assert not is_spelt_by_rule("NATO")
    assert mark_guess(Annotation(Span(0, 1), "person")) == ""
