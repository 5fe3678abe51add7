"""What is drawn before it is asked for, and what is sent of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from on_screen import build_reader, screen
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import Worker
from waiting import until

from reader.layout import text_layout
from reader.load import Loaded
from reader.model import Article
from reader.settings.themes import load_themes
from reader.ui.app import ReaderApp
from reader.ui.reading import drawn_lines
from reader.ui.reading.article_view import ArticleView

LONG = "\n".join(f"سطر {number} " + "كلمة " * (number % 40) for number in range(600))
WINDOW = (120, 30)


@contextmanager
def calls_of(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Iterator[list[object]]:
    """The first arguments with which a function is called meanwhile."""
    calls: list[object] = []
    real = getattr(module, name)

    def noted(first: object, *rest: object, **options: object) -> object:
        calls.append(first)
        return real(first, *rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, noted)
        yield calls


async def drawn_ahead(pilot: Pilot[None]) -> ArticleView:
    """The pane, once nothing more is to be drawn ahead."""
    view = screen(pilot).view
    await until(pilot, lambda: not view.is_drawing_ahead)
    return view


async def loaded(app: ReaderApp, pilot: Pilot[None], *, count: int) -> None:
    """Wait until so many articles are there, and no more are looked for."""
    await until(pilot, lambda: len(app.articles) == count and not any(each.group == "load" for each in unfinished(app)))


def unfinished(app: ReaderApp) -> list[Worker[object]]:
    return [each for each in app.workers if not each.is_finished]


def sent(view: ArticleView) -> list[Strip]:
    """The rows that a frame would bring now."""
    return view.render_lines(Region(0, 0, *view.size))


@pytest.mark.parametrize(
    ("keys", "turn"),
    [
        pytest.param(("pagedown",) * 3, "move.screen_down", id="down"),
        pytest.param(("ctrl+end", "pageup", "pageup"), "move.screen_up", id="up"),
        pytest.param(("pagedown",) * 4 + ("up",), "move.screen_up", id="back"),
    ],
)
async def test_the_next_screen_is_drawn_before_its_key_comes(
    keys: tuple[str, ...], turn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with build_reader(Loaded(Article(LONG))).run_test(size=WINDOW) as pilot:
        await pilot.press(*keys)
        view = await drawn_ahead(pilot)
        top = view.top
        with calls_of(monkeypatch, drawn_lines, "paint") as painted:
            screen(pilot).action_run(turn)
            sent(view)
        assert view.top != top
        # The line that the caret leaves, where it is still shown, and the one that it comes to.
        assert len(painted) <= 2


async def test_a_held_key_finds_two_screens_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    async with build_reader(Loaded(Article(LONG))).run_test(size=WINDOW) as pilot:
        await pilot.press("pagedown")
        view = await drawn_ahead(pilot)
        with calls_of(monkeypatch, drawn_lines, "paint") as painted:
            # No turn is given back to the event loop, as if both keys had come before anything else could be drawn.
            for _ in range(2):
                screen(pilot).action_run("move.screen_down")
                sent(view)
        assert len(painted) <= 2 * 2


async def test_the_neighbouring_articles_are_laid_out_and_drawn_while_the_hand_rests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = [Loaded(Article(f"{number} {LONG}")) for number in range(5)]
    app = build_reader(*articles)
    async with app.run_test(size=WINDOW) as pilot:
        await loaded(app, pilot, count=len(articles))
        for step in (1, 1, -1, 1):
            view = await drawn_ahead(pilot)
            with (
                calls_of(monkeypatch, drawn_lines, "paint") as painted,
                calls_of(monkeypatch, text_layout, "shape_paragraph") as shaped,
            ):
                app.step_article(step)
                rows = sent(view)
            assert (painted, shaped) == ([], [])
            assert rows[0].text == view.render_line(0).text
            assert view.session.article == articles[app.at].article


async def test_what_is_prepared_for_another_width_is_not_shown() -> None:
    app = build_reader(*[Loaded(Article(f"{number} {LONG}")) for number in range(3)])
    async with app.run_test(size=WINDOW) as pilot:
        await loaded(app, pilot, count=3)
        await drawn_ahead(pilot)
        screen(pilot).action_run("view.narrower")
        app.step_article(1)
        view = screen(pilot).view
        width = view.session.view.width
        assert all(len(row.text[1:].strip()) <= width for row in sent(view))
        assert all(row.cell_length == view.size.width for row in sent(view))


def changes() -> list[Callable[[Pilot[None]], None]]:
    def select(pilot: Pilot[None]) -> None:
        screen(pilot).action_run("select.all")

    def scroll(pilot: Pilot[None]) -> None:
        screen(pilot).view.scroll_lines(7)

    def move(pilot: Pilot[None]) -> None:
        screen(pilot).action_run("move.word_forward")

    def space(pilot: Pilot[None]) -> None:
        screen(pilot).action_run("view.spacing")

    def theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = "light"

    return [select, scroll, move, space, theme]


@pytest.mark.parametrize("theme", sorted(load_themes().themes))
async def test_rows_are_sent_as_textual_would_have_them(theme: str) -> None:
    async with build_reader(Loaded(Article(LONG)), theme=theme).run_test(size=WINDOW) as pilot:
        await pilot.pause()
        view = screen(pilot).view
        whole = Region(0, 0, *view.size)
        for change in changes():
            change(pilot)
            await pilot.pause()
            shown = [list(row) for row in view.render_lines(whole)]
            view._styles_cache.clear()
            assert shown == [list(row) for row in Widget.render_lines(view, whole)], change.__name__
        part = Region(3, 2, 40, 5)
        assert [row.text for row in view.render_lines(part)] == [row.text for row in Widget.render_lines(view, part)]
