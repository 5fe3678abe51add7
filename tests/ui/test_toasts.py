"""A toast that comes again is counted up, there are never more than a few, and none covers what is worked in."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_screen import build_adjudication, press, screen, start
from textual.pilot import Pilot
from textual.widgets._toast import Toast, ToastHolder, ToastRack
from waiting import until

from reader.comparing.settlement import Settlement
from reader.journal import tagging
from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.store.workspace import Workspace
from reader.ui.adjudicating.take_column import TakeColumns
from reader.ui.toast_room import find_room
from reader.ui.toasts import add_count
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.key_line import KeyLine

LOADED = Loaded(Article("قال لافروف", title=""), (Annotation(Span(4, 10), "person"),))
LONG = Loaded(Article("\n".join(f"السطر {number} من النص الطويل الذي يملأ الصفحة كلها" for number in range(60))))


def told(pilot: Pilot[None]) -> list[str]:
    return [str(toast.render()).strip() for toast in pilot.app.screen.query(Toast)]


def covered(pilot: Pilot[None]) -> set[int]:
    """The rows of the screen that toasts cover."""
    rack = pilot.app.screen.query_one(ToastRack)
    most = rack.styles.max_height
    ends = rack.styles.margin.top + int(most.value if most is not None else 0)
    shown = [toast.region for toast in rack.query(Toast) if toast.parent.display]
    return {row for region in shown for row in range(region.y, min(region.bottom, ends))}


async def test_a_key_at_the_end_shows_one_toast_with_a_count_however_often_it_is_pressed() -> None:
    async with start(LOADED, notifications=True) as pilot:
        await press(pilot, "n", "n")
        assert told(pilot) == ["There is no annotation after this one."]
        await press(pilot, "n", "n")
        assert told(pilot) == ["There is no annotation after this one. ×3"]
        assert len(pilot.app.screen.query(ToastHolder)) == 1


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Nothing is open here.", "Nothing is open here. ×3"),
        ("First line\nand last", "First line\nand last ×3"),
        # An Arabic sentence is at the right, and ends at the left.
        ("        اوله", "     ×3 اوله"),
        # The text's own sign is no count.
        ("2 ×2", "2 ×2 ×3"),
    ],
)
def test_the_count_is_behind_the_last_word(sentence: str, counted: str) -> None:
    assert add_count(sentence, 3) == counted


async def test_a_toast_that_comes_again_is_shown_for_its_whole_time_from_then_on() -> None:
    async with start(LOADED, notifications=True) as pilot:
        notify(pilot.app, "Once more.", timeout=60)
        await pilot.pause()
        (first,) = pilot.app._notifications
        first.raised_at -= 50
        notify(pilot.app, "Once more.", timeout=60)
        await pilot.pause()
        assert told(pilot) == ["Once more. ×2"]
        assert [each.time_left > 30 for each in pilot.app._notifications] == [True]
        assert len(pilot.app.screen.query(ToastHolder)) == 1


async def test_the_oldest_toasts_make_room_and_errors_last() -> None:
    async with start(LOADED, size=(120, 60), notifications=True) as pilot:
        notify(pilot.app, "An error.", severity="error")
        for number in range(20):
            notify(pilot.app, f"Message {number}.", timeout=60)
        await pilot.pause()
        assert told(pilot) == ["An error.", "Message 18.", "Message 19."]


async def test_what_was_said_about_an_article_is_gone_in_the_next_one_but_for_errors() -> None:
    async with start(LOADED, LOADED, size=(120, 60), notifications=True) as pilot:
        notify(pilot.app, "An error.", severity="error")
        notify(pilot.app, "Tagged 2 occurrences; press u to undo.", timeout=60)
        await pilot.press("]")
        await pilot.pause()
        assert told(pilot) == ["An error."]
        assert len(pilot.app.screen.query(ToastHolder)) == 1


async def test_errors_stay_longer() -> None:
    async with start(LOADED, notifications=True) as pilot:
        notify(pilot.app, "An error.", severity="error")
        notify(pilot.app, "A remark.")
        await pilot.pause()
        error, remark = pilot.app._notifications
        assert error.timeout >= 2 * remark.timeout


async def test_holders_of_toasts_that_ran_out_go_too() -> None:
    async with start(LOADED, size=(120, 60), notifications=True) as pilot:
        notify(pilot.app, "Soon gone.", timeout=60)
        await pilot.pause()
        (first,) = pilot.app._notifications
        first.raised_at -= 100
        notify(pilot.app, "Still here.", timeout=60)
        await pilot.pause()
        assert told(pilot) == ["Still here."]
        assert len(pilot.app.screen.query(ToastHolder)) == 1


@pytest.mark.parametrize(
    ("spared", "far_from", "room"),
    [
        ({9}, 2, range(6, 9)),
        ({9}, 7, range(0, 3)),
        ({0, 8, 9}, 0, range(5, 8)),
        # Nowhere is enough room, so that the widest gap has to do.
        ({0, 1, 4, 6, 8}, 0, range(2, 4)),
        (set(range(10)), 0, range(0)),
    ],
)
def test_toasts_get_the_free_rows_that_are_farthest_from_the_caret(
    spared: set[int], far_from: int, room: range
) -> None:
    assert find_room(10, spared, wanted=3, far_from=far_from) == room


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (60, 16), (40, 12)])
@pytest.mark.parametrize("keys", [(), ("pagedown",), ("ctrl+end",), ("/", "س"), ("c",)], ids="-".join)
async def test_toasts_cover_no_bar_and_neither_the_caret_nor_the_last_lines(
    size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with start(LONG, size=size, notifications=True) as pilot:
        notify(pilot.app, "Something has just come up.", timeout=60)
        notify(pilot.app, "And now for something else.", severity="error")
        await press(pilot, *keys)
        view, height = screen(pilot).view, size[1]

        def hidden() -> set[int]:
            """The rows in use that toasts cover."""
            caret = view.session.layout.place_of(view.session.caret)
            at = view.region.y + [row.place for row in view.window.rows].index(caret)
            bars = [screen(pilot).role_bar, screen(pilot).status, screen(pilot).search]
            taken = {row for bar in bars if bar.display for row in range(bar.region.y, bar.region.bottom)}
            return covered(pilot) & {at, view.region.bottom - 1, view.region.bottom - 2, height - 1, *taken}

        # A bar that has just opened moves the toasts with the next layout.
        await until(pilot, lambda: covered(pilot) and not hidden())
        assert covered(pilot)
        assert not hidden()


async def test_toasts_move_away_from_the_caret() -> None:
    async with start(LONG, size=(80, 24), notifications=True) as pilot:
        notify(pilot.app, "Something has just come up.", timeout=60)
        await until(pilot, lambda: covered(pilot))
        assert min(covered(pilot)) > 12
        await press(pilot, *["down"] * 16)
        await pilot.pause()
        assert max(covered(pilot)) < 8


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (50, 14)])
@pytest.mark.parametrize("key", ["ctrl+e", "k", "f12", "f3", "?"])
async def test_toasts_cover_no_keys_of_a_dialog(size: tuple[int, int], key: str, tmp_path: Path) -> None:
    async with start(LONG, size=size, notifications=True, database=tmp_path / "reader.db") as pilot:
        await press(pilot, key)
        notify(pilot.app, "Something has just come up.", timeout=60)
        await until(pilot, lambda: covered(pilot))
        named = [each for each in pilot.app.screen.query("Label, ArabicInput, NotesInput") if each.display]
        assert named
        assert not covered(pilot) & {row for each in named for row in range(each.region.y, each.region.bottom)}


@pytest.mark.parametrize("size", [(160, 40), (120, 30), (80, 24)])
async def test_toasts_cover_no_keys_of_an_adjudication(size: tuple[int, int], tmp_path: Path) -> None:
    article, layers = Article("قال لافروف", title="", source="a.txt"), ("هدى", "خالد")
    for who, label in zip(layers, ("place", "group"), strict=True):
        with Workspace.open(tmp_path / "reader.db", who=who) as workspace:
            workspace.remember(article)
            workspace.apply(tagging.tag(workspace.authorship(article.id), Span(4, 10), label))
    with Workspace.open(tmp_path / "reader.db", who="سارة") as workspace:
        settlement = Settlement(workspace, article, layers, result="adjudicated", labels=default_labels())
        app = build_adjudication([lambda: settlement], layers)
        async with app.run_test(size=size, notifications=True) as pilot:
            await press(pilot, "n", "n", "n")
            await until(pilot, lambda: covered(pilot))
            (toast,) = told(pilot)
            assert toast.endswith("×3")
            named = [app.screen.query_one("#adjudication-progress").region.y, app.screen.query_one(KeyLine).region.y]
            headings = app.screen.query_one(TakeColumns).region.y
            assert not covered(pilot) & {*named, headings, headings + 1}
