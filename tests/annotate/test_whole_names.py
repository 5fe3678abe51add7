"""A name and its parts: found by lists or by the recogniser, they have one label."""

from __future__ import annotations

import pytest

from reader.annotate.merging.whole_names import follow_whole_names
from reader.model import Annotation, Span

TEXT = "أكد منير السيال ذلك. وأضاف السيال أن القافلة وصلت، وقال للسيال إنها وصلت"
WHOLE = "منير السيال"


def _found(name: str, label: str, score: float, source: str = "entities", text: str = TEXT, nth: int = 0) -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    rule = f"recogniser: {label}" if source == "entities" else "الرئيس before a name"
    return Annotation(Span(start, start + len(name)), label, source=source, score=score, rule=rule)


def _told(annotations: tuple[Annotation, ...], text: str = TEXT) -> list[tuple[str, str]]:
    return [(each.label, each.span.of(text)) for each in sorted(annotations, key=lambda each: each.span)]


@pytest.mark.parametrize("source", ["entities", "names"])
@pytest.mark.parametrize("label", ["organization", "place", "misc"])
def test_a_part_read_as_something_else_is_the_person(source: str, label: str) -> None:
    part = _found("السيال", label, 0.45, nth=1)
    found = follow_whole_names(TEXT, [_found(WHOLE, "person", 0.98, source), part])
    assert _told(found)[:2] == [("person", WHOLE), ("person", "السيال")]
    assert found[1].rule == f"recogniser: {label}, here part of {WHOLE}"


@pytest.mark.parametrize("source", ["entities", "names"])
def test_a_part_nobody_found_is_found(source: str) -> None:
    found = follow_whole_names(TEXT, [_found(WHOLE, "person", 0.95, source)])
    assert _told(found) == [("person", WHOLE), ("person", "السيال"), ("person", "لسيال")]
    assert found[1].rule == f"short for {WHOLE}"
    assert found[2].attribute("entity") == "السيال"


def test_a_part_that_is_surely_something_else_stays() -> None:
    part = _found("السيال", "organization", 0.99, nth=1)
    assert part in follow_whole_names(TEXT, [_found(WHOLE, "person", 0.75), part])


def test_what_a_list_knows_as_a_place_is_nobodys_surname() -> None:
    text = "قال سامي بغداد إن بغداد هادئة"
    whole = _found("سامي بغداد", "person", 0.95, text=text)
    city = _found("بغداد", "place", 0.5, text=text, nth=1)
    assert follow_whole_names(text, [whole, city]) == (whole, city)


def test_a_whole_name_is_the_person_its_part_is() -> None:
    text = "أعلن يوكيا أمانو ذلك. وقال أمانو إن أمانو"
    whole = _found("يوكيا أمانو", "organization", 0.86, text=text)
    parts = [_found("أمانو", "person", 0.98, text=text, nth=nth) for nth in (1, 2)]
    found = follow_whole_names(text, [whole, *parts])
    assert _told(found, text) == [("person", "يوكيا أمانو"), ("person", "أمانو"), ("person", "أمانو")]
    assert found[0].rule == "recogniser: organization, here person as أمانو is"


def test_a_body_may_be_called_after_a_person() -> None:
    text = "زار مؤسسة كلينتون. وقال كلينتون إن كلينتون"
    whole = _found("مؤسسة كلينتون", "organization", 0.6, text=text)
    parts = [_found("كلينتون", "person", 0.98, text=text, nth=nth) for nth in (1, 2)]
    assert follow_whole_names(text, [whole, *parts]) == (whole, *parts)


def test_an_unsure_whole_says_nothing_of_its_parts() -> None:
    whole, part = _found(WHOLE, "person", 0.6), _found("السيال", "organization", 0.3, nth=1)
    assert follow_whole_names(TEXT, [whole, part]) == (whole, part)


def test_nothing_is_found_where_something_else_stands() -> None:
    taken = Annotation(Span(TEXT.index("وأضاف"), TEXT.index("القافلة")), "quantity", source="patterns", score=0.9)
    found = follow_whole_names(TEXT, [_found(WHOLE, "person", 0.95), taken])
    assert _told(found) == [("person", WHOLE), ("quantity", taken.span.of(TEXT)), ("person", "لسيال")]


def test_the_label_that_somebody_else_gave_is_left_alone() -> None:
    mine = Annotation(Span(TEXT.index("السيال", 20), TEXT.index("السيال", 20) + 6), "organization", source="human")
    assert mine in follow_whole_names(TEXT, [_found(WHOLE, "person", 0.95), mine])
