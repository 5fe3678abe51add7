"""Starts the interface with the articles to read, the terminal and the settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotate.llm.first_notice import sentences_to_say
from reader.errors import LoadError, ReaderError, shown
from reader.labels import FILE, default_labels
from reader.library.choosing import analyst
from reader.library.index.library_index import LibraryIndex, index_place, open_kept
from reader.load import Loaded, Reach, find_sources, load_each
from reader.outlets import check_encoding
from reader.paths import bundled, config_folder
from reader.settings.config import load_config
from reader.settings.themes import check_named, load_themes
from reader.store.first_views import read_first
from reader.store.learnt_at_hand import find_learnt
from reader.store.location import place_of
from reader.ui.leaving import print_lost
from reader.ui.returning import load_up_to
from reader.ui.terminal.browser import is_in_browser, page_clipboard
from reader.ui.terminal.clipboard import find_clipboard
from reader.ui.terminal.sequences import detect_terminal
from reader.wording import say, sayable

if TYPE_CHECKING:
    from reader.annotate.learnt import Learnt
    from reader.store.workspace import Workspace

_WELCOME = sayable(
    "Welcome. There is nothing to read in this folder, so this is the sample article: n goes to the next annotation, "
    "? shows every key, q quits. `reader FILE` opens your own."
)


def open_reader(
    paths: Sequence[str], *, encoding: str | None = None, who: str = "", store: str = "", follow_paths: bool = False
) -> tuple[str, ...]:
    """Show the articles of the paths until the analyst quits; return a sentence for each that could not be opened.

    The first article is shown as soon as it is loaded; the others are loaded meanwhile. ReaderError is raised if there
    is no terminal to show them in.
    """
    outcomes = _load_each(paths or ["."], encoding, follow_paths)
    first, errors = _first(outcomes)
    greetings: tuple[str, ...] = ()
    if first is None and not paths:
        first, errors = _first(_load_each([str(bundled("seeds"))], None, False))
        greetings = (say(_WELCOME),)
    if first is None:
        return tuple(map(str, errors)) or (say("There is nothing to read; name a file, a folder or a page."),)
    in_browser = is_in_browser(os.environ)
    if not (in_browser or (sys.stdout.isatty() and _take_keyboard())):
        raise ReaderError(say("The reader needs a terminal to show articles in; `reader render` prints them instead."))
    check_encoding()
    result, themes = load_config(), load_themes()
    display = result.config.display
    name, place = analyst(who or result.config.analyst.name), store or place_of(paths or ["."])
    terminal = detect_terminal(bidi=display.bidi, tashkeel=display.tashkeel)

    from reader.ui.app import ReaderApp
    from reader.ui.fitting_labels import fit_labels
    from reader.ui.kept_view import KeptView
    from reader.ui.library.index_keeping import IndexedLibrary
    from reader.ui.theming import choose_theme, is_for_few_colours

    mine = fit_labels(result.config, themes.themes)
    own_labels = config_folder() / FILE
    check_named(themes.themes, variable=os.environ.get("READER_THEME"))
    colours = terminal.colours
    theme, problem = choose_theme(
        themes.themes, display.theme, os.environ, depth=colours.depth, is_light=colours.is_light
    )
    pinned = {key for key, origin in result.origins if origin.startswith("environment")}
    if is_for_few_colours(theme, display.theme):
        pinned.add("display.theme")
    kept = KeptView(result.config, read_first(place, name), theme=theme.name, pinned=pinned, place=place)
    # Where several articles are named, the first of them is the one that is wanted.
    ready, at = load_up_to(kept.article if len(paths) < 2 else {}, place, first, outcomes)
    begins_with_library = len(paths) < 2 and not greetings and result.config.library.opens != "article"
    if begins_with_library and len(ready) == 1:
        ready += islice(outcomes, 1)
    problems = (*result.problems, *themes.problems, *filter(None, [problem]), *mine.problems, *map(str, errors))
    notices = sentences_to_say(result.config.annotate.annotators, result.config.llm.server)
    app = ReaderApp(
        chain(ready, outcomes),
        config=result.config,
        themes=themes.themes,
        labels=mine.labels,
        labels_file=own_labels if own_labels.is_file() and mine.labels is not default_labels() else None,
        encoding=encoding,
        terminal=terminal,
        theme=themes.themes.get(kept.theme, theme),
        clipboard=page_clipboard() if in_browser else find_clipboard(os.environ),
        workspace=partial(_open_workspace, place, name),
        learnt=partial(_find_learnt, place),
        kept=kept,
        at=at,
        # An index that was built earlier is of use even where none is to be built.
        index=partial(open_kept if result.config.library.index == "off" else LibraryIndex, index_place(paths or ["."])),
        begins_with_library=begins_with_library and len(ready) > 1,
        library=IndexedLibrary(tuple(paths) or (".",), store, name),
        # Several problems are shown as a number, and this has to be read.
        greetings=(*greetings, *(notices if problems else ())),
        problems=(*notices, *problems),
    )
    app.run()
    lost: tuple[str, ...] = ()
    if app.workspace is not None and app.writing.lost_lines:
        lost = (print_lost(app.workspace, app.writing.lost_lines),)
    if app.return_code:
        # After a crash (its traceback has just been printed), after a signal, or with work that is not kept anywhere.
        for sentence in lost:
            print(f"reader: {sentence}", file=sys.stderr)
        sys.exit(app.return_code)
    return (*map(str, errors), *app.load_errors, *lost)


def _open_workspace(place: str | Path, who: str) -> Workspace:
    from reader.store.workspace import Workspace

    return Workspace.open(place, who=who, patience=2.0)


def _find_learnt(place: str | Path) -> Learnt:
    """What was learnt in a workspace; AnnotateError where that is damaged."""
    # It brings the engine's modules, which no article needs to be shown.
    from reader.annotate.learnt import read_learnt

    return read_learnt(find_learnt(place), shown(place))


def _load_each(paths: Sequence[str], encoding: str | None, follow_paths: bool) -> Iterator[Loaded | LoadError]:
    for source in find_sources(paths, reach=Reach.ANYWHERE if follow_paths else Reach.BESIDE):
        yield from load_each(source, encoding=encoding)


def _first(outcomes: Iterator[Loaded | LoadError]) -> tuple[Loaded | None, list[LoadError]]:
    """The first article that could be loaded, and the errors before it."""
    errors: list[LoadError] = []
    for outcome in outcomes:
        if isinstance(outcome, Loaded):
            return outcome, errors
        errors.append(outcome)
    return None, errors


def _take_keyboard() -> bool:
    """Whether keys can be read: from standard input, or from the terminal itself if standard input held an article."""
    if sys.stdin is not None and sys.stdin.isatty():
        return True
    try:
        keyboard = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    os.dup2(keyboard, 0)
    os.close(keyboard)
    return os.isatty(0)
