"""The judge adds up what speaks for and against a candidate, and chooses its type."""

from __future__ import annotations

import json
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from possible_cues import make_candidate, make_cue, make_word

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.judge import Judge, read_judge, shipped_judge
from reader.annotate.tokens import read_tokens
from reader.labels import default_labels

TEXT = "وقد تعهد الوزير بالحل."


def make_judge(bias: float = 0.0, word_share: float = 0.0, **weights: float) -> Judge:
    named = {name.replace("_", " "): weight for name, weight in weights.items()}
    content = {"bias": bias, "weights": named, "threshold": 0.5, "word_share": word_share, "least_gains": {}}
    return read_judge(json.dumps(content))


def test_nothing_known_leaves_the_bias() -> None:
    verdict = make_judge(bias=1.5).judge(read_tokens(TEXT), make_candidate(TEXT, "تعهد"))
    assert verdict.chance == pytest.approx(1 / (1 + exp(-1.5)))
    assert verdict.reasons == ()


def test_reasons_are_the_evidence_by_its_weight_the_weightiest_first() -> None:
    judge = make_judge(after_قد=0.5, word_not_in_the_lexicon=-2.0, headline=9.0)
    verdict = judge.judge(read_tokens(TEXT), make_candidate(TEXT, "تعهد"))
    assert verdict.reasons == (("word not in the lexicon", -2.0), ("after قد", 0.5))
    assert verdict.chance == pytest.approx(1 / (1 + exp(1.5)))


def test_the_reasons_and_the_bias_add_up_to_the_chance() -> None:
    judge = shipped_judge()
    candidate = Candidate(make_cue(TEXT, "تعهد", committer="الوزير", action="بالحل"), make_word(seen=4, pledge=3))
    verdict = judge.judge(read_tokens(TEXT), candidate)
    odds = judge.bias + sum(weight for _, weight in verdict.reasons)
    assert verdict.chance == pytest.approx(1 / (1 + exp(-odds)))


@settings(deadline=None)
@given(st.floats(-20, 20), st.floats(-20, 20))
def test_more_weight_is_more_chance(one: float, other: float) -> None:
    chances = [
        make_judge(after_قد=weight).judge(read_tokens(TEXT), make_candidate(TEXT, "تعهد")).chance
        for weight in sorted((one, other))
    ]
    assert 0 <= chances[0] <= chances[1] <= 1


def test_the_type_is_the_networks_unless_the_word_is_counted() -> None:
    candidate = Candidate(make_cue(TEXT, "تعهد", "demand", share=0.6), make_word(seen=9, intent=9))
    assert make_judge(word_share=0.0).choose_type(candidate) == "demand"
    assert make_judge(word_share=1.0).choose_type(candidate) == "intent"


def test_a_word_outside_the_lexicon_leaves_the_type_to_the_network() -> None:
    assert make_judge(word_share=1.0).choose_type(make_candidate(TEXT, "تعهد", label="threat")) == "threat"


def test_the_shipped_judge_can_be_used() -> None:
    judge = shipped_judge()
    assert 0 < judge.threshold < 1
    assert judge.weights["network"] > 0
    types = {name.removeprefix("type ") for name in judge.weights if name.startswith("type ")} - {"usual for the word"}
    assert types == {label.name for label in default_labels().commitments}


def test_a_file_without_a_part_of_the_judge_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_judge('{"bias": 0}')
