"""Which words may be cues: those that the network takes for one, and those of the lexicon that it passed over."""

from __future__ import annotations

from possible_cues import make_cue, make_pass, make_word

from reader.annotate.commitments.candidates import Candidate, find_candidates, word_rule
from reader.annotate.recogniser.article_pass import POSSIBLE
from reader.annotate.tokens import read_tokens

TEXT = "قال الوزير إن الحكومة تعهدت بدفع الأجور. ورفض النادي العرض."


def show(text: str, *cues: object) -> list[str]:
    tokens = read_tokens(text)
    found = find_candidates(tokens, make_pass(text, *cues))  # type: ignore[arg-type]
    return [tokens.span(each.cue.first, each.cue.last).of(text) for each in found]


def test_words_of_the_lexicon_are_candidates_without_the_network() -> None:
    assert show(TEXT) == ["تعهدت", "ورفض"]


def test_a_word_that_the_network_knows_already_is_no_second_candidate() -> None:
    assert show(TEXT, make_cue(TEXT, "الحكومة تعهدت")) == ["الحكومة تعهدت", "ورفض"]


def test_they_come_in_the_order_of_the_text() -> None:
    assert show(TEXT, make_cue(TEXT, "العرض")) == ["تعهدت", "ورفض", "العرض"]


def test_what_only_the_lexicon_lists_is_less_likely_than_what_the_network_looks_at() -> None:
    (pledge, _) = find_candidates(read_tokens(TEXT), make_pass(TEXT))
    assert pledge.cue.chance < POSSIBLE
    assert pledge.cue.types[0][0] == "pledge"
    assert pledge.cue.roles == ()


def test_a_longer_cue_has_the_entry_of_the_word_that_binds_most_often() -> None:
    text = "تم الاتفاق على موعد وافق عليه الطرفان"
    (candidate,) = find_candidates(read_tokens(text), make_pass(text, make_cue(text, text)))
    assert candidate.entry is not None
    assert candidate.entry.word == "وافق"


def test_a_text_without_words_has_no_candidates() -> None:
    assert show("") == []
    assert show("،،، …\n\n") == []


def test_the_rule_names_the_lemma_and_what_follows_it() -> None:
    assert word_rule(Candidate(make_cue(TEXT, "تعهدت"), make_word("تعهد", follows="بـ"))) == "cue: تعهد بـ"
    assert word_rule(Candidate(make_cue(TEXT, "ورفض"), make_word("رفض"))) == "cue: رفض"
    assert word_rule(Candidate(make_cue(TEXT, "ورفض"), None)).startswith("network")
