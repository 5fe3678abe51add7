"""The screens of the library while the interface speaks Arabic: one language, columns from right to left, its digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from on_screen import press, rows, shown, start, toasts
from textual.pilot import Pilot
from waiting import until

import ui.test_entity_screens as entity_screens
import ui.test_ledger_screen as ledger_screen
import ui.test_library as library_screen
import ui.test_search_screen as search_screen
from reader.wording import use_language
from reader.ui.library.facets_screen import FacetsScreen
from reader.ui.widgets.arabic_text import shaped_str

database, index, folder = library_screen.database, library_screen.index, ledger_screen.folder
