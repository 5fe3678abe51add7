import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader.reading.finding
from reader.arabic.words import fold_with_map
from reader.model import Span
from reader.reading.finding import Search, parse_query


def find(text: str, query: str, *, whole_words: bool = False) -> list[Span]:
    """Every hit, found in one pass over the whole text."""
    folded, parsed = fold_with_map(text), parse_query(query, whole_words=whole_words)
    return [folded.original(start, end) for start, end in parsed.matches(folded.text)] if parsed else []


def found(text: str, query: str, *, whole_words: bool = False) -> list[str]:
    return [span.of(text) for slice_ in Search(text).hits(query, whole_words=whole_words) for span in slice_]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("قالَ الوَزِيرُ", "الوزير", ["الوَزِيرُ"]),
        ("الوزيـــر", "الوزير", ["الوزيـــر"]),
        ("إسرائيل وأسرى", "اسر", ["إسر", "أسر"]),
        ("مستشفى", "مستشفي", ["مستشفى"]),
        ("حركة المقاومة", "حركه", ["حركة"]),
        ("عام ٢٠١٦ وعام 2016", "2016", ["٢٠١٦", "2016"]),
        ("عام ٢٠١٦", "۲۰۱۶", ["٢٠١٦"]),
        ("رئيس\n  الوزراء", "رئيس الوزراء", ["رئيس\n  الوزراء"]),
        ("Gaza and GAZA", "gaza", ["Gaza", "GAZA"]),
        ("ﻻ نعم", "لا", ["ﻻ"]),
        ("ﻻ سلام", "ا", ["ﻻ", "ا"]),
        ("(1) a.b [x]", "a.b", ["a.b"]),
        ("(1) a.b [x]", "[", ["["]),
        ("سلام", "", []),
        ("سلام", "  ", []),
        ("سلام", "\u064b", []),
    ],
)
def test_hits_in_spite_of_spelling(text: str, query: str, hits: list[str]) -> None:
    assert found(text, query) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("الفيروس", ["فيروس"]),
        ("بالفيروس", ["فيروس"]),
        ("وبِالفَيْروسِ", ["فَيْروسِ"]),
        ("للفيروس", ["فيروس"]),
        ("فالفيروس وفيروس", ["فيروس", "فيروس"]),
        ("فيروسات", []),
        ("الكورونافيروس", []),
        ("«فيروس»،", ["فيروس"]),
    ],
)
def test_whole_words_may_have_proclitics(text: str, hits: list[str]) -> None:
    assert found(text, "فيروس", whole_words=True) == hits


def test_nothing_to_look_for() -> None:
    assert parse_query("\u0640 \u064b") is None


def test_hits_begin_at_the_caret_and_come_round() -> None:
    text = "سلام ثم سلام ثم سلام"
    slices = Search(text).hits("سلام", start=4)
    assert [span for slice_ in slices for span in slice_] == [Span(8, 12), Span(16, 20), Span(0, 4)]


def test_an_unfinished_search_folds_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []
    fold = reader.reading.finding.fold
    monkeypatch.setattr(reader.reading.finding, "fold", lambda text: folded.append(len(text)) or fold(text))
    next(Search("سلام " * 100_000).hits("سلام", start=250_000))
    assert sum(folded) < 50_000


def test_what_was_folded_ahead_is_not_folded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "سلام " * 10_000
    search = Search(text)
    assert len(list(search.fold_ahead(30_000))) > 1
    monkeypatch.setattr(
        reader.reading.finding, "fold", lambda text: text if len(text) < 100 else pytest.fail("folded again")
    )
    assert sum(len(slice_) for slice_ in search.hits("سلام")) == 10_000


ARABIC = st.text(st.sampled_from("ااأبلﻻسيى\u064b\u064f\u0640 \n1١aA"), max_size=120)


@settings(max_examples=300)
@given(
    text=ARABIC,
    query=st.text(st.sampled_from("ابلسي \u064ba1"), max_size=4),
    whole=st.booleans(),
    block=st.integers(1, 9),
)
def test_slices_find_what_one_pass_finds(text: str, query: str, whole: bool, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader.reading.finding, "_BLOCK", block)
        patch.setattr(reader.reading.finding, "_BLOCKS_A_SLICE", 2)
        hits = [span for slice_ in Search(text).hits(query, whole_words=whole) for span in slice_]
    assert hits == find(text, query, whole_words=whole)


def test_a_hit_that_begins_no_word_hides_none_that_does() -> None:
    assert find("آها ها ها", "ها ها", whole_words=True) == [Span(4, 9)]


@settings(max_examples=200)
@given(text=ARABIC, start=st.integers(0, 130), block=st.integers(1, 9))
def test_the_first_hit_is_the_first_at_or_after_the_caret(text: str, start: int, block: int) -> None:
    expected = find(text, "بس")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader.reading.finding, "_BLOCK", block)
        patch.setattr(reader.reading.finding, "_BLOCKS_A_SLICE", 2)
        hits = [span for slice_ in Search(text).hits("بس", start=start) for span in slice_]
    assert hits == [s for s in expected if s.start >= start] + [s for s in expected if s.start < start]
