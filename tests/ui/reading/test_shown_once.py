"""The screen that the parts make up: each action has one part that does it, and each key is shown once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from notation import marked
from on_screen import build_reader, screen
from waiting import until

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article
from reader.ui.actions import actions_with
from reader.ui.app import ReaderApp
from reader.ui.reading.action_table import collect
from reader.ui.reading.reading_screen import ReadingScreen

TEXT, SPANS = marked("⟦موسكو⟧ ⟦تتعهد⟧ بوقف القصف\n\nقال ⟦لافروف⟧ في موسكو إن الأمر تم.\nنهاية الخبر.")
MOSCOW, CUE, LAVROV = SPANS


@pytest.fixture
def app(tmp_path: Path) -> ReaderApp:
    proposals = (
        Annotation(MOSCOW, "place", source="names", score=0.5, rule="list"),
        Annotation(CUE, "pledge", source="commitments", score=0.4, rule="verb"),
        Annotation(LAVROV, "person", source="names", score=0.6, rule="list"),
    )
    return build_reader(Loaded(Article(TEXT, source="a.txt"), proposals), database=tmp_path / "reader.db")


async def test_every_action_of_the_registry_that_belongs_to_reading_is_done_by_one_part(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        registered = [each.name for each in actions_with(default_labels()) if each.where == "reading"]
        assert sorted(screen(pilot).action_table) == sorted(registered)


def test_two_parts_cannot_answer_for_one_action() -> None:
    with pytest.raises(ValueError, match="Two parts run copy"):
        collect([{"copy": print, "search.open": print}, {"copy": print}])


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Callable[[ReadingScreen], Counter[str]]:
    """Counts how often each thing that shows something is called from now on."""

    def count(reading: ReadingScreen) -> Counter[str]:
        found: Counter[str] = Counter()

        def watch(part: object, method: str, name: str, *, only_if_true: bool = False) -> None:
            call = getattr(part, method)

            def counted(*args: object, **options: object) -> object:
                result = call(*args, **options)
                found[name] += 1 if result or not only_if_true else 0
                return result

            monkeypatch.setattr(part, method, counted)

        watch(reading.status, "show", "status")
        watch(reading.role_bar, "show", "role bar")
        watch(reading.view, "repaint_changed", "text")
        watch(reading.view, "reveal", "text", only_if_true=True)
        watch(reading.view, "repaint_all", "text")
        watch(reading.panel, "follow", "panel")
        return found

    return count


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ((), "2"),  # accepts a proposal, and goes on to the next
        (("w", "w"), "2"),  # tags a word, and chooses what it has made
        (("w", "w", "2"), "2"),
        (("w", "w", "2"), "u"),
        ((), "a"),
        ((), "backspace"),
        (("w", "w"), "f2"),
        (("f2",), "ctrl+r"),
        ((), "ctrl+x"),
        ((), "n"),
        ((), "w"),
        (("0", "3"), "w"),
        ((), "pagedown"),
        (("w", "r", "w", "w"), "enter"),  # fills a role, and goes back to its commitment
        (("x",), "escape"),
        ((), "ctrl+t"),
    ],
)
async def test_a_key_is_shown_once(
    app: ReaderApp,
    counts: Callable[[ReadingScreen], Counter[str]],
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[str, ...],
    key: str,
) -> None:
    # A store that a busy machine slows down is shown as such, and then once more when it is done.
    monkeypatch.setattr("reader.reading.work.MOMENT", 30.0)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: screen(pilot).work is not None)
        await pilot.press(*before)
        # What the panel is behind with is listed before it is counted.
        await until(pilot, lambda: not screen(pilot)._panel_due._active.is_set())
        found = counts(screen(pilot))
        await pilot.press(key)
        await pilot.pause()
        # The list in the panel, which is made anew after a moment, follows once more by itself.
        assert (found["status"], found["role bar"], found["text"]) == (1, 1, 1)
        assert 1 <= found["panel"] <= 2


async def test_a_key_that_only_waits_for_another_leaves_text_and_panel_alone(
    app: ReaderApp, counts: Callable[[ReadingScreen], Counter[str]]
) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: screen(pilot).work is not None)
        found = counts(screen(pilot))
        await pilot.press("c")
        await pilot.press("escape")
        await pilot.press("0")
        assert found == Counter({"status": 3, "role bar": 3})


async def test_a_count_is_gone_from_the_bar_with_the_key_that_it_was_typed_for(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("0", "5")
        assert "05×" in str(screen(pilot).role_bar.render())
        await pilot.press("h")
        assert "×" not in str(screen(pilot).role_bar.render())
