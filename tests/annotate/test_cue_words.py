"""What the lexicon knows of a word: how often it bound, as which type, and how it is found under its proclitics."""

from __future__ import annotations

import pytest
from possible_cues import make_word

from reader.annotate.commitments.cue_lexicon import find_cue_word
from reader.arabic.words import fold


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("تعهدت", "تعهدت"),
        ("وتعهدت", "تعهدت"),
        ("تَعَهَّدَت", "تعهدت"),
        ("للاتفاق", "الاتفاق"),
        ("بالتعهد", None),
        ("بيت", None),
    ],
)
def test_a_word_is_found_without_its_vowels_and_proclitics(written: str, word: str | None) -> None:
    found = find_cue_word(fold(written))
    assert (found.word if found else None) == word


def test_an_entry_says_how_often_its_word_bound_and_as_what() -> None:
    found = find_cue_word("هدد")
    assert found is not None
    assert found.bound == sum(found.types.values())
    assert max(found.types, key=lambda label: found.types[label]) == "threat"


def test_the_oftener_a_word_binds_the_better_its_odds() -> None:
    seldom, often, always = (make_word(seen=seen, pledge=3) for seen in (300, 6, 3))
    assert seldom.log_odds() < often.log_odds() < always.log_odds()


def test_a_word_seen_less_often_than_it_bound_is_no_error() -> None:
    assert make_word(seen=0, pledge=3).log_odds() > 0


def test_a_type_never_seen_keeps_a_small_share() -> None:
    word = make_word(seen=20, pledge=9, intent=1)
    assert 0 < word.share("threat") < word.share("intent") < word.share("pledge") < 1
