"""Which open entities are accepted together with a commitment."""

from __future__ import annotations

from dataclasses import replace

from notation import marked

from reader.labels import default_labels
from reader.model import Annotation, Decision
from reader.reading.overlay import Overlay
from reader.reading.taken_along import find_taken_along

TEXT, (MOSCOW, CUE, ALEPPO, NORTH, ACTION, LAVROV) = marked(
    "⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف على ⟦⟦حلب⟧ الشمالية⟧⟧ كما قال ⟦لافروف⟧."
)
PLEDGE = Annotation(CUE, "pledge", roles=(("committer", MOSCOW), ("action", ACTION)))
PLACES = (Annotation(MOSCOW, "place"), Annotation(ALEPPO, "place"), Annotation(LAVROV, "person"))
LABELS = default_labels()


def test_the_open_entities_inside_the_roles_are_taken() -> None:
    assert find_taken_along([PLEDGE], Overlay([PLEDGE, *PLACES]), LABELS) == PLACES[:2]


def test_what_is_decided_on_is_not_taken_again() -> None:
    accepted = replace(PLACES[0], decision=Decision.ACCEPTED)
    assert find_taken_along([PLEDGE], Overlay([PLEDGE, accepted, PLACES[1]]), LABELS) == (PLACES[1],)


def test_proposals_that_contradict_each_other_stay_open() -> None:
    other = Annotation(NORTH, "organization")
    assert find_taken_along([PLEDGE], Overlay([PLEDGE, *PLACES, other]), LABELS) == (PLACES[0],)


def test_an_entity_takes_nothing_along_and_a_commitment_no_other() -> None:
    threat = Annotation(ALEPPO, "threat")
    assert find_taken_along(PLACES, Overlay([PLEDGE, *PLACES]), LABELS) == ()
    assert find_taken_along([PLEDGE], Overlay([PLEDGE, PLACES[0], threat]), LABELS) == (PLACES[0],)
