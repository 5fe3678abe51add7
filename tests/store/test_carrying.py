"""What an analyst finds again when a file has changed since it was tagged."""

from dataclasses import replace

import pytest

from reader.journal import article_marks, tagging
from reader.journal.article_marks import Bookmark, Flag, ReadingState
from reader.journal.operations import OperationKind, Proposed
from reader.model import Annotation, Article, Decision, Span
from reader.reading.proposals import merge
from reader.store.checking import check

FIRST = Article("قالت مصر إنها تتعهد بدعم السودان في نهاية المؤتمر. ورحبت تركيا بالخطوة اليوم.", source="خبر.txt")
SECOND = Article("عاجل: قالت مصر إنها تتعهد بدعم السودان في نهاية المؤتمر.", source="خبر.txt")
THIRD = Article("قالت مصر إنها تتعهد بدعم السودان في نهاية المؤتمر الطارئ.", source="خبر.txt")


def over(article, quote):
    start = article.text.index(quote)
    return Span(start, start + len(quote))


def quotes(workspace, article):
    return sorted(each.span.of(article.text) for each in workspace.annotations(article.id))


@pytest.fixture
def tagged(workspace):
    workspace.remember(FIRST)
    authorship = workspace.authorship(FIRST.id)
    for quote in ("مصر", "السودان", "تركيا"):
        workspace.apply(tagging.tag(authorship, over(FIRST, quote), "place"))
    return workspace


def test_a_changed_file_tells_of_its_earlier_text_and_takes_over_its_annotations(place, tagged):
    earlier = tagged.remember(SECOND)
    assert earlier == FIRST.id
    carried = tagged.carry_over(earlier, SECOND.id)
    assert quotes(tagged, SECOND) == ["السودان", "مصر"]
    assert [each.kind for each in carried.operations] == [OperationKind.CARRY] * 2
    assert [each.span.of(FIRST.text) for each in carried.lost] == ["تركيا"]
    ((source, lost),) = tagged.unanchored(SECOND.id)
    assert (source, lost.span.of(FIRST.text)) == (FIRST.id, "تركيا")
    assert quotes(tagged, FIRST) == ["السودان", "تركيا", "مصر"], "the old version stays as it was"
    assert tagged.article(FIRST.id).text == FIRST.text
    assert tagged.undo(SECOND.id) == (), "that the file changed cannot be undone"
    assert check(place) == []


def test_carrying_over_twice_changes_nothing(tagged):
    tagged.remember(SECOND)
    tagged.carry_over(FIRST.id, SECOND.id)
    before = tagged.latest()
    assert tagged.remember(SECOND) == FIRST.id
    assert tagged.carry_over(FIRST.id, SECOND.id).operations == ()
    assert tagged.latest() == before


def test_what_was_done_since_is_not_overwritten(tagged):
    tagged.remember(SECOND)
    tagged.carry_over(FIRST.id, SECOND.id)
    authorship = tagged.authorship(SECOND.id)
    for annotation in tagged.annotations(SECOND.id):
        tagged.apply(tagging.relabel(authorship, annotation, "organization"))
    tagged.remember(THIRD)
    tagged.carry_over(SECOND.id, THIRD.id)
    assert {each.label for each in tagged.annotations(THIRD.id)} == {"organization"}
    assert [each.span.of(FIRST.text) for _, each in tagged.unanchored(THIRD.id)] == ["تركيا"]


def test_a_file_that_is_changed_back_gets_what_was_done_meanwhile(tagged):
    tagged.remember(SECOND)
    tagged.carry_over(FIRST.id, SECOND.id)
    authorship = tagged.authorship(SECOND.id)
    egypt, sudan = sorted(tagged.annotations(SECOND.id), key=lambda each: each.span)
    tagged.apply(tagging.delete(authorship, egypt))
    tagged.apply(tagging.write_note(authorship, sudan, "ملاحظة"))
    tagged.apply(tagging.tag(authorship, over(SECOND, "المؤتمر"), "misc"))
    assert tagged.remember(FIRST) == SECOND.id
    tagged.carry_over(SECOND.id, FIRST.id)
    assert quotes(tagged, FIRST) == ["السودان", "المؤتمر", "تركيا"]
    assert {each.note for each in tagged.annotations(FIRST.id)} == {"", "ملاحظة"}


def test_one_that_found_no_place_is_put_by_hand_or_dismissed(tagged):
    tagged.apply(tagging.tag(tagged.authorship(FIRST.id), over(FIRST, "الخطوة"), "misc"))
    tagged.remember(SECOND)
    tagged.carry_over(FIRST.id, SECOND.id)
    authorship = tagged.authorship(SECOND.id)
    lost = {each.span.of(FIRST.text): each for _, each in tagged.unanchored(SECOND.id)}
    tagged.apply(tagging.put(authorship, lost["تركيا"], over(SECOND, "المؤتمر")))
    tagged.apply(tagging.dismiss(authorship, lost["الخطوة"]))
    assert tagged.unanchored(SECOND.id) == ()
    assert quotes(tagged, SECOND) == ["السودان", "المؤتمر", "مصر"]
    for listed in ({"الخطوة"}, {"الخطوة", "تركيا"}):
        tagged.undo(SECOND.id)
        assert {each.span.of(FIRST.text) for _, each in tagged.unanchored(SECOND.id)} == listed
    for listed in ({"الخطوة"}, set()):
        tagged.redo(SECOND.id)
        assert {each.span.of(FIRST.text) for _, each in tagged.unanchored(SECOND.id)} == listed


def test_decisions_on_proposals_are_carried_over(tagged):
    authorship = tagged.authorship(FIRST.id)
    proposal = Annotation(over(FIRST, "المؤتمر"), "organization", source="names", rule="قائمة")
    tagged.apply(tagging.reject(authorship, proposal))
    tagged.remember(SECOND)
    tagged.carry_over(FIRST.id, SECOND.id)
    span = over(SECOND, "المؤتمر")
    assert Proposed(span, "organization") in tagged.proposed(SECOND.id).values()
    decided = tagged.annotations(SECOND.id)
    shown = merge(SECOND.text, [replace(proposal, span=span)], decided, proposed=tagged.proposed(SECOND.id))
    assert all(each.decision is not Decision.PROPOSED for each in shown)


def test_marks_are_carried_over_with_their_places(tagged):
    authorship = tagged.authorship(FIRST.id)
    state = ReadingState()
    for function, values in (
        (article_marks.set_flag, (Flag.DONE,)),
        (article_marks.add_tag, ("مصر",)),
        (article_marks.set_bookmark, (over(FIRST, "السودان").start, "هنا")),
        (article_marks.keep_position, (over(FIRST, "المؤتمر").start,)),
        (article_marks.write_remark, ("ملاحظة",)),
    ):
        tagged.apply(function(authorship, state, *values))
    tagged.remember(SECOND)
    tagged.carry_over(FIRST.id, SECOND.id)
    assert tagged.reading_state(SECOND.id) == ReadingState(
        over(SECOND, "المؤتمر").start,
        Flag.DONE,
        (Bookmark(over(SECOND, "السودان").start, "هنا"),),
        ("مصر",),
        "ملاحظة",
    )
    assert tagged.undo(SECOND.id) == ()
