"""Which actions can be taken back and done again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.journal.operations import Authorship, KeptAnnotation, OperationKind, operation
from reader.journal.replay import find_to_take_back, invert, play, replay
from reader.model import Annotation, Span

DESK = Authorship("0" * 64, "سلمى", "سلمى")


def undo(journal):
    return find_to_take_back(reversed(journal), again=False)


def redo(journal):
    return find_to_take_back(reversed(journal), again=True)


def test_an_undone_action_can_be_done_again_and_then_undone():
    journal = [("a", ""), ("b", "")]
    assert (undo(journal), redo(journal)) == ("b", None)
    journal.append(("undo-1", "b"))
    assert (undo(journal), redo(journal)) == ("a", "undo-1")
    journal.append(("redo-1", "undo-1"))
    assert (undo(journal), redo(journal)) == ("redo-1", None)
    journal.append(("undo-2", "redo-1"))
    assert (undo(journal), redo(journal)) == ("a", "undo-2")


def test_a_new_action_ends_what_could_be_done_again():
    journal = [("a", ""), ("undo-1", "a"), ("b", ""), ("undo-2", "b"), ("redo-1", "undo-2")]
    assert [redo(journal[:many]) for many in range(1, 6)] == [None, "undo-1", None, "undo-2", None]


def test_an_action_of_many_operations_is_one():
    journal = [("a", ""), ("b", ""), ("b", ""), ("undo-1", "b"), ("undo-1", "b")]
    assert (undo(journal), redo(journal)) == ("a", "undo-1")


def test_what_was_carried_over_cannot_be_taken_back():
    journal = [("a", ""), ("b", "an earlier article")]
    assert (undo(journal), redo(journal)) == ("a", None)


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=80))
def test_undo_and_redo_are_those_of_any_editor(steps):
    journal: list[tuple[str, str]] = []
    means: dict[str, str] = {}
    done: list[str] = []
    undone: list[str] = []
    for number, step in enumerate(steps):
        if step == "do":
            batch, undoes = f"{number}", ""
            means[batch] = batch
            done.append(batch)
            undone.clear()
        else:
            undoes = undo(journal) if step == "undo" else redo(journal)
            stacks = (done, undone) if step == "undo" else (undone, done)
            assert (undoes and means[undoes]) == (stacks[0][-1] if stacks[0] else None)
            if undoes is None:
                continue
            batch = f"{step}-{number}"
            means[batch] = means[undoes]
            stacks[1].append(stacks[0].pop())
        journal.append((batch, undoes))


def test_taking_back_a_batch_goes_backwards_and_leaves_what_was_before():
    was, now = (KeptAnnotation(Annotation(Span(0, 3), label)) for label in ("place", "person"))
    batch = [operation(DESK, OperationKind.ADD, "k", None, was), operation(DESK, OperationKind.CHANGE, "k", was, now)]
    batch = [replace(each, batch="b") for each in batch]
    taken_back = invert(batch, who="سلمى", again=False)
    assert [(each.kind, each.before, each.after) for each in taken_back] == [
        (OperationKind.CHANGE, now, was),
        (OperationKind.REMOVE, was, None),
    ]
    assert {each.undoes for each in taken_back} == {"b"}
    assert len({each.batch for each in taken_back}) == 1
    assert replay([*batch, *taken_back]) == {}
    assert [each.label for each in play((), batch)] == ["person"]
    assert play((), [*batch, *taken_back]) == ()
    assert list(replay([*batch, *invert(taken_back, who="سلمى", again=True)]).values()) == [now]
