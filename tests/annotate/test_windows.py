"""How sentences share windows."""

from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.recogniser.subwords import END, START
from reader.annotate.recogniser.windows import LONGEST_WORD, pack_windows


def test_neighbours_share_a_window() -> None:
    (window,) = pack_windows([[(7,), (8, 9)], [(10,)]])
    assert window.subwords == [START, 7, 8, 9, END, 10, END]
    assert window.words == [(0, 0, 1), (0, 1, 2), (1, 0, 5)]


def test_a_sentence_that_does_not_fit_begins_the_next_window() -> None:
    first, second = pack_windows([[(7,), (8,)], [(9,), (10,)]], limit=6)
    assert first.subwords == [START, 7, 8, END]
    assert second.subwords == [START, 9, 10, END]


def test_a_long_sentence_is_divided_between_words() -> None:
    windows = pack_windows([[(7, 8), (9, 10), (11,)]], limit=5)
    assert [window.subwords for window in windows] == [[START, 7, 8, END], [START, 9, 10, 11, END]]


def test_empty_sentences_take_no_room() -> None:
    assert pack_windows([]) == []
    assert pack_windows([[], []]) == []


@given(
    sentences=st.lists(st.lists(st.lists(st.integers(4, 99), min_size=1, max_size=40).map(tuple), max_size=20)),
    limit=st.integers(LONGEST_WORD + 2, 64),
)
def test_every_word_is_read_once_and_in_order(sentences: list[list[tuple[int, ...]]], limit: int) -> None:
    windows = pack_windows(sentences, limit)
    read = [(sentence, word) for window in windows for sentence, word, _ in window.words]
    assert read == [(number, place) for number, cuts in enumerate(sentences) for place in range(len(cuts))]
    for window in windows:
        assert len(window.subwords) <= limit
        for sentence, word, place in window.words:
            assert window.subwords[place] == sentences[sentence][word][0]
