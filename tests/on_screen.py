"""The applications as a test starts them, and what then stands on their screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from rich.style import Style
from textual.pilot import Pilot
from waiting import until

from reader.comparing.settlement import Settlement
from reader.errors import LoadError
from reader.labels import default_labels
from reader.load import Loaded
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes
from reader.store.workspace import Workspace
from reader.ui.adjudicating.adjudicating_app import AdjudicatingApp
from reader.ui.app import ReaderApp
from reader.ui.reading.changes import Extent
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.reading.status_line import StatusLine
from reader.ui.terminal.detecting import Terminal

THEMES = load_themes().themes
TERMINAL = Terminal("test", "plain", "keep", ())
QUIET = Config(annotate=Annotate(on_open=False))
"""The usual settings, but nothing is proposed unless it is asked for."""
SIZE = (120, 30)


# One way to start each application.


def build_reader(
    *outcomes: Loaded | LoadError,
    database: Path | None = None,
    who: str = "سارة",
    patience: float = 10.0,
    config: Config = QUIET,
    theme: str = "dark",
    **options: Any,
) -> ReaderApp:
    """The reader on articles, without a workspace unless a database is named; more options are the application's own."""
    return ReaderApp(
        outcomes,
        config=config,
        theme=THEMES[theme],
        workspace=partial(Workspace.open, database, who=who, patience=patience) if database else None,
        **{"themes": THEMES, "labels": default_labels(), "terminal": TERMINAL, **options},
    )


def build_adjudication(
    piles: Sequence[Callable[[], Settlement]], layers: Sequence[str], *, result: str = "adjudicated", **options: Any
) -> AdjudicatingApp:
    """The adjudication of layers, one pile an article; more options are the application's own."""
    return AdjudicatingApp(
        piles,
        layers,
        result,
        **{"config": Config(), "labels": default_labels(), **options},
        themes=THEMES,
        terminal=TERMINAL,
        theme=THEMES["dark"],
    )


@asynccontextmanager
async def start(
    *outcomes: Loaded | LoadError,
    size: tuple[int, int] = SIZE,
    notifications: bool = False,
    until_tagging: bool = True,
    **options: Any,
) -> AsyncIterator[Pilot[None]]:
    """Run the reader; where it has a database, wait until the first article can be tagged, unless it never can."""
    async with build_reader(*outcomes, **options).run_test(size=size, notifications=notifications) as pilot:
        if until_tagging and options.get("database"):
            await ready(pilot)
        yield pilot


async def ready(pilot: Pilot[None]) -> None:
    """Wait for the workspace and for the article in it."""
    await until(pilot, lambda: screen(pilot).work is not None)


async def press(pilot: Pilot[None], *keys: str) -> int:
    """Press keys and let what they begin be drawn; how many they were."""
    await pilot.press(*keys)
    await pilot.pause()
    return len(keys)


def put_caret(pilot: Pilot[None], offset: int) -> None:
    """Set the caret as a click would."""
    screen(pilot).session.move_to(offset)
    screen(pilot).changes.note(Extent.CARET)


# One way to read what stands there.


def screen(pilot: Pilot[None]) -> ReadingScreen:
    """The reading screen, with nothing in front of it."""
    found = pilot.app.screen
    assert isinstance(found, ReadingScreen), found
    return found


def rows(pilot: Pilot[Any]) -> list[str]:
    """The screen, line by line, in the order of its cells from the left."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def shown(pilot: Pilot[Any]) -> str:
    """The whole screen."""
    return "\n".join(rows(pilot))


def pieces(pilot: Pilot[Any]) -> list[tuple[str, Style]]:
    """Every piece of text on the screen with its style."""
    strips = pilot.app.screen._compositor.render_strips()
    return [(segment.text, segment.style or Style()) for strip in strips for segment in strip]


def row_of_line(pilot: Pilot[None], number: int = 0) -> int:
    """The row of the pane that shows a line of the article, counted from the first one on the screen."""
    with_text = [row for row, each in enumerate(screen(pilot).view.window.rows) if each.place is not None]
    return with_text[number]


def line_of_text(pilot: Pilot[None], number: int = 0) -> str:
    """A line of the article as it is drawn, counted from the first one on the screen."""
    return screen(pilot).view.render_line(row_of_line(pilot, number)).text


def cell_of(pilot: Pilot[None], offset: int) -> tuple[int, int]:
    """The column and the row of the pane in which an offset of the article stands."""
    view = screen(pilot).view
    place, column = screen(pilot).session.layout.locate(offset)
    row = next(at for at, each in enumerate(view.window.rows) if each.place == place)
    return view._lines.left + column, row


def undecided(pilot: Pilot[None], number: int = 0) -> str:
    """What is drawn as open in a line of the article, counted from the first one on the screen: regular, not bold."""
    strip = screen(pilot).view.render_line(row_of_line(pilot, number))
    return "".join(segment.text for segment in strip if segment.style is not None and segment.style.bold is False)


def status(pilot: Pilot[None]) -> str:
    """The status line of the reading screen."""
    return str(pilot.app.screen.query_one(StatusLine).render())


def role_bar(pilot: Pilot[None]) -> str:
    """The line that says what the next key does."""
    return str(screen(pilot).role_bar.render())


def listed(pilot: Pilot[None], tab: str) -> list[str]:
    """The items of a tab of the panel."""
    return [str(item.draw()) for item in screen(pilot).panel.items(tab)]


def toasts(pilot: Pilot[Any]) -> list[str]:
    """The sentences that are shown in a corner, line ends aside."""
    return [" ".join(each.message.split()) for each in pilot.app._notifications]
