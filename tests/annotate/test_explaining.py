"""Why a candidate is proposed, or is not: values made by hand, and the words for them in both languages."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.cue_lexicon import CueWord
from reader.annotate.commitments.explaining import Explanation, explain_candidate, find_at
from reader.annotate.commitments.judge import Judge, shipped_judge
from reader.annotate.commitments.wording import Wording, sign
from reader.annotate.process.frames import pack_explanation, unpack_explanation
from reader.annotate.recogniser.article_pass import POSSIBLE, PossibleCue, RoleStretch
from reader.annotate.tokens import read_tokens
from reader.labels import default_labels
from reader.model import Span
from reader.reading.explanation_rows import deny_candidate
from reader.reading.explanation_rows import explain_candidate as word_candidate

TEXT = "خبر\n\nإذا تعهدت روسيا بالانسحاب."
TOKENS = read_tokens(TEXT)
CUE = PossibleCue(
    TOKENS.folded.index("تعهدت"),
    TOKENS.folded.index("تعهدت"),
    0.9,
    (("pledge", 0.8), ("intent", 0.2)),
    (
        RoleStretch("committer", len(TOKENS) - 3, len(TOKENS) - 3, 4.0),
        RoleStretch("action", len(TOKENS) - 2, len(TOKENS) - 2, 6.0),
    ),
)
WORD = CueWord("تعهدت", "تعهد", {"pledge": 8, "intent": 1}, 10, "بـ", "تعهدت الحكومة بخفض الأسعار.")
JUDGE = Judge(-0.5, {"network": 1.0, "near a condition": -1.5, "has action": 0.4, "type pledge": 0.1}, 0.5, 0.4)


def explain(judge: Judge = JUDGE, *, cue: PossibleCue = CUE, entry: CueWord | None = WORD) -> Explanation:
    return explain_candidate(TOKENS, Candidate(cue, entry), judge=judge, names=())


def test_what_speaks_for_and_against_is_named_with_its_weight_and_adds_up_to_the_chance() -> None:
    found = explain()
    assert (found.quote, found.label, found.is_proposed) == ("تعهدت", "pledge", True)
    assert [(name, round(weight, 1)) for name, weight in found.reasons] == [
        ("network", 2.2),
        ("near a condition", -1.5),
        ("has action", 0.4),
        ("type pledge", 0.1),
    ]
    odds = found.bias + sum(weight for _, weight in found.reasons)
    assert found.chance == pytest.approx(1 / (1 + 2.718281828**-odds))


def test_roles_come_with_their_words_and_what_the_network_gains_by_them() -> None:
    assert [(each.role, each.span.of(TEXT), each.gain, each.is_filled) for each in explain().roles] == [
        ("committer", "روسيا", 4.0, True),
        ("action", "بالانسحاب", 6.0, True),
    ]


def test_a_candidate_below_the_threshold_is_explained_too() -> None:
    found = explain(replace(JUDGE, threshold=0.9))
    assert not found.is_proposed
    sentence = Wording(default_labels()).judge(found)
    assert sentence.startswith("not proposed as pledge: ")
    assert sentence.endswith("it would need 90%")


def test_a_word_that_only_the_lexicon_names_is_not_said_to_be_the_networks() -> None:
    found = explain(cue=replace(CUE, chance=POSSIBLE / 2, roles=()))
    assert found.is_lexicon_only
    assert Wording(default_labels()).describe_network(found).endswith("only the lexicon names it")
    assert Wording(default_labels()).describe_word(found.word) == (
        "as تعهد بـ, a cue 9 of the 10 times it was seen (pledge 8, intent 1)"
    )


def test_a_word_outside_the_lexicon_is_said_to_be_so() -> None:
    assert Wording(default_labels()).describe_word(explain(entry=None).word) == "the lexicon of cues does not have it"


def test_the_candidate_at_an_offset_is_the_one_that_covers_it_or_ends_before_it() -> None:
    one, other = explain(), replace(explain(), span=Span(14, 20))
    assert find_at([one, other], one.span.start) is one
    assert find_at([one, other], 14) is other
    assert find_at([one, other], 20) is other
    assert find_at([one, other], 3) is None


def test_an_explanation_passes_between_processes_unchanged() -> None:
    for found in (explain(), explain(entry=None), explain().moved(7)):
        assert unpack_explanation(json.loads(json.dumps(pack_explanation(found)))) == found
    assert explain().moved(7).roles[0].span == Span(explain().roles[0].span.start + 7, explain().roles[0].span.end + 7)


@pytest.mark.parametrize("name", sorted(shipped_judge().weights))
def test_every_kind_of_evidence_has_words_in_both_languages(name: str) -> None:
    english, arabic = (
        Wording(default_labels(), arabic=each).describe_reason(name, explain()) for each in (False, True)
    )
    assert english not in (name, arabic)
    assert "{" not in english + arabic
    assert not any("a" <= letter <= "z" for letter in arabic)


def test_a_reason_without_words_is_called_by_its_name() -> None:
    assert Wording(default_labels()).describe_reason("my own reason", explain()) == "my own reason"


@pytest.mark.parametrize(
    ("weight", "word", "written"),
    [(2.5, "strongly", "+2.50"), (-1.0, "clearly", "−1.00"), (0.5, "somewhat", "+0.50"), (-0.01, "hardly", "−0.01")],
)
def test_a_weight_is_a_number_and_a_word(weight: float, word: str, written: str) -> None:
    assert (Wording(default_labels()).name_strength(weight), sign(weight)) == (word, written)


def test_the_rows_say_verdict_lexicon_network_reasons_and_roles_in_this_order() -> None:
    rows = list(word_candidate(explain(), TEXT, Wording(default_labels()), standing=None))
    assert list(filter(None, (heading for heading, _, _ in rows))) == [
        "word", "verdict", "lexicon", "example", "network", "to begin", "for", "against", "roles",
    ]  # fmt: skip
    assert ("", "", "but it is left out: another proposal stands in its place, or its paragraph is not Arabic") in rows
    assert ("against", "−1.50", "clearly: a word for a condition stands shortly before it") in rows


def test_a_place_without_a_candidate_is_a_sentence() -> None:
    wording = Wording(default_labels())
    assert deny_candidate(TEXT, TEXT.index("روسيا"), wording)[2].endswith("nor does the lexicon list it: روسيا")
    assert deny_candidate(TEXT, 3, wording)[2] == "no word stands at 3"
