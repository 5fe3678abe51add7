"""The lexicon of cues holds together: every word has a lemma, types and a sentence in which it binds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from reader.annotate.commitments.cue_lexicon import FILE, NONE, find_cue_word, read_lexicon
from reader.annotate.tokens import read_tokens
from reader.arabic.words import fold
from reader.labels import default_labels
from reader.labels.label import COMMITMENT

LEXICON = read_lexicon()
CUES = {word: entry for word, entry in LEXICON.items() if entry.lemma != NONE}
TRAINING = Path(__file__).parents[2] / "training" / "commitments"
TYPES = {label.name for label in default_labels().types_of(COMMITMENT)}


def rows_by_hand(name: str) -> Iterator[list[str]]:
    """The rows of a file that is written by hand."""
    for line in (TRAINING / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def test_no_word_is_listed_twice() -> None:
    text = (files("reader.annotate") / "lexicon" / FILE).read_text(encoding="utf-8")
    words = [line.split("\t")[0] for line in text.splitlines() if not line.startswith("#")]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert words == sorted(words)
    assert len(CUES) > 1000


def test_every_word_is_folded_and_has_a_lemma_and_known_types() -> None:
    for word, entry in CUES.items():
        assert fold(word) == word
        assert entry.lemma, word
        assert entry.types, word
        assert set(entry.types) <= TYPES, word
        assert all(times > 0 for times in entry.types.values()), word


def test_a_form_that_no_marked_article_has_stands_for_its_lemma() -> None:
    seen, unseen = read_lexicon()["ناشد"], read_lexicon()["تناشد"]
    assert unseen.is_unseen
    assert not seen.is_unseen
    assert (unseen.word, unseen.lemma, unseen.follows, unseen.example) == ("تناشد", "ناشد", seen.follows, seen.example)
    words = [entry for entry in CUES.values() if entry.lemma == "ناشد" and not entry.is_unseen]
    assert (unseen.bound, unseen.seen) == (sum(each.bound for each in words), sum(each.seen for each in words))


def test_no_word_was_a_cue_more_often_than_it_was_seen() -> None:
    assert [word for word, entry in CUES.items() if entry.bound > entry.seen] == []


def test_the_words_of_a_lemma_share_what_follows_and_the_example() -> None:
    for lemma in {entry.lemma for entry in CUES.values()}:
        assert len({(entry.follows, entry.example) for entry in CUES.values() if entry.lemma == lemma}) == 1, lemma


def test_every_example_is_a_short_sentence_with_a_word_of_its_lemma() -> None:
    for lemma, example in {(entry.lemma, entry.example) for entry in CUES.values()}:
        words = [word for word in read_tokens(example).folded if word.isalpha()]
        assert 6 <= len(words) <= 12, example
        assert lemma in {entry.lemma for word in words if (entry := find_cue_word(word))}, (lemma, example)


def test_no_sentence_is_the_example_of_two_lemmas() -> None:
    sentences = [sentence for _, sentence in rows_by_hand("examples.tsv")]
    assert len(sentences) == len(set(sentences))


def test_no_word_has_two_lemmas_and_no_lemma_two_lines() -> None:
    rows = list(rows_by_hand("lemmas.tsv"))
    lemmas, words = [row[0] for row in rows], [word for row in rows for word in row[2].split()]
    assert len(lemmas) == len(set(lemmas))
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert {entry.lemma for entry in LEXICON.values()} <= set(lemmas)


@pytest.mark.parametrize(
    ("word", "lemma", "follows"),
    [
        ("تعهدت", "تعهد", "بـ"),
        ("وطالبوا", "طالب", "بـ"),
        ("داعيا", "دعا", "إلى"),
        ("حث", "حث", "على"),
        ("سيبدأ", "بدأ", ""),
        ("أبرمتها", "أبرم", ""),
        ("إبرام", "إبرام", ""),
        ("المقرر", "مقرر", "أن"),
        ("بالموافقة", "موافقة", "على"),
    ],
)
def test_a_form_has_the_lemma_in_full_spelling(word: str, lemma: str, follows: str) -> None:
    entry = find_cue_word(fold(word))
    assert entry is not None
    assert (entry.lemma, entry.follows) == (lemma, follows)


@pytest.mark.parametrize("word", ["بحث", "فنية", "كبد", "من", "لا", "تم", "على"])
def test_a_word_that_only_looks_like_a_cue_or_helps_one_is_none(word: str) -> None:
    assert find_cue_word(fold(word)) is None
