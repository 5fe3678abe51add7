"""Lists and recogniser on one text: who is believed where."""

from __future__ import annotations

import pytest

from reader.annotate.merging.weighing import weigh
from reader.model import Annotation, Span


def listed(start: int, end: int, label: str, score: float = 0.9, **attributes: str) -> Annotation:
    return Annotation(Span(start, end), label, attributes=tuple(attributes.items()), source="names", score=score)


def recognised(start: int, end: int, label: str, score: float = 0.8) -> Annotation:
    return Annotation(Span(start, end), label, source="entities", score=score)


@pytest.mark.parametrize(
    ("lists", "network", "kept"),
    [
        pytest.param([listed(0, 5, "place")], [recognised(0, 5, "person")], ["place 0-5"], id="two labels: the list's"),
        pytest.param(
            [listed(0, 5, "place")],
            [recognised(0, 5, "organization", 0.95)],
            ["organization 0-5"],
            id="unless the network is sure: برشلونة, the club",
        ),
        pytest.param(
            [listed(0, 5, "person", 0.65)], [recognised(0, 5, "place")], ["place 0-5"], id="or the list is not"
        ),
        pytest.param(
            [listed(0, 18, "organization")],
            [recognised(0, 5, "organization"), recognised(12, 18, "place", 0.99)],
            ["organization 0-18"],
            id="a listed body may have a place in its name: الجبهة الشعبية لتحرير فلسطين",
        ),
        pytest.param(
            [listed(0, 12, "place", entity="جنوب أفريقيا", code="ZA")],
            [recognised(5, 12, "place", 0.99)],
            ["place 0-12"],
            id="another country's name is not the shorter one's",
        ),
        pytest.param(
            [listed(0, 12, "place", entity="ريف دمشق", code="SY")],
            [recognised(5, 12, "place")],
            ["place 5-12"],
            id="but a country side is",
        ),
        pytest.param([listed(0, 12, "person")], [recognised(6, 12, "person")], ["person 0-12"], id="the whole name"),
        pytest.param(
            [listed(0, 6, "organization", 0.95)],
            [recognised(0, 6, "place", 0.99)],
            ["organization 0-6"],
            id="what its surroundings prove too, as لـ«الرياض» does, is so however sure the network is",
        ),
        pytest.param([listed(0, 12, "place")], [recognised(6, 12, "place")], ["place 6-12"], id="but no longer place"),
        pytest.param(
            [listed(0, 12, "organization")],
            [recognised(6, 12, "organization")],
            ["organization 0-12"],
            id="a listed body has all its words",
        ),
        pytest.param(
            [listed(0, 12, "organization", 0.75)],
            [recognised(6, 12, "organization")],
            ["organization 6-12"],
            id="a head word makes no name longer: نادي ليون",
        ),
        pytest.param([listed(0, 5, "place", 0.9)], [], ["place 0-5"], id="a sure list word stands alone"),
        pytest.param([listed(0, 5, "person", 0.65)], [], [], id="an unsure one does not"),
        pytest.param([listed(0, 5, "group", 0.65)], [], ["group 0-5"], id="what the network does not know stays"),
        pytest.param(
            [listed(0, 12, "person")],
            [recognised(0, 5, "person"), recognised(6, 12, "place")],
            ["person 0-5", "place 6-12"],
            id="a longer name over two of which one is something else",
        ),
    ],
)
def test_who_is_believed(lists: list[Annotation], network: list[Annotation], kept: list[str]) -> None:
    found = weigh(lists, network)
    assert sorted(f"{each.label} {each.span.start}-{each.span.end}" for each in found) == kept


def test_what_a_list_knows_of_a_name_is_kept_where_both_agree() -> None:
    known = Annotation(Span(0, 5), "place", attributes=(("gloss", "Russia"),), source="names", score=0.9)
    assert known in weigh([known], [recognised(0, 5, "place")])


def test_other_annotators_proposals_are_left_alone() -> None:
    date = Annotation(Span(0, 5), "date", source="patterns", score=0.1)
    assert weigh([date], [recognised(0, 5, "place")]) == (date, recognised(0, 5, "place"))
