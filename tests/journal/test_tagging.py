"""What each thing an analyst does becomes: operations, and what they leave."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.journal import tagging
from reader.journal.operation_json import decode_annotation, encode, operation_to_json, read_operation
from reader.journal.operations import (
    Authorship,
    KeptAnnotation,
    Operation,
    OperationKind,
    Proposed,
)
from reader.journal.replay import play, settle
from reader.labels import default_labels
from reader.model import Annotation, Decision, Span

DESK = Authorship("0" * 64, "سلمى", "سلمى")
EGYPT, SUDAN, CUE = Span(5, 8), Span(25, 32), Span(14, 19)
PROPOSAL = Annotation(EGYPT, "person", source="names", score=0.6, rule="قائمة الأسماء")
PLEDGE = Annotation(CUE, "pledge", roles=(("committer", EGYPT),), decision=Decision.ACCEPTED, key="k")


def after(operations, *annotations):
    return play(annotations, operations)


def test_a_tag_is_an_accepted_annotation_of_the_analysts():
    (operation,) = tagging.tag(DESK, EGYPT, "place")
    assert operation.kind is OperationKind.ADD
    (found,) = after([operation])
    assert found == Annotation(EGYPT, "place", source="سلمى", decision=Decision.ACCEPTED)
    assert found.key == operation.key != tagging.tag(DESK, EGYPT, "place")[0].key


@pytest.mark.parametrize(
    ("operations", "change"),
    [
        (tagging.resize(DESK, PLEDGE, SUDAN), {"span": SUDAN}),
        (tagging.fill_role(DESK, PLEDGE, "action", SUDAN), {"roles": (("committer", EGYPT), ("action", SUDAN))}),
        (tagging.fill_role(DESK, PLEDGE, "committer", SUDAN), {"roles": (("committer", SUDAN),)}),
        (tagging.empty_role(DESK, PLEDGE, "committer"), {"roles": ()}),
        (tagging.set_attribute(DESK, PLEDGE, "polarity", "negative"), {"attributes": (("polarity", "negative"),)}),
        (tagging.write_note(DESK, PLEDGE, "سطر\nوسطر"), {"note": "سطر\nوسطر"}),
        (tagging.reject(DESK, PLEDGE), {"decision": Decision.REJECTED}),
        (tagging.relabel(DESK, PLEDGE, "threat"), {"label": "threat"}),
    ],
)
def test_each_action_changes_one_thing(operations, change):
    (found,) = after(operations, PLEDGE)
    assert {name: getattr(found, name) for name in change} == change
    assert all(getattr(found, name) == getattr(PLEDGE, name) for name in ("source", "rule") if name not in change)
    assert operations[0].before == KeptAnnotation(PLEDGE)


def test_roles_that_the_new_label_does_not_have_go():
    (found,) = after(tagging.relabel(DESK, PLEDGE, "misc", labels=default_labels()), PLEDGE)
    assert found.roles == ()
    (found,) = after(tagging.relabel(DESK, PLEDGE, "threat", labels=default_labels()), PLEDGE)
    assert found.roles == PLEDGE.roles


@pytest.mark.parametrize("decide", [tagging.accept, tagging.reject])
def test_deciding_on_a_proposal_stores_it_under_one_key_with_what_was_proposed(decide):
    (operation,) = decide(DESK, PROPOSAL)
    assert operation.before is None
    assert operation.key == decide(DESK, PROPOSAL)[0].key == tagging.decision_key(DESK, PROPOSAL)
    assert operation.after.proposed.label == "person"
    (found,) = after([operation])
    assert found.decision is not Decision.PROPOSED
    assert (found.source, found.score, found.rule) == ("names", 0.6, "قائمة الأسماء")


def test_whoever_mends_a_proposal_accepts_it_but_a_note_leaves_it_open():
    (mended,) = after(tagging.relabel(DESK, PROPOSAL, "place"))
    assert (mended.label, mended.decision) == ("place", Decision.ACCEPTED)
    (noted,) = after(tagging.write_note(DESK, PROPOSAL, "؟"))
    assert (noted.note, noted.decision) == ("؟", Decision.PROPOSED)


def test_deleting_removes_what_a_person_said_and_rejects_what_an_engine_would_say_again():
    (operation,) = tagging.delete(DESK, PLEDGE)
    assert (operation.kind, operation.after) == (OperationKind.REMOVE, None)
    (accepted,) = after(tagging.accept(DESK, PROPOSAL))
    (rejected,) = after(tagging.delete(DESK, accepted), accepted)
    assert rejected.decision is Decision.REJECTED


def test_bulk_actions_are_one_action():
    other = Authorship("1" * 64, "سلمى", "سلمى")
    operations = tagging.tag_all([(DESK, EGYPT), (DESK, SUDAN), (other, EGYPT)], "place")
    assert len({each.batch for each in operations}) == 1
    assert [each.article for each in operations] == [DESK.article, DESK.article, other.article]
    proposals = [PROPOSAL, Annotation(SUDAN, "place", rule="سابقة"), Annotation(SUDAN, "person", rule="قائمة الأسماء")]
    rejected = tagging.reject_all_from_rule(DESK, [*proposals, PLEDGE], "قائمة الأسماء")
    assert [each.after.annotation.span for each in rejected] == [EGYPT, SUDAN]
    assert len({each.batch for each in rejected}) == 1


spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(0, 9))
words = st.text(max_size=6)
annotations = st.builds(
    Annotation,
    spans,
    words,
    st.lists(st.tuples(words, spans), max_size=4).map(tuple),
    st.lists(st.tuples(words, words), max_size=4).map(tuple),
    words,
    st.sampled_from(Decision),
    st.none() | st.floats(0, 1),
    words,
    st.text(st.characters(), max_size=6),
)


@given(annotations)
def test_json_says_all_of_an_annotation(annotation):
    kept = KeptAnnotation(annotation, Proposed(annotation.span, annotation.label))
    assert decode_annotation(encode(kept), "") == kept
    assert decode_annotation(encode(KeptAnnotation(annotation)), "k").at("k") == annotation


@given(annotations, st.sampled_from(OperationKind))
def test_a_line_of_json_says_all_of_an_operation(annotation, kind):
    (made,) = tagging.add(DESK, annotation)
    line = operation_to_json(made)
    assert "\n" not in line
    assert read_operation(json.loads(line)) == made


def change_of(was, wanted, undoes=""):
    return Operation(
        "i", "a", "l", "w", "t", OperationKind.CHANGE, "k", KeptAnnotation(was), KeptAnnotation(wanted), "b", undoes
    )


@given(annotations, annotations, annotations)
def test_a_change_lands_on_what_is_there_and_takes_no_more_than_it_meant(was, wanted, current):
    settled = settle(change_of(was, wanted), KeptAnnotation(current))
    assert settled.before == KeptAnnotation(current)
    found = settled.after.annotation
    for name in ("span", "label", "note", "decision", "source", "rule", "score"):
        meant = getattr(wanted if getattr(was, name) != getattr(wanted, name) else current, name)
        assert getattr(found, name) == meant


@given(annotations, annotations, annotations)
def test_an_undo_takes_back_only_what_is_still_as_it_left_it(was, wanted, since):
    settled = settle(change_of(wanted, was, undoes="x"), KeptAnnotation(since))
    found = settled.after.annotation
    for name in ("span", "label", "note", "decision", "source", "rule", "score"):
        untouched = getattr(since, name) == getattr(wanted, name)
        assert getattr(found, name) == getattr(was if untouched else since, name)


@given(annotations, annotations)
def test_an_undo_right_away_takes_back_everything(was, wanted):
    settled = settle(change_of(wanted, was, undoes="x"), KeptAnnotation(wanted))
    assert settled.after == KeptAnnotation(was)


@given(annotations, annotations)
def test_what_was_proposed_stays_with_the_decision_through_later_changes(decided, changed):
    (first,) = tagging.accept(DESK, decided)
    now = first.after.at("k")
    settled = settle(change_of(now, changed), first.after)
    assert settled.after.proposed == first.after.proposed
