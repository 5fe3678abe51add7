"""No key of a dialog means two things, in whatever keyboard layout, and none arrives as two."""

from __future__ import annotations

from collections import defaultdict

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from reader.ui.adjudicating.adjudicating_screen import AdjudicatingScreen
from reader.ui.keys import types_two_letters
from reader.ui.library.occurrences_screen import OccurrencesScreen
from reader.ui.reading.history_screen import HistoryScreen
from reader.ui.widgets.choice_menu import ChoiceMenu


@pytest.mark.parametrize("screen", [AdjudicatingScreen, ChoiceMenu, HistoryScreen, OccurrencesScreen])
def test_a_key_has_one_meaning(screen: type[DOMNode]) -> None:
    actions: defaultdict[str, set[str]] = defaultdict(set)
    for binding in Binding.make_bindings(screen.BINDINGS):
        actions[binding.key].add(binding.action)
        assert not types_two_letters(binding.key)
    assert {key: found for key, found in actions.items() if len(found) > 1} == {}
