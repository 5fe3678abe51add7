"""Names that the recogniser is unsure of stay where a list, a word before them or another mention speaks for them."""

from __future__ import annotations

import pytest

from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.recogniser.unsure_names import leave_out_unsure
from reader.annotate.tokens import read_tokens


def _kept(text: str, *candidates: tuple[int, int, str, float]) -> list[float]:
    found = [NameCandidate(first, last, 0, label, score, "recogniser") for first, last, label, score in candidates]
    return [each.score for each in leave_out_unsure(read_tokens(text), found)]


@pytest.mark.parametrize(
    ("text", "candidate", "stays"),
    [
        pytest.param("في صبراتون", (1, 1, "place", 0.89), False, id="an unsure place"),
        pytest.param("في صبراتون", (1, 1, "place", 0.91), True, id="a surer one"),
        pytest.param("في دمشق", (1, 1, "place", 0.3), True, id="one that a list knows"),
        pytest.param("بلدة صبراتون", (1, 1, "place", 0.75), True, id="one after a word for town"),
        pytest.param("بلدة صبراتون", (1, 1, "place", 0.5), False, id="but not any"),
        pytest.param("قال هلنكبرغ", (1, 1, "person", 0.7), False, id="an unsure person"),
        pytest.param("قال محمود هلنكبرغ", (1, 2, "person", 0.7), True, id="one with a known name"),
        pytest.param("قال محمود هلنكبرغ", (1, 2, "person", 0.5), False, id="but not any person"),
        pytest.param("شركة هلنكبرغ", (1, 1, "organization", 0.55), True, id="an organization"),
        pytest.param("شركة هلنكبرغ", (1, 1, "organization", 0.45), False, id="an unlikely organization"),
        pytest.param("قالت منظمة «ووتش»", (1, 1, "organization", 0.99), False, id="a head word by itself"),
        pytest.param("زار مدينة كبيرة", (1, 1, "place", 0.99), False, id="a word for town by itself"),
        pytest.param("زار وفدًا سوريًا", (2, 2, "place", 0.99), False, id="an adjective in the accusative"),
        pytest.param("زار وفداً سورياً", (2, 2, "place", 0.99), False, id="or with its marks the other way round"),
        pytest.param("سمّى محمداً", (1, 1, "person", 0.99), True, id="which a person's name may stand in"),
        pytest.param("قالت حماس", (1, 1, "organization", 0.99), True, id="a name of one word"),
        pytest.param("شعب الروهن", (1, 1, "group", 0.1), True, id="a label of another recogniser"),
    ],
)
def test_an_unsure_name_needs_support(text: str, candidate: tuple[int, int, str, float], stays: bool) -> None:
    assert bool(_kept(text, candidate)) is stays


def test_a_sure_mention_vouches_for_the_others() -> None:
    assert _kept("صبراتون ثم لصبراتون", (0, 0, "place", 0.96), (2, 2, "place", 0.4)) == [0.96]
    assert _kept("صبراتون ثم صبراتون", (0, 0, "place", 0.96), (2, 2, "place", 0.4)) == [0.96, 0.4]
