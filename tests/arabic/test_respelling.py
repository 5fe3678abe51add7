"""One word, however its hamzas are seated and its long vowels written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.arabic.respelling import respell
from reader.arabic.words import fold, fold_with_map
from reader.reading.finding import Search

ONE_WORD = [
    "مسؤول مسئول مسءول مسـٔول ﻣﺴﺌﻮﻝ مَسْؤُول",
    "المسؤولية المسئولية",
    "مسؤولون مسئولون",
    "رؤوس رءوس رئوس",
    "مرؤوس مرءوس",
    "شؤون شئون",
    "والشؤون والشئون",
    "شؤونه شئونه",
    "رؤوف رءوف رئوف",
    "داؤود داوود داءود",
    "جاؤوا جاءوا جائوا",
    "يقرؤون يقرءون",
    "أبناؤه أبنائه أبناءه",
    "وأعضاؤها وأعضائها وأعضاءها",
    "شركاؤنا شركائنا شركاءنا",
    "لجوؤه لجوئه لجوءه",
    "قراءة قرائة",
    "إجراءات إجرائات",
    "عائشة عايشة",
    "قائد قايد",
    "يؤدي يودي",
    "لاجئون لاجيون",
    "السماوات السمٰوات السمـٰوٰت",
    "العالمين العٰلمين",
    "ملائكة ملٰئكة",
    "طاهر طٰهر",
    "هارون هٰرون",
    "الصلاة الصلوٰة",
    "هذا هٰذا هَٰذَا",
    "وهذه وهٰذه",
    "هؤلاء هٰؤلاء",
    "هكذا هٰكذا",
    "ذلك ذٰلك",
    "أولئك أولٰئك",
    "لكن لٰكن",
    "ولكنه ولٰكنه",
    "الله اللّٰه",
    "إله إلٰه",
    "الرحمن الرحمٰن",
    "طه طٰه",
    "موسى موسىٰ",
]


@pytest.mark.parametrize("spellings", ONE_WORD)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spellings_of_one_word(spellings: str, form: str) -> None:
    assert len({fold(unicodedata.normalize(form, spelling)) for spelling in spellings.split(" ")}) == 1


@pytest.mark.parametrize(
    "words", ["رؤوس روس", "ماء ما", "مالك ملك", "سؤال سال", "جزء جز", "مئة ماء", "سماء سما", "كائن كان"]
)
def test_different_words(words: str) -> None:
    one, other = words.split()
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("شئون", "وزارة الشؤون"),
        ("رءوس", "رؤوس الأموال"),
        ("مسؤول", "المسئولين"),
        ("السماوات", "رب السمٰوات"),
        ("جاء", "جاؤوا"),
        ("لاجئ", "اللاجئون"),
        ("أعضاء", "وأعضائه"),
        ("قراء", "قراءة"),
        ("كائن", "كائنا"),
        ("جزء", "جزءا"),
        ("شيء", "الشيء"),
    ],
)
def test_search_finds_a_word_in_its_other_spellings_and_longer_forms(query: str, text: str) -> None:
    assert sum(map(len, Search(text).hits(query))) == 1


def test_search_does_not_find_water_in_may() -> None:
    assert not any(Search("مايو").hits("ماء"))


@given(st.text(alphabet="اأإءئؤويىهةنمكلشت\u0640\u0654\u0670\u064e\u200d ."))
def test_respelling_keeps_every_offset_and_what_is_folded_stays(text: str) -> None:
    assert len(respell(text)) == len(text)
    assert fold_with_map(text).text == fold(text)


@given(st.lists(st.sampled_from(" ".join(ONE_WORD).split()), max_size=6))
def test_what_is_folded_folds_to_itself(words: list[str]) -> None:
    folded = fold(" ".join(words))
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("طارىء", "طارئ"), ("الشاطىء", "الشاطئ"), ("مبادىءٌ", "مبادئ"), ("شىء", "شيء"), ("برىء", "بريء")]
)
def test_a_hamza_after_a_ya_at_the_end_counts_as_on_it(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_hamza_after_a_ya_that_is_a_letter_stays() -> None:
    assert fold("شيء") != fold("شي")
    folded = fold_with_map("الشاطىء هنا")
    assert folded.original(0, 6).of("الشاطىء هنا") == "الشاطىء"
