"""Opens the articles of a workspace in which the work of several analysts is to become one result."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.driver import Driver

from reader.comparing.settlement import Settlement
from reader.errors import ReaderError, StoreError, shown
from reader.labels import LabelSet, find_labels
from reader.library.choosing import analyst, choose_articles, opened
from reader.library.choosing_layers import RESULT, check_layers, split_names
from reader.outlets import check_encoding
from reader.paths import config_folder
from reader.settings.config import load_config
from reader.settings.definitions import Config
from reader.settings.themes import DEFAULT, Theme, check_named, load_themes
from reader.store.writer import Writer
from reader.ui.actions import ACTIONS
from reader.ui.actions.adjudicating_actions import MOST_LAYERS
from reader.ui.adjudicating.adjudicating_screen import AdjudicatingScreen
from reader.ui.bindings import bindings_of, find_heard, use_keys
from reader.ui.copying import Copying
from reader.ui.help_screen import HelpScreen
from reader.ui.keys_in_order import KeysInOrder
from reader.ui.leaving import Leaving, keep_everything, print_lost
from reader.ui.legend import Legend
from reader.ui.mirroring import mirror
from reader.ui.palette import ActionCommands, ReaderPalette
from reader.ui.reading.painting import PageStyles
from reader.ui.terminal.clipboard import Clipboard, find_clipboard
from reader.ui.terminal.detecting import Terminal
from reader.ui.terminal.gated import GatedApp
from reader.ui.terminal.sequences import detect_terminal, driver_class
from reader.ui.theming import choose_theme, list_variables, to_painting, to_textual
from reader.ui.toasts import SparingToasts
from reader.ui.typed_layout import TypedLayout
from reader.ui.widgets.arabic_text import notify
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


class AdjudicatingApp(KeysInOrder, TypedLayout, SparingToasts, Copying, GatedApp):
    """The adjudication screen with the reader's themes and terminal."""

    TITLE = "reader adjudicate"
    CSS_PATH = "../reader.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual would bind its key; the registry does.
    ALLOW_SELECT = False  # The screen shows text in visual order.
    COMMANDS: ClassVar = {ActionCommands}
    BINDINGS: ClassVar = bindings_of("everywhere")

    def __init__(
        self,
        piles: Sequence[Callable[[], Settlement]],
        layers: Sequence[str],
        result: str,
        *,
        config: Config,
        themes: Mapping[str, Theme],
        labels: LabelSet,
        terminal: Terminal,
        theme: Theme,
        clipboard: Clipboard | None = None,
        workspace: Workspace | None = None,
        writer: Writer | None = None,
    ) -> None:
        self._workspace = workspace
        self._writer = writer
        self._leaving = Leaving()
        self._adjudicating = partial(AdjudicatingScreen, piles, layers, result)
        self.config = config
        self.actions = ACTIONS
        self._themes = themes
        self._labels = labels
        self._terminal = terminal
        self._first_theme = theme
        # Otherwise Textual would turn a colourless theme into greys.
        super().__init__(ansi_color=theme.ansi or None, depth=terminal.colours.depth, clipboard=clipboard)
        use_keys(self, self.actions, config)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, with the means to keep this terminal from reordering text."""
        return driver_class(self._terminal, super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The default theme's variables."""
        return list_variables(self._themes[DEFAULT])

    def on_mount(self) -> None:
        mirror(self)
        self.register_theme(to_textual(self._first_theme, self._labels))
        self.theme = self._first_theme.name
        self.push_screen(self._adjudicating(labels=self._labels, palette=self._palette(), config=self.config))

    def _palette(self) -> PageStyles:
        return to_painting(self._first_theme, self._labels, highlight=self.config.display.highlight)

    async def action_run(self, name: str) -> None:
        """Run an action that belongs to every screen."""
        match name:
            case "help":
                legend = Legend(self._labels, self._palette())
                self.push_screen(HelpScreen(self.actions, self.config, heard=find_heard(self.screen), legend=legend))
            case "palette":
                self.push_screen(ReaderPalette(id="--command-palette"))
            case "quit":
                await self.action_quit()

    async def action_quit(self) -> None:
        """Quit once every answer is on disk."""
        if self._workspace is None or not self._workspace.waiting:
            self.exit()
        elif not self._leaving.is_trying:
            self.run_worker(self._leave(self._workspace), group="leave")

    async def _leave(self, workspace: Workspace) -> None:
        reason = await self._leaving.ask(workspace, self._writer)
        if reason:
            notify(self, reason, severity="error", timeout=30)
        else:
            self.exit()


def open_adjudication(
    path: str,
    store: str | None,
    *,
    layers: str | None,
    name: str | None,
    article: str,
    earlier: bool = False,
    complain: Callable[[str], None] = lambda sentence: None,
) -> None:
    """Settle the differences in the articles of a workspace until the analyst quits."""
    result, themes = load_config(), load_themes()
    mine = find_labels(config_folder())
    labels = mine.labels
    for problem in mine.problems:
        complain(problem)
    target = name or RESULT
    from reader.store.daily import start_daily

    with opened(path, store, who=analyst(), complain=complain) as workspace:
        chosen = choose_articles(workspace, path, article, earlier=earlier, complain=complain)
        wanted = _choose_layers(workspace, chosen, split_names(layers), target)
        writer = Writer(workspace)
        piles = tuple(_piles(workspace, chosen, wanted, target, labels, writer))
        if not piles:
            raise StoreError(
                say(
                    "{path}: no article has been read by two of {layers}.",
                    path=shown(path),
                    layers=say(", ").join(map(shown, wanted)),
                )
            )
        if not (sys.stdout.isatty() and sys.stdin.isatty()):
            raise ReaderError(say("Adjudication needs a terminal; `reader agree` prints figures instead."))
        check_encoding()
        display = result.config.display
        terminal = detect_terminal(bidi=display.bidi, tashkeel=display.tashkeel)
        check_named(themes.themes, variable=os.environ.get("READER_THEME"))
        colours = terminal.colours
        theme, _ = choose_theme(
            themes.themes, display.theme, os.environ, depth=colours.depth, is_light=colours.is_light
        )
        app = AdjudicatingApp(
            piles,
            wanted,
            target,
            config=result.config,
            themes=themes.themes,
            labels=labels,
            terminal=terminal,
            theme=theme,
            clipboard=find_clipboard(os.environ),
            workspace=workspace,
            writer=writer,
        )
        start_daily(workspace.database.place, lambda sentence: None)
        app.run()
        keep_everything(workspace, writer)
        if lines := workspace.unkept_lines():
            raise StoreError(print_lost(workspace, lines))
    if app.return_code:
        sys.exit(app.return_code)


def _choose_layers(workspace: Workspace, articles: Sequence[str], named: Sequence[str], result: str) -> tuple[str, ...]:
    check_layers(workspace, articles, named)
    there = sorted({layer for article in articles for layer in workspace.readers(article)})
    wanted = tuple(dict.fromkeys(named)) or tuple(layer for layer in there if layer not in (result, RESULT))
    if result in wanted:
        raise StoreError(
            say("{layer}: the result needs a layer of its own; give another name with --as.", layer=shown(result))
        )
    if len(wanted) < 2:
        raise StoreError(say("There is nothing to adjudicate: two layers are needed, named with --layers A,B."))
    if len(wanted) > MOST_LAYERS:
        raise StoreError(
            counted(
                MOST_LAYERS,
                "At most {number} layer can be compared at once; name them with --layers A,B.",
                "At most {number} layers can be compared at once; name them with --layers A,B.",
            )
        )
    return wanted


def _piles(
    workspace: Workspace, articles: Sequence[str], layers: Sequence[str], result: str, labels: LabelSet, writer: Writer
) -> Iterator[Callable[[], Settlement]]:
    for each in articles:
        there = [layer for layer in layers if layer in workspace.readers(each)]
        if len(there) > 1 and workspace.find_article(each) is not None:
            yield partial(_open, workspace, each, layers, result, labels, writer)


def _open(
    workspace: Workspace, article: str, layers: Sequence[str], result: str, labels: LabelSet, writer: Writer
) -> Settlement:
    return Settlement(workspace, workspace.article(article), layers, result=result, labels=labels, writer=writer)
