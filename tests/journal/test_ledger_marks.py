"""What an analyst says over the whole library, as operations and back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.journal.article_marks import Flag, ReadingState, gather, play_marks, set_flag
from reader.journal.ledger_marks import (
    Bearing,
    Evidence,
    LedgerMarks,
    Outcome,
    add_evidence,
    gather_ledger,
    remove_evidence,
    set_alias,
    set_entry,
    set_outcome,
    write_outcome_note,
)
from reader.journal.operation_json import decode_mark, encode, operation_to_json, read_operation
from reader.journal.operations import LEDGER_KINDS, Authorship, OperationKind
from reader.journal.replay import find_to_take_back, invert, replay, settle
from reader.model import Span

DESK = Authorship("0" * 64, "سلمى", "سلمى")
OTHER = "a" * 64
BROKEN = Evidence(OTHER, Span(3, 9), Bearing.BROKEN)
RELATED = Evidence(OTHER, Span(20, 30), Bearing.RELATED)


def kept(state):
    """The marks of a replayed state as the store gives them."""
    return [(kind, key, value) for (_, _, kind, key), value in state.items()]


def after(*actions):
    """What the ledger says of k after actions, each given what the ones before it came to."""
    journal = []
    for action in actions:
        marks = gather_ledger(kept(replay(journal))).get("k", LedgerMarks())
        journal += action(marks)
    return gather_ledger(kept(replay(journal))).get("k", LedgerMarks())


def test_what_is_said_of_a_commitment_is_gathered():
    found = after(
        lambda marks: set_outcome(DESK, "k", marks, Outcome.BROKEN),
        lambda marks: write_outcome_note(DESK, "k", marks, "لم يصل شيء"),
        lambda marks: add_evidence(DESK, "k", marks, RELATED),
        lambda marks: add_evidence(DESK, "k", marks, BROKEN),
        lambda marks: set_entry(DESK, "k", marks, "دعم السودان"),
    )
    assert found == LedgerMarks(Outcome.BROKEN, "لم يصل شيء", (BROKEN, RELATED), "دعم السودان")


def test_each_thing_said_can_be_taken_away():
    found = after(
        lambda marks: set_outcome(DESK, "k", marks, Outcome.KEPT),
        lambda marks: write_outcome_note(DESK, "k", marks, "؟"),
        lambda marks: add_evidence(DESK, "k", marks, BROKEN),
        lambda marks: set_entry(DESK, "k", marks, "دعم"),
        lambda marks: set_outcome(DESK, "k", marks, Outcome.OPEN),
        lambda marks: write_outcome_note(DESK, "k", marks, ""),
        lambda marks: remove_evidence(DESK, "k", marks, replace(BROKEN, bearing=Bearing.RELATED)),
        lambda marks: set_entry(DESK, "k", marks, ""),
    )
    assert found == LedgerMarks()


def test_evidence_at_one_place_shows_one_thing():
    again = replace(BROKEN, bearing=Bearing.WITHDRAWN)
    found = after(
        lambda marks: add_evidence(DESK, "k", marks, BROKEN), lambda marks: add_evidence(DESK, "k", marks, again)
    )
    assert found.evidence == (again,)


def test_what_is_said_already_is_not_recorded_again():
    marks = LedgerMarks(Outcome.KEPT, "؟", (BROKEN,), "دعم")
    assert set_outcome(DESK, "k", marks, Outcome.KEPT) == ()
    assert write_outcome_note(DESK, "k", marks, "؟") == ()
    assert add_evidence(DESK, "k", marks, BROKEN) == ()
    assert remove_evidence(DESK, "k", marks, RELATED) == ()
    assert set_entry(DESK, "k", marks, "دعم") == ()
    assert set_alias(DESK, "السيسي", "عبد الفتاح السيسي", "عبد الفتاح السيسي") == ()


def test_a_name_is_put_into_a_group_and_set_on_its_own_again():
    (merged,) = set_alias(DESK, "السيسي", "", "عبد الفتاح السيسي")
    (alone,) = set_alias(DESK, "السيسي", "عبد الفتاح السيسي", "السيسي")
    assert kept(replay([merged])) == [("alias", "السيسي", "عبد الفتاح السيسي")]
    assert kept(replay([merged, alone])) == [("alias", "السيسي", "السيسي")]


def test_the_reading_of_an_article_knows_nothing_of_the_ledger():
    steps = [*set_outcome(DESK, "k", LedgerMarks(), Outcome.KEPT), *set_alias(DESK, "a", "", "b")]
    steps += set_flag(DESK, ReadingState(), Flag.DONE)
    assert gather(kept(replay(steps))) == play_marks(ReadingState(), steps) == ReadingState(flag=Flag.DONE)
    assert gather_ledger(kept(replay(steps))) == {"k": LedgerMarks(Outcome.KEPT)}


@pytest.mark.parametrize(
    ("made", "key", "value"),
    [
        (set_outcome(DESK, "k", LedgerMarks(), Outcome.UNKNOWN), "k", '"unknown"'),
        (write_outcome_note(DESK, "k", LedgerMarks(), "؟"), "k", '"؟"'),
        (add_evidence(DESK, "k", LedgerMarks(), BROKEN), f"k>{OTHER}:3-9", '"broken"'),
        (set_entry(DESK, "k", LedgerMarks(), "دعم"), "k", '"دعم"'),
        (set_alias(DESK, "السيسي", "", "عبد الفتاح السيسي"), "السيسي", '"عبد الفتاح السيسي"'),
    ],
)
def test_how_it_is_kept(made, key, value):
    (operation,) = made
    assert (operation.key, encode(operation.after)) == (key, value)
    assert decode_mark(operation.kind, key, value) == operation.after
    assert operation.is_mark


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("outcome", "k", '"open"'),
        ("outcome", "k", '"lost"'),
        ("outcome", "", '"kept"'),
        ("outcome note", "k", "7"),
        ("entry", "k", '""'),
        ("alias", "k", "true"),
        ("evidence", "k", '"kept"'),
        ("evidence", f">{OTHER}:3-9", '"kept"'),
        ("evidence", f"k>{OTHER}:9-3", '"kept"'),
        ("evidence", f"k>{OTHER}:03-9", '"kept"'),
        ("evidence", f"k>{OTHER}:3-٩", '"kept"'),
        ("evidence", f"k>{OTHER[1:]}:3-9", '"kept"'),
        ("evidence", f"k>{OTHER}:3-9", '"unknown"'),
    ],
)
def test_what_is_no_mark_of_the_ledger_is_refused(kind, key, value):
    with pytest.raises(ValueError, match=r"is not|runs forwards"):
        decode_mark(kind, key, value)


keys = st.text(min_size=1, max_size=8)
evidence = st.builds(
    Evidence,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 9999), st.integers(0, 99)),
    st.sampled_from(Bearing),
)


@given(keys, evidence)
def test_every_piece_of_evidence_comes_back_as_it_was(key, given_evidence):
    (operation,) = add_evidence(DESK, key, LedgerMarks(), given_evidence)
    assert gather_ledger([(operation.kind, operation.key, operation.after)])[key].evidence == (given_evidence,)
    assert read_operation(json.loads(operation_to_json(operation))) == operation


def act(draw, marks):
    """The operations of a random action on a commitment, k or m, or on a name."""
    key = draw(st.sampled_from("km"))
    now = marks.get(key, LedgerMarks())
    kind = draw(st.sampled_from(sorted(LEDGER_KINDS)))
    match kind:
        case OperationKind.OUTCOME:
            return set_outcome(DESK, key, now, draw(st.sampled_from(Outcome)))
        case OperationKind.OUTCOME_NOTE:
            return write_outcome_note(DESK, key, now, draw(st.sampled_from(["", "؟", "نعم"])))
        case OperationKind.EVIDENCE:
            change = draw(st.sampled_from([add_evidence, remove_evidence]))
            return change(
                DESK, key, now, draw(st.sampled_from([BROKEN, RELATED, replace(BROKEN, bearing=Bearing.KEPT)]))
            )
        case OperationKind.ENTRY:
            return set_entry(DESK, key, now, draw(st.sampled_from(["", "دعم", "سلام"])))
        case _:
            return set_alias(DESK, key, "", draw(st.sampled_from("km")))


@given(st.data())
def test_undo_and_redo_go_through_the_states_of_the_ledger(data):
    journal, done, undone = [], [{}], []

    def record(operations):
        for each in operations:
            state = replay(journal)
            journal.append(settle(each, state.get((each.article, each.layer, each.kind.value, each.key))))
        return replay(journal)

    for _ in range(data.draw(st.integers(0, 25))):
        step = data.draw(st.sampled_from(["do", "do", "undo", "redo"]))
        if step == "do":
            made = act(data.draw, gather_ledger(kept(replay(journal))))
            if made:
                done.append(record(made))
                undone.clear()
            continue
        again = step == "redo"
        batches = [(each.batch, each.undoes) for each in reversed(journal)]
        last = find_to_take_back(batches, again=again)
        if last is None:
            assert not undone if again else len(done) == 1
            continue
        state = record(invert([each for each in journal if each.batch == last], who="سلمى", again=again))
        (done if again else undone).append((undone if again else done).pop())
        assert state == done[-1]
