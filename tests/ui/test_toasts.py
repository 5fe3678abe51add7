"""A toast that is told again stands once, and there are never more than a few."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets._toast import Toast, ToastHolder

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes
from reader.ui.app import ReaderApp
from reader.ui.terminal.detecting import Terminal
from reader.ui.widgets.arabic_text import notify


def reader_app() -> ReaderApp:
    return ReaderApp(
        [Loaded(Article("قال لافروف", title=""), (Annotation(Span(4, 10), "person"),))],
        config=Config(annotate=Annotate(on_open=False)),
        themes=load_themes().themes,
        labels=default_labels(),
        terminal=Terminal("test", "plain", "keep", ()),
        theme=load_themes().themes["dark"],
    )


def told(pilot: Pilot[None]) -> list[str]:
    return [str(toast.render()).strip() for toast in pilot.app.screen.query(Toast)]


async def test_a_key_at_the_end_shows_one_toast_however_often_it_is_pressed() -> None:
    async with reader_app().run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("n", *["n"] * 12)
        await pilot.pause()
        assert told(pilot) == ["There is no annotation after this one."]
        assert len(pilot.app.screen.query(ToastHolder)) == 1


async def test_a_toast_told_again_stands_for_its_whole_time_from_then_on() -> None:
    app = reader_app()
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        notify(app, "Once more.", timeout=60)
        await pilot.pause()
        (first,) = app._notifications
        first.raised_at -= 50
        notify(app, "Once more.", timeout=60)
        await pilot.pause()
        assert told(pilot) == ["Once more."]
        assert [each.time_left > 30 for each in app._notifications] == [True]
        # The holder of the first is gone with it.
        assert len(app.screen.query(ToastHolder)) == 1


async def test_the_oldest_toasts_make_room() -> None:
    app = reader_app()
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        for number in range(20):
            notify(app, f"Message {number}.", timeout=60)
        await pilot.pause()
        assert told(pilot) == [f"Message {number}." for number in range(14, 20)]


async def test_holders_of_toasts_that_ran_out_go_too() -> None:
    app = reader_app()
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        notify(app, "Soon gone.", timeout=60)
        await pilot.pause()
        (first,) = app._notifications
        first.raised_at -= 100
        notify(app, "Here still.", timeout=60)
        await pilot.pause()
        assert told(pilot) == ["Here still."]
        assert len(app.screen.query(ToastHolder)) == 1
