"""The search of the library: the query, the lines found, the way to them and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from in_arabic import in_arabic, latin_words
from library.indexes import make_folder
from on_screen import pieces, press, rows, screen, shown, start, status, toasts
from textual.pilot import Pilot
from waiting import until

from reader.library.index.library_index import LibraryIndex, index_place
from reader.load import Loaded, load_all
from reader.model import Article
from reader.ui.app import ReaderApp
from reader.ui.library.index_keeping import IndexedLibrary
from reader.ui.library.saved_searches_screen import SavedSearchesScreen
from reader.ui.library.search_keeping import SearchKeeping
from reader.ui.library.search_screen import SearchScreen
from reader.ui.widgets.arabic_text import shaped_str

NEWS = [
    Loaded(Article("سافر الوزير إلى حلب أمس، وعاد من حلب اليوم.", "الأول", "a.txt", "2017-01-02")),
    Loaded(Article("هدوء في دمشق.", "الثاني", "b.txt", "2017-01-03")),
    Loaded(Article("قصف على حلب.\nثم هدنة في حلب.", "الثالث", "c.txt", "2017-01-04", (("source", "وكالة"),))),
    Loaded(Article("The road to حلب is open.", "Fourth", "d.txt", "2017-01-01")),
]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def keeping(pilot: Pilot[None]) -> SearchKeeping:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app.search_keeping


def found(pilot: Pilot[None]) -> list[str]:
    """What was found, each with its nearest words."""
    lines = keeping(pilot).found.lines
    return [f"{line.before.split(' ')[-1]} [{line.keyword}] {line.after.split(' ')[0]}".strip() for line in lines]


async def answered(pilot: Pilot[None]) -> None:
    """Wait until all that the index has is found."""
    search = keeping(pilot)
    await until(pilot, lambda: len(pilot.app.articles) == len(NEWS) and not search.is_behind)
    await until(pilot, lambda: search.found.is_complete)
    await pilot.pause()


@asynccontextmanager
async def searching(*keys: str, **options: Any) -> AsyncIterator[Pilot[None]]:
    """The search after keys have been pressed in it."""
    async with start(*NEWS, **options) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == len(NEWS))
        await press(pilot, "&", *"حلب")
        await answered(pilot)
        # Searched again once the index has every article.
        await until(pilot, lambda: len(keeping(pilot).found.lines) == 5)
        await press(pilot, *keys)
        await answered(pilot)
        yield pilot


async def test_what_is_typed_is_found_with_its_context_newest_first() -> None:
    async with searching() as pilot:
        assert found(pilot) == ["على [حلب] .", "في [حلب] .", "إلى [حلب] أمس،", "من [حلب] اليوم.", "to [حلب] is"]
        assert "1/5 · 3 articles · newest first" in shown(pilot)


async def test_what_was_found_stands_in_one_column_and_is_lit() -> None:
    async with searching(size=(110, 24)) as pilot:
        word = shaped_str("حلب")
        lines = rows(pilot)[3:8]
        assert len(lines) == 5
        edge = lines[0].rindex(word) + len(word)
        assert [row[edge - len(word) : edge] for row in lines] == [word] * 5
        lit = [style for text, style in pieces(pilot) if text == word and style.bold]
        assert len(lit) == 5
        assert len({style.bgcolor for style in lit}) == 1
        assert "2017-01-04" in lines[0]


async def test_day_and_outlet_give_way_in_narrow_windows() -> None:
    async with searching(size=(80, 24)) as pilot:
        assert not any(row.startswith(" 2017") for row in rows(pilot)[3:-3])
        assert "2017-01-04" in rows(pilot)[-2]


async def test_enter_opens_the_article_at_the_hit_and_the_same_key_comes_back_to_the_row() -> None:
    async with searching("enter", "down") as pilot:
        await press(pilot, "enter")
        session = screen(pilot).session
        text = session.text
        assert session.article.title == "الثالث"
        assert [span.of(text) for span in session.hits] == ["حلب", "حلب"]
        assert session.caret == session.hit.start == text.rindex("حلب")
        assert "2 matches" in status(pilot)
        await press(pilot, ",")
        assert session.caret == text.index("حلب")
        await press(pilot, ".")
        assert session.caret == text.rindex("حلب")
        await press(pilot, "&")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert "2/5" in shown(pilot)


async def test_the_next_article_with_hits_is_opened_without_going_back() -> None:
    async with searching("enter", "enter") as pilot:
        await press(pilot, "*")
        assert screen(pilot).session.article.title == "الأول"
        assert screen(pilot).session.caret == screen(pilot).session.text.index("حلب")
        await press(pilot, "*")
        assert screen(pilot).session.article.title == "Fourth"
        await press(pilot, "*")
        assert "That was the last article found." in toasts(pilot)
        await press(pilot, "&")
        assert "5/5" in shown(pilot)


@pytest.mark.parametrize("keys", [("n", "p", "n"), ("ى", "ح", "ى"), ("ر", "ح", "ر")])
async def test_rows_go_by_articles_too(keys: tuple[str, ...]) -> None:
    async with searching("enter", *keys) as pilot:
        assert "3/5" in shown(pilot)
        await press(pilot, keys[1])
        assert "1/5" in shown(pilot)


async def test_moving_through_the_rows() -> None:
    async with searching("enter", "end") as pilot:
        assert "5/5" in shown(pilot)
        for key, place in (("up", "4/5"), ("home", "1/5"), ("pagedown", "5/5"), ("pageup", "1/5"), ("space", "5/5")):
            await press(pilot, key)
            assert place in shown(pilot), key


@pytest.mark.parametrize("sort", ["s", "س"])
@pytest.mark.parametrize(
    ("key", "expected", "name"),
    [
        ("o", ["to", "إلى", "من", "على", "في"], "oldest first"),
        ("p", ["to", "إلى", "على", "في", "من"], "words before the hit"),
        ("ح", ["to", "إلى", "على", "في", "من"], "words before the hit"),
        ("f", ["في", "على", "to", "إلى", "من"], "words after the hit"),
    ],
)
async def test_the_lines_are_sorted(sort: str, key: str, expected: list[str], name: str) -> None:
    async with searching("enter", sort) as pilot:
        await press(pilot, key)
        await answered(pilot)
        assert sorted(each.split(" ")[0] for each in found(pilot)) == sorted(expected)
        if key != "f":
            assert [each.split(" ")[0] for each in found(pilot)] == expected
        assert name in shown(pilot)


async def test_a_sorted_list_stays_at_the_same_hit() -> None:
    async with searching("enter", "down", "s", "o") as pilot:
        assert found(pilot)[keeping(pilot).found.at] == "في [حلب] ."


@pytest.mark.parametrize("key", ["f2", "w", "ص"])
async def test_stems_find_words_with_other_proclitics(key: str) -> None:
    async with searching("enter", "slash", *"وزير", "enter") as pilot:
        assert "Nothing is found." in shown(pilot)
        assert "with other proclitics too" in shown(pilot)
        await press(pilot, key)
        await answered(pilot)
        assert found(pilot) == ["سافر [الوزير] إلى"]
        assert "with proclitics" in shown(pilot)
        await press(pilot, key)
        await answered(pilot)
        assert found(pilot) == []


async def test_a_query_that_cannot_be_read_is_marked_under_its_place() -> None:
    async with searching("enter", "slash", *"abc xyz", "colon") as pilot:
        field, mark, said = rows(pilot)[:3]
        assert field.index("xyz") == mark.index("^^^")
        assert mark.count("^") == 3
        assert "xyz: there is no field of this name" in said
        await press(pilot, "enter")
        assert pilot.app.screen.focused is not None


async def test_the_mark_stands_under_arabic_too() -> None:
    async with searching("end", "space", *"مصدر:") as pilot:
        field, mark, said = rows(pilot)[:3]
        word = shaped_str("مصدر")
        assert field.index(word) == mark.index("^")
        assert mark.count("^") == 4
        assert "nothing stands after the colon" in said


async def test_what_was_found_stays_while_the_query_cannot_be_read() -> None:
    async with searching("end", '"') as pilot:
        assert "^" in rows(pilot)[1]
        assert len(found(pilot)) == 5


async def test_the_keys_between_field_and_rows() -> None:
    async with searching() as pilot:
        field = pilot.app.screen.query_one("ArabicInput")
        for away, back in (("tab", "tab"), ("enter", "/"), ("escape", "ظ"), ("down", "ctrl+f")):
            assert field.has_focus
            await press(pilot, away)
            assert not field.has_focus, away
            await press(pilot, back)
        await press(pilot, "escape", "escape")
        assert screen(pilot).view.has_focus


async def test_without_a_query_examples_are_shown_and_escape_leaves() -> None:
    async with start(*NEWS) as pilot:
        await press(pilot, "&")
        assert "all of the words" in shown(pilot)
        assert "type:pledge" in shown(pilot)
        await press(pilot, "escape")
        assert screen(pilot)


async def test_the_way_to_the_query_is_offered_outside_it_only() -> None:
    async with searching() as pilot:
        assert rows(pilot)[-1].split() == ["↑", "earlier", "query", "tab", "results", "f2", "stems"]
        await press(pilot, "tab")
        # The query has Arabic letters, so the keys are named as they stand on an Arabic keyboard.
        assert f"{shaped_str('ظ')} query" in rows(pilot)[-1]
        await press(pilot, "/")
        assert f"{shaped_str('ظ')} query" not in rows(pilot)[-1]


async def test_earlier_queries_come_back(database: Path) -> None:
    async with searching("enter", "slash", *"دمشق", "enter", "slash", database=database) as pilot:
        field = pilot.app.screen.query_one("ArabicInput")
        await press(pilot, "up")
        assert field.value == "حلب"
        await press(pilot, "up")
        assert field.value == "حلب"
        await press(pilot, "down")
        assert field.value == "دمشق"
        await press(pilot, "down")
        assert not field.has_focus
    async with start(*NEWS, database=database) as pilot:
        await press(pilot, "&")
        await until(pilot, lambda: keeping(pilot).kept.recent == ["دمشق", "حلب"])


@pytest.mark.parametrize(("save", "saved"), [("k", "l"), ("ن", "م"), ("f5", "f6")])
async def test_searches_are_saved_run_and_removed(save: str, saved: str, database: Path) -> None:
    async with searching("enter", "f2", save, "ctrl+u", *"حلب كلها", "enter", database=database) as pilot:
        await until(pilot, lambda: any("Saved as" in each for each in toasts(pilot)))
    async with start(*NEWS, database=database) as pilot:
        await press(pilot, "&", "tab", saved)
        await until(pilot, lambda: isinstance(pilot.app.screen, SavedSearchesScreen))
        assert shaped_str("حلب كلها") in shown(pilot)
        await press(pilot, "enter")
        await answered(pilot)
        await until(pilot, lambda: len(keeping(pilot).found.lines) == 5)
        assert keeping(pilot).stems
        await press(pilot, saved)
        await until(pilot, lambda: isinstance(pilot.app.screen, SavedSearchesScreen))
        await press(pilot, "backspace")
        assert "No search is saved." in shown(pilot)
        await press(pilot, "escape", saved)
        await until(pilot, lambda: isinstance(pilot.app.screen, SavedSearchesScreen))
        assert "No search is saved." in shown(pilot)


async def test_without_a_workspace_nothing_can_be_saved() -> None:
    async with searching("enter", "l") as pilot:
        assert toasts(pilot) == ["Nothing is kept in this session, so nothing can be tagged."]


async def test_search_again_finds_what_has_come_meanwhile(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", ("حلب", "حمص"))
    library = IndexedLibrary((str(news),), "", "سارة")
    index = partial(LibraryIndex, index_place([str(news)]))
    async with start(*load_all([str(news)])[0], library=library, index=index) as pilot:
        await press(pilot, "&", *"خبر", "enter")
        search = keeping(pilot)
        await until(pilot, lambda: len(search.found.lines) == 2 and not search.is_behind)
        (news / "9.txt").write_text("خبر جديد من درعا", encoding="utf-8")

        async def again(key: str, lines: Callable[[int], bool]) -> None:
            while not lines(len(search.found.lines)):
                await press(pilot, key)
                await until(pilot, lambda: search.found.is_complete)
                await pilot.pause(0.05)

        await again("r", lambda count: count == 3)
        # What the reader has not loaded is read from the index.
        await press(pilot, "end" if search.found.lines[-1].place.endswith("9.txt") else "home", "enter")
        await until(pilot, lambda: "جديد" in screen(pilot).session.text)
        assert len(search.found.lines) == 3


async def test_a_temporary_index_is_searched_where_the_own_one_cannot_be_used(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", ("حلب", "حمص"))
    (news / ".reader").mkdir()
    (news / ".reader" / "index.db").mkdir()
    library = IndexedLibrary((str(news),), "", "سارة")
    async with start(*load_all([str(news)])[0], library=library) as pilot:
        await press(pilot, "&", *"حلب")
        await until(pilot, lambda: bool(keeping(pilot).found.lines))
        assert "A temporary index is searched." in shown(pilot)


async def test_the_number_of_articles_is_said_while_the_index_is_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SearchKeeping, "is_behind", True)
    monkeypatch.setattr("reader.library.index.index_at_hand.fill_index", lambda *_, **__: None)
    async with start(*NEWS) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == len(NEWS))
        await press(pilot, "&", *"حلب")
        await until(pilot, lambda: "Nothing is found so far." in shown(pilot))
        assert "The index has 0 of 4 articles so far." in shown(pilot)


async def test_the_key_works_from_the_list_of_articles_too() -> None:
    async with searching("escape", "escape") as pilot:
        pilot.app.action_run("search")
        await press(pilot, "enter")
        assert screen(pilot).session.hits


async def test_in_arabic_the_search_is_arabic_but_for_the_query_language() -> None:
    with in_arabic():
        async with start(*NEWS) as pilot:
            await until(pilot, lambda: len(pilot.app.articles) == len(NEWS))
            await press(pilot, "&")
            await pilot.pause()
            for said in ("اكتب ما تبحث عنه.", "بالمصدر والتاريخ", "بحث في كل المقالات"):
                assert shaped_str(said) in shown(pilot)
            assert rows(pilot)[0].rstrip().endswith("&")
            await press(pilot, *"حلب")
            await answered(pilot)
            await until(pilot, lambda: len(keeping(pilot).found.lines) == 5)
            await pilot.pause()
            assert shaped_str("١/٥ · ٣ مقالات · الأحدث أولًا") in shown(pilot)
            assert latin_words(pilot, besides={"The", "road", "open", "txt"}) == []
            await press(pilot, "enter", "s")
            assert shaped_str("ما قبل الموضع") in shown(pilot)
