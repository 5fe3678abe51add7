"""Folding, words and sentences keep their way back to the original's offsets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.arabic.web_words import is_address
from reader.arabic.words import fold, fold_with_map, sentences, strip_proclitics, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأُمَّة", "الامه"),
        ("مستشفى", "مستشفي"),
        ("مســـتقبل", "مستقبل"),
        ("٢٠١٦", "2016"),
        ("ﻻﺟﺊ", "لاجئ"),
        ("Gaza", "GAZA"),
    ],
)
def test_spellings_that_a_reader_takes_for_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert fold("حلب") != fold("حرب")


def test_a_hit_in_the_folded_text_maps_to_the_original_with_its_marks() -> None:
    text = "قال مُحَمَّدٌ نعم"
    folded = fold_with_map(text)
    at = folded.text.index("محمد")
    assert folded.original(at, at + 4).of(text) == "مُحَمَّدٌ "[:-1]


def test_half_a_ligature_stands_for_the_whole() -> None:
    folded = fold_with_map("ﻻ")
    assert folded.text == "لا"
    assert folded.original(0, 1).of("ﻻ") == "ﻻ"


@given(st.text(alphabet=st.characters(codec=None)))
def test_folding_with_and_without_a_map_agree(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert list(folded.origins) == sorted(folded.origins)


def test_words_keep_marks_and_leave_punctuation() -> None:
    assert [word.text for word in words("وقال: «لا» في 12.5% من ٢٠١٦/١٢/١٨، لـ\"العربية\".")] == [
        "وقال", "لا", "في", "12.5", "من", "٢٠١٦/١٢/١٨", "لـ", "العربية",
    ]  # fmt: skip


UNSEEN = [
    chr(code)
    for code in (0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202B, 0x2060, 0x2069, 0xFEFF, 0xE0061)
]


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
def test_what_is_not_drawn_belongs_to_the_word_it_stands_inside(unseen: str) -> None:
    word = f"القا{unseen}هرة"
    assert [each.text for each in words(f"زار {word} {unseen}أمس")] == ["زار", word, "أمس"]
    assert fold(word) == "القاهره"


@given(
    st.sampled_from(
        [chr(code) for code in range(0x3100) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")]
    )
)
def test_no_mark_or_format_character_cuts_a_word(character: str) -> None:
    is_drawn = character in "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
    assert len(list(words(f"حل{character}ب"))) == (2 if is_drawn else 1)


def test_a_direction_mark_inside_a_number_does_not_join_its_parts() -> None:
    assert [word.text for word in words("1\u00ad000 92.\u200f5")] == ["1\u00ad000", "92", "5"]


@pytest.mark.parametrize(
    "tag",
    ["@ali", "@BBC_Arabic", "@علي_2", "#هاشتاق_طويل", "#حلب", "#Save_Aleppo", "#\u200fحلب_اليوم", "#رؤية2030", "＃حلب"],
)
def test_a_handle_or_hashtag_is_one_word(tag: str) -> None:
    assert [word.text for word in words(f"قال {tag}: إن و{tag}، ثم")] == ["قال", tag, "إن", "و", tag, "ثم"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C# و", ["C", "و"]),
        ("#5 @ #", ["5"]),
        ("&#x27;", ["x", "27"]),
        ("https://x.com/a#b", ["https://x.com/a#b"]),
    ],
)
def test_what_only_holds_such_a_sign_is_none(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


def test_sentences_end_at_stops_and_lines_but_not_inside_numbers_or_initials() -> None:
    text = "نما 2.5 في المئة. قال د. أحمد: هل تم؟ نعم\nعنوان"
    assert [span.of(text) for span in sentences(text)] == ["نما 2.5 في المئة.", "قال د. أحمد: هل تم؟", "نعم", "عنوان"]


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت شركة Google Corp. أنها ستدفع.",
        "قالت (Apple Inc.) إنها ستدفع.",
        "قالت شركة النور Ltd.، ومقرها دبي، إنها ستدفع.",
        "قال د. أحمد وأ.د. سعيد وم.م. علي.",
        "في ص.ب. 12 الرياض.",
        "عام 500 ق.م. في مصر.",
        "عام 1440 هـ. في مكة.",
        "شركة النور ش.م.ل. أعلنت ذلك.",
        "The U.S. and George W. Bush met Dr. Smith at 5 p.m. in Washington.",
        "No. 5 on Jan. 3 vs. St. Louis.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(text: str) -> None:
    assert [span.of(f"{text} ثم") for span in sentences(f"{text} ثم")] == [text, "ثم"]


@pytest.mark.parametrize(
    "text", ["وصل إلى دبي.", "وصلوا جميعًا.", "He said no.", "It was vitamin C.", "في 2016.", "هل قال د.؟"]
)
def test_other_words_do(text: str) -> None:
    assert [span.of(f"{text} ثم") for span in sentences(f"{text} ثم")] == [text, "ثم"]


@pytest.mark.parametrize(
    ("word", "stem"), [("وبالمدينة", "المدينة"), ("للفوعة", "لفوعة"), ("كفريا", "فريا"), ("من", "من")]
)
def test_proclitics_by_shape(word: str, stem: str) -> None:
    assert word[strip_proclitics(word) :] == stem


@pytest.mark.parametrize(
    "address",
    [
        "info@bbc.com",
        "news.authorship+ar@aljazeera.net",
        "وpress@who.int",
        "mailto:info@cnn.com",
        "https://www.bbc.com/arabic/middleeast-555?x=1&y=2",
        "HTTPS://en.wikipedia.org/wiki/Aleppo_(city)",
        "https://ar.wikipedia.org/wiki/الأمم_المتحدة",
        "www.un.org/ar",
        "bbc.co.uk/arabic",
        "t.co/XyZ12",
        "Booking.com",
    ],
)
@pytest.mark.parametrize("around", ["قال {}، ثم", "قال ({}) ثم", "قال «{}». ثم", "قال {}: ثم"])
def test_an_address_is_one_word(address: str, around: str) -> None:
    assert [word.text for word in words(around.format(address))] == ["قال", address, "ثم"]


@pytest.mark.parametrize("text", ["12:30/5", "قال.وقالت", "Ph.D", "and/or", "حلب@", "a.b", "1.5m"])
def test_what_only_looks_like_an_address_is_cut_as_before(text: str) -> None:
    assert not any(is_address(word.text) for word in words(text))


@pytest.mark.parametrize("text", ["انظر p. 5 من التقرير.", "النسخة v. 2 صدرت."])
def test_a_letter_before_a_number_ends_no_sentence(text: str) -> None:
    assert len(sentences(text)) == 1
