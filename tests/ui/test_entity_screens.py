"""The list of entities, their pages, and the pictures, from the keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from in_arabic import in_arabic, latin_words, stand_from_the_right
from library.small_library import commitment, make_index, mention, propose
from on_screen import put_caret, rows, screen, shown, start, toasts
from textual import events
from textual.pilot import Pilot
from waiting import until

from reader.library.index.library_index import LibraryIndex
from reader.load import Loaded
from reader.model import Annotation, Article
from reader.ui.actions import ACTIONS
from reader.ui.entities.entity_list_screen import EntityListScreen
from reader.ui.entities.entity_page_screen import EntityPageScreen
from reader.ui.keys import key_names
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.pictures.picture_screen import PictureScreen
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.choice_menu import ChoiceMenu

PLEDGE = "تعهد سيرغي لافروف بدعم حلب قبل نهاية الشهر.\nوصل لافروف إلى دمشق."
REPORT = "قال بوتن إن روسيا تعهدت بدعم حلب."
ARTICLES = (
    Article(PLEDGE, "وعد", "وعد.txt", "2017-01-02"),
    Article(REPORT, "تقرير", "تقرير.txt", "2017-02-10"),
)
LAVROV = "سيرغي لافروف"
PROPOSED: Sequence[Sequence[Annotation]] = (
    (
        mention(PLEDGE, LAVROV, "person", LAVROV),
        mention(PLEDGE, "حلب", "place"),
        mention(PLEDGE, "دمشق", "place"),
        commitment(PLEDGE, "تعهد", "pledge", committer=LAVROV, counterparty="حلب"),
    ),
    (
        mention(REPORT, "بوتن", "person"),
        mention(REPORT, "روسيا", "place"),
        mention(REPORT, "حلب", "place"),
        commitment(REPORT, "تعهدت", "demand", committer="روسيا", counterparty="حلب", source="بوتن"),
    ),
)
GLOSSES = {
    "Aleppo",
    "Halb",
    "Halab",
    "GeoNames",
    "Putin",
    "Damascus",
    "Russia",
    "Sergei",
    "Sergey",
    "Lavrov",
    "Vladimir",
}
"""The English names of the entities, and the list that has them."""
ENTITIES_KEY, PICTURES_KEY = "at", "P"


@asynccontextmanager
async def library(tmp_path: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[None]]:
    """The reader on two articles with an index in which the engine has proposed something."""
    folder = tmp_path / ".reader"
    folder.mkdir()
    with make_index(folder, ARTICLES) as index:
        with index.writing() as connection:
            connection.execute("INSERT INTO places SELECT place, '', number, 1 FROM articles")
        for number, (article, proposed) in enumerate(zip(ARTICLES, PROPOSED, strict=True), 1):
            propose(index, number, article.text, proposed)
    loaded = [Loaded(article, tuple(proposed)) for article, proposed in zip(ARTICLES, PROPOSED, strict=True)]
    opened = lambda: LibraryIndex(folder / "index.db")  # noqa: E731
    async with start(*loaded, database=folder / "workspace.db", index=opened, size=size) as pilot:
        yield pilot


async def open_list(pilot: Pilot[None], key: str = ENTITIES_KEY) -> EntityListScreen:
    await pilot.press("k")
    await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, EntityListScreen) and bool(pilot.app.screen.shown))
    listed = pilot.app.screen
    assert isinstance(listed, EntityListScreen)
    return listed


async def page(pilot: Pilot[None], group: str = "") -> EntityPageScreen:
    """The page that is shown, once it has been read."""

    def is_shown() -> bool:
        found = pilot.app.screen
        return isinstance(found, EntityPageScreen) and found.page is not None and group in ("", found.group)

    await until(pilot, is_shown)
    assert isinstance(pilot.app.screen, EntityPageScreen)
    return pilot.app.screen


async def picture(pilot: Pilot[None], kind: str) -> PictureScreen:
    def is_shown() -> bool:
        found = pilot.app.screen
        return isinstance(found, PictureScreen) and found.view.picture is not None and found.view.picture.kind == kind

    await until(pilot, is_shown)
    await pilot.pause()
    assert isinstance(pilot.app.screen, PictureScreen)
    return pilot.app.screen


def listed_names(listed: EntityListScreen) -> list[str]:
    return [row.name for row in listed.shown]


@pytest.mark.parametrize("key", key_names(ENTITIES_KEY))
async def test_the_list_opens_from_the_articles_in_every_layout(key: str, tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        listed = await open_list(pilot, key)
        assert listed_names(listed) == ["حلب", "بوتن", "دمشق", "روسيا", LAVROV]
        assert shaped_str("حلب") in shown(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_typing_filters_the_list_and_escape_shows_all(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        listed = await open_list(pilot)
        await pilot.press("/", *"لافر", "enter")
        assert listed_names(listed) == [LAVROV]
        assert "1/1 of 5 entities" in shown(pilot)
        await pilot.press("escape")
        assert len(listed.shown) == 5
        await pilot.press("s", "n")
        assert listed_names(listed) == sorted(listed_names(listed))


async def test_marked_entities_are_merged_under_the_chosen_name_and_undone(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        listed = await open_list(pilot)
        await pilot.press("m")
        assert "Mark the entities" in " ".join(toasts(pilot))
        await pilot.press("down", "space", "down", "down", "space", "m")
        await until(pilot, lambda: pilot.app.screen is not listed)
        await pilot.press("enter")
        await until(pilot, lambda: any(len(row.names) == 2 for row in listed.shown))
        assert listed.row is not None
        assert listed.row.names == ("بوتن", LAVROV)
        assert (listed.row.mentions, listed.row.articles) == (2, 2)
        await pilot.press("u")
        await until(pilot, lambda: len(listed.shown) == 5)
        await pilot.press("U")
        await until(pilot, lambda: len(listed.shown) == 4)
        await pilot.press("d")
        await until(pilot, lambda: len(listed.shown) == 5)


async def test_the_page_of_the_entity_under_the_caret_leads_to_another_article_and_back(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        put_caret(pilot, PLEDGE.index("حلب"))
        await pilot.press(ENTITIES_KEY)
        shown_page = await page(pilot, "حلب")
        assert shaped_str("حلب") in shown(pilot)
        assert "Commitments towards it" in shown(pilot)
        await pilot.press("end", "up")
        at = shown_page.rows_view.at
        assert shown_page.rows[at].title == "تقرير"  # type: ignore[union-attr]
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading)  # type: ignore[attr-defined]
        session = screen(pilot).session
        assert (session.article.title, session.caret) == ("تقرير", REPORT.index("حلب"))
        await pilot.press(key_names(ENTITIES_KEY)[-1])
        again = await page(pilot, "حلب")
        assert again.rows_view.at == at


async def test_the_parts_of_a_page_are_reached_by_keys_and_companions_lead_on(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        put_caret(pilot, PLEDGE.index("حلب"))
        await pilot.press(ENTITIES_KEY)
        first = await page(pilot, "حلب")
        while type(first.row).__name__ != "Companion":
            await pilot.press("n")
        group = first.row.group  # type: ignore[union-attr]
        await pilot.press("p", "n", "enter")
        await page(pilot, group)
        await pilot.press("escape")
        assert pilot.app.screen is first


async def test_a_page_is_merged_with_a_named_entity_and_parted_again(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        put_caret(pilot, PLEDGE.index(LAVROV))
        await pilot.press(ENTITIES_KEY)
        shown_page = await page(pilot, LAVROV)
        await pilot.press("m", *"لا أحد", "enter")
        await until(pilot, lambda: "No entity of the library" in " ".join(toasts(pilot)))
        await pilot.press("m", *"بوتن", "enter", "enter")
        await until(pilot, lambda: bool(shown_page.page and shown_page.page.is_merged))
        assert "Names that you have merged" in shown(pilot)
        while getattr(shown_page.row, "name", "") != "بوتن":
            await pilot.press("down")
        await pilot.press("d")
        await until(pilot, lambda: bool(shown_page.page and not shown_page.page.is_merged))
        await pilot.press("d")
        assert "This entity has one name only." in toasts(pilot)


async def test_every_picture_is_drawn_and_shown_as_figures(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        await pilot.press("k", PICTURES_KEY)
        timeline = await picture(pilot, "timeline")
        assert "2017-02-06: 1" in shown(pilot)
        assert "█" in shown(pilot)
        await pilot.press("home")
        assert "2016-12-26: 0" not in shown(pilot)
        assert "2017-01-02: 1" in shown(pilot)
        await pilot.press("w")
        await until(pilot, lambda: timeline.view.picture is not None and timeline.view.picture.by == "month")
        await pilot.press("o")
        await until(pilot, lambda: timeline.view.picture is not None and timeline.view.picture.of == "outcome")
        await pilot.pause()
        assert "██ Open" in shown(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert ["2017-01", "1", "1"] in [line.split() for line in shown(pilot).splitlines()]
        await pilot.press("2")
        await picture(pilot, "who")
        assert shaped_str(LAVROV)[:4] in shown(pilot)
        await pilot.press("f", "3")
        await picture(pilot, "deadlines")
        assert "Deadlines ahead" in shown(pilot)
        await pilot.press("4")
        await picture(pilot, "mentions")
        assert "5 mentions" in shown(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_the_mentions_of_marked_entities_are_compared(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        await open_list(pilot)
        await pilot.press("space", "space", PICTURES_KEY)
        mentions = await picture(pilot, "mentions")
        assert mentions.view.picture is not None
        assert mentions.view.picture.table.columns == ("بوتن", "حلب")


async def test_without_an_index_it_is_said_that_there_is_none(tmp_path: Path) -> None:
    async with start(Loaded(ARTICLES[0], tuple(PROPOSED[0]))) as pilot:
        await pilot.press(ENTITIES_KEY)
        assert pilot.app.screen is screen(pilot)
        assert any("There is no index" in each for each in toasts(pilot))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_no_line_is_wider_than_the_window(size: tuple[int, int], tmp_path: Path) -> None:
    async with library(tmp_path, size=size) as pilot:
        listed = await open_list(pilot)
        await pilot.press("enter")
        shown_page = await page(pilot)
        for of, rows in ((listed, listed.shown), (shown_page, shown_page.rows)):
            for at in range(len(rows)):
                drawn = of._draw(at, size[0] - 3)
                assert drawn.cell_length <= size[0] - 3, drawn.plain
        for key, kind in zip("1234", ("timeline", "who", "deadlines", "mentions"), strict=True):
            await pilot.press("P", key) if kind == "timeline" else await pilot.press(key)
            view = (await picture(pilot, kind)).view
            lines = view.render().split("\n")  # type: ignore[union-attr]
            assert all(line.cell_length <= view.content_size.width for line in lines)


@pytest.mark.parametrize("where", ["entities", "entity", "picture"])
async def test_every_key_is_heard_in_both_layouts(where: str, tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        await open_list(pilot)
        if where == "entity":
            await pilot.press("enter")
            await page(pilot)
        elif where == "picture":
            await pilot.press("P")
            await picture(pilot, "mentions")
        heard = pilot.app.screen.active_bindings
        for action in ACTIONS:
            if action.where == where:
                for key in (name for each in action.keys for name in key_names(each)):
                    assert heard[key].binding.id == action.name, key


async def test_what_is_typed_after_the_key_that_merges_goes_to_its_menu(tmp_path: Path) -> None:
    async with library(tmp_path) as pilot:
        listed = await open_list(pilot)
        await pilot.press("space", "space")
        for key in ("m", "down"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, pilot.app.has_handed_on_everything)
        menu = pilot.app.screen
        assert isinstance(menu, ChoiceMenu)
        assert (menu.rows.at, listed.rows_view.at) == (1, 2)


async def test_in_arabic_list_and_page_of_entities_are_arabic(tmp_path: Path) -> None:
    with in_arabic():
        async with library(tmp_path, size=(120, 40)) as pilot:
            await open_list(pilot)
            await pilot.pause()
            headings = rows(pilot)[1]
            assert stand_from_the_right(headings, "الكيان", "التصنيف", "بالإنجليزية", "إشارات", "مقالات")
            assert shaped_str("بحسب الإشارات") in shown(pilot)
            assert latin_words(pilot, besides=GLOSSES) == []
            await pilot.press("enter")
            shown_page = await page(pilot, "حلب")
            assert shown_page.page is not None
            await pilot.pause()
            for said in ("ما تعرفه القوائم", "التزامات تجاهه", "إشارتان · في مقالين", "صور الكتابة"):
                assert shaped_str(said) in shown(pilot)
            assert latin_words(pilot, besides=GLOSSES) == []


async def test_in_arabic_every_picture_is_arabic(tmp_path: Path) -> None:
    with in_arabic():
        async with library(tmp_path, size=(100, 30)) as pilot:
            await open_list(pilot)
            await pilot.press("escape", PICTURES_KEY)
            for key, kind, title in (
                ("1", "timeline", "الالتزامات عبر الزمن"),
                ("2", "who", "من يلتزم لمن"),
                ("3", "deadlines", "المواعيد القادمة"),
                ("4", "mentions", "الإشارات عبر الزمن"),
            ):
                await pilot.press(key)
                await picture(pilot, kind)
                assert shaped_str(title) in rows(pilot)[0]
                assert latin_words(pilot) == []
                await pilot.press("f")
                await pilot.pause()
                assert latin_words(pilot) == []
                await pilot.press("f")
