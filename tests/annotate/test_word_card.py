"""What a reader is told of a word, from the lists alone and with an analyser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotate.word_card import Analysis, WordCard, look_up, make_reading
from reader.arabic.words import fold


def test_a_verb_with_its_root_and_what_it_commits_to() -> None:
    card = look_up("وتعهدت")
    assert card == WordCard(
        "وتعهدت",
        "وتعهدت",
        "تعهدت",
        card.transliteration,
        proclitics=("و",),
        lemma="تعهد",
        root="ع-ه-د",
        part_of_speech="verb, past (she)",
        gloss="somebody undertakes to do something",
        commitment="pledge",
        source="lexicon of commitments",
    )


@pytest.mark.parametrize(
    ("word", "lemma", "part_of_speech", "gloss", "proclitics", "enclitics"),
    [
        ("روسيا", "روسيا", "name (place)", "Russia", (), ()),
        ("وكفريا", "كفريا", "name (place)", "Kafriya", ("و",), ()),
        ("للفوعة", "الفوعة", "name (place)", "Al-Fuah", ("ل",), ()),
        ("الرُّوسِيّة", "", "adjective of a people", "Russian", (), ()),
        ("وفي", "", "preposition", "", ("و",), ()),
        ("الذين", "", "relative pronoun", "", (), ()),
        ("يونيو", "", "month", "June", (), ()),
        ("والأحد", "", "day of the week", "Sunday", ("و",), ()),
        ("وطالبهم", "طالب", "verb, past (he)", "somebody demands something", ("و",), ("هم",)),
        ("بتعهدهم", "تعهد", "noun", "an undertaking to do something", ("ب",), ("هم",)),
        ("بحماية", "حماية", "verbal noun", "", ("ب",), ()),
        ("وبحمايتهم", "حماية", "verbal noun", "", ("و", "ب"), ("هم",)),
        ("وسيوافق", "وافق", "verb, present (he)", "somebody approves something", ("و", "س"), ()),
        ("سنطالبهم", "طالب", "verb, present (we)", "somebody demands something", ("س",), ("هم",)),
    ],
)
def test_words_the_lists_know(
    word: str, lemma: str, part_of_speech: str, gloss: str, proclitics: tuple[str, ...], enclitics: tuple[str, ...]
) -> None:
    card = look_up(word)
    assert (card.lemma, card.part_of_speech, card.gloss) == (lemma, part_of_speech, gloss)
    assert (card.proclitics, card.enclitics) == (proclitics, enclitics)
    assert card.source


def test_a_word_no_list_knows_has_its_spelling_alone() -> None:
    assert look_up("السيّال").rows() == (("Transliteration", "al-Sayal"), ("Compared as", "السيال"))


def test_of_a_word_no_list_knows_the_article_tells_what_stands_before_it() -> None:
    card = look_up("والاقتصادية")
    assert (card.proclitics, card.stem, card.transliteration) == (("و",), "الاقتصاديه", "al-Aqtsadia")
    assert look_up("والد").proclitics == ()


def test_a_letter_of_the_future_stands_before_verbs_only() -> None:
    assert look_up("سحماية").rows() == (("Transliteration", "Sahmaya"), ("Compared as", "سحمايه"))


def test_what_may_also_be_meant_is_told() -> None:
    assert look_up("وفي").others == ("وفي verb, past (he)",)


@pytest.mark.parametrize("word", ["NATO", "2016", "،", "漢字"])
def test_what_is_not_arabic_is_not_transliterated(word: str) -> None:
    assert look_up(word).rows() == (("Compared as", fold(word)),)


@pytest.mark.parametrize("word", ["", " ", "ً", "ـــ", "\u200f"])
def test_nothing_is_told_of_nothing(word: str) -> None:
    assert look_up(word).rows() == ()


def test_titles_in_arabic() -> None:
    assert ("الجذر", "ق-و-ل") in look_up("قال").rows(arabic=True)


def test_an_analyser_has_the_first_word_and_the_lists_add_to_it() -> None:
    readings = (
        Analysis("تَعَهَّد", "ع-ه-د", "verb, past", "", ("وَ+", "تَعَهَّدَت")),
        Analysis("تَعَهُّد", "ع-ه-د", "noun", "pledge", ("وَ+", "تَعَهُّدَت")),
    )
    card = look_up("وتعهدت", morphology=lambda word: readings)
    assert (card.lemma, card.stem, card.proclitics) == ("تَعَهَّد", "تعهدت", ("وَ",))
    assert (card.gloss, card.commitment) == ("somebody undertakes to do something", "pledge")
    assert card.others == ("تَعَهُّد noun: pledge",)
    assert card.source == "CAMeL Tools"


def test_what_the_lists_say_of_another_lemma_is_left_out() -> None:
    card = look_up("وعد", morphology=lambda word: [Analysis("عَدّ", "ع-د-د", "verb, past", "count", ("وَ+", "عَدَّ"))])
    assert (card.lemma, card.gloss, card.commitment) == ("عَدّ", "count", "")


def test_a_list_goes_before_an_analysers_guess_and_a_guess_before_nothing() -> None:
    def guess(word: str) -> list[Analysis]:
        return [Analysis(word, "", "proper noun", "", (), is_guess=True)]

    assert look_up("كفريا", morphology=guess).source == "list (place)"
    assert look_up("السيال", morphology=guess).source == "CAMeL Tools, a guess"


def test_an_analyser_that_knows_nothing_changes_nothing() -> None:
    assert look_up("روسيا", morphology=lambda word: ()) == look_up("روسيا")


def test_a_reading_from_camel_tools_features() -> None:
    features = {
        "lex": "مَدَنِيّ",
        "pos": "noun",
        "num": "p",
        "root": "م.د.ن",
        "stemgloss": "civilian;city-dweller",
        "d3tok": "ال+_مَدَنِيِّين",
        "enc0": "0",
    }
    assert make_reading(features) == Analysis(
        "مَدَنِيّ", "م-د-ن", "noun, plural", "civilian; city-dweller", ("ال+", "مَدَنِيِّين")
    )
    assert make_reading(
        {"lex": "كفريا", "pos": "noun_prop", "gloss": "NO_ANALYSIS", "root": None, "source": "backoff"}
    ) == Analysis("كفريا", "", "proper noun", "", (), is_guess=True)
    assert make_reading({"pos": "noun"}) is None
    assert make_reading({}) is None


@settings(deadline=None)
@given(st.text() | st.text(alphabet="وفبلكسالحمةهنيتﻻﷸﷲ", max_size=8))
def test_any_word_has_a_card(word: str) -> None:
    card = look_up(word)
    assert card.folded == fold(word.strip())
    assert all(title and value for title, value in card.rows())
    assert fold("".join(card.proclitics)) == card.folded[: len(card.proclitics)]
