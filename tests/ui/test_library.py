from on_screen import rows, shown
from textual.app import App

from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.ui.library.library_screen import ArticleList, LibraryScreen, title_of
from reader.ui.widgets.arabic_text import shaped_str

ARTICLES = [
    Loaded(Article("سيفتح المعبر غدا", "المعبرُ يفتح [PER]", "news/mixed/a.txt", "2016-02-01")),
    Loaded(Article("نص", "الفيروس في غزة", "news/health/b.txt"), (Annotation(Span(0, 2), "person"),)),
    Loaded(Article("Title-less text that is listed by its beginning", "", "https://example.org/c"), warnings=("x",)),
]


class Shelf(App[None]):
    def __init__(self, articles: list[Loaded], problems: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.articles = articles
        self.problems = problems
        self.chosen: list[int | None] = []

    def on_mount(self) -> None:
        self.push_screen(LibraryScreen(self.articles, problems=self.problems), self.chosen.append)


async def test_articles_are_listed_with_what_is_known_of_them() -> None:
    app = Shelf(list(ARTICLES))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        lines = rows(pilot)
        title = next(row for row in lines if "[PER]" in row)
        assert title.rstrip(" │").endswith(shaped_str("المعبرُ يفتح").lstrip())
        assert "mixed/a.txt · 2016-02-01 · 16 characters" in lines[lines.index(title) + 1]
        assert "health/b.txt · 2 characters · 1 annotation" in shown(pilot)
        assert "https://example.org/c" in shown(pilot)
        assert "read with warnings" in shown(pilot)
        assert "3 articles" in shown(pilot)


async def test_typing_filters_and_enter_opens() -> None:
    app = Shelf(list(ARTICLES))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.press(*"فيروس")
        assert "1 of 3 articles" in shown(pilot)
        assert "[PER]" not in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.chosen == [1]


async def test_the_filter_knows_spelling_and_source() -> None:
    app = Shelf(list(ARTICLES))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.press(*"MIXED", "space", *"ألمعبر")
        assert "1 of 3 articles" in shown(pilot)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert app.chosen == []
        assert "0 of 3 articles" in shown(pilot)


async def test_escape_takes_back_the_filter_and_then_leaves() -> None:
    app = Shelf(list(ARTICLES))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.press("x", "escape")
        assert "3 articles" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app.chosen == [None]


async def test_arrows_pages_and_edges_choose() -> None:
    app = Shelf([Loaded(Article(f"نص {n}", f"عنوان {n}")) for n in range(200)])
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        listed = app.screen.query_one(ArticleList)
        await pilot.press("down", "down", "up")
        assert listed.at == 1
        await pilot.press("pagedown")
        assert listed.at == 1 + listed.page()
        assert str(1 + listed.page()) in shown(pilot)
        await pilot.press("ctrl+end", "down")
        assert listed.at == 199
        await pilot.press("enter")
        await pilot.pause()
        assert app.chosen == [199]


async def test_a_click_opens() -> None:
    app = Shelf(list(ARTICLES))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.click(ArticleList, offset=(5, 3))
        await pilot.pause()
        assert app.chosen == [1]


async def test_only_what_is_in_sight_is_drawn() -> None:
    app = Shelf([Loaded(Article(f"نص {n}", f"عنوان المقال رقم {n}", f"{n}.txt")) for n in range(10_000)])
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        listed = app.screen.query_one(ArticleList)
        drawn: list[int] = []
        render_line = listed.render_line
        listed.render_line = lambda y: drawn.append(y) or render_line(y)  # type: ignore[method-assign]
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert "9999.txt" in shown(pilot)
        assert 0 < len(drawn) <= 4 * listed.size.height


async def test_problems_are_told_in_sentences_below() -> None:
    problems = ("bad/[/x].txt: this file is not text; leave it out.", *(f"{n}.txt: empty." for n in range(20)))
    app = Shelf(list(ARTICLES), problems)
    async with app.run_test(size=(90, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "bad/[/x].txt: this file is not text" in shown(pilot)
        assert "21 problems in all" in shown(pilot)


async def test_articles_that_arrive_later_are_listed() -> None:
    articles = list(ARTICLES)
    app = Shelf(articles)
    async with app.run_test(size=(90, 24)) as pilot:
        articles.append(Loaded(Article("نص", "New arrival")))
        app.screen._look_again()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "New arrival" in shown(pilot)


async def test_an_empty_list_says_so_and_opens_nothing() -> None:
    app = Shelf([])
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "0 articles" in shown(pilot)
        assert app.chosen == []


def test_an_article_without_a_title_is_listed_by_its_text_or_source() -> None:
    assert title_of(ARTICLES[2]).startswith("Title-less")
    assert title_of(Loaded(Article("", "", "x.txt"))) == "x.txt"
