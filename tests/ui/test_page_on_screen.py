"""The page on the screen: in windows of three sizes, with and without the panel, with every kind of title."""

from __future__ import annotations

import pytest
from on_screen import cell_of, line_of_text, press, put_caret, row_of_line, screen, start
from textual.pilot import Pilot

from reader.load import Loaded
from reader.model import Article
from reader.ui.widgets.arabic_text import shaped_str

BODY = (
    "قال لافروف في موسكو إن الأمر تم وإن روسيا تتعهد بوقف القصف قبل نهاية الأسبوع كما طلبت منها تركيا أمس. " * 3
).strip()
TITLE = "موسكو تتعهد بوقف القصف"
TEXT = f"{TITLE}\n\n{BODY}\n{BODY}"
DATED = Loaded(Article(TEXT, title=TITLE, source="rows.jsonl", date="2016-12-18", fields=(("publisher", "العربية"),)))


def drawn(pilot: Pilot[None]) -> list[str]:
    """The rows of the pane of the text."""
    view = screen(pilot).view
    return [view.render_line(row).text for row in range(view.size.height)]


def edges(pilot: Pilot[None]) -> tuple[int, int, int]:
    """The blank columns left of the page; the measure; and the blank columns right of it, besides that of the bar."""
    view = screen(pilot).view
    left, measure = view._lines.left, view.session.view.width
    return left, measure, view.size.width - 1 - left - measure


@pytest.mark.parametrize(
    ("size", "panel", "expected"),
    [((80, 24), 26, (2, 49, 2)), ((120, 40), 36, (7, 70, 6)), ((200, 50), 48, (41, 70, 40))],
)
async def test_the_page_and_the_panel_share_the_window(
    size: tuple[int, int], panel: int, expected: tuple[int, int, int]
) -> None:
    async with start(DATED, size=size) as pilot:
        assert (screen(pilot).panel.size.width + 1, edges(pilot)) == (panel, expected)
        rule = next(row for row in drawn(pilot) if "──" in row)
        left, measure, right = expected
        assert rule[:-1] == " " * left + "─" * measure + " " * right
        await press(pilot, "l")
        assert not screen(pilot).panel.display
        left, measure, right = edges(pilot)
        assert (measure, abs(left - right) <= 1) == (70, True)


async def test_the_tabs_fit_the_narrow_panel_and_are_clicked_where_they_stand() -> None:
    async with start(DATED, size=(80, 24)) as pilot:
        row = str(pilot.app.screen.query_one("#tabs").render())
        assert shaped_str("هنا") in row, "the open tab keeps its name"
        assert len(row) == screen(pilot).panel.size.width
        await pilot.click("#tabs", offset=(row.index(shaped_str("هنا")) - 2, 0))
        assert screen(pilot).panel.tab == "entities"


async def test_the_source_and_the_date_stand_below_the_title() -> None:
    async with start(DATED, size=(80, 24)) as pilot:
        rows = drawn(pilot)
        title = row_of_line(pilot)
        assert title == 1, "a blank row is above it"
        assert rows[title].strip() == shaped_str(TITLE)
        assert rows[title + 1].strip() == shaped_str("العربية · 18 ديسمبر 2016", base="rtl")
        assert len({len(row) for row in rows[: title + 2]}) == 1


async def test_a_low_window_indents_paragraphs_and_a_tall_one_leaves_blank_rows() -> None:
    second = len(TITLE) + 2 + len(BODY) + 1
    async with start(DATED, size=(80, 24)) as pilot:
        view = screen(pilot).view
        column, row = cell_of(pilot, second)
        right = view._lines.left + view.session.view.width - 1
        assert column == right - 3
        assert drawn(pilot)[row - 1].strip()
        await pilot.click(view, offset=(right, row))
        assert screen(pilot).session.caret == second, "the indent leads to the first letter"
        await press(pilot, "right")
        assert screen(pilot).session.layout.locate(screen(pilot).session.caret)[0].paragraph == 2
        await pilot.resize_terminal(80, 40)
        column, row = cell_of(pilot, second)
        assert column == right
        assert not drawn(pilot)[row - 1].strip()


async def test_every_line_of_an_indented_article_can_be_reached_and_paged() -> None:
    long = Loaded(Article("\n".join(["عنوان", *[BODY] * 20]), title="عنوان", source="خبر.txt"))
    async with start(long, size=(80, 24)) as pilot:
        session = screen(pilot).session
        seen = []
        for _ in range(200):
            place, _ = session.layout.locate(session.caret)
            seen.append(place)
            await press(pilot, "down")
            if session.layout.place_of(session.caret) == place:
                break
        assert seen == [
            type(place)(paragraph, line)
            for paragraph in range(len(session.layout.paragraphs))
            for line in range(len(session.layout.lines_of(paragraph)))
        ]
        put_caret(pilot, 0)
        await pilot.pause()
        assert row_of_line(pilot) == 1, "the title and the row above it are back"
        assert line_of_text(pilot).strip("▕ ") == shaped_str("عنوان")


async def test_a_title_has_its_own_direction_and_a_hostile_source_is_text() -> None:
    fields = (("publisher", "[bold]\x1b[31m\u202eevil"),)
    english = Loaded(Article(f"Moscow pledges\n\n{BODY}", title="Moscow pledges", fields=fields))
    async with start(english, size=(80, 24)) as pilot:
        left, measure, _ = edges(pilot)
        rows = drawn(pilot)
        title = row_of_line(pilot)
        assert rows[title][left:][:measure].strip() == "Moscow pledges"
        assert not {"\x1b", "\u202e"} & set("".join(rows))
        assert "[bold]" in "".join(rows)
        assert all(len(row) == len(rows[0]) for row in rows[:4])


@pytest.mark.parametrize(("keys", "bar"), [((), "▕"), (("|",), "▏")])
async def test_the_position_bar_is_at_the_edge_that_is_farther_from_the_panel(keys: tuple[str, ...], bar: str) -> None:
    long = Loaded(Article("\n".join(["عنوان", *[BODY] * 20]), title="عنوان"))
    async with start(long, size=(80, 24)) as pilot:
        await press(pilot, *keys)
        pane = drawn(pilot)
        assert pane[0][-1 if bar == "▕" else 0] == bar
        assert sum(bar in row for row in pane) < len(pane)
        assert {row[0 if bar == "▕" else -1] for row in pane} == {" "}
