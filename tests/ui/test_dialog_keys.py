"""No key of a dialog means two things, in whatever keyboard layout, and none arrives as two."""

from __future__ import annotations

from collections import defaultdict

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from reader.ui.adjudicating import AdjudicatingScreen
from reader.ui.choice_menu import ChoiceMenu
from reader.ui.history import HistoryScreen
from reader.ui.keys import types_two_letters
from reader.ui.occurrences import OccurrencesScreen


@pytest.mark.parametrize("screen", [AdjudicatingScreen, ChoiceMenu, HistoryScreen, OccurrencesScreen])
def test_a_key_has_one_meaning(screen: type[DOMNode]) -> None:
    actions: defaultdict[str, set[str]] = defaultdict(set)
    for binding in Binding.make_bindings(screen.BINDINGS):
        actions[binding.key].add(binding.action)
        assert not types_two_letters(binding.key)
    assert {key: found for key, found in actions.items() if len(found) > 1} == {}
