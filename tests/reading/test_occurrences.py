"""Where a form occurs again: proclitics, spelling, whole words, endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.arabic.words import fold
from reader.model import Article
from reader.reading.occurrences import find_in_library, find_occurrences, parse_form


def found(text: str, quote: str, *, endings: bool = False) -> list[tuple[str, str]]:
    """Stem and word of each occurrence, as they stand in the text."""
    form = parse_form(quote, endings=endings)
    assert form is not None
    return [(each.stem.of(text), each.word.of(text)) for each in find_occurrences(text, form)]


@pytest.mark.parametrize(
    ("quote", "word", "stem"),
    [
        ("فيروس", "فيروس", "فيروس"),
        ("فيروس", "الفيروس", "فيروس"),
        ("فيروس", "بالفيروس", "فيروس"),
        ("فيروس", "وبالفيروس", "فيروس"),
        ("فيروس", "للفيروس", "فيروس"),
        ("فيروس", "لفيروس", "فيروس"),
        ("فيروس", "فَيْرُوسِ", "فَيْرُوسِ"),
        ("فيروس", "والفـيروس", "فـيروس"),
        ("السودان", "وبالسودان", "السودان"),
        ("السودان", "للسودان", "لسودان"),
        ("التزام", "والالتزام", "التزام"),
        ("التزام", "للالتزام", "التزام"),
        ("إيران", "وايران", "ايران"),
        ("126", "١٢٦", "١٢٦"),
        ("COVID", "الcovid", "covid"),
    ],
)
def test_a_form_is_found_with_what_is_attached_to_it(quote: str, word: str, stem: str) -> None:
    assert found(f"قيل {word}، أمس", quote) == [(stem, word)]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("حلب", "حلبة"),
        ("حلب", "حلبي"),
        ("حلب", "الحلبيون"),
        ("فيروس", "فيروسات"),
        ("روس", "الفيروس"),
        ("السودان", "سودان"),
        ("مصر", "تمصر"),
        ("بر", "خبر"),
    ],
)
def test_a_form_is_not_found_inside_another_word(quote: str, text: str) -> None:
    assert found(text, quote) == []


def test_endings_are_found_where_they_are_asked_for() -> None:
    text = "تعهد تعهده تعهدها تعهدًا وتعهدهم تعهدة تعهدات"
    assert [word for _, word in found(text, "تعهد")] == ["تعهد"]
    with_endings = found(text, "تعهد", endings=True)
    assert [word for _, word in with_endings] == ["تعهد", "تعهده", "تعهدها", "تعهدًا", "وتعهدهم"]
    # The marks of the stem's last letter stay with it; ta marbuta is no pronoun, though it folds like one.
    assert {fold(stem) for stem, _ in with_endings} == {"تعهد"}


def test_a_phrase_may_be_broken_over_lines() -> None:
    text = "قال سيرغي لافروف، ثم لسيرغي\nلافروف، لا سيرغيلافروف"
    assert [word for _, word in found(text, "سيرغي لافروف")] == ["سيرغي لافروف", "لسيرغي\nلافروف"]


def test_a_quote_with_a_proclitic_is_taken_as_it_stands() -> None:
    assert [word for _, word in found("بالفيروس والفيروس", "بالفيروس")] == ["بالفيروس"]


def test_nothing_is_looked_for_where_there_is_no_letter() -> None:
    assert parse_form("،  .") is None
    assert parse_form("") is None


def test_the_library_is_asked_for_what_every_text_with_the_form_holds() -> None:
    articles = [Article("للسودان"), Article("سودانية"), Article("في السودان والسودان")]
    asked: list[str] = []

    def candidates(words: str) -> list[Article]:
        asked.append(words)
        return [each for each in articles if words in fold(each.text)]

    form = parse_form("السُّودان")
    assert form is not None
    assert [(article.text, len(there)) for article, there in find_in_library(form, candidates)] == [
        ("للسودان", 1),
        ("في السودان والسودان", 2),
    ]
    assert asked == ["سودان"]


@given(st.text(alphabet="حلب َّﻻﷺ", max_size=12), st.integers(0, 700))
def test_a_long_text_tells_the_same_places_as_a_short_one(noise: str, before: int) -> None:
    text = f"{noise} وحلَبَ {noise}"
    form = parse_form("حلب")
    assert form is not None
    here = find_occurrences(text, form)
    there = find_occurrences(" " * before + text, form)
    assert [(each.stem.start + before, each.word.end + before) for each in here] == [
        (each.stem.start, each.word.end) for each in there
    ]
    assert any(each.word.of(text) == "وحلَبَ" for each in here)


_LETTERS = st.text(alphabet="ابتحدرسفلمنوهيةأ ًَّـ\n،.", max_size=60)


@given(_LETTERS, _LETTERS, _LETTERS)
def test_a_quote_is_found_where_it_was_selected(before: str, quote: str, after: str) -> None:
    quote = quote.strip()
    form = parse_form(quote)
    if form is None or not (quote[0].isalpha() and quote[-1].isalpha()):
        return
    text = f"{before} {quote} {after}"
    there = find_occurrences(text, form)
    assert any(fold(each.stem.of(text)).split() == fold(quote).split() for each in there)
    for each in there:
        assert each.word.covers(each.stem)
        assert each.word.end <= len(text)


def test_other_seats_of_hamza_are_found() -> None:
    form = parse_form("شؤون أعضائه")
    assert form is not None
    text = "شئون أعضاؤه ثم لشئون أعضاءه ثم السمٰوات"
    assert [each.stem.of(text) for each in find_occurrences(text, form)] == ["شئون أعضاؤه", "شئون أعضاءه"]
    sky = parse_form("السماوات")
    assert sky is not None
    assert [each.stem.of(text) for each in find_occurrences(text, sky)] == ["السمٰوات"]
