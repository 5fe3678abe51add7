"""What an analyst says of a commitment, and that one undo takes it back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library.ledger_library import FULFILLED, HOSPITAL, HUDA, PLEDGED, PROPOSALS, REPEATED, SARA, SmallLedger

from reader.journal.history import describe_actions
from reader.journal.ledger_marks import Bearing, Evidence, Outcome
from reader.journal.operations import Operation
from reader.labels import default_labels
from reader.library.index.following import follow_journal
from reader.library.ledger.saying import (
    accept_entry,
    drop_evidence,
    merge_entries,
    reject_entry,
    say_outcome,
    split_row,
    take_evidence,
    write_note,
)
from reader.model import Decision, Span
from reader.store.workspace import Workspace


def test_an_outcome_accepts_the_first_report_in_the_same_action(small: SmallLedger) -> None:
    small.do(say_outcome(small.workspace, small.entry(PLEDGED), Outcome.BROKEN, index=small.index))
    entry = small.entry(PLEDGED)
    assert (entry.outcome, [row.is_accepted for row in entry.rows]) == (Outcome.BROKEN, [True, False])
    small.undo()
    assert (small.entry(PLEDGED).outcome, small.entry(PLEDGED).is_accepted) == (Outcome.OPEN, False)


def test_the_accepted_proposal_has_the_key_that_the_reader_gives_it(small: SmallLedger) -> None:
    small.do(accept_entry(small.workspace, small.entry(HOSPITAL), index=small.index))
    said = small.workspace.annotations(HOSPITAL.id)
    small.tag(HOSPITAL, PROPOSALS[HOSPITAL][0], who=HUDA)
    assert small.workspace.annotations(HOSPITAL.id) == said
    assert said[0].roles == PROPOSALS[HOSPITAL][0].roles
    assert said[0].score == 0.8


def test_another_outcome_takes_the_place_of_the_first_and_open_removes_it(small: SmallLedger) -> None:
    for outcome in (Outcome.BROKEN, Outcome.KEPT, Outcome.OPEN):
        small.do(say_outcome(small.workspace, small.entry(PLEDGED), outcome, index=small.index))
        assert small.entry(PLEDGED).outcome is outcome
    assert say_outcome(small.workspace, small.entry(HOSPITAL), Outcome.OPEN, index=small.index) == ()


def test_a_note_on_the_outcome(small: SmallLedger) -> None:
    small.do(write_note(small.workspace, small.entry(HOSPITAL), "لم يُبنَ بعد", index=small.index))
    assert small.entry(HOSPITAL).note == "لم يُبنَ بعد"
    small.do(write_note(small.workspace, small.entry(HOSPITAL), "", index=small.index))
    assert small.entry(HOSPITAL).note == ""


def test_evidence_is_taken_changed_and_dropped(small: SmallLedger) -> None:
    place = Span(0, 23)
    for bearing in (Bearing.RELATED, Bearing.KEPT):
        small.do(take_evidence(small.workspace, small.entry(PLEDGED), place, FULFILLED.id, bearing, index=small.index))
        assert small.entry(PLEDGED).evidence == (Evidence(FULFILLED.id, place, bearing),)
    assert small.workspace.find_article(FULFILLED.id) is not None
    small.do(drop_evidence(small.workspace, small.entry(PLEDGED), small.entry(PLEDGED).evidence[0], index=small.index))
    assert small.entry(PLEDGED).evidence == ()


def test_the_history_says_what_was_meant_before_that_a_proposal_was_accepted(small: SmallLedger) -> None:
    small.do(say_outcome(small.workspace, small.entry(HOSPITAL), Outcome.BROKEN, index=small.index))
    (event,) = describe_actions(small.workspace.history(HOSPITAL.id, HUDA), HOSPITAL.text, default_labels())
    assert event.what == "set the outcome of «وعد» to broken; accepted «وعد» as Pledge"
    assert event.offset == HOSPITAL.text.index("وعد")


def test_entries_are_merged_and_keep_what_was_said_of_each(small: SmallLedger) -> None:
    small.do(say_outcome(small.workspace, small.entry(HOSPITAL), Outcome.BROKEN, index=small.index))
    small.do(merge_entries(small.workspace, small.entries, index=small.index))
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد", "مستشفى درعا"]]
    entry = small.entries[0]
    assert (entry.is_merged, entry.is_proposed, entry.outcome) == (True, False, Outcome.BROKEN)
    small.undo()
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد"], ["مستشفى درعا"]]


def test_what_is_said_of_a_merged_entry_replaces_what_was_said_of_its_parts(small: SmallLedger) -> None:
    for article, outcome in ((PLEDGED, Outcome.KEPT), (HOSPITAL, Outcome.BROKEN)):
        small.do(say_outcome(small.workspace, small.entry(article), outcome, index=small.index))
    small.do(merge_entries(small.workspace, small.entries, index=small.index))
    small.do(say_outcome(small.workspace, small.entries[0], Outcome.UNKNOWN, index=small.index))
    small.do(split_row(small.workspace, small.entries[0], small.entries[0].rows[2], index=small.index))
    assert [entry.outcome for entry in small.entries] == [Outcome.UNKNOWN, Outcome.UNKNOWN]


def test_a_row_is_split_off_and_stays_so(small: SmallLedger) -> None:
    entry = small.entry(PLEDGED)
    small.do(split_row(small.workspace, entry, entry.rows[1], index=small.index))
    assert small.told() == [["روسيا تتعهد"], ["روسيا تجدد"], ["مستشفى درعا"]]
    small.ledger.group_all()
    assert small.told() == [["روسيا تتعهد"], ["روسيا تجدد"], ["مستشفى درعا"]]
    assert split_row(small.workspace, small.entries[0], small.entries[0].head, index=small.index) == ()


def test_a_later_report_is_proposed_for_a_merged_entry(small: SmallLedger) -> None:
    entry = small.entry(PLEDGED)
    small.do(merge_entries(small.workspace, [entry], index=small.index))
    small.do(merge_entries(small.workspace, small.entries, index=small.index))
    small.undo()
    assert small.entry(PLEDGED).is_merged
    assert small.told()[0] == ["روسيا تتعهد", "روسيا تجدد"]


def test_a_rejected_entry_is_gone_and_comes_back_with_undo(small: SmallLedger) -> None:
    before = small.snapshot()
    small.do(reject_entry(small.workspace, small.entry(PLEDGED), index=small.index))
    assert small.told() == [["مستشفى درعا"]]
    small.undo()
    assert small.snapshot() == before


def sara_says(small: SmallLedger) -> None:
    """سارة accepts the pledge of the hospital and says that it is broken."""
    small.tag(HOSPITAL, PROPOSALS[HOSPITAL][0])
    with Workspace.open(small.folder / "reader.db", who=SARA) as workspace:
        hers = small.entry(HOSPITAL)
        workspace.apply(say_outcome(workspace, hers, Outcome.BROKEN, index=small.index))
        workspace.apply(write_note(workspace, hers, "رأيت المكان", index=small.index))
    follow_journal(small.index, small.workspace)


def test_another_s_commitment_is_taken_over_with_what_was_said_of_it(small: SmallLedger) -> None:
    sara_says(small)
    assert (small.entry(HOSPITAL).outcome, small.entry(HOSPITAL).head.layer) == (Outcome.BROKEN, SARA)
    place = Span(0, 4)
    small.do(
        take_evidence(small.workspace, small.entry(HOSPITAL), place, PLEDGED.id, Bearing.RELATED, index=small.index)
    )
    mine = small.entry(HOSPITAL)
    assert (mine.head.layer, mine.outcome, mine.note) == (HUDA, Outcome.BROKEN, "رأيت المكان")
    assert len(small.workspace.annotations(HOSPITAL.id, SARA)) == 1


def test_another_s_commitment_that_is_rejected_stays_in_the_other_s_layer(small: SmallLedger) -> None:
    sara_says(small)
    small.do(reject_entry(small.workspace, small.entry(HOSPITAL), index=small.index))
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد"]]
    assert small.workspace.annotations(HOSPITAL.id, SARA)[0].decision is Decision.ACCEPTED


def test_nothing_is_said_twice(small: SmallLedger) -> None:
    small.do(accept_entry(small.workspace, small.entry(HOSPITAL), index=small.index))
    assert accept_entry(small.workspace, small.entry(HOSPITAL), index=small.index) == ()


def test_all_that_is_said_in_one_action_has_one_batch(small: SmallLedger) -> None:
    operations = merge_entries(small.workspace, small.entries, index=small.index)
    assert len({each.batch for each in operations}) == 1
    assert {each.article for each in operations} == {PLEDGED.id, REPEATED.id, HOSPITAL.id}


ACTIONS = st.sampled_from(
    ["kept", "broken", "open", "note", "no note", "evidence", "drop", "merge", "split", "accept", "reject"]
)


def operations_of(small: SmallLedger, action: str, at: int) -> tuple[Operation, ...]:
    entries = small.entries
    if not entries:
        return ()
    entry, workspace, index = entries[at % len(entries)], small.workspace, small.index
    match action:
        case "note" | "no note":
            return write_note(workspace, entry, "ملاحظة" if action == "note" else "", index=index)
        case "evidence":
            bearing = list(Bearing)[at % len(Bearing)]
            return take_evidence(workspace, entry, Span(0, 4), FULFILLED.id, bearing, index=index)
        case "drop":
            return drop_evidence(workspace, entry, entry.evidence[0], index=index) if entry.evidence else ()
        case "merge":
            return merge_entries(workspace, entries[at % len(entries) :], index=index)
        case "split":
            return split_row(workspace, entry, entry.rows[at % len(entry.rows)], index=index)
        case "accept":
            return accept_entry(workspace, entry, index=index)
        case "reject":
            return reject_entry(workspace, entry, index=index)
    return say_outcome(workspace, entry, Outcome(action), index=index)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(ACTIONS, st.integers(0, 5)), min_size=1, max_size=6), st.booleans())
def test_undo_of_anything_said_restores_the_ledger_and_redo_says_it_again(
    said: list[tuple[str, int]], with_sara: bool
) -> None:
    with TemporaryDirectory() as folder:
        small = SmallLedger(Path(folder))
        try:
            if with_sara:
                sara_says(small)
            states = [small.snapshot()]
            for action, at in said:
                if operations := operations_of(small, action, at):
                    small.do(operations)
                    states.append(small.snapshot())
            for before in states[-2::-1]:
                small.undo()
                assert small.snapshot() == before
            for after in states[1:]:
                small.redo()
                assert small.snapshot() == after
        finally:
            small.close()
