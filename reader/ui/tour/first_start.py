"""Opens the tour, and decides whether a start is the first one, which begins with it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reader.paths import DATABASE, bundled, data_folder, make_folder
from reader.store.location import where
from reader.ui.opening import open_reader

if TYPE_CHECKING:
    from reader.settings.definitions import Config
    from reader.ui.app import ReaderApp

_NOTE = "tour-shown"
"""The name of the file that notes that the tour was shown, in the user's data folder."""


def open_tour() -> tuple[str, ...]:
    """Show the tour on the sample article, in a folder and a workspace that are removed afterwards.

    Return a sentence for each problem; ReaderError is raised if there is no terminal.
    """
    with TemporaryDirectory(prefix="reader-tour-", ignore_cleanup_errors=True) as folder:
        shutil.copytree(bundled("seeds"), folder, dirs_exist_ok=True)
        problems = open_reader([folder], settle=_settle, guide=_begin)
    note_shown()
    return problems


def open_first(paths: Sequence[str], *, store: str = "", **options: object) -> tuple[str, ...]:
    """Open the reader as `open_reader` does, on a first start after the tour."""
    problems = open_tour() if is_first_start(paths, store) and note_shown() else ()
    return (*problems, *open_reader(paths, store=store, **options))  # type: ignore[arg-type]


def is_first_start(paths: Sequence[str], store: str) -> bool:
    """Whether the reader was started by its name alone, in a terminal, by somebody who has no work in it yet."""
    if paths or store or not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    own = data_folder()
    traces = (own / _NOTE, own / DATABASE, own / "folders", where("."))
    return not any(each.exists() for each in traces)


def note_shown() -> bool:
    """Note that the tour was shown; False where that cannot be noted, since it would then come at every start."""
    path = data_folder() / _NOTE
    try:
        make_folder(path.parent)
        path.touch(mode=0o600)
    except OSError:
        return False
    return True


def _settle(config: Config) -> Config:
    from reader.ui.tour.guided_tour import settle_for_tour

    return settle_for_tour(config)


def _begin(app: ReaderApp) -> None:
    from reader.ui.tour.guided_tour import GuidedTour

    GuidedTour(app, app)
