from on_screen import toasts
from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Label

from reader.model import Span
from reader.ui.reading import search_bar
from reader.ui.reading.search_bar import SearchBar

TEXT = "قال الوزير إن الوزارة تدعم الوزراء، وقال الوزيرُ ذلك."


class Page(App[None]):
    def __init__(self, text: str = TEXT, caret: int = 12) -> None:
        super().__init__()
        self.text = text
        self.caret = caret
        self.found: list[tuple[tuple[Span, ...], Span | None]] = []
        self.closed: list[bool] = []

    def compose(self) -> ComposeResult:
        yield Label("page")
        yield SearchBar()

    @property
    def bar(self) -> SearchBar:
        return self.query_one(SearchBar)

    @on(SearchBar.Found)
    def note_found(self, message: SearchBar.Found) -> None:
        self.found.append((message.spans, message.current))

    @on(SearchBar.Closed)
    def note_closed(self, message: SearchBar.Closed) -> None:
        self.closed.append(message.kept)

    def told(self) -> str:
        return str(self.bar.count.content)

    def current(self) -> str:
        current = self.found[-1][1]
        return current.of(self.text) if current else ""


async def test_hits_come_while_typing_from_the_caret_on() -> None:
    app = Page()
    async with app.run_test() as pilot:
        app.bar.open(app.text, app.caret)
        await pilot.press(*"الوزير")
        await app.workers.wait_for_complete()
        await pilot.pause()
        spans, current = app.found[-1]
        assert [span.of(TEXT) for span in spans] == ["الوزير", "الوزيرُ"]
        assert current == spans[1]
        assert app.told() == "2/2"
        assert app.bar.display


async def test_enter_keeps_the_hits_and_they_can_be_walked() -> None:
    app = Page()
    async with app.run_test() as pilot:
        app.bar.open(app.text, app.caret)
        await pilot.press(*"وزير", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.closed == [True]
        assert not app.bar.display
        app.bar.step(1)
        await pilot.pause()
        assert app.found[-1][1] == app.found[-1][0][0]
        app.bar.step(1, caret=0)
        await pilot.pause()
        assert app.found[-1][1] == app.found[-1][0][0]
        app.bar.step(-1, caret=len(TEXT))
        await pilot.pause()
        assert app.found[-1][1] == app.found[-1][0][-1]


async def test_escape_gives_up_the_hits() -> None:
    app = Page()
    async with app.run_test(notifications=True) as pilot:
        app.bar.open(app.text, app.caret)
        await pilot.press(*"وزير", "escape")
        await pilot.pause()
        assert app.closed == [False]
        app.bar.step(1)
        await pilot.pause()
        assert toasts(pilot) == ["There is no match to go to; press / ﻅ to search."]


async def test_up_and_down_walk_while_the_line_is_open() -> None:
    app = Page(caret=0)
    async with app.run_test() as pilot:
        app.bar.open(app.text, app.caret)
        await pilot.press(*"الوز")
        await app.workers.wait_for_complete()
        await pilot.press("down", "down")
        assert app.told() == "3/4"
        await pilot.press("up")
        assert app.told() == "2/4"


async def test_whole_words() -> None:
    app = Page(caret=0)
    async with app.run_test() as pilot:
        app.bar.open(app.text, app.caret)
        await pilot.press(*"قال", "f2")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.told() == "1/2 words"
        await pilot.press("ا")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.told() == "no matches words"


async def test_no_hits_are_told_in_a_sentence() -> None:
    app = Page()
    async with app.run_test(notifications=True) as pilot:
        app.bar.open(app.text, app.caret)
        await pilot.press(*"[/x]", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert toasts(pilot) == ["«[/x]» is not in this article."]
        assert app.closed == []


async def test_the_last_query_is_there_again_and_selected() -> None:
    app = Page()
    async with app.run_test() as pilot:
        app.bar.open(app.text, app.caret)
        await pilot.press(*"وزير", "enter")
        await app.workers.wait_for_complete()
        app.bar.open(app.text, 0)
        assert app.bar.field.selection.span.of(app.bar.field.value) == "وزير"
        await pilot.press("ب")
        assert app.bar.field.value == "ب"


async def test_a_search_with_too_many_hits_stops() -> None:
    app = Page("ا " * (search_bar.MOST_HITS + 500), caret=0)
    async with app.run_test() as pilot:
        app.bar.open(app.text, 0)
        await pilot.press("ا")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.told() == f"1/{search_bar.MOST_HITS}+"
        assert len(app.found[-1][0]) == search_bar.MOST_HITS


async def test_a_query_that_grows_ends_the_search_before_it() -> None:
    app = Page("سلام " * 400_000 + "نهاية", caret=0)
    async with app.run_test() as pilot:
        app.bar.open(app.text, 0)
        await pilot.press(*"نهاية")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.current() == "نهاية"
        assert app.told() == "1/1"


async def test_another_article_has_no_hits_yet() -> None:
    app = Page()
    async with app.run_test() as pilot:
        app.bar.open(app.text, 0)
        await pilot.press(*"وزير", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.bar.open("غزة", 0)
        assert app.told() == ""
