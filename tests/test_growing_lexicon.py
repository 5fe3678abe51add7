"""How the lexicon of cues is grown from marked articles."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reader.annotate.tokens import read_tokens

TRAINING = Path(__file__).parents[1] / "training"


@pytest.fixture
def grow(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    for folder in ("commitments", "marks"):
        monkeypatch.syspath_prepend(str(TRAINING / folder))
    import grow_lexicon

    yield grow_lexicon
    for name in ("grow_lexicon", "marked"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("من المقرر", {"المقرر"}),
        ("تم التوصل إلى اتفاق", {"التوصل", "اتفاق"}),
        ("لن نتسامح", {"لن"}),
        ("وطالبت", {"طالبت"}),
        ("بحث", set()),
        ("سمكة", set()),
    ],
)
def test_a_helping_word_counts_where_nothing_else_binds(grow: ModuleType, cue: str, words: set[str]) -> None:
    assert grow.binding_words(read_tokens(cue).folded, grow.read_lemmas()) == words


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("طالب بإطلاق سراحه", "بـ"),
        ("دعا إلى وقف", "إلى"),
        ("قرر أن يعود", "أن"),
        ("قرر.", ""),
        ("قرر المجلس", ""),
        ("قرر", ""),
    ],
)
def test_what_follows_a_cue(grow: ModuleType, text: str, marker: str) -> None:
    assert grow.name_following(read_tokens(text), 1) == marker


def test_what_follows_is_what_was_set_by_hand_or_else_what_clearly_does(grow: ModuleType) -> None:
    counts = grow.Counts()
    counts.follows |= {"a": Counter({"على": 1, "": 9}), "b": Counter({"بـ": 3, "": 3}), "c": Counter({"لـ": 9})}
    lemmas = grow.Lemmas({}, {"c": ""})
    assert [grow.choose_following(lemma, counts, lemmas) for lemma in "abc"] == ["", "بـ", ""]


def test_a_word_that_binds_seldom_is_no_entry(grow: ModuleType) -> None:
    counts = grow.Counts(Counter({"often": 20, "seldom": 100, "once": 2, "once in many": 9}))
    counts.bound |= {
        "often": Counter({"demand": 5}),
        "seldom": Counter({"demand": 2, "pledge": 1}),
        "once": Counter({"demand": 1}),
        "once in many": Counter({"demand": 1}),
    }
    assert grow.find_words(counts) == ["often", "once"]


def test_the_forms_of_a_verb_that_binds_are_listed_unless_an_article_has_them(grow: ModuleType) -> None:
    counts = grow.Counts(Counter({"ناشد": 3, "سينشر": 3}), Counter({"يناشد": 1}))
    counts.bound |= {"ناشد": Counter({"demand": 3}), "سينشر": Counter({"intent": 3})}
    lemmas = grow.Lemmas({"ناشد": "ناشد", "سينشر": "نشر"}, {})
    forms = grow.find_further_forms(["ناشد", "سينشر"], counts, lemmas)
    assert set(forms) == {"ناشد"}
    assert "تناشد" in forms["ناشد"]
    assert {"ناشد", "يناشد"}.isdisjoint(forms["ناشد"])
