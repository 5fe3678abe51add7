"""Every key of every screen and widget comes from the registry, and each can be given another key."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

import reader.ui
from reader.settings.definitions import Config
from reader.ui.actions import ACTIONS
from reader.ui.actions.action import EVERYWHERE, PLACES, STANDS_IN_FOR, Action
from reader.ui.actions.adjudicating_actions import MOST_LAYERS, take_action
from reader.ui.bindings import find_key_problems, keymap_of
from reader.ui.keys import key_names, types_two_letters

BY_NAME = {action.name: action for action in ACTIONS}
NEW = "ctrl+f11"


def _classes(base: type[DOMNode] = DOMNode) -> Iterator[type[DOMNode]]:
    for each in base.__subclasses__():
        yield each
        yield from _classes(each)


def _own() -> list[type[DOMNode]]:
    """The screens, widgets and applications of this project that list bindings of their own."""
    for module in pkgutil.walk_packages(reader.ui.__path__, "reader.ui."):
        importlib.import_module(module.name)
    ours = {each for each in _classes() if each.__module__.startswith("reader.ui.") and "BINDINGS" in vars(each)}
    return sorted(ours, key=lambda each: each.__name__)


OWN = _own()


def _bindings(where: type[DOMNode]) -> list[Binding]:
    return list(Binding.make_bindings(vars(where)["BINDINGS"]))


def _has(where: type[DOMNode], action: Action) -> bool:
    return any(binding.id == action.name for binding in _bindings(where))


def test_these_are_the_classes_that_answer_keys() -> None:
    assert [each.__name__ for each in OWN] == [
        "AdjudicatingApp",
        "AdjudicatingScreen",
        "ArabicInput",
        "ChoiceMenu",
        "EntityListScreen",
        "EntityPageScreen",
        "EvidenceScreen",
        "FacetsScreen",
        "FactsScreen",
        "FilterLine",
        "HelpScreen",
        "HistoryScreen",
        "LedgerScreen",
        "LibraryScreen",
        "NotesInput",
        "OccurrencesScreen",
        "PanelList",
        "PictureScreen",
        "ProblemsScreen",
        "QueryLine",
        "ReaderApp",
        "ReadingScreen",
        "ReasonsScreen",
        "SavedSearchesScreen",
        "SearchBar",
        "SearchScreen",
    ]


@pytest.mark.parametrize("where", OWN)
def test_every_binding_comes_from_the_registry(where: type[DOMNode]) -> None:
    for binding in _bindings(where):
        action = BY_NAME[str(binding.id)]
        assert binding.action == action.runs
        assert binding.key in {name for key in action.keys for name in key_names(key)}


@pytest.mark.parametrize("action", ACTIONS, ids=BY_NAME)
def test_every_action_is_bound_in_all_its_keys_and_runs_a_method(action: Action) -> None:
    bound_at = [where for where in OWN if _has(where, action)]
    assert bound_at
    for where in bound_at:
        keys = {binding.key for binding in _bindings(where) if binding.id == action.name}
        assert keys == {name for key in action.keys for name in key_names(key)}
        method = action.runs.partition("(")[0]
        assert method == "app.run" or hasattr(where, f"action_{method}")


@pytest.mark.parametrize("action", ACTIONS, ids=BY_NAME)
def test_every_action_answers_a_key_of_the_users_own_and_no_longer_its_old_ones(action: Action) -> None:
    keymap = keymap_of(Config(keys=((action.name, (NEW, "z")),)))
    for where in OWN:
        if _has(where, action):
            bindings = BindingsMap(vars(where)["BINDINGS"])
            bindings.apply_keymap(keymap)
            keys = {key for key, binding in bindings if binding.id == action.name}
            assert keys == {NEW, "z", "ئ", "ظ"}


@pytest.mark.parametrize("action", ACTIONS, ids=BY_NAME)
def test_every_action_can_be_left_without_a_key(action: Action) -> None:
    keymap = keymap_of(Config(keys=((action.name, ()),)))
    for where in OWN:
        if _has(where, action):
            bindings = BindingsMap(vars(where)["BINDINGS"])
            bindings.apply_keymap(keymap)
            assert {key for key, binding in bindings if binding.id == action.name} == {"no_key"}


@pytest.mark.parametrize("where", OWN)
def test_a_key_means_one_thing_in_every_layout_and_none_arrives_as_two(where: type[DOMNode]) -> None:
    bindings = BindingsMap(vars(where)["BINDINGS"])
    assert {key: len(found) for key, found in bindings.key_to_bindings.items() if len(found) > 1} == {}
    assert [key for key, _ in bindings if types_two_letters(key)] == []


def test_two_keys_change_places() -> None:
    config = Config(keys=(("move.word_forward", ("e",)), ("move.word_back", ("w",))))
    reading = next(each for each in OWN if each.__name__ == "ReadingScreen")
    bindings = BindingsMap(vars(reading)["BINDINGS"])
    bindings.apply_keymap(keymap_of(config))
    by_key = {key: binding.id for key, binding in bindings}
    assert [by_key[key] for key in ("e", "ث", "w", "ص")] == ["move.word_forward"] * 2 + ["move.word_back"] * 2
    assert find_key_problems(ACTIONS, config) == ()


def test_names_groups_and_places_are_whole() -> None:
    assert len(BY_NAME) == len(ACTIONS)
    assert {action.where for action in ACTIONS} == {place.name for place in PLACES}
    assert {name for place in PLACES for name in place.beside} <= {place.name for place in PLACES}
    assert set(STANDS_IN_FOR) | set(STANDS_IN_FOR.values()) <= set(BY_NAME)
    assert all(action.keys and action.english and action.arabic for action in ACTIONS)
    assert [take_action(layer) for layer in (0, MOST_LAYERS - 1)] == ["adjudicate.take_first", "adjudicate.take_ninth"]


@pytest.mark.parametrize(
    ("name", "key", "other"),
    [
        # Of one screen, and of a screen with what works everywhere.
        ("history.mine", "q", "history.leave"),
        ("adjudicate.undo", "q", "quit"),
        ("panel.open", "q", "quit"),
        ("occurrences.endings", "f1", "help"),
        # A field takes its keys before the dialog or the line around it.
        ("filter.down", "home", "field.line_start"),
        ("search.whole_words", "ctrl+w", "field.erase_word"),
        ("notes.submit", "escape", "field.cancel"),
    ],
)
def test_a_clash_is_reported_where_both_keys_are_heard_together(name: str, key: str, other: str) -> None:
    problems = find_key_problems(ACTIONS, Config(keys=((name, (key,)),)))
    assert any(name in each and f"{other} " in each and "both answer to" in each for each in problems)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        # The panel and the search line go before the text, a dialog before everything but help and all commands.
        ("panel.open", "w"),
        ("search.whole_words", "f10"),
        ("history.mine", "w"),
        ("occurrences.tag", "ctrl+q"),
        ("adjudicate.undo", "w"),
        ("library.open", "ctrl+o"),
    ],
)
def test_a_key_that_goes_before_another_on_purpose_is_no_clash(name: str, key: str) -> None:
    assert find_key_problems(ACTIONS, Config(keys=((name, (key,)),))) == ()


def test_the_name_of_an_action_of_another_screen_is_suggested_too() -> None:
    (problem,) = find_key_problems(ACTIONS, Config(keys=(("occurrences.togle", ("z",)),)))
    assert "did you mean occurrences.toggle?" in problem


def test_only_what_works_everywhere_is_bound_by_the_applications() -> None:
    for where in OWN:
        if where.__name__.endswith("App"):
            assert {BY_NAME[str(binding.id)].where for binding in _bindings(where)} == {EVERYWHERE}
