"""A form that the lexicon of cues does not have is guessed from a shorter form or from its verb."""

from __future__ import annotations

from possible_cues import make_cue

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.cue_lexicon import CueWord, find_cue_word
from reader.annotate.commitments.judge import Judge
from reader.annotate.commitments.word_forms import find_forms, find_lemmas


def test_a_word_is_looked_up_without_proclitics_and_without_its_pronoun() -> None:
    assert {"وتعهدته", "تعهدته", "تعهدت"} <= set(find_forms("وتعهدته"))
    assert "مهمه" in find_forms("مهمته")


def test_a_pronoun_is_no_pronoun_where_too_little_is_left() -> None:
    assert "منها" in find_forms("منها")
    assert "من" not in find_forms("منها")


def test_the_lemma_of_a_form_is_found_also_in_the_future() -> None:
    assert "تعهد" in find_lemmas("يتعهدان")
    assert "تعهد" in find_lemmas("ستتعهد")
    assert list(find_lemmas("كرسي")) == []


def test_a_form_with_a_pronoun_is_a_guess_and_a_listed_word_is_none() -> None:
    listed, guessed = find_cue_word("تعهدت"), find_cue_word("تعهدته")
    assert listed is not None
    assert guessed is not None
    assert (listed.is_guessed, guessed.is_guessed) == (False, True)
    assert listed.lemma == guessed.lemma == "تعهد"


def test_short_words_are_not_guessed() -> None:
    assert find_cue_word("رفض") is not None
    assert find_cue_word("تمه") is None


def test_a_guess_counts_less_where_the_type_is_chosen() -> None:
    text = "تعهدت الحكومة"
    cue = make_cue(text, "تعهدت", "demand", share=0.85)
    judge = Judge(0.0, {}, 0.5, 1.5)

    def choose(*, is_guessed: bool) -> str:
        entry = CueWord("تعهدت", "تعهد", {"intent": 9}, 9, "", "", is_guessed=is_guessed)
        return judge.choose_type(Candidate(cue, entry))

    assert choose(is_guessed=False) == "intent"
    assert choose(is_guessed=True) == "demand"
