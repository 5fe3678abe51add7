"""Which actions can be taken back and done again."""

from hypothesis import given
from hypothesis import strategies as st

from reader.journal import Stacks, stack


def test_an_undone_action_can_be_done_again_and_then_undone():
    assert stack([("a", ""), ("b", "")]) == Stacks(("a", "b"), ())
    assert stack([("a", ""), ("b", ""), ("u", "b")]) == Stacks(("a",), ("u",))
    assert stack([("a", ""), ("b", ""), ("u", "b"), ("r", "u")]) == Stacks(("a", "r"), ())
    assert stack([("a", ""), ("b", ""), ("u", "b"), ("r", "u"), ("v", "r")]) == Stacks(("a",), ("v",))


def test_a_new_action_ends_what_could_be_done_again():
    assert stack([("a", ""), ("u", "a"), ("b", "")]) == Stacks(("b",), ())


def test_what_takes_back_something_unknown_is_no_action():
    assert stack([("a", ""), ("carried", "an earlier article")]) == Stacks(("a",), ())


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=60))
def test_undo_and_redo_are_those_of_any_editor(steps):
    batches: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    done: list[str] = []
    undone: list[str] = []
    for number, step in enumerate(steps):
        stacks, batch = stack(batches), str(number)
        if step == "do":
            batches.append((batch, ""))
            names[batch] = batch
            done.append(batch)
            undone.clear()
        elif step == "undo" and stacks.undo:
            batches.append((batch, stacks.undo[-1]))
            names[batch] = names[stacks.undo[-1]]
            undone.append(done.pop())
        elif step == "redo" and stacks.redo:
            batches.append((batch, stacks.redo[-1]))
            names[batch] = names[stacks.redo[-1]]
            done.append(undone.pop())
        now = stack(batches)
        assert [names[each] for each in now.undo] == done
        assert [names[each] for each in now.redo] == undone
