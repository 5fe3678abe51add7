"""The screens of the library while the interface speaks Arabic: one language, columns from right to left, its digits."""

from __future__ import annotations

import ui.test_ledger_screen as ledger_screen
import ui.test_library as library_screen

database, index, folder = library_screen.database, library_screen.index, ledger_screen.folder
