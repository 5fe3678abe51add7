"""The list of occurrences: what is ticked, toggled and given back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from on_screen import rows, shown
from textual.app import App
from textual.pilot import Pilot

from reader.arabic.words import fold
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span
from reader.ui.reading.occurrences_screen import OccurrencesScreen, cut_context
from reader.ui.widgets.arabic_text import shaped_str

HERE = Article("انتشر الفيروس أمس.\nقال الطبيب إن فيروس كورونا خطير، وبالفيروس أصيب كثيرون.\nفيروسات أخرى.", "هنا")
THERE = Article("عاد الفيروس إلى حلب.", "هناك")
ELSEWHERE = Article("لا شيء هنا.", "غيره")
SELECTED = Span(HERE.text.index("فيروس ك"), HERE.text.index("فيروس ك") + 5)


def place(quote: str, word: str = "فيروس") -> Span:
    start = HERE.text.index(quote) + quote.index(word)
    return Span(start, start + len(word))


FIRST, SECOND, THIRD = place("الفيروس"), SELECTED, place("وبالفيروس")
TAGGED = Annotation(FIRST, "misc", decision=Decision.ACCEPTED)


class Host(App[None]):
    def __init__(self, *tagged: Annotation, library: bool = True) -> None:
        super().__init__()
        self.tagged = {HERE.id: tagged}
        self.library = library
        self.asked: list[str] = []
        self.given: list[list[tuple[str, Span]] | None] = []

    def candidates(self, words: str) -> Iterable[Article]:
        self.asked.append(words)
        return [each for each in (HERE, THERE, ELSEWHERE) if words in fold(each.text)]

    def on_mount(self) -> None:
        screen = OccurrencesScreen(
            SELECTED.of(HERE.text),
            "misc",
            here=HERE,
            labels=default_labels(),
            tagged=lambda article: self.tagged.get(article, ()),
            library=self.candidates if self.library else None,
        )
        self.push_screen(screen, self.given.append)


def lines(pilot: Pilot[None]) -> list[str]:
    """What stands in the box."""
    return [row.strip(" │") for row in rows(pilot)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_enter_gives_every_occurrence_of_the_article() -> None:
    app = Host()
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot)
        assert "3 of 3 to tag as Other" in shown(pilot)
        assert sum(row.startswith("[x]") for row in lines(pilot)) == 3
        assert shaped_str("انتشر الفيروس أمس.") in shown(pilot)
        await press(pilot, "enter")
        assert app.given == [[(HERE.id, FIRST), (HERE.id, SECOND), (HERE.id, THIRD)]]


async def test_space_unticks_and_goes_on() -> None:
    app = Host()
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "space", "down", "space", "space")
        assert "2 of 3" in shown(pilot)
        await press(pilot, "a")
        assert "3 of 3" in shown(pilot)
        await press(pilot, "a")
        assert "0 of 3" in shown(pilot)
        await press(pilot, "up", "space", "enter")
        assert app.given == [[(HERE.id, SECOND)]]


async def test_the_span_is_the_stem_or_the_whole_word() -> None:
    app = Host()
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "w", "enter")
        spans = [span.of(HERE.text) for _, span in app.given[0] or []]
        assert spans == ["الفيروس", "فيروس", "وبالفيروس"]


async def test_what_is_tagged_so_already_is_shown_and_never_tagged_again() -> None:
    app = Host(TAGGED)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "space")
        assert "2 of 3 to tag as Other · 1 already tagged" in shown(pilot)
        assert any(row.startswith("[=] Other") for row in lines(pilot))
        await press(pilot, "a", "a", "enter")
        assert FIRST not in [span for _, span in app.given[0] or []]


async def test_what_is_called_something_else_is_named_and_left_alone_unless_it_is_ticked() -> None:
    app = Host(replace(TAGGED, label="place"), Annotation(SECOND, "place", decision=Decision.PROPOSED))
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot)
        assert "2 of 3" in shown(pilot)
        assert any(row.startswith("[ ] Place") for row in lines(pilot))
        await press(pilot, "space")
        assert "3 of 3" in shown(pilot)


async def test_the_whole_library_is_listed_by_article() -> None:
    app = Host()
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "l")
        assert app.asked == ["فيروس"]
        assert "4 of 4 to tag as Other · in 2 articles" in shown(pilot)
        assert "searching" not in shown(pilot)
        assert shaped_str("هناك") in lines(pilot)[7]
        # Space on a heading is for all of its article.
        await press(pilot, "space")
        assert "1 of 4" in shown(pilot)
        await press(pilot, "enter")
        at = THERE.text.index("فيروس")
        assert app.given == [[(THERE.id, Span(at, at + 5))]]


async def test_back_to_the_article_and_endings() -> None:
    app = Host()
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "l", "e", "l")
        assert "3 of 3" in shown(pilot)
        assert "no endings" in shown(pilot)
        assert app.asked == ["فيروس", "فيروس"]


async def test_the_keys_work_in_the_arabic_layout_and_escape_tags_nothing() -> None:
    app = Host()
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "ص")
        assert "w/ﺹ stem only" in shown(pilot)
        await press(pilot, "م")
        assert "2 articles" in shown(pilot)
        await press(pilot, "escape")
        assert app.given == [None]


async def test_without_a_library_there_is_only_the_article() -> None:
    app = Host(library=False)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "l")
        assert "3 of 3" in shown(pilot)
        assert "library" not in shown(pilot)


def test_the_context_is_whole_words_of_the_line_with_the_hit_in_place() -> None:
    for room in (8, 20, 40, 200):
        text, hit = cut_context(HERE.text, SECOND, room)
        assert hit.of(text) == "فيروس"
        assert "\n" not in text
        assert set(text.replace("…", "").split()) <= set(HERE.text.split())
    assert cut_context(HERE.text, SECOND, 200)[0] == HERE.text.split("\n")[1]
