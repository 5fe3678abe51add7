"""The shipped recogniser, as it is used: sentences in, a label and its chance for every word out."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotate.recogniser.network import Recogniser, can_follow, choose_labels
from reader.errors import AnnotateError
from reader.labels import default_labels

LABELS = ("O", "B-person", "I-person", "B-place", "I-place")


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def labels_of(recogniser: Recogniser, text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words, (label for label, _ in recogniser.tag([words])[0]), strict=True))


def test_places_in_a_headline(recogniser: Recogniser) -> None:
    labels = labels_of(recogniser, "موسكو تتعهد بقصف أي جهة تعيق خروج المدنيين من حلب")
    assert {word for word, label in labels.items() if label != "O"} == {"موسكو", "حلب"}
    assert labels["موسكو"] == labels["حلب"] == "B-place"


def test_a_country_that_acts_is_a_place(recogniser: Recogniser) -> None:
    labels = labels_of(recogniser, "وعبرت روسيا عن انزعاجها من اعتداء الميليشيات الإيرانية على الخارجين من حلب .")
    assert labels["روسيا"] == labels["حلب"] == "B-place"
    assert labels["انزعاجها"] == "O"


def test_a_person_with_two_names(recogniser: Recogniser) -> None:
    labels = labels_of(recogniser, "وأكد منير السيال رئيس الجناح السياسي أن إيران تصر على السماح بخروج أناس")
    assert (labels["منير"], labels["السيال"], labels["إيران"]) == ("B-person", "I-person", "B-place")


def test_an_organization_of_two_words(recogniser: Recogniser) -> None:
    labels = labels_of(recogniser, "قالت الأمم المتحدة إن المفاوضات تبدأ غدا")
    assert (labels["الأمم"], labels["المتحدة"]) == ("B-organization", "I-organization")


def test_marks_hamza_and_tatweel_change_nothing(recogniser: Recogniser) -> None:
    plain = recogniser.tag([["زار", "الرئيس", "احمد", "الاسد", "ايران"]])
    dressed = recogniser.tag([["زَارَ", "الرئيـــس", "أحمد", "الأسد", "إِيرَان"]])
    assert dressed == plain


def test_no_sentences(recogniser: Recogniser) -> None:
    assert recogniser.tag([]) == []
    assert recogniser.tag([[]]) == [[]]


def test_empty_sentences_keep_their_places(recogniser: Recogniser) -> None:
    tagged = recogniser.tag([[], ["وصل", "إلى", "بغداد"], []])
    assert [len(sentence) for sentence in tagged] == [0, 3, 0]
    assert tagged[1][2][0] == "B-place"


@pytest.mark.parametrize("word", ["", "ًٌٍ", "ـــ", "😀", "\u200f", "\ud800", "a\udfffb", "ﷺ", "\x00", "漢字", "ا" * 5000])
def test_odd_words_are_labelled_too(recogniser: Recogniser, word: str) -> None:
    ((label, chance),) = recogniser.tag([[word]])[0]
    assert label in recogniser.labels
    assert 0 < chance <= 1


def test_a_sentence_longer_than_any_window(recogniser: Recogniser) -> None:
    sentence = ["وقال", "المسؤول", "إن", "الوفد", "غادر", "دمشق", "إلى", "القاهرة", "،"] * 150
    (tagged,) = recogniser.tag([sentence])
    assert len(tagged) == len(sentence)
    found = [label for word, (label, _) in zip(sentence, tagged, strict=True) if word == "القاهرة"]
    assert found.count("B-place") > 140


def test_a_word_longer_than_any_window_hides_nothing_after_it(recogniser: Recogniser) -> None:
    tagged = recogniser.tag([["x1" * 3000, "عاد", "إلى", "القاهرة"]])[0]
    assert tagged[-1][0] == "B-place"


@settings(max_examples=40, deadline=None)
@given(sentences=st.lists(st.lists(st.text(max_size=12), max_size=30), max_size=6))
def test_every_word_has_a_legal_label(recogniser: Recogniser, sentences: list[list[str]]) -> None:
    tagged = recogniser.tag(sentences)
    assert [len(sentence) for sentence in tagged] == [len(sentence) for sentence in sentences]
    for sentence in tagged:
        labels = ["O", *(label for label, _ in sentence)]
        assert all(can_follow(label, before) for before, label in pairwise(labels))


def test_a_name_cannot_go_on_before_it_begins() -> None:
    chances = np.array([[0.2, 0.3, 0.5, 0.0, 0.0], [0.1, 0.0, 0.9, 0.0, 0.0]], np.float32)
    assert [label for label, _ in choose_labels(chances, LABELS)] == ["B-person", "I-person"]


def test_a_name_keeps_its_kind() -> None:
    chances = np.array([[0.0, 0.4, 0.0, 0.6, 0.0], [0.1, 0.0, 0.9, 0.0, 0.0]], np.float32)
    assert [label for label, _ in choose_labels(chances, LABELS)] == ["B-person", "I-person"]


def test_legal_labels_are_left_alone() -> None:
    chances = np.array([[0.1, 0.0, 0.0, 0.9, 0.0], [0.6, 0.0, 0.0, 0.0, 0.4]], np.float32)
    (first, second) = choose_labels(chances, LABELS)
    assert first == ("B-place", pytest.approx(0.9))
    assert second == ("O", pytest.approx(0.6))


SENTENCES = [text.split() for text in ("موسكو تتعهد بوقف القتال", "قال الوزير", "وصل الوفد إلى بغداد أمس . " * 30)]


def test_every_word_is_read_once_with_four_results_of_its_own(recogniser: Recogniser) -> None:
    outputs = list(recogniser.run(SENTENCES))
    words = sorted((sentence, word) for output in outputs for sentence, word, _ in output.words)
    assert words == [(sentence, word) for sentence, each in enumerate(SENTENCES) for word in range(len(each))]
    scorer = recogniser.role_scorer
    width = scorer.types.shape[1] + scorer.pair.shape[1]
    for output in outputs:
        count = len(output.words)
        assert output.entities.shape == (count, len(recogniser.labels))
        assert output.cues.shape == (count, len(recogniser.cue_labels))
        assert output.words_for_roles.shape == output.cues_for_roles.shape == (count, width)


def test_entities_and_cues_are_chances(recogniser: Recogniser) -> None:
    for output in recogniser.run(SENTENCES):
        for chances in (output.entities, output.cues):
            assert np.allclose(chances.sum(axis=1), 1, atol=1e-3)
            assert (chances >= 0).all()


def test_its_labels_are_those_of_the_label_set(recogniser: Recogniser) -> None:
    labels = default_labels()
    names = {label[2:] for label in recogniser.labels if label != "O"}
    types = {label[2:] for label in recogniser.cue_labels if label != "O"}
    assert names == {label.name for label in labels.entities}
    assert types == {label.name for label in labels.commitments}
    assert set(recogniser.role_scorer.roles) == {role.name for role in labels.roles}


def test_the_cue_of_a_plain_pledge_is_likelier_than_its_other_words(recogniser: Recogniser) -> None:
    (output,) = recogniser.run([["موسكو", "تتعهد", "بوقف", "القتال"]])
    assert (1 - output.cues[:, 0]).argmax() == 1


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotateError, match=str(tmp_path)):
        Recogniser(tmp_path).tag([["حلب"]])


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, reader.annotate.recogniser.network; print(*sorted({'numpy', 'onnxruntime'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
