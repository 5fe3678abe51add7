"""What speaks for and against a candidate: its word, its place, the small words before it, and the network."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from possible_cues import find_words, make_candidate, make_cue, make_word

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.evidence import look_around, weigh_evidence
from reader.annotate.tokens import Tokens, read_tokens


def weigh(
    text: str, quoted: str = "تعهد", candidate: Candidate | None = None, label: str = "pledge"
) -> dict[str, float]:
    """The evidence that there is, without the figures that every candidate has."""
    evidence = weigh_evidence(read_tokens(text), candidate or make_candidate(text, quoted), label)
    return {name: value for name, value in evidence.items() if value}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقد تعهد الوزير بالحل.", "after قد"),
        ("وكان تعهد الوزير بالحل.", "after كان"),
        ("لم تعهد الوزير بالحل.", "after a negation"),
        ("قال أن تعهد الوزير قديم.", "after أن"),
        ("الذي تعهد بالحل.", "after a relative pronoun"),
        ("إذا ما تعهد الوزير بالحل.", "near a condition"),
        ("وأكد الوزير أنه تعهد بالحل.", "near a verb of saying"),
        ("ربما تعهد الوزير بالحل.", "near a possibility"),
        ("هل تعهد الوزير بالحل؟", "question"),
        ('وقال: "لقد تعهد الوزير" أمس.', "quotation"),
        ("وقال إنه «تعهد بالحل» أمس.", "quotation"),
        ("تعهد الوزير بالحل\n\nمتن الخبر.", "headline"),
    ],
)
def test_the_surroundings_of_a_cue_speak(text: str, name: str) -> None:
    assert name in weigh(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("لم يحضر أحد. تعهد الوزير بالحل.", "after a negation"),
        ("إذا حضر الوزير في موعده المقرر له أمس تعهد بالحل.", "near a condition"),
        ("«قال الوزير» تعهد بالحل", "quotation"),
        ("هل حضر؟ تعهد الوزير بالحل.", "question"),
        ("تعهد الوزير بالحل", "question"),
        ("تعهد الوزير بالحل.", "headline"),
        ("عنوان\n\nتعهد الوزير بالحل.", "headline"),
    ],
)
def test_what_is_too_far_or_in_another_sentence_does_not(text: str, name: str) -> None:
    assert name not in weigh(text)


def test_a_word_that_no_lexicon_has_says_so() -> None:
    text = "زف الوزير البشرى."
    assert weigh(text, "زف")["word not in the lexicon"] == 1
    known = weigh(text, candidate=make_candidate(text, "زف", make_word(seen=4, pledge=3)))
    assert "word not in the lexicon" not in known
    assert known["word in the lexicon"] > 0
    assert known["type usual for the word"] < 0


def test_each_role_counts_and_so_does_the_type() -> None:
    text = "تعهد الوزير بالحل."
    candidate = Candidate(make_cue(text, "تعهد", committer="الوزير", action="بالحل"), None)
    evidence = weigh(text, candidate=candidate)
    assert evidence["has committer"] == evidence["has action"] == evidence["type pledge"] == 1
    assert "has source" not in evidence


def test_the_network_counts_in_log_odds_and_never_without_bounds() -> None:
    text = "تعهد الوزير بالحل."
    candidate = make_candidate(text, "تعهد")
    values = [
        weigh(text, candidate=replace(candidate, cue=replace(candidate.cue, chance=chance))).get("network", 0.0)
        for chance in (0.0, 0.02, 0.5, 0.98, 1.0)
    ]
    assert values == sorted(values)
    assert values[2] == 0
    assert values[0] == -values[-1]


def test_a_sentence_ends_at_its_full_stop_or_line() -> None:
    tokens = read_tokens("سابق. قال الوزير إنه تعهد بالحل؟ لاحق")
    around = look_around(tokens, *find_words(tokens, "تعهد"))
    assert list(around.before) == ["انه", "الوزير", "قال"]
    assert list(around.after) == ["بالحل"]
    assert around.ends_with == "؟"


class CountedWords(list[str]):
    """Folded words that count how many of them were looked at."""

    looked_at = 0

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        found = super().__getitem__(key)
        CountedWords.looked_at += len(found) if isinstance(key, slice) else 1
        return found


@settings(deadline=None)
@given(st.integers(0, 5000), st.integers(0, 5000))
def test_no_more_than_the_neighbourhood_is_looked_at(before: int, after: int) -> None:
    words = CountedWords(["كلمة"] * before + ["تعهد"] + ["كلمة"] * after)
    places = list(range(len(words)))
    CountedWords.looked_at = 0
    look_around(Tokens("", words, places, places), before, before)
    assert CountedWords.looked_at <= 250
