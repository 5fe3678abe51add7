"""Which proposals an analyst still has to decide on when the engine has run again."""

from dataclasses import replace

import pytest

from reader.journal import tagging
from reader.journal.operations import Authorship
from reader.journal.replay import play
from reader.model import Annotation, Decision, Span
from reader.reading.proposals import merge

TEXT = "زار وزير الخارجية المصري جامعة القاهرة وتعهد بدعمها، وقال إن القاهرة ستفي بوعدها."
DESK = Authorship("0" * 64, "سلمى", "سلمى")


def propose(quote, label="place", nth=0, **more):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Annotation(Span(start, start + len(quote)), label, source="names", score=0.5, rule="قائمة", **more)


def decide(*operations):
    return play((), operations), {each.key: proposed for each in operations if (proposed := each.after.proposed)}


def open_after(proposals, *operations):
    decided, proposed = decide(*operations)
    merged = merge(TEXT, proposals, decided, proposed=proposed)
    assert merged[: len(decided)] == decided
    return merged[len(decided) :]


CAIRO, LATER_CAIRO = propose("القاهرة"), propose("القاهرة", nth=1)


def test_without_decisions_every_proposal_is_open():
    assert merge(TEXT, [CAIRO, LATER_CAIRO], ()) == (CAIRO, LATER_CAIRO)


@pytest.mark.parametrize("decide_on", [tagging.accept, tagging.reject])
def test_a_decided_proposal_does_not_come_back_but_others_like_it_stay(decide_on):
    assert open_after([CAIRO, LATER_CAIRO], *decide_on(DESK, CAIRO)) == (LATER_CAIRO,)


def test_a_rejected_one_does_not_come_back_from_an_engine_that_changed():
    changed = [
        replace(CAIRO, score=0.99, rule="نموذج", source="entities"),
        replace(CAIRO, span=Span(CAIRO.span.start + 2, CAIRO.span.end)),
        replace(CAIRO, attributes=(("entity", "القاهرة"),)),
    ]
    assert open_after(changed, *tagging.reject(DESK, CAIRO)) == ()


def test_rejecting_one_label_leaves_another_open_but_accepting_one_settles_the_place():
    as_organization = replace(CAIRO, label="organization")
    assert open_after([CAIRO, as_organization], *tagging.reject(DESK, CAIRO)) == (as_organization,)
    assert open_after([CAIRO, as_organization], *tagging.accept(DESK, CAIRO)) == ()


def test_what_is_nested_in_a_decided_one_is_another_thing():
    university = propose("جامعة القاهرة", "organization")
    assert open_after([university, CAIRO], *tagging.accept(DESK, university)) == (CAIRO,)
    assert open_after([university, CAIRO], *tagging.reject(DESK, CAIRO)) == (university,)


def test_a_relabelled_and_a_resized_one_settle_what_had_been_proposed():
    assert open_after([CAIRO], *tagging.relabel(DESK, CAIRO, "organization")) == ()
    assert open_after([CAIRO], *tagging.resize(DESK, CAIRO, propose("زار وزير").span)) == ()
    (relabelled,) = play((), tagging.relabel(DESK, CAIRO, "organization"))
    first = tagging.relabel(DESK, CAIRO, "organization")
    (rejected,) = play((relabelled,), tagging.delete(DESK, relabelled))
    proposed = {rejected.key: first[0].after.proposed}
    assert merge(TEXT, [CAIRO], (rejected,), proposed=proposed) == (rejected,)


def test_a_proposal_with_a_note_stands_for_itself_and_is_still_open():
    (noted,) = tagging.write_note(DESK, CAIRO, "؟")
    decided, proposed = decide(noted)
    (shown,) = merge(TEXT, [CAIRO], decided, proposed=proposed)
    assert (shown.note, shown.decision) == ("؟", Decision.PROPOSED)


def test_what_a_person_tagged_settles_the_engines_proposals_there():
    assert open_after([CAIRO, LATER_CAIRO], *tagging.tag(DESK, CAIRO.span, "place")) == (LATER_CAIRO,)


def test_a_commitment_is_settled_by_its_cue_however_much_of_it_an_engine_takes():
    pledge = propose("وتعهد", "pledge", roles=(("action", propose("بدعمها").span),))
    longer = propose("وتعهد بدعمها", "agreement")
    later = propose("بوعدها", "pledge")
    assert open_after([longer, later], *tagging.reject(DESK, pledge)) == (later,)
    entity = propose("وتعهد", "misc")
    assert open_after([pledge, entity], *tagging.reject(DESK, pledge)) == (entity,)


def test_a_commitment_whose_label_is_gone_is_known_by_its_roles():
    old = propose("وتعهد", "وعد قديم", roles=(("action", propose("بدعمها").span),))
    assert open_after([propose("وتعهد", "pledge")], *tagging.accept(DESK, old)) == ()
