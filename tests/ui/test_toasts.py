"""A toast that is told again stands once, and there are never more than a few."""

from __future__ import annotations

from on_screen import start
from textual.pilot import Pilot
from textual.widgets._toast import Toast, ToastHolder

from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.ui.widgets.arabic_text import notify

LOADED = Loaded(Article("قال لافروف", title=""), (Annotation(Span(4, 10), "person"),))


def told(pilot: Pilot[None]) -> list[str]:
    return [str(toast.render()).strip() for toast in pilot.app.screen.query(Toast)]


async def test_a_key_at_the_end_shows_one_toast_however_often_it_is_pressed() -> None:
    async with start(LOADED, notifications=True) as pilot:
        await pilot.press("n", *["n"] * 12)
        await pilot.pause()
        assert told(pilot) == ["There is no annotation after this one."]
        assert len(pilot.app.screen.query(ToastHolder)) == 1


async def test_a_toast_told_again_stands_for_its_whole_time_from_then_on() -> None:
    async with start(LOADED, notifications=True) as pilot:
        notify(pilot.app, "Once more.", timeout=60)
        await pilot.pause()
        (first,) = pilot.app._notifications
        first.raised_at -= 50
        notify(pilot.app, "Once more.", timeout=60)
        await pilot.pause()
        assert told(pilot) == ["Once more."]
        assert [each.time_left > 30 for each in pilot.app._notifications] == [True]
        # The holder of the first is gone with it.
        assert len(pilot.app.screen.query(ToastHolder)) == 1


async def test_the_oldest_toasts_make_room() -> None:
    async with start(LOADED, size=(120, 60), notifications=True) as pilot:
        for number in range(20):
            notify(pilot.app, f"Message {number}.", timeout=60)
        await pilot.pause()
        assert told(pilot) == [f"Message {number}." for number in range(14, 20)]


async def test_holders_of_toasts_that_ran_out_go_too() -> None:
    async with start(LOADED, size=(120, 60), notifications=True) as pilot:
        notify(pilot.app, "Soon gone.", timeout=60)
        await pilot.pause()
        (first,) = pilot.app._notifications
        first.raised_at -= 100
        notify(pilot.app, "Here still.", timeout=60)
        await pilot.pause()
        assert told(pilot) == ["Here still."]
        assert len(pilot.app.screen.query(ToastHolder)) == 1
