"""The list of articles: its columns, its filters and orders, and what it does to several articles at once."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from in_arabic import in_arabic, latin_words, stand_from_the_right
from on_screen import press, rows, screen, shown, start, toasts
from pty_session import PtySession
from textual.pilot import Pilot
from waiting import until

from reader.journal.article_marks import Flag
from reader.library.deadlines import article_day
from reader.library.index.annotation_putting import put_proposals
from reader.library.index.article_putting import put_article
from reader.library.index.library_index import LibraryIndex
from reader.load import Loaded
from reader.model import Annotation, Article, Decision, Span
from reader.store.workspace import Workspace
from reader.ui.keys import key_names
from reader.ui.library.facets_screen import FacetsScreen
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.widgets.arabic_text import shaped_str

CROSSING = Article("سيفتح المعبر غدا", "المعبر يفتح [PER]", "news/a.txt", "2016-02-01", (("publisher", "الأناضول"),))
VIRUS = Article("الفيروس في غزة والفيروس في حلب", "الفيروس ينتشر", "news/b.txt", "2016-03-05", (("publisher", "قدس"),))
UNTITLED = Article("Title-less text that is listed by its beginning", "", "https://example.org/c")
ARTICLES = (CROSSING, VIRUS, UNTITLED)
PLACE = Annotation(Span(11, 14), "place", source="names", score=0.9, rule="list")
UNSURE = Annotation(Span(27, 30), "place", source="names", score=0.4, rule="list")
NAMES = {"PER", "news", "txt", "https", "example", "org", *UNTITLED.text.replace("-", " ").split(), "beginni"}
"""The Latin words of the articles themselves."""
PLEDGE = Annotation(Span(0, 5), "pledge", source="verbs", score=0.7, rule="verb")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index that knows all articles, and proposals in two of them."""
    place = tmp_path / "index.db"
    with LibraryIndex(place) as opened, opened.writing() as connection:
        for article, proposals in ((CROSSING, [PLEDGE]), (VIRUS, [PLACE, UNSURE]), (UNTITLED, [])):
            number = put_article(connection, Loaded(article), read_day=article_day)
            put_proposals(connection, number, article.text, proposals, engine="1")
            connection.execute("INSERT INTO places VALUES (?, '', ?, 1)", (article.source, number))
    return place


@asynccontextmanager
async def opened(
    *articles: Article, database: Path, index: Path | None = None, size: tuple[int, int] = (120, 24)
) -> AsyncIterator[Pilot[None]]:
    """The reader with the list on its screen, once it has looked at what there is."""
    loaded = map(Loaded, articles or ARTICLES)
    find = partial(LibraryIndex, index) if index else None
    options = {"index": find, "begins_with_library": True, "notifications": True, "until_tagging": False}
    async with start(*loaded, database=database, size=size, **options) as pilot:
        await until(pilot, lambda: pilot.app.workspace is not None and isinstance(pilot.app.screen, LibraryScreen))
        listing = pilot.app.library.listing
        await until(pilot, lambda: len(listing.every) >= len(articles or ARTICLES) and listing.who == "سارة")
        if index:
            await until(pilot, lambda: bool(listing.counts))
        yield pilot


def listed(pilot: Pilot[None]) -> list[str]:
    """The beginnings of the titles that are listed, in order."""
    return [each.title.split()[0] for each in pilot.app.library.listing.shown]


def current(pilot: Pilot[None]) -> str:
    """The beginning of the title in the current row."""
    return pilot.app.screen.current.title.split()[0]


async def test_a_row_says_what_is_known_of_an_article(database: Path, index: Path) -> None:
    async with opened(database=database, index=index) as pilot:
        await press(pilot)
        row = next(row for row in rows(pilot) if "[PER]" in row)
        assert row.rstrip().endswith(shaped_str("المعبر يفتح [PER]"))
        assert row.split()[:2] == ["2016-02-01", shaped_str("الأناضول")]
        # Words, entities, commitments, and open proposals.
        assert [each for each in row.split() if each.isdecimal()] == ["3", "1", "1"]
        assert "Title-less text" in shown(pilot)
        assert "1 of 3 articles" in shown(pilot)
        assert "news/a.txt · 3 words" in shown(pilot)


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (40, []),
        (60, ["date"]),
        (80, ["date", "source", "open"]),
        (120, ["date", "source", "words", "entities", "commitments", "open"]),
        (200, ["date", "source", "words", "entities", "commitments", "open", "state", "read by", "tags"]),
    ],
)
async def test_columns_give_way_in_a_narrow_window(width: int, columns: list[str], database: Path) -> None:
    async with opened(database=database, size=(width, 24)) as pilot:
        await press(pilot)
        heading = rows(pilot)[1]
        assert (
            heading.split("title")[0].replace(shaped_str("العنوان"), "").strip(" ·").split()
            == " ".join(columns).split()
        )
        assert all(len(row) == width for row in rows(pilot))


@pytest.mark.parametrize("slash", ["/", "ظ"])
async def test_typing_filters_and_enter_comes_back_to_the_list_and_then_opens(slash: str, database: Path) -> None:
    async with opened(database=database) as pilot:
        await pilot.press(slash, *"فيروس")
        assert listed(pilot) == ["الفيروس"]
        await press(pilot, "enter", "enter")
        assert screen(pilot).session.article == VIRUS


async def test_the_filter_knows_spelling_source_and_date(database: Path) -> None:
    async with opened(database=database) as pilot:
        await press(pilot, "/", *"أناضول", "space", *"ألمعبر", "space", *"٢٠١٦")
        assert listed(pilot) == ["المعبر"]
        await press(pilot, "x")
        assert listed(pilot) == []
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "0 of 3 articles" in shown(pilot)


async def test_escape_shows_everything_again_and_then_goes_back_to_the_article(database: Path) -> None:
    async with opened(database=database) as pilot:
        await press(pilot, "/", *"فيروس", "enter", "escape")
        assert len(listed(pilot)) == 3
        await press(pilot, "escape")
        assert screen(pilot).session.article == CROSSING


async def test_the_list_opens_again_at_the_article_in_hand(database: Path) -> None:
    async with opened(database=database) as pilot:
        await press(pilot, "down", "enter")
        assert screen(pilot).session.article == VIRUS
        for key in ("k", "ن", "f4"):
            await press(pilot, key)
            assert current(pilot) == "الفيروس"
            await press(pilot, "escape")
        await press(pilot, "]", "k")
        assert current(pilot) == "Title-less"


async def test_an_order_is_chosen_from_a_menu_and_reversed(database: Path, index: Path) -> None:
    async with opened(database=database, index=index) as pilot:
        await press(pilot, "s", "d")
        assert listed(pilot) == ["الفيروس", "المعبر", "Title-less"]
        await press(pilot, "ق")  # r on an Arabic keyboard
        assert listed(pilot) == ["Title-less", "المعبر", "الفيروس"]
        assert "by date, reversed" in shown(pilot)
        await press(pilot, "s", "o")
        assert listed(pilot)[0] == "الفيروس"


async def test_facets_are_chosen_with_their_counts_and_filter_at_once(database: Path, index: Path) -> None:
    async with opened(database=database, index=index) as pilot:
        await press(pilot, "f")
        facets = pilot.app.screen
        assert isinstance(facets, FacetsScreen)
        named = [(row.facet.value, row.value, row.count) for row in facets.rows if row.value]
        assert ("type", "pledge", 1) in named
        assert ("label", "place", 1) in named
        assert ("month", "2016-03", 1) in named
        assert ("outlet", "قدس", 1) in named
        facets.rows_view.move_to(next(at for at, row in enumerate(facets.rows) if row.value == "pledge"))
        await press(pilot, "space", "escape")
        assert listed(pilot) == ["المعبر"]
        assert "type: pledge" in shown(pilot)


async def check_filtered(pilot: Pilot[None], *titles: str) -> None:
    """Wait until these articles are listed and no others."""
    await until(pilot, lambda: listed(pilot) == list(titles))
    assert listed(pilot) == list(titles)


async def test_the_filter_takes_queries_beside_plain_words(database: Path, index: Path) -> None:
    async with opened(database=database, index=index) as pilot:
        await press(pilot, "/", *"label:place")
        await check_filtered(pilot, "الفيروس")
        await press(pilot, "ctrl+u", *"type:pledge")
        await check_filtered(pilot, "المعبر")
        await press(pilot, "space", *"فيروس")
        await check_filtered(pilot)
        await press(pilot, "ctrl+u", *"date:2016 -label:place")
        await check_filtered(pilot, "المعبر")
        await press(pilot, "enter", "escape")
        assert len(listed(pilot)) == 3


async def test_a_query_that_cannot_be_read_leaves_the_list_and_says_where_and_why(database: Path, index: Path) -> None:
    async with opened(database=database, index=index) as pilot:
        await press(pilot, "/", *"type:pledge")
        await check_filtered(pilot, "المعبر")
        await press(pilot, "space", *"typ:x")
        await check_filtered(pilot, "المعبر")
        assert "cannot be read at typ (character 13): there is no field of this name" in shown(pilot)
        await press(pilot, "ctrl+u", *"فيروس")
        assert listed(pilot) == ["الفيروس"]
        assert "cannot be read" not in shown(pilot)


async def test_a_query_needs_an_index(database: Path) -> None:
    async with opened(database=database) as pilot:
        await press(pilot, "/", *"type:pledge")
        await until(pilot, lambda: "Only an index can answer this query" in shown(pilot))
        assert len(listed(pilot)) == 3


async def test_a_query_is_answered_again_when_the_index_knows_more(database: Path, index: Path) -> None:
    async with opened(database=database, index=index) as pilot:
        await press(pilot, "/", *"label:person", "enter")
        await check_filtered(pilot)
        with LibraryIndex(index) as changed, changed.writing() as connection:
            put_proposals(connection, 3, UNTITLED.text, [Annotation(Span(0, 5), "person", source="names")], engine="2")
        await check_filtered(pilot, "Title-less")


async def test_next_unread_next_with_proposals_and_next_without_a_second_reader(database: Path, index: Path) -> None:
    for who, flags in (("سارة", [(CROSSING, Flag.READ)]), ("خالد", [(CROSSING, Flag.DONE)])):
        with Workspace.open(database, who=who) as workspace:
            for article, flag in flags:
                flag_one(workspace, article, flag)
    async with opened(database=database, index=index) as pilot:
        await until(pilot, lambda: bool(pilot.app.library.listing.records))
        await press(pilot, "down", "down", "n")
        assert current(pilot) == "الفيروس"  # round the end, past what is read
        await press(pilot, "o")
        assert current(pilot) == "المعبر"
        await press(pilot, "e")
        assert current(pilot) == "الفيروس"
        await press(pilot, "ر")  # n on another Arabic keyboard
        assert current(pilot) == "Title-less"


def flag_one(workspace: Workspace, article: Article, flag: Flag) -> None:
    from reader.journal.article_marks import set_flag

    workspace.remember(article)
    workspace.apply(set_flag(workspace.authorship(article.id), workspace.reading_state(article.id), flag))


def stored(database: Path, article: Article) -> tuple[Flag, tuple[str, ...], set[tuple[str, str]]]:
    """The state, the tags and the accepted annotations of an article."""
    with Workspace.open(database, who="سارة") as workspace:
        state = workspace.reading_state(article.id)
        kept = [each for each in workspace.annotations(article.id) if each.decision is Decision.ACCEPTED]
        return state.flag, state.tags, {(each.span.of(article.text), each.label) for each in kept}


NOTHING = (Flag.UNREAD, (), set())


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # The state of two marked articles, and tags of all.
        (("space", "space", "d", "d"), [(Flag.DONE, (), set()), (Flag.DONE, (), set()), NOTHING]),
        (("*", "g", *"هدنة", "enter"), [(Flag.UNREAD, ("هدنة",), set())] * 3),
        # Proposals of a label from a score on.
        (("*", "a", "enter", "enter"), [NOTHING, (Flag.UNREAD, (), {("غزة", "place")}), NOTHING]),
        (
            ("*", "a", "enter", "ctrl+u", "0", "enter"),
            [NOTHING, (Flag.UNREAD, (), {("غزة", "place"), ("حلب", "place")}), NOTHING],
        ),
        # All occurrences of a form.
        (
            (";", *"فيروس", "enter", "7", "enter"),
            [NOTHING, (Flag.UNREAD, (), {("فيروس", "misc")}), NOTHING],
        ),
    ],
)
async def test_an_action_on_several_articles_is_undone_at_once(
    keys: tuple[str, ...], expected: list[object], database: Path, index: Path
) -> None:
    async with opened(database=database, index=index) as pilot:
        for key in keys:
            await press(pilot, key)
            await until(pilot, pilot.app.is_at_rest)
        await until(pilot, lambda: any("Done" in each for each in toasts(pilot)))
        assert [stored(database, each) for each in ARTICLES] == expected
        await press(pilot, "u")
        await until(pilot, lambda: any("Undone" in each for each in toasts(pilot)))
        assert [stored(database, each) for each in ARTICLES] == [NOTHING] * 3
        await press(pilot, "U")
        await until(pilot, lambda: any("Redone" in each for each in toasts(pilot)))
        assert [stored(database, each) for each in ARTICLES] == expected


async def test_what_was_done_in_the_list_stands_in_the_article_in_hand_and_is_undone_there(
    database: Path, index: Path
) -> None:
    async with opened(database=database, index=index) as pilot:
        await press(pilot, "down", "enter")
        await until(pilot, lambda: screen(pilot).work is not None)
        await press(pilot, "k", "d", "d")
        await until(pilot, lambda: any("Done" in each for each in toasts(pilot)))
        await press(pilot, "escape")
        assert screen(pilot).work.state.flag is Flag.DONE
        await press(pilot, "u")
        assert screen(pilot).work.state.flag is Flag.UNREAD


async def test_an_article_that_is_not_loaded_yet_is_read_from_the_index(database: Path, index: Path) -> None:
    async with opened(CROSSING, database=database, index=index) as pilot:
        await until(pilot, lambda: len(listed(pilot)) == 3)
        await press(pilot, "down", "enter")
        assert screen(pilot).session.article == VIRUS
        assert screen(pilot).session.article.fields == VIRUS.fields


async def test_without_an_index_the_list_has_what_is_loaded(database: Path) -> None:
    async with opened(database=database) as pilot:
        assert listed(pilot) == ["المعبر", "الفيروس", "Title-less"]
        await press(pilot, "a")
        assert screen_is_list(pilot)


def screen_is_list(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, LibraryScreen)


async def test_only_what_is_in_sight_is_drawn(database: Path) -> None:
    many = [Article(f"نص {n}", f"عنوان المقال رقم {n}", f"{n}.txt") for n in range(3_000)]
    async with opened(*many, database=database, size=(90, 24)) as pilot:
        await press(pilot, "end")
        assert "2999.txt" in shown(pilot)
        assert len(pilot.app.screen.rows_view._drawn) < 200


@pytest.mark.parametrize(
    ("opens", "paths", "shown_then"),
    [
        ("library", ["news"], "1 of 2 articles"),
        ("article", ["news"], "1/2"),
        # The first of several paths is the one that is wanted, and a single article needs no list.
        ("library", ["news/a.txt", "news/b.txt"], "1/2"),
        ("library", ["news/a.txt"], "unread"),
    ],
)
def test_the_reader_itself_opens_what_the_setting_says(
    opens: str, paths: list[str], shown_then: str, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    for name in ("a", "b"):
        (tmp_path / "news" / f"{name}.txt").write_text(f"خبر {name}", encoding="utf-8")
    settings = tmp_path / "config.toml"
    settings.write_text("[annotate]\non_open = false\n[panel]\nvisible = false\n", encoding="utf-8")
    own = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME")}
    own |= {"READER_CONFIG": str(settings), "READER_OPENS": opens, "READER_INDEX": "off"}
    command = [sys.executable, "-m", "reader", *(str(tmp_path / path) for path in paths), "--as", "سارة"]
    with PtySession(command, columns=100, rows=24, environment=own) as session:
        session.wait_for(lambda session: session.shows(shown_then))
        session.press("q")
        assert session.wait_for_exit() == 0


@pytest.mark.parametrize("key", ["space", "*", "n", "o", "e", "d", "g", "a", ";", "enter", "r", "u", "f", "end"])
async def test_no_key_fails_where_nothing_is_listed(key: str, database: Path) -> None:
    async with opened(database=database) as pilot:
        await press(pilot, "/", *"xyz", "enter")
        await press(pilot, key_names(key)[-1])
        await press(pilot, "escape", "escape")
        assert pilot.app.is_running


async def test_in_arabic_the_list_speaks_arabic_and_begins_at_the_right(database: Path, index: Path) -> None:
    with in_arabic():
        async with opened(database=database, index=index) as pilot:
            await press(pilot)
            summary, headings, *listed_rows = rows(pilot)
            assert shaped_str("١ من ٣ مقالات") in summary
            assert summary.rstrip().endswith(shaped_str("١"))
            assert stand_from_the_right(headings, "العنوان", "التاريخ", "المصدر", "كلمات", "كيانات", "مفتوح")
            row = next(line for line in listed_rows if shaped_str("المعبر يفتح") in line)
            assert stand_from_the_right(row, "المعبر يفتح", "٢٠١٦-٠٢-٠١", "الأناضول")
            assert latin_words(pilot, besides=NAMES) == []


async def test_in_arabic_facets_and_orders_are_arabic(database: Path, index: Path) -> None:
    with in_arabic():
        async with opened(database=database, index=index) as pilot:
            await press(pilot, "f")
            assert isinstance(pilot.app.screen, FacetsScreen)
            for word in ("التصفية", "الحالة", "غير مقروء", "التزامات من نوع"):
                assert shaped_str(word) in shown(pilot)
            assert latin_words(pilot, besides=NAMES) == []
            await press(pilot, "escape", "s")
            assert shaped_str("الاقتراحات المفتوحة") in shown(pilot)
            await press(pilot, "d")
            assert shaped_str("الترتيب: التاريخ") in shown(pilot)


async def test_in_arabic_it_says_why_a_query_cannot_be_read(database: Path, index: Path) -> None:
    with in_arabic():
        async with opened(database=database, index=index) as pilot:
            await press(pilot, "/", *"type:(")
            assert shaped_str("تنقص كلمة") in shown(pilot)
