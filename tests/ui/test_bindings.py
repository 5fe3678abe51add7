"""Keys of one's own: remapped by name, clashes told with the remedy, labels from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.labels import default_labels, find_labels, read_labels
from reader.settings.definitions import Config
from reader.ui.actions import actions_with
from reader.ui.bindings import find_key_problems, keys_of

ACTIONS = actions_with(default_labels())


def test_the_keys_that_come_with_the_reader_do_not_clash_in_any_layout() -> None:
    assert find_key_problems(ACTIONS, Config()) == ()


def test_a_key_given_to_two_actions_is_named_with_the_remedy() -> None:
    (problem, *_) = find_key_problems(ACTIONS, Config(keys=(("copy", ("w",)),)))
    assert "copy" in problem
    assert "move.word_forward" in problem
    assert "Give one another key" in problem


def test_a_key_that_meets_another_only_in_the_arabic_layout_is_a_clash_too() -> None:
    problems = find_key_problems(ACTIONS, Config(keys=(("copy", ("v",)),)))
    assert any("annotation.next (n)" in problem and "copy (v)" in problem for problem in problems)


def test_an_unknown_action_is_told_with_the_nearest_known_one() -> None:
    (problem,) = find_key_problems(ACTIONS, Config(keys=(("move.word_forwards", ("z",)),)))
    assert "move.word_forward" in problem


def test_an_action_unlike_any_other_is_told_in_one_short_sentence() -> None:
    (problem,) = find_key_problems(ACTIONS, Config(keys=(("zzz", ("z",)),)))
    assert problem == "[keys]: no action is called 'zzz'; docs/keys.md has the name of each."


@pytest.mark.parametrize("key", ["no such key", "control-g", "ctrl+alt+hyperspace", "f99", ""])
def test_a_key_that_does_not_exist_is_named(key: str) -> None:
    (problem,) = find_key_problems(ACTIONS, Config(keys=(("copy", (key,)),)))
    assert f"the key {key!r}" in problem


@pytest.mark.parametrize("key", ["ctrl+g", "alt+shift+left", "f20", "ctrl+question_mark", "ڤ", "(", "space"])
def test_keys_that_exist_pass(key: str) -> None:
    assert not any("which no keyboard has" in each for each in find_key_problems((), Config(keys=(("copy", (key,)),))))


def test_labels_of_ones_own_bring_their_keys(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text(
        '[weapon]\narabic = "سلاح"\nenglish = "Weapon"\nkey = "1"\n', encoding="utf-8"
    )
    labels = find_labels(tmp_path).labels
    (weapon,) = (action for action in actions_with(labels) if action.name == "label.weapon")
    assert (keys_of(weapon, Config()), weapon.runs) == (("1",), "run('label.weapon')")
    # The file extends the default labels, one of which loses the key that they share.
    assert (labels["person"].english, labels["person"].key) == ("Person", "")
    # Annotations with labels that are gone stay readable.
    assert labels.named("vessel").english == "vessel"


def test_a_label_file_that_cannot_be_read_is_one_sentence_and_the_default_labels_are_used(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text("[a\n", encoding="utf-8")
    found = find_labels(tmp_path)
    assert found.labels is default_labels()
    (problem,) = found.problems
    assert problem.startswith(f"{tmp_path}/labels.toml: the labels cannot be read (")
    assert problem.endswith("correct the file or remove it. Until then, the default labels are used.")


def test_the_bundled_labels_name_roles_and_attributes_with_keys() -> None:
    pledge = read_labels(Path(__file__).parents[2] / "reader" / "labels.toml")["pledge"]
    assert [role.key for role in pledge.roles] == ["w", "a", "t", "c", "d", "s"]
    assert {attribute.name: attribute.values[0] for attribute in pledge.attributes} == {
        "polarity": "positive",
        "status": "made",
    }
